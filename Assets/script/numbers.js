// Numbers and times as the static pages write them.

// Four significant digits: 0.9578, 12.35, 12,345, 3.2e−05.
function rounded(value) {
  const size = Math.abs(value);
  if (!isFinite(value)) return special(value);
  if (size >= 1e7 || size !== Math.round(size) && size < 1e-4) return scientific(value);
  const decimals = size === Math.round(size) ? 0 : Math.max(0, 3 - exponent(size));
  return decimalText(size, decimals, value < 0, true);
}

// A fixed number of decimals.
function fixed(value, decimals) {
  if (!isFinite(value)) return special(value);
  return Math.abs(value) < 1e15 ? decimalText(Math.abs(value), decimals, value < 0) : scientific(value);
}

// Four significant digits and a power of ten; divided as Swift divides, since charts are compared byte by byte.
function scientific(value) {
  if (!value) return "0";
  const tenTo = power => {
    const size = [128, 64, 32, 16, 8, 4, 2, 1].reduce((size, step) => Math.abs(power) & step ? size * Number("1e" + step) : size,
      1);
    return power < 0 ? 1 / size : size;
  };
  let power = exponent(Math.abs(value));
  const half = Math.trunc(power / 2);
  let digits = Math.abs(value) / tenTo(half) / tenTo(power - half);
  if (digits >= 9.9995) [power, digits] = [power + 1, digits / 10];
  return decimalText(digits, 3, value < 0, true) + "e" + (power < 0 ? "−" : "") + String(Math.abs(power)).padStart(2, "0");
}

// The shortest text that reads back as the same number.
function exact(value) {
  const size = Math.abs(value);
  const text = size && (size < 1e-4 || size >= 1e16) ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

function special(value) {
  return value > 0 ? "∞" : value < 0 ? "−∞" : "NaN";
}

function exponent(size) {
  return Number(size.toExponential().split("e")[1]);
}

// Thousands are grouped from five digits on.
function decimalText(size, decimals, isNegative, trimsZeros) {
  const scaled = Math.round(size * Number("1e" + decimals));
  const digits = String(scaled < 2 ** 53 ? scaled : BigInt(scaled)).padStart(decimals + 1, "0");
  let whole = digits.slice(0, digits.length - decimals);
  let rest = digits.slice(whole.length);
  if (trimsZeros) rest = rest.replace(/0+$/, "");
  if (whole.length > 4) whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (isNegative && scaled ? "−" : "") + whole + (rest && "." + rest);
}

// 812 B, 4.1 MB
function bytesText(count) {
  const size = Math.abs(count);
  const place = Math.min(4, Math.floor(exponent(size) / 3));
  if (size < 1000 || size >= 1e18) return rounded(count) + " B";
  const amount = Math.round(size) / 1000 ** place;
  return (count < 0 ? "−" : "") + fixed(amount, amount < 10 ? 1 : 0) + " " + " KMGT"[place] + "B";
}

// 2026-11-23 04:12
function minuteText(milliseconds) {
  return isoText(milliseconds).slice(0, 16).replace("T", " ");
}

function isoText(milliseconds) {
  const moment = new Date(milliseconds);
  return isNaN(moment) ? "" : moment.toISOString().replace(".000Z", "Z");
}

// 9m 43s, 1h 02m, 3d 4h, 0.8s
function durationText(duration) {
  const total = Math.max(0, duration);
  if (total < 9.9999) return Math.round(total * 10) / 10 + "s";
  const seconds = Math.round(total);
  const pad = number => String(Math.floor(number)).padStart(2, "0");
  if (seconds < 60) return seconds + "s";
  if (seconds < 3600) return Math.floor(seconds / 60) + "m " + pad(seconds % 60) + "s";
  if (seconds < 86400) return Math.floor(seconds / 3600) + "h " + pad(seconds / 60 % 60) + "m";
  return Math.floor(seconds / 86400) + "d " + Math.floor(seconds / 3600 % 24) + "h";
}

// The words of a chart, and how wide they are about.

// At most 120 characters of a text.
function cutLabel(text) {
  const letters = text.length > 120 ? [...text.slice(0, 242)] : [];
  return letters.length > 120 ? letters.slice(0, 120).join("") + "…" : text;
}

// As much of a text as has room.
function fitText(text, room) {
  text = cutLabel(text);
  if (!(textWidth(text) > room)) return text;
  const letters = [...text];
  while (letters.length && textWidth(letters.join("")) + 9.2 > room) letters.pop();
  return letters.join("") + "…";
}

// A value with four significant digits: `3e−5`, not `3e−05`.
const valueText = value => rounded(value).replace(/e(−?)0+(?=\d)/, "e$1");

// About how many units a text of 11 units' size takes, rather too many than too few.
function textWidth(text) {
  let width = 0;
  // By bytes, as Swift counts: 0xE2 begins the minus sign, and 0x80 to 0xBF go on with a letter.
  for (const byte of new TextEncoder().encode(text).subarray(0, 400)) {
    if (byte >= 0x80 && byte < 0xC0) continue;
    const sign = String.fromCharCode(byte);
    width += ".,' ilj".includes(sign) ? 3.6 : "-mwMW\xE2".includes(sign) ? 9.2 : 7;
  }
  return width;
}

const widestText = texts => max(0, ...texts.map(textWidth));

const textOf = ({ text }) => text;

// `1 run`, `2 runs`
const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

const rangeText = ([low, high]) => `${valueText(low)} to ${valueText(high)}`;

const logText = ({ isLog }) => isLog ? ", logarithmic" : "";

// The first eight of a list.
const listText = texts => texts.slice(0, 8).join("; ") + (texts.length > 8 ? `; and ${texts.length - 8} more.` : ".");

// From where to where several things near one another are, or where the only one is.
const placesText = ({ count, first, last }, { xLabel, x }) => `${xLabel} ${x.text(first)}${count > 1 ? ` to ${x.text(last)}` : ""}`;

// What a mark says: `NaN at step 31`, `∞, 12 times, step 31 to 60`.
const markText = (mark, plan) =>
  `${special(mark.value)}${mark.count > 1 ? `, ${mark.count} times, ` : " at "}${placesText(mark, plan)}`;

// What the pointer shows on a line without the script.
const lineText = ({ lastText, range }) => [lastText && "last " + lastText,
  range && `min ${valueText(range[0])}, max ${valueText(range[1])}`].filter(part => part).join(", ");

// The text alternative: how many lines, from where to where, and how they ended.
function describeLines({ lines, range, xLabel, x, y, smoothing, outside }) {
  if (!range) return "No finite values.";
  const drawn = lines.filter(line => line.range);
  const ended = drawn.filter(line => line.lastText);
  return `${counted(drawn.length, "line")} over ${xLabel} ${x.text(x.ends[0])} to ${x.text(x.ends[1])}${logText(x)}, values ${rangeText(range)}${logText(y)}`
    + `${smoothing ? ", smoothed by " + rounded(smoothing) : ""}${outside ? `, ${counted(outside, "point")} beyond the axis` : ""}. `
    + (ended.length ? "Last values: " + listText(ended.map(line => `${cutLabel(line.label)} ${line.lastText}`)) : "");
}

// The words of a chart, and how wide they are about.

// At most 120 characters of a text.
function cutLabel(text) {
  const letters = text.length > 120 ? [...text.slice(0, 242)] : [];
  return letters.length > 120 ? letters.slice(0, 120).join("") + "…" : text;
}

// A value with four significant digits: `3e−5`, not `3e−05`.
function valueText(value) {
  return rounded(value).replace(/e(−?)0+(?=\d)/, "e$1");
}

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

// What a mark says: `NaN at step 31`, `∞, 12 times, step 31 to 60`.
function markText({ value, count, first, last }, { xLabel, x }) {
  const place = `${xLabel} ${x.text(first)}`;
  return count === 1 ? `${special(value)} at ${place}` : `${special(value)}, ${count} times, ${place} to ${x.text(last)}`;
}

// What the pointer shows on a line without the script.
function lineText(line) {
  const parts = [];
  if (line.lastText) parts.push("last " + line.lastText);
  if (line.range) parts.push(`min ${valueText(line.range[0])}, max ${valueText(line.range[1])}`);
  return cutLabel(line.label) + (parts.length ? ": " + parts.join(", ") : "");
}

// The text alternative: how many lines, from where to where, and how they ended.
function describeLines({ lines, range, xLabel, x, y }) {
  if (!range) return "No finite values.";
  const drawn = lines.filter(line => line.range);
  const ended = drawn.filter(line => line.lastText);
  const text = `${drawn.length} line${drawn.length === 1 ? "" : "s"} over ${xLabel} ${x.text(x.low)} to ${x.text(x.high)}`
    + `, values ${valueText(range[0])} to ${valueText(range[1])}${y.isLog ? ", logarithmic" : ""}. `;
  return ended.length ? text + "Last values: " + ended.slice(0, 8).map(line => `${cutLabel(line.label)} ${line.lastText}`).join("; ")
    + (ended.length > 8 ? `; and ${ended.length - 8} more.` : ".") : text;
}

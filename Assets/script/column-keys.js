// The names of columns (docs/comparison.md, "Columns"). Facts stand in the order of the table.

const factLabels = new Map(Object.entries({
  run: "Run", experiment: "Experiment", status: "Status", start: "Started (UTC)", end: "Ended (UTC)", duration: "Duration",
  user: "User", compute: "Compute", note: "Note", id: "Id", kind: "Kind", parent: "Parent", commit: "Commit",
}));
const aggregates = ["last", "min", "max", "first", "mean", "count", "min_step", "max_step", "best_step"];
const quotedPart = '"(?:[^"\\\\]|\\\\[^])*"';

// The name and the aggregate of a metric's key; nothing for another key.
function metricKey(key) {
  if (!key.startsWith("metric.")) return [];
  const end = key.lastIndexOf(".");
  return end > 7 && aggregates.includes(key.slice(end + 1)) ? [key.slice(7, end), key.slice(end + 1)] : [key.slice(7), "last"];
}

// The key of the column somebody means; undefined if the table has none.
function findKey(name, table) {
  if (factLabels.has(name)) return name;
  const prefixes = /^(param|metric|tag)\./.test(name) ? [""] : ["param.", "metric.", "tag."];
  for (const prefix of prefixes) {
    if (prefix === "metric." && table.metrics.has(name)) return `metric.${name}.last`;
    const [metric, aggregate] = metricKey(prefix + name);
    if (table.metrics.has(metric)) return `metric.${metric}.${aggregate}`;
    if (metric === undefined && table.columns.has(prefix + name)) return prefix + name;
  }
}

// The key nearest to a mistyped one, at most a third of its length away.
function nearestKey(typed, table) {
  const ends = ["", ...aggregates.map(aggregate => "." + aggregate)];
  const plain = [...table.columns.keys()].filter(key => /^(param|tag)\./.test(key));
  const names = [
    ...factLabels.keys(), ...plain, ...plain.map(key => key.replace(/^\w+\./, "")),
    ...[...table.metrics.keys()].flatMap(name => ends.flatMap(end => [name + end, `metric.${name}${end}`])),
  ];
  const sought = [...typed.toLowerCase()];
  let best = [];
  for (const name of names) {
    const letters = [...name.toLowerCase()];
    const limit = Math.floor(letters.length / 3);
    if (sought.length > 100 || Math.abs(letters.length - sought.length) > limit) continue;
    const rank = [distance(sought, letters), letters.length, name];
    const place = rank.findIndex((value, index) => value !== best[index]);
    if (rank[0] <= limit && (!best.length || rank[place] < best[place])) best = rank;
  }
  return best[2];
}

// How many letters to insert, leave out, exchange or swap with their neighbour.
function distance(a, b) {
  let before, last = [...Array(b.length + 1).keys()];
  a.forEach((letter, row) => {
    const now = [row + 1];
    b.forEach((other, column) => {
      const isSwap = row && column && letter === b[column - 1] && a[row - 1] === other;
      now.push(Math.min(last[column + 1] + 1, now[column] + 1, last[column] + (letter !== other),
        isSwap ? before[column - 1] + 1 : Infinity));
    });
    [before, last] = [last, now];
  });
  return last[b.length];
}

// A key as it is written: in quotes where it holds odd characters.
function quoted(key) {
  return /^[\w./\-@*+\u0080-\uffff]+$/.test(key) ? key : `"${key.replace(/["\\]/g, "\\$&")}"`;
}

function unquoted(text) {
  return text.replace(new RegExp(quotedPart, "g"), part => part.slice(1, -1).replace(/\\(["\\])/g, "$1"));
}

// The pieces of a text between separators that stand outside of quotes.
function pieces(text, separator) {
  return text.match(new RegExp(`(?:${quotedPart}|[^${separator}])+|(?<=^|${separator})(?=${separator}|$)`, "g")) || [""];
}

// The number a text is, else NaN.
function numberIn(text) {
  if (text.length > 400) return NaN;
  if (/^[+-]?inf(inity)?$/i.test(text)) return text[0] === "-" ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

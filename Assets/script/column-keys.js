// The names of columns (docs/comparison.md, "Columns"). Facts stand in the order of the table.

const factLabels = new Map(Object.entries({
  run: "Run", experiment: "Experiment", status: "Status", start: "Started (UTC)", end: "Ended (UTC)", duration: "Duration",
  user: "User", compute: "Compute", note: "Note", id: "Id", kind: "Kind", parent: "Parent", commit: "Commit",
}));
const aggregates = ["last", "min", "max", "first", "mean", "count", "min_step", "max_step", "best_step"];
const inQuotes = '"(?:[^"\\\\]|\\\\[^])*"';

// The name and the aggregate of a metric's key; nothing for another key.
function metricKey(key) {
  if (!key.startsWith("metric.")) return [];
  const end = key.lastIndexOf(".");
  const aggregate = key.slice(end + 1);
  return end > 7 && aggregates.includes(aggregate) ? [key.slice(7, end), aggregate] : [key.slice(7), "last"];
}

// The key of the column somebody means; undefined if the table has none.
function findKey(name, table) {
  if (factLabels.has(name)) return name;
  for (const prefix of /^(param|metric|tag)\./.test(name) ? [""] : ["param.", "metric.", "tag."]) {
    if (prefix === "metric." && table.metrics.has(name)) return `metric.${name}.last`;
    const [metric, aggregate] = metricKey(prefix + name);
    if (table.metrics.has(metric)) return `metric.${metric}.${aggregate}`;
    if (metric === undefined && table.stored.has(prefix + name)) return prefix + name;
  }
}

// The name nearest to a mistyped one, at most a third of its length away: the shortest, then the first of them.
function nearestName(typed, table) {
  const plain = table.keys.filter(key => /^(param|tag)\./.test(key));
  const metrics = [...table.metrics.keys()].flatMap(name => [name, "metric." + name]);
  const names = [
    ...factLabels.keys(), ...plain, ...plain.map(key => key.replace(/^\w+\./, "")), ...metrics,
    ...metrics.flatMap(name => aggregates.map(aggregate => name + "." + aggregate)),
  ];
  const sought = [...typed.slice(0, 100).toLowerCase()];
  let best = [Infinity];
  for (const name of names) {
    const spelled = [...name.toLowerCase()];
    const limit = Math.min(best[0], spelled.length / 3);
    if (Math.abs(spelled.length - sought.length) > limit) continue;
    const rank = [distance(sought, spelled), spelled.length, name];
    const place = rank.findIndex((value, index) => value !== best[index]);
    if (rank[0] <= limit && !(rank[place] > best[place])) best = rank;
  }
  return best[2];
}

// How many letters to insert, leave out, exchange or swap with their neighbour.
function distance(a, b) {
  let before, last = [...b.keys(), b.length];
  a.forEach((letter, row) => {
    const now = [row + 1];
    b.forEach((other, column) => {
      const isSwap = row && letter === b[column - 1] && a[row - 1] === other;
      now.push(Math.min(last[column + 1] + 1, now[column] + 1, last[column] + (letter !== other),
        isSwap ? before[column - 1] + 1 : 99));
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
  return text.replace(RegExp(inQuotes, "g"), part => part.slice(1, -1).replace(/\\(["\\])/g, "$1"));
}

// The pieces of a text between separators that stand outside of quotes.
function pieces(text, separator) {
  return text.match(RegExp(`(?:${inQuotes}|[^${separator}])+|(?<=^|${separator})(?=${separator}|$)`, "g"));
}

// The number a text is, else NaN.
function numberIn(text) {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text[0] === "-" ? -Infinity : Infinity;
  return text.length < 400 && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

// The order of runs (docs/comparison.md, "Order").

// Texts in their order when numbers in them count: a number is as long as it has digits, then as great as they are.
function countedText(text) {
  const counted = text.replace(/\d+/g, digits => {
    const number = digits.replace(/^0+/, "");
    return "0" + String.fromCharCode(number.length) + number;
  });
  // Letters beyond 16 bits come last, as they do in UTF-8.
  return (counted + "\0" + text).replace(/[\ud800-\uffff]/g, half =>
    String.fromCharCode(half.charCodeAt(0) + (half < "\ue000" ? 0x2000 : -0x800)));
}

// Compares rows by a sort as it is written; equal ones stay in the order they have.
function rowOrder(sort, table) {
  const sign = sort[0] === "-" ? -1 : 1;
  const key = findKey(unquoted(sort.replace(/^-/, "")), table);
  const column = key ? table.use(key) : { values: [] };
  const ranks = column.ranks ||= column.values.map((value, row) =>
    typeof value === "number" || key.startsWith("param.") && !isNaN(column.numbers[row]) ? column.numbers[row]
      : countedText(value));
  const kind = value => value === undefined ? 2 : value !== value ? 1 : 0;
  return (a, b) => {
    const one = ranks[a], other = ranks[b];
    if (one === other) return 0;
    if (kind(one) || kind(other)) return kind(one) - kind(other);
    return (typeof one === typeof other ? one < other : typeof one === "number") ? -sign : sign;
  };
}

// Rows with children below their parents, siblings sorted among themselves.
function sortedTree(rows, compare, table) {
  const below = new Map();
  for (const row of rows) {
    const parent = table.parents[row];
    if (!below.has(parent)) below.set(parent, []);
    below.get(parent).push(row);
  }
  const order = [], waiting = [undefined];
  while (waiting.length) {
    const row = waiting.pop();
    if (row !== undefined) order.push(row);
    (below.get(row) || []).sort(compare).reverse().forEach(child => waiting.push(child));
  }
  return order;
}

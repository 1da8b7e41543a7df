// The order of runs (docs/comparison.md, "Order").

// Texts in their order when numbers in them count: a number is as long as it has digits, then as great as they are.
function countedText(text) {
  const counted = text.replace(/\d+/g, digits => {
    const number = digits.replace(/^0+/, "");
    return "0" + String.fromCharCode(number.length) + number;
  });
  // Letters beyond 16 bits come last, as they do in UTF-8.
  return (counted + "\0" + text).replace(/[\ud800-\uffff]/g, half => {
    const place = half.charCodeAt(0);
    return String.fromCharCode(place < 0xe000 ? place + 0x2000 : place - 0x800);
  });
}

// What a column is sorted by: numbers, texts, NaN where a number is none, holes where there is no value.
function sortValues(key, table) {
  const column = table.column(key);
  if (!column) return [];
  return column.sortValues ||= column.values.map(value => {
    if (typeof value === "number") return value;
    const number = key.startsWith("param.") ? numberIn(value) : NaN;
    return isNaN(number) ? countedText(value) : number;
  });
}

// Compares rows by a sort as it is written; equal ones stay in the order they have.
function rowOrder(sort, table) {
  const isDescending = sort[0] === "-";
  const key = findKey(unquoted(isDescending ? sort.slice(1) : sort), table);
  const values = key ? sortValues(key, table) : [];
  const sign = isDescending ? -1 : 1;
  const rank = value => value === undefined ? 2 : value !== value ? 1 : 0;
  return (a, b) => {
    const one = values[a], other = values[b];
    if (one === other) return 0;
    const ranks = rank(one) - rank(other);
    if (ranks || rank(one)) return ranks;
    if (typeof one !== typeof other) return typeof one === "number" ? -sign : sign;
    return one < other ? -sign : sign;
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
  const order = [];
  const waiting = [undefined];
  while (waiting.length) {
    const row = waiting.pop();
    if (row !== undefined) order.push(row);
    for (const child of (below.get(row) || []).sort(compare).reverse()) waiting.push(child);
  }
  return order;
}

// Where a run stands below another, the nearest before it that is less deep.
function parentsOf(depths) {
  const path = [];
  return depths.map((depth, row) => {
    while (path.length && depths[path[path.length - 1]] >= depth) path.pop();
    path.push(row);
    return path[path.length - 2];
  });
}

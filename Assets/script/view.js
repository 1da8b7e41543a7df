// Which rows and columns the table shows now, worked out from the choice.

let lastFilter;
const closedGroups = new Set();

// The sort in force, as it is written.
function sortNow(table) {
  return state.sort || (table.parts.length > 1 ? "-start" : "");
}

// All that a drawing of the table needs to know.
function arrange(table) {
  const view = { problem: "" };
  try {
    lastFilter = rowFilter(state.filter, table);
  } catch (error) {
    view.problem = error.message;
  }
  const rows = [...table.partOf.keys()];
  view.found = lastFilter ? rows.filter(lastFilter) : rows;
  const compare = sortNow(table) ? rowOrder(sortNow(table), table) : () => 0;
  view.base = table.rows.get(state.baseline);
  view.groups = groups(view.found, compare);
  view.faint = new Set();
  if (!view.groups) {
    const found = new Set(view.found);
    for (let row of view.found) {
      while ((row = table.parents[row]) !== undefined && !found.has(row)) view.faint.add(row);
    }
    view.rows = sortedTree(rows.filter(row => found.has(row) || view.faint.has(row)), compare, table);
  } else {
    view.rows = view.groups.flatMap(group => group.rows);
  }
  const others = view.rows.filter(row => row !== view.base);
  view.items = view.groups
    ? view.groups.flatMap(group => [group, ...closedGroups.has(group.label) ? [] : group.rows.filter(row => row !== view.base)]) : others;
  arrangeColumns(view, table);
  return view;
}

// The columns, and of each what marks its best and the value to compare with.
function arrangeColumns(view, table) {
  const defaults = table.defaults ||= defaultKeys(table);
  const keys = (table.keys ||= allKeys(table)).filter(key => state.columns.has(key) ? state.columns.get(key) : defaults.has(key));
  view.same = keys.filter(key => state.differs && !/^(run|trend)$/.test(key) && isSame(view.found, key, table));
  view.keys = keys.filter(key => !view.same.includes(key));
  if (!view.keys.includes("run")) view.keys.unshift("run");
  view.cells = view.keys.map(key => key === "run" ? undefined : cellWriter(key, {
    best: bestValue(view.found, key, table), base: side(key) || metricKey(key).length || key === "duration" ? table.value(view.base, key) : undefined,
  }));
}

function isSame(rows, key, table) {
  const { values = [] } = table.column(key) || {};
  return rows.length > 1 && rows.every(row => Object.is(values[row], values[rows[0]]));
}

// The best value of a column that shows the side its metric is ranked by.
function bestValue(rows, key, table) {
  const [name, aggregate] = metricKey(key);
  const wanted = side(key) > 0 ? "max" : "min";
  if (!side(key) || !(aggregate === wanted || table.metrics.get(name).single)) return undefined;
  const { values = [] } = table.column(key) || {};
  let best;
  for (const row of rows) {
    if (isFinite(values[row]) && !((values[row] - best) * side(key) <= 0)) best = values[row];
  }
  return best;
}

// The runs by the value of the column they are grouped by, those without one last; undefined if they are not grouped.
function groups(rows, compare) {
  const table = loadedTable;
  const key = state.group && table && findKey(unquoted(state.group), table);
  if (!key) return undefined;
  const { values = [] } = table.column(key) || {};
  const byValue = new Map();
  for (const row of [...rows || table.partOf.keys()].sort(rowOrder(quoted(key), table))) {
    if (!byValue.has(values[row])) byValue.set(values[row], []);
    byValue.get(values[row]).push(row);
  }
  return [...byValue].map(([value, rows]) => ({
    label: `${fullLabel(key)} ${table.format(key, value) || "—"}`, rows: rows.sort(compare || (() => 0)),
  }));
}

// Count, mean, least and greatest of the numbers of some rows.
function spread(rows, key, table) {
  const numbers = rows.map(row => table.number(row, key)).filter(number => isFinite(number));
  const sum = numbers.reduce((sum, number) => sum + number, 0);
  return numbers.length ? { mean: sum / numbers.length, low: Math.min(...numbers), high: Math.max(...numbers) } : undefined;
}

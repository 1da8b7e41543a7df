// Which rows and columns are shown now, worked out from the choice.

let lastFilter;
// Whether groups are open, by their label; the rest are if there are few rows.
const openGroups = new Map();

function isOpen({ label }, found) {
  return openGroups.get(label) ?? found.length < 60;
}

// The sort in force, as it is written.
function sortNow(table) {
  return state.sort || (table.isMixed ? "-start" : "");
}

// All that a drawing of the table needs to know.
function arrange(table) {
  let problem = "";
  try {
    lastFilter = rowFilter(state.filter, table);
  } catch (error) {
    problem = error.message;
  }
  const rows = [...table.ids.keys()];
  const found = lastFilter ? rows.filter(lastFilter) : rows;
  const compare = sortNow(table) ? rowOrder(sortNow(table), table) : () => 0;
  const base = table.rows.get(state.baseline);
  const grouped = groups(found, compare);
  // Parents of what is found are shown too, so that the tree keeps its shape.
  const all = new Set(found), faint = new Set();
  if (!grouped) {
    for (let row of found) while ((row = table.parents[row]) !== undefined && !all.has(row)) all.add(row) && faint.add(row);
  }
  const order = grouped ? grouped.flatMap(group => group.rows) : sortedTree(rows.filter(row => all.has(row)), compare, table);
  const items = grouped ? grouped.flatMap(group => [group, ...isOpen(group, found) ? group.rows : []]) : order;
  const keys = table.keys.filter(key => key === "run" || (state.columns.get(key) ?? table.defaults.has(key)));
  const columns = keys.map(key => table.use(key));
  const same = columns.filter(({ key, values }) => state.differs && !/^(run|trend)$/.test(key) && found.length > 1
    && found.every(row => Object.is(values[row], values[found[0]])));
  return { problem, found, base, groups: grouped, faint, order, items: items.filter(item => item !== base), same,
    columns: columns.filter(column => !same.includes(column)) };
}

// The best value of a column that shows the side its metric is ranked by.
function bestValue({ side, aggregate, metric, values }, rows) {
  if (!side || !metric.single && aggregate !== (side > 0 ? "max" : "min")) return undefined;
  return rows.reduce((best, row) => isFinite(values[row]) && !((values[row] - best) * side <= 0) ? values[row] : best, undefined);
}

// The runs by the value of the column they are grouped by, those without one last; undefined if they are not grouped.
function groups(rows, compare) {
  const table = loadedTable;
  const key = state.group && table && findKey(unquoted(state.group), table);
  if (!key) return undefined;
  const column = table.use(key);
  const byValue = new Map();
  for (const row of [...rows || table.ids.keys()].sort(rowOrder(quoted(key), table))) {
    const value = column.values[row];
    if (!byValue.has(value)) byValue.set(value, []);
    byValue.get(value).push(row);
  }
  return [...byValue].map(([value, rows]) => ({ label: `${column.name} ${column.text(value) || "—"}`,
    rows: compare ? rows.sort(compare) : rows }));
}

// The rows the table shows; undefined as long as the page's own is there.
function foundRuns() {
  return shown?.found;
}

// The rows of the chosen runs, in the order they were chosen; undefined if none is or the table is not here yet.
function shownRuns() {
  return loadedTable && state.runs.length ? state.runs.map(id => loadedTable.rows.get(id)).filter(row => row !== undefined)
    : undefined;
}

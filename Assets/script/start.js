// What the data files call, and what tests ask.
window.runreport = {
  version: 1,
  table: data => received.table.push(data),
  more: data => received.more.push(data),
  series: (folder, data) => received.series.set(folder, data),
  // A chart as docs/charts.md writes it.
  chart: drawVector,
  // The rows of a table that a filter leaves, in the order of a sort.
  filter: (text, parts, sort) => {
    const table = new Table(parts);
    const rows = [...table.ids.keys()].filter(rowFilter(text, table));
    return sort ? sortedTree(rows, rowOrder(sort, table), table) : rows;
  },
};

document.addEventListener("DOMContentLoaded", () => {
  startState();
  startTable();
  startCompare();
  drawFigures();
});

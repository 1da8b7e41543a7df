// What the data files call, and what tests ask.
window.runreport = {
  version: 1,
  table: data => received.table.push(data),
  more: data => received.more.push(data),
  series: (folder, data, hasTimedLog) => {
    received.series.set(folder, data);
    if (hasTimedLog) received.logs.add(folder);
  },
  // The rows of a table that a filter leaves, in the order of a sort.
  filter: (text, parts, sort) => {
    const table = new Table(parts);
    const rows = [...table.ids.keys()].filter(rowFilter(text, table));
    return sort ? sortedTree(rows, rowOrder(sort, table), table) : rows;
  },
};

// Charts have a script of their own, which comes where there are some, and works with parts of this one.
function drawFigures() {
  runreport.parts ||= {
    button, choiceOf, counted, decimalText, download, downloadRows, durationText, element, escaped, exponent, fillRunCharts, findKey, fixed,
    foundRuns, fragmentOf, groups, initialState,
    loadMore, loadRuns, loadScript, loadTable, menu, minuteText, onState, page, paint, pieces, quoted, rounded, setState, shownRuns,
    special, state, tick, unquoted,
    hasTimedLog: folder => received.logs.has(folder),
    tableNow: () => loadedTable,
  };
  return page.querySelector("figure:is([data-metric], [data-aggregate])")
    ? loadScript("assets/charts.js").then(() => runreport.drawFigures()) : Promise.resolve();
}

// A page that was live until it was loaded again takes the reader's place up once more.
function takePlaceUp() {
  try {
    if (!page.dataset.live && sessionStorage.getItem("runreport live " + location.pathname)) loadScript("assets/live.js");
  } catch {
    // No memory, no place.
  }
}

document.addEventListener("DOMContentLoaded", () => {
  startState();
  startTable();
  startCompare();
  // Somebody comes from a line of a log.
  if (state.moment) page.querySelector("figure[data-metric]")?.scrollIntoView({ block: "center" });
  // Without it the page's charts stay as they are.
  drawFigures().catch(() => {});
  takePlaceUp();
});

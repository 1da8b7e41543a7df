// What this script works with of the first one (`parts`, set in its start.js), and what it gives in return.

const {
  button, choiceOf, counted, decimalText, download, downloadRows, durationText, element, escaped, exponent, fillRunCharts, findKey, fixed,
  foundRuns, fragmentOf, groups, initialState,
  loadMore, loadRuns, loadTable, menu, minuteText, onState, page, paint, pieces, quoted, rounded, setState, shownRuns,
  special, state, tableNow, tick, unquoted,
} = runreport.parts;

Object.assign(runreport, {
  drawFigures,
  // What tests ask.
  drawChart, joinRuns, placeOver, courseOf,
});

// What the data files call, and what tests ask.
window.runreport = {
  version: 1,
  table: data => received.table.push(data),
  more: data => received.more.push(data),
  series: (folder, data) => received.series.set(folder, data),
};

document.addEventListener("DOMContentLoaded", startState);

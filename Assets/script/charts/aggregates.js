// Charts of one value or one line a run: of the page, and those the reader adds (docs/comparison.md, `a` of the fragment).

// Bars and lines are to be told apart; dots may be many.
const mostDrawn = { bar: 30, parallel: 200 };
const anAggregate = /^(bar|scatter|parallel|best):(.+)$/s;
let chartGrid;

// `bar:metric.accuracy.max` as `accuracy.max`
const itemTitle = item => item.replace(/^\w+:/, "").replace(/"/g, "").replace(/(^|,)(metric|param|tag)\./g, "$1")
  .replace(/,/g, ", ");

// Makes a figure for each chart the reader added, and takes away what was removed.
function syncAdded() {
  const made = new Map([...page.querySelectorAll("figure[data-added]")].map(cell => [cell.dataset.aggregate, cell]));
  const wanted = new Set(state.charts.filter(item => anAggregate.test(item)));
  made.forEach((cell, item) => wanted.has(item) || cell.remove());
  for (const item of wanted) {
    if (!made.has(item)) chartGrid.prepend(element("figure.chart-cell",
      { id: "added-" + Math.random().toString(36).slice(2), "data-aggregate": item, "data-added": 1 },
      element("figcaption", {}, element("h3", {}, itemTitle(item)), element("span.quiet", {}, item.split(":")[0]))));
  }
}

// The drawing of such a chart: of the runs that are chosen, else of the figure's own, else of all that are shown.
async function planAggregate({ aggregate, own }, spec, log, legend) {
  const table = await loadTable();
  const [, kind, list] = anAggregate.exec(aggregate);
  const keys = pieces(list, ",").map(text => findKey(unquoted(text), table)
    || tellProblem(new Error(`No column is called ${text}.`))).filter(key => key);
  if (keys.some(key => table.column(key).isMissing)) await loadMore(table);
  const columns = keys.map(key => table.column(key));
  const [first, second = first] = columns;
  if (!first) return undefined;
  const all = shownRuns() || own || foundRuns() || [...table.ids.keys()];
  // A text has the place of its value among the others; only along x and on parallel axes there are such.
  const texts = columns.map(({ isText, values }, place) => isText && (kind === "parallel" || kind === "scatter" && !place)
    ? [...new Set(all.map(row => values[row]).filter(value => value !== undefined))].sort() : []);
  const number = (row, place) => {
    const found = texts[place].length ? texts[place].indexOf(columns[place].values[row]) : columns[place].numbers[row];
    return found === -1 && texts[place].length ? NaN : found ?? NaN;
  };
  const better = (a, b, { side, numbers }) => (numbers[a] - numbers[b]) * side > 0;
  const places = [...columns.keys()];
  // Parallel axes have a place for what is missing.
  const found = all.filter(row => places[kind === "parallel" ? "some" : "every"](place => isFinite(number(row, place))));
  // A figure of the page has its runs in the order it draws them.
  const isOwn = own && !shownRuns();
  if (kind === "bar" && !isOwn) found.sort((a, b) => (number(b, 0) - number(a, 0)) * (first.side || 1));
  if (kind === "best" && !isOwn) found.sort((a, b) => (table.value(a, "start") || 0) - (table.value(b, "start") || 0));
  const rows = found.slice(0, mostDrawn[kind]);
  // The best is the one to look at.
  const judge = [...columns].reverse().find(column => column.side);
  const best = judge && rows.reduce((best, row) => best === undefined || better(row, best, judge) ? row : best, undefined);
  const runs = rows.map(row => {
    const run = { row, ...table.run(row) };
    return { ...run, label: legendText(run, legend), emphasised: row === best, x: number(row, 0),
      y: number(row, 1 % columns.length), value: number(row, 0),
      text: first.text(first.values[row]), values: places.map(place => number(row, place)) };
  });
  const scale = column => column.metric.log || 1000;
  return Object.assign(drawChart({
    ...spec, kind, bars: runs, points: runs, lines: runs, scale: /[xy]/.test(log) ? "log" : "linear",
    xLabel: kind === "best" ? "runs in order of start" : first.name, yLabel: kind === "scatter" ? second.name : undefined,
    categories: texts[0], lowerIsBetter: first.side < 0,
    xScale: log.includes("x") ? "log" : scale(first), yScale: spec.yScale || scale(second),
    axes: columns.map((column, place) => ({ label: column.name, scale: scale(column), categories: texts[place],
      better: ["lower", "", "higher"][1 + column.side] })),
  }), {
    remark: `${rows.length} of ${counted(all.length, "run")}`,
    cells: [["run", ...columns.map(column => column.name)],
      ...rows.map((row, place) => [runs[place].label, ...columns.map(column => column.values[row])])],
  });
}

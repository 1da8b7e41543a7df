// Charts of one number a run: bar, scatter, parallel coordinates, best so far (docs/comparison.md, `a` of the fragment).

const aggregateKinds = [["bar", "Bar of", 1], ["scatter", "Scatter", 2], ["parallel", "Parallel coordinates", 0], ["best", "Best so far of", 1]];
let chartGrid;

// Makes a figure for each chart the reader added, and takes away what was removed.
function syncAggregates() {
  const made = new Map([...page.querySelectorAll("figure[data-item]")].map(cell => [cell.dataset.item, cell]));
  const wanted = new Set(state.charts);
  made.forEach((cell, item) => wanted.has(item) || cell.remove());
  for (const item of wanted) {
    if (made.has(item)) continue;
    const title = item.replace(/^\w+:/, "").replaceAll('"', "").replace(/\b(metric|param|tag)\./g, "");
    const cell = element("figure", { class: "chart-cell", id: "added-" + Math.random().toString(36).slice(2), "data-item": item, "data-metric": title, "data-runs": "" },
      element("figcaption", {}, element("h3", {}, title), element("span", { class: "quiet" }, item.split(":")[0])));
    chartGrid.prepend(cell);
  }
}

// The numbers and the drawing of such a chart, as a plan of lines with one run each.
async function planAggregate(figure) {
  const { cell, metric, size: [width, height] } = figure;
  const table = await loadTable();
  const [, kind, list] = /^(\w+):(.*)$/s.exec(cell.dataset.item) || [];
  const keys = pieces(list || "", ",").map(text => findKey(unquoted(text), table) || tellProblem(new Error(`No column is called ${text}.`))).filter(key => key);
  if (keys.some(key => table.column(key).isMissing)) await loadMore(table);
  const columns = keys.map(key => table.column(key));
  const all = shownRuns() || (shown ? shown.found : [...table.ids.keys()]);
  // A text has the place of its value among the others.
  const texts = columns.map(({ isText, values }) => isText && [...new Set(all.map(row => values[row]).filter(value => value !== undefined))].sort());
  const number = (row, place) => texts[place] ? texts[place].indexOf(columns[place].values[row]) : columns[place].numbers[row];
  const found = all.filter(row => columns.length && columns.every(({ values }, place) => values[row] !== undefined && Number.isFinite(number(row, place))));
  const rows = found.slice(0, 100);
  const labels = columns.map(column => column.name);
  const line = (row, points) => {
    const run = { row, ...table.run(row) };
    return { ...run, label: legendText(run), runs: [run], segments: [points.map(([x, mid, text]) => ({ x, mid, low: mid, high: mid, count: 1, step: x, time: NaN, text }))], nonFinite: [] };
  };
  const shared = { id: cell.id + "-svg", title: metric, width, height, isAggregate: true, isCurve: true };
  let spec;
  if (kind === "bar") {
    rows.sort((a, b) => (number(b, 0) - number(a, 0)) * (columns[0].side || 1));
    spec = { isBar: true, xLabel: "rank", series: rows.map((row, place) => line(row, [[place + 1, 0], [place + 1, number(row, 0)]])) };
  } else if (kind === "scatter") {
    spec = { xLabel: labels[0], series: rows.map(row => line(row, [[number(row, 0), number(row, 1)]])), xScale: state.log.includes("x") ? "log" : "" };
  } else if (kind === "parallel") {
    const ranges = columns.map((_, place) => extent(rows, row => number(row, place)) || [0, 1]);
    const share = (row, place) => (number(row, place) - ranges[place][0]) / (ranges[place][1] - ranges[place][0] || 1);
    spec = { names: labels, xLabel: "", series: rows.map(row => line(row, columns.map((column, place) => [place, share(row, place), column.text(column.values[row])]))) };
  } else {
    rows.sort((a, b) => table.value(a, "start") - table.value(b, "start"));
    let best;
    const points = rows.map((row, place) => [place + 1, best = best === undefined ? number(row, 0) : columns[0].side < 0 ? min(best, number(row, 0)) : max(best, number(row, 0))]);
    const course = { label: "best so far", colour: 0, dash: 0, emphasised: true, runs: [{}], nonFinite: [], last: best, segments: line(rows[0] ?? 0, points).segments };
    spec = { xLabel: "runs by start", series: [...rows.map((row, place) => line(row, [[place + 1, number(row, 0)]])), course] };
  }
  const plan = planLines({ yScale: state.log.includes("y") ? "log" : 1000, ...shared, ...spec });
  const says = texts.flatMap((list, place) => list && kind !== "parallel" ? `${labels[place]}: ${list.map((text, index) => `${index} ${text}`).join(", ")}` : []);
  return Object.assign(plan, { wanted: [], remark: [`${rows.length} of ${all.length} runs`, ...says].join(" · ") });
}

// The panel that adds one.
async function fillAggregates(panel) {
  const table = await loadTable();
  const keys = table.keys.filter(key => !/^(run|trend|id|note)$/.test(key));
  const select = (label, options) => element("select", { "aria-label": label }, ...options.map(([value, text]) => element("option", { value }, text)));
  const options = keys.map(key => [quoted(key), (table.column(key).group ? table.column(key).group + ": " : "") + table.column(key).name]);
  const kind = select("Kind of chart", aggregateKinds);
  const [first, second, many] = ["Column", "Second column", "Columns"].map(label => select(label, options));
  many.multiple = true;
  const fit = () => {
    const [, , count] = aggregateKinds.find(([name]) => name === kind.value);
    [first.hidden, second.hidden, many.hidden] = [!count, count !== 2, count > 0];
  };
  kind.addEventListener("change", fit);
  const metric = options.findIndex(([key]) => key.includes("metric."));
  first.selectedIndex = second.selectedIndex = max(0, metric);
  fit();
  panel.append(kind, first, second, many, button("Add", () => {
    const chosen = second.hidden ? first.hidden ? [...many.selectedOptions].map(option => option.value) : [first.value] : [first.value, second.value];
    if (!chosen.length) return;
    panel.hidePopover();
    setState({ charts: [...new Set([...state.charts, `${kind.value}:${chosen.join(",")}`])] });
  }));
}

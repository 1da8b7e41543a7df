// The figures of a page: drawn anew when the choice differs from what the page was built with.

const figures = new Map();
const chartFields = ["runs", "group", "x", "log", "smooth", "clip", "zoom", "legend"];
const mostLines = 32;
const mostRuns = 96;
let isDrawing, nearness;

// Looks for figures anew and draws what is not as it should be.
function drawFigures() {
  nearness ||= new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen) (figures.get(target) || {}).isNear = isIntersecting;
    drawNear();
  }, { rootMargin: "300px" });
  for (const cell of page.querySelectorAll("figure[data-metric]")) {
    if (!figures.has(cell)) adoptFigure(cell);
  }
  if (figures.size) startChartTools();
  figures.forEach((figure, cell) => cell.isConnected || figures.delete(cell));
  refresh();
}

function adoptFigure(cell, more) {
  const still = cell.querySelector("svg.chart");
  const { metric } = cell.dataset;
  const plot = element("div", {
    class: "plot", tabindex: "0", role: "application", "aria-label": `Chart of ${metric}. Arrow keys move along it, plus and minus zoom.`,
  });
  const caption = cell.querySelector("figcaption");
  caption.after(plot);
  if (still) plot.append(still);
  const figure = { cell, plot, still, metric, caption, remarks: caption.querySelector("small"), legend: cell.querySelector(".legend"), ...more };
  figures.set(cell, figure);
  caption.append(figureMenu(figure));
  watchPlot(figure);
  nearness.observe(cell);
  return figure;
}

// Draws all figures anew that are in view or near it, the others when they come there.
function refresh() {
  for (const figure of figures.values()) figure.isDirty = true;
  drawNear();
}

async function drawNear() {
  if (isDrawing) return;
  isDrawing = true;
  let start = performance.now();
  for (let figure; (figure = [...figures.values()].find(one => one.isDirty && one.isNear));) {
    figure.isDirty = false;
    await drawFigure(figure).catch(tellProblem);
    if (performance.now() - start > 10) {
      await new Promise(requestAnimationFrame);
      start = performance.now();
    }
  }
  isDrawing = false;
}

async function drawFigure(figure) {
  const { cell, plot, still, caption } = figure;
  const isStill = still && !fragmentOf(choiceOf(chartFields, state));
  if (isStill) {
    figure.plan = undefined;
    if (plot.firstChild !== still) plot.replaceChildren(still);
  } else {
    figure.plan = await planFigure(figure);
    plot.innerHTML = drawLines(figure.plan);
  }
  // What the page says of its own drawing holds for that only.
  if (figure.remarks) figure.remarks.hidden = !isStill;
  if (figure.legend) figure.legend.hidden = !isStill;
  cell.querySelectorAll(".drawn").forEach(made => made.remove());
  if (isStill) return;
  caption.append(element("small", { class: "drawn" }, remarksOf(figure.plan).join(" · ")));
  if (figure.legend || figure.isLarge) cell.append(legendOf(figure.plan.wanted));
  if (figure.crossX !== undefined) showCross(figure, figure.crossX);
}

function choiceOf(fields, choice) {
  return Object.fromEntries(fields.map(name => [name, choice[name]]));
}

// Scales, ticks and lines of a figure; also of one that is drawn as the page has it.
async function planFigure(figure) {
  const wanted = await linesWanted(figure);
  const loads = wanted.flatMap(line => line.runs).map(run => loadRun(run.folder).then(series => run.series = series));
  await watchLoads(loads);
  const { x, log, zoom } = state;
  const lines = wanted.map(line => drawnLine(line, figure.metric)).filter(line => line);
  const metric = loadedTable && loadedTable.metrics.get(figure.metric) || {};
  const [, , width, height] = figure.size || (figure.still ? figure.still.getAttribute("viewBox").split(" ").map(Number) : [0, 0, 400, 220]);
  const xLabel = x === "time" ? "time" : x === "wall" ? "UTC" : x || (lines.some(line => line.isIndex) ? "index" : "step");
  const full = unionOf(lines.map(placesOf));
  const plan = planLines({
    id: figure.cell.id + "-svg", title: figure.metric, xLabel, width, height, zoom, series: zoom ? lines.map(line => cutLine(line, zoom)) : lines,
    yScale: log.includes("y") ? "log" : log.includes("-") ? "linear" : metric.log || 1000,
  });
  return Object.assign(plan, { wanted, full, xText: rounded });
}

// The lines a figure should have: of the runs that are chosen, else of its own; one a group where runs are grouped.
async function linesWanted({ cell, metric }) {
  const own = cell.dataset.runs;
  if (own === undefined) return [ownRun()];
  const table = await loadTable();
  const chosen = shownRuns();
  const run = row => ({ row, start: table.value(row, "start"), last: table.number(row, `metric.${metric}.last`), ...table.run(row) });
  if (!state.group) {
    const rows = chosen || own.split(" ").filter(row => row).map(Number);
    const lines = rows.slice(0, mostLines).map(run).map((run, place) => ({ ...run, label: legendText(run), emphasised: !place, runs: [run] }));
    return Object.assign(lines, { total: rows.length });
  }
  const found = groups(chosen || foundRuns(table)) || [];
  const limit = Math.max(1, Math.floor(mostRuns / Math.min(mostLines, found.length)));
  const lines = found.slice(0, mostLines).map(({ label, rows }, place) => ({
    label, isGroup: true, total: rows.length, colour: place % 8, dash: Math.floor(place / 8) % 4, runs: rows.slice(0, limit).map(run),
  }));
  return Object.assign(lines, { total: found.length });
}

// The run of a run's page, which knows its name and colour.
function ownRun() {
  const heading = page.querySelector("h1");
  const [, colour = 0, dash = 0] = /\bc(\d) d(\d)/.exec((heading.querySelector(".k") || {}).className) || [];
  const run = { folder: page.dataset.run, start: Number(page.dataset.start) || undefined };
  return { name: heading.textContent, label: heading.textContent, emphasised: true, colour: Number(colour), dash: Number(dash), runs: [run] };
}

// The runs that the filter leaves.
function foundRuns(table) {
  return shown ? shown.found : [...table.partOf.keys()];
}

// One line ready to be planned; undefined if none of its runs has the metric.
function drawnLine(line, metric) {
  const series = line.runs.map(run => {
    const own = run.series.get(metric);
    run.start ??= Math.min(...[...run.series.values()].flatMap(one => one.points.slice(0, 1)).map(point => point.time));
    return own && placeSeries(own, run, run.series.get(state.x));
  }).filter(own => own && (own.segments.length || own.nonFinite.length));
  if (!series.length) return undefined;
  return { ...series[0], ...line, last: line.last ?? series[0].last, count: series.length };
}

// The name of a run by the reader's template: `{run} lr {param.lr}`.
function legendText(run) {
  if (!state.legend) return run.name;
  return state.legend.replace(/\{([^}]*)\}/g, (_, name) => {
    const key = findKey(unquoted(name), loadedTable);
    return key ? loadedTable.format(key, loadedTable.value(run.row, key)) || "—" : `{${name}}`;
  });
}

// What must be said of a drawing beside it.
function remarksOf({ lines, wanted, facts }) {
  const count = number => decimalText(number, 0);
  const remarks = [];
  const word = state.group ? "groups" : "runs";
  if (wanted.total > wanted.length) remarks.push(`${wanted.length} of ${count(wanted.total)} ${word}`);
  if (lines.length < wanted.length) remarks.push(`${lines.length} of these ${wanted.length} ${word} have it`);
  if (facts.usesLog) remarks.push("log scale");
  if (facts.pointsShown < facts.pointsTotal) remarks.push(`${count(facts.pointsShown)} points of ${count(facts.pointsTotal)} values, band: least to greatest`);
  return remarks;
}

// What each line is, as a list.
function legendOf(lines) {
  return element("ul", { class: "legend drawn" }, ...lines.map(line => element("li", {},
    element("i", { class: `k c${line.colour} d${line.dash}` }), line.page ? element("a", { href: line.page }, line.label) : line.label,
    line.isGroup ? element("span", { class: "quiet" }, ` mean of ${line.runs.length < line.total ? line.runs.length + " of " : ""}${line.total} runs, band: min to max`) : "")));
}

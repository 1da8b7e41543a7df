// The figures of a page: drawn anew when the choice differs from what the page was built with.

const figures = new Map();
const lineFields = ["runs", "group", "x", "log", "smooth", "clip", "zoom", "legend"];
const mostLines = 32;
const mostRuns = 96;
let isDrawing, nearness, pageLegend;

// Looks for figures anew and draws what is not as it should be.
function drawFigures() {
  nearness ||= new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen) figures.has(target) && (figures.get(target).isNear = isIntersecting);
    drawNear();
  }, { rootMargin: "300px" });
  for (const cell of page.querySelectorAll("figure[data-metric]")) figures.has(cell) || adoptFigure(cell);
  figures.forEach((_, cell) => cell.isConnected || figures.delete(cell));
  if (figures.size) startChartTools();
  refresh();
}

function adoptFigure(cell) {
  const { metric, runs } = cell.dataset;
  const [caption, still, legend, remarks] = ["figcaption", "svg.chart", ".legend", "small"].map(name => cell.querySelector(name));
  const plot = element("div", {
    class: "plot", tabindex: "0", role: "application", "aria-label": `Chart of ${metric}. Arrow keys move along it, plus and minus zoom.`,
  }, still || "");
  caption.after(plot);
  const figure = { cell, metric, caption, still, legend, remarks, plot, size: [400, 220], own: runs && runs.split(" ").map(Number) };
  if (still) figure.size = still.getAttribute("viewBox").split(" ").slice(2).map(Number);
  figures.set(cell, figure);
  caption.append(figureMenu(figure));
  watchPlot(figure);
  nearness.observe(cell);
}

// Draws the figures in view or near it anew, the others when they come there.
function refresh() {
  for (const figure of figures.values()) figure.isDirty = true;
  drawPageLegend().catch(tellProblem);
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

// Whether the reader chose nothing that these settings are about.
function isDefault(fields) {
  return !fragmentOf(choiceOf(fields, state));
}

function choiceOf(fields, choice) {
  return Object.fromEntries(fields.map(name => [name, choice[name]]));
}

async function drawFigure(figure) {
  const { cell, plot, still, caption, remarks, legend } = figure;
  const isStill = still && !figure.isLarge && isDefault(lineFields);
  const plan = isStill ? undefined : await planFigure(figure);
  figure.plan = plan;
  if (plan) plot.innerHTML = drawLines(plan);
  else if (plot.firstChild !== still) plot.replaceChildren(still);
  // What the page says of its own drawing holds for that only.
  for (const own of [remarks, legend]) own && (own.hidden = plan);
  cell.querySelectorAll(".drawn").forEach(made => made.remove());
  if (!plan) return;
  caption.append(element("small", { class: "drawn" }, remarksOf(plan)));
  if (legend || figure.isLarge) cell.append(legendOf(plan.wanted));
  if (figure.crossX !== undefined) showCross(figure, figure.crossX);
}

// Scales, ticks and lines of a figure; also of one that is drawn as the page has it.
async function planFigure(figure) {
  const { metric, cell, own, still, size: [width, height] } = figure;
  // Where no table says when an axis is logarithmic, the page's own drawing does.
  const isStillLog = /logarithmic\. /.test(still?.querySelector("desc").textContent);
  const wanted = own ? linesWanted(await loadTable(), own, metric) : [ownRun()];
  await loadRuns(wanted.flatMap(line => line.runs));
  const { x, log, zoom, smooth, clip } = state;
  const lines = wanted.map(line => drawnLine(line, metric)).filter(line => line);
  return Object.assign(planLines({
    id: cell.id + "-svg", title: metric, width, height, zoom, series: lines,
    xLabel: { time: "time", wall: "UTC" }[x] || x || (lines.some(line => line.isIndex) ? "index" : "step"),
    yScale: log.includes("y") ? "log" : log.includes("-") ? "linear" : loadedTable?.metrics.get(metric)?.log || (isStillLog ? "log" : 1000),
  }), { wanted });
}

// The lines of the runs that are chosen, else of a figure's own; one a group where runs are grouped.
function linesWanted(table, own, metric) {
  const chosen = shownRuns();
  const run = row => ({ row, start: table.value(row, "start"), last: metric && table.number(row, `metric.${metric}.last`),
    isEmpty: table.stored.has("lines") && !table.stored.get("lines")[row], ...table.run(row) });
  const found = state.group && groups(chosen || (shown ? shown.found : undefined));
  if (!found) {
    const rows = chosen || own;
    const lines = rows.slice(0, mostLines).map(run).map((run, place) => ({ ...run, label: legendText(run), emphasised: !place, runs: [run] }));
    return Object.assign(lines, { total: rows.length });
  }
  const limit = max(1, floor(mostRuns / min(mostLines, found.length)));
  const lines = found.slice(0, mostLines).map(({ label, rows }, place) => ({
    label, total: rows.length, colour: place % 8, dash: floor(place / 8) % 4, runs: rows.slice(0, limit).map(run),
  }));
  return Object.assign(lines, { total: found.length });
}

// The run of a run's page, which knows its name and colour.
function ownRun() {
  const { textContent: name, firstElementChild } = page.querySelector("h1");
  const [, colour, dash] = /c(\d) d(\d)/.exec(firstElementChild?.className) || [0, 0, 0];
  const { run: folder, start } = page.dataset;
  return { label: name, emphasised: true, colour: Number(colour), dash: Number(dash), runs: [{ folder, start: Number(start) || undefined }] };
}

// One line ready to be planned; undefined if none of its runs has the metric.
function drawnLine(line, metric) {
  const series = line.runs.map(run => {
    const own = run.series?.get(metric);
    return own && placeSeries(own, run, run.series.get(state.x));
  }).filter(own => own && (own.segments.length || own.nonFinite.length));
  return series.length ? { ...series[0], ...line, last: line.last ?? series[0].last } : undefined;
}

// The name of a run by the reader's template: `{run} lr {param.lr}`.
function legendText(run) {
  return state.legend ? state.legend.replace(/\{([^}]*)\}/g, (whole, name) => {
    const key = findKey(unquoted(name), loadedTable);
    return key ? loadedTable.format(key, loadedTable.value(run.row, key)) || "—" : whole;
  }) : run.name;
}

// What must be said of a drawing beside it.
function remarksOf({ lines, wanted, y, shown, total }) {
  const count = number => decimalText(number, 0);
  const word = wanted.total && state.group ? "groups" : "runs";
  return [
    wanted.total > wanted.length && `${wanted.length} of ${count(wanted.total)} ${word}`,
    lines.length < wanted.length && `${lines.length} of these ${wanted.length} ${word} have it`,
    y.isLog && "log scale",
    shown < total && `${count(shown)} points of ${count(total)} values, band: least to greatest`,
  ].filter(remark => remark).join(" · ");
}

// What each line is, as a list.
function legendOf(lines) {
  return element("ul", { class: "legend drawn" }, ...lines.map(({ label, page, colour, dash, runs, total }) => element("li", {},
    element("i", { class: `k c${colour} d${dash}` }), page ? element("a", { href: page }, label) : label,
    total ? element("span", { class: "quiet" }, ` mean of ${runs.length < total ? runs.length + " of " : ""}${total} runs, band: least to greatest`) : "")));
}

// The legend of all figures that have none of their own, and which runs they show; the page's while it says what is drawn.
async function drawPageLegend() {
  if (!pageLegend) return;
  const own = [...new Set([...figures.values()].flatMap(figure => figure.legend || !figure.own ? [] : figure.own))];
  const isStill = isDefault(["runs", "group", "legend"]) || !own.length;
  const lines = isStill ? [] : linesWanted(await loadTable(), own);
  const choice = pageLegend.parentNode.querySelector(":scope > .aside");
  pageLegend.parentNode.querySelectorAll(":scope > .drawn").forEach(made => made.remove());
  if (!isStill) pageLegend.after(legendOf(lines));
  if (choice && (state.runs.length || state.group) && !isStill) {
    choice.after(element("span", { class: "aside drawn" }, `${lines.length} of ${lines.total} ${state.group ? "groups" : "selected runs"}`));
  }
  pageLegend.hidden = !isStill;
  if (choice) choice.hidden = choice.nextSibling.className === "aside drawn";
}

// The figures of a page: drawn anew when the choice differs from what the page was built with.

const figures = new Map();
const lineFields = ["runs", "group", "x", "log", "smooth", "clip", "zoom", "legend", "moment"];
const runFields = ["runs", "log", "clip", "legend"];
const mostLines = 32;
const mostRuns = 96;
let isDrawing, nearness, pageLegend;

// Looks for figures anew and draws what is not as it should be.
function drawFigures() {
  nearness ||= new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen) figures.has(target) && (figures.get(target).isNear = isIntersecting);
    drawNear();
  }, { rootMargin: "300px" });
  chartGrid ||= page.querySelector(".charts:has([data-metric], [data-aggregate])");
  if (chartGrid && page.dataset.tables) syncAdded();
  for (const cell of page.querySelectorAll("figure:is([data-metric], [data-aggregate])")) figures.has(cell) || adoptFigure(cell);
  figures.forEach((_, cell) => cell.isConnected || figures.delete(cell));
  if (figures.size) startChartTools();
  refresh();
}

function adoptFigure(cell) {
  const { metric, aggregate, runs, added } = cell.dataset;
  // What it does not know, or has no data for, it leaves as it is.
  if ((aggregate || runs) && !page.dataset.tables || aggregate && !anAggregate.test(aggregate)) return;
  const [caption, still, legend, remarks] = ["figcaption", "svg.chart", ".legend", "small"].map(name => cell.querySelector(name));
  const title = metric || still?.querySelector("title").textContent || itemTitle(aggregate);
  const plot = element("div.plot", {
    tabindex: "0", role: "application",
    "aria-label": `Chart of ${title}. Arrow keys move along it${aggregate ? "" : ", plus and minus zoom"}.`,
  }, still || "");
  caption.after(plot);
  const figure = { cell, metric, aggregate, added, title, caption, still, legend, remarks, plot, size: [400, 220],
    own: runs && runs.split(" ").map(Number) };
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
const isDefault = fields => !fragmentOf(choiceOf(fields, state));

// How a figure is drawn: as the reader chose, else as its own attributes say (docs/charts.md, "Figures and the script").
function settingsOf({ cell: { dataset: own } }) {
  const x = (state.x || own.x || "").replace(/^step$/, "");
  return {
    // A range is one of the axis that all figures have but those with another of their own.
    x, zoom: x && !state.x ? undefined : state.zoom, log: state.log || own.log || "", legend: state.legend || own.legend,
    smooth: state.smooth || clamp(Number(own.smooth) || 0, 0, .99), clip: state.clip || own.clip === "1",
  };
}

async function drawFigure(figure) {
  const { cell, plot, still, caption, remarks, legend, aggregate } = figure;
  const plan = still && !figure.isLarge && isDefault(aggregate ? runFields : lineFields) ? undefined : await planFigure(figure);
  figure.plan = plan;
  if (plan) plot.innerHTML = plan.svg;
  else if (still && plot.firstChild !== still) plot.replaceChildren(still);
  // What the page says of its own drawing holds for that only.
  for (const own of [remarks, legend]) own && (own.hidden = plan);
  removeAll(cell, ".drawn");
  if (!plan) return;
  caption.append(element("small.drawn", {}, remarksOf(plan)));
  if (!aggregate && (legend || figure.isLarge)) cell.append(legendOf(plan.wanted));
  const place = momentPlace(plan) ?? figure.place;
  if (place !== undefined && (!plan.spots || plan.spots[place])) showPlace(figure, place);
}

// Scales, ticks and drawing of a figure; also of one that stays as the page has it.
async function planFigure(figure) {
  const { metric, cell, own, still, title, size: [width, height] } = figure;
  const { x, zoom, log, smooth, clip, legend } = settingsOf(figure);
  const spec = { id: cell.id + "-svg", title, width, height, clip,
    yScale: log.includes("y") ? "log" : log.includes("-") && "linear" };
  if (figure.aggregate) return planAggregate(figure, spec, log, legend);
  // Where no table says when an axis is logarithmic, the page's own drawing does.
  const isStillLog = /logarithmic\. /.test(still?.querySelector("desc").textContent);
  const wanted = own ? linesWanted(await loadTable(), own, legend, metric) : [ownRun()];
  await loadRuns(wanted.flatMap(line => line.runs), tellLoading, tellProblem);
  const lines = wanted.map(line => drawnLine(line, metric, x)).filter(line => line);
  return Object.assign(drawChart({
    ...spec, kind: "line", zoom, smoothing: smooth, series: lines, axis: x,
    xScale: log.includes("x") && x !== "wall" ? "log" : x,
    xLabel: { time: "time", wall: "UTC" }[x] || x || (lines.some(line => line.isIndex) ? "index" : "step"),
    yScale: spec.yScale || tableNow()?.metrics.get(metric)?.log || (isStillLog ? "log" : 1000),
  }), { wanted });
}

// The figures of a page: drawn anew when the choice differs from what the page was built with.

const figures = new Map();
const lineFields = ["runs", "group", "x", "log", "smooth", "clip", "zoom", "legend"];
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
  if ((aggregate || runs) && !page.dataset.tables || aggregate && !/^(bar|scatter|parallel|best):./.test(aggregate)) return;
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
  if (figure.place !== undefined) showPlace(figure, figure.place);
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

// The lines of the runs that are chosen, else of a figure's own; one a group where runs are grouped.
function linesWanted(table, own, legend, metric) {
  const chosen = shownRuns();
  const run = row => ({ row, start: table.value(row, "start"), last: metric && table.number(row, `metric.${metric}.last`),
    isEmpty: table.stored.has("lines") && !table.stored.get("lines")[row], ...table.run(row) });
  const found = state.group && groups(chosen || foundRuns());
  if (!found) {
    const rows = chosen || own;
    const lines = rows.slice(0, mostLines).map(run)
      .map((run, place) => ({ ...run, label: legendText(run, legend), emphasised: !place, runs: [run] }));
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
  return { label: name, emphasised: true, colour: Number(colour), dash: Number(dash),
    runs: [{ folder, start: Number(start) || undefined }] };
}

// One line ready to be planned; undefined if none of its runs has the metric.
function drawnLine(line, metric, x) {
  const series = line.runs.map(run => {
    const own = run.series?.get(metric);
    return own && placeSeries(own, run, x, run.series.get(x));
  }).filter(own => own && (own.segments.length || own.nonFinite.length));
  if (!series.length) return undefined;
  if (!line.total) return { ...series[0], ...line, last: line.last ?? series[0].last };
  return { ...series[0], ...line, last: undefined, segments: joinRuns(series.map(own => own.segments)),
    nonFinite: series.flatMap(own => own.nonFinite) };
}

// The name of a run by a template: `{run} lr {param.lr}`.
function legendText(run, template) {
  const table = tableNow();
  return template ? template.replace(/\{([^}]*)\}/g, (whole, name) => {
    const key = findKey(unquoted(name), table);
    return key ? table.format(key, table.value(run.row, key)) || "—" : whole;
  }) : run.name;
}

// What must be said of a drawing beside it.
function remarksOf({ lines, wanted, y, shown, total, outside, leftOut, smoothing, remark, missing }) {
  const count = number => decimalText(number, 0);
  const word = wanted?.total && state.group ? "groups" : "runs";
  return [
    remark,
    wanted?.total > wanted?.length && `${wanted.length} of ${count(wanted.total)} ${word}`,
    wanted && lines.length < wanted.length && `${lines.length} of these ${wanted.length} ${word} have it`,
    y.isLog && "log scale",
    smoothing && `smoothed by ${smoothing}, the values faint`,
    outside && `${count(outside)} of ${count(shown)} points beyond the axis, marked at its edge`,
    wanted && leftOut && `${count(leftOut)} points without a place on a logarithmic x`,
    missing && `${counted(missing, "run")} without a value on some axis`,
    wanted && !state.group && shown < total && `${count(shown)} points of ${count(total)} values, band: least to greatest`,
  ].filter(remark => remark).join(" · ");
}

// What each line is, as a list.
function legendOf(lines) {
  return element("ul.legend.drawn", {}, ...lines.map(({ label, page, colour, dash, runs, total }) => element("li", {},
    keyOf({ colour, dash }), page ? element("a", { href: page }, label) : label,
    total ? element("span.quiet", {},
      ` mean of ${runs.length < total ? runs.length + " of " : ""}${total} runs, band: least to greatest`) : "")));
}

function removeAll(place, selector) {
  place.querySelectorAll(selector).forEach(made => made.remove());
}

const keyOf = ({ colour, dash }) => element(`i.k.c${colour}.d${dash}`);

// The legend of all figures that have none of their own, and which runs they show; the page's while it says what is drawn.
async function drawPageLegend() {
  if (!pageLegend) return;
  const own = [...new Set([...figures.values()]
    .flatMap(figure => figure.legend || !figure.own || figure.aggregate ? [] : figure.own))];
  const isStill = isDefault(["runs", "group", "legend"]) || !own.length;
  const lines = isStill ? [] : linesWanted(await loadTable(), own, state.legend);
  const choice = pageLegend.parentNode.querySelector(":scope > .aside");
  removeAll(pageLegend.parentNode, ":scope > .drawn");
  if (!isStill) pageLegend.after(legendOf(lines));
  if (choice && (state.runs.length || state.group) && !isStill) {
    choice.after(element("span.aside.drawn", {}, `${lines.length} of ${lines.total} ${state.group ? "groups" : "selected runs"}`));
  }
  pageLegend.hidden = !isStill;
  if (choice) choice.hidden = choice.nextSibling.className === "aside drawn";
}

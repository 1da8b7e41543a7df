// What a line is at a place: a crosshair with a readout, by pointer, touch and keyboard; and zooming in to a range of x.

let hovered, announcement;

function watchPlot(figure) {
  const { plot } = figure;
  let from;
  const place = event => {
    const box = plot.firstChild.getBoundingClientRect();
    const unit = figure.plan.width / box.width;
    return [(event.clientX - box.left) * unit, (event.clientY - box.top) * unit];
  };
  // Charts that are as the page has them get their numbers at the first touch.
  const ready = () => figure.plan ? Promise.resolve() : figure.coming ||= planFigure(figure).then(plan => figure.plan = plan)
    .catch(tellProblem).finally(() => figure.coming = undefined);
  const listen = (types, action) => types.split(" ").forEach(type => plot.addEventListener(type, async event => {
    if (figure.plan || await ready()) action(event);
  }));
  listen("pointerenter focus", () => {});
  listen("pointerdown pointermove", event => {
    const [x, y] = place(event);
    if (event.type === "pointerdown" && event.pointerType !== "touch" && event.button === 0) {
      from = x;
      plot.setPointerCapture(event.pointerId);
    }
    if (from !== undefined && Math.abs(x - from) > 4) return drawSelection(figure, from, x);
    const nearest = nearestPoint(figure.plan, x);
    if (nearest) showCross(figure, nearest.x, y);
  });
  listen("pointerup pointercancel", event => {
    const [x] = place(event);
    if (event.type === "pointerup" && from !== undefined && Math.abs(x - from) > 4) {
      zoomTo([from, x].map(figure.plan.xAt).sort((a, b) => a - b));
    }
    from = undefined;
    drawSelection(figure);
  });
  plot.addEventListener("pointerleave", event => event.pointerType !== "touch" && hideCross(figure));
  plot.addEventListener("blur", () => hideCross(figure));
  plot.addEventListener("dblclick", () => setState({ zoom: undefined }));
  plot.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" ? !state.zoom && figure.crossX === undefined : !/^(Arrow(Left|Right)|Home|End|[+=-])$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    ready().then(() => pressKey(figure, event));
  });
}

// Arrows go from value to value, in tens with Shift; at an end of a zoomed range they move the range.
function pressKey(figure, { key, shiftKey }) {
  const places = [...new Set(pointsOf(figure.plan).map(point => point.x))].sort((a, b) => a - b);
  const { low, high } = figure.plan.x;
  if (key === "Escape") return state.zoom ? setState({ zoom: undefined }) : hideCross(figure);
  const centre = figure.crossX ?? (low + high) / 2;
  if (/[+=-]/.test(key)) return zoomBy(figure, centre, key === "-" ? 2 : .5);
  if (!places.length) return;
  const now = places.indexOf(figure.crossX);
  const step = (key === "ArrowLeft" ? -1 : 1) * (shiftKey ? 10 : 1);
  const next = key === "Home" ? 0 : key === "End" ? places.length - 1 : now < 0 ? step < 0 ? places.length - 1 : 0 : now + step;
  if (state.zoom && !places[next]) zoomTo([low, high].map(x => x + Math.sign(step) * (high - low) / 4));
  showCross(figure, places[Math.min(Math.max(next, 0), places.length - 1)]);
}

function pointsOf(plan) {
  return plan.lines.flatMap(line => line.segments.flat());
}

// The point nearest to a place of the drawing, across.
function nearestPoint(plan, x) {
  const far = point => Math.abs(plan.placeX(point.x) - x);
  return pointsOf(plan).reduce((best, point) => best && far(best) <= far(point) ? best : point, undefined);
}

// The crosshair at an x, and what all lines are there.
function showCross(figure, x, y) {
  const { plan, plot } = figure;
  if (hovered && hovered !== figure) hideCross(hovered);
  hovered = figure;
  figure.crossX = x;
  const across = plan.placeX(x);
  const rows = plan.lines.flatMap(line => {
    const points = line.segments.flat();
    const point = nearestPoint({ ...plan, lines: [line] }, across);
    const isThere = point && (Math.abs(plan.placeX(point.x) - across) < 12 || x >= points[0].x && x <= points[points.length - 1].x);
    return isThere ? { line, point, far: y === undefined ? 1 : Math.abs(plan.placeY(point.mid) - y) } : [];
  }).sort((a, b) => b.point.mid - a.point.mid);
  const nearest = y !== undefined && rows.reduce((best, row) => best && best.far <= row.far ? best : row, undefined);
  let cross = plot.querySelector(".cross");
  if (!cross) {
    cross = document.createElementNS("http://www.w3.org/2000/svg", "g");
    cross.setAttribute("class", "cross");
    plot.querySelector("svg").append(cross);
  }
  const { top, bottom, left, width } = plan.area;
  cross.innerHTML = `<path class="axis" d="M${coordinate(across)} ${top}V${coordinate(bottom)}"/>` + rows.map(({ line, point }) =>
    `<g class="s c${line.colour}"><path class="dots" d="M${coordinate(plan.placeX(point.x))} ${coordinate(plan.placeY(point.mid))}h0"/></g>`).join("");
  const readout = plot.querySelector(".readout") || plot.appendChild(element("div", { class: "readout", "aria-hidden": "true" }));
  readout.replaceChildren(element("strong", {}, `${plan.xLabel} ${plan.xText(x)}`), element("table", {}, ...rows.slice(0, 16).map(row =>
    element("tr", { class: row === nearest && "near" }, element("td", { class: "t" }, element("i", { class: `k c${row.line.colour} d${row.line.dash}` }), row.line.label),
      element("td", {}, pointText(row.point)), element("td", { class: "quiet" }, placeText(row, x))))),
  rows.length > 16 ? element("small", {}, `16 of ${rows.length}`) : "");
  // On the side of the crosshair with more room, and never outside of the window.
  const unit = plot.clientWidth / plan.width;
  const wanted = across * unit + (across > left + width / 2 ? -12 - readout.offsetWidth : 12);
  const edge = plot.getBoundingClientRect().left;
  readout.style.left = Math.max(8 - edge, Math.min(wanted, document.documentElement.clientWidth - 8 - edge - readout.offsetWidth)) + "px";
  announce(`${plan.xLabel} ${plan.xText(x)}: ` + rows.slice(0, 5).map(({ line, point }) => `${line.label} ${pointText(point)}`).join(", "));
}

// A value; of several the mean with the least and greatest.
function pointText({ mid, low, high }) {
  return low < high ? `${valueText(mid)} (${valueText(low)} – ${valueText(high)})` : valueText(mid);
}

// Where a value stands, as far as the crosshair does not say it.
function placeText({ line, point }, x) {
  const { start } = line.runs[0];
  const step = state.x || point.x !== x ? "step " + rounded(point.step) : "";
  const time = isNaN(point.time) ? "" : start ? durationText((point.time - start) / 1000) : minuteText(point.time);
  return [step, time].filter(text => text).join(" · ");
}

function hideCross(figure) {
  figure.crossX = undefined;
  figure.plot.querySelectorAll(".cross, .readout").forEach(made => made.remove());
}

// The range that is being dragged; nothing without one.
function drawSelection({ plot, plan }, from, to) {
  let box = plot.querySelector(".range");
  if (from === undefined) return box && box.remove();
  if (!box) plot.append(box = element("div", { class: "range" }));
  const { left, right } = plan.area;
  const [low, high] = [from, to].map(x => Math.min(Math.max(x, left), right)).sort((a, b) => a - b);
  box.style.left = low / plan.width * 100 + "%";
  box.style.width = (high - low) / plan.width * 100 + "%";
}

// Zooms all charts of the page to a range, with no more digits than tell its ends apart.
function zoomTo([low, high]) {
  if (!(high > low)) return;
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low))) + 4;
  setState({ zoom: [low, high].map(x => Number(x.toPrecision(Math.min(15, digits)))) });
}

function zoomBy({ plan }, centre, factor) {
  const range = [plan.x.low, plan.x.high].map(x => centre + (x - centre) * factor);
  if (factor > 1 && (!state.zoom || range[0] <= plan.full[0] && range[1] >= plan.full[1])) setState({ zoom: undefined });
  else zoomTo(range);
}

// Tells screen readers, not more often than they can speak.
function announce(text) {
  announcement ||= page.appendChild(element("div", { class: "hidden", role: "status" }));
  clearTimeout(announcement.timer);
  announcement.timer = setTimeout(() => announcement.textContent = text, 400);
}

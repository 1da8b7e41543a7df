// What lines are at a place: a crosshair with a readout, by pointer, touch and keyboard; and zooming to a range of x.

let hovered, speaker;

function watchPlot(figure) {
  const { plot } = figure;
  let from;
  // Charts that are as the page has them get their numbers when somebody comes near.
  const ready = async () => figure.plan ||= await (figure.coming ||= planFigure(figure).catch(tellProblem).finally(() => figure.coming = undefined));
  const listen = (types, action) => types.split(" ").forEach(type => plot.addEventListener(type, async event => {
    if (!(figure.plan || await ready())) return;
    const { left, top, width } = plot.firstChild.getBoundingClientRect();
    const unit = figure.plan.width / width;
    action(event, (event.clientX - left) * unit, (event.clientY - top) * unit);
  }));
  listen("pointerenter focus", () => {});
  listen("pointerdown pointermove", (event, x, y) => {
    if (event.type === "pointerdown" && event.pointerType !== "touch" && !event.button) {
      from = x;
      plot.setPointerCapture(event.pointerId);
    }
    const nearest = nearestPoint(figure.plan, figure.plan.lines, x);
    if (abs(x - from) > 4) drawSelection(figure, from, x);
    else if (nearest) showCross(figure, nearest.x, y);
  });
  listen("pointerup pointercancel", (event, x) => {
    if (event.type === "pointerup" && abs(x - from) > 4) zoomTo(figure.plan, [from, x].map(x => xAt(figure.plan, x)));
    from = undefined;
    drawSelection(figure);
  });
  plot.addEventListener("pointerleave", event => event.pointerType === "touch" || hideCross(figure));
  plot.addEventListener("blur", () => hideCross(figure));
  plot.addEventListener("dblclick", () => setState({ zoom: undefined }));
  plot.addEventListener("keydown", event => {
    const isOurs = event.key === "Escape" ? state.zoom || figure.crossX !== undefined : /^(Arrow(Left|Right)|Home|End|[+=-])$/.test(event.key);
    if (!isOurs || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    ready().then(plan => plan && pressKey(figure, event));
  });
}

// Arrows go from value to value, in tens with Shift; at an end of a zoomed range they move the range.
function pressKey(figure, { key, shiftKey }) {
  const { plan, crossX } = figure;
  const [low, high] = state.zoom || plan.full;
  if (key === "Escape") return state.zoom ? setState({ zoom: undefined }) : hideCross(figure);
  if (/[+=-]/.test(key)) return zoomBy(figure, key === "-" ? 2 : .5);
  const places = [...new Set(plan.lines.flatMap(pointsOf).map(point => point.x))].sort((a, b) => a - b);
  const step = (key === "ArrowLeft" ? -1 : 1) * (shiftKey && crossX !== undefined ? 10 : 1);
  const end = places.length - 1;
  const start = crossX === undefined ? (step < 0 ? end + 1 : -1) : places.indexOf(crossX);
  const next = { Home: 0, End: end }[key] ?? start + step;
  const [least, most] = plan.full;
  // Not beyond the ends of what there is.
  const shift = clamp(Math.sign(step) * (high - low) / 4, least - low, most - high);
  if (state.zoom && !(next in places)) zoomTo(plan, [low + shift, high + shift]);
  if (end >= 0) showCross(figure, places[clamp(next, 0, end)]);
}

// The x at a place of the drawing.
function xAt({ x, left, room }, place) {
  return x.valueAt(clamp((place - left) / room, 0, 1));
}

// The point of some lines nearest to a place of the drawing, across.
function nearestPoint({ placeX }, lines, x) {
  let best;
  let least = Infinity;
  for (const point of lines.flatMap(pointsOf)) {
    const far = abs(placeX(point.x) - x);
    if (far < least) [best, least] = [point, far];
  }
  return best;
}

// The crosshair at an x, and what all lines are there, the greatest first.
function showCross(figure, x, y) {
  const { plot, plan } = figure;
  const { placeX, placeY, xLabel, x: scale, width, top, bottom, left, right } = plan;
  if (hovered && hovered !== figure) hideCross(hovered);
  hovered = figure;
  figure.crossX = x;
  const across = placeX(x);
  const rows = plan.lines.flatMap(line => {
    const points = pointsOf(line);
    const point = nearestPoint(plan, [line], across);
    const isThere = point && (abs(placeX(point.x) - across) < 12 || x >= points[0].x && x <= points[points.length - 1].x);
    return isThere ? { line, point, far: abs(placeY(point.mid) - y) } : [];
  }).sort((a, b) => b.point.mid - a.point.mid);
  const nearest = min(...rows.map(row => row.far));
  hideCross(figure, true);
  const cross = document.createElementNS("http://www.w3.org/2000/svg", "g");
  cross.setAttribute("class", "cross");
  cross.innerHTML = `<path class="axis" d="M${coordinate(across)} ${top}V${coordinate(bottom)}"/>` + rows.map(({ line, point }) =>
    `<g class="s c${line.colour}"><path class="dots" d="M${coordinate(placeX(point.x))} ${coordinate(placeY(point.mid))}h0"/></g>`).join("");
  plot.firstChild.append(cross);
  const head = `${xLabel} ${scale.text(x)}`;
  const readout = element("div", { class: "readout", "aria-hidden": "true" }, element("strong", {}, head), element("table", {}, ...rows.slice(0, 16).map(row =>
    element("tr", { class: row.far === nearest && "near" }, element("td", { class: "t" }, element("i", { class: `k c${row.line.colour} d${row.line.dash}` }), row.line.label),
      element("td", {}, pointText(row.point)), element("td", { class: "quiet" }, placeText(row, x))))), rows.length > 16 ? `16 of ${rows.length}` : "");
  plot.append(readout);
  // On the side of the crosshair with more room, and never outside of the window.
  const wanted = across * plot.clientWidth / width + (across > (left + right) / 2 ? -12 - readout.offsetWidth : 12);
  const edge = 8 - plot.getBoundingClientRect().left;
  readout.style.left = max(edge, min(wanted, document.documentElement.clientWidth - 16 + edge - readout.offsetWidth)) + "px";
  speak(`${head}: ` + rows.slice(0, 5).map(({ line, point }) => `${line.label} ${pointText(point)}`).join(", "));
}

// A value; of several the mean with the least and greatest.
function pointText({ mid, low, high }) {
  return valueText(mid) + (low < high ? ` (${valueText(low)} – ${valueText(high)})` : "");
}

// Where a value stands, as far as the crosshair does not say it.
function placeText({ line, point: { time, step, x: own } }, x) {
  const { start } = line.runs[0];
  return [
    (state.x || own !== x) && "step " + rounded(step),
    isNaN(time) ? "" : start ? durationText((time - start) / 1000) : minuteText(time),
  ].filter(text => text).join(" · ");
}

function hideCross(figure, staysThere) {
  if (!staysThere) figure.crossX = undefined;
  figure.plot.querySelectorAll(".cross, .readout").forEach(made => made.remove());
}

// The range that is being dragged; nothing without one.
function drawSelection({ plot, plan: { width, left, right } }, from, to) {
  plot.querySelector(".range")?.remove();
  if (to === undefined) return;
  const box = element("div", { class: "range" });
  const [low, high] = [from, to].map(x => clamp(x, left, right) / width * 100).sort((a, b) => a - b);
  box.style.left = low + "%";
  box.style.width = high - low + "%";
  plot.append(box);
}

// Zooms all charts of the page to a range of this one, with no more digits than tell its ends apart.
function zoomTo({ full }, ends) {
  const [low, high] = ends.sort((a, b) => a - b).map(x => clamp(x, ...full));
  const digits = ceil(log10(max(abs(low), abs(high)) / (high - low))) + 4;
  if (high > low) setState({ zoom: low > full[0] || high < full[1] ? [low, high].map(x => Number(x.toPrecision(min(15, digits)))) : undefined });
}

// Zooms in or out around the crosshair.
function zoomBy({ plan, crossX }, factor) {
  const [low, high] = state.zoom || plan.full;
  const centre = crossX ?? (low + high) / 2;
  zoomTo(plan, [low, high].map(x => centre + (x - centre) * factor));
}

// Tells screen readers, not more often than they can speak.
function speak(text) {
  speaker ||= page.appendChild(element("div", { class: "hidden", role: "status" }));
  clearTimeout(speaker.timer);
  speaker.timer = setTimeout(() => speaker.textContent = text, 400);
}

// What a chart is at a place: a crosshair with a readout, by pointer, touch and keyboard; and zooming to a range of x.
// A place of a chart of lines is an x; one of a chart of runs is the index of a spot.

let hovered, speaker;

function watchPlot(figure) {
  const { plot } = figure;
  let from;
  // Charts that are as the page has them get their numbers when somebody comes near.
  const ready = async () => figure.plan ||= await (figure.coming ||= planFigure(figure).catch(tellProblem).finally(() =>
    figure.coming = undefined));
  const listen = (types, action) => types.split(" ").forEach(type => plot.addEventListener(type, async event => {
    if (!(figure.plan || await ready())) return;
    const { left, top, width } = plot.firstChild.getBoundingClientRect();
    const unit = figure.plan.width / width;
    action(event, (event.clientX - left) * unit, (event.clientY - top) * unit, figure.plan);
  }));
  listen("pointerenter focus", () => {});
  listen("pointerdown pointermove", (event, x, y, plan) => {
    if (event.type === "pointerdown" && event.pointerType !== "touch" && !event.button && !plan.spots) {
      from = x;
      plot.setPointerCapture(event.pointerId);
    }
    if (abs(x - from) > 4) return drawSelection(figure, from, x);
    // All of a bar is at its height.
    const place = plan.spots ? nearest(plan.spots, spot => Math.hypot(plan.kind === "bar" ? 0 : spot.x - x, spot.y - y))
      : nearest(plan.lines.flatMap(pointsOf), point => abs(plan.placeX(point.x) - x))?.x;
    if (place !== undefined) showPlace(figure, plan.spots ? plan.spots.indexOf(place) : place, y, x);
  });
  listen("pointerup pointercancel", (event, x, y, plan) => {
    if (event.type === "pointerup" && abs(x - from) > 4) zoomTo(plan,
      [from, x].map(x => plan.x.valueAt(clamp((x - plan.left) / plan.room, 0, 1))));
    from = undefined;
    drawSelection(figure);
  });
  // Links to logs are about the place, so it stays while somebody goes there.
  const leave = event => event.pointerType === "touch" || event.relatedTarget?.closest?.(".log-panel") || hidePlace(figure);
  plot.addEventListener("pointerleave", leave);
  plot.addEventListener("blur", leave);
  plot.addEventListener("dblclick", () => setState({ zoom: undefined }));
  plot.addEventListener("keydown", event => {
    const isOurs = event.key === "Escape" ? state.zoom || figure.place !== undefined
      : /^(Arrow(Left|Right)|Home|End|[+=-])$/.test(event.key);
    if (!isOurs || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    ready().then(plan => plan && pressKey(figure, event));
  });
}

// Arrows go from value to value, in tens with Shift; at an end of a zoomed range they move the range.
function pressKey(figure, { key, shiftKey }) {
  const { plan, place } = figure;
  if (key === "Escape") return state.zoom ? setState({ zoom: undefined }) : hidePlace(figure);
  if (/[+=-]/.test(key)) return zoomBy(figure, key === "-" ? 2 : .5);
  const places = plan.spots ? [...plan.spots.keys()]
    : [...new Set(plan.lines.flatMap(pointsOf).map(point => point.x))].sort((a, b) => a - b);
  const step = (key === "ArrowLeft" ? -1 : 1) * (shiftKey && place !== undefined ? 10 : 1);
  const end = places.length - 1;
  const start = place === undefined ? (step < 0 ? end + 1 : -1) : places.indexOf(place);
  const next = { Home: 0, End: end }[key] ?? start + step;
  const { zoom } = settingsOf(figure);
  if (zoom && !(next in places)) {
    const [[low, high], [least, most]] = [zoom, plan.full];
    // Not beyond the ends of what there is.
    const shift = clamp(Math.sign(step) * (high - low) / 4, least - low, most - high);
    zoomTo(plan, [low + shift, high + shift]);
  }
  if (end >= 0) showPlace(figure, places[clamp(next, 0, end)]);
}

// Of some things the nearest.
function nearest(things, far) {
  let [best, least] = [undefined, Infinity];
  for (const thing of things) {
    if (far(thing) < least) [best, least] = [thing, far(thing)];
  }
  return best;
}

// The x of the first point that is not before the moment of the fragment, else of the last one before.
function momentPlace({ spots, lines }) {
  const { moment } = state;
  const far = ({ time }) => (time - moment) * (time < moment ? -1e9 : 1);
  return moment && !spots ? nearest(lines.flatMap(line => line.points), far)?.x : undefined;
}

// What all lines are at an x, the greatest first; the time is that of the point nearest to where the pointer is, since one
// that is drawn may stand for several.
function linesAt(plan, x, y, pointer) {
  const { placeX, placeY, xLabel, x: scale, top, bottom } = plan;
  const across = placeX(x);
  const rows = plan.lines.flatMap(line => {
    const points = pointsOf(line);
    const point = nearest(points, point => abs(placeX(point.x) - across));
    const isThere = point && (abs(placeX(point.x) - across) < 12 || x >= points[0].x && x <= points.at(-1).x);
    const height = placeY(point?.mid);
    const { time } = point && nearest(line.points, own => abs(placeX(own.x) - pointer)) || {};
    return isThere ? { run: line, value: point.mid, time, text: pointText(point),
      more: placeText(line, point, x, plan), x: placeX(point.x), y: height, far: abs(height - y) } : [];
  }).sort((a, b) => b.value - a.value);
  return { head: `${xLabel} ${scale.text(x)}`, rows, across, line: pathMarkup("axis", [[[across, top], [across, bottom]]]) };
}

// The runs at a spot; several may have one place.
function runsAt({ spots }, place) {
  const { x, y } = spots[place];
  const rows = [spots[place], ...spots.filter((spot, other) => other !== place && Math.hypot(spot.x - x, spot.y - y) < 3)];
  return { head: "", rows: rows.map(spot => ({ ...spot, more: "" })), across: x, down: y + 8, line: "" };
}

// The crosshair at a place, and the readout beside it.
function showPlace(figure, place, y, pointer) {
  const { plot, plan } = figure;
  if (hovered && hovered !== figure && !state.moment) hidePlace(hovered);
  hovered = figure;
  figure.place = place;
  const { head, rows, across, down = 0, line } = (plan.spots ? runsAt : linesAt)(plan, place, y, pointer ?? plan.placeX?.(place));
  const least = min(...rows.map(row => row.far));
  hidePlace(figure, true);
  const dots = rows.map(({ run, x, y }) => `<g class="s c${run.colour}">${pathMarkup("dots", [[[x, y]]], "h0")}</g>`).join("");
  plot.firstChild.insertAdjacentHTML("beforeend", `<g class="cross">${line}${dots}</g>`);
  const most = plan.spots ? 6 : 16;
  const readout = element(plan.spots ? "div.readout.of-runs" : "div.readout", { "aria-hidden": "true" },
    element("strong", {}, head), element("table", {}, ...rows.slice(0, most).map(({ run, text, more, far }) =>
    element("tr", { class: far === least && "near" }, element("td.t", {}, keyOf(run), run.label), element("td", {}, text),
      element("td.quiet", {}, more)))),
  rows.length > most ? `${most} of ${rows.length}` : "");
  plot.append(readout);
  // What links to logs adds itself.
  plot.dispatchEvent(Object.assign(new Event("place", { bubbles: true }), { rows }));
  const scale = plot.clientWidth / plan.width;
  readout.style.setProperty("--down", down * scale + "px");
  // On the side of the crosshair with more room, and never outside of the window.
  const wanted = across * scale + (across > plan.width / 2 ? -12 - readout.offsetWidth : 12);
  const edge = 8 - plot.getBoundingClientRect().left;
  readout.style.left = max(edge, min(wanted, document.documentElement.clientWidth - 16 + edge - readout.offsetWidth)) + "px";
  speak((head && head + ": ") + rows.slice(0, 5).map(({ run, text }) => `${run.label} ${text}`).join(", "));
}

// A value; of several the mean with the least and greatest.
const pointText = ({ mid, low, high }) => valueText(mid) + (low < high ? ` (${valueText(low)} – ${valueText(high)})` : "");

// Where a value stands, as far as the crosshair does not say it.
function placeText({ runs: [{ start }] }, { time, step, x: own }, x, plan) {
  return [
    // On another axis than that of steps, and where a line is not exactly there.
    (plan.axis || own !== x) && "step " + rounded(step),
    isNaN(time) ? "" : start ? durationText((time - start) / 1000) : minuteText(time),
  ].filter(text => text).join(" · ");
}

function hidePlace(figure, staysThere) {
  if (!staysThere) figure.place = undefined;
  removeAll(figure.plot, ".cross, .readout");
}

// The range that is being dragged; nothing without one.
function drawSelection({ plot, plan: { width, left, right } }, from, to) {
  plot.querySelector(".range")?.remove();
  if (to === undefined) return;
  const box = element("div.range", {});
  const [low, high] = [from, to].map(x => clamp(x, left, right) / width * 100).sort((a, b) => a - b);
  box.style.left = low + "%";
  box.style.width = high - low + "%";
  plot.append(box);
}

// Zooms all charts of the page to a range of this one, with no more digits than tell its ends apart; they take its axis.
function zoomTo({ full, axis }, ends) {
  const [low, high] = ends.sort((a, b) => a - b).map(x => clamp(x, ...full));
  const digits = ceil(log10(max(abs(low), abs(high)) / (high - low))) + 4;
  if (high > low) setState({ x: state.x || axis,
    zoom: low > full[0] || high < full[1] ? [low, high].map(x => Number(x.toPrecision(min(15, digits)))) : undefined });
}

// Zooms in or out around the crosshair, from the range that is wanted, which may not be drawn yet.
function zoomBy(figure, factor) {
  const { plan, place } = figure;
  if (!plan.full) return;
  const [low, high] = settingsOf(figure).zoom || plan.full;
  const centre = place ?? (low + high) / 2;
  zoomTo(plan, [low, high].map(x => centre + (x - centre) * factor));
}

// Tells screen readers, not more often than they can speak.
function speak(text) {
  speaker ||= page.appendChild(element("div.hidden", { role: "status" }));
  clearTimeout(speaker.timer);
  speaker.timer = setTimeout(() => speaker.textContent = text, 400);
}

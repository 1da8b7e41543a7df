// A chart by itself: over the whole window, or as a file.

const seenStyles = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "font-family", "font-size", "text-anchor"];

// The button of a figure, and what it offers.
function figureMenu(figure) {
  const { title, aggregate, added } = figure;
  const name = title.slice(0, 100).replace(/[^\w.-]+/g, "-");
  const actions = () => [
    !figure.isLarge && ["Full screen", enlarge],
    added && ["Remove", () => setState({ charts: state.charts.filter(item => item !== aggregate) })],
    !aggregate && ["Zoom in", () => zoomBy(figure, .5)],
    !aggregate && ["Zoom out", () => zoomBy(figure, 2)],
    ["Download SVG", () => download(name + ".svg", "image/svg+xml", new XMLSerializer().serializeToString(standalone(figure)))],
    ["Download PNG", () => paint(standalone(figure)).toBlob(image => download(name + ".png", "image/png", image))],
    ["Download CSV", () => downloadRows(name + ".csv", chartRows(figure.plan))],
  ].filter(action => action);
  return menu("⋯", panel => panel.append(...actions().map(([label, action]) => button(label, async () => {
    panel.hidePopover();
    figure.plan ||= await planFigure(figure).catch(tellProblem);
    if (figure.plan) action(figure);
  }))), { class: "more", "aria-label": `Menu of the chart of ${title}` });
}

// The chart as large as the window, until that is closed.
function enlarge(figure) {
  const { cell, size, plot, title } = figure;
  const place = element("span");
  cell.replaceWith(place);
  const dialog = element("dialog.large", { "aria-label": title, close: () => {
    place.replaceWith(cell);
    dialog.remove();
    removeEventListener("resize", fit);
    fit();
    plot.focus();
  } }, button("Close", () => dialog.close(), { class: "close" }), cell);
  const fit = () => {
    figure.isLarge = dialog.isConnected;
    figure.size = figure.isLarge ? [Math.max(300, innerWidth - 64), Math.max(200, innerHeight - 220)] : size;
    figure.isDirty = figure.isNear = true;
    drawNear();
  };
  page.append(dialog);
  dialog.showModal();
  addEventListener("resize", fit);
  fit();
  plot.focus();
}

// A drawing that needs no stylesheet: colours and lines as they are seen now.
function standalone({ plot, plan: { width, height } }) {
  const svg = plot.querySelector("svg");
  const copy = svg.cloneNode(true);
  const shapes = drawing => [...drawing.querySelectorAll("path, text")];
  const seen = shapes(svg);
  shapes(copy).forEach((shape, place) => seenStyles.forEach(name =>
    shape.setAttribute(name, getComputedStyle(seen[place]).getPropertyValue(name))));
  removeAll(copy, ".cross, use");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.insertAdjacentHTML("afterbegin",
    `<path fill="${getComputedStyle(document.body).backgroundColor}" d="M0 0H${width}V${height}H0z"/>`);
  return copy;
}

// What is drawn, as numbers.
const chartRows = ({ lines, xLabel, cells }) => cells || [["run", xLabel, "value", "low", "high"],
  ...lines.flatMap(line => pointsOf(line).map(({ x, mid, low, high }) => [line.label, x, mid, low, high]))];

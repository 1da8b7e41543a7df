// A chart by itself: over the whole window, or as a file.

const seenStyles = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size", "text-anchor"];

// The button of a figure, and what it offers.
function figureMenu(figure) {
  const { metric } = figure;
  const save = (ending, type, content) => download(metric.replace(/[^\w.-]+/g, "-") + ending, type, content);
  const actions = [
    ["Full screen", enlarge],
    ["Zoom in", () => zoomBy(figure, .5)],
    ["Zoom out", () => zoomBy(figure, 2)],
    ["Download SVG", () => save(".svg", "image/svg+xml", new XMLSerializer().serializeToString(standalone(figure)))],
    ["Download PNG", () => paint(standalone(figure)).toBlob(image => save(".png", "image/png", image))],
    ["Download CSV", () => save(".csv", "text/csv", seriesCSV(figure.plan))],
  ];
  return menu("⋯", panel => panel.append(...actions.slice(figure.isLarge ? 1 : 0).map(([label, action]) => button(label, async () => {
    panel.hidePopover();
    figure.plan ||= await planFigure(figure).catch(tellProblem);
    if (figure.plan) action(figure);
  }))), { class: "more", "aria-label": `Menu of the chart of ${metric}` });
}

// The chart as large as the window, until that is closed.
function enlarge(figure) {
  const { cell, size, plot, metric } = figure;
  const place = element("span");
  cell.replaceWith(place);
  const dialog = element("dialog", { class: "large", "aria-label": metric, close: () => {
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
  const shapes = drawing => [...drawing.querySelectorAll("path, text, rect, circle")];
  const seen = shapes(svg);
  shapes(copy).forEach((shape, place) => seenStyles.forEach(name => shape.setAttribute(name, getComputedStyle(seen[place]).getPropertyValue(name))));
  copy.querySelectorAll(".cross, use").forEach(made => made.remove());
  const ground = copy.insertBefore(document.createElementNS(svg.namespaceURI, "rect"), copy.firstChild);
  for (const one of [copy, ground]) {
    one.setAttribute("width", width);
    one.setAttribute("height", height);
  }
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  return copy;
}

// The same, painted: an image of an SVG is what a strict policy refuses.
function paint(svg) {
  const size = name => Number(svg.getAttribute(name)) * 2;
  const canvas = element("canvas", { width: size("width"), height: size("height") });
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  for (const shape of svg.querySelectorAll("path, text, rect, circle")) {
    const get = name => shape.getAttribute(name) || "";
    const at = name => Number(get(name));
    const path = new Path2D(get("d"));
    const dashes = get("stroke-dasharray").match(/[\d.]+/g) || [];
    if (shape.tagName === "rect") path.rect(at("x"), at("y"), at("width"), at("height"));
    if (shape.tagName === "circle") path.arc(at("cx"), at("cy"), at("r"), 0, 7);
    Object.assign(pen, {
      fillStyle: get("fill"), strokeStyle: get("stroke"), lineWidth: parseFloat(get("stroke-width")), lineCap: get("stroke-linecap"), lineJoin: get("stroke-linejoin"),
      font: `${get("font-size")} ${get("font-family")}`, textAlign: { middle: "center", end: "right" }[get("text-anchor")] || "left", globalAlpha: get("fill-opacity") || 1,
    });
    pen.setLineDash(dashes.map(Number));
    if (shape.tagName === "text") pen.fillText(shape.textContent, at("x"), at("y"));
    else if (get("fill") !== "none") pen.fill(path);
    pen.globalAlpha = get("stroke-opacity") || 1;
    if (!/^(none)?$/.test(get("stroke")) && shape.tagName !== "text") pen.stroke(path);
  }
  return canvas;
}

// What is drawn, as numbers.
function seriesCSV({ lines, xLabel }) {
  const rows = lines.flatMap(line => pointsOf(line).map(({ x, mid, low, high }) => [line.label, x, mid, low, high]));
  return [["run", xLabel, "value", "low", "high"], ...rows].map(cells => cells.map(cell => csvText(String(cell))).join(",") + "\n").join("");
}

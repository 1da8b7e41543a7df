// A chart by itself: over the whole window, or as a file.

const drawnStyles = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size"];

// The button of a figure, and what it offers.
function figureMenu(figure) {
  const name = () => figure.metric.replace(/[^\w.-]+/g, "-");
  const withPlan = action => async () => {
    figure.plan ||= await planFigure(figure);
    action();
  };
  const made = menu("⋯", (panel, close) => {
    const item = (label, action) => panel.append(button(label, () => { close(); withPlan(action)().catch(tellProblem); }));
    if (!figure.isLarge) item("Full screen", () => openLarge(figure));
    const centre = () => figure.crossX ?? (figure.plan.x.low + figure.plan.x.high) / 2;
    item("Zoom in", () => zoomBy(figure, centre(), .5));
    item("Zoom out", () => zoomBy(figure, centre(), 2));
    item("Download SVG", () => download(name() + ".svg", "image/svg+xml", standaloneSVG(figure)));
    item("Download PNG", () => paintPNG(figure).toBlob(image => download(name() + ".png", "image/png", image)));
    item("Download CSV", () => download(name() + ".csv", "text/csv", seriesCSV(figure.plan)));
  }, { class: "more", "aria-label": `Menu of the chart of ${figure.metric}` });
  return made;
}

// The same chart as large as the window.
function openLarge(figure) {
  const cell = element("figure", { class: "chart-cell", id: "large", "data-metric": figure.metric, "data-runs": figure.cell.dataset.runs },
    element("figcaption", {}, element("h2", {}, figure.metric)));
  const dialog = element("dialog", {
    class: "large", "aria-label": figure.metric,
    close: () => { figures.delete(cell); nearness.unobserve(cell); removeEventListener("resize", fit); dialog.remove(); figure.caption.querySelector("button").focus(); },
  }, button("Close", () => dialog.close(), { class: "close" }), cell);
  page.append(dialog);
  dialog.showModal();
  const large = adoptFigure(cell, { isLarge: true, isNear: true });
  function fit() {
    large.size = [0, 0, Math.max(300, dialog.clientWidth - 64), Math.max(200, dialog.clientHeight - 200)];
    large.isDirty = true;
    drawNear();
  }
  addEventListener("resize", fit);
  fit();
  large.plot.focus();
}

// The shapes of a chart without what only the pointer needs.
function shapesOf({ plot }) {
  return [...plot.querySelectorAll("svg :is(path, text, rect, circle)")].filter(shape => !shape.closest(".cross"));
}

// A drawing that needs no stylesheet: colours and lines as they are seen now.
function standaloneSVG({ plot, plan }) {
  const svg = plot.querySelector("svg");
  const copy = svg.cloneNode(true);
  copy.querySelectorAll(".cross, use").forEach(made => made.remove());
  const shapes = [...svg.querySelectorAll("path, text, rect, circle")].filter(shape => !shape.closest(".cross"));
  copy.querySelectorAll("path, text, rect, circle").forEach((shape, place) => {
    const style = getComputedStyle(shapes[place]);
    for (const name of drawnStyles) shape.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", plan.width);
  copy.setAttribute("height", plan.height);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(document.body).backgroundColor]]) ground.setAttribute(name, value);
  copy.querySelector("desc").after(ground);
  return new XMLSerializer().serializeToString(copy);
}

// The same, painted: an image of an SVG is what a strict policy refuses.
function paintPNG(figure) {
  const { width, height } = figure.plan;
  const canvas = element("canvas", { width: width * 2, height: height * 2 });
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, width, height);
  for (const shape of shapesOf(figure)) {
    const style = getComputedStyle(shape);
    const get = name => style.getPropertyValue(name);
    pen.fillStyle = get("fill");
    pen.strokeStyle = get("stroke");
    pen.lineWidth = parseFloat(get("stroke-width"));
    pen.lineCap = get("stroke-linecap");
    pen.lineJoin = get("stroke-linejoin");
    pen.setLineDash((get("stroke-dasharray").match(/[\d.]+/g) || []).map(Number));
    pen.font = `${get("font-size")} ${get("font-family")}`;
    pen.textAlign = { middle: "center", end: "right" }[get("text-anchor")] || "left";
    const at = name => Number(shape.getAttribute(name));
    const path = new Path2D(shape.getAttribute("d") || "");
    if (shape.tagName === "rect") path.rect(at("x"), at("y"), at("width"), at("height"));
    if (shape.tagName === "circle") path.arc(at("cx"), at("cy"), at("r"), 0, 7);
    pen.globalAlpha = Number(get("fill-opacity"));
    if (shape.tagName === "text") pen.fillText(shape.textContent, at("x"), at("y"));
    else if (get("fill") !== "none") pen.fill(path);
    pen.globalAlpha = Number(get("stroke-opacity"));
    if (shape.tagName !== "text" && get("stroke") !== "none") pen.stroke(path);
  }
  return canvas;
}

// What is drawn, as numbers.
function seriesCSV({ lines, xLabel }) {
  const rows = lines.flatMap(line => line.segments.flat().map(({ x, mid, low, high }) => [line.label, x, mid, low, high].map(String).map(csvText).join(",")));
  return ["run," + csvText(xLabel) + ",value,low,high", ...rows].join("\r\n") + "\r\n";
}

// A drawing with all styles in its attributes, painted: an image of an SVG is what a strict policy refuses.
function paint(svg) {
  const size = name => Number(svg.getAttribute(name)) * 2;
  const canvas = element("canvas", { width: size("width"), height: size("height") });
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  for (const shape of svg.querySelectorAll("path, text")) {
    const get = name => shape.getAttribute(name) || "";
    const path = new Path2D(get("d"));
    const dashes = get("stroke-dasharray").match(/[\d.]+/g) || [];
    Object.assign(pen, {
      fillStyle: get("fill"), strokeStyle: get("stroke"), lineWidth: parseFloat(get("stroke-width")),
      lineCap: get("stroke-linecap"), lineJoin: get("stroke-linejoin"),
      font: `${get("font-size")} ${get("font-family")}`,
      textAlign: { middle: "center", end: "right" }[get("text-anchor")] || "left", globalAlpha: get("fill-opacity") || 1,
    });
    pen.setLineDash(dashes.map(Number));
    if (shape.tagName === "text") pen.fillText(shape.textContent, get("x"), get("y"));
    else if (get("fill") !== "none") pen.fill(path);
    pen.globalAlpha = get("stroke-opacity") || 1;
    if (!/^(none)?$/.test(get("stroke")) && shape.tagName !== "text") pen.stroke(path);
  }
  return canvas;
}

// Charts of lines as SVG: classes and geometry only, as Swift draws them, byte by byte.

function drawLines(spec) {
  const plan = planLines(spec);
  const { lines, right } = plan;
  const order = drawingOrder(lines);
  const bands = order.map(line => bandMarkup(line, plan)).map(path => path && path + "\n").join("");
  const ends = plan.labels.map(({ text, colour, y }) => textMark(text, right + 6, y + 4, "", "c" + colour));
  plan.svg = chartMarkup(plan, describeLines(plan), plan.markup()
    + (plan.hasBands ? `<g class="bands" stroke="none" fill="none">\n${bands}</g>\n` : "")
    + order.map(line => lineMarkup(line, plan)).join("")
    + (ends.length ? `<g class="ends">${ends.join("")}</g>\n` : ""));
  return plan;
}

// The area between the least and the greatest value of each point.
function bandMarkup(line, { placeX, placeY }) {
  return pathMarkup("c" + line.colour, line.segments.filter(segment =>
    segment.some(point => point.low < point.high)).map(segment => {
    const there = segment.map(point => [placeX(point.x), placeY(point.high)]);
    const back = segment.map(point => [placeX(point.x), placeY(point.low)]).reverse();
    // A band of no width would not be seen.
    const [[x, y]] = there;
    if (abs(x - back[0][0]) < 1) there.splice(0, 1, [x - .5, y], [x + .5, y]);
    return [...there, ...back];
  }), "z");
}

// A line through the means, with dots where a line would hide how few points there are; then its marks.
function lineMarkup(line, plan) {
  const { top, bottom, placeX, placeY, isCurve } = plan;
  const place = point => [placeX(point.x), placeY(point.mid)];
  const showsAll = !isCurve && pointsOf(line).length <= 12;
  const course = segments => pathText(segments.filter(segment => segment.length > 1).map(segment => segment.map(place)));
  const path = course(line.segments);
  const dots = line.segments.filter(segment => showsAll || segment.length === 1).flat().map(point => [place(point)]);
  const id = `${escaped(plan.id)}-s${line.index}`;
  const shapes = (path && (line.smoothed ? `<path class="raw" d="${path}"/>` : "")
    + `<path id="${id}" d="${line.smoothed ? course(line.smoothed) : path}"/><use href="#${id}"/>`)
    + pathMarkup("dots", dots, "h0")
    + line.marks.map(mark => {
      const [x, y, shape] = isNaN(mark.value) ? [mark.x - 3, mark.y - 3, "l6 6m0-6l-6 6"] : mark.value > 0
        ? [mark.x, top, "l4 7h-8z"] : [mark.x, bottom, "l4-7h-8z"];
      return `<path class="mark" d="M${coordinate(x)} ${coordinate(y)}${shape}"><title>${escaped(markText(mark, plan))}</title></path>`;
    }).join("");
  const outside = line.outside.map(mark => {
    const { above, value, count, x } = mark;
    const text = (count > 1 ? `${count} points ${above ? "up" : "down"} to ${valueText(value)}, ` : `${valueText(value)} at `)
      + placesText(mark, plan);
    return edgeMarkup(above ? "up" : "down", x, above ? top : bottom, text);
  }).join("");
  return shapes && runMarkup(line, lineText(line), shapes + outside);
}

// Charts of lines as SVG: classes and geometry only, as Swift draws them, byte by byte.

function lineChart(spec) {
  return drawLines(planLines(spec));
}

function drawLines(plan) {
  const { lines } = plan;
  const back = [...lines].reverse();
  const order = lines.length < 2 ? lines : [...back.filter(line => !line.emphasised), ...back.filter(line => line.emphasised)];
  const bands = order.map(line => bandMarkup(line, plan)).join("");
  const ends = plan.labels.map(({ text, colour, y }) =>
    `<text class="c${colour}" x="${coordinate(plan.area.right + 6)}" y="${coordinate(y + 4)}">${escaped(text)}</text>`);
  return chartMarkup(plan, describeLines(plan), axisMarkup(plan)
    + (plan.facts.hasBands ? `<g class="bands" stroke="none" fill="none">\n${bands}</g>\n` : "")
    + order.map(line => lineMarkup(line, plan)).join("")
    + (ends.length ? `<g class="ends">${ends.join("")}</g>\n` : ""));
}

// The frame of every chart.
function chartMarkup({ id, title, width, height }, description, content) {
  id = escaped(id);
  return `<svg class="chart" viewBox="0 0 ${coordinate(width)} ${coordinate(height)}" role="img" aria-labelledby="${id}-t ${id}-d">\n`
    + `<title id="${id}-t">${escaped(cutLabel(title))}</title>\n<desc id="${id}-d">${escaped(description)}</desc>\n${content}</svg>\n`;
}

// The grid, the base line, and the numbers beside them.
function axisMarkup(plan) {
  const { area, width, xLabel, hasLabelRow, placeX } = plan;
  const text = (text, x, y, anchor) => `<text x="${coordinate(x)}" y="${coordinate(y)}`
    + `${anchor ? `" text-anchor="${anchor}` : ""}">${escaped(text)}</text>`;
  const heights = plan.yTicks.map(tick => ({ text: tick.text, y: area.bottom - tick.fraction * area.height }));
  const places = plan.xTicks.map(tick => ({ text: tick.text, x: area.left + tick.fraction * area.width }));
  const grid = new PathWriter();
  // The base line stands there already.
  for (const { y } of heights.filter(({ y }) => y < area.bottom - .5)) {
    grid.move(area.left, y);
    grid.line(area.right, y);
  }
  const base = new PathWriter();
  base.move(area.left, area.bottom);
  base.line(area.right, area.bottom);
  for (const { x } of places) {
    base.move(x, area.bottom);
    base.line(x, area.bottom + 4);
  }
  const numbers = plan.range ? heights.map(({ text: number, y }) => text(number, area.left - 7, y + 4)).join("")
    : text("no finite values", (area.left + area.right) / 2, area.bottom - .5 * area.height + 4, "middle");
  const labelEnd = hasLabelRow ? area.right : width - 2;
  const free = hasLabelRow ? width : labelEnd - textWidth(xLabel) - 6;
  const row = area.bottom + 16;
  return `<g class="axis" fill="none" stroke="currentColor">${grid.flush() && `<path class="grid" d="${grid.text}"/>`}<path d="${base.flush()}"/></g>\n`
    + `<g class="ticks" text-anchor="end">${numbers}</g>\n<g class="ticks" text-anchor="middle">`
    + places.filter(place => place.x + textWidth(place.text) / 2 <= free).map(place => text(place.text, place.x, row)).join("")
    + `${xLabel && text(xLabel, labelEnd, hasLabelRow ? row + 14 : row, "end")}</g>\n`;
}

// The area between the least and the greatest value of each point.
function bandMarkup(line, { placeX, placeY }) {
  const path = new PathWriter();
  for (const segment of line.segments.filter(segment => segment.some(point => point.low < point.high))) {
    const place = (point, value) => [placeX(point.x), placeY(value)];
    const [first, last] = [segment[0], segment[segment.length - 1]];
    const [startX, startY] = place(first, first.high);
    // A band of no width would not be seen.
    const isNarrow = Math.abs(startX - placeX(last.x)) < 1;
    path.move(isNarrow ? startX - .5 : startX, startY);
    if (isNarrow) path.line(startX + .5, startY);
    for (const point of segment.slice(1)) path.line(...place(point, point.high));
    for (const point of [...segment].reverse()) path.line(...place(point, point.low));
    path.close();
  }
  return path.text && `<path class="c${line.colour}" d="${path.text}"/>\n`;
}

// A line through the means, with dots where a line would hide how few points there are; then its marks.
function lineMarkup(line, plan) {
  const { area, placeX, placeY, isCurve } = plan;
  const count = line.segments.reduce((sum, segment) => sum + segment.length, 0);
  const showsAll = !isCurve && count <= 12;
  const path = new PathWriter();
  const dots = new PathWriter();
  for (const segment of line.segments) {
    segment.forEach((point, place) => {
      const [x, y] = [placeX(point.x), placeY(point.mid)];
      if (segment.length > 1) path[place ? "line" : "move"](x, y);
      if (showsAll || segment.length === 1) dots.dot(x, y);
    });
  }
  const id = `${escaped(plan.id)}-s${line.index}`;
  const shapes = [
    path.flush() && `<path id="${id}" d="${path.text}"/><use href="#${id}"/>`,
    dots.text && `<path class="dots" d="${dots.text}"/>`,
    ...line.marks.map(mark => `<path class="mark" d="M${markPath(mark, area)}"><title>${escaped(markText(mark, plan.xLabel))}</title></path>`),
  ].join("");
  return shapes && `<g class="s ${line.emphasised ? "e " : ""}c${line.colour} d${line.dash}" fill="none" stroke="currentColor">`
    + `<title>${escaped(lineText(line))}</title>${shapes}</g>\n`;
}

function markPath({ value, x, y }, { top, bottom }) {
  if (isNaN(value)) return `${coordinate(x - 3)} ${coordinate(y - 3)}l6 6m0-6l-6 6`;
  return value > 0 ? `${coordinate(x)} ${coordinate(top)}l4 7h-8z` : `${coordinate(x)} ${coordinate(bottom)}l4-7h-8z`;
}

// The SVG of a chart as docs/charts.md writes it in JSON; what tests ask.
function drawVector(chart) {
  return lineChart({
    ...chart, series: chart.series.map(series => ({
      ...series,
      segments: series.segments.map(segment => segment.map(numbers => {
        const [x, low, high = low, mid = low, count = 1] = numbers.map(Number);
        return { x, low, high, mid, count };
      })),
      nonFinite: series.nonFinite.map(([x, value, level]) => ({ x: Number(x), value: Number(value), level })),
    })),
  });
}

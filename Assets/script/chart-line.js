// Charts of lines as SVG: classes and geometry only, as Swift draws them, byte by byte.

function drawLines(plan) {
  const { lines, right } = plan;
  // The first above the later ones, the emphasised above all.
  const order = [...lines].reverse().sort((a, b) => lines.length > 1 && !!a.emphasised - !!b.emphasised);
  const bands = order.map(line => bandMarkup(line, plan)).join("");
  const ends = plan.labels.map(({ text, colour, y }) => `<text class="c${colour}" x="${coordinate(right + 6)}" y="${coordinate(y + 4)}">${escaped(text)}</text>`);
  return chartMarkup(plan, describeLines(plan), plan.markup()
    + (plan.hasBands ? `<g class="bands" stroke="none" fill="none">\n${bands}</g>\n` : "")
    + order.map(line => lineMarkup(line, plan)).join("")
    + (ends.length ? `<g class="ends">${ends.join("")}</g>\n` : ""));
}

// The area between the least and the greatest value of each point.
function bandMarkup(line, { placeX, placeY }) {
  const path = pathWriter();
  for (const segment of line.segments.filter(segment => segment.some(point => point.low < point.high))) {
    const [first, last] = [segment[0], segment[segment.length - 1]];
    const [x, y] = [placeX(first.x), placeY(first.high)];
    // A band of no width would not be seen.
    const isNarrow = abs(x - placeX(last.x)) < 1;
    path.move(isNarrow ? x - .5 : x, y);
    if (isNarrow) path.line(x + .5, y);
    segment.slice(1).forEach(point => path.line(placeX(point.x), placeY(point.high)));
    [...segment].reverse().forEach(point => path.line(placeX(point.x), placeY(point.low)));
    path.close();
  }
  return path.flush() && `<path class="c${line.colour}" d="${path.flush()}"/>\n`;
}

// A line through the means, with dots where a line would hide how few points there are; then its marks.
function lineMarkup(line, plan) {
  const { top, bottom, placeX, placeY, isCurve } = plan;
  const showsAll = !isCurve && pointsOf(line).length <= 12;
  const path = pathWriter();
  const dots = pathWriter();
  for (const segment of line.segments) {
    segment.forEach((point, place) => {
      const [x, y] = [placeX(point.x), placeY(point.mid)];
      if (segment.length > 1) path[place ? "line" : "move"](x, y);
      if (showsAll || segment.length === 1) dots.dot(x, y);
    });
  }
  const id = `${escaped(plan.id)}-s${line.index}`;
  const shapes = (path.flush() && `<path id="${id}" d="${path.flush()}"/><use href="#${id}"/>`) + (dots.flush() && `<path class="dots" d="${dots.flush()}"/>`)
    + line.marks.map(mark => {
      const [x, y, shape] = isNaN(mark.value) ? [mark.x - 3, mark.y - 3, "l6 6m0-6l-6 6"] : mark.value > 0 ? [mark.x, top, "l4 7h-8z"] : [mark.x, bottom, "l4-7h-8z"];
      return `<path class="mark" d="M${coordinate(x)} ${coordinate(y)}${shape}"><title>${escaped(markText(mark, plan))}</title></path>`;
    }).join("");
  return shapes && `<g class="s ${line.emphasised ? "e " : ""}c${line.colour} d${line.dash}" fill="none" stroke="currentColor">`
    + `<title>${escaped(lineText(line))}</title>${shapes}</g>\n`;
}

// The SVG of a chart as docs/charts.md writes it in JSON; what tests ask.
function drawVector(chart) {
  return drawLines(planLines({
    ...chart, series: chart.series.map(series => ({
      ...series,
      segments: series.segments.map(segment => segment.map(numbers => {
        const [x, low, high = low, mid = low, count = 1] = numbers.map(Number);
        return { x, low, high, mid, count };
      })),
      nonFinite: series.nonFinite.map(([x, value, level]) => ({ x: Number(x), value: Number(value), level: level === null ? NaN : Number(level) })),
    })),
  }));
}

// What stands around the things that are drawn: the axes, and where they leave room.

// Where x and y of a chart are drawn; its area, its ticks, and its axes as markup.
function makeFrame({ width, height, xLabel, hasLabelRow, hasValues }, x, y, widestEnd, isWhole) {
  const labelWidth = textWidth(xLabel);
  hasLabelRow ||= labelWidth > 40;
  const [top, bottom] = [8, height - (hasLabelRow ? 34 : 21)];
  const widest = ticks => ticks.reduce((most, tick) => max(most, textWidth(tick.text)), 0);
  const yTicks = y.ticks(max(2, trunc((bottom - top) / 30)));
  const left = min(max(44, ceil(widest(yTicks) + 9)), width / 3);
  const right = width - min(max(60, ceil(max(widestEnd, hasLabelRow ? 0 : labelWidth + 4) + 9)), width / 4);
  const room = right - left;
  const placeX = value => left + x.at(value) * room;
  const placeY = value => bottom - y.at(value) * (bottom - top);

  // As many ticks as fit beside each other.
  let xTicks;
  for (let limit = min(7, max(2, trunc(room / 58))); limit; limit--) {
    xTicks = x.ticks(limit, isWhole);
    const gap = xTicks.length > 1 ? (xTicks[1].at - xTicks[0].at) * room : room;
    if (widest(xTicks) + 10 <= gap) break;
    if (limit === 1) xTicks.splice(1);
  }
  return { left, right, top, bottom, room, placeX, placeY, markup };

  function markup() {
    const text = (text, x, y, anchor) => `<text x="${coordinate(x)}" y="${coordinate(y)}${anchor ? `" text-anchor="${anchor}` : ""}">${escaped(text)}</text>`;
    const grid = pathWriter();
    const base = pathWriter();
    const heights = yTicks.map(tick => [tick.text, bottom - tick.at * (bottom - top)]);
    const places = xTicks.map(tick => [tick.text, left + tick.at * room]);
    for (const [, y] of heights) {
      // The base line stands there already.
      if (y >= bottom - .5) continue;
      grid.move(left, y);
      grid.line(right, y);
    }
    base.move(left, bottom);
    base.line(right, bottom);
    for (const [, x] of places) {
      base.move(x, bottom);
      base.line(x, bottom + 4);
    }
    const numbers = hasValues ? heights.map(([number, y]) => text(number, left - 7, y + 4)).join("")
      : text("no finite values", (left + right) / 2, bottom - .5 * (bottom - top) + 4, "middle");
    const labelEnd = hasLabelRow ? right : width - 2;
    const free = hasLabelRow ? width : labelEnd - labelWidth - 6;
    const row = bottom + 16;
    return `<g class="axis" fill="none" stroke="currentColor">${grid.flush() && `<path class="grid" d="${grid.flush()}"/>`}<path d="${base.flush()}"/></g>\n`
      + `<g class="ticks" text-anchor="end">${numbers}</g>\n<g class="ticks" text-anchor="middle">`
      + places.filter(([number, x]) => x + textWidth(number) / 2 <= free).map(([number, x]) => text(number, x, row)).join("")
      + (xLabel && text(xLabel, labelEnd, hasLabelRow ? row + 14 : row, "end")) + "</g>\n";
  }
}

// The frame of every drawing.
function chartMarkup({ id, title, width, height }, description, content) {
  id = escaped(id);
  return `<svg class="chart" viewBox="0 0 ${coordinate(width)} ${coordinate(height)}" role="img" aria-labelledby="${id}-t ${id}-d">\n`
    + `<title id="${id}-t">${escaped(cutLabel(title))}</title>\n<desc id="${id}-d">${escaped(description)}</desc>\n${content}</svg>\n`;
}

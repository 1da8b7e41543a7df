// What stands around the things that are drawn: the axes, and where they leave room.

const inColour = 'fill="none" stroke="currentColor"';

// Where x and y of a chart are drawn; its area, its ticks, and its axes as markup. An x axis with `texts` has those.
function makeFrame({ width, height, xLabel, yLabel, texts = [], hasValues }, x, y, widestEnd, isWhole) {
  const labelWidth = textWidth(xLabel);
  const hasLabelRow = x.isWall || labelWidth > 40;
  const [top, bottom] = [yLabel === undefined ? 8 : 24, height - (hasLabelRow ? 34 : 21)];
  const yTicks = y.ticks(max(2, trunc((bottom - top) / 30)));
  const left = min(max(44, ceil(widestText(yTicks.map(textOf)) + 9)), width / 3);
  const right = width - min(max(60, ceil(max(widestEnd, hasLabelRow ? 0 : labelWidth + 4) + 9)), width / 4);
  const room = right - left;
  const placeX = value => left + x.at(value) * room;
  const placeY = value => bottom - y.at(value) * (bottom - top);

  // As many ticks as fit beside each other.
  let xTicks = textTicks(texts, room, 42);
  for (let limit = texts.length ? 0 : min(7, max(2, trunc(room / 58))); limit; limit--) {
    xTicks = x.ticks(limit, isWhole);
    const gaps = xTicks.slice(1).map((tick, place) => tick.at - xTicks[place].at);
    const gap = !gaps.length ? 1 : x.isLog || x.isWall ? min(1, ...gaps) : gaps[0];
    if (limit > 1 && widestText(xTicks.map(textOf)) + 10 <= gap * room) break;
    if (limit === 1) xTicks.splice(1);
  }
  // What the ticks leave out: the day of times, the year of days.
  const label = xTicks.rest ? xLabel + (xLabel && ", ") + xTicks.rest : xLabel;
  return { left, right, top, bottom, room, placeX, placeY, markup };

  function markup() {
    const heights = yTicks.map(tick => [tick.text, bottom - tick.at * (bottom - top)]);
    const places = xTicks.map(tick => [tick.text, left + tick.at * room]);
    const across = y => [[left, y], [right, y]];
    // The base line stands there already.
    const grid = heights.filter(([, y]) => y < bottom - .5).map(([, y]) => across(y));
    const numbers = hasValues ? heights.map(([number, y]) => textMark(number, left - 7, y + 4)).join("")
      : textMark("no finite values", (left + right) / 2, bottom - .5 * (bottom - top) + 4, "middle");
    const labelEnd = hasLabelRow ? right : width - 2;
    const free = hasLabelRow ? width : labelEnd - labelWidth - 6;
    const row = bottom + 16;
    return `<g class="axis" ${inColour}>${pathMarkup("grid", grid)}${pathMarkup("", [across(bottom), ...places.map(([, x]) => [[x, bottom], [x, bottom + 4]])])}</g>\n`
      + `<g class="ticks" text-anchor="end">${top > 8 ? textMark(fitText(yLabel, width), 0, 12, "start") : ""}${numbers}</g>\n<g class="ticks" text-anchor="middle">`
      + places.filter(([number, x]) => x + textWidth(number) / 2 <= free).map(([number, x]) => textMark(number, x, row)).join("")
      + (label && textMark(label, labelEnd, hasLabelRow ? row + 14 : row, "end")) + "</g>\n";
  }
}

// Ticks of an axis of texts, in the middle of equal shares of it: every so many, `least` apart; `room` is a text's.
function textTicks(texts, length, least, room) {
  const share = length / texts.length;
  const stride = max(1, ceil(least / share));
  return texts.flatMap((text, place) => place % stride ? [] : { text: fitText(text, room ?? share * stride - 6),
    at: (place + .5) / texts.length });
}

// A text at a place; the pointer shows `title` where that is more.
function textMark(text, x, y, anchor, className, title = text) {
  return `<text${className ? ` class="${className}"` : ""} x="${coordinate(x)}" y="${coordinate(y)}"${anchor ? ` text-anchor="${anchor}"` : ""}>`
    + `${title === text ? "" : `<title>${escaped(title)}</title>`}${escaped(text)}</text>`;
}

// The frame of every drawing.
function chartMarkup({ id, title, width, height }, description, content) {
  id = escaped(id);
  return `<svg class="chart" viewBox="0 0 ${coordinate(width)} ${coordinate(height)}" role="img" aria-labelledby="${id}-t ${id}-d">\n`
    + `<title id="${id}-t">${escaped(cutLabel(title))}</title>\n<desc id="${id}-d">${escaped(description)}</desc>\n${content}</svg>\n`;
}

// What belongs to one run; the pointer shows its name and a text.
const runMarkup = ({ label, emphasised, colour, dash }, text, content, kind = "s") =>
  `<g class="${kind} ${emphasised ? "e " : ""}c${colour} d${dash}" ${inColour}><title>${escaped(cutLabel(label) + (text && ": ") + text)}</title>${content}</g>\n`;

// Runs as they are drawn: the first above the later ones, the emphasised above all.
const drawingOrder = runs => [...runs].reverse().sort((a, b) => !!a.emphasised - !!b.emphasised);

// A mark beyond an edge, for what lies outside.
function edgeMarkup(edge, x, y, title) {
  const [dx, dy, shape] = { up: [-3, -2, "l3-4 3 4"], down: [-3, 2, "l3 4 3-4"], left: [-2, -3, "l-4 3 4 3"],
    right: [2, -3, "l4 3-4 3"] }[edge];
  return `<path class="out" d="M${coordinate(x + dx)} ${coordinate(y + dy)}${shape}"${title === undefined ? "/>" : `><title>${escaped(title)}</title></path>`}`;
}

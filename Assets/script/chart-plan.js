// A chart of lines with everything decided and nothing drawn: scales, ticks, margins, points, labels.

// `spec`: id, title, xLabel, width, height, yScale (automatic, linear or logarithmic), ratio, isCurve, and series, the
// first above the later ones, each with label, colour, dash, emphasised, segments of points, nonFinite marks and last.
function planLines(spec) {
  const lines = spec.series.map(prepareLine);
  const plan = { ...spec, lines, xLabel: cutLabel(spec.xLabel), range: unionOf(lines.map(line => line.range)) };
  plan.y = heightScale(plan);
  plan.x = spanningScale(...spec.zoom || unionOf(lines.map(placesOf)) || [0, 1]);

  const labelWidth = textWidth(plan.xLabel);
  plan.hasLabelRow = labelWidth > 40;
  const area = plan.area = { top: 8, bottom: spec.height - (plan.hasLabelRow ? 34 : 21) };
  area.height = area.bottom - area.top;
  plan.yTicks = plan.y.ticks(Math.max(2, Math.trunc(area.height / 30)));
  const widest = texts => texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  area.left = Math.min(Math.max(44, Math.ceil(widest(plan.yTicks.map(tick => tick.text)) + 9)), spec.width / 3);
  const end = Math.max(widest(lines.map(line => line.lastText)), plan.hasLabelRow ? 0 : labelWidth + 4) + 9;
  area.right = spec.width - Math.min(Math.max(60, Math.ceil(end)), spec.width / 4);
  area.width = area.right - area.left;
  plan.placeX = x => area.left + plan.x.fraction(x) * area.width;
  plan.xAt = place => plan.x.low + Math.min(Math.max((place - area.left) / area.width, 0), 1) * (plan.x.high - plan.x.low);
  plan.placeY = y => area.bottom - plan.y.fraction(y) * area.height;

  const isWhole = lines.every(line => line.segments.every(segment => segment.every(point => Number.isInteger(point.x))));
  plan.xTicks = placeTicks(plan.x, area.width, isWhole);
  if (!spec.isCurve) {
    for (const line of lines) line.segments = line.segments.map(segment => mergeColumns(segment, plan, lines.length > 3 ? 2 : 1));
  }
  plan.labels = endLabels(plan);
  for (const line of lines) line.marks = placeMarks(line, plan);
  plan.facts = lineFacts(plan);
  return plan;
}

// A line with nothing in it that cannot be drawn.
function prepareLine(series, index) {
  const isDrawable = point => isFinite(point.x) && isFinite(point.low) && isFinite(point.high) && isFinite(point.mid) && point.low <= point.high;
  const segments = [];
  for (const segment of series.segments) {
    let piece;
    for (const point of segment) {
      if (!isDrawable(point)) piece = undefined;
      else if (piece) piece.push(ordered(point));
      else segments.push(piece = [ordered(point)]);
    }
  }
  const isKnown = Number.isFinite(series.last);
  let [least, greatest] = [Infinity, -Infinity];
  for (const point of segments.flat()) {
    least = Math.min(least, point.low);
    greatest = Math.max(greatest, point.high);
  }
  return {
    ...series, index, segments, nonFinite: series.nonFinite.filter(mark => isFinite(mark.x)),
    last: isKnown ? series.last : undefined, lastText: isKnown ? valueText(series.last) : "",
    range: least <= greatest ? [least, greatest] : undefined,
  };
}

// A point whose mean lies between its extremes, which rounding may have moved it out of.
function ordered(point) {
  const { low, mid, high } = point;
  return low <= mid && mid <= high ? point : { ...point, mid: Math.min(Math.max(mid, low), high) };
}

function placesOf(line) {
  let [least, greatest] = [Infinity, -Infinity];
  for (const { x } of [...line.segments, line.nonFinite].flat()) {
    least = Math.min(least, x);
    greatest = Math.max(greatest, x);
  }
  return least <= greatest ? [least, greatest] : undefined;
}

function unionOf(ranges) {
  return ranges.reduce((sum, range) => sum && range ? [Math.min(sum[0], range[0]), Math.max(sum[1], range[1])] : sum || range, undefined);
}

function heightScale({ lines, range, yScale }) {
  if (!range) return fittingScale(0, 1);
  const [least, greatest] = range;
  const points = () => lines.flatMap(line => line.segments.flat());
  if (yScale > 0 && least > 0 && greatest / least >= yScale) {
    if (isAptForLog([...points().map(point => point.low), greatest], yScale)) return logScale(least, greatest);
  } else if (yScale === "log") {
    const positive = points().flatMap(({ low, mid, high }) => [low, mid, high]).filter(value => value > 0);
    if (positive.length) return logScale(positive.reduce((least, value) => Math.min(least, value)), greatest);
  }
  return fittingScale(least, greatest);
}

// As many ticks as fit beside each other.
function placeTicks(scale, width, isWhole) {
  for (let limit = Math.min(7, Math.max(2, Math.trunc(width / 58))); limit > 1; limit--) {
    const ticks = scale.ticks(limit, isWhole);
    const widest = ticks.reduce((most, tick) => Math.max(most, textWidth(tick.text)), 0);
    const gap = ticks.length > 1 ? (ticks[1].fraction - ticks[0].fraction) * width : width;
    if (widest + 10 <= gap) return ticks;
  }
  return scale.ticks(1, isWhole).slice(0, 1);
}

// Merges points that are too close to be told apart, keeping the least and greatest of them.
function mergeColumns(segment, { x, area }, columnWidth) {
  const last = segment[segment.length - 1];
  const span = Math.abs(x.fraction(last.x) - x.fraction(segment[0].x)) * area.width;
  if (segment.length <= Math.max(2, span) * 1.25) return segment;
  const merged = [];
  let column = -1;
  for (const point of segment) {
    const place = Math.floor(x.fraction(point.x) * area.width / columnWidth);
    if (place === column) mergePoint(merged[merged.length - 1], point);
    else merged.push({ ...point });
    column = place;
  }
  // The line ends where the values end.
  if (merged.length > 1) merged[merged.length - 1].x = last.x;
  return merged;
}

// Takes another point's values in; the x stays.
function mergePoint(point, other) {
  const [mine, others] = [Math.max(1, point.count), Math.max(1, other.count)];
  point.low = Math.min(point.low, other.low);
  point.high = Math.max(point.high, other.high);
  // Weighted, not summed, since sums near 1e308 overflow; clamped, since rounding may leave the range.
  const mean = point.mid * (mine / (mine + others)) + other.mid * (others / (mine + others));
  point.mid = Math.min(Math.max(mean, point.low), point.high);
  point.count = mine + others;
}

// The last values at the ends of lines, where they fit: the emphasised and then the first lines first.
function endLabels({ lines, area, placeX, placeY }) {
  const labels = [];
  for (const line of [...lines.filter(line => line.emphasised), ...lines.filter(line => !line.emphasised)]) {
    const end = (line.segments[line.segments.length - 1] || []).slice(-1)[0];
    if (!line.lastText || !end || placeX(end.x) < area.right - 8) continue;
    for (const shift of [0, -3, 3, -6, 6]) {
      const middle = Math.min(Math.max(placeY(line.last) + shift, area.top), area.bottom - 4);
      if (!labels.every(label => Math.abs(label.y - middle) >= 11)) continue;
      labels.push({ text: line.lastText, colour: line.colour, y: middle });
      break;
    }
  }
  return labels;
}

// Marks for NaN and infinities, one for several of a kind that are too close to be told apart.
function placeMarks(line, { area, placeX, placeY }) {
  const marks = [];
  for (const { x: place, value, level } of line.nonFinite) {
    const x = placeX(place);
    const end = marks[marks.length - 1];
    if (end && Object.is(end.value, value) && Math.abs(end.x - x) < 7) {
      end.count++;
      end.last = place;
    } else if (marks.length < 20) {
      const y = placeY(Number.isFinite(level) ? level : -Number.MAX_VALUE);
      marks.push({ value, x, y: Math.min(Math.max(y, area.top + 4), area.bottom - 4), count: 1, first: place, last: place });
    }
  }
  return marks;
}

// What a reader must be told that the lines do not show.
function lineFacts({ lines, y }) {
  const points = lines.flatMap(line => line.segments.flat());
  return {
    usesLog: Boolean(y.isLog), hasBands: points.some(point => point.count > 1), pointsShown: points.length,
    pointsTotal: points.reduce((sum, point) => sum + Math.max(1, point.count), 0),
    clipped: y.isLog ? points.filter(point => point.low <= 0).length : 0,
  };
}

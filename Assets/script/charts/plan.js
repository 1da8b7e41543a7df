// A chart of lines with everything decided and nothing drawn: scales, points, labels, marks.

// `spec`: what docs/charts.md calls the input, with points as objects, and `zoom`, a range of x.
function planLines(spec) {
  const { zoom, smoothing = 0, clip, isCurve, xScale } = spec;
  let lines = spec.series.map(prepareLine);
  const count = () => lines.reduce((sum, line) => sum + pointsOf(line).length, 0);
  const all = count();
  if (xScale === "log" && lines.some(line => placesOf(line)?.[1] > 0)) lines = lines.map(keepPositivePlaces);
  const leftOut = all - count();
  const full = extentOf(lines.map(placesOf)) || [0, 1];
  const whole = lines.map(line => line.segments);
  if (zoom) lines = lines.map(line => cutLine(line, zoom));
  const range = extentOf(lines.map(line => line.range));
  let y = heightScale(lines, range, spec.yScale);
  const fence = clip && range && outlierFence(lines.flatMap(pointsOf).flatMap(({ low, high }) => [low, high]), y.isLog);
  if (fence) y = fittedScale(fence, y.isLog);
  const x = placeScale(xScale, ...zoom || full);
  const xLabel = cutLabel(spec.xLabel);
  const isWhole = lines.every(line => pointsOf(line).every(point => isInteger(point.x)));
  const widestEnd = widestText(lines.map(line => line.lastText));
  const plan = { ...spec, ...makeFrame({ ...spec, xLabel, hasValues: range }, x, y, widestEnd, isWhole), xLabel, lines, range, full,
    x, y, smoothing, leftOut };
  plan.outside = clip ? lines.flatMap(pointsOf).filter(({ low, high }) => y.side(high) > 0 || y.side(low) < 0).length : 0;
  const merge = segments => isCurve ? segments : segments.map(segment => mergeColumns(segment, plan, lines.length > 3 ? 2 : 1));
  lines.forEach((line, place) => {
    if (smoothing) {
      const smoothed = smoothSegments(whole[place], smoothing, fence);
      line.smoothed = merge(zoom ? cutSegments(smoothed, zoom) : smoothed);
    }
    // Each with its own time, which a merged one has not.
    line.points = pointsOf(line);
    line.segments = merge(line.segments);
    line.marks = placeMarks(line, plan);
    line.outside = clip ? placeOutside(line, plan) : [];
  });
  const points = lines.flatMap(pointsOf);
  return Object.assign(plan, {
    labels: endLabels(plan), hasBands: points.some(point => point.count > 1),
    shown: points.length, total: points.reduce((sum, point) => sum + max(1, point.count), 0),
  });
}

// Leaves out what a logarithmic x axis has no place for.
function keepPositivePlaces(line) {
  const isOut = ({ x }) => x <= 0;
  return ranged({ ...line, segments: line.segments.flatMap(segment => splitAt(segment, isOut)),
    nonFinite: line.nonFinite.filter(mark => !isOut(mark)) });
}

const pointsOf = line => line.segments.flat();

// The range of ranges, some of which may be undefined.
const extentOf = ranges => extent(ranges.filter(range => range), range => range[0], range => range[1]);

const placesOf = line => extent([...pointsOf(line), ...line.nonFinite], point => point.x);

// A line with nothing in it that cannot be drawn.
function prepareLine(series, index) {
  const segments = series.segments.flatMap(segment =>
    splitAt(segment, ({ x, low, high, mid }) => !([x, low, high, mid].every(isFinite) && low <= high)))
    .map(segment => segment.map(ordered));
  const lastText = isFinite(series.last) ? valueText(series.last) : "";
  return ranged({ ...series, index, segments, lastText, nonFinite: series.nonFinite.filter(mark => isFinite(mark.x)) });
}

// A line with the range of its values.
const ranged = line => ({ ...line, range: extent(pointsOf(line), point => point.low, point => point.high) });

// What of a line lies within a range of x.
function cutLine(line, [low, high]) {
  return ranged({
    ...line, segments: cutSegments(line.segments, [low, high]),
    nonFinite: line.nonFinite.filter(mark => mark.x >= low && mark.x <= high),
  });
}

const cutSegments = (segments, [low, high]) =>
  segments.map(segment => cutSegment(segment, low, high)).filter(segment => segment.length);

// A segment with ends on the borders of the range; they stand for no value.
function cutSegment(segment, low, high) {
  return segment.flatMap((point, place) => {
    const before = segment[place - 1] || point;
    const borders = [low, high].filter(border => (before.x - border) * (point.x - border) < 0).map(x => {
      const mid = before.mid + (point.mid - before.mid) * (x - before.x) / (point.x - before.x);
      return { ...point, x, mid, low: mid, high: mid, count: 0 };
    });
    if (point.x < before.x) borders.reverse();
    return point.x >= low && point.x <= high ? [...borders, point] : borders;
  });
}

// The pieces of a segment between points that do not belong to it.
function splitAt(segment, isGap) {
  const pieces = [[]];
  for (const point of segment) {
    if (isGap(point)) pieces.push([]);
    else pieces.at(-1).push(point);
  }
  return pieces.filter(piece => piece.length);
}

// A point whose mean lies between its extremes, which rounding may have moved it out of.
function ordered(point) {
  const { low, mid, high } = point;
  return low <= mid && mid <= high ? point : { ...point, mid: clamp(mid, low, high) };
}

function heightScale(lines, range, wanted) {
  if (!range) return fittingScale(0, 1);
  const [least, greatest] = range;
  const points = lines.flatMap(pointsOf);
  if (wanted === "log") {
    const positive = extent(points.flatMap(({ low, mid, high }) => [low, mid, high]).filter(value => value > 0), value => value);
    return fittedScale(positive ? [positive[0], greatest] : range, positive);
  }
  return fittedScale(range, wanted > 0 && least > 0 && greatest / least >= wanted
    && isAptForLog([...points.map(point => point.low), greatest], wanted));
}

// Merges points that are too close to be told apart, keeping the least and greatest of them.
function mergeColumns(segment, { x, room }, columnWidth) {
  const last = segment.at(-1);
  const span = abs(x.at(last.x) - x.at(segment[0].x)) * room;
  if (segment.length <= max(2, span) * 1.25) return segment;
  const merged = [];
  let column = -1;
  for (const point of segment) {
    const place = floor(x.at(point.x) * room / columnWidth);
    if (place === column) merged.push(mergedPoint(merged.pop(), point));
    else merged.push(point);
    column = place;
  }
  // The line ends where the values end.
  if (merged.length > 1) merged.push({ ...merged.pop(), x: last.x });
  return merged;
}

// A point with another's values taken in; its x stays.
function mergedPoint(point, other) {
  const [mine, others] = [max(1, point.count), max(1, other.count)];
  const [low, high] = [min(point.low, other.low), max(point.high, other.high)];
  // Weighted, not summed, since sums near 1e308 overflow; clamped, since rounding may leave the range.
  const mid = point.mid * (mine / (mine + others)) + other.mid * (others / (mine + others));
  return { ...point, low, high, mid: clamp(mid, low, high), count: mine + others };
}

// The last values at the ends of lines, where they fit: the emphasised and then the first lines first.
function endLabels({ lines, top, bottom, right, placeX, placeY }) {
  const labels = [];
  for (const { segments, last, lastText, colour } of drawingOrder(lines).reverse()) {
    const end = segments.at(-1)?.at(-1);
    if (!lastText || !end || placeX(end.x) < right - 8) continue;
    const middle = [0, -3, 3, -6, 6].map(shift => clamp(placeY(last) + shift, top, bottom - 4))
      .find(middle => labels.every(label => abs(label.y - middle) >= 11));
    if (middle !== undefined) labels.push({ text: lastText, colour, y: middle });
  }
  return labels;
}

// Marks for NaN and infinities, one for several of a kind that are too close to be told apart.
function placeMarks(line, { top, bottom, placeX, placeY }) {
  const marks = [];
  for (const { x: place, value, level } of line.nonFinite) {
    const x = placeX(place);
    const end = marks.at(-1);
    if (end && Object.is(end.value, value) && abs(end.x - x) < 7) {
      end.count++;
      end.last = place;
    } else if (marks.length < 20) {
      const y = placeY(isFinite(level) ? level : -Number.MAX_VALUE);
      marks.push({ value, x, y: clamp(y, top + 4, bottom - 4), count: 1, first: place, last: place });
    }
  }
  return marks;
}

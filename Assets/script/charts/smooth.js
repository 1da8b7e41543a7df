// Smoothing and outliers (docs/charts.md, "Options of line charts").

// An exponential moving average that knows how far apart points are, in units of the median step.
function smoothSegments(segments, weight, fence) {
  const distance = (a, b) => abs(a / 2 - b / 2);
  const steps = sortedNumbers(segments.flatMap(segment =>
    segment.slice(1).map((point, place) => distance(point.x, segment[place].x))).filter(step => step > 0));
  const unit = steps.length ? steps[floor(steps.length / 2)] : 1;
  let mean, weights, before;
  return segments.map(segment => {
    // A restart knows nothing of what came before.
    if (!(segment[0].x >= before)) [mean, weights, before] = [0, 0, segment[0].x];
    return segment.map(point => {
      const kept = weights * weight ** (distance(point.x, before) / unit);
      const count = max(1, point.count);
      before = point.x;
      weights = kept + count;
      mean = mean * (kept / weights) + (fence ? clamp(point.mid, ...fence) : point.mid) * (count / weights);
      return { ...point, low: mean, high: mean, mid: mean };
    });
  });
}

// Which values an axis shows without outliers: nine tenths of them, and to either side half as much room as those take.
function outlierFence(values, isLog) {
  const sorted = sortedNumbers(values.filter(value => !isLog || value > 0));
  const height = isLog ? log10 : value => value;
  const [low, high] = [.05, 1 - .05].map(share => height(sorted[floor((sorted.length - 1) * share)]));
  const room = high / 2 - low / 2;
  const inside = sorted.filter(value => height(value) >= low - room && height(value) <= high + room);
  return inside.length ? [inside[0], inside.at(-1)] : undefined;
}

// Marks where a line leaves the axis, one for all points near one another that do.
function placeOutside(line, { placeX, y }) {
  const marks = [];
  const add = ({ x: place }, value, above) => {
    const x = placeX(place);
    const near = marks.filter(mark => mark.above === above).pop();
    if (near && abs(near.x - x) < 7) Object.assign(near,
      { count: near.count + 1, last: place, value: above ? max(near.value, value) : min(near.value, value) });
    else if (marks.length < 20) marks.push({ above, x, value, count: 1, first: place, last: place });
  };
  for (const point of pointsOf(line)) {
    if (y.side(point.high) > 0) add(point, point.high, true);
    if (y.side(point.low) < 0) add(point, point.low, false);
  }
  return marks;
}

// Series over other axes, and several of them as one line (docs/charts.md, "Several runs as one line").

// What a series is between its points: straight lines within each piece, nothing between pieces. A segment that begins
// where earlier ones have been takes their place from there on.
function courseOf(segments) {
  let pieces = [];
  for (const segment of segments) {
    const piece = [];
    for (const point of [...segment].sort((a, b) => a.x - b.x)) {
      if (piece.length && piece.at(-1).x === point.x) piece.push(mergedPoint(piece.pop(), point));
      else piece.push(point);
    }
    if (piece.length) pieces = [...pieces.map(earlier => earlier.filter(point => point.x < piece[0].x))
      .filter(earlier => earlier.length), piece];
  }
  return pieces;
}

// The point of a course at a place, or between the two around it; undefined where the series is not.
function courseAt(course, x) {
  const piece = course.find(piece => piece.at(-1).x >= x);
  if (!piece) return undefined;
  let [low, high] = [0, piece.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (piece[middle].x >= x) high = middle;
    else low = middle + 1;
  }
  const [left, right] = [piece[low - 1], piece[low]];
  if (right.x === x || !left) return right.x === x ? right : undefined;
  // Halved, since the distance of two numbers may be infinite.
  const share = (x / 2 - left.x / 2) / (right.x / 2 - left.x / 2);
  const between = name => left[name] * (1 - share) + right[name] * share;
  return { x, step: x, time: NaN, low: between("low"), high: between("high"), mid: between("mid"), count: 1 };
}

// Several runs as one line: their mean, and the least and greatest of them, at each place where one has a point.
function joinRuns(runs) {
  const courses = runs.map(courseOf);
  const joined = [];
  let end;
  for (const x of sortedNumbers(new Set(courses.flat(2).map(point => point.x)))) {
    const values = courses.map(course => courseAt(course, x)).filter(value => value);
    if (!values.length) continue;
    const mid = values.reduce((sum, value) => sum + value.mid / values.length, 0);
    const [low, high] = extent(values, value => value.low, value => value.high);
    if (!courses.flat().some(piece => piece[0].x <= end && piece.at(-1).x >= x)) joined.push([]);
    joined.at(-1).push({ x, step: x, time: NaN, low, high, mid, count: values.reduce((sum, value) => sum + value.count, 0) });
    end = x;
  }
  return joined;
}

// Segments with their points over another series, split where that has no place for them.
function placeOver(segments, course) {
  return segments.flatMap(segment => splitAt(segment.map(point => ({ ...point, x: courseAt(course, point.x)?.mid })), isLost));
}

const isLost = ({ x }) => !isFinite(x);

// A series with its points where the x axis has them; `other` is the series on it.
function placeSeries(series, run, x, other) {
  if (!x) return series;
  let course = courseOf(other ? other.segments : []);
  let segments;
  // Marks stand between pieces, the first and last ones at their ends.
  let [first, last] = [-Infinity, Infinity];
  if (/^(time|wall)$/.test(x)) {
    const seconds = point => (point.time - (x === "time" ? run.start : 0)) / 1000;
    course = courseOf([series.points.map(point => ({ ...point, mid: seconds(point) })).filter(point => isFinite(point.mid))]);
    if (course.length) [first, last] = [course[0][0].x, course[0].at(-1).x];
    // A point without a time splits nothing.
    segments = series.segments.map(segment => segment.map(point => ({ ...point, x: seconds(point) })).filter(point =>
      !isLost(point))).filter(segment => segment.length);
  }
  return {
    ...series, segments: segments || placeOver(series.segments, course),
    nonFinite: series.nonFinite.map(mark => ({ ...mark, x: courseAt(course, clamp(mark.x, first, last))?.mid }))
      .filter(mark => !isLost(mark)),
  };
}

// The series of runs (docs/comparison.md, "Data files") as lines of a chart.

const loadedRuns = new Map();

// Gives each run its series by metric, loaded once; says how far that is, and what fails.
function loadRuns(runs) {
  let done = 0;
  const total = runs.filter(run => !run.isEmpty).length;
  return Promise.all(runs.map(async run => {
    const { folder, isEmpty } = run;
    // Has no line to draw, and no file.
    if (isEmpty) return;
    try {
      if (!loadedRuns.has(folder)) loadedRuns.set(folder, loadSeries(folder).then(decodeSeries));
      run.series = await loadedRuns.get(folder);
      run.start ??= min(...[...run.series.values()].map(({ points }) => points[0]?.time));
    } catch (error) {
      loadedRuns.delete(folder);
      tellProblem(error);
    }
    tellLoading(++done, total);
  }));
}

function decodeSeries(raw) {
  let x, t, t0;
  return new Map([...raw].map(([name, one]) => {
    // Left out where they are those of the metric before.
    x = one.x || x;
    if ("t0" in one) ({ t, t0 } = one);
    const { y, low = y, high = y, c, b = [], nf = [] } = one;
    const points = y.map((mid, place) => ({
      x: x[place], step: x[place], time: t ? t0 + t[place] * 1000 : NaN, mid, low: low[place], high: high[place], count: c ? c[place] : 1,
    }));
    const ends = [...b, points.length];
    const { count, step, mid } = points[points.length - 1] || {};
    // Of several values the last is not known, and one that is not finite may come after.
    const last = one.last ?? (count === 1 && !nf.some(mark => mark[0] > step) ? mid : undefined);
    return [name, {
      points, last, isIndex: one.index, segments: ends.map((end, place) => points.slice(ends[place - 1] || 0, end)),
      nonFinite: nf.map(([x, value, level]) => ({ x, value: Number(value), level })),
    }];
  }));
}

// What a series is between its points: straight lines within each piece, nothing between pieces. A segment that begins
// where earlier ones have been takes their place from there on.
function courseOf(segments) {
  let pieces = [];
  for (const segment of segments) {
    const piece = [];
    for (const point of [...segment].sort((a, b) => a.x - b.x)) {
      if (piece.length && piece[piece.length - 1].x === point.x) piece.push(mergedPoint(piece.pop(), point));
      else piece.push(point);
    }
    if (piece.length) pieces = [...pieces.map(earlier => earlier.filter(point => point.x < piece[0].x)).filter(earlier => earlier.length), piece];
  }
  return pieces;
}

// The point of a course at a place, or between the two around it; undefined where the series is not.
function courseAt(course, x) {
  const piece = course.find(piece => piece[piece.length - 1].x >= x);
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
    if (!courses.flat().some(piece => piece[0].x <= end && piece[piece.length - 1].x >= x)) joined.push([]);
    joined[joined.length - 1].push({ x, step: x, time: NaN, low, high, mid, count: values.reduce((sum, value) => sum + value.count, 0) });
    end = x;
  }
  return joined;
}

// A series with its points where the chosen x axis has them; those that have no place there are left out.
function placeSeries(series, run, other) {
  const { x } = state;
  if (!x) return series;
  const isTime = /^(time|wall)$/.test(x);
  const seconds = point => (point.time - (x === "time" ? run.start : 0)) / 1000;
  const clock = isTime && courseOf([series.points.map(point => ({ ...point, mid: seconds(point) })).filter(point => isFinite(point.mid))]);
  const course = isTime ? clock : courseOf(other ? other.segments : []);
  const placed = point => ({ ...point, x: isTime ? seconds(point) : courseAt(course, point.x)?.mid });
  const isLost = point => !Number.isFinite(point.x);
  const segments = series.segments.map(segment => segment.map(placed));
  // Marks stand between pieces, the first and last ones at their ends.
  const [first, last] = isTime && clock.length ? [clock[0][0].x, clock[0][clock[0].length - 1].x] : [-Infinity, Infinity];
  return {
    ...series, segments: isTime ? segments.map(segment => segment.filter(point => !isLost(point))).filter(segment => segment.length) : segments.flatMap(segment => splitAt(segment, isLost)),
    nonFinite: series.nonFinite.map(mark => ({ ...mark, x: courseAt(course, clamp(mark.x, first, last))?.mid })).filter(mark => !isLost(mark)),
  };
}

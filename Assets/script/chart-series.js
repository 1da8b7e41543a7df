// The series of runs (docs/comparison.md, "Data files") as lines of a chart.

const loadedRuns = new Map();

// The series of a run by metric; loaded once.
function loadRun(folder) {
  if (!loadedRuns.has(folder)) {
    loadedRuns.set(folder, loadSeries(folder).then(decodeSeries));
    loadedRuns.get(folder).catch(() => loadedRuns.delete(folder));
  }
  return loadedRuns.get(folder);
}

function decodeSeries(raw) {
  let [x, t, t0] = [];
  return new Map([...raw].map(([name, one]) => {
    // Left out where they are those of the metric before.
    x = one.x || x;
    if ("t" in one) ({ t, t0 } = one);
    const { y, low = y, high = y, c, b = [], nf = [] } = one;
    const points = y.map((mid, place) => ({
      x: x[place], step: x[place], low: low[place], high: high[place], mid, count: c ? c[place] : 1, time: t ? t0 + t[place] * 1000 : NaN,
    }));
    const ends = [...b, points.length];
    return [name, {
      isIndex: one.index, last: one.last, points, segments: ends.map((end, place) => points.slice(ends[place - 1] || 0, end)),
      nonFinite: nf.map(([x, value, level]) => ({ x, step: x, value: Number(value), level, time: (pointAt(points, x) || {}).time })),
    }];
  }));
}

// The last point up to a step.
function pointAt(points, step) {
  return points.findLast(point => point.step <= step);
}

// A series with its points where the chosen x axis has them; those that have no place there are left out.
function placeSeries(series, run, other) {
  const { x } = state;
  if (!x) return series;
  const place = x === "time" ? point => (point.time - run.start) / 1000 : x === "wall" ? point => point.time
    : point => (other && pointAt(other.points, point.step) || {}).mid;
  const placed = points => points.map(point => ({ ...point, x: place(point) })).filter(point => Number.isFinite(point.x));
  return { ...series, segments: series.segments.map(placed).filter(segment => segment.length), nonFinite: placed(series.nonFinite) };
}

function cutLine(line, [low, high]) {
  return {
    ...line, segments: line.segments.map(segment => cutSegment(segment, [low, high])).filter(segment => segment.length),
    nonFinite: line.nonFinite.filter(mark => mark.x >= low && mark.x <= high),
  };
}

// What of a segment lies within a range of x, with ends on its borders.
function cutSegment(segment, [low, high]) {
  const cut = [];
  segment.forEach((point, place) => {
    const before = segment[place - 1];
    for (const border of before && point.x < before.x ? [high, low] : [low, high]) {
      if (before && (before.x - border) * (point.x - border) < 0) {
        const share = (border - before.x) / (point.x - before.x);
        const mid = before.mid + (point.mid - before.mid) * share;
        cut.push({ ...point, x: border, low: mid, high: mid, mid, count: 0 });
      }
    }
    if (point.x >= low && point.x <= high) cut.push(point);
  });
  return cut;
}

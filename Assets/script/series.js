// The series of runs (docs/comparison.md, "Data files").

const loadedRuns = new Map();

// Gives each run its series by metric, loaded once; tells how far that is, and what fails.
function loadRuns(runs, tellLoading, tellProblem) {
  let done = 0;
  const total = runs.filter(run => !run.isEmpty).length;
  return Promise.all(runs.map(async run => {
    const { folder, isEmpty } = run;
    // Has no line to draw, and no file.
    if (isEmpty) return;
    try {
      if (!loadedRuns.has(folder)) loadedRuns.set(folder,
        loadScript(folder + "/series.js").then(async () => {
          // From points to lines of the log; without it there are no such links.
          if (received.logs.has(folder)) await loadScript("assets/log-links.js").catch(() => {});
          return decodeSeries(received.series.get(folder));
        }));
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
  return new Map((raw || []).map(([name, one]) => {
    // Left out where they are those of the metric before.
    x = one.x || x;
    if ("t0" in one) ({ t, t0 } = one);
    const { y, low = y, high = y, c, b = [], nf = [] } = one;
    const points = y.map((mid, place) => ({
      x: x[place], step: x[place], time: t ? t0 + t[place] * 1000 : NaN, mid, low: low[place], high: high[place],
      count: c ? c[place] : 1,
    }));
    const ends = [...b, points.length];
    const { count, step, mid } = points.at(-1) || {};
    // Of several values the last is not known, and one that is not finite may come after.
    const last = one.last ?? (count === 1 && !nf.some(mark => mark[0] > step) ? mid : undefined);
    return [name, {
      points, last, isIndex: one.index, segments: ends.map((end, place) => points.slice(ends[place - 1] || 0, end)),
      nonFinite: nf.map(([x, value, level]) => ({ x, value: Number(value), level })),
    }];
  }));
}

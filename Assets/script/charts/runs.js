// Charts of one value or one line a run (docs/charts.md). Each gives its `svg`, the facts to be said beside it, and
// `spots`: what the pointer and the keys find, each with a run, its place in the drawing and a text.

function drawChart(spec) {
  return { line: drawLines, bar: drawBars, scatter: drawScatter, parallel: drawParallel, best: drawBest }[spec.kind](spec);
}

// The axis for plain values, one of each run; where there is none, one that has a place for nothing.
function valueAxis(wanted, values, clip) {
  const finite = values.filter(isFinite);
  const isLog = wanted === "log" ? finite.some(value => value > 0) : wanted > 0 && isAptForLog(finite, wanted);
  const shown = finite.filter(value => !isLog || value > 0);
  const range = extent(shown, value => value);
  const inside = range && clip ? outlierFence(shown, isLog) || range : range;
  return {
    isLog, range, inside, scale: inside ? fittedScale(inside, isLog) : fittingScale(0, 1),
    shows: value => Boolean(range) && isFinite(value) && (!isLog || value > 0),
  };
}

const axisText = ({ label, axis, texts = [] }) =>
  cutLabel(label) + (texts.length ? ` of ${texts.length} kinds` : axis.range ? ` ${rangeText(axis.range)}${logText(axis)}`
  : " without values");

// What is said of spots beside a drawing, and what is drawn.
function runPlan(spec, spots, total, description, content, more) {
  return {
    ...spec, spots, shown: spots.length, total: spots.length, leftOut: total - spots.length,
    outside: spots.filter(spot => spot.edge).length,
    svg: chartMarkup(spec, description, content), ...more,
  };
}

function drawBars(spec) {
  const { bars, clip } = spec;
  const width = max(120, spec.width);
  const end = 4 + 20 * bars.length;
  const texts = bars.map(({ text, value }) => text === undefined ? valueText(value) : cutLabel(text));
  const names = min(ceil(widestText(bars.map(bar => bar.label))), width * .4);
  const values = min(ceil(widestText(texts)), width * .3);
  const [left, right] = [names + 8, width - values - 12];
  const axis = valueAxis(spec.scale === "log" && "log", bars.map(bar => bar.value), clip);
  const [low, high] = [min(0, axis.inside?.[0]), max(0, axis.inside?.[1])];
  // The length of a bar is its value, which a logarithm has no place for.
  const scale = axis.isLog ? axis.scale : linearScale(low, low === high ? 1 : high);
  const at = value => left + scale.at(value) * (right - left);
  const start = at(axis.isLog ? -1 : 0);
  const spots = bars.flatMap((bar, place) => axis.shows(bar.value)
    ? { run: bar, text: texts[place], x: at(bar.value), y: 14 + 20 * place,
    edge: { 1: "right", [-1]: "left" }[scale.side(bar.value)] } : []);
  const labels = (find, x, room) => bars.map((bar, place) => {
    const text = find(bar, place);
    return textMark(fitText(text, room), x, 18 + 20 * place, "", bar.emphasised && "e", x ? undefined : cutLabel(text));
  }).join("");
  return runPlan({ ...spec, width, height: max(60, end + 4) }, spots, bars.length,
    `${counted(bars.length, "bar")}${logText(axis)}${bars.length ? ": " : ""}${listText(bars.map((bar, place) => `${cutLabel(bar.label)} ${texts[place]}`))}`,
    spots.map(({ run, text, x, y, edge }) => runMarkup(run, text,
      pathMarkup("", [[[start, y - 5], [x, y - 5], [x, y + 5], [start, y + 5]]], "z") + (edge ? edgeMarkup(edge, x, y) : ""),
      "bar")).join("")
    + (axis.isLog || !axis.range ? "" : pathMarkup("axis", [[[start, 4], [start, end]]]) + "\n")
    + `<g class="names">${labels(bar => bar.label, 0, names)}</g>\n<g class="ticks" text-anchor="end">${labels((_, place) => texts[place], width, values)}</g>\n`,
    { y: axis });
}

// Dots of runs; of more than 200 only those that matter have names.
function dotsMarkup(spots) {
  const order = drawingOrder(spots.map(spot => ({ ...spot.run, spot })));
  const isPlain = ({ emphasised, spot }) => spots.length > 200 && !emphasised && !spot.edge;
  const dots = runs => pathMarkup("dots", runs.map(({ spot: { x, y } }) => [[x, y]]), "h0");
  const crowd = [0, 1, 2, 3, 4, 5, 6, 7].map(colour => [colour, dots(order.filter(run => isPlain(run) && run.colour === colour))]);
  return crowd.map(([colour, path]) => path && `<g class="s c${colour}" ${inColour}>${path}</g>\n`).join("")
    + order.filter(run => !isPlain(run)).map(run => {
      const { x, y, edge, text } = run.spot;
      return runMarkup(run, text, edge ? edgeMarkup(edge, x, y) : dots([run]));
    }).join("");
}

function drawScatter(spec) {
  const { points, categories: texts, clip, width } = spec;
  const [xLabel, yLabel] = [cutLabel(spec.xLabel), cutLabel(spec.yLabel)];
  const isText = texts.length > 0;
  const finite = points.filter(({ x, y }) => isFinite(x) && isFinite(y));
  const xAxis = valueAxis(isText ? "" : spec.xScale, finite.map(point => point.x), clip && !isText);
  const axis = valueAxis(spec.yScale, finite.map(point => point.y), clip);
  const x = isText ? linearScale(-.5, texts.length - .5) : xAxis.scale;
  const isWhole = finite.every(point => isInteger(point.x));
  const frame = makeFrame({ ...spec, xLabel, yLabel, texts, hasValues: xAxis.range && axis.range }, x, axis.scale, 0, isWhole);
  const spots = finite.filter(point => xAxis.shows(point.x) && axis.shows(point.y)).map(run => ({
    run, x: frame.placeX(run.x), y: frame.placeY(run.y),
    edge: [, "up", "down"].at(axis.scale.side(run.y)) || [, "right", "left"].at(x.side(run.x)),
    text: `${xLabel} ${isText ? cutLabel(texts[run.x] ?? "") : valueText(run.x)}, ${yLabel} ${valueText(run.y)}`,
  }));
  const heights = [];
  const names = spots.filter(spot => spot.run.emphasised).map(({ run, x, y }) => {
    if (heights.some(height => abs(height - y) < 11)) return "";
    heights.push(y);
    const name = fitText(run.label, frame.room / 2);
    const isRight = x + 7 + textWidth(name) <= width;
    return textMark(name, isRight ? x + 7 : x - 7, y + 4, isRight ? "" : "end", "c" + run.colour);
  });
  return runPlan(spec, spots, points.length,
    axis.range ? `${counted(spots.length, "point")}, ${axisText({ label: xLabel, axis: xAxis, texts })}, ${axisText({ label: yLabel, axis })}.` : "No finite values.",
    frame.markup() + dotsMarkup(spots) + (names.length ? `<g class="ends halo">${names.join("")}</g>\n` : ""), { y: axis });
}

function drawBest(spec) {
  const { points, lowerIsBetter } = spec;
  const side = lowerIsBetter ? -1 : 1;
  const xLabel = cutLabel(spec.xLabel);
  const axis = valueAxis(spec.yScale, points.map(point => point.value));
  let best;
  const found = points.flatMap((point, place) => {
    if (!axis.shows(point.value)) return [];
    const emphasised = !best || (point.value - best.value) * side > 0;
    if (emphasised) best = { ...point, place };
    return { ...point, emphasised, place: place + 1, text: valueText(point.value) + (emphasised ? ", best so far" : "") };
  });
  const bestText = best ? valueText(best.value) : "";
  const frame = makeFrame({ ...spec, xLabel, hasValues: best }, linearScale(.5, max(1, points.length) + .5), axis.scale,
    textWidth(bestText), true);
  const spots = found.map(run => ({ run, text: run.text, x: frame.placeX(run.place), y: frame.placeY(run.value) }));
  const steps = spots.filter(spot => spot.run.emphasised);
  const path = best ? pathText([[...steps.flatMap(({ x, y }, place) => [...place ? [[x, steps[place - 1].y]] : [], [x, y]]),
    [frame.right, frame.placeY(best.value)]]]) : "";
  return runPlan(spec, spots, points.length,
    best ? `${counted(spots.length, "run")}, values ${rangeText(axis.range)}${logText(axis)}, ${lowerIsBetter ? "lower" : "higher"} is better. Best: `
      + `${cutLabel(best.label)} ${bestText}, run ${best.place + 1} of ${points.length}.` : "No finite values.",
    frame.markup() + (best ? `<path class="best" ${inColour} d="${path}"/>\n` : "") + dotsMarkup(spots)
      + (best ? `<g class="ends">${textMark(bestText, frame.right + 6, frame.placeY(best.value) + 4, "", "c" + best.colour)}</g>\n`
      : ""), { y: axis });
}

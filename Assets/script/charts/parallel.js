// Parallel coordinates: a line for each run over axes of numbers and texts (docs/charts.md).

function drawParallel(spec) {
  const { lines, width, height, axes: { length } } = spec;
  const id = escaped(spec.id);
  const axes = spec.axes.map(({ label, scale, categories: texts, better }, place) => {
    const axis = valueAxis(texts.length ? "" : scale, lines.map(({ values }) => values[place]));
    const shows = value => axis.shows(value) && (!texts.length || value >= 0 && value < texts.length);
    return {
      label, axis, texts, better, shows, isMissing: lines.some(({ values }) => !shows(values[place])),
      at: value => texts.length ? (value + .5) / texts.length : axis.scale.at(value),
      ticks: (height, room) => texts.length ? textTicks(texts, height, 14, room) : axis.range
        ? axis.scale.ticks(max(2, trunc(height / 36))) : [],
      text: value => !shows(value) ? "none" : texts.length ? cutLabel(texts[trunc(value)]) : valueText(value),
    };
  });
  const [top, right, bottom] = [38, width - 18, height - (axes.some(axis => axis.isMissing) ? 26 : 10)];
  const left = ceil(min(max(44, widestText((length ? axes[0].ticks(bottom - top, Infinity) : []).map(textOf)) + 9), width / 4));
  const gap = length > 1 ? (right - left) / (length - 1) : right - left;
  const x = place => left + gap * place;
  const y = share => bottom - share * (bottom - top);
  const [frame, ticks, directions, names] = [[], [], [], []];
  axes.forEach(({ label, better, isMissing, ticks: find }, place) => {
    const at = x(place);
    frame.push([[at, top], [at, bottom]]);
    for (const tick of find(bottom - top, place ? gap - 16 : left - 9)) {
      frame.push([[at - 3, y(tick.at)], [at, y(tick.at)]]);
      ticks.push(textMark(tick.text, at - 6, y(tick.at) + 4));
    }
    if (isMissing) ticks.push(textMark("none", at - 6, bottom + 20));
    // Above the axis, but within the picture.
    const [head, anchor, room] = !place ? [0, "", left + gap / 2 - 6] : place === length - 1
      ? [width, "end", width - right + gap / 2 - 6] : [at, "middle", gap - 6];
    if (better) directions.push(textMark(`${better === "higher" ? "↑" : "↓"} better`, head, 26, anchor, "", better + " is better"));
    names.push(textMark(fitText(label, room), head, 12, anchor, "e", cutLabel(label)));
  });
  const spots = [];
  const drawn = lines.map((run, index) => {
    const text = axes.map(({ label, text }, place) => `${cutLabel(label)} ${text(run.values[place])}`).join(", ");
    const places = axes.map(({ shows, at }, place) =>
      [x(place), shows(run.values[place]) ? y(at(run.values[place])) : bottom + 16]);
    places.forEach(([x, y]) => spots.push({ run, x, y, text }));
    return { ...run, markup: runMarkup(run, text,
      `<path id="${id}-s${index}" d="${pathText(length ? [places] : [])}"/><use href="#${id}-s${index}"/>`) };
  });
  const missing = lines.filter(({ values }) => axes.some(({ shows }, place) => !shows(values[place]))).length;
  return runPlan(spec, spots, spots.length,
    `${counted(lines.length, "run")} over ${listText(axes.map(axisText))}${missing ? ` ${counted(missing, "run")} ${missing === 1 ? "lacks" : "lack"} a value.` : ""}`,
    `<g class="axis" ${inColour}><path d="${pathText(frame)}"/></g>\n` + drawingOrder(drawn).map(line => line.markup).join("")
      + `<g class="ticks halo" text-anchor="end">${ticks.join("")}</g>\n<g class="ticks">${directions.join("")}</g>\n<g class="names">${names.join("")}</g>\n`,
    { y: { isLog: axes.some(({ axis }) => axis.isLog) }, missing, shown: lines.length, total: lines.length });
}

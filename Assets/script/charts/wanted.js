// Which lines a figure has: of the runs that are chosen, else of its own.

// The lines of the runs that are chosen, else of a figure's own; one a group where runs are grouped.
function linesWanted(table, own, legend, metric) {
  const chosen = shownRuns();
  const run = row => ({ row, start: table.value(row, "start"), last: metric && table.number(row, `metric.${metric}.last`),
    isEmpty: table.stored.has("lines") && !table.stored.get("lines")[row], ...table.run(row) });
  const found = state.group && groups(chosen || foundRuns());
  if (!found) {
    const rows = chosen || own;
    const lines = rows.slice(0, mostLines).map(run)
      .map((run, place) => ({ ...run, label: legendText(run, legend), emphasised: !place, runs: [run] }));
    return Object.assign(lines, { total: rows.length });
  }
  const limit = max(1, floor(mostRuns / min(mostLines, found.length)));
  const lines = found.slice(0, mostLines).map(({ label, rows }, place) => ({
    label, total: rows.length, colour: place % 8, dash: floor(place / 8) % 4, runs: rows.slice(0, limit).map(run),
  }));
  return Object.assign(lines, { total: found.length });
}

// The run of a run's page, which knows its name and colour.
function ownRun() {
  const { textContent: name, firstElementChild } = page.querySelector("h1");
  const [, colour, dash] = /c(\d) d(\d)/.exec(firstElementChild?.className) || [0, 0, 0];
  const { run: folder, start } = page.dataset;
  return { label: name, emphasised: true, colour: Number(colour), dash: Number(dash),
    runs: [{ folder, start: Number(start) || undefined }] };
}

// One line ready to be planned; undefined if none of its runs has the metric.
function drawnLine(line, metric, x) {
  const series = line.runs.map(run => {
    const own = run.series?.get(metric);
    return own && placeSeries(own, run, x, run.series.get(x));
  }).filter(own => own && (own.segments.length || own.nonFinite.length));
  if (!series.length) return undefined;
  if (!line.total) return { ...series[0], ...line, last: line.last ?? series[0].last };
  return { ...series[0], ...line, last: undefined, segments: joinRuns(series.map(own => own.segments)),
    nonFinite: series.flatMap(own => own.nonFinite) };
}

// The name of a run by a template: `{run} lr {param.lr}`.
function legendText(run, template) {
  const table = tableNow();
  return template ? template.replace(/\{([^}]*)\}/g, (whole, name) => {
    const key = findKey(unquoted(name), table);
    return key ? table.format(key, table.value(run.row, key)) || "—" : whole;
  }) : run.name;
}

// The page that puts some runs side by side.

async function startCompare() {
  if (page.dataset.page !== "compare") return;
  const problem = element("p", { class: "problem", role: "alert" });
  page.append(problem);
  const table = await loadTable().catch(error => problem.textContent = error.message);
  if (!loadedTable) return;
  const labels = new Map(table.ids.map((id, row) => {
    const { name, experiment } = table.run(row);
    return [[name, ...table.isMixed ? [experiment] : [], id].join(" · "), id];
  }));
  const choose = runs => setState({ runs });
  const add = element("input", { list: "all-runs", placeholder: "Add a run", "aria-label": "Add a run", change: () => {
    const id = labels.get(add.value) || [...labels].find(([label]) => label.startsWith(add.value + " · "))?.[1];
    problem.textContent = id || !add.value ? "" : `No run is called ${code(add.value)}.`;
    if (id) add.value = "", choose([...new Set([...state.runs, id])]);
  } });
  const differs = tick("Only what differs", false, differs => setState({ differs }));
  const made = element("table", { class: "runs compare", click: ({ target: { dataset } }) => dataset.id && choose(state.runs.filter(id => id !== dataset.id)) });
  const charts = element("section", { id: "charts" });
  let place = 0;
  // Goes to the next row with a difference, or the one before.
  const step = by => {
    const rows = made.querySelectorAll(".differs > th");
    place = (place + by + rows.length) % rows.length || 0;
    rows[place]?.focus();
  };
  page.append(
    element("div", { class: "tools" }, add, element("datalist", { id: "all-runs" }, ...[...labels.keys()].map(value => element("option", { value }))),
      differs, button("Previous difference", () => step(-1)), button("Next difference", () => step(1))),
    problem, element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Runs side by side" }, made), charts);
  function draw() {
    const rows = (shownRuns() || []).slice(0, 10);
    const base = table.rows.get(state.baseline) ?? rows[0];
    differs.firstChild.checked = state.differs;
    place = -1;
    const columns = table.keys.map(key => table.column(key)).filter(({ key, aggregate, values }) =>
      !/^(run|id)$/.test(key) && /^(last|min|max|undefined)$/.test(aggregate) && rows.some(row => values[row] !== undefined));
    let group;
    const body = columns.map(column => {
      const { values, key } = column;
      const isDifferent = rows.some(row => !Object.is(values[row], values[rows[0]]));
      if (!isDifferent && state.differs) return "";
      const title = column.group && column.aggregate ? "Metrics" : column.group || "Run";
      const head = title === group ? "" : `<tr class=group><th scope=colgroup class=t colspan=${rows.length + 1}>${group = title}`;
      const arrow = ["↓", "", "↑"][1 + column.side];
      return head + `<tr${isDifferent ? " class=differs" : ""}><th scope=row class=t tabindex=-1>${escaped(column.name)} ${arrow}${isDifferent ? "<small>differs</small>" : ""}`
        + rows.map(row => column.cell(row, undefined, column.aggregate && row !== base ? values[base] : undefined)).join("");
    });
    made.innerHTML = `<caption class=hidden>Runs side by side<thead><tr><td class=t>${rows.length} of ${table.count} runs` + rows.map(row => {
      const run = table.run(row);
      return `<th scope=col class=t>${runLink(run, row)} <button type=button data-id="${escaped(table.ids[row])}" aria-label="Take ${escaped(run.name)} away">✕</button>`;
    }).join("") + "<tbody>" + body.join("");
    const metrics = [...table.metrics.values()].filter(({ name, chart }) => chart && rows.filter(row => table.value(row, `metric.${name}.last`) !== undefined).length > 1);
    charts.replaceChildren(element("h2", {}, metrics.length ? "Charts" : ""), element("div", { class: "charts" }, ...metrics.map(({ name }) =>
      element("figure", { class: "chart-cell", "data-metric": name, "data-runs": rows.join(" ") }, element("figcaption", {}, element("h3", {}, name))))));
    if (typeof drawFigures === "function") drawFigures();
  }
  onState(draw);
  draw();
}

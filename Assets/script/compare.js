// The page that puts some runs side by side: those of the fragment in the place of those the page was built with.

async function startCompare() {
  if (page.dataset.page !== "compare") return;
  const still = page.querySelector("#compare") || element("div");
  const problem = element("p.problem", { role: "alert" });
  const add = element("input", { type: "search", list: "all-runs", placeholder: "Add a run", "aria-label": "Add a run",
    change: addRun });
  const differs = tick("Only what differs", false, differs => setState({ differs }));
  const made = element("table.runs.compare", { click: ({ target }) =>
    target.name && choose(chosen().filter(id => id !== target.name)) });
  const charts = element("div.charts", {});
  const names = element("datalist", { id: "all-runs" });
  const side = element("div.side", {}, element("div.scroll", { tabindex: 0, role: "region", "aria-label": "Runs side by side" },
    made), charts);
  const choose = runs => setState({ runs });
  let place = -1, figureCount = 0, drawn;
  still.before(element("div.tools", { role: "group", "aria-label": "Runs side by side" }, element("span.search", {}, add, names),
    differs,
    button("Previous difference", () => step(-1)), button("Next difference", () => step(1))), problem, side);
  const table = await loadTable().catch(error => problem.textContent = error.message);
  if (!loadedTable) return;
  problem.after(element("p.values", {}, ...cutRemark(table)));
  // A name that several runs have stands there with what tells them apart.
  const ids = new Map();
  table.ids.forEach((id, row) => {
    const { name, experiment } = table.run(row);
    ids.set(ids.has(name) ? `${name} · ${experiment} · ${id}` : name, id);
  });
  names.append(...[...ids.keys()].map(value => element("option", { value })));
  // The page's own runs, until others are chosen.
  const chosen = () => state.runs.length ? state.runs
    : (still.dataset.runs || "").split(" ").filter(row => row).map(row => table.ids[row]);
  function addRun() {
    const id = ids.get(add.value);
    problem.textContent = id || !add.value ? "" : `No run is called ${code(add.value)}.`;
    if (id) choose([...new Set([...chosen(), id])]), add.value = "";
  }
  // Goes to the next row with a difference, or the one before.
  function step(by) {
    const heads = made.querySelectorAll(".differs > th");
    place = (place + by + heads.length) % heads.length || 0;
    if (heads[place]) heads[place].focus();
  }
  function draw(changed) {
    if (!changed.some(name => /^(runs|baseline|differs)$/.test(name))) return;
    const isChosen = state.runs.length > 0 || state.differs;
    still.hidden = isChosen;
    side.hidden = !isChosen;
    // What the page says of its own runs holds for those only.
    page.querySelectorAll("header .facts").forEach(facts => facts.hidden = isChosen);
    differs.firstChild.checked = state.differs;
    const rows = chosen().map(id => table.rows.get(id)).filter(row => row !== undefined).slice(0, 10);
    const base = table.rows.get(state.baseline) ?? rows[0];
    place = -1;
    const sections = new Map(["Runs", "Parameters", "Metrics", "Tags"].map(title => [title, ""]));
    for (const column of table.keys.map(key => table.column(key))) {
      const { values, aggregate, group, key } = column;
      if (/^(run|id)$/.test(key) || key === "experiment" && !table.isMixed || !/^(last|min|max|undefined)$/.test(aggregate)
        || rows.every(row => values[row] === undefined)) continue;
      const isDifferent = rows.some(row => !Object.is(values[row], values[rows[0]]));
      if (!isDifferent && state.differs) continue;
      const title = aggregate ? "Metrics" : group || "Runs";
      sections.set(title, sections.get(title)
        + `<tr${isDifferent ? " class=differs" : ""}><th scope=row class=t tabindex=-1>${escaped(column.name)} ${["↓", "", "↑"][1 + column.side]}`
        + rows.map(row => column.cell(row, bestValue(column, rows), aggregate && row !== base ? values[base] : undefined))
        .join(""));
    }
    made.innerHTML = `<caption class=hidden>Runs side by side</caption><thead><tr><td class=t>${rows.length} of ${table.count} runs`
      + rows.map(row => {
      const run = table.run(row);
      return `<th scope=col class=t>${runLink(run, row)} <button type=button name="${escaped(table.ids[row])}" aria-label="Take ${escaped(run.name)} away">✕</button>`
        + (row === base ? "<span class=tag>baseline</span>" : "");
    }).join("") + [...sections].map(([title, rowMarkup]) =>
      rowMarkup && `<tbody><tr class=group><th scope=rowgroup class=t colspan=${rows.length + 1}>${title}` + rowMarkup).join("");
    if (drawn === rows.join(" ")) return;
    drawn = rows.join(" ");
    const common = [...table.metrics.values()].filter(({ name, single }) =>
      !single && rows.filter(row => table.value(row, `metric.${name}.last`) !== undefined).length > 1);
    charts.replaceChildren(...isChosen ? common.map(({ name }) =>
      element("figure", { id: "side-" + ++figureCount, class: "chart-cell", "data-metric": name, "data-runs": drawn },
      element("figcaption", {}, element("h3", {}, name)))) : []);
    drawFigures().catch(error => problem.textContent = error.message);
  }
  onState(draw);
  draw(["runs"]);
}

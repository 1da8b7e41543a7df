// The panels of the tools: columns, groups, how to filter, charts to add.

// A tick box a column; metrics have a row each, with a box for each aggregate.
async function fillPicker(panel) {
  await useTable();
  const table = loadedTable;
  const search = element("input", { type: "search", placeholder: "Find a column", "aria-label": "Find a column", input: fill });
  const list = element("div.list", { change: ({ target }) => choose([target.name], target.checked) });
  const found = () => table.keys.filter(key =>
    key !== "run" && table.column(key).name.toLowerCase().includes(search.value.toLowerCase()));
  function choose(keys, isWanted) {
    const columns = new Map(state.columns);
    for (const key of keys) {
      columns.delete(key);
      if (isWanted === !table.defaults.has(key)) columns.set(key, isWanted);
    }
    setState({ columns });
  }
  const box = key => {
    const isShown = state.columns.get(key) ?? table.defaults.has(key);
    const { name } = table.column(key);
    return `<input type=checkbox name="${escaped(key)}" aria-label="${escaped(name)}"${isShown ? " checked" : ""}>`;
  };
  function fill() {
    const keys = found();
    const metrics = [...new Set(keys.map(key => metricKey(key)[0]))].filter(name => name !== undefined);
    const rows = metrics.map(name => `<tr><th scope=row class=t>${escaped(name)}` + aggregates.map(aggregate => {
      const key = `metric.${name}.${aggregate}`;
      return "<td>" + (keys.includes(key) ? `<label>${box(key)}</label>` : "");
    }).join(""));
    const heads = ["Metric", ...aggregates.map(aggregateLabel)].map(label => "<th scope=col>" + label);
    const sections = ["Parameters", "Tags", undefined].map(group => {
      const own = keys.filter(key => !metricKey(key).length && key !== "trend" && table.column(key).group === group);
      const labels = own.map(key => `<label>${box(key)} ${escaped(table.column(key).label)}</label>`).join("");
      return labels && `<fieldset><legend>${group || "More"}</legend>${labels}</fieldset>`;
    });
    list.innerHTML = (rows.length ? `<table><thead><tr>${heads.join("")}<tbody>${rows.join("")}</table>` : "") + sections.join("");
  }
  const all = (label, isWanted) => button(label, () => {
    choose(found(), isWanted);
    fill();
  });
  panel.append(element("div.row", {}, search, all("All", true), all("None", false), all("Default")), list);
  fill();
}

async function fillGroups(panel) {
  await useTable();
  const table = loadedTable;
  const now = findKey(unquoted(state.group), table) || "";
  const keys = table.keys.filter(key => !metricKey(key).length && !/^(run|id|trend|start|end|duration|note)$/.test(key));
  const fields = ["", ...keys].map(key =>
    `<label><input type=radio name=group value="${escaped(quoted(key))}"${key === now ? " checked" : ""}> `
    + (key ? `${escaped(table.column(key).name)} <small>${(table.column(key).group || "").replace(/s$/, "")}</small>` : "nothing")
    + "</label>");
  panel.append(element("fieldset.list", { change: ({ target }) => setState({ group: unquoted(target.value) && target.value }) }));
  panel.firstChild.innerHTML = "<legend>Group the runs by</legend>" + fields.join("");
}

// The syntax, with examples from these very runs; a click adds one to the filter.
async function fillSyntax(panel) {
  await useTable();
  const table = loadedTable;
  const columns = shown.columns;
  const middle = ({ values, numbers }) => values.filter((_, row) => numbers[row] !== undefined)
    .sort((a, b) => a - b).find((_, place, all) => place === all.length >> 1);
  const term = (column, sign) => column && `${quoted(column.name.replace(/ (min|max)$/, ".$1"))}${sign}${
    column.isText ? quoted(String(middle(column))) : Number(Number(middle(column)).toPrecision(3))}`;
  const text = columns.find(column => column.key.startsWith("param.") && column.isText);
  const number = columns.find(column => column.key.startsWith("param.") && !column.isText);
  const metric = columns.find(column => column.side && column.aggregate === "max") || columns.find(column => column.side);
  const start = table.column("start");
  const rows = [
    [table.value(0, "run").split(/[^\p{L}]/u)[0], "name, id, experiment, user or a tag contains it"],
    ["status:failed", "the status is this; status:failed,stale for any of them"], ["-status:failed", "it is not"],
    [term(text, ":"), "the column contains it"], [term(text, "!="), "is something else"],
    [term(number, "<="), "numbers: = != < <= > >="],
    [term(metric, ">"), "last value, or .min .max .first .mean .count .best_step"], ["duration>15m", "s, m, h or d"],
    start.values.length && ["start>=" + start.text(middle(start)).slice(0, 10), "a date, or 2026-11-23T04:12"],
    ["note:*", "there is a value"],
  ].filter(row => row && row[0]);
  panel.append(element("p", {}, "All terms must hold. Text with spaces is written in quotes."),
    element("table", {}, ...rows.map(([example, meaning]) =>
    element("tr", {}, element("td.t", {}, button(example, () => setState({ filter: (state.filter + " " + example).trim() }))),
      element("td.t", {}, meaning)))));
}

// Charts of one value or one line a run: which, and how many columns they take.
const runCharts = [["bar", "Bars of", 1], ["scatter", "Scatter", 2], ["parallel", "Parallel coordinates", 0],
  ["best", "Best so far of", 1]];

async function fillRunCharts(panel) {
  const table = await loadTable();
  const keys = table.keys.filter(key => !/^(run|trend|id|note|start|end)$/.test(key));
  const select = (label, options) => element("select", { "aria-label": label },
    ...options.map(([value, text]) => element("option", { value }, text)));
  const options = keys.map(key => {
    const { group, name } = table.column(key);
    return [quoted(key), /^(param|tag)/.test(key) ? `${group}: ${name}` : name];
  });
  const kind = select("Kind of chart", runCharts);
  const [first, second, many] = ["Column", "Second column", "Columns"].map(label => select(label, options));
  many.multiple = true;
  const fit = () => {
    const [, , count] = runCharts.find(([name]) => name === kind.value);
    [first.hidden, second.hidden, many.hidden] = [!count, count !== 2, count > 0];
    // Texts have a place along x, and on parallel axes.
    [first, second].forEach((list, place) => [...list.options].forEach((option, index) =>
      option.disabled = table.column(keys[index]).isText && (place || count === 1)));
  };
  kind.addEventListener("change", fit);
  first.selectedIndex = second.selectedIndex = Math.max(0, keys.findIndex(key => key.startsWith("metric.")));
  fit();
  panel.append(kind, first, second, many, button("Add", () => {
    const chosen = second.hidden ? first.hidden ? [...many.selectedOptions].map(option => option.value) : [first.value]
      : [first.value, second.value];
    if (!chosen.length) return;
    panel.hidePopover();
    setState({ charts: [...new Set([...state.charts, `${kind.value}:${chosen.join(",")}`])] });
  }));
}

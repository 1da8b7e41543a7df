// The panels of the tools: columns, groups, how to filter.

// A tick box a column; of metrics a row each, with a box for each aggregate.
async function fillPicker(panel) {
  await useTable();
  const table = loadedTable;
  const list = element("div", { class: "list" });
  const search = element("input", { type: "search", placeholder: "Find a column", "aria-label": "Find a column", input: fill });
  const found = () => table.keys.filter(key => key !== "run" && fullLabel(key).toLowerCase().includes(search.value.toLowerCase()));
  const isShown = key => shown.keys.includes(key) || shown.same.includes(key);
  const choose = (keys, isWanted) => {
    const columns = new Map(state.columns);
    for (const key of keys) {
      const isDefault = table.defaults.has(key);
      if (isWanted === undefined || isWanted === isDefault) columns.delete(key);
      else columns.set(key, isWanted);
    }
    setState({ columns });
  };
  const box = (key, label) => {
    const made = tick(label, isShown(key), isWanted => choose([key], isWanted));
    if (!label) made.firstChild.setAttribute("aria-label", fullLabel(key));
    return made;
  };
  function fill() {
    const keys = found();
    const names = [...new Set(keys.map(key => metricKey(key)[0]).filter(name => name !== undefined))];
    const heads = aggregates.map(aggregate => element("th", { scope: "col" }, aggregateLabel(aggregate)));
    const metrics = element("table", {}, element("thead", {}, element("tr", {}, element("th", { scope: "col", class: "t" }, "Metric"), ...heads)),
      element("tbody", {}, ...names.map(name => element("tr", {}, element("th", { scope: "row", class: "t" }, name),
        ...aggregates.map(aggregate => `metric.${name}.${aggregate}`).map(key => element("td", {}, keys.includes(key) ? box(key, "") : ""))))));
    const others = ["Parameters", "Tags", undefined].map(label => {
      const boxes = keys.filter(key => groupLabel(key) === label).map(key => box(key, columnLabel(key)));
      return boxes.length ? element("fieldset", {}, element("legend", {}, label || "More"), ...boxes) : "";
    });
    list.replaceChildren(names.length ? metrics : "", ...others);
  }
  const all = (label, isWanted) => button(label, () => { choose(found(), isWanted); fill(); });
  panel.append(element("div", { class: "row" }, search, all("All", true), all("None", false), all("Default")), list);
  fill();
  search.focus();
}

async function fillGroups(panel, close) {
  await useTable();
  const keys = ["", ...loadedTable.keys.filter(key => metricKey(key)[0] === undefined && !/^(run|id|trend|start|end|duration|note)$/.test(key))];
  const now = findKey(unquoted(state.group), loadedTable) || "";
  panel.append(element("fieldset", { class: "list" }, element("legend", {}, "Group the runs by"), ...keys.map(key => {
    const radio = element("input", { type: "radio", name: "group", change: () => setState({ group: key && quoted(key) }) });
    radio.checked = key === now;
    return element("label", {}, radio, " ", key ? fullLabel(key) : "nothing", element("small", {}, key && " " + (groupLabel(key) || "")));
  })));
  panel.querySelector(":checked").focus();
}

// The syntax, with examples from these very runs; a click adds one to the filter.
async function fillSyntax(panel) {
  await useTable();
  const table = loadedTable;
  const param = isText => table.keys.find(key => key.startsWith("param.") && table.defaults.has(key) && isTextColumn(key) === isText);
  const metric = table.keys.find(key => side(key) && /\.(max|last)$/.test(key));
  const some = key => {
    const values = (table.column(key) || { values: [] }).values.filter(value => value !== undefined).sort((a, b) => a - b);
    return values[values.length >> 1];
  };
  const short = key => quoted(fullLabel(key).replace(/ (min|max)$/, ".$1"));
  const value = key => typeof some(key) === "number" ? Number(some(key).toPrecision(3)) : quoted(some(key));
  const [number, text] = [param(false), param(true)];
  const rows = [
    [String(table.value(0, "run")).split(/[^\p{L}]/u)[0] || "run", "name, id, experiment, user or a tag contains it"],
    ["status:failed", "the status is this"], ["-status:failed", "it is not"],
    text && [`${short(text)}:${value(text)}`, "the column contains it; a,b for any of them"], text && [`${short(text)}!=${value(text)}`, "is something else"],
    number && [`${short(number)}<=${value(number)}`, "numbers: = != < <= > >="], metric && [`${short(metric)}>${value(metric)}`, "last, or .min .max .first .mean .count .best_step"],
    ["duration>15m", "s, m, h, d"], ["start>=" + minuteText(some("start") || 0).slice(0, 10), "a date, or 2026-11-23T04:12"], ["note:*", "there is a value"],
  ].filter(row => row);
  panel.append(element("table", {}, element("caption", {}, "All terms must hold. Names with spaces are written in quotes."), element("tbody", {}, ...rows.map(([example, meaning]) => element("tr", {},
    element("td", { class: "t" }, button(example, () => setState({ filter: `${state.filter} ${example}`.trim() }))), element("td", { class: "t" }, meaning))))));
}

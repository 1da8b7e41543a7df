// What stands above the table: filter, columns, groups, what is chosen.

const tableFields = ["filter", "sort", "columns", "group", "baseline", "runs", "differs"];
let tools;

// Puts the tools above the static table; their first use brings the table of the script.
function startTable() {
  const still = page.querySelector("[data-table=runs]");
  if (!still || !page.dataset.tables || page.dataset.page === "compare") return;
  const filter = element("input", {
    type: "search", placeholder: "Filter: status:failed lr<0.01", "aria-label": "Filter runs", "aria-describedby": "problem",
    autocomplete: "off", spellcheck: "false", input: () => setState({ filter: filter.value }),
  });
  tools = {
    still, filter,
    group: menu("Group by", fillGroups),
    differs: tick("Only what differs", false, differs => setState({ differs })),
    compare: element("a.button", { title: "Two to ten selected runs side by side" }, "Compare"),
    reset: button("Reset", () => setState(choiceOf(tableFields, initialState()))),
    problem: element("p", { id: "problem", class: "problem", role: "alert" }),
    count: element("span", { role: "status" }),
    clear: button("Clear the selection", () => setState({ runs: [] })),
    unpin: button("", () => setState({ baseline: "" })),
    same: element("p.values", {}),
    cut: element("p.values", {}),
  };
  still.before(
    element("div.tools", { role: "group", "aria-label": "Run table", focusin: useTable, pointerenter: preload },
      element("span.search", {}, filter, menu("?", fillSyntax, { "aria-label": "How to filter" })),
      menu("Columns", fillPicker), tools.group, tools.differs, tools.compare,
      button("CSV", () => useTable().then(downloadCSV), { title: "Download what is shown" }), tools.reset,
      element("span.count", {}, tools.count, tools.clear, tools.unpin)),
    tools.problem, tools.same, tools.cut);
  // The heads of the static table sort as well.
  still.querySelectorAll("thead tr:last-child th").forEach(({ textContent: label }, place, heads) => {
    if (label === "trend") return;
    heads[place].replaceChildren(button(label, async () => {
      await useTable();
      const made = [...shown.made.tHead.rows].pop().cells;
      const same = [made[place], ...made].find(head => head && head.textContent === label);
      if (same) same.querySelector("button").focus(), same.querySelector("button").click();
    }));
  });
  onState(changed => {
    const own = changed.filter(name => tableFields.includes(name));
    if (own.length && !shown) useTable();
    else if (own.join() === "runs") drawTools(), drawRows(true);
    else if (own.length) drawTable();
  });
  drawTools();
  if (fragmentOf(choiceOf(tableFields, state))) useTable();
}

function preload() {
  loadTable().catch(() => {});
}

// Loads the data and takes the place of the static table, once.
function useTable() {
  tools.use ||= loadTable().then(takePlace);
  tools.use.catch(error => {
    tools.use = undefined;
    showProblem(error);
  });
  return tools.use;
}

function showProblem(error) {
  tools.problem.textContent = error.message;
}

// Says that columns are left out of the data, and where they are; nothing if none are.
function cutRemark({ parts, isMixed }) {
  const file = name => element("a", { href: `${root}${isMixed ? "runs" : parts[0].folder}/${name}` }, name);
  return parts.some(part => part.cut)
    ? ["With so many runs and columns this table leaves some columns out: ", file("runs.csv"), " and ", file("runs.json"),
    " have all of them."] : [];
}

// Makes the tools say what is shown.
function drawTools() {
  const { filter, group, differs, compare, reset, problem, count, clear, unpin, same } = tools;
  const { runs } = state;
  if (filter.value !== state.filter) filter.value = state.filter;
  differs.firstChild.checked = state.differs;
  reset.hidden = !fragmentOf(choiceOf(tableFields, state));
  clear.hidden = !runs.length;
  compare.hidden = !page.dataset.compare;
  compare.textContent = `Compare (${runs.length})`;
  compare.toggleAttribute("href", runs.length > 1);
  if (runs.length > 1) compare.href = root + page.dataset.compare + "#" + fragmentOf({ runs: runs.slice(0, 10) });
  unpin.hidden = !shown || shown.base === undefined;
  if (!shown) return;
  const { groups, found, base } = shown;
  const refused = shown.refused && `; ${decimalText(shown.refused, 0)} more ${shown.refused === 1 ? "was" : "were"} not: `
    + `a selection holds ${mostChosen} runs, what a link has room for`;
  count.textContent = `${decimalText(found.length, 0)} of ${counted(decimalText(loadedTable.count, 0), "run")}`
    + `${groups ? ` in ${counted(groups.length, "group")}` : ""}${runs.length ? `, ${runs.length} selected` : ""}${refused || ""}`;
  problem.textContent = shown.problem;
  filter.ariaInvalid = Boolean(shown.problem);
  group.firstChild.textContent = groups ? "Group: " + loadedTable.column(findKey(unquoted(state.group), loadedTable)).name
    : "Group by";
  if (base !== undefined) unpin.textContent = `Compared with ${loadedTable.run(base).name}: ▲ better, ▼ worse ✕`;
  same.hidden = !shown.same.length;
  same.replaceChildren(element("strong", {}, `Same for all ${decimalText(found.length, 0)} shown runs`),
    ...shown.same.flatMap((column, place) =>
    [place ? " · " : " ", column.name + " ", element("code", {}, column.text(column.values[found[0]]) || "—")]));
}

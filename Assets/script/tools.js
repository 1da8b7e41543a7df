// What stands above the table: filter, columns, groups, what is chosen.

const tableFields = ["filter", "sort", "columns", "group", "baseline", "runs", "differs"];
let tools;

// The part of a choice that the table is about.
function tableChoice(choice) {
  return Object.fromEntries(tableFields.map(name => [name, choice[name]]));
}

// Puts the tools above the static table; their first use brings the table of the script.
function startTable() {
  const still = page.querySelector("[data-table=runs]");
  if (!still || !page.dataset.tables) return;
  const filter = element("input", {
    type: "search", placeholder: "Filter: status:failed lr<0.01", "aria-label": "Filter runs", "aria-describedby": "filter-problem",
    autocomplete: "off", spellcheck: "false", input: () => setState({ filter: filter.value }),
  });
  tools = {
    still, filter,
    count: element("span", { role: "status" }),
    problem: element("p", { id: "filter-problem", class: "problem", "aria-live": "polite" }),
    same: element("p", { class: "values" }),
    group: menu("Group by", fillGroups),
    differs: tick("Hide what is the same", false, differs => setState({ differs })),
    compare: element("a", { class: "button", title: "Two to ten runs, chosen by their boxes, side by side" }),
    clear: button("Clear", () => setState({ runs: [] }), { "aria-label": "Clear the selection" }),
    unpin: button("", () => setState({ baseline: "" })),
    fold: button("", () => {
      shown.groups.forEach(group => closedGroups[tools.isOpen ? "add" : "delete"](group.label));
      drawTable();
    }),
    reset: button("Reset", () => setState(tableChoice(initialState()))),
  };
  const csv = button("CSV", () => useTable().then(downloadCSV), { title: "Download what is shown" });
  still.before(
    element("div", { class: "tools", role: "group", "aria-label": "Tools of the table", focusin: useTable, pointerenter: preload },
      element("span", { class: "search" }, filter, menu("?", fillSyntax, { "aria-label": "How to filter" })),
      menu("Columns", fillPicker), tools.group, tools.differs, tools.compare, csv, tools.reset),
    tools.problem,
    element("p", { class: "count" }, tools.count, " ", tools.clear, " ", tools.unpin, " ", tools.fold), tools.same);
  // The static table is sorted by its heads, too.
  still.querySelectorAll("thead tr:last-child th").forEach((head, place) => {
    const label = head.textContent;
    if (label !== "trend") head.replaceChildren(button(label, () => useTable().then(() => {
      const isKey = key => columnLabel(key) === label;
      const key = isKey(shown.keys[place]) ? shown.keys[place] : shown.keys.find(isKey);
      if (key) toggleSort(key);
      shown.table.tHead.querySelectorAll("th[data-key] button")[shown.keys.indexOf(key || "run")].focus();
    })));
  });
  onState(changed => shown ? showChange(changed) : useTable());
  drawTools();
  if (fragmentOf(tableChoice(state))) useTable();
}

function preload() {
  loadTable().catch(() => {});
}

// Loads the data and takes the place of the static table, once.
function useTable() {
  tools.use ||= loadTable().then(takePlace);
  tools.use.catch(error => {
    tools.use = undefined;
    tools.problem.textContent = error.message;
  });
  return tools.use;
}

function showProblem(error) {
  tools.problem.textContent = error.message;
}

function showChange(changed) {
  if (changed.some(name => name !== "runs" && tableFields.includes(name))) drawTable();
  else if (changed.includes("runs")) {
    drawTools();
    drawRows(true);
  }
}

// Makes the tools say what is shown.
function drawTools() {
  const chosen = state.runs.length;
  if (tools.filter.value !== state.filter) tools.filter.value = state.filter;
  tools.differs.firstChild.checked = state.differs;
  tools.reset.hidden = !fragmentOf(tableChoice(state));
  tools.clear.hidden = !chosen;
  tools.compare.hidden = !page.dataset.compare;
  tools.compare.textContent = `Compare (${chosen})`;
  if (chosen > 1) tools.compare.href = `${root}${page.dataset.compare}#${fragmentOf({ runs: state.runs.slice(0, 10) })}`;
  else tools.compare.removeAttribute("href");
  if (!shown) return;
  const { groups, same, found, base, problem } = shown;
  const count = number => decimalText(number, 0);
  tools.count.textContent = `${count(found.length)} of ${count(loadedTable.count)} runs`
    + (groups ? ` in ${groups.length} ${groups.length === 1 ? "group" : "groups"}` : "") + (chosen ? `, ${chosen} selected` : "");
  tools.problem.textContent = problem;
  tools.filter.setAttribute("aria-invalid", Boolean(problem));
  tools.group.firstChild.textContent = groups ? "Group: " + fullLabel(findKey(unquoted(state.group), loadedTable)) : "Group by";
  tools.unpin.hidden = base === undefined;
  if (base !== undefined) tools.unpin.textContent = `Compared with ${loadedTable.run(base).name}: ▲ better, ▼ worse ✕`;
  tools.fold.hidden = !groups;
  tools.isOpen = groups && groups.some(group => !closedGroups.has(group.label));
  tools.fold.textContent = tools.isOpen ? "Close all groups" : "Open all groups";
  tools.same.hidden = !same.length;
  tools.same.replaceChildren(element("strong", {}, `Same for all ${found.length} shown runs`), ...same.flatMap((key, place) => [
    place ? " · " : " ", fullLabel(key) + " ", element("code", {}, loadedTable.format(key, loadedTable.value(found[0], key)) || "—"),
  ]));
}

// The first click on a head brings the best to the top, the second the other end, the third the first order back.
function toggleSort(key) {
  const isUpward = side(key) < 0 || !side(key) && (isTextColumn(key) ? !/^(start|end)$/.test(key) : key.startsWith("param."));
  const cycle = (isUpward ? ["", "-"] : ["-", ""]).map(sign => sign + quoted(key)).concat("");
  setState({ sort: cycle[(cycle.indexOf(state.sort) + 1) % 3] });
}

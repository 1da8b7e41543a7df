// The table that takes the place of the static one: rows are drawn as they scroll into view.

// What is drawn, and how it was arranged.
let shown;

// Stands where the static table stood, and that is put away.
function takePlace(table) {
  const { still } = tools;
  const stillRows = [...still.querySelectorAll("tbody tr")];
  // The lines of trends are on the page already, if all runs are.
  if (stillRows.length === table.count && still.querySelector(".spark")) {
    const trends = new Map(stillRows.map(row => [row.querySelector("a").href.split("/").slice(-2)[0],
      row.querySelector(".spark")?.outerHTML]));
    table.stored.set("trend", table.stored.get("page").map(folder => trends.get(folder)));
    table.keys = layoutKeys(table);
  }
  table.defaults = defaultKeys(table);
  tools.cut.replaceChildren(...cutRemark(table));
  const made = element("table.runs", { click: clickTable }, still.querySelector("caption").cloneNode(true));
  made.createTHead();
  made.createTBody();
  const scroller = element("div.scroll", { tabindex: 0, role: "region", "aria-label": "Runs", scroll: () => drawRows() }, made);
  shown = { made, scroller, height: 28, lefts: [] };
  still.after(scroller);
  for (const old of still.parentNode.querySelectorAll(":scope > .pager, [data-table]")) old.hidden = true;
  addEventListener("resize", () => {
    shown.lefts = [];
    drawRows(true);
  });
  drawTable();
}

function drawTable() {
  const table = loadedTable;
  Object.assign(shown, arrange(table));
  const { made: { tHead }, columns, base, found, items } = shown;
  for (const column of columns) {
    column.best = bestValue(column, found);
    column.base = column.aggregate || column.key === "duration" ? column.values[base] : undefined;
  }
  const head = headMarkup(columns);
  if (shown.head !== head) tHead.innerHTML = shown.head = head;
  if (shown.widths !== head + base) shown.lefts = [], shown.widths = head + base;
  const sort = sortNow(table) || table.parts[0].sort || "";
  for (const cell of tHead.querySelectorAll("[data-key]")) {
    const isSorted = cell.dataset.key === findKey(unquoted(sort.replace(/^-/, "")), table);
    cell.toggleAttribute("aria-sort", isSorted);
    if (isSorted) cell.ariaSort = sort[0] === "-" ? "descending" : "ascending";
  }
  shown.made.setAttribute("aria-rowcount", items.length + tHead.rows.length);
  drawTools();
  drawRows(true);
  if (table.lacksMore) {
    table.lacksMore = false;
    loadMore(table).then(drawTable, showProblem);
  }
}

// The two rows of heads: what columns have in common, and each with a button that sorts.
function headMarkup(columns) {
  let groupRow = "";
  columns.forEach(({ group, metric, key }, place) => {
    if (place && columns[place - 1].group === group && place > 1) return;
    const next = columns.findIndex((column, other) => other > place && (!place || column.group !== group));
    const span = ` colspan=${(next < 0 ? columns.length : next) - place}`;
    if (!group) return groupRow += `<td class="t${groupRow.includes("<th") ? " first" : ""}"${span}>`;
    const isOf = metric.name === group || key === "trend";
    const { direction, origin, unit } = isOf ? loadedTable.metrics.get(group) : {};
    groupRow += `<th scope=colgroup${span}` + (direction
      ? ` title="${direction} is better${{ inferred: " (inferred from its name)", settings: " (runreport.yaml)" }[origin] || ""}"`
      : "")
      + `>${escaped(group)}${unit ? ` <span class=unit>${escaped(unit)}</span>` : ""} ${{ higher: "↑", lower: "↓" }[direction] || ""}`;
  });
  return (groupRow.includes("<th") ? "<tr class=groups>" + groupRow : "") + "<tr>" + columns.map(({ key, isText, label }) =>
    `<th scope=col${isText ? " class=t" : ""} data-key="${escaped(key)}">`
    + (key === "run" ? '<input type=checkbox aria-label="Select all shown runs" data-at=all>' : "")
    + (key === "trend" ? key : `<button type=button${cutText(label, 32)}</button>`)).join("");
}

// Draws the rows and columns in view unless they are drawn already; while scrolling also some rows around them.
function drawRows(isForced) {
  const { scroller: { scrollTop, scrollLeft }, made, items, columns, base, lefts } = shown;
  const first = Math.floor(scrollTop / shown.height);
  const last = first + Math.ceil(innerHeight * .85 / shown.height);
  const place = left => lefts.filter(other => other < left).length;
  const [left, right] = [Math.max(1, place(scrollLeft) - 1), place(scrollLeft + innerWidth)];
  if (!isForced && (first > shown.from || !shown.from) && (last < shown.to || shown.to === items.length)
    && left >= shown.left && right <= shown.right) return;
  const around = isForced ? 3 : 16;
  const isAll = items.length * columns.length < 1500;
  shown.from = isAll ? 0 : Math.max(0, Math.min(first, items.length) - around);
  shown.to = isAll ? items.length : Math.min(items.length, last + around);
  shown.left = isAll || !lefts.length ? 1 : Math.max(1, left - 2);
  shown.right = isAll || !lefts.length ? columns.length : right + 2;
  shown.chosen = new Set(state.runs);
  const [body] = made.tBodies;
  const focus = body.contains(document.activeElement) && document.activeElement.dataset.at;
  const rows = items.slice(shown.from, shown.to).map((item, place) =>
    `<tr aria-rowindex=${shown.from + place + 1 + made.tHead.rows.length}` + (item.rows ? groupMarkup(item) : rowMarkup(item)));
  const space = "<tr class=space aria-hidden=true><td>";
  body.innerHTML = (base === undefined ? "" : "<tr" + rowMarkup(base)) + (isAll ? "" : sizerMarkup()) + space + rows.join("")
    + space;
  const [above, below] = body.querySelectorAll(".space");
  // Rows are of one height and columns keep their width: asked once, since each question makes the browser lay the page out.
  if (!lefts.length && rows.length) {
    shown.height = (below.offsetTop - above.offsetTop) / rows.length;
    shown.lefts = [...made.tHead.querySelectorAll("[data-key]")].map(head => head.offsetLeft);
    made.style.setProperty("--head", made.tHead.offsetHeight - 1 + "px");
  }
  above.style.height = shown.from * shown.height + "px";
  below.style.height = (items.length - shown.to) * shown.height + "px";
  if (focus) (body.querySelector(`[data-at=${focus}]`) || scroller).focus({ preventScroll: true });
  const all = made.tHead.querySelector("[data-at=all]");
  const count = shown.found.filter(row => shown.chosen.has(loadedTable.ids[row])).length;
  all.checked = count > 0;
  all.indeterminate = all.checked && count < shown.found.length;
}

// What the boxes and buttons of the table do.
function clickTable({ target, shiftKey }) {
  const head = target.closest("th[data-key] button");
  if (head) toggleSort(loadedTable.column(head.parentNode.dataset.key));
  const at = target.dataset.at || " ";
  const place = Number(at.slice(1));
  if (at === "all") chooseRuns(shown.found, target.checked);
  else if (at[0] === "s") {
    const rows = shown.items.filter(item => !item.rows);
    const ends = [rows.indexOf(shiftKey ? shown.touched : place), rows.indexOf(place)].sort((a, b) => a - b);
    chooseRuns(ends[0] < 0 ? [place] : rows.slice(ends[0], ends[1] + 1), target.checked);
    shown.touched = place;
  } else if (at[0] === "p") setState({ baseline: place === shown.base ? "" : loadedTable.ids[place] });
  else if (at[0] === "g") {
    openGroups.set(shown.groups[place].label, !isOpen(shown.groups[place], shown.found));
    drawTable();
  }
}

// At most a hundred: an address should fit into a message.
const mostChosen = 100;

function chooseRuns(rows, isChosen) {
  const runs = new Set(state.runs);
  shown.refused = 0;
  for (const row of rows) {
    if (!isChosen) runs.delete(loadedTable.ids[row]);
    else if (runs.size < mostChosen) runs.add(loadedTable.ids[row]);
    else if (!runs.has(loadedTable.ids[row])) shown.refused++;
  }
  setState({ runs: [...runs] });
  drawTools();
  drawRows(true);
}

// The first click on a head brings the best to the top, the second the other end, the third the first order back.
function toggleSort({ key, side, isText }) {
  const isUpward = side < 0 || !side && (key.startsWith("param.") || isText && !/^(start|end)$/.test(key));
  const cycle = (isUpward ? ["", "-"] : ["-", ""]).map(sign => sign + quoted(key));
  setState({ sort: [...cycle, ""][(cycle.indexOf(state.sort) + 1) % 3] });
}

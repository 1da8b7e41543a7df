// The table that takes the place of the static one: rows are drawn as they scroll into view.

// Rows drawn beyond the ones in view, above and below.
const margin = 24;
let shown;

// Draws all of it.
function drawTable() {
  const table = loadedTable;
  const view = arrange(table);
  Object.assign(shown, view);
  drawTools();
  const head = headMarkup(view);
  if (shown.head !== head) shown.table.tHead.innerHTML = shown.head = head;
  for (const cell of shown.table.tHead.querySelectorAll("[data-key]")) {
    const sort = sortNow(table) || table.parts[0].sort || "";
    const isMinus = sort[0] === "-";
    const order = findKey(unquoted(sort.slice(isMinus)), table) === cell.dataset.key;
    if (order) cell.setAttribute("aria-sort", isMinus ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  shown.table.setAttribute("aria-rowcount", view.items.length + shown.table.tHead.rows.length);
  drawRows(true);
  if (table.lacksMore) {
    table.lacksMore = false;
    loadMore(table).then(drawTable, showProblem);
  }
}

// The two rows of heads.
function headMarkup({ keys }) {
  const table = loadedTable;
  let groupRow = "";
  keys.forEach((key, place) => {
    const label = groupLabel(key);
    if (place && label === groupLabel(keys[place - 1]) && place > 1) return;
    let end = place + 1;
    while (place && end < keys.length && groupLabel(keys[end]) === label) end++;
    if (!label) return groupRow += `<td class="t${place > 1 && groupLabel(keys[place - 1]) ? " first" : ""}" colspan=${end - place}>`;
    const metric = table.metrics.get(label) || {};
    const title = metric.direction ? ` title="${metric.direction} is better${metric.origin === "inferred" ? " (inferred from its name)" : ""}"` : "";
    groupRow += `<th scope=colgroup colspan=${end - place}${title}>${escaped(label)}${metric.unit ? ` <span class=unit>${escaped(metric.unit)}</span>` : ""}`
      + ({ higher: " ↑", lower: " ↓" }[metric.direction] || "");
  });
  const cells = keys.map(key => `<th scope=col${isTextColumn(key) ? " class=t" : ""} data-key="${escaped(key)}">`
    + (key === "run" ? '<input type=checkbox aria-label="Select all shown runs" data-at=all>' : "")
    + (key === "trend" ? key : `<button type=button${cutText(columnLabel(key), 32)}</button>`));
  return (keys.some(groupLabel) ? `<tr class=groups>${groupRow}` : "") + "<tr>" + cells.join("");
}

// The rows in view and some around them; nothing if they are drawn already.
function drawRows(isForced) {
  const { scroller, table, items, drawn } = shown;
  const first = Math.floor(scroller.scrollTop / shown.height);
  const last = first + Math.ceil(scroller.clientHeight / shown.height);
  const isDrawn = (drawn.from === 0 || first >= drawn.from + 4) && (drawn.to >= items.length || last <= drawn.to - 4);
  if (isDrawn && !isForced) return;
  const body = table.tBodies[0];
  const focus = body.contains(document.activeElement) && document.activeElement.dataset.at;
  const isShort = items.length * shown.keys.length < 4000;
  drawn.from = isShort ? 0 : Math.max(0, Math.min(first, items.length) - margin);
  drawn.to = isShort ? items.length : Math.min(items.length, last + margin);
  shown.chosen = new Set(state.runs);
  const heads = table.tHead.rows.length + 1;
  const markup = [];
  for (let place = drawn.from; place < drawn.to; place++) {
    const item = items[place];
    markup.push(`<tr aria-rowindex=${place + heads}` + (item.rows ? groupMarkup(item) : rowMarkup(item)));
  }
  const space = `<tr class=space aria-hidden=true><td colspan=${shown.keys.length}>`;
  body.innerHTML = (shown.base === undefined ? "" : "<tr" + rowMarkup(shown.base))
    + (isShort ? "" : sizerMarkup()) + space + markup.join("") + space;
  const [above, below] = body.querySelectorAll(".space");
  const rows = body.querySelectorAll("[aria-rowindex]");
  if (rows.length > 1) {
    shown.height = (rows[rows.length - 1].offsetTop - rows[0].offsetTop) / (rows.length - 1) || shown.height;
  }
  above.style.height = drawn.from * shown.height + "px";
  below.style.height = (items.length - drawn.to) * shown.height + "px";
  if (focus) (body.querySelector(`[data-at="${focus}"]`) || scroller).focus({ preventScroll: true });
}

function rowMarkup(row) {
  const run = loadedTable.run(row);
  const isChosen = shown.chosen.has(loadedTable.ids[row]);
  const name = escaped(run.name);
  const depth = shown.groups ? 0 : Math.min(run.depth, 4);
  const pin = `<button type=button class=pin data-at=p${row} aria-pressed=${row === shown.base} title="Compare with this run" aria-label="Compare with ${name}">⚲</button>`;
  const head = `<th scope=row class="t${depth ? " i" + depth : ""}"><input type=checkbox data-at=s${row} aria-label="Select ${name}"${isChosen ? " checked" : ""}>`
    + runLink(run, "a" + row) + pin;
  const classes = [row === shown.base && "baseline", isChosen && "chosen", shown.faint.has(row) && "faint"].filter(Boolean);
  return ` class="${classes.join(" ")}">` + head + shown.cells.map(cell => cell ? cell(row) : "").join("");
}

// Rows nobody sees, with the longest cells of each column: so columns keep their width while rows scroll by.
function sizerMarkup() {
  const rows = shown.keys.map(key => widestRows(key, loadedTable));
  return [0, 1].map(turn => "<tr class=sizer><th class=t>" + runLink(loadedTable.run(rows[0][0]), "")
    + shown.cells.map((cell, place) => cell ? cell(rows[place][turn]) : "").join("")).join("");
}

function widestRows(key, table) {
  const column = table.column(key) || { values: [] };
  if (column.widest) return column.widest;
  const found = [0, 0];
  const size = value => typeof value === "string" ? value.length : value;
  column.values.forEach((value, row) => {
    if (!(size(value) <= size(column.values[found[0]]))) found[0] = row;
    if (!(size(value) >= size(column.values[found[1]]))) found[1] = row;
  });
  return column.widest = found;
}

// A group: how many runs, and mean, least and greatest of each column of numbers.
function groupMarkup(group) {
  const table = loadedTable;
  const cells = shown.keys.slice(1).map(key => {
    const range = !isTextColumn(key) && spread(group.rows, key, table);
    if (!range) return "<td>";
    const text = number => table.format(key, number);
    const between = range.low < range.high ? ` <small>${text(range.low)} – ${text(range.high)}</small>` : "";
    return `<td title="mean of ${group.rows.length}: ${exact(range.mean)}">${text(range.mean)}${between}`;
  });
  const isOpen = !closedGroups.has(group.label);
  return ` class=group><th scope=row class=t><button type=button data-at=g${shown.groups.indexOf(group)} aria-expanded=${isOpen}${cutText(group.label, 40)}</button>`
    + ` <small>${group.rows.length} ${group.rows.length === 1 ? "run" : "runs"}</small>` + cells.join("");
}

// Stands where the static table stood, and that is put away.
function takePlace(table) {
  const { still } = tools;
  const stillRows = still.querySelectorAll("tbody tr");
  if (stillRows.length === table.count) {
    for (const row of stillRows) {
      const trend = row.querySelector(".spark");
      if (trend) table.trends.set(row.querySelector("a").getAttribute("href").split("/").slice(-2)[0], trend.outerHTML);
    }
  }
  const made = element("table", { class: "runs", click: clickTable });
  made.append(still.querySelector("caption").cloneNode(true), made.createTHead(), made.createTBody());
  const scroller = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Runs", scroll: () => drawRows() }, made);
  shown = { table: made, scroller, drawn: {}, height: 28.5 };
  still.after(scroller);
  still.hidden = true;
  for (const pager of still.parentNode.querySelectorAll(":scope > .pager")) pager.hidden = true;
  addEventListener("resize", () => drawRows());
  drawTable();
}

// What the boxes and buttons of the table do.
function clickTable(event) {
  const head = event.target.closest("th[data-key] button");
  if (head) return toggleSort(head.parentNode.dataset.key);
  const { at } = event.target.dataset;
  if (!at) return;
  const place = Number(at.slice(1));
  if (at === "all") chooseRuns(shown.found, event.target.checked);
  else if (at[0] === "s") {
    const rows = shown.items.filter(item => !item.rows);
    const [from, to] = [rows.indexOf(event.shiftKey ? shown.touched : place), rows.indexOf(place)];
    chooseRuns(from < 0 || to < 0 ? [place] : rows.slice(Math.min(from, to), Math.max(from, to) + 1), event.target.checked);
    shown.touched = place;
  } else if (at[0] === "p") {
    setState({ baseline: place === shown.base ? "" : loadedTable.ids[place] });
  } else if (at[0] === "g") {
    const { label } = shown.groups[place];
    if (!closedGroups.delete(label)) closedGroups.add(label);
    drawTable();
  }
}

// At most a hundred: an address should fit into a message, and a chart be read.
function chooseRuns(rows, isChosen) {
  const runs = new Set(state.runs);
  for (const row of rows) {
    if (!isChosen) runs.delete(loadedTable.ids[row]);
    else if (runs.size < 100) runs.add(loadedTable.ids[row]);
  }
  setState({ runs: [...runs] });
  if (isChosen && runs.size === 100) tools.count.textContent += " (at most 100)";
  drawRows(true);
}

// The rows of the table as markup.

// The cells of the columns in view, and empty ones for the others.
function cellsMarkup(write) {
  const { columns, left, right } = shown;
  const space = count => count > 0 ? `<td colspan=${count}>` : "";
  return space(left - 1) + columns.slice(left, right).map(write).join("") + space(columns.length - right);
}

function rowMarkup(row) {
  const run = loadedTable.run(row);
  const isChosen = shown.chosen.has(loadedTable.ids[row]), isBase = row === shown.base;
  const name = escaped(run.name);
  return ` class="${isBase ? "baseline " : ""}${isChosen ? "chosen " : ""}${shown.faint.has(row) ? "faint" : ""}">`
    + `<th scope=row class="t i${shown.groups ? 0 : Math.min(run.depth, 4)}"><input type=checkbox data-at=s${row} aria-label="Select ${name}"${isChosen ? " checked" : ""}>`
    + runLink(run, row) + ((loadedTable.stored.get("deleted") || [])[row] ? " <span class=tag>deleted</span>" : "")
    + `<button type=button class=pin data-at=p${row} aria-pressed=${isBase} aria-label="Compare with ${name}" title="Compare the others with this run">⚲</button>`
    + cellsMarkup(column => column.cell(row, column.best, isBase ? undefined : column.base));
}

// A run's key and name, as a link. Of a long path the end tells: its start is cut.
function runLink(run, row) {
  let end = run.name;
  while (end.length > 40 && /\/./.test(end)) end = end.slice(end.indexOf("/") + 1);
  const isCut = end !== run.name;
  return `<i class="k c${run.colour} d${run.dash}"></i><a href="${escaped(run.page)}" data-at=a${row}`
    + `${isCut ? ` title="${escaped(run.name)}">…/` : ">"}${escaped(end)}</a>`;
}

// Rows nobody sees with the longest values of each column, so that columns keep their width while rows scroll by.
function sizerMarkup() {
  const rows = shown.columns.map(column => column.widest ||= widestRows(column));
  return [0, 1].map(turn => "<tr class=sizer>" + shown.columns.map((column, place) =>
    place ? column.cell(rows[place][turn], NaN, column.base)
      : `<th class=t><input type=checkbox>${runLink(loadedTable.run(rows[0][turn]), "")}<button class=pin>⚲</button>`).join(""))
      .join("");
}

// The rows of the longest and the shortest text; with fixed decimals of the greatest and the least number, which is quicker.
function widestRows(column) {
  const { values, decimals, key } = column;
  const isFixed = decimals !== null || /^(start|end)$/.test(key);
  const size = row => isFixed ? values[row] : column.text(values[row]).length;
  const found = [0, 0];
  values.forEach((_, row) => {
    if (!(size(row) <= size(found[0]))) found[0] = row;
    if (!(size(row) >= size(found[1]))) found[1] = row;
  });
  return found;
}

// A group: how many runs, and mean, least and greatest of each column of numbers.
function groupMarkup(group) {
  const { rows, label } = group;
  return ` class=group><th scope=row class=t><button type=button data-at=g${shown.groups.indexOf(group)} aria-expanded=${isOpen(group, shown.found)}${cutText(label, 40)}</button>`
    + ` <small>${rows.length} run${rows.length === 1 ? "" : "s"}</small>` + cellsMarkup(column => {
      const numbers = column.isText ? [] : rows.map(row => column.numbers[row]).filter(isFinite);
      if (!numbers.length) return "<td>";
      const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
      const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
      return `<td title="mean ${exact(mean)}">${column.text(mean)}${low < high ? ` <small>${column.text(low)} – ${column.text(high)}</small>` : ""}`;
    });
}

// Hands the reader rows of texts and numbers as comma-separated values for spreadsheets (RFC 4180, single line feeds).
function downloadRows(name, rows) {
  download(name, "text/csv", rows.map(cells => cells.map(cell => csvText(String(cell ?? ""))).join() + "\n").join(""));
}

// The rows and columns shown.
function downloadCSV() {
  const columns = shown.columns.filter(column => column.key !== "trend");
  const rows = shown.order.filter(row => !shown.faint.has(row)).map(row => columns.map(({ key, values }) => {
    const value = values[row];
    return value !== undefined && /^(start|end)$/.test(key) ? isoText(value) : value;
  }));
  downloadRows("runs.csv", [columns.map(({ key }) => key), ...rows]);
}

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
function csvText(text) {
  const isFormula = /^[=@\t\r]/.test(text) || /^[+-]./.test(text) && isNaN(numberIn(text));
  return isFormula || /[",\n\r]/.test(text) ? `"${isFormula ? "'" : ""}${text.replace(/"/g, '""')}"` : text;
}

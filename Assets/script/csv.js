// The rows and columns shown, as comma-separated values for spreadsheets (RFC 4180, single line feeds).
function downloadCSV() {
  const columns = shown.columns.filter(column => column.key !== "trend");
  const rows = shown.order.filter(row => !shown.faint.has(row)).map(row => columns.map(({ key, values }) => {
    const value = values[row];
    return typeof value !== "number" ? csvText(value || "") : /^(start|end)$/.test(key) ? isoText(value) : value;
  }));
  download("runs.csv", "text/csv", [columns.map(({ key }) => csvText(key)), ...rows].map(cells => cells.join() + "\n").join(""));
}

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
function csvText(text) {
  const isFormula = /^[=@\t\r]/.test(text) || /^[+-]./.test(text) && isNaN(numberIn(text));
  return isFormula || /[",\n\r]/.test(text) ? `"${isFormula ? "'" : ""}${text.replace(/"/g, '""')}"` : text;
}

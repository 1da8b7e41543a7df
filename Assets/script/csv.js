// The rows and columns shown, as comma-separated values for spreadsheets (RFC 4180, single line feeds).
function downloadCSV() {
  const table = loadedTable;
  const cell = (row, key) => {
    const value = table.value(row, key);
    return typeof value === "number" ? /^(start|end)$/.test(key) ? isoText(value) : String(value) : csvText(value || "");
  };
  const keys = shown.keys.filter(key => key !== "trend");
  const rows = shown.rows.filter(row => !shown.faint.has(row)).map(row => keys.map(key => cell(row, key)));
  download("runs.csv", "text/csv", [keys.map(csvText), ...rows].map(cells => cells.join(",") + "\n").join(""));
}

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
function csvText(text) {
  const isFormula = /^[=@\t\r]/.test(text) || /^[+-]./s.test(text) && isNaN(numberIn(text));
  return isFormula || /[",\n\r]/.test(text) ? `"${isFormula ? "'" : ""}${text.replace(/"/g, '""')}"` : text;
}

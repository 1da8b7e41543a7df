// Which columns the table has, what they are called, and what stands in their cells.

// All columns in their order: as in the static table, with what else there is.
function allKeys(table) {
  const isMixed = table.parts.length > 1;
  const facts = [...factLabels.keys()].filter(key => table.columns.has(key));
  const metrics = [...table.metrics.values()].map(metric => (metric.single ? ["last"] : aggregates)
    .filter(aggregate => aggregate !== "best_step" || metric.direction).map(aggregate => `metric.${metric.name}.${aggregate}`));
  const named = prefix => [...table.columns.keys()].filter(key => key.startsWith(prefix));
  const hasPrimary = !isMixed && table.metrics.has(table.parts[0].primary);
  const primary = hasPrimary ? [...table.trends.size ? ["trend"] : [], ...metrics.shift()] : [];
  const lead = isMixed ? facts : facts.splice(0, facts.indexOf("status") + 1);
  return [...lead, ...primary, ...isMixed ? metrics.flat() : [], ...named("param."), ...isMixed ? [] : metrics.flat(),
    ...named("tag."), ...isMixed ? [] : facts];
}

// The columns shown before anybody chooses: those of the static table.
function defaultKeys(table) {
  const isMixed = table.parts.length > 1;
  const primaries = new Set(table.parts.map(part => part.primary));
  const hidden = new Set(table.parts.flatMap(part => part.hidden || []));
  const params = [...table.columns.keys()].filter(key => key.startsWith("param."));
  const rows = new Set(params.flatMap(key => Object.keys(table.columns.get(key).values)));
  const isCommon = key => {
    const values = Object.values(table.columns.get(key).values);
    return rows.size > 1 && values.length === rows.size && values.every(value => value === values[0]);
  };
  return new Set(allKeys(table).filter(key => {
    const [metric, aggregate] = metricKey(key);
    if (hidden.has(key)) return false;
    if (metric !== undefined) return /^(last|min|max)$/.test(aggregate) && (!isMixed || primaries.has(metric));
    if (key.startsWith("param.")) return !isMixed && !isCommon(key);
    return /^(run|status|trend|start|duration|compute)$/.test(key) || key === "note" && !isMixed
      || /^(user|experiment)$/.test(key) && isMixed;
  }));
}

// What stands above a column, and above its neighbours of the same kind.
function groupLabel(key) {
  if (key === "trend") return loadedTable.parts[0].primary;
  return metricKey(key)[0] ?? { "param.": "Parameters", "tag.": "Tags" }[key.replace(/\..*/s, ".")];
}

function columnLabel(key) {
  const [name, aggregate] = metricKey(key);
  if (name === undefined) return factLabels.get(key) || key.replace(/^(param|tag)\./, "");
  return loadedTable.metrics.get(name).single ? "last = min = max" : aggregateLabel(aggregate);
}

function aggregateLabel(aggregate) {
  return aggregate.replace(/(.*)_step/, "step of $1");
}

// The label with what it is of: `val/loss min`.
function fullLabel(key) {
  const [name, aggregate] = metricKey(key);
  return name === undefined ? columnLabel(key) : aggregate === "last" ? name : `${name} ${aggregateLabel(aggregate)}`;
}

// 1 where more is better, −1 where less is, else 0.
function side(key) {
  const [name, aggregate] = metricKey(key);
  const { direction } = /count|step/.test(aggregate) ? {} : loadedTable.metrics.get(name) || {};
  return direction === "higher" ? 1 : direction === "lower" ? -1 : 0;
}

function isTextColumn(key) {
  const column = loadedTable.column(key);
  return key !== "duration" && (factLabels.has(key) || key === "trend" || Boolean(column && column.isText));
}

// The start of a long text, whole on hover, after the start of a cell's tag.
function cutText(text, limit) {
  const letters = text.length > limit ? [...text.slice(0, 2 * limit)] : [];
  if (letters.length <= limit) return ">" + escaped(text);
  return ` title="${escaped(text.slice(0, 2000))}">${escaped(letters.slice(0, limit - 1).join(""))}…`;
}

// A function that writes the cell of a row; `best` is the value to mark, `base` the one to compare with.
function cellWriter(key, { best, base }) {
  const table = loadedTable;
  const { values = [] } = table.column(key) || {};
  const limit = key === "note" ? 60 : /^(param|tag)\./.test(key) ? 32 : 48;
  if (key === "trend") return row => `<td class=t>${table.trends.get(table.value(row, "page")) || ""}`;
  if (key === "status") return row => `<td class=t><span class="s ${escaped(values[row])}">${escaped(values[row])}</span>`;
  if (key === "experiment") {
    return row => `<td class=t><a href="${escaped(root + table.partOf[row].folder)}/index.html"${cutText(values[row], limit)}</a>`;
  }
  if (/^(start|end)$/.test(key)) {
    return row => values[row] === undefined ? "<td>"
      : `<td class=t><time datetime="${isoText(values[row])}">${minuteText(values[row])}</time>`;
  }
  const start = isTextColumn(key) ? "<td class=t" : "<td";
  return row => {
    const value = values[row];
    if (value === undefined) return "<td>";
    if (typeof value === "string") return start + cutText(value, limit);
    const text = table.format(key, value);
    const title = key === "duration" || exact(value) === text ? "" : ` title=${exact(value)}`;
    return `<td${value === best ? " class=best" : ""}${title}>${text}${deltaMarkup(key, value, base)}`;
  };
}

// How far a value is from another: signed, and better or worse where that is known.
function deltaMarkup(key, value, base) {
  const delta = value - base;
  if (typeof base !== "number" || isNaN(delta)) return "";
  const judgement = { "-1": "worse", 1: "better" }[Math.sign(delta) * side(key)] || "equal";
  const sign = delta > 0 ? "+" : delta < 0 ? "−" : "±";
  return ` <small class=${judgement}>${sign}${loadedTable.format(key, Math.abs(delta))}</small>`;
}

// The name of a run, as a link. Of a long path the end tells: its start is cut.
function runLink(run, mark) {
  let shown = run.name;
  while (shown.length > 40 && /\/./.test(shown)) shown = shown.slice(shown.indexOf("/") + 1);
  const title = shown === run.name ? "" : ` title="${escaped(run.name)}"`;
  return `<i class="k c${run.colour} d${run.dash}"></i><a href="${escaped(run.page)}" data-at=${mark}${title}>`
    + `${title && "…/"}${escaped(shown)}</a>`;
}

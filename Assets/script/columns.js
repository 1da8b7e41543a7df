// The columns of a table: what they are called, how their values are shown, which there are.

class Column {
  constructor(table, key) {
    const [name, aggregate] = metricKey(key);
    const [kind] = key.split(".");
    const metric = table.metrics.get(name) || {};
    // What makes a value better: more (1), less (−1), or neither (0).
    const side = { higher: 1, lower: -1 }[metric.direction] || 0;
    const isPlace = /count|step/.test(aggregate);
    const isText = key !== "duration" && factLabels.has(key) || key === "trend";
    const short = aggregate && (metric.single ? "last = min = max" : aggregateLabel(aggregate));
    const source = aggregate === "best_step" ? `metric.${name}.${side > 0 ? "max" : "min"}_step`
      : metric.single && /min|max|first|mean/.test(aggregate) && !isPlace ? `metric.${name}.last` : key;
    const values = table.stored.get(source);
    Object.assign(this, {
      table, key, metric, aggregate, isText, isPlace, values: values || [], isMissing: !values && Boolean(aggregate),
      side: isPlace ? 0 : side,
      group: name ?? { param: "Parameters", tag: "Tags", trend: table.parts[0].primary }[kind],
      label: short || factLabels.get(key) || key.replace(/^(param|tag)\./, ""),
      name: aggregate && aggregate !== "last" ? `${name} ${aggregateLabel(aggregate)}` : name,
      decimals: isPlace ? null : metric.decimals ?? null,
    });
    this.name ??= this.label;
    this.numbers = aggregate ? this.values : this.values.map(value => typeof value === "string" ? numberIn(value) : value);
    this.isText ||= !aggregate && this.numbers.some(isNaN);
  }

  // A value as text, as the static pages round it.
  text(value, decimals = this.decimals) {
    if (value === undefined || typeof value === "string") return value || "";
    if (this.key === "duration") return durationText(value);
    if (/^(start|end)$/.test(this.key)) return minuteText(value);
    const number = value => decimals === null ? rounded(value) : fixed(value, decimals);
    const { format } = isFinite(value) && !this.isPlace ? this.metric : {};
    if (format === "percent") return number(value * 100) + "%";
    if (format === "seconds") return value >= 10 && value < 1e15 ? durationText(value) : rounded(value) + "s";
    if (format === "bytes") return bytesText(value);
    return format ? scientific(value) : number(value);
  }

  // That some values of a run's metric are no numbers must not be overlooked.
  warning(row) {
    const { [row]: count } = this.aggregate === "last" && this.table.stored.get("nonFinite." + this.metric.name) || [];
    return count ? `<sup title="${count} value${count === 1 ? " is" : "s are"} NaN or infinite">!</sup>` : "";
  }

  // How far a value is from another: signed, and better or worse where that is known.
  delta(value, base) {
    const delta = value - base;
    if (isNaN(delta)) return "";
    const size = Math.abs(delta);
    const judgement = ["worse", "equal", "better"][1 + Math.sign(delta) * this.side];
    // With the column's decimals, unless those make it nothing.
    const text = !delta ? "±0" : (delta > 0 ? "+" : "−")
      + (/[1-9∞]/.test(this.text(size)) ? this.text(size) : this.text(size, null));
    return ` <small class=${judgement}>${text}</small>`;
  }

  // The cell of a row; `best` is the value to mark, `base` the one to compare with.
  cell(row, best, base) {
    const { key } = this;
    const value = this.values[row];
    if (value === undefined) return "<td>";
    if (key === "trend") return "<td class=t>" + value;
    if (key === "status") return `<td class=t><span class="s ${escaped(value)}">${escaped(value)}</span>`;
    if (/^(start|end)$/.test(key)) return `<td class=t><time datetime=${isoText(value)}>${minuteText(value)}</time>`;
    if (key === "experiment") {
      return `<td class=t><a href="${escaped(root + this.table.partOf[row].folder)}/index.html"${cutText(value, 48)}</a>`;
    }
    if (typeof value === "string") return `<td${this.isText ? " class=t" : ""}${cutText(value, key === "note" ? 60 : this.group ? 32 : 48)}`;
    const text = this.text(value);
    const title = key === "duration" || exact(value) === text ? "" : " title=" + exact(value);
    return `<td${value === best ? " class=best" : ""}${title}>${text}${this.delta(value, base)}${this.warning(row)}`;
  }
}

function aggregateLabel(aggregate) {
  return aggregate.replace(/(.*)_step/, "step of $1");
}

// The rest of a start tag and a text; a long one is cut, whole on hover.
function cutText(text, limit) {
  const letters = text.length > limit ? [...text.slice(0, 2 * limit)] : "";
  if (letters.length <= limit) return ">" + escaped(text);
  return ` title="${escaped(text.slice(0, 2000))}">${escaped(letters.slice(0, limit - 1).join(""))}…`;
}

// All columns in their order, that of the static tables: parameters most runs have come first, those that differ before others.
function layoutKeys({ parts: [{ primary }], isMixed, metrics, stored }) {
  const facts = [...factLabels.keys()].filter(key => stored.has(key));
  const ofMetrics = [...metrics.values()].map(({ name, single, direction }) => aggregates.slice(0, single ? 1 : direction ? 9 : 8)
    .map(aggregate => `metric.${name}.${aggregate}`));
  const named = prefix => [...stored.keys()].filter(key => key.startsWith(prefix)).sort();
  const ranks = new Map(named("param.").map(key => {
    const values = stored.get(key).filter(() => true);
    return [key, 2 * values.length + values.some(value => value !== values[0])];
  }));
  const params = [...ranks.keys()].sort((a, b) => ranks.get(b) - ranks.get(a));
  if (isMixed) return [...facts, ...ofMetrics.flat(), ...params, ...named("tag.")];
  const lead = facts.splice(0, facts.indexOf("status") + 1);
  const first = metrics.has(primary) ? ofMetrics.shift() : [];
  return [...lead, ...named("trend"), ...first, ...params, ...ofMetrics.flat(), ...named("tag."), ...facts];
}

// The columns shown before anybody chooses: those of the static tables.
function defaultKeys({ parts, isMixed, keys, stored }) {
  const primaries = parts.map(part => part.primary);
  const hidden = new Set(parts.flatMap(part => part.hidden || []));
  const rows = new Set(keys.filter(key => key.startsWith("param."))
    .flatMap(key => [...stored.get(key).keys()].filter(row => stored.get(key)[row] !== undefined)));
  const isCommon = values => rows.size > 1 && values.filter(value =>
    value === values.find(other => other !== undefined)).length === rows.size;
  return new Set(keys.filter(key => {
    const [metric, aggregate] = metricKey(key);
    if (hidden.has(key)) return false;
    if (aggregate) return /^(last|min|max)$/.test(aggregate) && (!isMixed || primaries.includes(metric));
    if (key.startsWith("param.")) return !isMixed && !isCommon(stored.get(key));
    return RegExp(`^(run|status|trend|start|duration|compute|${isMixed ? "user|experiment" : "note"})$`).test(key);
  }));
}

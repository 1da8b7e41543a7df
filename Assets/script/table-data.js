// Runs and their columns, one experiment's after the other.
class Table {
  constructor(parts) {
    this.parts = parts;
    this.metrics = new Map();
    this.columns = new Map();
    this.trends = new Map();
    this.count = 0;
    for (const part of parts) {
      part.offset = this.count;
      this.count += part.columns.page.length;
      for (const metric of part.metrics) {
        const known = this.metrics.get(metric.name);
        if (!known) this.metrics.set(metric.name, { ...metric });
        else {
          known.single &&= metric.single;
          if (known.decimals !== metric.decimals) known.decimals = null;
        }
      }
    }
    this.partOf = parts.flatMap(part => part.columns.page.map(() => part));
    this.parents = parts.flatMap(part => parentsOf(part.columns.page.map((_, row) => (part.columns.depth || [])[row] || 0))
      .map(parent => parent === undefined ? undefined : parent + part.offset));
    this.columns.set("experiment", { values: this.partOf.map(part => part.experiment), isText: true });
    parts.forEach(part => this.add(part));
    // How the fragment names runs: the hash of the folder; all of the folder where another run has the same.
    this.rows = new Map();
    this.ids = this.partOf.map((_, row) => {
      const folder = this.run(row).folder.replace(/^experiments\//, "");
      const last = folder.split("/").pop();
      const id = (/(?:^|-)([0-9a-f]{8})$/.exec(last) || [, last])[1];
      const name = this.rows.has(id) ? folder : id;
      this.rows.set(name, row);
      return name;
    });
  }

  // Takes over the columns of a file.
  add(file) {
    const { offset } = this.parts.find(part => part.folder === file.folder);
    for (const [key, raw] of Object.entries(file.columns)) {
      if (!this.columns.has(key)) this.columns.set(key, { values: new Array(this.count), isText: false });
      const column = this.columns.get(key);
      const texts = raw.t;
      if (texts) column.isText ||= texts.some(text => isNaN(numberIn(text)));
      (texts ? raw.v : raw).forEach((value, row) => column.values[offset + row] = texts ? texts[value] : value);
    }
  }

  // The column of a key; undefined if there is none, or none yet.
  column(key) {
    const [name, aggregate] = metricKey(key);
    const metric = this.metrics.get(name);
    if (metric && aggregate === "best_step") {
      const side = { higher: "max", lower: "min" }[metric.direction];
      return this.column(`metric.${name}.${side}_step`);
    }
    const isSame = metric && metric.single && /^(min|max|first|mean)$/.test(aggregate);
    const column = this.columns.get(isSame ? `metric.${name}.last` : key);
    if (metric && !column) this.lacksMore ||= !this.hasMore;
    return column;
  }

  value(row, key) {
    const column = this.column(key);
    return column && column.values[row];
  }

  // The value as a number; NaN for text that is none, undefined where there is no value.
  number(row, key) {
    const value = this.value(row, key);
    return typeof value === "string" ? numberIn(value) : value;
  }

  run(row) {
    const get = key => this.value(row, key);
    const folder = this.partOf[row].folder + "/" + get("page");
    return {
      name: get("run"), folder, page: root + folder + "/index.html", colour: get("colour"), dash: get("dash"),
      depth: get("depth") || 0, experiment: get("experiment"),
    };
  }

  // A value of a column as text.
  format(key, value) {
    if (value === undefined || typeof value === "string") return value || "";
    if (/^(start|end)$/.test(key)) return minuteText(value);
    if (key === "duration") return durationText(value);
    const [name, aggregate] = metricKey(key);
    const { decimals = null } = this.metrics.get(name) || {};
    return decimals === null || /count|step/.test(aggregate) ? rounded(value) : fixed(value, decimals);
  }
}

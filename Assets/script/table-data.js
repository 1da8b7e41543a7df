// Runs and their columns, one experiment's after the other.
class Table {
  constructor(parts) {
    this.parts = parts;
    this.isMixed = parts.length > 1;
    this.metrics = new Map();
    this.stored = new Map();
    this.columns = new Map();
    this.parents = [];
    this.partOf = parts.flatMap(part => part.columns.page.map(() => part));
    this.count = this.partOf.length;
    let offset = 0;
    for (const part of parts) {
      part.offset = offset;
      const path = [];
      part.columns.page.forEach((_, row) => {
        const depth = (part.columns.depth || [])[row] || 0;
        // A run's parent is the nearest before it that is less deep.
        while (path.length && path[0][1] >= depth) path.shift();
        this.parents.push(path.length ? path[0][0] : undefined);
        path.unshift([offset++, depth]);
      });
      for (const metric of part.metrics) {
        const { single = true, decimals = metric.decimals } = this.metrics.get(metric.name) || {};
        // How many of a run's values are no numbers: cells warn of them.
        (metric.nonFinite || []).forEach((count, row) => {
          const key = "nonFinite." + metric.name;
          if (!this.stored.has(key)) this.stored.set(key, []);
          this.stored.get(key)[part.offset + row] = count;
        });
        const isAgreed = decimals === metric.decimals;
        this.metrics.set(metric.name, { ...metric, single: single && metric.single, decimals: isAgreed ? decimals : null });
      }
    }
    this.stored.set("experiment", this.partOf.map(part => part.experiment));
    parts.forEach(part => this.add(part));
    // How the fragment names runs: the hash of the folder; all of the folder where another run has the same.
    this.rows = new Map();
    this.ids = this.partOf.map((part, row) => {
      const last = this.stored.get("page")[row];
      const [, hash = last] = /(?:^|-)([0-9a-f]{8})$/.exec(last) || [];
      const id = this.rows.has(hash) ? part.folder.replace(/.*\//, "") + "/" + last : hash;
      this.rows.set(id, row);
      return id;
    });
    // A page that draws few runs needs fewer dashes to tell them apart.
    this.dashes = new Map((page.dataset.dashes || "").split(" ").map(pair => pair.split(":").map(Number)));
    this.keys = layoutKeys(this);
  }

  // Takes over the columns of a file.
  add(file) {
    const { offset } = this.parts.find(part => part.folder === file.folder);
    for (const [key, raw] of Object.entries(file.columns)) {
      if (!this.stored.has(key)) this.stored.set(key, Array(this.count));
      const values = this.stored.get(key);
      (raw.v || raw).forEach((value, row) => values[offset + row] = raw.v ? raw.t[value] : value);
    }
    this.columns.clear();
  }

  column(key) {
    if (!this.columns.has(key)) this.columns.set(key, new Column(this, key));
    return this.columns.get(key);
  }

  // The same for what is shown or asked for: it tells if the second file is wanted.
  use(key) {
    const column = this.column(key);
    this.lacksMore ||= column.isMissing && !this.hasMore;
    return column;
  }

  value(row, key) {
    return this.column(key).values[row];
  }

  // The value as a number; NaN for text that is none, undefined where there is no value.
  number(row, key) {
    return this.column(key).numbers[row];
  }

  format(key, value) {
    return this.column(key).text(value);
  }

  run(row) {
    const get = key => this.stored.get(key)[row];
    const folder = this.partOf[row].folder + "/" + get("page");
    return {
      name: get("run"), folder, page: root + folder + "/index.html", colour: get("colour"), dash: this.dashes.get(row) ?? get("dash"),
      depth: (this.stored.get("depth") || [])[row] || 0, experiment: get("experiment"),
    };
  }
}

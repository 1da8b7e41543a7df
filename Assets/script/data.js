// The data files: loaded once when asked for, as scripts, since nothing else can be read from a folder on disk.

const received = { table: [], more: [], series: new Map() };
const loading = new Map();

// Adds a script of the site; fails in words if it does not come.
function loadScript(path) {
  if (!loading.has(path)) {
    loading.set(path, new Promise((done, fail) => {
      const failed = () => {
        loading.delete(path);
        fail(new Error(`The data file ${path} could not be loaded.`));
      };
      const timer = setTimeout(failed, 60000);
      const script = element("script", { src: root + path, load: () => { clearTimeout(timer); done(); }, error: failed });
      script.async = false;
      document.head.append(script);
    }));
  }
  return loading.get(path);
}

// The table of the page's runs.
let tablePromise, loadedTable;
function loadTable() {
  const paths = (page.dataset.tables || "").split(" ").filter(path => path);
  tablePromise ||= Promise.all(paths.map(loadScript)).then(() => loadedTable = new Table(received.table), error => {
    tablePromise = undefined;
    throw error;
  });
  return tablePromise;
}

// Adds first, mean, count and the steps of min and max.
function loadMore(table) {
  const paths = page.dataset.tables.split(" ").filter(path => path);
  return Promise.all(paths.map(path => loadScript(path.replace(/\.js$/, "-more.js")))).then(() => {
    for (const part of received.more.splice(0)) table.add(part);
    table.hasMore = true;
  });
}

// The series of a run: a Map of metric to what series.js says of it.
function loadSeries(folder) {
  return loadScript(folder + "/series.js").then(() => new Map(Object.entries(received.series.get(folder) || {})));
}

const factLabels = new Map(Object.entries({
  run: "Run", id: "Id", experiment: "Experiment", status: "Status", user: "User", compute: "Compute", kind: "Kind",
  parent: "Parent", commit: "Commit", note: "Note", start: "Started (UTC)", end: "Ended (UTC)", duration: "Duration",
}));
const aggregates = ["last", "min", "max", "first", "mean", "count", "min_step", "max_step", "best_step"];

// Runs and their columns, one experiment's after the other.
class Table {
  constructor(parts) {
    this.parts = parts;
    this.metrics = new Map();
    this.columns = new Map();
    this.count = 0;
    this.hasMore = false;
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
    this.partOf = parts.flatMap(part => Array(part.columns.page.length).fill(part));
    for (const part of parts) this.add(part);
    if (!this.columns.has("experiment")) this.columns.set("experiment", this.partOf.map(part => part.experiment));
    this.index = new Map();
    this.ids = Array.from({ length: this.count }, (_, row) => this.identify(row));
  }

  // Takes over the columns of a file; `more` files name the folder of the part they belong to.
  add(file) {
    const offset = this.parts.find(part => part.folder === file.folder).offset;
    for (const [key, raw] of Object.entries(file.columns)) {
      if (!this.columns.has(key)) this.columns.set(key, new Array(this.count));
      const column = this.columns.get(key);
      const places = raw.t ? raw.v : raw;
      for (let row = 0; row < places.length; row++) {
        const value = places[row];
        if (value !== undefined && value !== null) column[offset + row] = raw.t ? raw.t[value] : value;
      }
    }
  }

  // How the fragment names a run: the hash of its folder; the whole path where another run has the same.
  identify(row) {
    const { folder } = this.run(row);
    const last = folder.split("/").pop();
    const hash = /(?:^|-)([0-9a-f]{8})$/.exec(last);
    let id = hash ? hash[1] : last;
    if (this.index.has(id)) id = folder.replace(/^experiments\//, "");
    this.index.set(id, row);
    return id;
  }

  // The values of a column; undefined if there is none, or none yet.
  column(key) {
    const [name, aggregate] = metricKey(key);
    const metric = this.metrics.get(name);
    if (aggregate === "best_step") {
      const side = metric && { higher: "max", lower: "min" }[metric.direction];
      return side && this.column(`metric.${name}.${side}_step`);
    }
    const isSame = metric && metric.single && /^(min|max|first|mean)$/.test(aggregate);
    return this.columns.get(isSame ? `metric.${name}.last` : key);
  }

  value(row, key) {
    const column = this.column(key);
    return column && column[row];
  }

  // The value as a number; NaN for text that is none, undefined where there is no value.
  number(row, key) {
    const value = this.value(row, key);
    return typeof value === "string" ? numberIn(value) : value;
  }

  run(row) {
    const part = this.partOf[row];
    const get = key => this.columns.get(key)[row];
    const folder = part.folder + "/" + get("page");
    return {
      name: get("run"), folder, page: root + folder + "/index.html", colour: get("colour"), dash: get("dash"),
      depth: get("depth") || 0, experiment: part.experiment,
    };
  }

  // All keys a column may have, those of the second file included.
  keys() {
    const names = [...this.columns.keys()];
    return [
      ...[...factLabels.keys()].filter(key => this.columns.has(key)),
      ...[...this.metrics.values()].flatMap(metric => aggregatesOf(metric).map(aggregate => `metric.${metric.name}.${aggregate}`)),
      ...names.filter(key => key.startsWith("param.")), ...names.filter(key => key.startsWith("tag.")),
    ];
  }

  // A number of a column as text.
  format(key, number) {
    if (typeof number !== "number") return number === undefined ? "" : number;
    if (key === "start" || key === "end") return minuteText(number);
    if (key === "duration") return durationText(number);
    const [name, aggregate] = metricKey(key);
    const metric = this.metrics.get(name);
    if (!metric || /count|step/.test(aggregate) || metric.decimals === null) return rounded(number);
    return fixed(number, metric.decimals);
  }
}

function aggregatesOf(metric) {
  return metric.single ? ["last"] : aggregates.slice(0, metric.direction ? 9 : 8);
}

// The name and the aggregate of a metric's key.
function metricKey(key) {
  const end = key.lastIndexOf(".");
  return key.startsWith("metric.") ? [key.slice(7, end), key.slice(end + 1)] : [];
}

// The number a text is, else NaN.
function numberIn(text) {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

// The rows of the chosen runs, in the order they were chosen; undefined if none is or the table is not here yet.
function shownRuns() {
  if (!state.runs.length || !loadedTable) return undefined;
  return state.runs.map(id => loadedTable.index.get(id)).filter(row => row !== undefined);
}

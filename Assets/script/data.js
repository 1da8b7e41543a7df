// The data files: loaded once when asked for, as scripts, since nothing else can be read from a folder on disk.

const received = { table: [], more: [], series: new Map(), logs: new Set() };
const loads = new Map();
let tableLoad, loadedTable;

// Adds a script of the site; fails in words if it does not come.
function loadScript(path) {
  if (!loads.has(path)) {
    loads.set(path, new Promise((done, fail) => {
      const failed = () => {
        loads.delete(path);
        fail(new Error(`The data file ${path} could not be loaded.`));
      };
      // Of a live page the data files change: a cache would answer with old ones.
      const version = page.dataset.stamp ? "?" + page.dataset.stamp : "";
      const script = element("script", { src: root + path + version, load: done, error: failed });
      script.async = false;
      document.head.append(script);
      setTimeout(failed, 60000);
    }));
  }
  return loads.get(path);
}

function loadTables(ending) {
  return Promise.all(page.dataset.tables.split(" ").map(path => loadScript(path.replace(/\.js$/, ending))));
}

// The table of the page's runs.
function loadTable() {
  tableLoad ||= loadTables(".js").then(() => loadedTable = new Table(received.table));
  tableLoad.catch(() => tableLoad = undefined);
  return tableLoad;
}

// Adds first, mean, count and the steps of min and max to it.
function loadMore(table) {
  return loadTables("-more.js").then(() => {
    received.more.splice(0).forEach(file => table.add(file));
    table.hasMore = true;
  });
}

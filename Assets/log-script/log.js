// What pages of logs do beyond their links: lines of other pages, ranges, search, jumps. No data is fetched: `logMap`
// comes from `pages.js` beside the pages of a log that has several. Rows of a table that have the numbers of their lines
// have ranges, too.

const find = selector => document.querySelector(selector);
const isLog = !!find(".log");
const lines = find(".log") || find(".numbered");
const all = selector => [...lines.querySelectorAll(selector)];
const allLines = () => all("[id^=L]");
const center = element => element?.scrollIntoView({ block: "center" });
const number = line => +line.id.slice(1);
const make = (name, attributes) => Object.assign(document.createElement(name), attributes);
let first = [1];
let errors = [];

/** Where a line is: nothing before the hash for one of this page. */
function address(line) {
  let page = first.length;
  while (page > 1 && first[page - 1] > line) page--;
  const data = lines.dataset;
  return (!isLog || page == data.page ? "" : page > 1 ? `${data.others}${page}.html` : data.first) + "#L" + line;
}

/** The first and the last line that the fragment names, `#L57` or `#L57-60`, if it names any. */
function chosen() {
  const [, from, to = from] = /^#L(\d+)(?:-L?(\d+))?$/.exec(location.hash) || [];
  return from ? [+from, +to].sort((a, b) => a - b) : [];
}

/** Marks and shows the chosen lines; goes to their page if it is another one. */
function showChosen() {
  for (const line of all("[id^=L].at")) line.classList.remove("at");
  const [start, end] = chosen();
  if (!start) return;
  const [page] = address(start).split("#");
  if (page) return location.replace(page + location.hash);
  // A line that was folded into an earlier one is shown by that one.
  const own = allLines();
  let place = own.findLastIndex(line => number(line) <= start);
  center(own[place]);
  tellMoment(own[place], start);
  // Of a table the first rows are shown.
  if (!isLog && start > number(own.at(-1))) return;
  for (; own[place] && number(own[place]) <= end; place++) own[place].classList.add("at");
}

const toCharts = make("a", { textContent: "charts at this moment (c)" });
const chartsNote = make("small");
chartsNote.append(toCharts);

/** Puts a link to the run's charts behind a line, at the moment it was written, if the lines are known by time. */
async function tellMoment(line, start) {
  chartsNote.remove();
  const { times, run } = lines.dataset;
  if (!times || !line) return;
  if (!self.logTimes) {
    await new Promise(done => document.head.append(make("script", { src: times, onload: done, onerror: done })));
  }
  // Each line that a point leads to as page, line and time, as differences; of others the one before, or the first.
  const known = self.logTimes?.[run].lines || [];
  let [at, moment, found] = [0, 0];
  for (let place = 0; place < known.length; place += 3) {
    at += known[place + 1];
    moment += known[place + 2];
    if (!found || at <= start) found = moment;
  }
  // Another line may have been chosen since.
  if (!found || !line.matches(".at") || line != all(".at")[0]) return;
  toCharts.href = find(".log-charts").pathname + "#p=" + found;
  line.append(chartsNote);
}

function go(line) {
  const target = address(line);
  if (target == location.hash) showChosen();
  else location.href = target;
}

/** Goes to the next (1) or previous (-1) line with an error after the one chosen, or after the first one in sight. */
function goToError(by) {
  const here = all("li");
  const inSight = here.find(line => line.getBoundingClientRect().bottom > 60) || here.at(-1);
  const start = chosen()[0] || number(inSight) - (by > 0);
  // The first line of each error, which may go on in another list.
  const own = here.filter((line, place) => line.matches(".e") && !here[place - 1]?.matches(".e")).map(number);
  const others = errors.filter(line => address(line)[0] != "#");
  const ahead = [...own, ...others].filter(line => by * (line - start) > 0).sort((a, b) => by * (a - b));
  if (ahead[0]) go(ahead[0]);
}

let found = [];
let current = 0;

/** Marks a text wherever it stands on the page, in whatever case and colours. */
function search(text) {
  for (const mark of all("mark")) {
    mark.replaceWith(mark.firstChild);
  }
  lines.normalize();
  found = [];
  for (const line of text ? all("li") : []) markIn(line, lower(text));
  current = -1;
  step(1);
}

/** In small letters, each character in as much room as before: one of Turkish would take more. */
const lower = text => text.replaceAll("İ", "I").toLowerCase();

function markIn(line, wanted) {
  const walker = document.createTreeWalker(line, 4 /* texts */);
  const texts = [];
  let whole = "";
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentNode.matches("a,small")) continue;
    texts.push([node, whole.length]);
    whole += lower(node.data);
  }
  const places = [];
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) places.unshift(at);
  // The last match first: what comes before a match stays in its node.
  const matches = places.map(at => texts.flatMap(([node, start]) => {
    const from = Math.max(at - start, 0);
    const length = Math.min(at + wanted.length - start, node.length) - from;
    if (length <= 0) return [];
    const part = node.splitText(from);
    part.splitText(length);
    const mark = make("mark");
    part.replaceWith(mark);
    mark.append(part);
    return mark;
  }));
  found.push(...matches.reverse());
}

/** Goes on to another match. */
function step(by) {
  for (const mark of found[current] || []) mark.className = "";
  current = (current + by + found.length) % (found.length || 1);
  for (const mark of found[current] || []) mark.className = "at";
  center(found[current]?.[0]);
  count.textContent = found.length ? `${current + 1} of ${found.length}` : input.value && "none on this page";
}

const field = placeholder => make("input", { placeholder });
const input = field("Search this page (/)");
const line = field("Go to line (g)");
const count = make("output");
const keys = {
  "/": () => input.focus(),
  g: () => line.focus(),
  n: () => goToError(1),
  p: () => goToError(-1),
  w: () => find(".log-wrap input").click(),
  c: () => (chartsNote.isConnected ? toCharts : find(".log-charts"))?.click(),
};

function start() {
  if (!lines) return;
  if (isLog) addTools();
  // A click with shift on a number makes a range of what is chosen.
  lines.onclick = event => {
    const [start] = chosen();
    const link = event.target.closest("a[href^='#L']");
    if (!start || !event.shiftKey || !link) return;
    event.preventDefault();
    location.hash = `L${start}-${link.hash.slice(2)}`;
  };
  onhashchange = showChosen;
  showChosen();
  // What came into sight since may be longer than it was taken for.
  addEventListener("load", () => center(find("[id^=L].at")));
}

function addTools() {
  lines.classList.add("scripted");
  if (self.logMap) {
    let at = 0;
    first = logMap.ahead.map(ahead => (at += ahead));
    errors = logMap.errors;
  }
  const button = (textContent, onclick) => make("button", { textContent, onclick });
  const tools = make("div", { className: "log-tools" });
  tools.append(input, button("Previous", () => step(-1)), button("Next", () => step(1)), count, line);
  if (errors[0] || all(".e")[0]) {
    tools.append(button("Previous error (p)", keys.p), button("Next error (n)", keys.n));
  }
  find(".log-bar").append(tools);
  input.oninput = () => search(input.value);
  input.onkeydown = ({ key, shiftKey }) => {
    if (key == "Enter") step(shiftKey ? -1 : 1);
    if (key == "Escape") search((input.value = ""));
  };
  line.onkeydown = ({ key }) => {
    const wanted = +line.value.replace(/\D/g, "");
    if (key == "Enter" && wanted) go(wanted);
  };
  onkeydown = event => {
    const { ctrlKey, altKey, metaKey, target } = event;
    const act = keys[event.key];
    if (ctrlKey || altKey || metaKey || target.matches(".log-tools input") || !act) return;
    event.preventDefault();
    act();
  };
  const charts = find(".log-charts[data-from]");
  if (charts) {
    const { from, to } = charts.dataset;
    charts.hash = from < to ? `x=wall&z=${from / 1000}~${to / 1000}` : "p=" + from;
  }
}

/** A page that was live until it was loaded again takes the reader's place up once more. */
function takePlaceUp() {
  const { live, root } = find("#main").dataset;
  try {
    if (!live && sessionStorage.getItem("runreport live " + location.pathname)) {
      document.head.append(make("script", { src: root + "assets/live.js" }));
    }
  } catch {
    // No memory, no place.
  }
}

addEventListener("DOMContentLoaded", start);
addEventListener("DOMContentLoaded", takePlaceUp);

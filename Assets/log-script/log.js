// What pages of logs do beyond their links: lines of other pages, ranges, search, jumps. No data is fetched: `logMap`
// comes from `pages.js` beside the pages of a log that has several.

const lines = document.querySelector(".log");

/** The first lines of pages, if there are several. */
function firstLines() {
  let line = 0;
  return typeof logMap == "undefined" ? [1] : logMap.ahead.map(ahead => (line += ahead));
}

/** Where a line is: nothing before the hash for one of this page. */
function address(line, first = firstLines()) {
  let page = first.findLastIndex(start => start <= line) + 1 || 1;
  const { page: current, first: start, others } = lines.dataset;
  return (page == current ? "" : page == 1 ? start : `${others}${page}.html`) + `#L${line}`;
}

/** The lines named by the fragment, `#L57` or `#L57-60`. */
function chosen() {
  const [, from, to] = /^#L(\d+)(?:-L?(\d+))?$/.exec(location.hash) || [];
  return from && [Math.min(from, to || from), Math.max(from, to || from)];
}

/** The element of a line, or of the one it was folded into. */
function element(line) {
  for (let number = line; number > 0 && number > line - 1e4; number--) {
    const found = document.getElementById("L" + number);
    if (found) return found;
  }
}

/** Marks and shows the chosen lines; goes to their page if it is another one. */
function showChosen() {
  for (const line of lines.querySelectorAll(".at")) line.classList.remove("at");
  const range = chosen();
  if (!range) return;
  const target = address(range[0]);
  if (target[0] != "#") return location.replace(target.replace(/#.*/, location.hash));
  const first = element(range[0]);
  for (let line = first; line && line.id.slice(1) <= range[1]; line = line.nextElementSibling) line.classList.add("at");
  first?.scrollIntoView({ block: "center" });
}

/** Goes to a line of any page. */
function go(line) {
  const target = address(line);
  if (target == location.hash) showChosen();
  else location.href = target;
}

/** The line the reader is at: the chosen one, else the first in sight. */
function here() {
  return chosen()?.[0] || +[...lines.children].find(line => line.getBoundingClientRect().bottom > 60)?.id.slice(1) || 0;
}

/** Goes to the next or the previous error: the first line of each, on this page or on another one. */
function goToError(step) {
  const isStart = line => !line.previousElementSibling?.matches(".e");
  const errors = [...lines.querySelectorAll(".e")].filter(isStart).map(line => +line.id.slice(1));
  if (typeof logMap != "undefined") {
    const { firstElementChild: first, dataset } = lines;
    errors.push(...logMap.errors.filter(line => line < first.id.slice(1) || line > dataset.last));
  }
  const ahead = errors.filter(line => step * (line - here()) > 0).sort((a, b) => step * (a - b));
  if (ahead.length) go(ahead[0]);
}

let found = [];
let current = -1;

/** Marks a text wherever it stands on the page, in whatever case. */
function search(text) {
  for (const mark of lines.querySelectorAll("mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  found = [];
  current = -1;
  const wanted = text.toLowerCase();
  if (wanted) {
    for (const line of lines.children) if (line.textContent.toLowerCase().includes(wanted)) markIn(line, wanted);
  }
  step(1);
}

/** Marks a text in a line: within one colour, or from one colour into the next. */
function markIn(line, wanted) {
  const texts = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentNode.closest("a,small")) texts.push(walker.currentNode);
  const whole = texts.map(node => node.data).join("").toLowerCase();
  const places = [];
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) places.push(at);
  for (const place of places) found.push([]);
  const base = found.length - places.length;
  // From the end on, so that what is cut off a node is done with.
  let end = whole.length;
  for (const node of texts.reverse()) {
    const start = end - node.data.length;
    for (let index = places.length - 1; index >= 0; index--) {
      const from = Math.max(places[index], start);
      const to = Math.min(places[index] + wanted.length, start + node.data.length);
      if (from >= to) continue;
      const part = node.splitText(from - start);
      part.splitText(to - from);
      const mark = document.createElement("mark");
      part.replaceWith(mark);
      mark.append(part);
      found[base + index].unshift(mark);
    }
    end = start;
  }
}

/** Goes on to another match. */
function step(by) {
  for (const mark of found[current] || []) mark.classList.remove("at");
  current = found.length ? (current + by + found.length) % found.length : -1;
  for (const mark of found[current] || []) mark.classList.add("at");
  found[current]?.[0].scrollIntoView({ block: "center" });
  count.textContent = input.value ? (found.length ? `${current + 1} of ${found.length}` : "none on this page") : "";
}

function make(name, attributes) {
  return Object.assign(document.createElement(name), attributes);
}

const input = make("input", { type: "search", placeholder: "Search this page", title: "Key: /" });
const count = make("output");
const line = make("input", { inputMode: "numeric", placeholder: "Line", title: "Key: g" });

function start() {
  const button = (text, title, onclick) => make("button", { type: "button", textContent: text, title, onclick });
  const tools = make("div", { className: "log-tools" });
  input.setAttribute("aria-label", "Search this page");
  line.setAttribute("aria-label", "Go to line");
  let waiting;
  input.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150, input.value);
  };
  input.onkeydown = event => {
    if (event.key == "Enter") step(event.shiftKey ? -1 : 1);
    if (event.key == "Escape") search((input.value = ""));
  };
  line.onkeydown = event => {
    const number = parseInt(line.value.replace(/\D/g, ""));
    if (event.key == "Enter" && number) go(number);
  };
  tools.append(input, button("↑", "Previous match", () => step(-1)), button("↓", "Next match", () => step(1)), count, line);
  if (lines.querySelector(".e") || typeof logMap != "undefined" && logMap.errors.length) {
    tools.append(button("previous error", "Key: p", () => goToError(-1)), button("next error", "Key: n", () => goToError(1)));
  }
  document.querySelector(".log-bar").append(tools);
  const wrap = document.querySelector(".log-wrap input");
  const keys = {
    "/": () => input.focus(), g: () => line.focus(), n: () => goToError(1), p: () => goToError(-1), w: () => wrap.click(),
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input") || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // A click with shift on a number makes a range of what is chosen.
  lines.addEventListener("click", event => {
    const range = chosen();
    const number = event.target.parentNode.id?.slice(1);
    if (!event.shiftKey || !range || !event.target.matches("li > a")) return;
    event.preventDefault();
    location.hash = `L${Math.min(range[0], number)}-${Math.max(range[0], number)}`;
  });
  addEventListener("hashchange", showChosen);
  showChosen();
}

if (lines) start();

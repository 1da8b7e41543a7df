// From a place of a chart to the line of a log that was written last at that moment: a click, a second touch, or Enter at the
// crosshair.
// The first script loads this where a run has a log whose lines are known by time (docs/comparison.md, "Data files").

const { element, hasTimedLog, loadScript, page } = runreport.parts;
const root = page.dataset.root || "";
// What is under the crosshair of a plot, as far as it leads to a log.
const places = new WeakMap();
const logs = new Map();
const panel = element("div.panel.log-panel", { popover: "auto", role: "dialog", "aria-label": "Lines of logs" });
page.append(panel);
const way = matchMedia("(hover: none)").matches ? "Touch again" : "Click or Enter";
let downAt, crossAt;
// Counts what was asked for: what comes late, after something else was, is not shown.
let asked = 0;

page.addEventListener("place", ({ target: plot, rows }) => {
  const found = rows.filter(({ run: { runs }, time }) => runs?.length === 1 && time && hasTimedLog(runs[0].folder));
  places.set(plot, found);
  if (!found[0]) return;
  plot.querySelector(".readout").append(element("div.quiet", {}, way + ": the log at this moment"));
  // The readout is hidden from screen readers.
  plot.setAttribute("aria-description", "Enter opens the log at this moment.");
});

// Before the plot knows of it and moves the crosshair.
page.addEventListener("pointerdown", ({ target, clientX, clientY }) => {
  downAt = [clientX, clientY];
  crossAt = target.closest(".plot")?.querySelector(".cross")?.getBoundingClientRect().left;
}, true);

page.addEventListener("click", ({ target, clientX, clientY, detail, pointerType }) => {
  // The first touch shows what the values are.
  if (pointerType === "touch" && !(Math.abs(clientX - crossAt) < 24)) return;
  const plot = target.closest(".plot");
  const isDrag = Math.hypot(clientX - downAt?.[0], clientY - downAt?.[1]) > 4;
  // A drag zooms, and a second click shows all again.
  if (plot && (detail === 1 || pointerType === "touch") && !isDrag) open(plot, clientX, clientY);
  else if (plot) close();
});

page.addEventListener("keydown", event => {
  const { key, target } = event;
  if (key !== "Enter" || !target.matches(".plot") || !target.querySelector(".cross")) return;
  event.preventDefault();
  const { left, bottom } = target.querySelector(".cross").getBoundingClientRect();
  open(target, left, bottom, true);
});

function close() {
  asked++;
  panel.hidePopover();
}

async function open(plot, x, y, isByKey) {
  const rows = (plot.querySelector(".readout") && places.get(plot) || []).slice();
  if (!rows.length) return;
  // The line that is pointed at comes first.
  rows.sort((a, b) => a.far - b.far);
  const own = ++asked;
  const items = await Promise.all(rows.slice(0, 8).map(item));
  if (own !== asked) return;
  panel.replaceChildren(element("strong", {}, "Log at this moment"), element("ul", {}, ...items),
    rows.length > 8 ? `8 of ${rows.length} runs` : "");
  // A dialog makes what is outside of it inert.
  (plot.closest("dialog") || page).append(panel);
  panel.showPopover();
  const { clientWidth, clientHeight } = document.documentElement;
  panel.style.left = Math.max(8, Math.min(x + 8, clientWidth - panel.offsetWidth - 8)) + "px";
  panel.style.top = Math.max(8, Math.min(y + 8, clientHeight - panel.offsetHeight - 8)) + "px";
  if (isByKey) panel.querySelector("a")?.focus();
}

// A link to the line of one run's log, or what there is in its place.
async function item({ run: { label, runs: [{ folder }] }, time }) {
  try {
    await loadScript(folder + "/log-times.js");
    const { stem, file, zone, lines } = logOf(folder);
    const line = lines.findLast(line => line.moment <= time);
    const remark = text => element("small", {}, text);
    if (!line) return element("li", {}, label, remark("logged before the log begins"));
    return element("li", {}, element("a", { href: `${root}${stem}${line.page > 1 ? "/" + line.page : ""}.html#L${line.number}` },
      `${label}, line ${line.number}`), remark(file + (zone ? `, its times read as ${zone}` : "")));
  } catch (error) {
    return element("li", {}, error.message);
  }
}

function logOf(folder) {
  if (!logs.has(folder)) {
    const log = logTimes[folder];
    const line = { page: 0, number: 0, moment: 0 };
    logs.set(folder, { ...log, lines: Array.from({ length: log.lines.length / 3 }, (_, place) => {
      const [page, number, moment] = log.lines.slice(3 * place);
      line.page += page;
      line.number += number;
      line.moment += moment;
      return { ...line };
    }) });
  }
  return logs.get(folder);
}

// What pages of runs that still run do: they ask whether they changed, say when somebody looked last, and renew
// themselves, the reader's place and choices kept. No data is fetched: `stamp.js` calls `runreportStamp`.

const page = document.getElementById("main");
const label = document.querySelector("#live > span");
const { live: path, stamp: own, root } = page.dataset;
// The same in `site.js` and `log.js`, which call for this script once more when the page is live no more.
const key = "runreport live " + location.pathname;
const now = () => Date.now() / 1000;

let stamp;
// By how much this clock is ahead of the watcher's; known once a look was seen that was not there before.
let ahead = 0;
let isChanged = false;
let lastInput = 0;
let isHeld = false;
let scrolled = 0;

// Loads the stamp again. It is the same file at another address, so that no cache answers.
function ask() {
  const script = document.createElement("script");
  script.src = root + "stamp.js?" + Date.now();
  script.onload = script.onerror = () => script.remove();
  document.head.append(script);
  setTimeout(ask, 1000 * Math.min(5, Math.max(1, (stamp?.every || 2) / 2)));
}

window.runreportStamp = next => {
  const { looked = 0 } = stamp || {};
  stamp = next;
  if (looked && next.looked !== looked) ahead = now() - next.looked / 1000;
  isChanged = next.pages[path] !== own;
  renew();
  tell();
};

function tell() {
  if (!stamp) return;
  const age = Math.max(0, Math.round(now() - stamp.looked / 1000 - ahead));
  const isLate = age > 3 * stamp.every + 2;
  const time = new Date(stamp.looked).toISOString().slice(11, 19);
  label.className = isLate ? "late" : "";
  label.textContent = isLate ? `live, but no news since ${time} UTC`
    : isChanged && isBusy() ? "live, with news that wait until you are done" : `live, updated ${age} s ago`;
}

// Whether a new page would take something out of the reader's hands.
function isBusy() {
  const { activeElement: element } = document;
  const isWriting = element?.matches("input:not([type=checkbox],[type=radio]), textarea, select");
  return isHeld || document.querySelector(":popover-open, dialog[open]") || !getSelection().isCollapsed
    || now() - lastInput < (isWriting ? 3 : .4);
}

function renew() {
  if (!isChanged || isBusy()) return;
  // Right after a build the page may be there before its stamp, and some caches keep a stamp: where loading the page again
  // brought the same page, it is not tried again at once.
  const last = read();
  if (last && now() - last.time < (last.stamp === own ? 10 : 1)) return;
  keep();
  location.reload();
}

// What is open, by its label: counts in it change.
const folds = () => {
  const seen = {};
  return [...document.querySelectorAll("main details")].map(element => {
    const name = (element.firstElementChild?.textContent || "").replace(/\d[\d,.]*/g, "");
    seen[name] = (seen[name] || 0) + 1;
    return [element, name + seen[name]];
  });
};

// The way to an element that will be there again: from the nearest one with an id down.
function wayTo(element) {
  const steps = [];
  for (; element && element !== document.body; element = element.parentElement) {
    if (element.id) return ["#" + CSS.escape(element.id), ...steps].join(" > ");
    const alike = [...element.parentElement.children].filter(other => other.tagName === element.tagName);
    steps.unshift(`${element.tagName}:nth-of-type(${alike.indexOf(element) + 1})`);
  }
  return ["body", ...steps].join(" > ");
}

// The last place with an id above the top of what is in sight, and how far above.
function anchor() {
  let best;
  for (const element of document.querySelectorAll("main [id]")) {
    const { top, height } = element.getBoundingClientRect();
    if (height && top <= 0) best = [element.id, top];
  }
  return best;
}

function keep() {
  const boxes = [...document.querySelectorAll("main :is(div, pre, section, nav, ol)")].filter(box => box.scrollLeft || box.scrollTop);
  const focused = document.activeElement;
  const isFocused = focused && focused !== document.body;
  const value = {
    time: now(),
    stamp: own,
    top: scrollY,
    left: scrollX,
    anchor: anchor(),
    // A log is followed by whoever has scrolled to its end.
    isAtEnd: scrollY > 0 && scrollY + innerHeight > document.scrollingElement.scrollHeight - 4,
    boxes: boxes.map(box => [wayTo(box), box.scrollLeft, box.scrollTop, box.scrollTop > 0 && box.scrollTop + box.clientHeight > box.scrollHeight - 4]),
    folds: folds().filter(([element]) => element.open).map(([, name]) => name),
    ticks: [...document.querySelectorAll(".log-wrap input")].map(input => input.checked),
    focus: isFocused && wayTo(focused),
    text: isFocused && focused.matches("input:not([type=checkbox],[type=radio])") && [focused.value, focused.selectionStart, focused.selectionEnd],
  };
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The browser's own memory of the place has to do.
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function restore() {
  const kept = read();
  if (!kept?.folds || now() - kept.time > 30) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ time: kept.time, stamp: kept.stamp }));
  } catch {
    // As above.
  }
  for (const [element, name] of folds()) element.open = kept.folds.includes(name);
  document.querySelectorAll(".log-wrap input").forEach((input, place) => input.checked = kept.ticks[place] ?? input.checked);
  restoreFocus(kept);
  // What scripts load makes the page longer for a while; a reader who scrolls by himself is let go.
  const end = now() + 2;
  let last;
  const place = () => {
    if (scrolled) return;
    for (const [way, left, top, isAtEnd] of kept.boxes) {
      const box = document.querySelector(way);
      if (box) Object.assign(box, { scrollLeft: left, scrollTop: isAtEnd ? box.scrollHeight : top });
    }
    const [id, above] = kept.anchor || [];
    const found = id && document.getElementById(id);
    const top = kept.isAtEnd ? document.scrollingElement.scrollHeight
      : found ? scrollY + found.getBoundingClientRect().top - above : kept.top;
    if (last !== top || Math.abs(scrollY - top) > 1) scrollTo({ left: kept.left, top, behavior: "instant" });
    last = top;
    if (now() < end) setTimeout(place, 50);
  };
  place();
  addEventListener("load", place);
}

function restoreFocus({ focus, text }, tries = 20) {
  if (!focus) return;
  const element = document.querySelector(focus);
  // Tools of tables and charts come a moment later.
  if (!element) return tries && setTimeout(() => restoreFocus({ focus, text }, tries - 1), 50);
  if (document.activeElement !== document.body) return;
  element.focus({ preventScroll: true });
  if (!text) return;
  if (element.value !== text[0]) {
    element.value = text[0];
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (text[1] !== null) element.setSelectionRange(text[1], text[2]);
}

addEventListener("pointerdown", () => isHeld = true, true);
for (const name of ["pointerup", "pointercancel", "dragend"]) addEventListener(name, () => isHeld = false, true);
for (const name of ["pointerdown", "keydown", "input", "pointermove", "wheel", "touchmove"]) {
  addEventListener(name, () => {
    lastInput = now();
    if (name === "wheel" || name === "touchmove" || name === "keydown") scrolled = lastInput;
  }, { passive: true, capture: true });
}

function start() {
  restore();
  // The page of a run that ended meanwhile only takes its place up again.
  if (!path) return;
  ask();
  setInterval(() => {
    renew();
    tell();
  }, 1000);
}

if (document.readyState === "complete") start();
else addEventListener("DOMContentLoaded", start);

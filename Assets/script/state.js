// What the reader chose, kept in the fragment of the page's address (docs/comparison.md, "The fragment").

// The names of what can be chosen, and their letters in the fragment.
const letters = {
  filter: "f", sort: "s", columns: "c", group: "g", baseline: "b", runs: "r", differs: "d",
  x: "x", log: "l", smooth: "m", clip: "o", zoom: "z", legend: "t", charts: "a", moment: "p",
};
const stateListeners = [];
// All of the choice. `columns` is a Map of keys to whether they are shown; runs are named as in the fragment.
const state = initialState();
let fragmentTimer;

function initialState() {
  return readFragment("");
}

// Some fields of a choice.
function choiceOf(fields, choice) {
  return Object.fromEntries(fields.map(name => [name, choice[name]]));
}

// Calls the listener after each change with the names of what changed.
function onState(listener) {
  stateListeners.push(listener);
}

// Changes some of the choice. The fragment follows when changes pause, and the page's history stays as it is:
// Back leads to the page before, not to the letter typed before.
function setState(patch) {
  clearTimeout(fragmentTimer);
  fragmentTimer = setTimeout(() => {
    const text = fragmentOf(state);
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }, 150);
  changeState(patch);
}

function changeState(patch) {
  const changed = Object.keys(patch).filter(name => written(patch[name]) !== written(state[name]));
  Object.assign(state, patch);
  if (changed.length) stateListeners.forEach(listener => listener(changed));
}

// The fragment of a choice, without `#`.
function fragmentOf(choice) {
  return Object.entries(choice).map(([name, value]) => [letters[name], written(value)])
    .filter(pair => pair[1]).map(pair => pair.join("=")).join("&");
}

// The choice in a fragment; what is no choice, as `#runs` or what somebody made up, is passed over.
function readFragment(text) {
  const given = new Map(text.replace(/^#/, "").split("&").map(part => [part.slice(0, 2), part.slice(2)]));
  return Object.fromEntries(Object.entries(letters).map(([name, letter]) => [name, choiceIn(name, given.get(letter + "=") || "")]));
}

// A value as it stands in the fragment; empty if it is the default.
function written(value) {
  if (value instanceof Map) value = [...value].map(([key, isShown]) => (isShown ? "+" : "-") + quoted(key));
  if (value === true) value = 1;
  // Only what an address cannot hold, or chats cut links at, is encoded. Half a letter is left out.
  return (Array.isArray(value) ? value.join("~") : String(value || ""))
    .replace(/[\ud800-\udfff]/gu, "").replace(/[^\w\-.!$'*+,;:@/?=~]/gu, encodeURIComponent);
}

function choiceIn(name, text) {
  try {
    text = decodeURIComponent(text);
  } catch {
    // Somebody's own percent sign.
  }
  const items = pieces(text, "~").filter(item => item);
  const [low, high] = items.map(Number);
  if (name === "columns") {
    return new Map(items.filter(item => /^[+-]./.test(item)).map(item => [unquoted(item.slice(1)), item[0] === "+"]));
  }
  if (/runs|charts/.test(name)) return items;
  if (/differs|clip/.test(name)) return text === "1";
  if (name === "smooth") return low > 0 && low <= .99 ? low : 0;
  if (name === "moment") return low > 0 ? low : 0;
  if (name === "zoom") return isFinite(high - low) && low < high ? [low, high] : undefined;
  return text;
}

function startState() {
  const read = () => changeState(readFragment(location.hash));
  // A link to a place on the page is no new choice.
  addEventListener("hashchange", () => /^(#\w=|$)/.test(location.hash) && read());
  read();
}

// What the reader chose, kept in the fragment of the page's address (docs/comparison.md, "The fragment").

const plain = { write: encode, read: decode, initial: () => "" };
const flag = { write: value => value ? "1" : "", read: text => text === "1", initial: () => false };
const list = {
  write: value => value.map(encode).join("~"),
  read: text => text.split("~").filter(item => item).map(decode),
  initial: () => [],
};
const choices = {
  write: value => list.write([...value].map(([key, isShown]) => (isShown ? "+" : "-") + key)),
  read: text => new Map(list.read(text).filter(item => /^[+-]./.test(item)).map(item => [item.slice(1), item[0] === "+"])),
  initial: () => new Map(),
};
const share = {
  write: value => value ? String(value) : "",
  read: text => Math.min(.99, Math.max(0, Number(text) || 0)),
  initial: () => 0,
};
const range = {
  write: value => value ? value.join("~") : "",
  read: text => {
    const [low, high, more] = text.split("~").map(Number);
    return low < high && isFinite(high - low) && more === undefined ? [low, high] : undefined;
  },
  initial: () => undefined,
};

// Name, letter in the fragment, and how it is written and read.
const stateFields = [
  ["filter", "f", plain], ["sort", "s", plain], ["columns", "c", choices], ["group", "g", plain],
  ["baseline", "b", plain], ["runs", "r", list], ["differs", "d", flag], ["x", "x", plain], ["log", "l", plain],
  ["smooth", "m", share], ["clip", "o", flag], ["zoom", "z", range], ["legend", "t", plain], ["charts", "a", list],
];

// All of the choice. `columns` is a Map of key to whether it is shown; runs are named as in the fragment.
const state = initialState();
const stateListeners = [];
let fragmentTimer;

function initialState() {
  return Object.fromEntries(stateFields.map(([name, , kind]) => [name, kind.initial()]));
}

// Calls the listener after each change with the names of what changed.
function onState(listener) {
  stateListeners.push(listener);
}

// Changes some of the choice. The fragment follows when changes pause, so that typing stays quick.
function setState(patch) {
  clearTimeout(fragmentTimer);
  fragmentTimer = setTimeout(writeFragment, 150);
  changeState(patch);
}

function changeState(patch) {
  const changed = stateFields.filter(([name, , kind]) => name in patch && kind.write(patch[name]) !== kind.write(state[name]))
    .map(([name]) => name);
  for (const name of changed) state[name] = patch[name];
  if (changed.length) for (const listener of stateListeners) listener(changed);
}

// The fragment of a choice, without `#`.
function fragmentOf(choice) {
  return stateFields.map(([name, letter, kind]) => [letter, name in choice ? kind.write(choice[name]) : ""])
    .filter(([, text]) => text).map(pair => pair.join("=")).join("&");
}

// The choice in a fragment; what is no choice, as `#runs` or what somebody made up, is passed over.
function readFragment(text) {
  const choice = initialState();
  for (const part of text.replace(/^#/, "").split("&")) {
    const field = stateFields.find(([, letter]) => part.startsWith(letter + "="));
    if (field) choice[field[0]] = field[2].read(part.slice(2));
  }
  return choice;
}

// The page's history stays as it is: Back leads to the page before, not to the letter typed before.
function writeFragment() {
  const text = fragmentOf(state);
  history.replaceState(history.state, "", text ? "#" + text : location.pathname + location.search);
}

function startState() {
  const read = () => changeState(readFragment(location.hash));
  // A link to a place on the page is no new choice.
  addEventListener("hashchange", () => (location.hash === "" || /^#\w=/.test(location.hash)) && read());
  read();
}

// Only what an address cannot hold, what chats cut links at, and our own separators. Half a letter is left out.
function encode(text) {
  return text.replace(/[\ud800-\udfff]/gu, "").replace(/[^\w\-.!$'*+,;:@/?=]/gu, encodeURIComponent).replace(/~/g, "%7E");
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// Elements, menus and downloads. Text from a store reaches the page only through here: as text nodes, or escaped.

// The frame of the page's content, which carries the way to the site's root and what data there is.
const page = document.getElementById("main") || document.body;
const root = page.dataset.root || "";

// An element; attributes that are functions listen to the event of that name, false ones are left out.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== undefined));
  return made;
}

function button(label, action, attributes) {
  return element("button", { type: "button", click: action, ...attributes }, label);
}

// A labelled tick box.
function tick(label, checked, action) {
  const box = element("input", { type: "checkbox", change: () => action(box.checked) });
  box.checked = checked;
  return element("label", {}, box, " ", label);
}

// Text for markup, in content and in quoted attributes.
function escaped(text) {
  return String(text).replace(/[&<>"]/g, sign => "&#" + sign.charCodeAt(0) + ";");
}

// A button that opens a panel; `build` fills the panel each time it opens.
// Escape, a click elsewhere and leaving by Tab close it; Escape gives the focus back.
function menu(label, build, attributes) {
  const panel = element("div", { class: "panel", role: "group", hidden: true });
  if (typeof label === "string") panel.setAttribute("aria-label", label);
  const opener = button(label, () => show(panel.hidden), { "aria-expanded": "false", ...attributes });
  const elsewhere = event => whole.contains(event.target) || show(false);
  const whole = element("div", {
    class: "menu",
    keydown: event => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.stopPropagation();
      show(false);
      opener.focus();
    },
    focusout: event => event.relatedTarget && !whole.contains(event.relatedTarget) && show(false),
  }, opener, panel);
  function show(isOpen) {
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", isOpen);
    document[isOpen ? "addEventListener" : "removeEventListener"]("pointerdown", elsewhere);
    panel.replaceChildren();
    if (!isOpen) return;
    build(panel, () => { show(false); opener.focus(); });
    // On a narrow screen the panel moves left as far as it must.
    panel.style.left = "0";
    const { left, right } = panel.getBoundingClientRect();
    panel.style.left = Math.max(8 - left, Math.min(0, document.documentElement.clientWidth - 8 - right)) + "px";
  }
  return whole;
}

// Hands the reader a file.
function download(name, type, text) {
  const address = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

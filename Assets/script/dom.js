// Elements, menus and downloads. Text from a store reaches the page only as text nodes, or `escaped`.

// The page's content, which carries the way to the site's root and the names of its data files.
const page = document.getElementById("main") || document.body;
const root = page.dataset.root || "";

// An element, as `span.quiet`; attributes that are functions listen to the event of that name, false ones are left out.
function element(kind, attributes, ...children) {
  const [tag, ...classes] = kind.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

function button(label, action, attributes) {
  return element("button", { type: "button", click: action, ...attributes }, label);
}

// A labelled tick box.
function tick(label, checked, action) {
  const box = element("input", { type: "checkbox", checked, change: () => action(box.checked) });
  return element("label", {}, box, " " + label);
}

// Text for markup, in content and in quoted attributes.
// Written as Swift writes it, what HTML forbids included, since charts are compared byte by byte.
function escaped(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "\n" };
  return String(text).replace(/[&<>"'\r]/g, sign => names[sign]).replace(/(?![\t\n])\p{Cc}|\p{NChar}/gu, "\ufffd");
}

// A button that opens a panel, which `build` fills each time. The browser closes it, by Escape or a click elsewhere,
// and gives the focus back.
function menu(label, build, attributes) {
  const panel = element("div.panel", { popover: true });
  const opener = button(label, () => {}, attributes);
  opener.popoverTargetElement = panel;
  panel.addEventListener("beforetoggle", async event => {
    if (event.newState !== "open") return;
    panel.replaceChildren();
    await build(panel);
    requestAnimationFrame(() => {
      const { left, bottom } = opener.getBoundingClientRect();
      panel.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - panel.offsetWidth - 8)) + "px";
      panel.style.top = bottom + scrollY + 4 + "px";
    });
  });
  return element("span.menu", {}, opener, panel);
}

// Hands the reader a file.
function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 9999);
}

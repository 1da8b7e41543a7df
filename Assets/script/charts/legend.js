// What stands beside drawings: remarks, and what each line is.

// What must be said of a drawing beside it.
function remarksOf({ lines, wanted, y, shown, total, outside, leftOut, smoothing, remark, missing }) {
  const count = number => decimalText(number, 0);
  const word = wanted?.total && state.group ? "groups" : "runs";
  return [
    remark,
    wanted?.total > wanted?.length && `${wanted.length} of ${count(wanted.total)} ${word}`,
    wanted && lines.length < wanted.length && `${lines.length} of these ${wanted.length} ${word} ${lines.length == 1 ? "has" : "have"} it`,
    y.isLog && "log scale",
    smoothing && `smoothed by ${smoothing}, the values faint`,
    outside && `${count(outside)} of ${count(shown)} points beyond the axis, marked at its edge`,
    wanted && leftOut && `${count(leftOut)} points without a place on a logarithmic x`,
    missing && `${counted(missing, "run")} without a value on some axis`,
    wanted && !state.group && shown < total && `${count(shown)} points of ${count(total)} values, band: least to greatest`,
  ].filter(remark => remark).join(" · ");
}

// What each line is, as a list.
function legendOf(lines) {
  return element("ul.legend.drawn", {}, ...lines.map(({ label, page, colour, dash, runs, total }) => element("li", {},
    keyOf({ colour, dash }), page ? element("a", { href: page }, label) : label,
    total ? element("span.quiet", {},
      ` mean of ${runs.length < total ? runs.length + " of " : ""}${total} runs, band: least to greatest`) : "")));
}

function removeAll(place, selector) {
  place.querySelectorAll(selector).forEach(made => made.remove());
}

const keyOf = ({ colour, dash }) => element(`i.k.c${colour}.d${dash}`);

// The legend of all figures that have none of their own, and which runs they show; the page's while it says what is drawn.
async function drawPageLegend() {
  if (!pageLegend) return;
  const own = [...new Set([...figures.values()]
    .flatMap(figure => figure.legend || !figure.own || figure.aggregate ? [] : figure.own))];
  const isStill = isDefault(["runs", "group", "legend"]) || !own.length;
  const lines = isStill ? [] : linesWanted(await loadTable(), own, state.legend);
  const choice = pageLegend.parentNode.querySelector(":scope > .aside");
  removeAll(pageLegend.parentNode, ":scope > .drawn");
  if (!isStill) pageLegend.after(legendOf(lines));
  if (choice && (state.runs.length || state.group) && !isStill) {
    choice.after(element("span.aside.drawn", {}, `${lines.length} of ${lines.total} ${state.group ? "groups" : "selected runs"}`));
  }
  pageLegend.hidden = !isStill;
  if (choice) choice.hidden = choice.nextSibling.className === "aside drawn";
}

// What stands above the charts of a page: the x axis, logarithms, smoothing, outliers, legend, more charts.

let chartTools;
const loading = { done: 0, total: 0 };

function startChartTools() {
  if (chartTools) return;
  const first = [...figures.keys()][0];
  const legend = page.querySelector("ul.legend:not(figure *)");
  const place = legend || first.closest(".charts") || first;
  const labelled = (label, input, unit) => element("label", {}, label + " ", input, unit);
  const select = (label, options, action) => {
    const made = element("select", { change: () => action(made.value) }, ...options.map(([value, text]) => element("option", { value }, text)));
    return labelled(label, made);
  };
  const number = (type, label) => element("input", {
    type, min: "0", max: "0.99", step: "0.01", "aria-label": label, input: event => setState({ smooth: Number(event.target.value) || 0 }),
  });
  const metrics = [...new Set([...figures.values()].map(figure => figure.metric))];
  const setLog = (x, y) => setState({ log: (x ? "x" : "") + y, zoom: state.zoom });
  const yLog = () => state.log.replace("x", "");
  chartTools = {
    legend, place,
    x: select("x", [["", "step"], ["time", "time since start"], ["wall", "time of day, UTC"], ...metrics.map(name => [name, name])], x => setState({ x, zoom: undefined })),
    logX: tick("log x", false, isLog => setLog(isLog, yLog())),
    y: select("y", [["", "automatic"], ["-", "linear"], ["y", "logarithmic"]], y => setLog(state.log.includes("x"), y)),
    slider: number("range", "Smoothing"),
    smooth: number("number", "Smoothing, 0 to 0.99"),
    clip: tick("Clip outliers", false, clip => setState({ clip })),
    template: element("input", { type: "text", placeholder: "{run} lr {param.lr}", spellcheck: "false", input: event => setState({ legend: event.target.value }) }),
    zoom: button("Show all of x", () => setState({ zoom: undefined })),
    reset: button("Reset charts", () => setState(choiceOf([...chartFields, "charts"].filter(name => !tableFields.includes(name)), initialState()))),
    status: element("span", { role: "status" }),
  };
  const { x, logX, y, slider, smooth, clip, template, zoom, reset, status } = chartTools;
  place.before(element("details", { class: "chart-tools" }, element("summary", {}, "Chart options"),
    element("div", { class: "tools", role: "group", "aria-label": "Chart options" }, x, logX, y, labelled("Smoothing", slider), smooth, clip,
      page.dataset.tables ? labelled("Legend", template) : "")), element("p", { class: "count" }, zoom, " ", reset, " ", status));
  onState(changed => {
    if (changed.some(name => [...chartFields, "charts"].includes(name)) || changed.includes("filter") && state.group) refresh();
    showChartTools();
  });
  showChartTools();
}

// Makes the tools say what is drawn.
async function showChartTools() {
  const { x, logX, y, slider, smooth, clip, template, zoom, reset, legend, place } = chartTools;
  x.lastElementChild.value = state.x;
  logX.firstChild.checked = state.log.includes("x");
  y.lastElementChild.value = state.log.replace("x", "");
  slider.value = state.smooth;
  if (Number(smooth.value) !== state.smooth) smooth.value = state.smooth;
  clip.firstChild.checked = state.clip;
  if (template.value !== state.legend) template.value = state.legend;
  zoom.hidden = !state.zoom;
  reset.hidden = !fragmentOf(choiceOf(["x", "log", "smooth", "clip", "zoom", "legend", "charts"], state));
}

// Tells how far the loading of series is.
function watchLoads(loads) {
  loading.total += loads.length;
  const tell = () => {
    if (++loading.done < loading.total) chartTools.status.textContent = `Loading ${loading.done + 1} of ${loading.total} runs`;
    else {
      chartTools.status.textContent = "";
      loading.done = loading.total = 0;
    }
  };
  loads.forEach(load => load.then(tell, tell));
  return Promise.all(loads);
}

function tellProblem(error) {
  chartTools.status.textContent = error.message;
}

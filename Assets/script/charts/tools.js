// What stands above the charts of a page: the x axis, logarithms, smoothing, outliers, legend, more charts.

let chartTools;

function startChartTools() {
  if (chartTools) return;
  const first = figures.keys().next().value;
  pageLegend = page.querySelector("ul.legend:not(figure *)");
  const set = name => event => setState({ [name]: event.target.value });
  const select = (options, change) => element("select", { change },
    ...options.map(([value, text]) => element("option", { value }, text)));
  const names = [...new Set([...figures.values()].map(figure => figure.metric))].filter(name => name);
  const setLog = () => setState({ log: (logX.firstChild.checked ? "x" : "") + y.value });
  // Where the page's own charts have another axis, that is what stands there first.
  const steps = page.querySelector("figure[data-x]") ? [["", "as on the page"], ["step", "step"]] : [["", "step"]];
  const x = select([...steps, ["time", "time since start"], ["wall", "time of day, UTC"], ...names.map(name => [name, name])],
    () => setState({ x: x.value, zoom: undefined }));
  const logX = tick("log x", false, setLog);
  const y = select([["", "automatic"], ["-", "linear"], ["y", "logarithmic"]], setLog);
  const [slider, smooth] = ["range", "number"].map(type => element("input", {
    type, min: 0, max: .99, step: .01, value: 0, "aria-label": "Smoothing, 0 to 0.99",
    input: event => setState({ smooth: clamp(event.target.value, 0, .99) }),
  }));
  const clip = tick("Clip outliers", false, clip => setState({ clip }));
  const legend = element("input", { type: "text", placeholder: "{run} lr {param.lr}", spellcheck: "false", input: set("legend") });
  const zoom = button("Show all of x", () => setState({ zoom: undefined }));
  const fields = ["x", "log", "smooth", "clip", "zoom", "legend", "charts", "moment"];
  const reset = button("Reset charts", () => setState(choiceOf(fields, initialState())));
  const status = element("span", { role: "status" });
  const problem = element("p.problem", { role: "alert" });
  const labelled = (label, ...inputs) => element("label", {}, label + " ", ...inputs);
  (pageLegend || first.closest(".charts") || first).before(
    element("details.chart-tools", {}, element("summary", {}, "Chart options"),
      element("div.tools", { role: "group", "aria-label": "Chart options" }, labelled("x axis", x), logX, labelled("y axis", y),
        labelled("Smoothing", slider), smooth, clip, page.dataset.run ? "" : labelled("Legend", legend),
        chartGrid && page.dataset.tables ? menu("Add a chart", fillRunCharts) : "")),
    element("p.count", {}, zoom, reset, status), problem);
  // Makes the tools say what is drawn.
  const show = () => {
    x.value = state.x;
    logX.firstChild.checked = state.log.includes("x");
    y.value = state.log.replace("x", "");
    slider.value = state.smooth;
    if (Number(smooth.value) !== state.smooth) smooth.value = state.smooth;
    clip.firstChild.checked = state.clip;
    if (legend.value !== state.legend) legend.value = state.legend;
    zoom.hidden = !state.zoom;
    reset.hidden = isDefault(fields);
  };
  chartTools = { status, problem };
  onState(changed => {
    show();
    problem.textContent = "";
    if (changed.includes("charts")) return drawFigures();
    if (changed.some(name => lineFields.includes(name))
      || changed.includes("filter") && (state.group || state.charts.length)) refresh();
  });
  show();
}

function tellLoading(done, total) {
  if (total > 1) chartTools.status.textContent = done < total ? `Loading ${done + 1} of ${total} runs` : "";
}

function tellProblem(error) {
  chartTools.problem.textContent = error.message;
}

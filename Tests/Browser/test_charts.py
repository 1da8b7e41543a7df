"""Charts in the hands of a reader: every choice by click, drag, touch and key, and read as a person would."""

import csv
import io
import json
import re
import shutil
import struct
import urllib.parse

import pytest

from conftest import ROOT, SCRIPT_POLICY, serious, serving


@pytest.fixture(scope="module")
def strict(site):
    """The address of the site under a policy that lets its own script run and nothing else."""
    with serving(site, SCRIPT_POLICY) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(site, strict):
    return {"disk": site.as_uri() + "/", "policy": strict}


class Charts:
    """A page with charts, and what a reader does there."""

    def __init__(self, page, address):
        self.page, self.address, self.refused = page, address, []
        page.on("console", lambda message: self.refused.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.refused.append(str(error)))

    def open(self, path, fragment=""):
        self.page.goto("about:blank")
        self.page.goto(self.address + path + ("#" + fragment if fragment else ""))
        return self

    def figure(self, metric):
        return self.page.locator(f'figure[data-metric="{metric}"]')

    def plot(self, metric):
        return self.figure(metric).locator(".plot")

    def options(self):
        self.page.get_by_text("Chart options", exact=True).click()

    def drawn(self, metric):
        """The figure once the script has drawn it."""
        self.figure(metric).scroll_into_view_if_needed()
        self.figure(metric).locator("small.drawn").wait_for(state="attached")
        return self.figure(metric)

    def ticks(self, metric):
        return self.figure(metric).locator(".ticks").nth(1).locator("text").all_text_contents()

    def point_at(self, metric, across, down=0.5):
        """Moves the pointer to a place of the plot, in shares of its size."""
        box = self.plot(metric).bounding_box()
        self.page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])

    def drag(self, metric, start, end):
        self.plot(metric).scroll_into_view_if_needed()
        self.point_at(metric, start)
        self.plot(metric).locator(".readout").wait_for()
        self.page.mouse.down()
        self.point_at(metric, (start + end) / 2)
        self.point_at(metric, end)
        self.page.mouse.up()

    def readout(self, metric):
        """The head of the readout and its rows as lists of cells."""
        box = self.plot(metric).locator(".readout")
        box.wait_for()
        rows = box.locator("tr").all()
        return box.locator("strong").inner_text(), [row.locator("td").all_inner_texts() for row in rows]

    def fragment(self, pattern=""):
        """The address's fragment once it is like that."""
        def found():
            return re.fullmatch(pattern, urllib.parse.unquote(self.page.evaluate("location.hash.slice(1)")))
        return self.until(found)

    def until(self, question):
        """The answer, once it is one; asked from here, since a strict policy forbids waiting within the page."""
        for _ in range(100):
            answer = question()
            if answer:
                return answer
            self.page.wait_for_timeout(50)
        raise AssertionError("it never came to that")

    def settled(self):
        """Fails if the browser refused or reported anything."""
        assert not self.refused, self.refused


@pytest.fixture(params=["disk", "policy"])
def charts(browser, addresses, request):
    """Everything must work from a folder and under a strict policy."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    made = Charts(page, addresses[request.param])
    yield made
    page.close()
    made.settled()


@pytest.fixture
def single(browser, addresses):
    """What does not depend on where the page comes from."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    made = Charts(page, addresses["disk"])
    yield made
    page.close()
    made.settled()


def logged(run, metric, step):
    """A value as the store has it."""
    for line in (ROOT / "SampleRuns/digits-mlp" / run / "metrics.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("step") == step and metric in record.get("values", {}):
            return record["values"][metric]
    raise AssertionError((run, metric, step))


# At rest


def test_drawing_of_the_page_stays_until_something_is_chosen(charts, site, pages):
    charts.open(pages["experiment"])
    charts.plot("val/loss").hover()
    charts.readout("val/loss")
    charts.page.mouse.move(0, 0)
    assert charts.page.locator("small.drawn").count() == 0
    source = (site / pages["experiment"]).read_text(encoding="utf-8")
    shown = charts.page.evaluate("""source => {
      const page = new DOMParser().parseFromString(source, "text/html");
      const svgs = root => [...root.querySelectorAll("figure svg.chart")].map(svg => svg.outerHTML);
      return [svgs(page).length, svgs(page).join() === svgs(document).join()];
    }""", source)
    assert shown[0] > 3 and shown[1]


@pytest.mark.parametrize("kind", ["experiment", "run"])
def test_script_draws_by_default_what_the_page_shows(single, pages, kind):
    single.open(pages[kind])
    static = single.page.evaluate("[...document.querySelectorAll('figure[data-metric] svg.chart')].map(svg => svg.outerHTML)")
    # Names as they are: a choice that changes nothing, and yet everything is drawn anew.
    single.open(pages[kind], "t={run}")
    for figure in single.page.locator("figure[data-metric]").all():
        figure.scroll_into_view_if_needed()
        figure.locator("small.drawn").wait_for(state="attached")
    drawn = single.page.evaluate("[...document.querySelectorAll('figure[data-metric] svg.chart')].map(svg => svg.outerHTML)")
    assert len(static) > 3 and drawn == static


# Reading values


def test_pointer_reads_all_lines_the_greatest_first(charts, pages):
    charts.open(pages["experiment"])
    charts.plot("val/loss").scroll_into_view_if_needed()
    charts.point_at("val/loss", 0.35)
    head, rows = charts.readout("val/loss")
    step = int(re.fullmatch(r"step (\d+)", head)[1])
    assert len(rows) > 3
    for name, value, place in rows:
        # A run that ended before is read at its last step, and the row says so.
        own, took = re.fullmatch(r"(?:step (\d+) · )?(\d+s|\d+m \d\ds)", place).groups()
        assert float(value) == pytest.approx(logged(name.strip(), "val/loss", int(own or step)), rel=1e-3)
    values = [float(row[1]) for row in rows]
    assert values == sorted(values, reverse=True)
    assert charts.plot("val/loss").locator(".readout tr.near").count() == 1
    assert charts.plot("val/loss").locator(".cross .dots").count() == len(rows)
    charts.page.mouse.move(2, 2)
    charts.plot("val/loss").locator(".readout").wait_for(state="detached")


def test_keys_read_all_lines_and_say_them(charts, pages):
    charts.open(pages["experiment"])
    plot = charts.plot("val/accuracy")
    plot.focus()
    plot.press("ArrowRight")
    assert charts.readout("val/accuracy")[0] == "step 1"
    plot.press("ArrowRight")
    plot.press("Shift+ArrowRight")
    head, rows = charts.readout("val/accuracy")
    assert head == "step 12"
    spoken = charts.page.locator(".hidden[role=status]")
    charts.until(lambda: spoken.inner_text().startswith("step 12: "))
    assert f"{rows[0][0].strip()} {rows[0][1]}" in spoken.inner_text()
    plot.press("End")
    assert charts.readout("val/accuracy")[0] == "step 200"
    plot.press("ArrowLeft")
    assert charts.readout("val/accuracy")[0] == "step 199"
    plot.press("Home")
    assert charts.readout("val/accuracy")[0] == "step 1"
    plot.press("Escape")
    plot.locator(".readout").wait_for(state="detached")


def test_touch_reads_values_and_they_stay(browser, addresses, pages):
    context = browser.new_context(has_touch=True, viewport={"width": 400, "height": 800})
    charts = Charts(context.new_page(), addresses["disk"]).open(pages["experiment"])
    charts.plot("val/loss").scroll_into_view_if_needed()
    charts.plot("val/loss").tap()
    head, rows = charts.readout("val/loss")
    assert head.startswith("step ") and rows
    box = charts.plot("val/loss").locator(".readout").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 400
    context.close()
    charts.settled()


# Zooming


def test_dragging_zooms_all_charts_and_a_button_leads_back(charts, pages):
    charts.open(pages["experiment"])
    charts.drag("val/accuracy", 0.3, 0.5)
    charts.fragment("z=[0-9.]+~[0-9.]+")
    for metric in ("val/accuracy", "val/loss", "train/loss"):
        charts.drawn(metric)
        ticks = charts.ticks(metric)
        numbers = [float(tick) for tick in ticks if tick != "step"]
        assert min(numbers) > 20 and max(numbers) < 110, (metric, ticks)
    charts.page.get_by_role("button", name="Show all of x").click()
    charts.fragment()
    assert charts.page.locator("small.drawn").count() == 0


@pytest.mark.parametrize("way", ["double click", "Escape"])
def test_ways_back_from_a_zoom(single, pages, way):
    single.open(pages["experiment"], "z=20~40")
    single.drawn("val/loss")
    if way == "Escape":
        single.plot("val/loss").focus()
        single.plot("val/loss").press("Escape")
    else:
        single.plot("val/loss").dblclick()
    single.fragment()
    assert single.figure("val/loss").locator("small.drawn").count() == 0


def test_keys_zoom_at_the_crosshair_and_move_the_range(charts, pages):
    def zoomed():
        found = re.search("z=(.+)~(.+)", charts.page.evaluate("location.hash"))
        return [float(end) for end in found.groups()] if found else [1, 200]

    charts.open(pages["experiment"])
    plot = charts.plot("val/loss")
    plot.focus()
    for key in ["Home", *["Shift+ArrowRight"] * 5, "+", "+"]:
        plot.press(key)
    charts.until(lambda: zoomed()[1] - zoomed()[0] == pytest.approx(199 / 4, rel=0.01))
    assert zoomed()[0] < 51 < zoomed()[1]
    before = zoomed()
    plot.press("End")
    plot.press("ArrowRight")
    charts.until(lambda: zoomed()[0] > before[0] + 5)
    for _ in range(6):
        plot.press("-")
    charts.fragment()


# Choosing how charts are drawn


def control(charts, label):
    tools = charts.page.locator(".chart-tools")
    return tools.get_by_role("combobox", name=label, exact=True).or_(tools.get_by_label(label, exact=True)).first


def test_x_by_time_by_clock_and_by_another_metric(charts, pages):
    charts.open(pages["experiment"])
    charts.options()
    control(charts, "x axis").select_option("time since start")
    charts.fragment("x=time")
    assert charts.drawn("val/loss").locator("desc").text_content().startswith("8 lines over time 0.668 s to 3.272 min, ")
    control(charts, "x axis").select_option("time of day, UTC")
    charts.fragment("x=wall")
    charts.until(lambda: "2026-11-0" in charts.figure("val/loss").locator("desc").text_content())
    control(charts, "x axis").select_option("train/loss")
    charts.fragment("x=train/loss")
    charts.until(lambda: charts.ticks("val/loss")[-1] == "train/loss")
    plot = charts.plot("val/loss")
    plot.focus()
    plot.press("Home")
    head, rows = charts.readout("val/loss")
    assert head.startswith("train/loss 0.0")
    name, value, place = rows[0]
    step = int(re.match(r"step (\d+) · ", place)[1])
    assert float(value) == pytest.approx(logged(name.strip(), "val/loss", step), rel=1e-3)
    assert float(head.split()[1]) == pytest.approx(logged(name.strip(), "train/loss", step), rel=1e-3)


def test_axes_are_logarithmic_where_one_wants_it(charts, pages):
    charts.open(pages["experiment"])
    charts.options()
    control(charts, "y axis").select_option("logarithmic")
    charts.fragment("l=y")
    assert "log scale" in charts.drawn("val/accuracy").locator("small.drawn").inner_text()
    control(charts, "y axis").select_option("linear")
    charts.fragment("l=-")
    charts.until(lambda: "log scale" not in charts.figure("train/loss").locator("small.drawn").inner_text())
    control(charts, "log x").check()
    charts.fragment("l=x-")
    charts.until(lambda: {"1", "10", "100"} <= set(charts.ticks("train/loss")))
    control(charts, "y axis").select_option("automatic")
    charts.fragment("l=x")


def test_legend_names_runs_by_a_template(charts, pages):
    charts.open(pages["experiment"])
    charts.options()
    control(charts, "Legend").press_sequentially("{run} at {param.lr}, {metric.val/accuracy.max}")
    charts.page.locator("ul.legend.drawn").wait_for()
    text = charts.page.locator("ul.legend.drawn li", has_text="copper-falcon-118").inner_text()
    assert re.fullmatch(r"copper-falcon-118 at 0\.1, 0\.99\d\d", text)
    charts.plot("val/loss").scroll_into_view_if_needed()
    charts.point_at("val/loss", 0.3)
    assert any(row[0].strip() == text for row in charts.readout("val/loss")[1])
    assert charts.page.locator("ul.legend:not(.drawn)").first.is_hidden()


def test_reset_brings_the_page_back(charts, pages):
    charts.open(pages["experiment"], "x=time&l=y&t={run}!&z=5~9")
    charts.drawn("val/loss")
    charts.page.get_by_role("button", name="Reset charts").click()
    charts.fragment()
    charts.until(lambda: charts.page.locator(".drawn").count() == 0)
    assert charts.page.get_by_role("button", name="Reset charts").is_hidden()


def test_choice_works_by_keyboard_alone(single, pages):
    page = single.open(pages["experiment"]).page
    page.locator(".chart-tools summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    single.fragment("x=time")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    single.fragment("x=time&l=x")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    single.fragment("x=time&l=x-")
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    single.fragment("x=time&l=x-&m=0.03")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("0.5")
    single.fragment("x=time&l=x-&m=0.5")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    single.fragment("x=time&l=x-&m=0.5&o=1")
    page.keyboard.press("Tab")
    page.keyboard.type("{run}")
    single.fragment("x=time&l=x-&m=0.5&o=1&t={run}")


def test_smoothing_leaves_the_values_faint_behind(charts, pages):
    charts.open(pages["experiment"])
    charts.options()
    control(charts, "Smoothing, 0 to 0.99").last.fill("0.9")
    charts.fragment("m=0.9")
    figure = charts.drawn("val/loss")
    assert figure.locator("g.s path.raw").count() == figure.locator("g.s path[id]").count() == 8
    assert "smoothed by 0.9" in figure.locator("small.drawn").inner_text()


def test_clipped_outliers_are_marked_and_counted(charts, pages):
    charts.open(pages["experiment"])
    charts.options()
    charts.page.get_by_label("Clip outliers").check()
    charts.fragment("o=1")
    figure = charts.drawn("val/accuracy")
    assert re.search(r"\d+ of \d+ points beyond the axis", figure.locator("small.drawn").inner_text())
    assert figure.locator("path.out").count() > 0
    assert float(charts.figure("val/accuracy").locator(".ticks").first.locator("text").first.text_content()) > 0.9


def test_groups_are_a_mean_with_a_band_that_the_legend_explains(charts, pages):
    charts.open(pages["experiment"], "g=param.optimizer")
    figure = charts.drawn("train/loss")
    assert figure.locator("g.s").count() == 3 and figure.locator(".bands path").count() >= 2
    legend = charts.page.locator("ul.legend.drawn > li").all_inner_texts()
    assert legend[0].startswith("optimizer adam mean of 3 runs, band: least to greatest")
    charts.plot("train/loss").focus()
    charts.plot("train/loss").press("Home")
    head, rows = charts.readout("train/loss")
    low, high = re.search(r"\((\S+) – (\S+)\)", rows[0][1]).groups()
    assert head == "step 1" and float(low) < float(rows[0][1].split()[0]) < float(high)


# Figures with settings of their own


@pytest.fixture
def viewed(browser, site, pages, tmp_path):
    """A page whose figures are not all drawn as an experiment's are: what `data-` attributes and drawings say of them."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    charts = Charts(page, copy.as_uri() + "/").open(pages["experiment"], "a=bar:metric.val/accuracy.max")
    bar = page.locator("figure[data-added]")
    bar.locator("small.drawn").wait_for(state="attached")
    bar = bar.locator("svg.chart").evaluate("svg => svg.outerHTML")
    file = copy / pages["experiment"]
    text = file.read_text(encoding="utf-8")
    own = ' data-x=time data-log=x- data-smooth=0.6 data-clip=1 data-legend="{run} at {param.lr}"'
    assert ' data-metric="val/loss"' in text and ' data-metric="train/loss"' in text
    text = text.replace(' data-metric="val/loss"', ' data-metric="val/loss"' + own)
    rows = " ".join(map(str, range(24)))
    more = [
        ("bars", f'data-aggregate="bar:metric.val/accuracy.max" data-runs="{rows}"'),
        ("pie", f'data-aggregate="pie:metric.val/accuracy.max" data-runs="{rows}"'), ("other", ""),
    ]
    text = text.replace("<div class=charts>", "<div class=charts>" + "".join(
        f"<figure class=chart-cell id={name} {hooks}><figcaption><h3>{name}</h3></figcaption>{bar}</figure>" for name, hooks in more), 1)
    file.write_text(text, encoding="utf-8")
    yield charts
    page.close()
    charts.settled()


def test_figure_is_read_and_drawn_as_its_own_attributes_say(viewed, pages):
    viewed.open(pages["experiment"])
    still = viewed.figure("val/loss").locator("svg.chart").evaluate("svg => svg.outerHTML")
    viewed.plot("val/loss").focus()
    viewed.plot("val/loss").press("Home")
    head, rows = viewed.readout("val/loss")
    assert head.startswith("time ") and all(re.search(r" at 0\.\d+$", row[0]) for row in rows), (head, rows)
    viewed.plot("val/loss").press("Escape")
    assert viewed.figure("val/loss").locator("svg.chart").evaluate("svg => svg.outerHTML") == still
    # A choice that says nothing of them leaves them as they are, also where the figure is drawn anew.
    viewed.open(pages["experiment"], "z=1~150")
    figure = viewed.drawn("val/loss")
    # Its axis is another than that of the range.
    description = figure.locator("desc").text_content()
    assert re.match(r"8 lines over time 0\.668 to 196\.3, logarithmic, values [^,]*, smoothed by 0\.6, ", description)
    assert figure.locator("path.raw").count() > 0 and "beyond the axis" in figure.locator("small.drawn").inner_text()
    assert viewed.drawn("train/loss").locator("desc").text_content().startswith("8 lines over step 1 to 150, values ")


def test_zooming_a_figure_with_its_own_axis_gives_all_that_axis(viewed, pages):
    viewed.open(pages["experiment"])
    viewed.drag("val/loss", 0.4, 0.7)
    viewed.fragment("x=time&z=.+~.+")
    for metric in ("val/loss", "train/loss"):
        assert "lines over time " in viewed.drawn(metric).locator("desc").text_content()


def test_what_the_reader_chooses_goes_before_a_figures_own_settings(viewed, pages):
    viewed.open(pages["experiment"])
    viewed.options()
    x = control(viewed, "x axis")
    assert x.locator("option").all_inner_texts()[:3] == ["as on the page", "step", "time since start"]
    x.select_option("step")
    viewed.fragment("x=step")
    assert viewed.drawn("val/loss").locator("desc").text_content().startswith("8 lines over step 1 to 200, logarithmic")
    viewed.open(pages["experiment"], "x=step&l=y&m=0.9&t={run}!")
    description = viewed.drawn("val/loss").locator("desc").text_content()
    assert description.startswith("8 lines over step 1 to 200, values ") and ", logarithmic, smoothed by 0.9" in description
    assert "!: last" in viewed.figure("val/loss").locator("g.s title").first.text_content()


def test_charts_of_runs_on_the_page_stay_until_they_must_change(viewed, pages):
    viewed.open(pages["experiment"])
    bars = viewed.page.locator("#bars")
    still = bars.locator("svg.chart").evaluate("svg => svg.outerHTML")
    bars.locator(".plot").focus()
    bars.locator(".plot").press("Home")
    bars.locator(".readout tr").wait_for()
    bars.locator(".plot").press("Escape")
    viewed.open(pages["experiment"], "x=time&m=0.5")
    viewed.drawn("train/loss")
    assert bars.locator("svg.chart").evaluate("svg => svg.outerHTML") == still
    viewed.open(pages["experiment"], "l=y")
    bars.locator("small.drawn").wait_for(state="attached")
    # All of its runs, also the one without a value, in the order that the page has given.
    assert bars.locator("desc").text_content().startswith("24 bars, logarithmic: ")
    assert bars.locator("g.bar").count() == 23 and "23 of 24 runs" in bars.locator("small.drawn").inner_text()
    values = [float(title.split(": ")[1]) for title in bars.locator("g.bar > title").all_text_contents()]
    assert values != sorted(values, reverse=True)
    # Of those a reader chooses, the best comes first.
    viewed.page.get_by_label("Filter runs").focus()
    choose(viewed, "copper-falcon-118", "velvet-prairie-113", "eager-tide-115")
    viewed.until(lambda: bars.locator("g.bar").count() == 3)
    values = [float(title.split(": ")[1]) for title in bars.locator("g.bar > title").all_text_contents()]
    assert values == sorted(values, reverse=True)


def test_a_figure_the_script_does_not_know_is_left_alone(viewed, pages):
    viewed.open(pages["experiment"], "l=xy&x=time")
    viewed.drawn("val/loss")
    for name in ("#pie", "#other"):
        figure = viewed.page.locator(name)
        assert figure.locator(".plot, .more, .drawn").count() == 0
        assert figure.locator("desc").text_content().startswith("23 bars: ")


# Charts of one number a run


AGGREGATES = [
    ("bar", "bar:metric.val/accuracy.max", "g.bar", "23 of 24 runs"),
    ("scatter", "scatter:param.lr,metric.val/accuracy.max", "g.s:has(.dots)", "23 of 24 runs"),
    (
        "parallel", "parallel:param.lr,param.optimizer,metric.val/loss.min", "g.s:has(use)",
        "24 of 24 runs · 1 run without a value on some axis",
    ),
    ("best", "best:metric.val/accuracy.max", "g.s:has(.dots)", "23 of 24 runs"),
]


@pytest.mark.parametrize("kind, item, shapes, remark", AGGREGATES)
def test_charts_of_one_number_a_run_are_drawn_read_and_removed(charts, pages, kind, item, shapes, remark):
    charts.open(pages["experiment"], "a=" + item)
    figure = charts.page.locator("figure[data-added]")
    figure.locator("small.drawn").wait_for(state="attached")
    assert remark in figure.locator("small.drawn").inner_text()
    assert figure.locator(shapes).count() == int(remark[:2])
    assert figure.locator("g.e").count() > 0 and figure.locator("path.best").count() == (kind == "best")
    figure.locator(".plot").focus()
    figure.locator(".plot").press("Home")
    name, text, _ = figure.locator(".readout tr").first.locator("td").all_inner_texts()
    assert figure.locator(".cross .dots").count() > 0
    # What is read is what the pointer finds without the script.
    assert f"{name.strip()}: {text}" in figure.locator("g > title").all_text_contents()
    first = figure.locator(".readout").inner_text()
    figure.locator(".plot").press("End")
    assert figure.locator(".readout").inner_text() != first
    figure.hover()
    figure.get_by_role("button", name="Menu of the chart").click()
    assert figure.get_by_role("button", name="Zoom in").count() == 0
    figure.get_by_role("button", name="Remove").click()
    charts.fragment()
    assert figure.count() == 0


def test_bars_are_the_values_of_the_runs_the_best_first(charts, site, pages):
    charts.open(pages["experiment"], "a=bar:metric.val/accuracy.max")
    figure = charts.page.locator("figure[data-added]")
    figure.locator("small.drawn").wait_for(state="attached")
    drawn = [title.rsplit(": ", 1) for title in figure.locator("g.bar > title").all_text_contents()]
    runs = json.loads((site / pages["experiment"]).with_name("runs.json").read_text(encoding="utf-8"))
    greatest = {run["run_name"]: run["metrics"]["val/accuracy"]["max"] for run in runs if "val/accuracy" in run["metrics"]}
    assert {name: float(value) for name, value in drawn} == pytest.approx(greatest, abs=1e-4)
    values = [float(value) for _, value in drawn]
    assert values == sorted(values, reverse=True)


def test_pointer_finds_the_nearest_run_of_a_scatter(charts, pages):
    charts.open(pages["experiment"], "a=scatter:param.lr,metric.val/accuracy.max")
    figure = charts.page.locator("figure[data-added]")
    figure.locator("small.drawn").wait_for(state="attached")
    dot = figure.locator("g.s:has(.dots)").last
    box, title = dot.locator(".dots").bounding_box(), dot.locator("title").text_content()
    charts.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    row = figure.locator(".readout tr").first
    row.wait_for()
    found = [row.locator("td").all_inner_texts() for row in figure.locator(".readout tr").all()]
    assert title in [f"{name.strip()}: {text}" for name, text, _ in found]


def test_pointer_finds_a_bar_over_all_of_its_length(charts, pages):
    charts.open(pages["experiment"], "a=bar:metric.val/accuracy.max")
    figure = charts.page.locator("figure[data-added]")
    figure.locator("small.drawn").wait_for(state="attached")
    bar = figure.locator("g.bar").nth(4)
    box, title = bar.bounding_box(), bar.locator("title").text_content()
    charts.page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
    figure.locator(".readout tr").wait_for()
    name, value, _ = figure.locator(".readout td").all_inner_texts()
    assert f"{name.strip()}: {value}" == title


@pytest.mark.parametrize("item, says", [
    ("bar:param.optimizer", "0 of 24 runs"), ("scatter:param.lr,param.optimizer", "0 of 24 runs"),
    ("best:tag.stage", "0 of 24 runs"),
])
def test_texts_have_no_length_and_no_height(single, pages, item, says):
    single.open(pages["experiment"], "a=" + item)
    figure = single.page.locator("figure[data-added]")
    figure.locator("small.drawn").wait_for(state="attached")
    assert says in figure.locator("small.drawn").inner_text() and figure.locator("g.s, g.bar").count() == 0
    figure.locator(".plot").focus()
    figure.locator(".plot").press("End")
    assert figure.locator(".readout").count() == 0


@pytest.mark.parametrize("item", ["pie:param.lr", "bar:", "bar", "__proto__:x"])
def test_no_figure_is_made_for_what_is_no_chart(single, pages, item):
    single.open(pages["experiment"], "m=0.5&a=" + item)
    single.drawn("val/loss")
    assert single.page.locator("figure[data-added]").count() == 0


def test_unknown_columns_of_a_chart_are_told(single, pages):
    single.open(pages["experiment"], "a=bar:metric.nothing.max")
    problem = single.page.locator(".chart-tools ~ .problem[role=alert]").first
    single.until(lambda: "No column is called metric.nothing.max." in problem.inner_text())


def test_chart_of_runs_shows_what_the_table_shows(charts, pages):
    charts.open(pages["experiment"], "a=bar:metric.val/accuracy.max&f=param.optimizer:adam")
    figure = charts.page.locator("figure[data-added]")
    charts.until(lambda: "3 of 3 runs" in figure.locator("small.drawn").inner_text())
    figure.locator(".plot").focus()
    figure.locator(".plot").press("End")
    charts.page.get_by_label("Filter runs").fill("name-of-none")
    charts.until(lambda: figure.locator("g.bar").count() == 0)


def test_chart_is_added_by_keyboard(charts, pages):
    charts.open(pages["experiment"])
    charts.options()
    charts.page.get_by_role("button", name="Add a chart").press("Enter")
    kind = charts.page.get_by_label("Kind of chart")
    kind.wait_for()
    kind.select_option("scatter")
    charts.page.get_by_label("Column", exact=True).select_option("param.lr")
    charts.page.get_by_role("button", name="Add", exact=True).press("Enter")
    charts.fragment("a=scatter:param.lr,metric\\..*")
    charts.page.locator("figure[data-added] small.drawn").wait_for(state="attached")


# Everything at once


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_with_all_tools_open(browser, addresses, pages, scheme, width):
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    charts = Charts(page, addresses["disk"]).open(pages["experiment"], "m=0.5&o=1&z=5~90&a=bar:metric.val/accuracy.max")
    charts.options()
    charts.drawn("val/loss")
    charts.plot("val/loss").focus()
    charts.plot("val/loss").press("Home")
    violations = serious(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert not violations, violations
    assert overflow <= 0


# Which runs


def choose(charts, *names):
    for name in names:
        charts.page.get_by_label(f"Select {name}", exact=True).check()


def test_runs_chosen_in_the_table_are_drawn(charts, pages):
    charts.open(pages["experiment"])
    charts.page.get_by_label("Filter runs").focus()
    choose(charts, "brisk-harbor-110", "mellow-heron-107", "velvet-prairie-113")
    figure = charts.drawn("val/loss")
    charts.until(lambda: figure.locator("g.s").count() == 3)
    legend = charts.page.locator("ul.legend.drawn > li")
    assert legend.all_inner_texts() == ["brisk-harbor-110", "mellow-heron-107", "velvet-prairie-113"]
    assert "3 of 3 selected runs" in charts.page.locator("section", has=charts.page.locator("#charts")).inner_text()
    assert "best 8" not in charts.page.locator("section", has=charts.page.locator("#charts")).inner_text()
    charts.plot("val/loss").focus()
    charts.plot("val/loss").press("Home")
    rows = charts.readout("val/loss")[1]
    assert {row[0].strip(): float(row[1]) for row in rows} == {
        name: pytest.approx(logged(name, "val/loss", 1), rel=1e-3)
        for name in ("brisk-harbor-110", "mellow-heron-107", "velvet-prairie-113")
    }


def test_run_that_lacks_a_metric_is_said(single, site, pages):
    single.open(pages["experiment"])
    single.page.get_by_label("Filter runs").focus()
    choose(single, "distant-canyon-116", "brisk-harbor-110")
    single.drawn("train/batch_loss")
    single.until(lambda: "1 of these 2 runs has it" in single.figure("train/batch_loss").inner_text())


@pytest.fixture
def copied(site, tmp_path):
    """A copy of the site to take files from, and its address."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    with serving(copy, SCRIPT_POLICY) as address:
        yield copy, address


def test_loading_is_told_and_so_is_a_missing_file(browser, copied, pages):
    copy, address = copied
    experiment = (copy / pages["experiment"]).parent
    missing = next(experiment.glob("mellow-heron-107-*")) / "series.js"
    missing.unlink()
    page = browser.new_page()
    charts = Charts(page, address)
    held = []
    page.route("**/velvet-prairie-113-*/series.js", lambda route: held.append(route))
    charts.open(pages["experiment"])
    charts.page.get_by_label("Filter runs").focus()
    charts.page.locator(".chart-tools").scroll_into_view_if_needed()
    choose(charts, "brisk-harbor-110", "velvet-prairie-113")
    status = charts.page.locator(".chart-tools + p [role=status]")
    charts.until(lambda: status.inner_text() == "Loading 2 of 2 runs")
    held[0].continue_()
    charts.figure("val/loss").scroll_into_view_if_needed()
    charts.until(lambda: charts.figure("val/loss").locator("g.s").count() == 2)
    assert status.inner_text() == ""
    choose(charts, "mellow-heron-107")
    problem = charts.page.locator(".chart-tools ~ .problem[role=alert]").first
    charts.until(lambda: "could not be loaded" in problem.inner_text())
    assert missing.parent.name in problem.inner_text()
    charts.figure("val/loss").scroll_into_view_if_needed()
    # The others are drawn all the same.
    charts.until(lambda: charts.figure("val/loss").locator("g.s").count() == 2)
    page.close()


# Full screen and files


def menu(charts, metric, entry):
    figure = charts.figure(metric)
    figure.scroll_into_view_if_needed()
    figure.hover()
    figure.get_by_role("button", name=f"Menu of the chart of {metric}").click()
    figure.get_by_role("button", name=entry).click()


def test_full_screen_shows_the_chart_with_its_legend_and_closes(charts, pages):
    charts.open(pages["experiment"])
    menu(charts, "val/loss", "Full screen")
    dialog = charts.page.get_by_role("dialog", name="val/loss")
    dialog.wait_for()
    dialog.locator("small.drawn").wait_for(state="attached")
    box = dialog.locator("svg.chart").bounding_box()
    assert box["width"] > 1000 and box["height"] > 500
    assert dialog.locator(".legend li").count() == 8
    dialog.locator(".plot").press("End")
    assert dialog.locator(".readout strong").inner_text() == "step 200"
    dialog.locator(".plot").press("Escape")
    assert dialog.is_visible()
    charts.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    charts.until(lambda: (charts.figure("val/loss").locator("svg.chart").bounding_box() or {"width": 1000})["width"] < 500)
    assert charts.page.evaluate("document.activeElement.className") == "plot"


def test_svg_stands_alone(charts, pages, browser, tmp_path):
    charts.open(pages["experiment"])
    with charts.page.expect_download() as waiting:
        menu(charts, "val/loss", "Download SVG")
    assert waiting.value.suggested_filename == "val-loss.svg"
    file = tmp_path / "chart.svg"
    waiting.value.save_as(file)
    page = browser.new_page(viewport={"width": 400, "height": 220})
    page.goto(file.as_uri())
    styles = page.evaluate("""[...document.querySelectorAll("g.s path[id]")].map(path => {
      const style = getComputedStyle(path);
      return [style.stroke, style.fill];
    })""")
    page.close()
    assert len(styles) == 8 and len({stroke for stroke, _ in styles}) > 5
    assert all(re.fullmatch(r"rgb\(.*\)", stroke) and fill == "none" for stroke, fill in styles)


def test_png_shows_the_lines(charts, pages, browser, tmp_path):
    charts.open(pages["experiment"])
    with charts.page.expect_download() as waiting:
        menu(charts, "val/loss", "Download PNG")
    file = tmp_path / "chart.png"
    waiting.value.save_as(file)
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (800, 440)
    page = browser.new_page()
    page.goto(file.as_uri())
    colours = page.evaluate("""() => {
      const image = document.querySelector("img");
      const canvas = new OffscreenCanvas(800, 440);
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(100, 0, 500, 440);
      const found = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const colour = data.slice(i, i + 3).map(part => part & 0xf0).join();
        found.set(colour, (found.get(colour) || 0) + 1);
      }
      return found.size;
    }""")
    page.close()
    assert colours > 20


def test_csv_holds_what_is_drawn(charts, pages, tmp_path):
    charts.open(pages["experiment"], "z=10~20")
    charts.drawn("val/loss")
    with charts.page.expect_download() as waiting:
        menu(charts, "val/loss", "Download CSV")
    waiting.value.save_as(tmp_path / "chart.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "chart.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 8 * 11 and list(rows[0]) == ["run", "step", "value", "low", "high"]
    for row in rows:
        assert float(row["value"]) == logged(row["run"], "val/loss", int(row["step"]))

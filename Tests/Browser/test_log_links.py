"""From a point of a chart to the line of the log that was written then, and back, with scripts and without."""

import json
import re

import pytest

from conftest import SCRIPT_POLICY, build, serving
from test_charts import Charts, menu

START = 1790000000
#: So few that each has a place of its own on a chart.
STEPS = 280


def clock(seconds, hours=0):
    """What a logging library writes at a moment, in a zone some hours ahead of UTC."""
    at = START + seconds + hours * 3600
    return f"2026-{'09-21' if at < 1790035200 else '09-22'} {at % 86400 // 3600:02}:{at % 3600 // 60:02}:{at % 60:02}"


@pytest.fixture(scope="module")
def timed(tmp_path_factory):
    """A site of three runs that log a step a second: one in UTC on several pages, one two hours ahead, one without a log."""
    store = tmp_path_factory.mktemp("timed") / "store"
    for name, hours in (("utc", 0), ("ahead", 2), ("silent", None)):
        run = store / "e" / name
        (run / "logs").mkdir(parents=True)
        (run / "run.json").write_text(json.dumps({
            "id": name, "status": "completed", "start": START, "end": START + STEPS + 5, "parameters": {"hours": hours}}))
        (run / "metrics.jsonl").write_text("".join(json.dumps({
            "step": step, "time": START + step + 0.25, "values": {"loss": 1 / (step + 1), "accuracy": step / STEPS},
        }) + "\n" for step in range(STEPS)))
        if hours is not None:
            # Eight lines a second, of which one begins with a time.
            (run / "logs/train.log").write_text("".join(
                f"\x1b[2m{clock(step, hours)}\x1b[0m INFO step {step} begins\n" + "  goes on\n" * 7 for step in range(STEPS)))
    return build(store, store.parent / "site", "--date", "2026-11-24T06:00:00Z")


def line_of(step):
    return 8 * step + 1


def path_of(site, run):
    return next(site.glob(f"experiments/e-*/{run}-*/index.html")).relative_to(site).as_posix()


@pytest.fixture(params=["disk", "policy"])
def charts(browser, timed, request):
    with serving(timed, SCRIPT_POLICY) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        made = Charts(page, timed.as_uri() + "/" if request.param == "disk" else address)
        yield made
        page.close()
    made.settled()


def hover(charts, metric, across):
    charts.plot(metric).scroll_into_view_if_needed()
    charts.point_at(metric, across)
    charts.plot(metric).locator(".readout .quiet", has_text="the log at this moment").wait_for()
    return int(charts.readout(metric)[0].removeprefix("step "))


def test_a_click_on_a_chart_leads_to_the_line_written_then_and_a_key_leads_back(charts, timed):
    charts.open(path_of(timed, "utc"))
    step = hover(charts, "loss", 0.7)
    assert STEPS / 2 < step < STEPS
    charts.page.mouse.down()
    charts.page.mouse.up()
    link = charts.page.get_by_role("dialog", name="Lines of logs").get_by_role("link")
    link.wait_for()
    assert link.inner_text() == f"utc, line {line_of(step)}"
    assert "its times read as UTC" in charts.page.locator(".log-panel").inner_text()
    link.click()
    line = charts.page.locator("li.at")
    line.wait_for()
    # The right page at once, not by way of the first one.
    assert re.search(rf"/logs--train.log/\d\.html#L{line_of(step)}$", charts.page.url)
    assert f"step {step} begins" in line.inner_text()
    line.get_by_text("charts at this moment").wait_for()
    # A pointer that rests on a chart would set the crosshair itself.
    charts.page.mouse.move(0, 0)
    charts.page.keyboard.press("c")
    charts.plot("loss").locator(".readout").wait_for()
    for metric in ("loss", "accuracy"):
        assert charts.readout(metric)[0] == f"step {step}"
    assert charts.plot("loss").bounding_box()["y"] < 900
    charts.page.get_by_role("button", name="Reset charts").click()
    charts.fragment("")


def test_enter_at_the_crosshair_opens_the_same_by_keyboard_alone(charts, timed):
    charts.open(path_of(timed, "ahead"))
    plot = charts.plot("loss")
    plot.focus()
    charts.page.keyboard.press("End")
    charts.page.keyboard.press("ArrowLeft")
    plot.locator(".readout .quiet", has_text="Enter").wait_for()
    charts.page.keyboard.press("Enter")
    panel = charts.page.locator(".log-panel")
    charts.until(lambda: charts.page.evaluate("document.activeElement.textContent") == f"ahead, line {line_of(STEPS - 2)}")
    assert "its times read as UTC+02:00" in panel.inner_text()
    charts.page.keyboard.press("Escape")
    charts.until(lambda: not panel.is_visible() and charts.page.evaluate("document.activeElement.className") == "plot")
    charts.page.keyboard.press("ArrowLeft")
    charts.page.keyboard.press("Enter")
    charts.until(lambda: charts.page.evaluate("document.activeElement.textContent") == f"ahead, line {line_of(STEPS - 3)}")
    charts.page.keyboard.press("Enter")
    charts.page.locator("li.at").wait_for()
    assert charts.page.url.endswith(f"#L{line_of(STEPS - 3)}")


def test_a_touch_shows_the_values_and_a_second_one_the_way_to_the_log(browser, timed):
    context = browser.new_context(viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((timed / path_of(timed, "utc")).as_uri())
    plot, panel = page.locator('figure[data-metric="loss"] .plot'), page.locator(".log-panel")
    plot.scroll_into_view_if_needed()
    for across in (100, 200):
        box = plot.bounding_box()
        page.touchscreen.tap(box["x"] + across, box["y"] + 60)
        plot.locator(".readout .quiet", has_text="Touch again").wait_for()
        page.wait_for_timeout(200)
        assert not panel.is_visible()
    page.touchscreen.tap(box["x"] + 203, box["y"] + 60)
    panel.get_by_role("link").click()
    page.locator("li.at").wait_for()
    context.close()


def test_a_drag_still_zooms_and_opens_nothing(charts, timed):
    charts.open(path_of(timed, "utc"))
    charts.drag("loss", 0.3, 0.6)
    charts.fragment("x=.*z=.*|z=.*")
    assert not charts.page.locator(".log-panel").is_visible()
    hover(charts, "loss", 0.5)
    charts.page.mouse.dblclick(*[charts.plot("loss").bounding_box()[side] + 150 for side in ("x", "y")])
    charts.fragment("")
    charts.until(lambda: not charts.page.locator(".log-panel").is_visible())


def test_charts_of_several_runs_offer_the_log_of_each_that_has_one(charts, timed):
    charts.open("experiments/" + path_of(timed, "utc").split("/")[1] + "/index.html")
    step = hover(charts, "loss", 0.5)
    charts.page.mouse.down()
    charts.page.mouse.up()
    links = charts.page.locator(".log-panel a")
    links.first.wait_for()
    assert sorted(links.all_inner_texts()) == [f"{run}, line {line_of(step)}" for run in ("ahead", "utc")]
    # In the large view too, which makes the rest of the page inert.
    charts.page.keyboard.press("Escape")
    menu(charts, "loss", "Full screen")
    charts.page.locator("dialog.large .plot svg").wait_for()
    hover(charts, "loss", 0.25)
    charts.page.mouse.down()
    charts.page.mouse.up()
    charts.page.locator("dialog .log-panel a").first.click()
    charts.page.locator("li.at").wait_for()


def test_a_line_without_a_time_belongs_to_the_one_before_and_the_head_leads_to_the_pages_times(charts, timed):
    folder = path_of(timed, "utc").removesuffix("index.html")
    charts.open(folder + "logs/logs--train.log.html", f"L{line_of(40) + 2}")
    charts.page.locator("li.at a", has_text="charts at this moment").click()
    charts.plot("loss").locator(".readout").wait_for()
    assert charts.readout("loss")[0] == "step 40"
    charts.open(folder + "logs/logs--train.log/2.html")
    first = int(re.search(r"step (\d+)", charts.page.locator(".log li", has_text="begins").first.inner_text())[1])
    charts.page.get_by_role("link", name="charts of these times").click()
    x, low, high = re.fullmatch(r"x=(wall)&z=([\d.]+)~([\d.]+)", charts.fragment("x=.*")[0]).groups()
    assert float(low) == START + first and START + first < float(high) < START + STEPS
    assert charts.drawn("loss").locator("svg").is_visible()


def test_a_run_whose_log_has_no_times_offers_nothing(charts, timed):
    charts.open(path_of(timed, "silent"))
    charts.plot("loss").scroll_into_view_if_needed()
    charts.point_at("loss", 0.5)
    charts.readout("loss")
    charts.page.mouse.down()
    charts.page.mouse.up()
    charts.page.keyboard.press("Enter")
    charts.page.wait_for_timeout(200)
    assert charts.page.locator(".log-panel:popover-open, .log-at, .readout .quiet:not(td)").count() == 0


def test_without_scripts_there_are_links_both_ways(browser, timed):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((timed / path_of(timed, "ahead")).as_uri())
    figure = page.locator('figure[data-metric="loss"]')
    assert figure.locator(".log-at").inner_text() == "In the log: first, max · min, last"
    assert "read as UTC+02:00, with which they fit the run" in page.locator("main").inner_text()
    figure.get_by_role("link", name="min, last").click()
    line = page.locator(":target")
    assert f"step {STEPS - 1} begins" in line.inner_text() and clock(STEPS - 1, 2) in line.inner_text()
    assert "no zone, fits the run as UTC+02:00" in page.locator("p.facts").inner_text()
    page.get_by_role("link", name="charts of these times").click()
    assert page.url.endswith("/index.html#metrics") and page.locator("figure").count() == 2
    context.close()


def test_the_sample_runs_lead_to_the_line_of_their_best_epoch(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(next(site.glob("experiments/digits-mlp-*/copper-falcon-118-*/index.html")).as_uri())
    page.locator('figure[data-metric="val/accuracy"]').get_by_role("link", name="max").click()
    assert "epoch  79  val accuracy 0.9907" in page.locator(":target").inner_text()
    context.close()

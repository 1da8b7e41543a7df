"""Many runs, and runs with names that nobody means well with, in the charts of the script."""

import csv
import io
import json
import re
import xml.etree.ElementTree

import pytest

from conftest import SCRIPT_POLICY, build, serving
from test_charts import Charts, menu

#: Names of runs; each is part of a page, a file for download, or both.
NAMES = [
    "<img src=x onerror=\"document.title='hacked'\">", "</title></svg><script>document.title='hacked'</script>", "long " + "x" * 5000,
    "\u202eevil\u202c", "nul \x00 bell \x07 del \x7f nel \x85 non \ufffe", "=HYPERLINK(\"http://example.com\")",
    "a,\"b\"\r\nc\td", "{run} & &amp; 'q'",
]
RUNS = 40
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site of forty runs, the first with the names above."""
    store = tmp_path_factory.mktemp("hostile") / "store"
    for number in range(RUNS):
        run = store / "e" / f"run-{number:02}"
        run.mkdir(parents=True)
        name = NAMES[number] if number < len(NAMES) else f"plain-{number}"
        (run / "run.json").write_text(json.dumps({
            "id": f"run-{number:02}", "name": name, "status": "completed", "start": 1763700000 - number,
            "parameters": {"lr": number / 100, "text": name},
        }))
        lines = [json.dumps({"name": "loss", "step": step, "value": 1 / (step + 1) + number}) for step in range(30)]
        (run / "metrics.jsonl").write_text("\n".join(lines) + "\n")
    return build(store, store.parent / "site", "--date", "2026-11-24T06:00:00Z")


@pytest.fixture
def charts(browser, hostile):
    """The experiment's page with all runs selected, under a policy that lets nothing but the site's own scripts run."""
    with serving(hostile, SCRIPT_POLICY) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        charts = Charts(page, address)
        charts.open(next(hostile.glob("experiments/*/index.html")).relative_to(hostile).as_posix())
        page.get_by_label("Filter runs").focus()
        page.get_by_label("Select all shown runs").check()
        charts.fragment("r=.+")
        yield charts
        assert page.title() != "hacked" and page.locator("img").count() == 0
        page.close()
    charts.settled()


def shown(name):
    """A name as a page has it: cut, and without what HTML forbids."""
    name = name if len(name) <= 200 else name[:199] + "…"
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", "\ufffd", name)


def plain(text):
    """A text with white space as a browser shows it, so that it can be compared."""
    return " ".join(shown(text).split())


def saved(charts, entry, metric="loss"):
    with charts.page.expect_download() as waiting:
        menu(charts, metric, entry)
    return waiting.value


def test_of_more_than_32_runs_the_first_are_drawn_and_the_page_says_so(charts):
    figure = charts.drawn("loss")
    charts.until(lambda: figure.locator("g.s").count() == 32)
    assert f"32 of {RUNS} runs" in figure.locator("small.drawn").inner_text()
    assert f"32 of {RUNS} selected runs" in charts.page.locator("section", has=charts.page.locator("#charts")).inner_text()
    assert charts.page.locator("ul.legend.drawn > li").count() == 32
    charts.plot("loss").focus()
    charts.plot("loss").press("Home")
    head, rows = charts.readout("loss")
    assert len(rows) == 16 and "16 of 32" in charts.plot("loss").locator(".readout").inner_text()


def test_legend_and_readout_show_hostile_names_as_text(charts):
    charts.drawn("loss")
    charts.until(lambda: charts.page.locator("ul.legend.drawn > li").count() == 32)
    legend = charts.page.locator("ul.legend.drawn > li > a").all_text_contents()
    assert {plain(name) for name in NAMES} <= {plain(text) for text in legend}
    # Those with the greatest values are read first; the others are asked for alone.
    charts.page.get_by_label("Filter runs").fill('lr<0.08')
    charts.page.get_by_role("button", name="Clear the selection").click()
    charts.page.get_by_label("Select all shown runs").check()
    charts.until(lambda: charts.figure("loss").locator("g.s").count() == len(NAMES))
    charts.plot("loss").focus()
    charts.plot("loss").press("End")
    _, rows = charts.readout("loss")
    assert {plain(row[0]) for row in rows} == {plain(name) for name in NAMES}
    box = charts.plot("loss").locator(".readout").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280


def test_svg_with_hostile_names_is_whole_xml(charts, tmp_path):
    charts.drawn("loss")
    charts.until(lambda: charts.figure("loss").locator("g.s").count() == 32)
    download = saved(charts, "Download SVG")
    download.save_as(tmp_path / "chart.svg")
    root = xml.etree.ElementTree.parse(tmp_path / "chart.svg").getroot()
    titles = {plain(title.text.split(": last ")[0]) for title in root.iter(SVG + "title")}
    assert {plain(name if len(name) <= 120 else name[:120] + "…") for name in NAMES} <= titles
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "title", "desc", "g", "path", "text"}


def test_csv_with_hostile_names_is_read_back(charts, tmp_path):
    charts.drawn("loss")
    charts.until(lambda: charts.figure("loss").locator("g.s").count() == 32)
    saved(charts, "Download CSV").save_as(tmp_path / "chart.csv")
    text = (tmp_path / "chart.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 32 * 30
    names = {row["run"] for row in rows}
    # What a spreadsheet would take for a formula has an apostrophe before it.
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)
    assert {plain(name.removeprefix("'")) for name in names} >= {plain(name) for name in NAMES}


@pytest.mark.parametrize("item", [
    "bar:metric.loss.min", "scatter:param.text,metric.loss.min", "parallel:param.text,param.lr,metric.loss.min",
    "best:metric.loss.min",
])
def test_charts_of_runs_stand_hostile_names(charts, tmp_path, item):
    charts.page.evaluate("item => { location.hash = '#a=' + item; }", item)
    figure = charts.page.locator("figure[data-added]")
    figure.locator("small.drawn").wait_for(state="attached")
    figure.locator(".plot").focus()
    for key in ("Home", "ArrowRight", "End"):
        figure.locator(".plot").press(key)
        assert figure.locator(".readout tr").count() > 0
    figure.hover()
    figure.get_by_role("button", name="Menu of the chart").click()
    with charts.page.expect_download() as waiting:
        figure.get_by_role("button", name="Download SVG").click()
    waiting.value.save_as(tmp_path / "chart.svg")
    assert xml.etree.ElementTree.parse(tmp_path / "chart.svg").getroot().tag == SVG + "svg"

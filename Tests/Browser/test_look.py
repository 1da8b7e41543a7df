"""What the stylesheet promises: drawings on one line, none blown up, names of any length inside the page, clean paper."""

import json

import pytest

from conftest import build

LONG = "a_name_that_has_no_place_to_break_it_" * 6


@pytest.fixture(scope="module")
def long_names(tmp_path_factory):
    """The page of an experiment whose runs, metrics and parameters have names of more than 200 letters."""
    folder = tmp_path_factory.mktemp("long")
    for number in range(2):
        run = folder / "store" / "long" / str(number)
        run.mkdir(parents=True)
        (run / "run.json").write_text(json.dumps(
            {"id": str(number), "name": LONG + str(number), "status": "completed", "parameters": {LONG: number}}))
        (run / "metrics.jsonl").write_text("".join(
            json.dumps({"name": LONG, "step": step, "value": step + number + .5}) + "\n" for step in range(4)))
    return next(build(folder / "store", folder / "site").glob("experiments/*/index.html"))


def opened(browser, page, width, **options):
    tab = browser.new_page(viewport={"width": width, "height": 900}, **options)
    tab.goto(page.as_uri())
    return tab


@pytest.mark.parametrize("width", [400, 1200])
def test_long_names_stay_inside_the_page(browser, long_names, width):
    tab = opened(browser, long_names, width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    room, items = tab.locator("main").bounding_box(), tab.locator(".legend li")
    assert items.count() == 2
    for item in items.all():
        assert item.evaluate("item => item.scrollWidth <= item.clientWidth + 1")
        assert item.bounding_box()["width"] <= room["width"]
    tab.close()


def test_drawings_of_a_row_stand_on_one_line_and_are_no_larger_than_they_read_well(browser, site, pages):
    tab = opened(browser, site / pages["run"], 1440)
    for width in (1440, 1000, 768, 689, 400):
        tab.set_viewport_size({"width": width, "height": 900})
        boxes = tab.evaluate("""() => [...document.querySelectorAll("[id^=metric-].chart-cell")].map(cell =>
            [cell, cell.querySelector("svg.chart")].map(part => part.getBoundingClientRect()))""")
        tops = {}
        for cell, drawing in boxes:
            assert drawing["width"] <= 541
            tops.setdefault(round(cell["top"]), set()).add(round(drawing["top"]))
        assert all(len(row) == 1 for row in tops.values())
        assert len(tops) < len(boxes) or width < 690
    tab.close()


def test_paper_has_no_navigation_and_no_tools(browser, site, pages):
    tab = opened(browser, site / pages["experiment"], 1000)
    tools = tab.locator("header.site, footer.site, .tools, .chart-tools")
    assert tools.filter(visible=True).count() >= 4
    tab.emulate_media(media="print")
    assert tools.filter(visible=True).count() == 0
    assert tab.locator("h1, svg.chart").filter(visible=True).count() > 5
    tab.close()


def test_lines_of_a_log_have_the_colour_of_text_when_the_script_runs_too(browser, site, pages):
    tab = opened(browser, site / pages["log"], 1000)
    tab.wait_for_selector(".log-tools")
    assert tab.evaluate("getComputedStyle(document.querySelector('.log li')).color === getComputedStyle(document.body).color")
    tab.close()

"""Saved views and charts of `runreport.yaml`: what a person reads with and without JavaScript, and where links lead."""

import json
import re

import pytest
from conftest import ROOT, build, serious

WITH_AND_WITHOUT = pytest.mark.parametrize("scripted", [False, True], ids=["without script", "with script"])


@pytest.fixture
def open_page(browser, site):
    """Opens a page of the site."""
    contexts = []

    def opened(path, scripted=True, **options):
        contexts.append(browser.new_context(java_script_enabled=scripted, **options))
        page = contexts[-1].new_page()
        page.goto(path if "://" in str(path) else (site / path).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def view_pages(site):
    return sorted(path.relative_to(site).as_posix() for path in site.glob("experiments/*/views/*.html"))


def view(site, start):
    return next(path for path in view_pages(site) if path.split("/")[-1].startswith(start))


def names(page, rows="table.runs tbody tr:not(.group):not(.space):not(.sizer)"):
    return [row.locator("th a").inner_text() for row in page.locator(rows).all()]


@WITH_AND_WITHOUT
def test_a_view_is_reached_from_the_overview_and_from_its_experiment(open_page, site, scripted):
    page = open_page("index.html", scripted)
    page.locator("section", has=page.locator("h2", has_text="Views")).get_by_role("link", name="Learning rates").click()
    assert page.locator("h1").inner_text() == "Learning rates"
    tabs = page.get_by_role("navigation", name="Views")
    assert tabs.locator("[aria-current=page]").inner_text() == "Learning rates"
    tabs.get_by_role("link", name="All runs").click()
    assert page.locator("h1").inner_text() == "Digits: MLP"
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Seeds, and what is still open").click()
    assert page.locator("h1").inner_text() == "Seeds, and what is still open"


@WITH_AND_WITHOUT
def test_a_view_has_its_note_its_choice_in_words_and_exactly_its_runs(open_page, site, scripted):
    page = open_page(view(site, "learning"), scripted)
    assert page.locator(".note strong").inner_text() == "SGD with momentum"
    choice = page.locator("section[aria-labelledby=runs] p.values").inner_text()
    assert choice.startswith("Runs whose optimizer is momentum and width is 64 and depth is 2")
    assert "sorted by lr, ascending" in choice and "compared with gentle-willow-104" in choice
    heads = page.locator("thead tr").last.locator("th").all_inner_texts()
    assert heads == ["Run", "Status", "lr", "max", "step of max", "min", "last", "Duration"]
    # The baseline first, then by learning rate: those runs of the store the filter describes.
    wanted = []
    for path in (ROOT / "SampleRuns" / "digits-mlp").glob("*/run.json"):
        run = json.loads(path.read_text())
        settings = {"optimizer": "momentum", "width": 64, "depth": 2, "dropout": 0.0, "schedule": "constant"}
        if all(run["parameters"][name] == value for name, value in settings.items()):
            wanted.append((run["name"] != "gentle-willow-104", run["parameters"]["lr"], run["name"]))
    assert names(page) == [name for _, _, name in sorted(wanted)]
    assert page.locator("p.facts").inner_text().startswith(f"{len(wanted)} of 24 runs")


@WITH_AND_WITHOUT
def test_differences_from_the_baseline_can_be_read_without_colour(open_page, site, scripted):
    page = open_page(view(site, "learning"), scripted)
    assert page.locator("tr.baseline .tag").inner_text() == "baseline"
    assert page.locator("tr.baseline small").count() == 0
    row = page.locator("tbody tr", has_text="sunny-heron-106")
    worse = row.locator("small.worse").first
    assert re.fullmatch(r"−0\.\d+", worse.inner_text())
    arrow = worse.evaluate("cell => getComputedStyle(cell, '::after').content")
    assert "▼" in arrow
    # Lower loss is better, so more of it is worse.
    assert row.locator("small.worse").nth(1).inner_text().startswith("+")
    assert "▲ better, ▼ worse" in page.locator("section[aria-labelledby=runs] > p.aside").inner_text()


def test_groups_tell_count_mean_least_and_greatest_before_their_runs(open_page, site):
    page = open_page(view(site, "algorithms"), False)
    groups = page.locator("tr.group")
    assert [text.split("\n")[0] for text in groups.locator("th").all_inner_texts()] == [
        "algorithm gradient_boosting 6 runs", "algorithm logistic_regression 1 run", "algorithm svm 4 runs"]
    rows = groups.last.locator("xpath=..").locator("tr:not(.group)")
    column = page.locator("thead tr").last.locator("th").all_inner_texts().index("min")
    losses = [float(row.locator("th, td").nth(column).get_attribute("title")) for row in rows.all()]
    assert losses == sorted(losses) and len(losses) == 4
    # The group's name spans two columns.
    cell = groups.last.locator("th, td").nth(column - 1)
    assert float(cell.get_attribute("title").removeprefix("mean ")) == pytest.approx(sum(losses) / 4)
    assert cell.locator("small").inner_text() == f"{losses[0]:.4f} – {losses[-1]:.4f}"


def test_a_view_has_charts_of_every_kind_with_text_alternatives(open_page, site):
    kinds = {}
    for path in [*view_pages(site), *(path.relative_to(site) for path in site.glob("experiments/*/index.html"))]:
        page = open_page(path, False)
        for figure in page.locator("figure.chart-cell").all():
            kind = figure.evaluate(
                "f => f.querySelector('.bar') ? 'bar' : f.querySelector('path.best') ? 'best' : f.querySelector('.raw') ? 'smoothed' :"
                " f.querySelector('.names') ? 'parallel' : f.querySelector('use') ? 'line' : 'scatter'")
            kinds.setdefault(kind, []).append(figure.locator("h3").inner_text())
            assert figure.locator("svg").get_attribute("role") == "img"
            assert len(figure.locator("svg > desc").text_content()) > 20
    assert set(kinds) == {"bar", "best", "smoothed", "parallel", "line", "scatter"}
    assert "Best nightly model so far" in kinds["best"]


@WITH_AND_WITHOUT
def test_a_legend_names_runs_as_the_settings_say(open_page, site, scripted):
    page = open_page(view(site, "learning"), scripted)
    assert page.locator("ul.legend").count() == 1
    assert sorted(page.locator("ul.legend li").all_inner_texts()) == [
        f"lr {rate}" for rate in ("0.003", "0.01", "0.03", "0.1", "0.3", "1.0")]
    chart = page.locator("figure", has_text="Validation loss by learning rate").locator("svg")
    assert "lr 0.003: last" in chart.text_content() and "logarithmic" in chart.locator("desc").text_content()


@pytest.mark.parametrize("start", ["learning", "algorithms"])
def test_the_link_to_the_run_table_leads_to_the_same_choice(open_page, site, start):
    page = open_page(view(site, start))
    shown, tally = names(page), page.locator("tr.group").count()
    heads = page.locator("thead tr").last.locator("th").all_inner_texts()
    page.get_by_role("link", name="change this choice in the run table").click()
    page.wait_for_selector("table[aria-rowcount]")
    found = page.locator("table[aria-rowcount]")
    assert [link.inner_text() for link in found.locator("tbody tr:not(.sizer) th a").all()] == shown
    assert found.locator("tr.group").count() == tally
    assert found.locator("thead tr").last.locator("th").count() == len(heads)
    assert page.locator("p.problem", has_text=re.compile(r"\S")).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page, site, scheme):
    for path in view_pages(site):
        page = open_page(path, color_scheme=scheme)
        violations = serious(page)
        assert not violations, (path, violations)


@pytest.mark.parametrize("width", [400, 1440])
def test_views_do_not_scroll_sideways(open_page, site, width):
    for path in [*view_pages(site), "index.html"]:
        page = open_page(path, viewport={"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path


def test_views_are_whole_under_the_policy_of_jenkins(browser, served, site):
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type in ("error", "warning") else None)
    for path in view_pages(site):
        page.goto(served + path, wait_until="load")
        assert page.locator("table.runs tbody tr").count() > 2 and page.locator("svg.chart").count() > 1
    page.close()
    refused = [text for text in refused if "site.js" not in text and "script execution" not in text]
    assert not refused, refused


SWEEP = """
views:
  - {name: Scaled, filter: scale=true algorithm=svm}
  - {name: Nobody, experiment: "Wine*", filter: "scale=true C>1000", charts: [{bar: C}]}
"""


@pytest.fixture(scope="module")
def sweeps(tmp_path_factory):
    folder = tmp_path_factory.mktemp("views")
    (folder / "views.yaml").write_text(SWEEP)
    return build(ROOT / "SampleRuns", folder / "site", "--config", folder / "views.yaml", "--date", "2026-11-24T06:00:00Z")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_parents_that_do_not_fit_are_grey_and_not_counted(open_page, sweeps, scheme):
    page = open_page(next(sweeps.glob("experiments/wine-*/views/scaled-*.html")).as_uri(), color_scheme=scheme)
    assert page.locator("tbody tr").first.get_attribute("class") == "parent"
    assert page.locator("tbody th").first.inner_text() == "amber-tide-1"
    count = page.locator("tbody tr").count()
    assert page.locator("p.facts").inner_text().startswith(f"{count - 1} of 17 runs")
    assert page.locator("tbody th.i1").count() == count - 1
    assert "1 parent is there for the runs below" in page.locator("main").inner_text()
    assert serious(page) == []


def test_a_view_that_fits_no_run_says_so(open_page, sweeps):
    page = open_page(next(sweeps.glob("experiments/wine-*/views/nobody-*.html")).as_uri(), False)
    assert "No run fits this view" in page.locator(".empty").inner_text()
    assert "None of the 17 runs" in page.locator(".empty").inner_text()
    assert page.locator("table").count() == 0 and "C is more than 1000" in page.locator("p.values").inner_text()


def test_the_overview_leads_to_the_views_of_each_experiment(open_page, sweeps):
    page = open_page((sweeps / "index.html").as_uri(), False)
    row = page.get_by_role("region", name="Views").locator("tbody tr").first
    assert row.locator("th").inner_text() == "Scaled" and row.locator("td a").count() == 6
    row.get_by_role("link", name="Wine: random search").click()
    assert page.locator("h1").inner_text() == "Scaled"


def test_the_script_reads_charts_of_a_view_as_they_are_drawn(open_page, site):
    """A figure tells the script what it is: what the pointer finds is what the page's own drawing shows."""
    for start in ("learning", "algorithms"):
        page = open_page(view(site, start))
        for figure in page.locator("figure:is([data-metric], [data-aggregate])").all():
            figure.scroll_into_view_if_needed()
            still = figure.locator("svg.chart")
            before = still.evaluate("drawing => drawing.outerHTML")
            plot = figure.locator(".plot")
            plot.focus()
            page.keyboard.press("ArrowRight")
            figure.locator(".readout").wait_for()
            assert re.search(r"\d", figure.locator(".readout").inner_text())
            # Looking adds a crosshair and draws nothing anew.
            still.evaluate("drawing => drawing.querySelector('.cross')?.remove()")
            assert still.evaluate("drawing => drawing.outerHTML") == before


def test_what_a_reader_chooses_redraws_charts_of_a_view_by_the_view_s_own_settings(open_page, site):
    page = open_page(site.joinpath(view(site, "learning")).as_uri() + "#m=0.9")
    figures = page.locator("figure[data-metric]")
    figures.first.scroll_into_view_if_needed()
    figures.first.locator("small.drawn").wait_for(state="attached")
    # Smoothed as the reader wants; the legend and the logarithmic axis are still the view's.
    assert "smoothed by 0.9" in figures.first.locator("svg desc").inner_html()
    assert ", logarithmic" in figures.first.locator("svg desc").inner_html()
    hovers = figures.first.locator("svg g.s > title").all_text_contents()
    assert len(hovers) == 6 and all(hover.startswith("lr ") for hover in hovers)
    # Six colours need no dashes to be told apart, and lines look as their keys in the table do.
    look = "ones => ones.map(one => /c[0-9] d[0-9]/.exec(one.getAttribute('class'))[0]).sort()"
    lines = figures.first.locator("svg g.s").evaluate_all(look)
    assert lines == page.locator("table.runs tbody .k").evaluate_all(look) and all(line.endswith("d0") for line in lines)


def test_charts_of_one_value_a_run_are_the_same_drawing_from_the_script(open_page, site):
    """Clipping where nothing is out makes the script draw what stands on the page already."""
    page = open_page(site.joinpath(view(site, "algorithms")).as_uri())
    still = {cell.get_attribute("id"): cell.locator("svg.chart").evaluate("drawing => drawing.outerHTML")
             for cell in page.locator("figure[data-aggregate^=best]").all()}
    page = open_page(site.joinpath(view(site, "algorithms")).as_uri() + "#l=-")
    cell = page.locator("figure[data-aggregate^=best]").first
    cell.scroll_into_view_if_needed()
    cell.locator("small.drawn").wait_for(state="attached")
    assert still
    assert cell.locator("svg.chart").evaluate("drawing => drawing.outerHTML") == still[cell.get_attribute("id")]

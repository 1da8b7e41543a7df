"""The pages of parents: sweeps, AutoML runs, pipelines; their tables, charts and links, with and without script."""

import json
import re

import pytest
from conftest import build, serious
from run_table import RunTable


@pytest.fixture(scope="module")
def parents(site):
    """The pages of the parents in the samples, by kind."""
    found = {}
    for path in site.glob("experiments/*/*/index.html"):
        text = path.read_text()
        if 'id="children"' in text:
            found[re.search(r"<dt>Kind</dt><dd>(\w+)", text)[1] + ":" + path.parts[-3].split("-")[0]] = path
    assert {"automl:breast", "automl:diabetes", "sweep:wine"} <= set(found)
    return found


@pytest.fixture
def open_page(browser):
    contexts = []

    def open_page(path, script=True, **options):
        context = browser.new_context(java_script_enabled=script, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def column(page, name):
    """The texts of a column of the table of child runs."""
    table = page.locator("section[aria-labelledby=children] table.runs")
    heads = table.locator("thead tr:last-child th").all_inner_texts()
    place = next(number for number, head in enumerate(heads) if head.lower().startswith(name.lower()))
    rows = table.locator("tbody tr").all()
    return [row.locator("th, td").nth(place).inner_text().strip() for row in rows]


@pytest.mark.parametrize("script", [False, True])
def test_an_automl_parent_lists_its_iterations_and_the_best_so_far(open_page, parents, script):
    page = open_page(parents["automl:breast"], script)
    assert column(page, "iteration") == [str(number) for number in range(9)]
    scores = [float(text) for text in column(page, "AUC_weighted")]
    best = [float(text) for text in column(page, "best so far")]
    assert best == [max(scores[: number + 1]) for number in range(9)]
    assert column(page, "rank")[scores.index(max(scores))] == "1"
    assert "VotingEnsemble" in column(page, "algorithm")


def test_the_best_child_leads_to_its_page_and_shows_its_charts(open_page, parents):
    page = open_page(parents["automl:breast"])
    charts = page.locator("section[aria-labelledby=best]")
    titles = " ".join(charts.locator("h3, h4").all_inner_texts())
    for name in ("roc", "precision_recall", "confusion_matrix", "Calibration", "Lift", "Gains"):
        assert name in titles
    assert charts.locator("svg.chart").count() >= 6
    best = page.locator("tr:has(span.tag:text-is('best')) th a").inner_text()
    charts.locator(".aside a").click()
    assert best in page.locator("h1").inner_text()
    assert page.locator("nav.above a").last.inner_text() in page.title() or page.locator("nav.above a").count() == 3


def test_a_regression_shows_residuals_and_predictions_over_true_values(open_page, parents):
    page = open_page(parents["automl:diabetes"], False)
    titles = " ".join(page.locator("section[aria-labelledby=best] h3").all_inner_texts())
    assert "residuals" in titles and "predicted_true" in titles


def test_a_sweep_draws_what_was_varied(open_page, parents):
    page = open_page(parents["sweep:wine"], False)
    assert "runs over" in page.locator("#children-parallel desc").text_content()
    assert page.locator("#children-best svg .best").count() == 1
    assert "completed" in page.locator("section[aria-labelledby=children] > span.aside").inner_text()


def test_the_experiments_table_opens_with_the_child_runs_alone_best_first(open_page, parents):
    page = open_page(parents["automl:breast"])
    children = {text.split()[-1] for text in column(page, "run")}
    by_rank = sorted(zip(map(int, column(page, "rank")), column(page, "run")))
    page.locator("section[aria-labelledby=children] .aside a").click()
    table = RunTable(page)
    table.made.wait_for()
    table.made.locator("tbody tr[aria-rowindex]").first.wait_for()
    names = table.runs()
    shown = [name for name in names if name in children]
    assert len(shown) == len(children) and len(names) <= len(children) + 1
    assert shown[0] == by_rank[0][1].split()[-1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1200])
def test_parents_fit_and_axe_finds_nothing_serious(open_page, parents, scheme, width):
    for path in parents.values():
        page = open_page(path, color_scheme=scheme, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert serious(page) == []


@pytest.fixture(scope="module")
def deep(tmp_path_factory):
    """Three levels, a circle, a missing parent and 1,000 trials, in the native store."""
    store = tmp_path_factory.mktemp("deep") / "store"

    def run(name, parent=None, kind="script", score=None, **more):
        folder = store / "e" / name
        folder.mkdir(parents=True)
        record = {"id": name, "name": name, "status": "completed", "kind": kind, "start": "2026-01-01T00:00:00Z"}
        if parent:
            record["parent"] = parent
        (folder / "run.json").write_text(json.dumps(record | more))
        if score is not None:
            (folder / "metrics.jsonl").write_text(json.dumps({"name": "accuracy", "step": 0, "value": score}) + "\n")

    run("pipeline", kind="pipeline")
    run("search", "pipeline", "sweep", primary_metric="accuracy")
    for number in range(1000):
        run(f"search_{number}", "search", score=number * 7919 % 1009 / 1009, parameters={"lr": number % 7 / 10 + 0.1})
    run("a", "b")
    run("b", "a")
    run("lost", "deleted-parent")
    (store / "e/experiment.json").write_text('{"id": "e", "name": "e"}')
    return build(store, store.parent / "site")


def page_of(site, name):
    return next(path for path in site.glob(f"experiments/*/{name}-*/index.html")
                if re.fullmatch(rf"{name}-[0-9a-f]{{8}}", path.parent.name))


def test_many_children_page_and_lead_back_up(open_page, deep):
    page = open_page(page_of(deep, "search"), False)
    assert "1000 child runs" in page.locator("section[aria-labelledby=children] > span.aside").inner_text()
    assert len(page.content()) < 1_000_000
    seen = column(page, "iteration")
    while page.locator("nav.pager a:text-is('next')").count():
        page.locator("nav.pager a:text-is('next')").first.click()
        seen += [row.locator("td").first.inner_text() for row in page.locator("table.runs tbody tr").all()]
    assert [text.replace(",", "") for text in seen] == [str(number) for number in range(1000)]
    page.locator("table.runs tbody tr th a").last.click()
    assert page.locator("nav.above a").all_inner_texts()[-2:] == ["pipeline", "search"]
    page.locator("dt:text-is('Previous child run') + dd a").click()
    assert page.locator("h1").inner_text() == "search_998"
    page.locator("nav.above a").nth(-2).click()
    assert column(page, "run") == ["search 1000 child runs"]


def test_missing_and_circling_parents_are_named(open_page, deep):
    text = open_page(page_of(deep, "lost"), False).locator("dl.details").inner_text()
    assert "deleted-parent is not in this store" in text
    texts = [open_page(page_of(deep, name), False).locator("dl.details").inner_text() for name in "ab"]
    assert sum("is not followed" in text for text in texts) == 1


def test_a_wide_chart_stands_beside_the_first_where_three_fit_into_a_row(open_page, parents):
    page = open_page(parents["automl:breast"], script=False, viewport={"width": 1200, "height": 900})
    best, varied = (page.locator(f"#{name}").bounding_box() for name in ["children-best", "children-parallel"])
    assert best["y"] == varied["y"]
    main = page.locator("#children-parallel").locator("xpath=..").bounding_box()
    assert varied["x"] + varied["width"] > main["x"] + main["width"] - 2
    for width in [1139, 800, 400]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#children-parallel").bounding_box()["y"] > best["y"]

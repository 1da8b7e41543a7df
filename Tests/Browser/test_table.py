"""The run table of the script: a person types, clicks and reads."""

import collections
import csv
import io
import json
import pathlib
import shutil
import statistics

import pytest

from conftest import build, serious
from run_database import write_database
from run_table import RunTable, texts

EXPERIMENTS = ["digits-mlp", "wine-random-search", "nightly-regression", "breast-cancer-automl"]


def address(site, name):
    page = site / "runs/index.html" if name == "all" else next(site.glob(f"experiments/{name}-*")) / "index.html"
    return page.as_uri()


def records(site, name="digits-mlp"):
    """What runs.json says of an experiment, by the name of the run."""
    file = next(site.glob(f"experiments/{name}-*")) / "runs.json"
    return {run["run_name"]: run for run in json.loads(file.read_text())}


@pytest.fixture
def table(page, site):
    return RunTable.open(page, address(site, "digits-mlp"))


# The static table and the script's


def test_until_it_is_used_the_static_table_stays_and_no_data_is_loaded(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    table = RunTable.open(page, address(site, "digits-mlp"), use=False)
    page.wait_for_timeout(300)
    assert page.locator("[data-table=runs]").is_visible() and table.made.count() == 0
    assert not [url for url in asked if url.endswith("table.js")]
    table.filter.focus()
    table.made.wait_for()
    assert not page.locator("[data-table=runs]").is_visible()
    assert [url for url in asked if url.endswith("table.js")] and not [url for url in asked if "more" in url]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_table_of_the_script_says_what_the_static_one_says(page, site, name):
    RunTable.open(page, address(site, name))
    static, made = texts(page, "[data-table=runs] table"), texts(page, "table[aria-rowcount]")
    assert len(static) == len(made) > 3
    assert made == static


def test_a_click_on_a_head_of_the_static_table_sorts(page, site):
    table = RunTable.open(page, address(site, "digits-mlp"), use=False)
    page.locator("[data-table=runs] thead").get_by_role("button", name="max").first.click()
    table.made.wait_for()
    assert table.head("metric.val/accuracy.max").get_attribute("aria-sort") == "descending"
    assert table.runs()[0] == "distant-glacier-119"
    assert page.evaluate("document.activeElement.closest('th').dataset.key") == "metric.val/accuracy.max"


def test_data_that_cannot_be_loaded_is_told_and_the_static_table_stays(page, site):
    page.route("**/table.js", lambda route: route.abort())
    table = RunTable.open(page, address(site, "digits-mlp"), use=False)
    table.filter.focus()
    table.problem.get_by_text("could not be loaded").wait_for()
    assert page.locator("[data-table=runs]").is_visible()


def test_nothing_of_it_shows_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "digits-mlp"))
    assert page.locator("[data-table=runs]").is_visible()
    assert page.locator("main input, main button").count() == 0
    context.close()


# Filtering


def test_typing_filters_and_says_how_many_of_how_many(table, site):
    assert table.count.inner_text() == "24 of 24 runs"
    table.filter.press_sequentially("status:completed lr<0.05")
    low = [name for name, run in records(site).items()
           if run["status"] == "completed" and float(run["parameters"]["lr"]) < 0.05]
    assert table.count.inner_text() == f"{len(low)} of 24 runs" and sorted(table.runs()) == sorted(low) and low
    assert set(table.column("status")) == {"completed"}
    assert all(float(text) < 0.05 for text in table.column("param.lr"))
    table.filter.fill("-eager optimizer:adam")
    assert table.runs() == ["stormy-juniper-114", "velvet-prairie-113"]
    table.filter.fill("")
    assert table.count.inner_text() == "24 of 24 runs"


def test_errors_are_told_in_words_while_the_last_good_rows_stay(table):
    table.filter.fill("status:failed")
    failed = table.runs()
    table.filter.fill("status:failed val/acuracy>0.9")
    assert table.problem.inner_text() == "No column is called `val/acuracy`; did you mean `val/accuracy`?"
    assert table.runs() == failed and table.filter.get_attribute("aria-invalid") == "true"
    table.filter.fill("lr<")
    assert table.problem.inner_text() == "`lr<` lacks a number after `<`."
    table.filter.fill("lr<0.01")
    assert table.problem.inner_text() == "" and table.filter.get_attribute("aria-invalid") == "false"


@pytest.mark.parametrize("name", ["digits-mlp", "breast-cancer-automl", "all"])
def test_the_syntax_is_shown_with_examples_from_these_runs_that_work(page, site, name):
    table = RunTable.open(page, address(site, name))
    with table.menu("How to filter") as panel:
        examples = panel.locator("td button").all_inner_texts()
    assert len(examples) >= 7
    for example in examples:
        table.filter.fill(example)
        assert table.problem.inner_text() == "", example
    table.filter.fill("")
    with table.menu("How to filter") as panel:
        panel.get_by_role("button", name="status:failed", exact=True).click()
    assert table.filter.input_value() == "status:failed"


def test_a_parent_of_a_found_run_stays_faint_and_is_not_counted(page, site):
    table = RunTable.open(page, address(site, "wine-random-search"))
    child = table.runs()[3]
    table.filter.fill(f"run={child}")
    assert table.count.inner_text().startswith("1 of ")
    assert table.runs()[-1] == child and len(table.runs()) == 2
    assert "faint" in table.made.locator("tbody tr[aria-rowindex]").first.get_attribute("class")


# Sorting


def test_a_head_sorts_best_first_then_the_other_way_then_as_before(table):
    before = table.runs()
    order = []
    for direction in ("descending", "ascending", None):
        table.sort("metric.val/accuracy.max")
        assert table.head("metric.val/accuracy.max").get_attribute("aria-sort") == direction
        order.append(table.runs())
    assert order[0][0] == "distant-glacier-119" and order[2] == before
    values = [float(text) for text in table.column("metric.val/accuracy.max") if text]
    assert len(values) == 23
    # A run without a value is last either way.
    assert order[0][-1] == order[1][-1] == "silver-meadow-124"
    table.sort("metric.val/loss.min")
    assert table.head("metric.val/loss.min").get_attribute("aria-sort") == "ascending"


def test_every_column_can_be_sorted_by(table):
    for key in table.heads():
        if key == "trend":
            continue
        table.sort(key)
        assert table.head(key).get_attribute("aria-sort") in ("ascending", "descending")
        assert sorted(table.runs()) == sorted(set(table.runs())) and len(table.runs()) == 24


def test_parents_keep_their_children(page, site):
    table = RunTable.open(page, address(site, "wine-random-search"))
    tree = table.made.locator("tbody tr[aria-rowindex] > th")
    table.sort("run")
    classes = [head.get_attribute("class") for head in tree.all()]
    runs = table.runs()
    assert "i0" in classes[0] and all("i1" in name for name in classes[1:]) and len(runs) == 17
    numbers = [run.rsplit("-", 1)[1] for run in runs[1:]]
    assert runs[1:] == sorted(runs[1:]) and len(set(numbers)) == 16


# Columns


def test_each_metric_has_its_own_aggregates(table):
    with table.menu("Columns") as panel:
        panel.get_by_role("checkbox", name="val/loss mean", exact=True).check()
        panel.get_by_role("checkbox", name="val/accuracy step of best", exact=True).check()
        panel.get_by_role("checkbox", name="val/loss", exact=True).uncheck()
        panel.get_by_role("checkbox", name="activation", exact=True).check()
    heads = table.heads()
    assert "metric.val/loss.mean" in heads and "metric.val/loss.last" not in heads and "metric.val/accuracy.last" in heads
    assert "metric.train/loss.mean" not in heads and "param.activation" in heads
    table.page.wait_for_function("document.querySelector('table[aria-rowcount]').textContent.includes('step of best')")
    best = table.column("metric.val/accuracy.best_step")
    assert len([text for text in best if text]) == 23
    metrics = json.loads((pathlib.Path(table.page.evaluate("decodeURI(location.pathname)")).parent / "metrics.json").read_text())
    steps = {line["run_name"]: line["max_step"] for line in metrics if line["metric"] == "val/accuracy"}
    shown = dict(zip(table.runs(), best))
    assert {run: float(text.replace(",", "")) for run, text in shown.items() if text} == steps


def test_columns_are_found_by_typing_and_all_none_and_default_mean_what_is_found(table):
    default = table.heads()
    with table.menu("Columns") as panel:
        panel.get_by_role("searchbox").fill("train/loss")
        assert panel.get_by_role("checkbox").count() == 9
        panel.get_by_role("button", name="All").click()
        assert len(table.heads()) == len(default) + 6
        panel.get_by_role("button", name="None").click()
        assert not [key for key in table.heads() if "train/loss" in key]
        panel.get_by_role("searchbox").fill("")
        panel.get_by_role("button", name="None").click()
        assert table.heads() == ["run"]
        panel.get_by_role("button", name="Default").click()
    assert table.heads() == default


# Groups


def test_runs_are_grouped_with_count_mean_and_range(table, site):
    with table.menu("Group by") as panel:
        panel.get_by_role("radio", name="optimizer", exact=False).check()
    groups = table.made.locator("tr.group")
    counts = collections.Counter(run["parameters"]["optimizer"] for run in records(site).values())
    assert groups.locator("th").all_inner_texts() == [f"optimizer {name} {counts[name]} runs" for name in sorted(counts)]
    assert "in 3 groups" in table.count.inner_text()
    values = [run["metrics"]["val/accuracy"]["max"] for run in records(site).values()
              if run["parameters"]["optimizer"] == "adam"]
    place = table.heads().index("metric.val/accuracy.max")
    cell = groups.first.locator("> *").nth(place).inner_text()
    mean, low, high = statistics.mean(values), min(values), max(values)
    assert cell == (f"{mean:.4f} {low:.4f} – {high:.4f}")
    first = groups.first.get_by_role("button")
    assert first.get_attribute("aria-expanded") == "true" and len(table.runs()) == 24
    first.click()
    assert first.get_attribute("aria-expanded") == "false" and len(table.runs()) == 21
    first.click()
    assert len(table.runs()) == 24


def test_sorting_and_filtering_work_within_groups(table):
    with table.menu("Group by") as panel:
        panel.get_by_role("radio", name="optimizer", exact=False).check()
    table.filter.fill("optimizer:adam")
    table.sort("metric.val/accuracy.max")
    values = [float(text) for text in table.column("metric.val/accuracy.max")[1:]]
    assert values == sorted(values, reverse=True) and len(values) == 3


# What is the same


def test_what_is_the_same_is_hidden_and_listed_once(table):
    heads = table.heads()
    table.filter.fill("optimizer:adam")
    table.page.get_by_label("Only what differs").check()
    text = table.same.inner_text()
    assert text.startswith("Same for all 3 shown runs ") and "optimizer adam" in text and "depth 2" in text
    assert "param.optimizer" not in table.heads() and "param.lr" in table.heads()
    table.page.get_by_label("Only what differs").uncheck()
    assert table.heads() == heads and not table.same.is_visible()


# A run to compare with


def test_a_pinned_run_stands_on_top_and_the_others_say_how_far_they_are(table, site):
    row = table.made.locator("tbody tr", has_text="copper-falcon-118")
    row.hover()
    row.get_by_role("button", name="Compare with copper-falcon-118").click()
    assert table.made.locator("tbody tr").first.locator("a").inner_text() == "copper-falcon-118"
    assert "copper-falcon-118" not in table.runs()
    runs = records(site)
    key = "metric.val/loss.last"
    delta = runs["gentle-aurora-121"]["metrics"]["val/loss"]["last"] - runs["copper-falcon-118"]["metrics"]["val/loss"]["last"]
    small = table.cell("gentle-aurora-121", key).locator("small")
    assert small.inner_text() == f"+{delta:.4f}" and small.get_attribute("class") == "worse"
    better = table.cell("gentle-aurora-121", "metric.val/loss.max").locator("small")
    assert better.inner_text().startswith("−") and better.get_attribute("class") == "better"
    assert "▲" in better.evaluate("node => getComputedStyle(node, '::after').content")
    # No direction, no judgement.
    assert table.cell("gentle-aurora-121", "metric.grad_norm.last").locator("small").get_attribute("class") == "equal"
    # It stays in view while the others scroll, and can be let go above the table.
    table.page.get_by_role("button", name="Compared with copper-falcon-118").click()
    assert table.made.locator("small.worse").count() == 0 and "copper-falcon-118" in table.runs()


# Selecting


def test_boxes_select_and_shift_selects_what_lies_between(table):
    runs = table.runs()
    table.box(runs[2]).click()
    table.box(runs[6]).click(modifiers=["Shift"])
    assert "5 selected" in table.count.inner_text()
    assert table.made.locator("tr.chosen a").all_inner_texts() == runs[2:7]
    table.box(runs[3]).click()
    assert "4 selected" in table.count.inner_text()
    table.page.get_by_role("button", name="Clear the selection").click()
    assert "selected" not in table.count.inner_text()


def test_all_shown_runs_are_selected_at_once_and_compared(table, site):
    table.filter.fill("optimizer:adam")
    table.made.get_by_label("Select all shown runs").check()
    assert table.count.inner_text() == "3 of 24 runs, 3 selected"
    table.filter.fill("")
    assert table.made.locator("tr.chosen").count() == 3
    compare = table.tools.get_by_text("Compare (3)")
    assert compare.get_attribute("href").endswith("compare.html#r=895a919a~7c184c9c~196ad9b4")
    table.page.get_by_role("button", name="Clear the selection").click()
    assert table.tools.get_by_text("Compare (0)").get_attribute("href") is None


# The best cell


def test_the_best_shown_value_is_marked_by_direction(table):
    best = table.made.locator("td.best")
    assert table.cell("distant-glacier-119", "metric.val/accuracy.max").get_attribute("class") == "best"
    count = best.count()
    table.filter.fill("optimizer:adam")
    assert best.count() > 0 and count > 0
    assert table.cell("stormy-juniper-114", "metric.val/loss.min").get_attribute("class") == "best"
    assert "best" not in (table.cell("stormy-juniper-114", "metric.val/loss.max").get_attribute("class") or "")


# CSV


def test_what_is_shown_is_downloaded_exactly(table, site):
    table.filter.fill("status:completed")
    table.sort("metric.val/accuracy.max")
    with table.page.expect_download() as waiting:
        table.tools.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(pathlib.Path(waiting.value.path()).read_text(encoding="utf-8"))))
    assert [row["run"] for row in rows] == table.runs() and len(rows) == 19
    assert list(rows[0]) == [key for key in table.heads() if key != "trend"]
    runs = records(site)
    for row in rows:
        for metric, summary in runs[row["run"]]["metrics"].items():
            # Four figures on the page, all of them in the file.
            assert float(row[f"metric.{metric}.last"]) == summary["last"]
        assert row["start"] == runs[row["run"]]["start"]
        assert row["param.lr"] == runs[row["run"]]["parameters"]["lr"]


# Hostile stores


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    names = ["<img src=x onerror=alert(1)>", "__proto__", "=cmd|' /C calc'!A0", "a\"b&c'd", "constructor", "x" * 300, "</script><b>"]
    runs = [
        {"name": name, "params": {"__proto__": name, "toString": str(index), "</td>": name, "lr": ["1e-3", "NaN", "inf", ""][index % 4]},
         "tags": {name: name}, "metrics": {"__proto__": [index, float("inf") if index == 1 else 1.5], "a<b>.max": [1.0 * index]}}
        for index, name in enumerate(names)
    ]
    return build(write_database(folder / "hostile.db", runs, "<i>odd</i>"), folder / "site"), names


def test_hostile_names_stay_text(page, hostile):
    site, names = hostile
    page.on("dialog", lambda dialog: pytest.fail("a script of the store ran"))
    table = RunTable.open(page, next(site.glob("experiments/*/index.html")).as_uri())
    with table.menu("Columns") as panel:
        panel.get_by_role("button", name="All").click()
    assert set(names[:5]) <= set(table.runs()) and table.made.locator("img").count() == 0
    assert "param.__proto__" in table.heads() and "metric.__proto__.max" in table.heads()
    table.sort("param.__proto__")
    table.filter.fill('param.__proto__:"<img" toString=0')
    assert table.count.inner_text() == "1 of 7 runs"
    table.filter.fill("")
    with table.menu("Group by") as panel:
        panel.get_by_role("radio", name="__proto__").first.check()
    with page.expect_download() as waiting:
        table.tools.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(pathlib.Path(waiting.value.path()).read_text(encoding="utf-8"))))
    assert "'=cmd|' /C calc'!A0" in {row["run"] for row in rows}


# By keyboard alone, for everyone, on a small screen


def test_keyboard_alone_filters_sorts_selects_and_opens_menus(page, site):
    RunTable.open(page, address(site, "digits-mlp"), use=False)
    press = page.keyboard.press

    def focused(what="ariaLabel"):
        return page.evaluate(f"document.activeElement.{what} || document.activeElement.textContent")

    def tab_to(name, limit=60):
        for _ in range(limit):
            if focused() == name:
                return
            press("Tab")
        pytest.fail(f"{name} is not reached by Tab")

    page.locator("h2#runs").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    tab_to("Filter runs")
    page.keyboard.type("status:completed")
    table = RunTable(page)
    table.made.wait_for()
    assert table.count.inner_text() == "19 of 24 runs"
    press("Tab")
    assert focused() == "How to filter"
    press("Enter")
    page.locator(".panel:popover-open button").first.wait_for()
    press("Escape")
    assert focused() == "How to filter"
    tab_to("Columns")
    press("Enter")
    page.locator(".panel:popover-open input").first.wait_for()
    press("Tab")
    assert focused() == "Find a column"
    page.keyboard.type("val/loss mean")
    tab_to("val/loss mean")
    press("Space")
    press("Escape")
    assert "metric.val/loss.mean" in table.heads() and focused() == "Columns"
    tab_to("Group by")
    press("Enter")
    page.locator(".panel:popover-open input:checked").wait_for()
    press("Tab")
    for _ in range(3):
        press("ArrowDown")
    press("Escape")
    assert table.made.locator("tr.group").count() > 0
    tab_to("Reset")
    press("Enter")
    assert table.made.locator("tr.group").count() == 0
    tab_to("Select all shown runs")
    tab_to("max")
    press("Enter")
    assert table.head("metric.val/accuracy.max").get_attribute("aria-sort") == "descending" and focused() == "max"
    runs = table.runs()
    tab_to(f"Select {runs[0]}", 100)
    press("Space")
    tab_to(f"Select {runs[2]}")
    press("Shift+Space")
    assert "3 selected" in table.count.inner_text() and focused() == f"Select {runs[2]}"
    tab_to(f"Compare with {runs[2]}")
    press("Enter")
    assert table.made.locator("tbody tr.baseline a").inner_text() == runs[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", ["nothing", "How to filter", "Columns", "Group by", "everything"])
def test_axe_finds_nothing_serious(browser, site, scheme, opened):
    page = browser.new_page(color_scheme=scheme)
    table = RunTable.open(page, address(site, "digits-mlp"))
    if opened == "everything":
        page.goto(address(site, "digits-mlp") + "#f=val/accuracy>0.9&g=param.optimizer&b=e0f401a6&r=aedaa59a~d03ac891&d=1")
        page.reload()
        table.made.wait_for()
        table.filter.fill("lr<")
    elif opened != "nothing":
        table.tools.get_by_role("button", name=opened).click()
        page.locator(".panel:popover-open input, .panel:popover-open button").first.wait_for()
    violations = serious(page)
    page.close()
    assert not violations, violations


@pytest.mark.parametrize("width", [400, 1440])
def test_tools_and_open_menus_fit_the_screen(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    table = RunTable.open(page, address(site, "digits-mlp"))
    for name in ("How to filter", "Columns", "Group by"):
        with table.menu(name) as panel:
            page.wait_for_timeout(50)
            box = panel.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width, (name, box)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()


# Many runs


MEASURE = """async ([action, value]) => {
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const filter = document.querySelector('[aria-label="Filter runs"]');
  const act = {
    sort: key => document.querySelector(`table[aria-rowcount] th[data-key="${key}"] button`).click(),
    filter: text => { filter.value = text; filter.dispatchEvent(new Event("input")); },
    scroll: place => { document.querySelector("table[aria-rowcount]").parentNode.scrollTop = place; },
  }[action];
  await frame();
  const start = performance.now();
  act(value);
  await frame();
  return performance.now() - start;
}"""

#: How long the browser itself takes to sort 10,000 texts as a person reads them, at that moment on that machine.
SORT_TEXTS = """() => {
  const texts = Array.from({ length: 10000 }, (_, number) => "run-" + number * 7919 % 10007);
  const collator = new Intl.Collator(undefined, { numeric: true });
  const start = performance.now();
  texts.sort(collator.compare);
  return performance.now() - start;
}"""


def test_ten_thousand_runs_of_forty_columns_stay_fluid(page, many):
    table = RunTable.open(page, address(many, "many"))
    assert len(table.heads()) >= 40 and table.count.inner_text() == "10,000 of 10,000 runs"
    actions = [("sort", key) for key in ("run", "param.lr", "param.optimizer", "metric.val/accuracy.max", "start", "duration")] * 3
    actions += [("filter", text) for text in ("r", "run-1", "status:failed", "lr<0.01", "optimizer:adam -status:failed", "")] * 2
    # What a column is sorted by is worked out at its first sort, and counts as well.
    times = {action: [] for action, _ in actions}
    sorts = []
    for action, value in actions:
        times[action].append(page.evaluate(MEASURE, [action, value]))
        sorts.append(page.evaluate(SORT_TEXTS))
    scrolls = [page.evaluate(MEASURE, ["scroll", place]) for place in range(0, 200_000, 20_000)]
    print()
    for name, found in [*times.items(), ("scroll", scrolls), ("10,000 texts", sorts)]:
        print(f"{name}: median {statistics.median(found):.0f} ms, slowest {max(found):.0f} ms of {len(found)}")
    # 100 ms where nothing else runs; a loaded machine takes longer for both.
    for found in times["sort"], times["filter"]:
        assert statistics.median(found) < 4 * statistics.median(sorts)


def test_rows_are_drawn_as_they_scroll_and_by_keyboard(page, many):
    table = RunTable.open(page, address(many, "many"))
    assert table.made.get_attribute("aria-rowcount") == "10002"
    assert table.made.locator("tbody tr").count() < 120
    # The pages of the static table are not offered while all runs are in this one.
    assert page.locator(".pager").count() > 0 and not page.locator(".pager").first.is_visible()
    widths = page.evaluate("[...document.querySelectorAll('table[aria-rowcount] th[data-key]')].map(head => head.offsetWidth)")
    table.scroller.focus()
    page.keyboard.press("End")
    page.wait_for_function("document.querySelector('table[aria-rowcount]').textContent.includes('run-0')")
    page.wait_for_timeout(100)
    assert table.runs()[-1] == "run-0"
    last = table.made.locator("tbody tr[aria-rowindex]").last
    assert last.get_attribute("aria-rowindex") == "10002" and last.is_visible()
    assert page.evaluate("[...document.querySelectorAll('table[aria-rowcount] th[data-key]')].map(head => head.offsetWidth)") == widths
    # Columns far to the right are drawn when they come into view.
    page.keyboard.press("Home")
    table.scroller.evaluate("node => { node.scrollLeft = node.scrollWidth; }")
    page.wait_for_timeout(100)
    cell = table.made.locator("tbody tr[aria-rowindex]").first.locator("td").last
    assert cell.inner_text() != "" and cell.is_visible()


def test_selecting_all_of_ten_thousand_stops_at_a_hundred_and_says_so(page, many):
    table = RunTable.open(page, address(many, "many"))
    table.made.get_by_label("Select all shown runs").check()
    assert table.count.inner_text() == (
        "10,000 of 10,000 runs, 100 selected; 9900 more were not: a selection holds 100 runs, what a link has room for")
    table.box("run-9999").click()
    assert table.count.inner_text() == "10,000 of 10,000 runs, 99 selected"


def test_columns_that_the_data_leave_out_are_told(page, site, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    folder = next(copy.glob("experiments/digits-mlp-*"))
    table = RunTable.open(page, address(copy, "digits-mlp"))
    assert "leaves some columns out" not in page.locator("main").inner_text()
    data = (folder / "table.js").read_text(encoding="utf-8")
    (folder / "table.js").write_text(data.replace("runreport.table({", 'runreport.table({"cut":true,', 1), encoding="utf-8")
    for name in ("index.html", "compare.html#r=d03ac891~895a919a"):
        page.goto("about:blank")
        page.goto(folder.as_uri() + "/" + name)
        if name == "index.html":
            table.filter.focus()
        remark = page.locator(".values", has_text="leaves some columns out")
        remark.wait_for()
        for link in remark.locator("a").all():
            assert (folder / link.get_attribute("href").split("/")[-1]).is_file()


def test_tab_goes_on_into_rows_that_were_not_drawn(page, many):
    table = RunTable.open(page, address(many, "many"))
    first = table.runs()[0]
    table.box(first).focus()
    for _ in range(3 * 60):
        page.keyboard.press("Tab")
    label = page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
    assert "run-9939" in label, label

"""What a person who opens the site sees and does."""

import csv
import json
import re
import subprocess

import pytest
from conftest import PROGRAM, ROOT, build


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    yield page
    page.close()


def test_overview_tells_when_and_from_what_it_was_made(page, site):
    page.goto((site / "index.html").as_uri())
    text = page.locator("main").inner_text()
    assert "Generated 2026-11-24 06:00 UTC" in text
    assert "SampleRuns" in text and "runreport store" in text
    assert page.locator("h2", has_text="Failed and stale").is_visible()


def test_experiment_table_has_last_min_and_max_of_every_metric(page, site, pages):
    folder = site / pages["experiment"].rsplit("/", 1)[0]
    page.goto((folder / "index.html").as_uri())
    heads = page.locator("table.runs thead tr").nth(1).locator("th").all_inner_texts()
    with open(folder / "runs.csv", newline="") as file:
        columns = csv.DictReader(file).fieldnames
    metrics = [name for name in columns if name.startswith("metric.") and name.endswith(".last")]
    groups = page.locator("thead tr.groups th").all_inner_texts()
    for metric in metrics:
        name = metric[len("metric."):-len(".last")]
        assert any(group.startswith(name) for group in groups), name
    assert heads.count("last") + heads.count("last = min = max") == len(metrics)


def test_best_cell_is_the_best_value_of_its_column(page, site, pages):
    folder = site / pages["experiment"].rsplit("/", 1)[0]
    page.goto((folder / "index.html").as_uri())
    best = float(page.locator("td.best").first.get_attribute("title") or page.locator("td.best").first.inner_text())
    series = json.loads((folder / "metrics.json").read_text())
    accuracies = [line["max"] for line in series if line["metric"] == "val/accuracy"]
    assert best == max(value for value in accuracies if isinstance(value, float))


def test_chart_has_a_text_alternative_and_a_heading_that_can_be_found(page, site, pages):
    page.goto((site / pages["experiment"]).as_uri())
    chart = page.locator("figure.chart-cell").first
    name = chart.locator("h3").inner_text()
    svg = chart.locator("svg[role=img]")
    assert name in svg.locator("title").first.text_content()
    assert len(svg.locator("desc").text_content()) > 40


def test_a_log_line_can_be_linked_to(page, site, pages):
    page.goto((site / pages["log"]).as_uri() + "#L3")
    target = page.locator(":target")
    assert target.count() == 1
    assert target.inner_text().strip().startswith("3")


def test_a_long_log_has_pages_that_follow_one_another(page, site, pages):
    page.goto((site / pages["long log"]).as_uri())
    numbers = page.locator("[id^=L]")
    first = int(numbers.first.get_attribute("id")[1:])
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name="previous").first.click()
    assert int(page.locator("[id^=L]").last.get_attribute("id")[1:]) == first - 1


def test_no_control_sequence_of_a_terminal_reaches_a_page(site):
    for path in site.rglob("logs/*.html"):
        assert b"\x1b" not in path.read_bytes() and b"\r" not in path.read_bytes(), path


def test_everything_can_be_reached_by_keyboard(page, site, pages):
    page.goto((site / pages["experiment"]).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    focused = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        focused.add(page.evaluate("document.activeElement.className || document.activeElement.tagName"))
    assert "scroll" in focused, "the table's scroll area must take the focus"


def test_first_view_is_light_and_quick(browser, served):
    context = browser.new_context()
    page = context.new_page()
    received = []
    page.on("response", lambda response: received.append(len(response.body())))
    page.goto(served + "index.html", wait_until="load")
    context.close()
    assert sum(received) < 100_000, received


def test_sample_site_agrees_with_the_metrics_command(site):
    command = [PROGRAM, "metrics", "SampleRuns", "--format", "json", "--quiet"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    published = json.loads((site / "runs/metrics.json").read_text())
    assert lines == sorted(published, key=lambda line: [line[key] for key in ("experiment", "run", "metric")])
    # The site's files have the runs in one order, that of the tables.
    order = [run["run"] for run in json.loads((site / "runs/runs.json").read_text()) if run["metrics"]]
    assert list(dict.fromkeys(line["run"] for line in published)) == order
    keys = (
        "experiment experiment_id run run_name metric count first last min max mean min_step max_step last_step non_finite"
    )
    assert list(lines[0]) == keys.split()
    assert any(line["non_finite"] for line in lines)


def test_exit_codes_and_messages(tmp_path):
    def run(*arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=tmp_path)

    (tmp_path / "nothing").mkdir()
    missing = run("build", "nothing", "--output", "site")
    assert missing.returncode == 66 and "looked for" in missing.stderr and not (tmp_path / "site").exists()
    assert run("build").returncode == 64
    assert run("build", "--help").returncode == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    refused = run("build", ROOT / "SampleRuns", "--output", "full")
    assert refused.returncode == 73 and "mine.txt" in refused.stderr
    (tmp_path / "store/e/r").mkdir(parents=True)
    (tmp_path / "store/e/r/run.json").write_text('{"id": "r"}')
    (tmp_path / "store/e/r/metrics.jsonl").write_text("nonsense\n")
    lax, strict = run("build", "store", "--output", "s"), run("build", "store", "--output", "s", "--strict")
    assert lax.returncode == 0 and strict.returncode == 65
    assert "store/e/r/metrics.jsonl:1: not a JSON object" in lax.stderr
    assert re.search(r"1 run: \d+ pages, .* 1 warning", lax.stderr)


def test_wide_table_of_five_hundred_runs_stays_under_a_megabyte(tmp_path):
    """500 rows and 40 columns: 12 metrics of three columns each, four parameters."""
    for number in range(500):
        run = tmp_path / "store" / "wide" / f"run-{number:03}"
        run.mkdir(parents=True)
        parameters = {f"p{index}": number * 7 % (index + 5) / 10 for index in range(4)}
        (run / "run.json").write_text(json.dumps({
            "id": f"id-{number}", "name": f"lunar-comet-{number}", "status": "completed", "parameters": parameters,
            "start": 1_795_400_000 + number, "end": 1_795_401_000 + number,
        }))
        with open(run / "metrics.jsonl", "w") as file:
            for index in range(12):
                for step in range(3):
                    value = 1 / (1 + number * 31 % 97 + step + index / 7)
                    file.write(json.dumps({"name": f"metric{index}", "step": step, "value": value}) + "\n")
    site = build(tmp_path / "store", tmp_path / "site")
    page = next(site.glob("experiments/wide-*/index.html"))
    size = page.stat().st_size
    rows = page.read_text().count("<tr><th scope=row")
    assert rows == 500
    charts = sum(len(part.split("</figure>")[0]) for part in page.read_text().split("<figure")[1:])
    assert size - charts < 1_000_000, (size, charts)

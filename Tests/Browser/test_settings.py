"""`runreport.yaml`, as somebody meets it: found beside them, wrong at first, then in every table."""

import subprocess

import pytest
from conftest import PROGRAM, ROOT

SETTINGS = """
title: Nightly models
stores: [{store}]
metrics:
  val/accuracy: {{direction: lower, format: percent}}
  val/loss: {{unit: nats}}
  train/*: {{hidden: true}}
columns:
  hidden: [metric.*.min, seed, user]
sort: -metric.val/accuracy.max
"""


def build(folder, *arguments):
    command = [str(PROGRAM), "build", "--output", "site", "--date", "2026-11-24T06:00:00Z", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


def test_without_a_store_and_without_settings_it_says_what_to_do(tmp_path):
    told = build(tmp_path)
    assert told.returncode == 64
    assert "Name a store, such as `runreport build mlruns --output site`" in told.stderr
    (tmp_path / "runreport.yaml").write_text("title: a\n")
    told = build(tmp_path)
    assert told.returncode == 64 and "runreport.yaml lists no `stores`" in told.stderr


def test_all_errors_are_told_with_their_place_and_nothing_is_built(tmp_path):
    (tmp_path / "runreport.yaml").write_text(
        "titel: a\nmetrics:\n  val/loss: {direction: lowr}\nviews:\n  - name: a\n    filter: lr<abc\n"
    )
    told = build(tmp_path, ROOT / "SampleRuns")
    assert told.returncode == 78
    assert told.stderr.splitlines() == [
        "error: runreport.yaml:1:1: the settings have no `titel`; did you mean `title`?",
        "error: runreport.yaml:3:25: `direction` is higher, lower or none, not `lowr`; did you mean `lower`?",
        "error: runreport.yaml:6:13: `filter`: `lr<abc`: `abc` is no number.",
    ]
    assert not (tmp_path / "site").exists()
    told = build(tmp_path, ROOT / "SampleRuns", "--config", "nosuch.yaml")
    assert told.returncode == 78 and told.stderr == "error: nosuch.yaml: no such file or directory\n"


@pytest.fixture(scope="module")
def configured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("configured")
    (folder / "store").symlink_to(ROOT / "SampleRuns")
    (folder / "runreport.yaml").write_text(SETTINGS.format(store="store"))
    told = build(folder)
    assert told.returncode == 0 and told.stderr.startswith("note: settings from runreport.yaml\n"), told.stderr
    return folder


def test_what_is_said_on_the_command_line_goes_before_the_settings(configured):
    told = build(configured, "--title", "Mine", "--output", "other", "--config", "runreport.yaml")
    assert told.returncode == 0 and "settings from" not in told.stderr
    assert "· Mine</title>" in (configured / "other" / "index.html").read_text()
    assert "· Nightly models</title>" in (configured / "site" / "index.html").read_text()


def test_tables_and_charts_follow_the_settings(configured, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(next((configured / "site/experiments").glob("digits-mlp-*")).joinpath("index.html").as_uri())
    table = page.locator("table.runs").first
    assert table.locator("tr.groups th").first.get_attribute("title") == "lower is better (runreport.yaml)"
    heads = table.locator("thead tr").nth(1).locator("th").all_inner_texts()
    assert "min" not in heads and "last" in heads and "max" in heads and "seed" not in heads
    groups = table.locator("tr.groups th").all_inner_texts()
    assert not any(group.startswith("train/") for group in groups)
    assert any(group.startswith("val/loss nats") for group in groups)
    # Greatest first, those without the metric last.
    column = heads.index("max")
    values = [row.locator("th, td").nth(column).inner_text() for row in table.locator("tbody tr").all()]
    numbers = [float(value.removesuffix("%")) for value in values if value]
    assert len(numbers) > 20 and numbers == sorted(numbers, reverse=True)
    assert values == [value for value in values if value] + [""] * values.count("")
    note = page.locator("p.aside").last.inner_text()
    assert "columns hidden by runreport.yaml, all are in runs.csv" in note
    assert "sorted by val/accuracy max, descending" in note
    assert "charts hidden by runreport.yaml, all are in metrics.json" in page.locator("#charts + .aside").inner_text()
    assert not any(title.startswith("train/") for title in page.locator("figcaption h3").all_inner_texts())
    page.close()


def test_the_list_of_all_runs_says_what_is_hidden(configured, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto((configured / "site/runs/index.html").as_uri())
    assert "User" not in page.locator("thead th").all_inner_texts()
    assert "1 of 11 columns hidden by runreport.yaml" in page.locator("p.aside").last.inner_text()
    page.close()

"""The data files of the script, loaded as a browser loads them, say what the files for machines say."""

import json
import math

import pytest
from conftest import build

#: Names and texts that end strings, scripts and objects, or are nothing at all.
HOSTILE = [
    "__proto__", "constructor", "7", "</script><script>alert(1)</script>", "<!--<script>", 'a"b', "a\\", "a\\u0022b",
    "line\u2028and\u2029separators", "tab\tand\nfeed\r", "\x01\x7f\x85", "nul\x00", "\ud800", "\U0001f680", "`${alert(1)}`",
    "val.max", "e\u0301", "\ufeff", "\uffff", " ", "x" * 300, "\U0001f680" * 300,
]
NUMBERS = [0.1, -0.0, 1e300, 5e-324, 123456789012345680, float("nan"), float("inf"), -float("inf"), 1 / 3, -2]
START = 1_790_000_000

#: Takes what the files hand over, and has the series of names as lists, whatever the names.
HARNESS = """<!doctype html><meta charset=utf-8><script>
const got = {table: [], more: [], series: {}};
const runreport = {
  table: file => got.table.push(file), more: file => got.more.push(file),
  series: (folder, series) => got.series[folder] = series,
};
</script>
"""


def loaded(browser, site, paths):
    """What the scripts at these paths of a site hand over."""
    harness = site.parent / "harness.html"
    harness.write_text(HARNESS + "".join(f'<script src="{site.name}/{path}"></script>\n' for path in paths))
    page = browser.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.goto(harness.as_uri())
    got = page.evaluate("got")
    page.close()
    assert problems == []
    return got


def written(name, number):
    """A metric's lines in a run: every value twice at most steps, with times but for every other run."""
    lines = []
    for step, value in enumerate(NUMBERS):
        line = {"name": name, "step": 10 * step, "value": value}
        if number % 2:
            line["time"] = START + number + step * 1.5
        lines.append(json.dumps(line) + "\n")
    return lines


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of a store in which every name and text is one of the above."""
    store = tmp_path_factory.mktemp("hostile") / "store"
    for number, name in enumerate(HOSTILE):
        run = store / "mlp" / f"run-{number}"
        run.mkdir(parents=True)
        (run / "run.json").write_text(json.dumps({
            "id": f"{number}-{name[:20]}", "name": name, "status": "completed", "start": START + number, "user": name,
            "parameters": {other: name for other in HOSTILE}, "tags": {name: name},
        }))
        lines = [line for metric in HOSTILE for line in written(metric, number)]
        lines.append(json.dumps({"name": "once", "step": 3, "value": NUMBERS[number % len(NUMBERS)]}) + "\n")
        (run / "metrics.jsonl").write_text("".join(lines))
        (run / "notes.md").write_bytes(b"bad \xff\xed\xa0\x80 bytes")
    return build(store, store.parent / "site", "--date", "2026-11-24T06:00:00Z")


@pytest.fixture
def built(request):
    return request.getfixturevalue(request.param)


def cell(file, key, row):
    """What a column has for a run; None where it has nothing."""
    column = file["columns"].get(key, [])
    values = column["v"] if isinstance(column, dict) else column
    value = values[row] if row < len(values) else None
    return column["t"][value] if isinstance(column, dict) and value is not None else value


def number(value):
    return float(value) if isinstance(value, str) else value


def same(a, b):
    a, b = number(a), number(b)
    if isinstance(a, float) and isinstance(b, float) and math.isnan(a):
        return math.isnan(b)
    return a == b


def cut(text):
    return text if len(text) <= 200 else text[:199] + "…"


@pytest.mark.parametrize("built", ["site", "hostile"], indirect=True)
def test_every_number_and_text_of_every_run_is_that_of_the_files_for_machines(browser, built):
    folders = sorted(path.parent for path in built.glob("experiments/*/table.js"))
    assert folders
    compared = 0
    for folder in folders:
        path = folder.relative_to(built).as_posix()
        got = loaded(browser, built, [f"{path}/table.js", f"{path}/table-more.js"])
        [table], [more] = got["table"], got["more"]
        assert table["folder"] == more["folder"] == path
        runs = json.loads((folder / "runs.json").read_text())
        assert [f"{path}/{page}/index.html" for page in table["columns"]["page"]] == [run["page"] for run in runs]
        rows = {run["run"]: row for row, run in enumerate(runs)}
        for row, run in enumerate(runs):
            assert cell(table, "run", row) == cut(run["run_name"] or run["run"])
            assert cell(table, "status", row) == run["status"]
            assert cell(table, "user", row) == (cut(run["user"]) if run["user"] else None)
            assert cell(table, "duration", row) == run["duration_seconds"]
            assert (cell(table, "start", row) is None) == (run["start"] is None)
            for name, value in run["parameters"].items():
                assert cell(table, f"param.{name}", row) == cut(value), (path, row, name)
            for name, value in run["tags"].items():
                assert cell(table, f"tag.{name}", row) in (cut(value), None), (path, row, name)
        single = {metric["name"]: metric.get("single", False) for metric in table["metrics"]}
        for line in json.loads((folder / "metrics.json").read_text()):
            row, name = rows[line["run"]], line["metric"]
            if line["count"] == 0:
                continue
            found = {key: cell(table, f"metric.{name}.{key}", row) for key in ("last", "min", "max")}
            for key in ("first", "mean", "count", "min_step", "max_step"):
                found[key] = cell(more, f"metric.{name}.{key}", row)
            if single[name]:
                assert line["count"] == 1
                assert set(found.values()) == {found["last"], None} or math.isnan(found["last"])
                assert same(found["last"], line["last"]), (path, row, name)
            else:
                for key, value in found.items():
                    assert same(value, line[key]), (path, row, name, key)
            [metric] = [metric for metric in table["metrics"] if metric["name"] == name]
            marks = metric.get("nonFinite", [])
            assert (marks[row] if row < len(marks) else None) == (line["non_finite"] or None)
            compared += 1
    assert compared > 400


def test_the_series_of_a_run_are_what_was_logged_whatever_their_names(browser, hostile):
    folders = sorted(path.parent for path in hostile.glob("experiments/*/*/series.js"))
    assert len(folders) == len(HOSTILE)
    paths = [folder.relative_to(hostile).as_posix() for folder in folders]
    got = loaded(browser, hostile, [path + "/series.js" for path in paths])["series"]
    assert sorted(got) == paths
    names = {json.loads((folder / "metrics.json").read_text())[0]["run"].split("-")[0]: got[path]
             for folder, path in zip(folders, paths)}
    for run, pairs in names.items():
        x = start = times = None
        assert len(pairs) == len(HOSTILE)
        for _, series in pairs:
            x = series.get("x", x)
            if "t0" in series:
                start, times = series["t0"], series.get("t")
            finite = [(10 * step, value) for step, value in enumerate(NUMBERS) if math.isfinite(value)]
            assert list(zip(x, series["y"])) == finite
            assert series["n"] == len(finite)
            assert series["b"] == [5]
            assert [(mark[0], str(mark[1])) for mark in series["nf"]] == [(50, "nan"), (60, "inf"), (70, "-inf")]
            assert "low" not in series and "last" not in series
            if int(run) % 2:
                known = [start / 1000 + time for time in times]
                assert known == [START + int(run) + step / 10 * 1.5 for step, _ in finite]
            else:
                assert start is None
    assert {name for pairs in names.values() for name, _ in pairs} >= {"__proto__", "constructor", "7"}


def test_a_run_has_series_exactly_where_its_table_says_so(browser, site):
    expected = {}
    for folder in sorted(path.parent for path in site.glob("experiments/*/table.js")):
        path = folder.relative_to(site).as_posix()
        [table] = loaded(browser, site, [f"{path}/table.js"])["table"]
        for row, page in enumerate(table["columns"]["page"]):
            lines = cell(table, "lines", row)
            assert (folder / page / "series.js").exists() == (lines is not None)
            if lines:
                expected[f"{path}/{page}"] = lines
    assert expected
    got = loaded(browser, site, [f"{run}/series.js" for run in expected])["series"]
    assert {run: len(series) for run, series in got.items()} == expected


def test_the_tables_of_all_experiments_stand_one_after_the_other(browser, site):
    parts = sorted(path.parent.relative_to(site).as_posix() for path in site.glob("experiments/*/table.js"))
    got = loaded(browser, site, ["runs/table.js", "runs/table-more.js"])
    assert sorted(table["folder"] for table in got["table"]) == parts
    assert [more["folder"] for more in got["more"]] == [table["folder"] for table in got["table"]]
    count = sum(len(table["columns"]["page"]) for table in got["table"])
    assert count == len(json.loads((site / "runs/runs.json").read_text()))

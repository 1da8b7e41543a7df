"""Charts drawn by the script: the same bytes as Swift's, for the same input (docs/charts.md)."""

import json

import pytest

from conftest import ROOT

VECTORS = json.loads((ROOT / "Tests" / "Vectors" / "charts.json").read_text(encoding="utf-8"))

#: From the vectors' JSON to what the script works with, and back.
READ = """
  const pointIn = numbers => {
    const [x, low, high = low, mid = low, count = 1] = numbers.map(Number);
    return { x, low, high, mid, count };
  };
  const segmentsIn = segments => segments.map(segment => segment.map(pointIn));
  const numbersOf = segments => segments.map(segment => segment.map(({ x, low, high, mid, count }) =>
    count > 1 || low !== mid || high !== mid ? [x, low, high, mid, count] : [x, mid]));
  const withNumbers = (things, names) => (things || []).map(thing => {
    const numbers = names.filter(name => name in thing).map(name => [name, Number(thing[name])]);
    return { ...thing, ...Object.fromEntries(numbers) };
  });
  const chartIn = chart => ({
    ...chart,
    bars: withNumbers(chart.bars, ["value"]),
    points: withNumbers(chart.points, ["x", "y", "value"]),
    lines: (chart.lines || []).map(line => ({ ...line, values: line.values.map(value => value === null ? NaN : Number(value)) })),
    series: (chart.series || []).map(series => ({
      ...series, segments: segmentsIn(series.segments),
      nonFinite: series.nonFinite.map(([x, value, level]) => ({ x: Number(x), value: Number(value), level: level === null ? NaN : Number(level) })),
    })),
  });
"""


@pytest.fixture(scope="module")
def ask(browser, site, pages):
    """Asks the script of charts for something of each of some vectors: `ask("chart => …", charts)`."""
    page = browser.new_page()
    page.goto((site / pages["experiment"]).as_uri())
    page.wait_for_function("'drawChart' in runreport")

    def ask(question, things):
        # Parsed in the browser: in an object literal `__proto__` would be no name.
        return page.evaluate(f"text => {{ {READ} return JSON.parse(text).map({question}); }}", json.dumps(things))

    yield ask
    page.close()


@pytest.mark.parametrize("part, least", [("charts", 80), ("runCharts", 38)])
def test_script_draws_what_swift_draws(ask, part, least):
    vectors = VECTORS[part]
    drawn = ask("chart => runreport.drawChart(chartIn(chart)).svg", [vector["chart"] for vector in vectors])
    assert len(drawn) == len(vectors) > least
    wrong = []
    for vector, svg in zip(vectors, drawn):
        if svg != vector["svg"]:
            place = next((i for i, (a, b) in enumerate(zip(svg, vector["svg"])) if a != b), min(len(svg), len(vector["svg"])))
            wrong.append((vector["name"], svg[max(0, place - 40):place + 40], vector["svg"][max(0, place - 40):place + 40]))
    assert not wrong, f"{len(wrong)} of {len(vectors)} differ: {wrong[:3]}"


def test_script_counts_what_swift_counts(ask):
    """What a page must say beside a chart of one value or one line a run."""
    names = ["log", "shown", "total", "outside", "leftOut", "missing"]
    counted = ask("""chart => {
      const { y, shown, total, outside, leftOut, missing = 0 } = runreport.drawChart(chartIn(chart));
      return [y.isLog, shown, total, outside, leftOut, missing];
    }""", [vector["chart"] for vector in VECTORS["runCharts"]])
    for vector, facts in zip(VECTORS["runCharts"], counted):
        assert facts == [vector["facts"].get(name, 0) for name in names], vector["name"]


def test_several_runs_become_one_line_as_in_swift(ask):
    vectors = VECTORS["groups"]
    joined = ask("runs => numbersOf(runreport.joinRuns(runs.map(segmentsIn)))", [vector["runs"] for vector in vectors])
    assert joined == [vector["joined"] for vector in vectors] and len(joined) > 10


def test_a_metric_is_placed_over_another_as_in_swift(ask):
    vectors = VECTORS["over"]
    placed = ask("""([segments, other]) => numbersOf(runreport.placeOver(segmentsIn(segments), runreport.courseOf(segmentsIn(other))))""",
                 [[vector["segments"], vector["other"]] for vector in vectors])
    assert placed == [vector["placed"] for vector in vectors] and len(placed) > 3

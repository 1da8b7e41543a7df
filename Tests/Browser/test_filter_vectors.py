"""Keys, filters and order in the browser: the same vectors as the Swift ones (docs/comparison.md)."""

import json

import pytest

from conftest import ROOT

VECTORS = ROOT / "Tests" / "Vectors" / "filters.json"

#: Makes of the rows of the vectors what a table.js would say of them, and asks the script.
ASK = """([rows, cases]) => {
  const number = value => ({NaN, Infinity, "-Infinity": -Infinity}[value] ?? value);
  const columns = {page: rows.map((_, row) => `r${row}-0000000${row}`), depth: rows.map(row => row.depth)};
  const put = (key, row, value, isText) => {
    columns[key] ??= isText ? {t: [], v: []} : [];
    if (isText) columns[key].v[row] = columns[key].t.push(value) - 1;
    else columns[key][row] = number(value);
  };
  const metrics = new Map();
  rows.forEach((row, place) => {
    for (const [key, value] of Object.entries(row)) {
      if (typeof value === "string") put(key, place, value, true);
      else if (typeof value === "number" && key !== "depth") put(key, place, value);
    }
    for (const [name, value] of Object.entries(row.params)) put("param." + name, place, value, true);
    for (const [name, value] of Object.entries(row.tags)) put("tag." + name, place, value, true);
    for (const [name, summary] of Object.entries(row.metrics)) {
      metrics.set(name, {name, decimals: null, single: false});
      for (const [aggregate, value] of Object.entries(summary)) {
        put(`metric.${name}.${aggregate}`, place, value);
        if (aggregate === "best_step" && value === summary.max_step) metrics.get(name).direction = "higher";
        if (aggregate === "best_step" && value !== summary.max_step) metrics.get(name).direction = "lower";
      }
    }
  });
  const experiments = columns.experiment;
  delete columns.experiment;
  const part = {experiment: "", folder: "e", metrics: [...metrics.values()], columns: {...columns, experiment: experiments}};
  return cases.map(({filter = "", sort}) => {
    try {
      return {rows: runreport.filter(filter, [part], sort)};
    } catch (error) {
      return {error: error.message};
    }
  });
}"""


@pytest.fixture(scope="module")
def vectors():
    # JSON in an object literal would make `__proto__` a prototype; parsed, it is a name as any other.
    return json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(browser, site):
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("kind", ["filters", "sorts"])
def test_script_answers_as_the_vectors_say(page, vectors, kind):
    cases = vectors[kind]
    asked = json.dumps([vectors["rows"], cases])
    answers = page.evaluate(f"text => ({ASK})(JSON.parse(text))", asked)
    assert len(answers) == len(cases) > 0
    wrong = []
    for case, answer in zip(cases, answers):
        expected = {"error": case["error"]} if "error" in case else {"rows": case["rows"]}
        if answer != expected:
            wrong.append((case.get("filter", case.get("sort")), answer, expected))
    assert not wrong, f"{len(wrong)} of {len(cases)}: {wrong[:5]}"

"""Charts drawn by the script: the same bytes as Swift's, for the same input (docs/charts.md)."""

import json

from conftest import ROOT

VECTORS = ROOT / "Tests" / "Vectors" / "charts.json"


def test_script_draws_what_swift_draws(browser, site):
    # Parsed in the browser: in an object literal `__proto__` would be no name.
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))["charts"]
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    drawn = page.evaluate("text => JSON.parse(text).map(chart => runreport.chart(chart))", json.dumps([v["chart"] for v in vectors]))
    page.close()
    assert len(drawn) == len(vectors) > 0
    wrong = []
    for vector, svg in zip(vectors, drawn):
        if svg != vector["svg"]:
            place = next((i for i, (a, b) in enumerate(zip(svg, vector["svg"])) if a != b), min(len(svg), len(vector["svg"])))
            wrong.append((vector["name"], svg[max(0, place - 40):place + 40], vector["svg"][max(0, place - 40):place + 40]))
    assert not wrong, f"{len(wrong)} of {len(vectors)} differ: {wrong[:3]}"

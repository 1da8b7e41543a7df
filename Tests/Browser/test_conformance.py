"""What the program prints and publishes of real stores is what the tools that own their formats say of them.

One row a store: every run and series of the truth, by count, last, min and max.
"""

import json
import subprocess

import pytest
from conftest import PROGRAM, ROOT, build
from truths import DATA, all_stores, same


def printed(store):
    command = [PROGRAM, "metrics", str(DATA / store.path), *store.arguments, "--format", "json", "--quiet"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return [json.loads(line) for line in output.splitlines()]


def is_same(store, line, expected):
    return line["count"] == expected["count"] and all(
        same(line[name], expected[name], store.is_single) for name in ("min", "max", "last")
        if name != "last" or line["metric"] not in store.last_unknown)


def found_runs(lines):
    """The printed lines by experiment and run, and by metric."""
    runs = {}
    for line in lines:
        runs.setdefault((line["experiment_id"], line["run"]), {}).setdefault(line["metric"], []).append(line)
    return runs


def lines_of(key, runs, root):
    """What was printed of a run of the truth."""
    experiment, run = key
    if experiment is not None:
        return runs.pop((str(experiment), run), {})
    # Without an id of its own a run is named by its path, from wherever the store was said to begin.
    wanted = root if run == "." else run
    for candidate in list(runs):
        name = candidate[1]
        if name in (wanted, run) or wanted.endswith("/" + name) or name.endswith("/" + wanted):
            return runs.pop(candidate)
    return {}


@pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data beside the checkout")
@pytest.mark.parametrize("store", all_stores(), ids=str)
def test_the_numbers_of_a_store_are_those_of_its_own_tool(store, tmp_path):
    lines = printed(store)
    runs = found_runs(lines)
    compared = 0
    # The longest paths first: the end of one may be another.
    for key in sorted(store.runs, key=lambda key: (-len(key[1]), key[1])):
        truths = [series for series in store.runs[key] if series]
        found = lines_of(key, runs, store.path.rsplit("/", 1)[-1])
        assert set(found) == {name for series in truths for name in series}, key
        for name, candidates in found.items():
            expected = [series[name] for series in truths if name in series]
            assert len(candidates) == len(expected), (key, name)
            for line in candidates:
                assert any(is_same(store, line, one) for one in expected), (line, expected)
                compared += 1
    assert runs == {}, "runs that no truth knows"
    print(f"{store}: {len(store.runs)} runs, {compared} series compared")
    # What is published is what is printed.
    site = build(DATA / store.path, tmp_path / "site", *store.arguments)
    published = json.loads((site / "runs/metrics.json").read_text())
    def key_of(line):
        return json.dumps(line, sort_keys=True)
    assert sorted(published, key=key_of) == sorted(lines, key=key_of)

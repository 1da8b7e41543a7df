"""What the program prints and publishes of real stores is what MLflow's own client says of them.

The stores are large and of several licences, so they stand beside the checkout (`../shared/data`), not in it.
"""

import json
import math
import subprocess

import pytest
from conftest import PROGRAM, ROOT, build

DATA = ROOT.parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data beside the checkout")

STORES = sorted((DATA / "mlflow-filestore").glob("*/mlruns")) if DATA.exists() else []


# MLflow reads step 0 from lines that name a dataset, and so takes another value for the last one.
STEPS_LOST = {"acc_with_dataset", "model_acc_ds"}


def number(value):
    return float(value) if isinstance(value, str) else value


def same(found, expected):
    found, expected = number(found), number(expected)
    if found is None or expected is None:
        return found is expected
    return found == expected or (math.isnan(found) and math.isnan(expected))


def from_history(points):
    """Count, last, min and max of MLflow's [time, value, step] triples, by MLflow's rule for the last one."""
    values = [number(value) for _, value, _ in points]
    finite = [value for value in values if not math.isnan(value)]
    last = max(points, key=lambda point: (point[2], point[0], -math.inf if math.isnan(number(point[1])) else number(point[1])))
    return {"count": len(points), "last": last[1], "min": min(finite, default=None), "max": max(finite, default=None)}


def expected_lines(truth):
    """Every (experiment id, run, metric) of the truth with its aggregates."""
    lines = {}
    for experiment in truth["experiments"]:
        for run in experiment["runs"]:
            if "metrics" in run and run["metrics"] is not None:
                series = run["metrics"]
            else:
                series = {name: from_history(points) for name, points in (run.get("history") or {}).items()}
            for name, aggregates in series.items():
                lines.setdefault((experiment["experiment_id"], run["run_id"], name), []).append(aggregates)
    return lines


def compare(found, truth):
    expected = expected_lines(truth)
    by_key = {}
    for line in found:
        by_key.setdefault((line["experiment_id"], line["run"], line["metric"]), []).append(line)
    assert set(by_key) == set(expected)
    compared = 0
    for key, lines in by_key.items():
        # An id that is live and in the trash stands twice: each of the two must be one of the truth's.
        assert len(lines) == len(expected[key]), key
        for line in lines:
            assert any(
                line["count"] == truth["count"] and same(line["min"], truth["min"]) and same(line["max"], truth["max"])
                and (same(line["last"], truth["last"]) or key[2] in STEPS_LOST)
                for truth in expected[key]
            ), (key, line, expected[key])
            compared += 1
    return compared


def check(store, truth, tmp_path):
    command = [PROGRAM, "metrics", str(store), "--deleted", "--format", "json", "--quiet"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    compared = compare(lines, truth)
    site = build(store, tmp_path / "site", "--deleted")
    published = json.loads((site / "runs/metrics.json").read_text())
    key = lambda line: json.dumps(line, sort_keys=True)  # noqa: E731
    assert sorted(published, key=key) == sorted(lines, key=key)
    return compared


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.parent.name)
def test_numbers_of_a_real_store_are_those_of_mlflow(store, tmp_path):
    truth = json.loads((DATA / "truth/mlflow" / f"{store.parent.name}_mlruns.json").read_text())
    assert check(store, truth, tmp_path) > 0


@pytest.mark.skipif(not (DATA / "generated/mlflow").exists(), reason="no generated MLflow store in ../shared/data")
def test_numbers_of_the_generated_store_are_those_of_mlflow(tmp_path):
    truth = json.loads((DATA / "generated/mlflow/truth_file.json").read_text())
    assert check(DATA / "generated/mlflow/filestore/mlruns", truth, tmp_path) > 100

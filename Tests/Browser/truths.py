"""What the tools that own the formats say of real stores, in one form.

The stores are large and of several licences, so they stand beside the checkout (`../shared/data`), not in it.
"""

import json
import math
import struct
import sys
from dataclasses import dataclass, field

from conftest import ROOT

DATA = ROOT.parent / "shared" / "data"


@dataclass
class Store:
    """A store and its truth: for each run, by the end of its id, the aggregates of each of its series."""

    name: str
    path: str
    runs: dict
    #: Whether values are those of 32-bit numbers.
    is_single: bool = False
    #: Series of which the truth is known to be wrong in its last value.
    last_unknown: set = field(default_factory=set)
    arguments: tuple = ()

    def __str__(self):
        return self.name


def read(path):
    return json.loads((DATA / path).read_text())


def number(value):
    return float(value) if isinstance(value, str) else value


def once(value):
    """A number that is known without its series."""
    return {"count": 1, "last": value, "min": value, "max": value}


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def single(value):
    """The 32-bit number nearest to a number."""
    if value is None or math.isnan(value) or math.isinf(value):
        return value
    return struct.unpack("f", struct.pack("f", value))[0]


def same(found, expected, is_single=False):
    found, expected = number(found), number(expected)
    if found is None or expected is None:
        return found is expected
    if is_single:
        found, expected = single(found), single(expected)
    return found == expected or (math.isnan(found) and math.isnan(expected))


# MARK: MLflow

# MLflow reads step 0 from lines that name a dataset, and so takes another value for the last one.
STEPS_LOST = {"acc_with_dataset", "model_acc_ds"}


def from_history(points):
    """Count, last, min and max of MLflow's [time, value, step] triples, by MLflow's rule for the last one."""
    values = [number(value) for _, value, _ in points]
    finite = [value for value in values if not math.isnan(value)]

    def place(point):
        value = number(point[1])
        return point[2], point[0], -math.inf if math.isnan(value) else value

    last = max(points, key=place)
    return {"count": len(points), "last": last[1], "min": min(finite, default=None), "max": max(finite, default=None)}


def without_limits(value):
    """MLflow's databases have no other way to write infinity than the greatest number there is."""
    return math.copysign(math.inf, value) if is_number(value) and abs(value) == sys.float_info.max else value


def mlflow_database(name, path, truth):
    store = mlflow(name, path, truth)
    for entries in store.runs.values():
        for series in entries:
            for aggregates in series.values():
                aggregates.update({key: without_limits(value) for key, value in aggregates.items()})
    return store


def mlflow(name, path, truth):
    runs = {}
    for experiment in truth["experiments"]:
        for run in experiment["runs"]:
            series = run.get("metrics")
            if series is None:
                series = {name: from_history(points) for name, points in (run.get("history") or {}).items()}
            # An id that is live and in the trash stands twice.
            runs.setdefault((experiment["experiment_id"], run["run_id"]), []).append(series)
    return Store(name, path, runs, last_unknown=STEPS_LOST, arguments=("--deleted",))


# MARK: The others: one truth a run

def by_end(runs):
    return {(None, key): [series] for key, series in runs.items() if series}


def tensorboard(name, path, truth):
    """The default reader's rule for restarts, unless it would leave one point of many at one step."""
    def series(entry):
        all_points, kept = entry["all"], entry.get("rust", entry["all"])
        is_one_step = all_points["first_step"] == all_points["last_step"] and kept["count"] == 1
        return all_points if is_one_step else kept

    runs = {key: {name: series(entry) for name, entry in run["series"].items()} for key, run in truth["runs"].items()}
    return Store(name, path, by_end(runs), is_single=True)


def wandb(name, path, truth):
    runs = {}
    for run in truth["runs"].values():
        summary = {key: once(value) for key, value in run["summary"].items() if is_number(value)}
        metrics = summary | run["metrics"]
        runs[run["run"]["run_id"]] = {
            key: entry for key, entry in metrics.items() if not key.startswith("_")}
    return Store(name, path, by_end(runs))


def small(name, path, truth):
    """Truth by the path of a run's file or folder."""
    runs = {}
    for key, run in truth.items():
        folder = key.rsplit("/", 1)[0] if "." in key.rsplit("/", 1)[-1] else key
        runs[folder] = run["series"]
    return Store(name, path, by_end(runs))


def dvclive(name, path, truth):
    """With the numbers that only `metrics.json` has."""
    with_summary = {}
    for key, run in truth.items():
        numbers = {name: once(value) for name, value in run["summary"].items() if is_number(value) and name != "step"}
        with_summary[key] = {"series": numbers | run["series"]}
    return small(name, path, with_summary)


def all_stores():
    """Every store there is truth for; none where the data are not there."""
    if not DATA.exists():
        return []
    stores = []
    for file in sorted((DATA / "truth/mlflow").glob("*.json")):
        name = file.stem
        if name.startswith("sqlite_"):
            project, _, rest = name.removeprefix("sqlite_").partition("_")
            # `db_mlflow.db` is `db/mlflow.db`.
            path = next(
                found for found in (DATA / "mlflow-sqlite" / project).rglob("*.db")
                if str(found.relative_to(DATA / "mlflow-sqlite" / project)).replace("/", "_") == rest)
            stores.append(mlflow_database(f"MLflow database {project}", str(path.relative_to(DATA)), json.loads(file.read_text())))
        else:
            project = name.removesuffix("_mlruns")
            stores.append(mlflow(
                f"MLflow files {project}", f"mlflow-filestore/{project}/mlruns", json.loads(file.read_text())))
    stores.append(mlflow(
        "MLflow files generated", "generated/mlflow/filestore/mlruns", read("generated/mlflow/truth_file.json")))
    stores.append(mlflow_database(
        "MLflow database generated", "generated/mlflow/sqlite/mlflow.db", read("generated/mlflow/truth_sqlite.json")))
    for file in sorted((DATA / "truth/tensorboard-stats").glob("*.json")):
        stores.append(tensorboard(f"TensorBoard {file.stem}", f"tensorboard/{file.stem}", json.loads(file.read_text())))
    for file in sorted((DATA / "truth/generated-tb").glob("stats_*.json")):
        path = f"generated/tensorboard/logs/{file.stem.removeprefix('stats_')}"
        if (DATA / path).exists():
            stores.append(tensorboard(f"TensorBoard generated {file.stem}", path, json.loads(file.read_text())))
    stores.append(wandb("Weights & Biases generated", "generated/wandb", read("truth/wandb/generated.json")))
    stores.append(small("Lightning generated", "generated/small/lightning", read("truth/small/lightning-generated.json")))
    stores.append(small("Lightning", "lightning-csv", read("truth/small/lightning.json")))
    stores.append(small("Hugging Face", "hf-trainer", read("truth/small/hf-trainer.json")))
    stores.append(dvclive("DVCLive generated", "generated/small/dvclive_out", read("truth/small/dvclive-generated.json")))
    stores.append(small("Sacred generated", "generated/small/sacred_runs", read("truth/small/sacred_generated.json")))
    for project in ("catniplab", "thomyphan"):
        truth = read(f"truth/small/sacred_{project}.json")
        path = next((DATA / "sacred").glob(f"{project}*"))
        merged = {key: {"series": run["series"] | run["info_series"]} for key, run in truth.items()}
        stores.append(small(f"Sacred {project}", str(path.relative_to(DATA)), merged))
    return stores

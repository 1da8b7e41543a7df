"""The experiment `nightly-regression`: the same check each night, while labelled data keeps coming in.

Every metric has one value a run: what shows is the trend from run to run.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score, log_loss, recall_score
from sklearn.model_selection import train_test_split

import notes
from clock import Clock, iso, parse
from console import Console, portable_traceback
from names import source
from run_logger import Run, write_experiment

EXPERIMENT = "nightly-regression"
FIRST_NIGHT, NIGHTS, DAY = parse("2026-11-09T02:00:00Z"), 14, 86_400
FIRST_SAMPLES, SAMPLES_A_NIGHT = 160, 80
EMPTY_IMPORT, BAD_LABELS, FIXED = 6, 9, 11
TREES = 60


@dataclass(frozen=True)
class Data:
    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def make(store: Path) -> None:
    folder = store / EXPERIMENT
    write_experiment(
        folder, id=EXPERIMENT, name="Nightly regression", created="2026-11-08T16:20:00Z",
        tags={"team": "platform", "trigger": "schedule"}, primary_metric="accuracy",
        metrics={"accuracy": {"direction": "higher", "unit": "%"}, "model_kilobytes": {"direction": "lower", "unit": "kB"},
                 "comparisons_per_sample": {"direction": "lower", "description": "tree nodes visited for one prediction"},
                 "train_samples": {"description": "labelled by that night"}})
    results = [one_night(folder, night) for night in range(NIGHTS)]
    notes.write(EXPERIMENT, folder, rows=table(results), bad_night=date(BAD_LABELS), fixed_night=date(FIXED),
                failed_night=date(EMPTY_IMPORT), first=f"{results[0]['accuracy']:.1f}",
                last=f"{results[-1]['accuracy']:.1f}", bad=str(SAMPLES_A_NIGHT))


def table(results: list[dict[str, float]]) -> str:
    """The nights around the bad batch, as rows of Markdown."""
    return "\n".join(f"| {date(night)} | {results[night]['accuracy']:.1f} % | {results[night]['log_loss']:.3f} | "
                     f"{results[night]['model_kilobytes']:,.0f} kB |" for night in range(BAD_LABELS - 1, FIXED + 1))


def date(night: int) -> str:
    return iso(FIRST_NIGHT + night * DAY)[:10]


def one_night(folder: Path, night: int) -> dict[str, float]:
    """One run; returns its metrics, none where it failed."""
    clock = Clock(FIRST_NIGHT + night * DAY, seed=night)
    clock.advance(20, jitter=0.9)
    run = Run(folder, f"nightly-{date(night).replace('-', '')}", clock, name=date(night), user="ci",
              compute_target="cpu-cluster", node_count=1, script="nightly.py", arguments=["--date", date(night)],
              parameters={"trees": TREES, "max_features": "sqrt", "seed": 0, "date": date(night)},
              tags={"trigger": "schedule"}, source=source("platform/nightly", f"night-{night // 3}"))
    with Console(run.path("logs/nightly.log"), clock) as console:
        try:
            metrics = check(run, console, clock, night)
            run.finish()
            return metrics
        except Exception as error:
            console.error("nightly check failed")
            console.traceback(error)
            run.finish("failed", portable_traceback(error).splitlines()[-1])
            return {}


def check(run: Run, console: Console, clock: Clock, night: int) -> dict[str, float]:
    data = labelled(night)
    console.info("import: %d labelled digits, test set of %d", len(data.x_train), len(data.x_test))
    clock.advance(4)
    forest = RandomForestClassifier(TREES, random_state=0, n_jobs=1, warm_start=True)
    with console.bar(TREES, "trees", "tree", interval=1.5) as bar:
        for count in range(5, TREES + 1, 5):
            forest.set_params(n_estimators=count).fit(data.x_train, data.y_train)
            clock.advance(0.2 + len(data.x_train) / 1000)
            bar.update(5)
    metrics = log_metrics(run, forest, data)
    log_summary(run, console, night, metrics["accuracy"])
    clock.advance(3)
    return metrics


def labelled(night: int) -> Data:
    """What was labelled by then. One night's import came empty; one batch carried wrong labels until it was fixed."""
    x, y = load_digits(return_X_y=True)
    x_pool, x_test, y_pool, y_test = train_test_split(x, y, test_size=500, stratify=y, random_state=5)
    count = FIRST_SAMPLES + SAMPLES_A_NIGHT * night
    x_train, y_train = x_pool[:count], y_pool[:count].copy()
    if night == EMPTY_IMPORT:
        x_train, y_train = x_train[:0], y_train[:0]
    if BAD_LABELS <= night < FIXED:
        first = FIRST_SAMPLES + SAMPLES_A_NIGHT * (BAD_LABELS - 1)
        y_train[first:] = (y_train[first:] + 1) % 10
    return Data(x_train, y_train, x_test, y_test)


def log_metrics(run: Run, forest: RandomForestClassifier, data: Data) -> dict[str, float]:
    probabilities = forest.predict_proba(data.x_test)
    predicted = probabilities.argmax(axis=1)
    accuracy = 100 * float((predicted == data.y_test).mean())
    nodes = [tree.tree_ for tree in forest.estimators_]
    visited = sum(tree.decision_path(data.x_test.astype(np.float32)).sum() for tree in nodes) / len(data.x_test)
    recalls = recall_score(data.y_test, predicted, average=None)
    metrics = {
        "accuracy": accuracy, "f1_macro": f1_score(data.y_test, predicted, average="macro"),
        "log_loss": log_loss(data.y_test, probabilities), "worst_class_recall": float(recalls.min()),
        "model_kilobytes": len(pickle.dumps(forest, protocol=4)) / 1024, "tree_nodes": sum(t.node_count for t in nodes),
        "comparisons_per_sample": float(visited), "train_samples": len(data.x_train)}
    for name, value in metrics.items():
        run.log(name, value)
    run.write_json("outputs/report.json", {**metrics, "recall": {str(d): r for d, r in enumerate(recalls)}})
    return metrics


def log_summary(run: Run, console: Console, night: int, accuracy: float) -> None:
    """A word for the morning, with a warning where accuracy is below what it has to be."""
    limit = 90.0
    text = f"Accuracy {accuracy:.1f} % on {date(night)}"
    if accuracy < limit:
        console.warning("%s: below the limit of %.0f %%", text, limit)
    else:
        console.info("%s ✔", text)
    run.log_text("summary", f"{text}, limit {limit:.0f} %.")

"""The experiment `wine-sweep`: a random search over three kinds of classifier, four children at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import load_wine
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

import notes
import plots
from clock import Clock
from console import Console, portable_traceback
from names import friendly, source
from run_logger import Run, write_experiment

EXPERIMENT = "wine-sweep"
FOLDS, SLOTS, SLACK, GRACE = 10, 4, 5.0, 4
SECONDS_PER_FOLD = {"gradient_boosting": 0.04, "svm": 1.4, "logistic_regression": 0.9}

X, Y = load_wine(return_X_y=True)
LABELS = ["barolo", "grignolino", "barbera"]


@dataclass
class Outcome:
    """What the sweep remembers of a child."""

    run: Run
    candidate: dict[str, Any]
    end: float
    status: str
    losses: list[float] = field(default_factory=list)
    accuracies: list[float] = field(default_factory=list)

    @property
    def mean_loss(self) -> float:
        return float(np.mean(self.losses))

    @property
    def mean_accuracy(self) -> float:
        return float(np.mean(self.accuracies))


def candidates() -> list[dict[str, Any]]:
    """Sixteen draws from the search space, always the same ones."""
    rng = np.random.default_rng(20261109)
    drawn: list[dict[str, Any]] = []
    for index in range(16):
        algorithm = ("gradient_boosting", "svm", "logistic_regression")[index % 3]
        if algorithm == "gradient_boosting":
            drawn.append({"algorithm": algorithm, "n_estimators": int(rng.integers(3, 9)) * 10,
                          "learning_rate": _log_uniform(rng, 0.02, 0.6), "max_depth": int(rng.integers(1, 5)),
                          "subsample": float(rng.choice([0.5, 0.8, 1.0]))})
        elif algorithm == "svm":
            drawn.append({"algorithm": algorithm, "C": _log_uniform(rng, 0.01, 100),
                          "gamma": _log_uniform(rng, 1e-4, 1), "scale": bool(rng.random() < 0.75)})
        else:
            drawn.append({"algorithm": algorithm, "C": _log_uniform(rng, 0.001, 100),
                          "l1_ratio": float(rng.choice([0.0, 0.0, 1.0])), "scale": bool(rng.random() < 0.75)})
    return drawn


def _log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(f"{np.exp(rng.uniform(np.log(low), np.log(high))):.3g}")


def model(candidate: dict[str, Any]) -> Any:
    """The estimator of a candidate; l1_ratio goes to the default solver, which knows only 0."""
    parameters = {key: value for key, value in candidate.items() if key not in ("algorithm", "scale")}
    if candidate["algorithm"] == "gradient_boosting":
        return GradientBoostingClassifier(**parameters, random_state=0)
    if candidate["algorithm"] == "svm":
        estimator = CalibratedClassifierCV(SVC(**parameters), cv=3, ensemble=False)
    else:
        estimator = LogisticRegression(**parameters, max_iter=200)
    return make_pipeline(StandardScaler(), estimator) if candidate["scale"] else estimator


def make(store: Path) -> None:
    folder = store / EXPERIMENT
    write_experiment(
        folder, id=EXPERIMENT, name="Wine: random search", created="2026-11-09T13:00:00Z",
        tags={"team": "tabular", "dataset": "scikit-learn wine"}, primary_metric="cv/mean_log_loss",
        metrics={"cv/mean_log_loss": {"direction": "lower", "unit": "nats"},
                 "cv/mean_accuracy": {"direction": "higher"}})
    clock = Clock("2026-11-09T13:02:00Z", seed=9)
    parent = Run(folder, friendly(EXPERIMENT, 1), clock, kind="sweep", user="lena", compute_target="cpu-cluster",
                 node_count=1, primary_metric="cv/mean_log_loss", tags={"sampling": "random"},
                 parameters={"max_total_runs": 16, "max_concurrent_runs": SLOTS, "folds": FOLDS,
                             "policy": {"type": "bandit", "slack_factor": SLACK, "delay_evaluation": GRACE}},
                 script="wine_sweep.py", arguments=["--sweep", "random", "--max-runs", "16"],
                 source=source("tabular/wine", "sweep"))
    outcomes = run_children(folder, parent, clock.now)
    conclude(parent, clock, outcomes)
    write_notes(folder, parent, outcomes)


def run_children(folder: Path, parent: Run, start: float) -> list[Outcome]:
    """Gives each candidate to the slot that is free first."""
    slots = [start + 6.0] * SLOTS
    outcomes: list[Outcome] = []
    for number, candidate in enumerate(candidates(), start=2):
        slot = int(np.argmin(slots))
        outcomes.append(run_child(folder, parent, number, candidate, Clock(slots[slot] + 2, seed=number), outcomes))
        slots[slot] = outcomes[-1].end
    return outcomes


def run_child(folder: Path, parent: Run, number: int, candidate: dict[str, Any], clock: Clock,
              earlier: list[Outcome]) -> Outcome:
    arguments = [text for key, value in candidate.items() for text in (f"--{key}", str(value))]
    run = Run(folder, friendly(EXPERIMENT, number), clock, parent=parent.header["id"], user="lena",
              compute_target="cpu-cluster", node_count=1, parameters=candidate,
              tags={"algorithm": candidate["algorithm"]}, script="wine_sweep.py", arguments=arguments,
              source=source("tabular/wine", "sweep"))
    outcome = Outcome(run, candidate, clock.now, "completed")
    with Console(run.path("logs/child.log"), clock) as console:
        try:
            with console.captured_warnings():
                outcome.status = cross_validate(outcome, console, clock, earlier)
            run.finish(outcome.status)
        except Exception as error:
            outcome.status = "failed"
            console.traceback(error)
            run.finish("failed", portable_traceback(error).splitlines()[-1])
    outcome.end = clock.now
    return outcome


def cross_validate(outcome: Outcome, console: Console, clock: Clock, earlier: list[Outcome]) -> str:
    """Ten folds, one value each; stops early where the sweep's policy says so."""
    run, candidate = outcome.run, outcome.candidate
    boosting: list[tuple[np.ndarray, np.ndarray]] = []
    predicted = np.zeros_like(Y)
    console.info("candidate: %s", ", ".join(f"{key}={value}" for key, value in candidate.items()))
    seconds = SECONDS_PER_FOLD[candidate["algorithm"]] * candidate.get("n_estimators", 1)
    splits = StratifiedKFold(FOLDS, shuffle=True, random_state=3).split(X, Y)
    with console.bar(FOLDS, "folds", "fold", interval=0) as bar:
        for fold, (train, test) in enumerate(splits):
            estimator = model(candidate).fit(X[train], Y[train])
            predicted[test] = estimator.predict(X[test])
            probabilities = estimator.predict_proba(X[test])
            clock.advance(seconds)
            outcome.losses.append(log_loss(Y[test], probabilities, labels=[0, 1, 2]))
            outcome.accuracies.append(accuracy_score(Y[test], predicted[test]))
            run.log_values({"fold/log_loss": outcome.losses[-1], "fold/accuracy": outcome.accuracies[-1]}, step=fold)
            if candidate["algorithm"] == "gradient_boosting":
                boosting.append((staged(estimator, train), staged(estimator, test)))
            bar.update()
            if should_stop(outcome, clock.now, earlier):
                console.warning("stopped by policy after fold %d: mean log loss %.3f", fold, outcome.mean_loss)
                return "canceled"
    if boosting:
        log_boosting(run, boosting)
    log_results(outcome, console, predicted)
    return "completed"


def staged(estimator: GradientBoostingClassifier, rows: np.ndarray) -> np.ndarray:
    """The log loss after each boosting iteration."""
    stages = estimator.staged_predict_proba(X[rows])
    return np.array([-np.log(p[np.arange(len(rows)), Y[rows]].clip(1e-15)).mean() for p in stages])


def log_boosting(run: Run, boosting: list[tuple[np.ndarray, np.ndarray]]) -> None:
    train = np.mean([losses for losses, _ in boosting], axis=0)
    test = np.mean([losses for _, losses in boosting], axis=0)
    for iteration, (train_loss, test_loss) in enumerate(zip(train, test), start=1):
        run.log_values({"boost/train_log_loss": train_loss, "boost/val_log_loss": test_loss}, step=iteration)


def should_stop(outcome: Outcome, now: float, earlier: list[Outcome]) -> bool:
    """The bandit policy: worse than `SLACK` times the best child that has finished by now."""
    finished = [o.mean_loss for o in earlier if o.status == "completed" and o.end <= now]
    return len(outcome.losses) >= GRACE and bool(finished) and outcome.mean_loss > SLACK * min(finished)


def log_results(outcome: Outcome, console: Console, predicted: np.ndarray) -> None:
    run = outcome.run
    run.log("cv/mean_log_loss", outcome.mean_loss)
    run.log("cv/mean_accuracy", outcome.mean_accuracy)
    run.log("cv/std_accuracy", float(np.std(outcome.accuracies)))
    run.log_confusion_matrix("cv/confusion", LABELS, confusion_matrix(Y, predicted))
    console.info("mean log loss %.4f, mean accuracy %.4f ± %.4f", outcome.mean_loss, outcome.mean_accuracy,
                 np.std(outcome.accuracies))
    if outcome.candidate["algorithm"] == "gradient_boosting":
        importances = model(outcome.candidate).fit(X, Y).feature_importances_
        names = np.array(load_wine().feature_names)
        order = np.argsort(-importances, kind="stable")
        plots.bars(run.path("outputs/importances.png"), names[order], importances[order], "importance")
        run.log_image("importances", "outputs/importances.png")


def conclude(parent: Run, clock: Clock, outcomes: list[Outcome]) -> None:
    """The sweep's own metrics: in the order in which its children ended."""
    best = float("inf")
    with Console(parent.path("logs/sweep.log"), Clock(clock.now, seed=1)) as console:
        console.info("sweep of 16 runs, %d at a time, bandit policy with slack %.1f", SLOTS, SLACK)
        for step, outcome in enumerate(sorted(outcomes, key=lambda o: o.end), start=1):
            clock.wait_until(outcome.end)
            console.clock.wait_until(outcome.end)
            name = outcome.run.header["name"]
            parent.log("children/ended", step, step=step)
            if outcome.status == "completed":
                if outcome.mean_loss < best:
                    best = outcome.mean_loss
                    console.info("%s: log loss %.4f 🏆 new best", name, best)
                else:
                    console.info("%s: log loss %.4f", name, outcome.mean_loss)
            else:
                console.warning("%s: %s", name, outcome.status)
            if np.isfinite(best):
                parent.log("best_so_far", best, step=step)
            parent.log_row("leaderboard", step=step, run=name, algorithm=outcome.candidate["algorithm"],
                           status=outcome.status, folds=len(outcome.losses),
                           mean_log_loss=outcome.mean_loss if outcome.losses else None)
    clock.advance(4)
    parent.finish()


def write_notes(folder: Path, parent: Run, outcomes: list[Outcome]) -> None:
    done = sorted((o for o in outcomes if o.status == "completed"), key=lambda o: o.mean_loss)
    rows = "\n".join(f"| {o.run.header['name']} | {o.candidate['algorithm']} | {o.mean_loss:.4f} | "
                     f"{100 * o.mean_accuracy:.1f} % |" for o in done[:5])
    deepest = next(o for o in done if o.candidate.get("learning_rate") == 0.31)
    raw = next(o for o in done if o.candidate.get("scale") is False)
    sharpest = max(done, key=lambda o: o.mean_accuracy)
    numbers = {"rows": rows, "best": done[0].run.header["name"], "completed": str(len(done)),
               "canceled": str(sum(o.status == "canceled" for o in outcomes)),
               "failed": ", ".join(o.run.header["name"] for o in outcomes if o.status == "failed"),
               "deepest": deepest.run.header["name"], "deepest_loss": f"{deepest.mean_loss:.3f}",
               "raw": raw.run.header["name"], "raw_loss": f"{raw.mean_loss:.2f}",
               "sharpest": sharpest.run.header["name"], "sharpest_accuracy": f"{100 * sharpest.mean_accuracy:.1f}"}
    notes.write(EXPERIMENT, folder, **numbers)
    notes.write(f"{EXPERIMENT}-parent", parent.folder, **numbers)

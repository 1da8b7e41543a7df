"""The experiment `breast-cancer-automl`: classifiers on scikit-learn's breast cancer data, with their curves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (average_precision_score, confusion_matrix, f1_score, log_loss, matthews_corrcoef,
                             precision_recall_curve, roc_auc_score, roc_curve)
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, StandardScaler
from sklearn.tree import DecisionTreeClassifier

import notes
import plots
from automl import Candidate, Iteration, Search, markdown_rows, ranked, search
from console import Console
from run_logger import Run, write_experiment

PLAN = Search("breast-cancer-automl", "classification", "AUC_weighted", higher_is_better=True,
              start="2026-11-11T09:05:00Z", user="tomás", seed=11)

X, Y = load_breast_cancer(return_X_y=True)
LABELS = ["malignant", "benign"]
FOLDS = list(StratifiedKFold(5, shuffle=True, random_state=2).split(X, Y))
THRESHOLDS = np.linspace(0, 1, 21)


class MeanOfBest:
    """The ensemble: the mean of the probabilities of the best earlier iterations."""

    def __init__(self, members: int) -> None:
        self.members = members

    def get_params(self, deep: bool = True) -> dict[str, int]:
        return {"members": self.members}


def make(store: Path) -> None:
    folder = store / PLAN.experiment
    write_experiment(
        folder, id=PLAN.experiment, name="Breast cancer: AutoML", created="2026-11-11T09:00:00Z",
        tags={"team": "tabular", "dataset": "scikit-learn breast cancer"}, primary_metric=PLAN.primary_metric,
        metrics={PLAN.primary_metric: {"direction": "higher"},
                 "malignant_recall": {"direction": "higher", "description": "share of malignant tumours found"}})
    parent, iterations = search(folder, PLAN, candidates(), evaluate)
    order = ranked(PLAN, iterations)
    missed = {i.run.header["name"]: int(((i.details >= 0.5) & (Y == 0)).sum()) for i in order}
    fewest = min(order, key=lambda i: missed[i.run.header["name"]])
    notes.write(PLAN.experiment, folder, rows=markdown_rows(order), best=order[0].candidate.title,
                best_missed=str(missed[order[0].run.header["name"]]), fewest=fewest.candidate.title,
                fewest_missed=str(missed[fewest.run.header["name"]]), malignant=str(int((Y == 0).sum())),
                position=("first", "second", "third", "fourth")[min(order.index(fewest), 3)])


def candidates() -> list[Candidate]:
    return [
        Candidate("MaxAbsScaler", "LightGBM", HistGradientBoostingClassifier(max_iter=60, random_state=0), 22),
        Candidate("StandardScaler", "LogisticRegression", LogisticRegression(C=0.5, max_iter=300), 11),
        Candidate("", "RandomForest", RandomForestClassifier(120, random_state=0, n_jobs=1), 29),
        Candidate("", "ExtremeRandomTrees", ExtraTreesClassifier(120, random_state=0, n_jobs=1), 27),
        Candidate("StandardScaler", "KNN", KNeighborsClassifier(11), 9),
        Candidate("", "GaussianNaiveBayes", GaussianNB(), 7),
        Candidate("", "DecisionTree", DecisionTreeClassifier(max_depth=4, random_state=0), 8),
        Candidate("", "LogisticRegression (unscaled)", LogisticRegression(max_iter=100), 10),
        Candidate("", "VotingEnsemble", MeanOfBest(4), 14),
    ]


def evaluate(candidate: Candidate, run: Run, console: Console, earlier: list[Iteration]) -> tuple[float, np.ndarray]:
    """Out-of-fold probabilities of `benign`, and everything drawn from them."""
    if isinstance(candidate.estimator, MeanOfBest):
        members = ranked(PLAN, earlier)[:candidate.estimator.members]
        console.info("members: %s", "; ".join(member.candidate.title for member in members))
        benign = np.mean([member.details for member in members], axis=0)
    else:
        benign = out_of_fold(candidate)
    run.clock.advance(candidate.seconds)
    score = log_metrics(run, benign)
    log_curves(run, benign)
    predicted = (benign >= 0.5).astype(int)
    matrix = confusion_matrix(Y, predicted)
    run.log_confusion_matrix("confusion_matrix", LABELS, matrix)
    run.write_json("outputs/confusion_matrix.json", {"class_labels": LABELS, "matrix": matrix})
    run.log_accuracy_table("accuracy_table", accuracy_table(benign))
    console.info("confusion: %s", matrix.tolist())
    return score, benign


def out_of_fold(candidate: Candidate) -> np.ndarray:
    scaler = {"MaxAbsScaler": MaxAbsScaler, "StandardScaler": StandardScaler}
    parts = ([scaler[candidate.preprocessor]()] if candidate.preprocessor else []) + [candidate.estimator]
    benign = np.zeros(len(Y))
    for train, test in FOLDS:
        benign[test] = make_pipeline(*parts).fit(X[train], Y[train]).predict_proba(X[test])[:, 1]
    return benign


def log_metrics(run: Run, benign: np.ndarray) -> float:
    predicted = (benign >= 0.5).astype(int)
    area = roc_auc_score(Y, benign)
    metrics = {
        "AUC_weighted": area, "accuracy": float((predicted == Y).mean()),
        "average_precision_score_weighted": average_precision_score(Y, benign),
        "f1_score_macro": f1_score(Y, predicted, average="macro"), "log_loss": log_loss(Y, benign),
        "matthews_correlation": matthews_corrcoef(Y, predicted),
        "malignant_recall": float((predicted[Y == 0] == 0).mean()),
        "brier_score": float(((benign - Y) ** 2).mean())}
    for name, value in metrics.items():
        run.log(name, value)
    return float(area)


def log_curves(run: Run, benign: np.ndarray) -> None:
    """ROC for one class, precision and recall for both."""
    false_positive, true_positive, _ = roc_curve(Y, benign)
    run.log_curve("roc", false_positive, true_positive, "false positive rate", "true positive rate")
    lines = []
    for label, truth, score in ((LABELS[0], 1 - Y, 1 - benign), (LABELS[1], Y, benign)):
        precision, recall, _ = precision_recall_curve(truth, score)
        kept = np.unique(np.linspace(0, len(recall) - 1, 80).astype(int))
        lines.append({"label": label, "x": recall[kept], "y": precision[kept]})
    run.log_curves("precision_recall", lines, "recall", "precision")
    plots.lines(run.path("outputs/roc.png"), [("ROC", false_positive, true_positive)], "false positive rate",
                "true positive rate")


def accuracy_table(benign: np.ndarray) -> dict:
    """Per class the counts [TP, FP, TN, FN] at each threshold on probability and on its percentiles."""
    scores = [1 - benign, benign]
    by_probability = [[counts(score >= t, Y == label) for t in THRESHOLDS] for label, score in enumerate(scores)]
    by_percentile = [[counts(score >= np.quantile(score, t), Y == label) for t in THRESHOLDS]
                     for label, score in enumerate(scores)]
    return {"class_labels": LABELS, "probability_thresholds": THRESHOLDS, "percentile_thresholds": THRESHOLDS,
            "probability_tables": by_probability, "percentile_tables": by_percentile}


def counts(claimed: np.ndarray, true: np.ndarray) -> list[int]:
    return [int((claimed & true).sum()), int((claimed & ~true).sum()), int((~claimed & ~true).sum()),
            int((~claimed & true).sum())]

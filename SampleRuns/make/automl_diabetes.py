"""The experiment `diabetes-automl`: a dozen regressors on scikit-learn's diabetes data, and their ensemble."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.stats import spearmanr
from sklearn.datasets import load_diabetes
from sklearn.ensemble import (ExtraTreesRegressor, GradientBoostingRegressor, HistGradientBoostingRegressor,
                              RandomForestRegressor, VotingRegressor)
from sklearn.linear_model import BayesianRidge, ElasticNet, LassoLars, Ridge
from sklearn.metrics import (explained_variance_score, mean_absolute_error, mean_absolute_percentage_error,
                             median_absolute_error, r2_score, root_mean_squared_error)
from sklearn.model_selection import KFold
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, PowerTransformer, StandardScaler
from sklearn.svm import SVR
from sklearn.tree import DecisionTreeRegressor

import notes
import plots
from automl import Candidate, Iteration, Search, histogram, markdown_rows, ranked, search
from console import Console
from run_logger import Run, write_experiment

PLAN = Search("diabetes-automl", "regression", "normalized_root_mean_squared_error", higher_is_better=False,
              start="2026-11-10T10:30:00Z", user="lena", seed=10)

X, Y = load_diabetes(return_X_y=True)
FOLDS = list(KFold(5, shuffle=True, random_state=1).split(X))


def make(store: Path) -> None:
    folder = store / PLAN.experiment
    write_experiment(
        folder, id=PLAN.experiment, name="Diabetes: AutoML", created="2026-11-10T10:28:00Z",
        tags={"team": "tabular", "dataset": "scikit-learn diabetes"}, primary_metric=PLAN.primary_metric,
        metrics={PLAN.primary_metric: {"direction": "lower", "description": "RMSE over the range of the target"},
                 "r2_score": {"direction": "higher"}, "spearman_correlation": {"direction": "higher"}})
    parent, iterations = search(folder, PLAN, candidates(), evaluate)
    order = ranked(PLAN, iterations)
    tree = next(i for i in iterations if i.candidate.algorithm == "DecisionTree")
    notes.write(PLAN.experiment, folder, rows=markdown_rows(order), best=order[0].candidate.title,
                best_rmse=f"{root_mean_squared_error(Y, order[0].details):.1f}", mean=f"{Y.mean():.0f}",
                r2=f"{r2_score(Y, order[0].details):.3f}", deviation=f"{Y.std():.0f}",
                second=order[1].candidate.title, tree_r2=f"{r2_score(Y, tree.details):.3f}",
                tree=tree.run.header['name'], failed=next(i.run.header["name"] for i in iterations if i.score is None))


def candidates() -> list[Candidate]:
    boosting = GradientBoostingRegressor(n_estimators=120, max_depth=2, learning_rate=0.06, random_state=0)
    return [
        Candidate("MaxAbsScaler", "LightGBM", HistGradientBoostingRegressor(max_iter=60, random_state=0), 21),
        Candidate("MaxAbsScaler", "ElasticNet", ElasticNet(alpha=0.01, l1_ratio=0.5)),
        Candidate("StandardScaler", "LassoLars", LassoLars(alpha=0.6)),
        Candidate("StandardScaler", "BayesianRidge", BayesianRidge()),
        Candidate("StandardScaler", "KNN", KNeighborsRegressor(n_neighbors=15, weights="distance"), 9),
        Candidate("", "DecisionTree", DecisionTreeRegressor(random_state=0), 8),
        Candidate("StandardScaler", "SVM", SVR(C=60, gamma=0.02), 15),
        Candidate("", "RandomForest", RandomForestRegressor(120, min_samples_leaf=4, random_state=0, n_jobs=1), 34),
        Candidate("", "ExtremeRandomTrees", ExtraTreesRegressor(120, min_samples_leaf=4, random_state=0, n_jobs=1), 31),
        Candidate("BoxCox", "Ridge", Ridge(alpha=1.0), 6),
        Candidate("", "GradientBoosting", boosting, 26),
        Candidate("", "VotingEnsemble", VotingRegressor([
            ("bayesian_ridge", make_pipeline(StandardScaler(), BayesianRidge())),
            ("svm", make_pipeline(StandardScaler(), SVR(C=60, gamma=0.02))),
            ("gradient_boosting", boosting)], n_jobs=1), 48),
    ]


def evaluate(candidate: Candidate, run: Run, console: Console, earlier: list[Iteration]) -> tuple[float, np.ndarray]:
    """Out-of-fold predictions of all patients, and every metric AutoML computes from them."""
    scaler = {"MaxAbsScaler": MaxAbsScaler, "StandardScaler": StandardScaler,
              "BoxCox": lambda: PowerTransformer(method="box-cox")}
    parts = ([scaler[candidate.preprocessor]()] if candidate.preprocessor else []) + [candidate.estimator]
    predicted = np.zeros_like(Y)
    for fold, (train, test) in enumerate(FOLDS):
        predicted[test] = make_pipeline(*parts).fit(X[train], Y[train]).predict(X[test])
        run.clock.advance(candidate.seconds / len(FOLDS))
        console.info("fold %d: r2 %.4f on %d patients", fold, r2_score(Y[test], predicted[test]), len(test))
        run.log_row("folds", fold=fold, patients=len(test), r2_score=r2_score(Y[test], predicted[test]),
                    root_mean_squared_error=root_mean_squared_error(Y[test], predicted[test]))
    score = log_metrics(run, predicted)
    log_structured(run, candidate, predicted)
    return score, predicted


def log_metrics(run: Run, predicted: np.ndarray) -> float:
    error = root_mean_squared_error(Y, predicted)
    normalized = error / (Y.max() - Y.min())
    metrics = {
        "normalized_root_mean_squared_error": normalized, "root_mean_squared_error": error,
        "r2_score": r2_score(Y, predicted), "explained_variance": explained_variance_score(Y, predicted),
        "mean_absolute_error": mean_absolute_error(Y, predicted),
        "median_absolute_error": median_absolute_error(Y, predicted),
        "mean_absolute_percentage_error": 100 * mean_absolute_percentage_error(Y, predicted),
        "spearman_correlation": spearmanr(Y, predicted).statistic}
    for name, value in metrics.items():
        run.log(name, value)
    return float(normalized)


def log_structured(run: Run, candidate: Candidate, predicted: np.ndarray) -> None:
    """Residuals, predicted against true values, and the patients it is most wrong about."""
    residuals = predicted - Y
    counts, edges = histogram(residuals, 20)
    run.log_residuals("residuals", {
        "schema_type": "residuals", "schema_version": "1.0.0",
        "data": {"bin_edges": edges, "bin_counts": counts, "mean": residuals.mean(), "stddev": residuals.std(),
                 "r2": r2_score(Y, predicted)}})
    run.log_predictions("predicted_true", prediction_bins(predicted))
    worst = np.argsort(-np.abs(residuals), kind="stable")[:10]
    run.log_table("worst_patients", {"patient": worst, "true": Y[worst], "predicted": predicted[worst],
                                     "residual": residuals[worst]})
    if candidate.algorithm in ("VotingEnsemble", "DecisionTree", "LightGBM"):
        plots.scatter(run.path("outputs/predicted_true.png"), Y, predicted, "true", "predicted", diagonal=True)
        run.log_image("predicted_true_plot", "outputs/predicted_true.png")
        rows = "".join(f"{i},{t:.0f},{p:.3f}\n" for i, (t, p) in enumerate(zip(Y, predicted)))
        run.write_text("outputs/predictions.csv", "patient,true,predicted\n" + rows)


def prediction_bins(predicted: np.ndarray) -> dict[str, np.ndarray]:
    """Mean and spread of the predictions, by bins of the true value."""
    counts, edges = histogram(Y, 12)
    place = np.clip(np.digitize(Y, edges) - 1, 0, len(counts) - 1)
    inside = [predicted[place == index] for index in range(len(counts))]
    return {"bin_edges": edges, "bin_counts": counts,
            "bin_averages": [values.mean() if len(values) else 0.0 for values in inside],
            "bin_errors": [values.std() if len(values) else 0.0 for values in inside]}

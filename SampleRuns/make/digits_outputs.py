"""What a finished digits run leaves behind: mistakes, matrices, predictions, the model."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

import plots
from digits_trainer import Trainer
from mlp import softmax
from run_logger import Run

LABELS = [str(digit) for digit in range(10)]


def write_outputs(run: Run, trainer: Trainer, full: bool) -> None:
    """The confusion matrix for every run; pictures, predictions and the model where `full`."""
    data = trainer.data
    probabilities = softmax(trainer.model.forward(data.x_val)[0])
    predicted = probabilities.argmax(axis=1)
    counts = confusion_matrix(data.y_val, predicted)
    run.write_json("outputs/confusion_matrix.json", {
        "schema_type": "confusion_matrix", "schema_version": "1.0.0",
        "data": {"class_labels": LABELS, "matrix": counts}})
    run.log_confusion_matrix("val/confusion", LABELS, counts, step=trainer.epoch)
    run.log_list("val/confidence_deciles", np.quantile(probabilities.max(axis=1), np.linspace(0, 1, 11)))
    if full:
        _write_pictures(run, trainer, probabilities, predicted, counts)
        _write_predictions(run, data.y_val, predicted, probabilities.max(axis=1))
        _log_classes(run, data.y_val, predicted)
        np.savez_compressed(run.path("outputs/model.npz"),
                            **{f"layer_{i}": a.astype(np.float32) for i, a in enumerate(trainer.model.parameters)})


def _write_pictures(run: Run, trainer: Trainer, probabilities: np.ndarray, predicted: np.ndarray,
                    counts: np.ndarray) -> None:
    data = trainer.data
    wrong = np.flatnonzero(predicted != data.y_val)
    wrong = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:16]
    titles = [f"{data.y_val[i]} → {predicted[i]}" for i in wrong]
    plots.tiles(run.path("outputs/misclassified.png"), data.x_val[wrong].reshape(-1, 8, 8), titles)
    run.log_image("val/misclassified", "outputs/misclassified.png", step=trainer.epoch)
    plots.matrix(run.path("outputs/confusion_matrix.png"), LABELS, counts)
    run.log_text("val/worst_mistake", f"Surest mistake: sample {wrong[0]}, truly **{data.y_val[wrong[0]]}**, "
                 f"read as **{predicted[wrong[0]]}** with probability {probabilities[wrong[0]].max():.3f}.")


def _write_predictions(run: Run, truth: np.ndarray, predicted: np.ndarray, confidence: np.ndarray) -> None:
    rows = [f"{i},{t},{p},{c:.4f}" for i, (t, p, c) in enumerate(zip(truth, predicted, confidence))]
    run.write_text("outputs/predictions.csv", "\n".join(["sample,true,predicted,confidence", *rows]) + "\n")


def _log_classes(run: Run, truth: np.ndarray, predicted: np.ndarray) -> None:
    precision, recall, f1, support = precision_recall_fscore_support(truth, predicted)
    run.log_table("val/classes", {"digit": LABELS, "precision": precision, "recall": recall, "f1": f1,
                                  "support": support})

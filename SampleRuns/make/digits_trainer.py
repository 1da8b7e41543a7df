"""Trains one perceptron on scikit-learn's 8×8 digits, epoch by epoch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Iterator, Mapping

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from mlp import MLP, norm, optimizer, scheduled, softmax_cross_entropy

BatchHook = Callable[[int, int, int, float], None]

DEFAULTS: dict[str, Any] = {
    "lr": 0.03, "width": 64, "depth": 2, "dropout": 0.0, "schedule": "constant", "optimizer": "momentum",
    "batch_size": 64, "epochs": 80, "seed": 0, "activation": "relu", "dataset": "digits",
    "validation_share": 0.3, "weight_decay": 0.0,
}


class LossNotFinite(ArithmeticError):
    """The training loss stayed NaN or infinite."""


@dataclass(frozen=True)
class Data:
    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray


@lru_cache(maxsize=None)
def digits(validation_share: float) -> Data:
    """The same stratified split for every run, pixels scaled to 0…1."""
    x, y = load_digits(return_X_y=True)
    x_train, x_val, y_train, y_val = train_test_split(
        x / 16.0, y, test_size=validation_share, stratify=y, random_state=7)
    return Data(x_train, y_train, x_val, y_val)


class Trainer:
    """Holds what changes while a run trains; `epoch` is the last one finished."""

    non_finite_patience = 6

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters
        self.data = digits(parameters["validation_share"])
        self.rng = np.random.default_rng(parameters["seed"])
        sizes = [64] + [parameters["width"]] * (parameters["depth"] - 1) + [10]
        self.model = MLP(sizes, softmax_cross_entropy, self.rng, parameters["dropout"])
        self.optimizer = optimizer(parameters["optimizer"], self.model.parameters)
        self.epoch, self.batches_seen, self._non_finite = 0, 0, 0

    @property
    def batches(self) -> int:
        return -(-len(self.data.x_train) // self.parameters["batch_size"])

    def epochs(self, on_batch: BatchHook | None = None) -> Iterator[dict[str, float]]:
        """Trains to the last epoch and yields what was measured after each."""
        while self.epoch < self.parameters["epochs"]:
            yield self.train_epoch(on_batch)
            if self._non_finite >= self.non_finite_patience:
                raise LossNotFinite(f"loss is not finite since epoch {self.epoch - self._non_finite + 1}")

    def train_epoch(self, on_batch: BatchHook | None = None) -> dict[str, float]:
        self.epoch += 1
        rate = scheduled(self.parameters["schedule"], self.parameters["lr"], self.epoch, self.parameters["epochs"])
        losses, norms = [], []
        for number, (x, y) in enumerate(self._batches(), start=1):
            loss, gradients = self.model.gradients(x, y)
            if self.parameters["weight_decay"]:
                gradients = [g + self.parameters["weight_decay"] * p if p.ndim == 2 else g
                             for g, p in zip(gradients, self.model.parameters)]
            self.optimizer.step(self.model.parameters, gradients, rate)
            losses.append(loss)
            norms.append(norm(gradients))
            self.batches_seen += 1
            if on_batch:
                on_batch(self.epoch, number, self.batches_seen, loss)
        loss = float(np.mean(losses))
        self._non_finite = 0 if np.isfinite(loss) else self._non_finite + 1
        return {"train/loss": loss, **self.validate(), "learning_rate": rate, "grad_norm": float(np.mean(norms))}

    def validate(self) -> dict[str, float]:
        loss, logits = self.model.evaluate(self.data.x_val, self.data.y_val)
        return {"val/loss": loss, "val/accuracy": float((logits.argmax(axis=1) == self.data.y_val).mean())}

    def _batches(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        order = self.rng.permutation(len(self.data.x_train))
        size = self.parameters["batch_size"]
        for start in range(0, len(order), size):
            chosen = order[start:start + size]
            yield self.data.x_train[chosen], self.data.y_train[chosen]

    # Checkpoints

    def save(self, path: Path) -> None:
        """Parameters and optimizer state, in single precision."""
        arrays = {f"parameter_{i}": a for i, a in enumerate(self.model.parameters)}
        arrays |= {f"state_{i}": a for i, a in enumerate(self.optimizer.state)}
        np.savez_compressed(path, epoch=self.epoch, batches_seen=self.batches_seen,
                            **{name: array.astype(np.float32) for name, array in arrays.items()})

    def load(self, path: Path) -> None:
        """Goes back to a checkpoint; the order of batches from here on is a new one."""
        with np.load(path) as file:
            self.epoch, self.batches_seen = int(file["epoch"]), int(file["batches_seen"])
            for index, array in enumerate(self.model.parameters):
                array[...] = file[f"parameter_{index}"]
            for index, array in enumerate(self.optimizer.state):
                array[...] = file[f"state_{index}"]
        self.rng = self.model.rng = np.random.default_rng([self.parameters["seed"], self.epoch])

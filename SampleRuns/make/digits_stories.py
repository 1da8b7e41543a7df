"""What happens to runs of `digits-mlp`: they finish, diverge, crash, are canceled, preempted, or still run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable

import numpy as np

import plots
from clock import Clock
from console import Bar, Console
from digits_trainer import Trainer
from run_logger import Run


def arguments(parameters: dict[str, Any]) -> list[str]:
    """The command line that sets these parameters."""
    return [text for key, value in parameters.items() for text in (f"--{key.replace('_', '-')}", str(value))]


@dataclass
class Session:
    """One run at work: where it logs, and what it has seen so far."""

    run: Run
    trainer: Trainer
    console: Console
    clock: Clock
    seconds: float
    history: list[dict[str, float]] = field(default_factory=list)

    def record(self, measured: dict[str, float], bar: Bar | None = None) -> None:
        """Logs one epoch: a metrics line, the bar, and a word when it is the best so far."""
        self.clock.advance(self.seconds)
        epoch = self.trainer.epoch
        is_best = all(measured["val/accuracy"] > earlier["val/accuracy"] for earlier in self.history)
        self.history.append(measured)
        self.run.log_values(measured, step=epoch)
        if bar is not None:
            bar.set_postfix(loss=f"{measured['train/loss']:.4f}", acc=f"{measured['val/accuracy']:.4f}", refresh=False)
            bar.update()
        if is_best and epoch > 5:
            self.console.info("epoch %3d  val accuracy %.4f  ✨ best so far", epoch, measured["val/accuracy"])
        elif not np.isfinite(measured["train/loss"]):
            self.console.warning("epoch %3d  train loss is %s at learning rate %.4g", epoch, measured["train/loss"],
                                 measured["learning_rate"])

    def describe(self) -> None:
        data, parameters = self.trainer.data, self.trainer.parameters
        self.console.info("digits: %d train, %d val, 64 features, 10 classes", len(data.x_train), len(data.x_val))
        self.console.debug("parameters: %s", ", ".join(f"{key}={value}" for key, value in parameters.items()))
        count = sum(array.size for array in self.trainer.model.parameters)
        self.console.info("model: %d layers, %s parameters", parameters["depth"], f"{count:,}")

    def bar(self) -> Bar:
        bar = self.console.bar(self.trainer.parameters["epochs"], "train", "epoch", interval=2 * self.seconds)
        bar.n = bar.initial = bar.last_print_n = self.trainer.epoch
        return bar

    def complete(self) -> None:
        last = self.history[-1]
        misses = round((1 - last["val/accuracy"]) * len(self.trainer.data.y_val))
        self.run.log("val/mistakes", misses)
        self.console.info("done: val loss %.4f, accuracy (精度) %.4f, %d of %d misclassified", last["val/loss"],
                          last["val/accuracy"], misses, len(self.trainer.data.y_val))
        self.clock.advance(2)
        self.run.finish()

    def results(self) -> dict[str, float]:
        if not self.history:
            return {}
        losses = [m["val/loss"] for m in self.history if np.isfinite(m["val/loss"])]
        accuracies = [m["val/accuracy"] for m in self.history]
        return {"epochs": len(self.history), "best_accuracy": max(accuracies), "last_accuracy": accuracies[-1],
                "best_epoch": accuracies.index(max(accuracies)) + 1, "best_loss": min(losses),
                "last_loss": self.history[-1]["val/loss"], "best_loss_epoch": losses.index(min(losses)) + 1,
                "train_loss": self.history[-1]["train/loss"]}

    def numbers(self) -> dict[str, str]:
        """The results as a note quotes them."""
        texts = {key: f"{value:.4g}" for key, value in self.results().items()}
        best = max(self.history, key=lambda m: m["val/accuracy"])
        return texts | {"best_rate": f"{best['learning_rate']:.2g}", "run": self.run.header["name"]}


def train(session: Session) -> None:
    """Nothing happens but training."""
    session.describe()
    with session.bar() as bar:
        for measured in session.trainer.epochs():
            session.record(measured, bar)
    session.complete()


def range_test(session: Session) -> None:
    """The learning rate grows each epoch without end; so, in the end, does the loss."""
    session.describe()
    session.console.warning("schedule range-test multiplies the learning rate by 1.3 an epoch and has no upper bound")
    with session.bar() as bar, np.errstate(all="ignore"):
        for measured in session.trainer.epochs():
            session.record(measured, bar)
    session.complete()


def verbose(session: Session) -> None:
    """Logs every batch and draws the first layer as it forms; the log grows long."""
    session.describe()
    trainer, console, run = session.trainer, session.console, session.run

    def on_batch(epoch: int, number: int, seen: int, loss: float) -> None:
        session.clock.advance(session.seconds / trainer.batches * 0.5)
        run.log("train/batch_loss", loss, step=seen)
        console.debug("epoch %3d batch %2d/%d  loss %.5f", epoch, number, trainer.batches, loss)

    draw_weights(session)
    for measured in trainer.epochs(on_batch):
        session.record(measured)
        console.info("epoch %3d  train %.4f  val %.4f  accuracy %.4f", trainer.epoch, measured["train/loss"],
                     measured["val/loss"], measured["val/accuracy"])
        if trainer.epoch in (1, 5, 20, 80, 200):
            draw_weights(session)
    session.complete()


def draw_weights(session: Session) -> None:
    """The weights into each hidden unit, as an 8×8 picture."""
    relative = f"outputs/weights/epoch-{session.trainer.epoch:04d}.png"
    weights = session.trainer.model.parameters[0].T[:32].reshape(-1, 8, 8)
    plots.tiles(session.run.path(relative), weights, diverging=True)
    session.run.log_image("first_layer", relative, step=session.trainer.epoch)


def preempted(session: Session) -> None:
    """Loses its spot machine after epoch 42 and goes on from the checkpoint of epoch 30."""
    session.describe()
    trainer, console = session.trainer, session.console
    bar = session.bar()
    for measured in trainer.epochs():
        session.record(measured, bar)
        if trainer.epoch == 30:
            checkpoint(session)
        if trainer.epoch == 42:
            break
    console.warning("received SIGTERM: spot node is being reclaimed, grace period 30 s")
    bar.close()
    session.clock.advance(1460)
    console.info("restarted on a new node (attempt 2)")
    trainer.load(session.run.path("outputs/checkpoints/epoch-0030.npz"))
    console.info("resumed from outputs/checkpoints/epoch-0030.npz; epochs 31 to 42 are run again")
    session.run.update(tags=session.run.header["tags"] | {"attempts": "2"})
    with session.bar() as bar:
        for measured in trainer.epochs():
            session.record(measured, bar)
    session.complete()


def checkpoint(session: Session) -> None:
    relative = f"outputs/checkpoints/epoch-{session.trainer.epoch:04d}.npz"
    session.trainer.save(session.run.path(relative))
    session.console.info("checkpoint: %s", relative)


def pad(session: Session) -> None:
    """Switches to padded images after 24 epochs, which the first layer was not made for."""
    session.describe()
    trainer = session.trainer
    with session.bar() as bar:
        for measured in trainer.epochs():
            session.record(measured, bar)
            if trainer.epoch == 24:
                session.console.info("curriculum: padding images from 8×8 to 10×10 and shifting by up to 1 pixel")
                validate_padded(trainer)


def validate_padded(trainer: Trainer) -> float:
    """Accuracy on images with a border of one pixel."""
    images = trainer.data.x_val.reshape(-1, 8, 8)
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    outputs, _, _ = trainer.model.forward(padded.reshape(len(padded), -1))
    return float((outputs.argmax(axis=1) == trainer.data.y_val).mean())


def canceled(session: Session) -> None:
    """Somebody saw that the wider model brings nothing and stopped it."""
    session.describe()
    bar = session.bar()
    for measured in session.trainer.epochs():
        session.record(measured, bar)
        if session.trainer.epoch == 63:
            break
    session.console.warning("cancellation requested by %s, stopping after this epoch", session.run.header["user"])
    bar.close()
    session.run.finish("canceled")


def still_running(session: Session) -> None:
    """Cut off in the middle of an epoch: the store as a reader finds it while the run lives."""
    session.describe()
    bar = session.bar()
    for measured in session.trainer.epochs():
        session.record(measured, bar)
        if session.trainer.epoch == 71:
            break
    session.run.beat()
    bar.refresh()
    bar.disable = True  # nothing comes after this
    metrics = session.run.folder / "metrics.jsonl"
    metrics.write_bytes(metrics.read_bytes()[:-58])


STORIES: dict[str, Callable[[Session], None]] = {
    story.__name__: story for story in (train, range_test, verbose, preempted, pad, canceled, still_running)}

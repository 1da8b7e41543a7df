"""One process of a data-parallel run: trains on its shard, hands its weights over, gets the mean back."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from clock import Clock, iso
from console import Console
from mlp import MLP, norm, optimizer, scheduled, squared_error
from pendulum_data import shard, validation
from run_logger import append_line


@dataclass(frozen=True)
class Task:
    """What a worker is told when it starts."""

    rank: int
    world: int
    parameters: dict[str, Any]
    folder: Path
    log: str
    start: float


class BadBatch(ValueError):
    """A batch holds values that are not numbers."""


def work(task: Task, connection: Connection) -> None:
    """The process: rounds until the coordinator sends None. Failures are logged here and reported."""
    clock = Clock(task.start, seed=1000 + task.rank)
    with Console(task.folder / task.log, clock, colour=task.rank == 0) as console:
        worker = Worker(task, console, clock)
        try:
            while (message := connection.recv()) is not None:
                number, weights, now = message
                clock.wait_until(now)
                connection.send(("weights", *worker.round(number, weights)))
            worker.finish()
        except Exception as error:
            console.error("rank %d: %s", task.rank, error)
            console.traceback(error)
            connection.send(("failed", f"{type(error).__name__}: {error}", clock.now))


class Worker:
    """Model, shard and optimizer of one rank."""

    def __init__(self, task: Task, console: Console, clock: Clock) -> None:
        self.task, self.console, self.clock = task, console, clock
        parameters = task.parameters
        self.inputs, self.targets = shard(task.rank, task.world, parameters["dropouts"])
        self.val_inputs, self.val_targets = validation()
        self.rng = np.random.default_rng([parameters["seed"], task.rank])
        sizes = [5, parameters["width"], parameters["width"], 2]
        # The same first weights everywhere; only the order of batches differs from rank to rank.
        self.model = MLP(sizes, squared_error, np.random.default_rng(parameters["seed"]))
        self.optimizer = optimizer(parameters["optimizer"], self.model.parameters)
        self.bar = console.bar(parameters["rounds"], f"rank {task.rank}", "round", interval=4.0)
        self.metrics = task.folder / ("metrics.jsonl" if task.rank == 0 else f"metrics-rank{task.rank}.jsonl")
        count = sum(array.size for array in self.model.parameters)
        console.info("rank %d of %d: %s samples, model with %s parameters", task.rank, task.world,
                     f"{len(self.inputs):,}", f"{count:,}")

    def round(self, number: int, weights: list[np.ndarray]) -> tuple[list[np.ndarray], float]:
        """Takes the mean weights, trains a few local steps, returns the new weights and the time."""
        parameters = self.task.parameters
        for mine, mean in zip(self.model.parameters, weights):
            mine[...] = mean
        if self.task.rank == 0:
            self.validate(number - 1)
        rate = scheduled(parameters["schedule"], parameters["lr"], number, parameters["rounds"])
        losses, norms = zip(*(self.step(number, rate) for _ in range(parameters["local_steps"])))
        self.clock.advance(0.035 * parameters["local_steps"], jitter=0.2)
        values = {f"rank_{self.task.rank}/loss": float(np.mean(losses)),
                  f"rank_{self.task.rank}/grad_norm": float(np.mean(norms))}
        if self.task.rank == 0:
            values["learning_rate"] = rate
        self.log(number, values)
        self.bar.set_postfix(loss=f"{np.mean(losses):.5f}", refresh=False)
        self.bar.update()
        return [array.copy() for array in self.model.parameters], self.clock.now

    def step(self, number: int, rate: float) -> tuple[float, float]:
        chosen = self.rng.integers(0, self.available(number), self.task.parameters["batch_size"])
        batch = self.inputs[chosen]
        if not np.isfinite(batch).all():
            rows = chosen[~np.isfinite(batch).all(axis=1)]
            raise BadBatch(f"round {number}: samples {rows.tolist()} hold values that are not finite")
        loss, gradients = self.model.gradients(batch, self.targets[chosen])
        self.optimizer.step(self.model.parameters, gradients, rate)
        return loss, norm(gradients)

    def available(self, number: int) -> int:
        """How many samples have arrived by a round: all, unless the recording is still being streamed."""
        if not self.task.parameters["stream"]:
            return len(self.inputs)
        return int(len(self.inputs) * (0.3 + 0.7 * number / self.task.parameters["rounds"]))

    def validate(self, number: int) -> None:
        """Rank 0 measures the mean model on trajectories that nobody trains on."""
        loss, outputs = self.model.evaluate(self.val_inputs, self.val_targets)
        angle, speed = np.abs(outputs - self.val_targets).mean(axis=0)
        self.log(number, {"val/mse": loss, "val/angle_mae": float(angle), "val/speed_mae": float(speed)})
        if number % 20 == 0:
            self.console.info("round %3d  val mse %.6f  |Δθ| %.5f rad  |Δω| %.5f rad/s", number, loss, angle, speed)

    def log(self, step: int, values: dict[str, float]) -> None:
        append_line(self.metrics, {"step": step, "time": iso(self.clock.now), "values": values})

    def finish(self) -> None:
        self.bar.close()
        self.console.info("rank %d is done", self.task.rank)

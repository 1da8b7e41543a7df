"""The experiment `digits-mlp`: two dozen perceptrons on handwritten digits, and what can happen to runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import notes
from clock import Clock
from console import Console, portable_traceback
from digits_outputs import write_outputs
from digits_stories import STORIES, Session, arguments
from digits_trainer import DEFAULTS, Trainer
from names import friendly, source
from run_logger import Run, write_experiment

EXPERIMENT = "digits-mlp"

# Seconds that one pass over 100 samples takes on a machine, for a width of 64.
SECONDS = {"gpu-a100": 0.05, "gpu-v100-spot": 0.09, "cpu-cluster": 0.21}


@dataclass
class Job:
    """One line of the plan: when, who, where, and what differs from the defaults."""

    number: int
    start: str
    user: str
    compute: str
    parameters: dict[str, Any] = field(default_factory=dict)
    story: str = "train"
    revision: str = "a"
    branch: str = "main"
    dirty: bool = False
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return friendly(EXPERIMENT, self.number)


BEST = {"width": 128, "depth": 3, "dropout": 0.3, "schedule": "warmup-cosine", "lr": 0.1, "epochs": 120}
LR, SIZE, OPT, FINAL = ({"stage": stage} for stage in ("lr", "capacity", "optimizer", "final"))

PLAN = [
    Job(101, "2026-11-02T09:14:00Z", "mira", "cpu-cluster", tags={"stage": "baseline"}),
    Job(102, "2026-11-02T09:41:00Z", "mira", "cpu-cluster", {"lr": 0.003}, tags=LR),
    Job(103, "2026-11-02T09:41:30Z", "mira", "cpu-cluster", {"lr": 0.01}, tags=LR),
    Job(104, "2026-11-02T09:42:00Z", "mira", "cpu-cluster", {"lr": 0.1}, tags=LR),
    Job(105, "2026-11-02T09:42:30Z", "mira", "cpu-cluster", {"lr": 0.3}, tags=LR),
    Job(106, "2026-11-02T09:43:00Z", "mira", "cpu-cluster", {"lr": 1.0}, tags=LR),
    Job(107, "2026-11-02T13:05:00Z", "mira", "cpu-cluster", tags=LR, story="range_test", parameters={
        "lr": 0.001, "schedule": "range-test", "optimizer": "sgd", "batch_size": 32, "weight_decay": 0.02}),
    Job(108, "2026-11-03T08:20:00Z", "jonas", "gpu-v100-spot", {"width": 16, "lr": 0.1}, tags=SIZE, revision="b"),
    Job(109, "2026-11-03T08:21:00Z", "jonas", "gpu-v100-spot", {"width": 32, "lr": 0.1}, tags=SIZE, revision="b"),
    Job(110, "2026-11-03T08:22:00Z", "jonas", "gpu-v100-spot", {"width": 256, "lr": 0.1}, tags=SIZE, revision="b"),
    Job(111, "2026-11-03T08:23:00Z", "jonas", "gpu-v100-spot", {"width": 128, "lr": 0.1, "epochs": 100},
        story="preempted", tags=SIZE | {"spot": "yes"}, revision="b"),
    Job(112, "2026-11-03T15:30:00Z", "jonas", "gpu-v100-spot", {"width": 128, "depth": 3, "lr": 0.1, "dropout": 0.5},
        tags=SIZE, revision="b"),
    Job(113, "2026-11-04T10:02:00Z", "aiko", "gpu-a100", {"optimizer": "adam", "lr": 0.001}, tags=OPT, revision="c",
        branch="aiko/adam"),
    Job(114, "2026-11-04T10:02:20Z", "aiko", "gpu-a100", {"optimizer": "adam", "lr": 0.003}, tags=OPT, revision="c",
        branch="aiko/adam"),
    Job(115, "2026-11-04T10:02:40Z", "aiko", "gpu-a100", {"optimizer": "adam", "lr": 0.03}, tags=OPT, revision="c",
        branch="aiko/adam", dirty=True),
    Job(116, "2026-11-04T11:15:00Z", "aiko", "gpu-a100", {"optimizer": "sgd", "lr": 0.3, "epochs": 200},
        story="verbose", tags=OPT, revision="c", branch="aiko/adam"),
    Job(117, "2026-11-05T16:44:00Z", "tomás", "cpu-cluster", {"width": 128, "lr": 0.1, "schedule": "step"},
        story="pad", tags={"stage": "augmentation"}, revision="d", branch="tomas/pad-images", dirty=True),
    Job(118, "2026-11-06T07:58:00Z", "mira", "gpu-a100", {**BEST, "seed": 0}, tags=FINAL, revision="e"),
    Job(119, "2026-11-06T07:58:30Z", "mira", "gpu-a100", {**BEST, "seed": 1}, tags=FINAL, revision="e"),
    Job(120, "2026-11-06T07:59:00Z", "mira", "gpu-a100", {**BEST, "seed": 2}, tags=FINAL, revision="e"),
    Job(121, "2026-11-06T07:59:30Z", "mira", "gpu-a100", {**BEST, "seed": 0, "schedule": "cosine"}, tags=FINAL,
        revision="e"),
    Job(122, "2026-11-06T08:30:00Z", "jonas", "gpu-a100", {**BEST, "seed": 0, "width": 256, "epochs": 150},
        story="canceled", tags=FINAL, revision="e"),
    Job(123, "2026-11-06T14:10:00Z", "aiko", "gpu-v100-spot", {**BEST, "seed": 3, "epochs": 200},
        story="still_running", tags=FINAL, revision="e"),
    Job(124, "2026-11-06T14:12:00Z", "aiko", "gpu-v100-spot", {**BEST, "seed": 4, "epochs": 200}, story="queued",
        tags=FINAL, revision="e"),
]


def make(store: Path) -> None:
    """Trains every run of the plan and writes the experiment's own files."""
    folder = store / EXPERIMENT
    write_experiment(
        folder, id="digits-mlp", name="Digits: MLP", created="2026-11-02T09:00:00Z",
        tags={"team": "vision", "dataset": "scikit-learn digits, 8×8"}, primary_metric="val/accuracy",
        metrics={"val/accuracy": {"direction": "higher", "description": "share of the 540 validation digits"},
                 "val/loss": {"direction": "lower", "unit": "nats", "description": "cross-entropy without dropout"},
                 "val/mistakes": {"direction": "lower", "description": "of 540, after the last epoch"},
                 "learning_rate": {"description": "after the schedule"}})
    results = {job.number: train(folder, job) for job in PLAN}
    notes.write("digits-mlp", folder, **summary(results))


def train(folder: Path, job: Job) -> dict[str, float]:
    """One run, whatever its story; returns its best and last validation numbers."""
    parameters = {**DEFAULTS, **job.parameters}
    clock = Clock(job.start, seed=job.number)
    header = dict(name=job.name, user=job.user, kind="script", compute_target=job.compute, node_count=1,
                  parameters=parameters, tags=job.tags, script="digits_mlp.py", arguments=arguments(job.parameters),
                  source=source("vision/digits", job.revision, job.branch, job.dirty))
    if job.story == "queued":
        Run(folder, job.name, clock, status="queued", **header)
        return {}
    run = Run(folder, job.name, clock, **header)
    trainer = Trainer(parameters)
    width = parameters["width"] * (parameters["depth"] - 1)
    seconds = SECONDS[job.compute] * len(trainer.data.x_train) / 100 * (0.5 + width / 128)
    with Console(run.path("logs/train.log"), clock) as console:
        session = Session(run, trainer, console, clock, seconds)
        console.info("%s on %s (1 node), commit %s%s", job.name, job.compute,
                     run.header["source"]["commit"][:7], " + uncommitted changes" if job.dirty else "")
        try:
            with console.captured_warnings():
                STORIES[job.story](session)
        except Exception as error:
            console.error("training stopped: %s", error)
            console.traceback(error)
            run.finish("failed", portable_traceback(error).splitlines()[-1])
    if run.header["status"] == "completed":
        write_outputs(run, trainer, full=job.number in (101, 105, 116, 118))
    if notes.exists(job.name):
        notes.write(job.name, run.folder, **session.numbers())
    return session.results()


def summary(results: dict[int, dict[str, float]]) -> dict[str, str]:
    """What the experiment's note quotes: `acc_118`, `loss_118` and so on."""
    texts = {"epochs_diverged": str(int(results[107]["epochs"]))}
    for number, result in results.items():
        texts[f"run_{number}"] = friendly(EXPERIMENT, number)
        if result:
            texts[f"acc_{number}"] = f"{100 * result['last_accuracy']:.1f}"
            texts[f"best_{number}"] = f"{100 * result['best_accuracy']:.1f}"
            texts[f"loss_{number}"] = f"{result['last_loss']:.3f}"
            texts[f"min_loss_{number}"] = f"{result['best_loss']:.3f}"
    return texts

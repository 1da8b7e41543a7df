"""The experiment `pendulum-multinode`: data-parallel training in real processes that average their weights."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import azure_runtime
import azure_v1
import notes
import plots
from clock import Clock, iso
from mlp import MLP, squared_error
from names import friendly, node, source
from pendulum_data import validation
from pendulum_worker import Task, work
from run_logger import Run, append_line, write_experiment

EXPERIMENT = "pendulum-multinode"
DEFAULTS = {"lr": 0.05, "optimizer": "momentum", "schedule": "cosine", "batch_size": 64, "width": 48, "rounds": 160,
            "local_steps": 10, "workers": 4, "dropouts": 0.0, "stream": False, "seed": 0}


@dataclass(frozen=True)
class Job:
    number: int
    start: str
    user: str
    nodes: int
    layout: str
    compute: str
    parameters: dict[str, Any] = field(default_factory=dict)


PLAN = [
    Job(1, "2026-11-12T08:02:00Z", "jonas", 1, "runtime", "cpu-cluster", {"workers": 1, "local_steps": 40}),
    Job(2, "2026-11-12T09:30:00Z", "jonas", 2, "v1", "gpu-v100-spot", {"workers": 2, "local_steps": 20}),
    Job(3, "2026-11-12T11:15:00Z", "jonas", 4, "v1", "gpu-v100-spot", {"stream": True, "dropouts": 0.002}),
    Job(4, "2026-11-13T07:45:00Z", "aiko", 4, "runtime", "gpu-a100"),
    Job(5, "2026-11-13T08:40:00Z", "aiko", 4, "runtime", "gpu-a100", {"local_steps": 40}),
    Job(6, "2026-11-13T09:31:00Z", "aiko", 4, "preparing", "gpu-a100", {"local_steps": 40, "optimizer": "adam",
                                                                       "lr": 0.003}),
]


@dataclass
class Ending:
    """How the processes ended: the mean weights, or who failed and why, and when."""

    weights: list[np.ndarray]
    now: float
    error: str | None = None
    failed_rank: int | None = None
    spreads: list[float] = field(default_factory=list)


def make(store: Path) -> None:
    folder = store / EXPERIMENT
    write_experiment(
        folder, id=EXPERIMENT, name="Pendulum: several nodes", created="2026-11-12T08:00:00Z",
        tags={"team": "dynamics", "dataset": "simulated, pendulum_data.py"}, primary_metric="val/mse",
        metrics={"val/mse": {"direction": "lower", "description": "of Δθ and Δω over one step of 0.25 s"},
                 "val/angle_mae": {"direction": "lower", "unit": "rad"},
                 "val/speed_mae": {"direction": "lower", "unit": "rad/s"}})
    results = {}
    for job in PLAN:
        results |= run_job(folder, job)
    notes.write(EXPERIMENT, folder, **results)


def run_job(folder: Path, job: Job) -> dict[str, str]:
    parameters = {**DEFAULTS, **job.parameters}
    clock = Clock(job.start, seed=job.number)
    name = friendly(EXPERIMENT, job.number)
    changed = [text for key, value in job.parameters.items() for text in (f"--{key.replace('_', '-')}", str(value))]
    run = Run(folder, name, clock, status="preparing" if job.layout == "preparing" else "running",
              user=job.user, compute_target=job.compute, node_count=job.nodes, parameters=parameters,
              tags={"layout": job.layout, "transport": "pipes"}, script="pendulum.py", arguments=changed,
              source=source("dynamics/pendulum", "a" if job.number < 4 else "b"))
    if job.layout == "preparing":
        azure_v1.write_image_build(run, clock.now, finished=False)
        return {f"run_{job.number}": name}
    prepared = clock.now
    clock.advance(74 if job.layout == "v1" else 38)
    started = clock.now
    logs = log_names(job, parameters["workers"])
    ending = train(run, parameters, logs, started)
    clock.wait_until(ending.now)
    append_spreads(run, ending)
    if ending.error is None:
        finish(run, clock, parameters, ending)
    nodes = [node(f"{name}/{index}") for index in range(job.nodes)]
    layout = azure_v1 if job.layout == "v1" else azure_runtime
    released = layout.write(run, nodes, logs, (prepared, started, ending.now), ending.failed_rank)
    clock.wait_until(released)
    run.finish("failed" if ending.error else "completed", ending.error)
    return {f"run_{job.number}": name, **({} if ending.error else score(job, parameters, ending))}


def log_names(job: Job, workers: int) -> list[str]:
    """Where each rank's output goes, in the layout of the job."""
    if job.layout == "v1":
        return [f"azureml-logs/70_driver_log_{rank}.txt" for rank in range(workers)]
    if workers == 1:
        return ["user_logs/std_log.txt"]
    return [f"user_logs/std_log_process_{rank}.txt" for rank in range(workers)]


def train(run: Run, parameters: dict[str, Any], logs: list[str], start: float) -> Ending:
    """Starts the workers and averages their weights, round after round, always in order of rank."""
    context = multiprocessing.get_context("spawn")
    links, processes = [], []
    for rank, log in enumerate(logs):
        link, far_end = context.Pipe()
        task = Task(rank, len(logs), parameters, run.folder, log, start + 3 + 0.4 * rank)
        processes.append(context.Process(target=work, args=(task, far_end)))
        processes[-1].start()
        far_end.close()
        links.append(link)
    ending = Ending(first_weights(parameters), start)
    for number in range(1, parameters["rounds"] + 2):
        if number > parameters["rounds"] or not one_round(number, links, ending):
            break
    for link in links:
        try:
            link.send(None)
        except OSError:
            pass  # the worker that failed has gone
    for process in processes:
        process.join()
    return ending


def one_round(number: int, links: list, ending: Ending) -> bool:
    """Sends the mean weights out and takes the new ones in; False where a worker failed."""
    for link in links:
        link.send((number, ending.weights, ending.now))
    answers = [link.recv() for link in links]
    ending.now = max(answer[2] for answer in answers) + 0.12  # the all-reduce
    for rank, answer in enumerate(answers):
        if answer[0] == "failed":
            ending.error, ending.failed_rank = f"rank {rank}: {answer[1]}", rank
            return False
    stacks = [np.stack(arrays) for arrays in zip(*(answer[1] for answer in answers))]
    ending.weights = [stack.mean(axis=0) for stack in stacks]
    ending.spreads.append(float(np.sqrt(sum(stack.var(axis=0).sum() for stack in stacks))))
    return True


def first_weights(parameters: dict[str, Any]) -> list[np.ndarray]:
    sizes = [5, parameters["width"], parameters["width"], 2]
    return MLP(sizes, squared_error, np.random.default_rng(parameters["seed"])).parameters


def append_spreads(run: Run, ending: Ending) -> None:
    """How far the workers' weights had drifted apart before each averaging; the coordinator's own file."""
    for step, spread in enumerate(ending.spreads, start=1):
        append_line(run.folder / "metrics-coordinator.jsonl", {"name": "weight_spread", "step": step, "value": spread})


def evaluate(parameters: dict[str, Any], ending: Ending) -> tuple[float, np.ndarray, np.ndarray]:
    model = MLP([5, parameters["width"], parameters["width"], 2], squared_error, np.random.default_rng(0))
    model.parameters = ending.weights
    inputs, targets = validation()
    loss, outputs = model.evaluate(inputs, targets)
    return loss, outputs, targets


def finish(run: Run, clock: Clock, parameters: dict[str, Any], ending: Ending) -> None:
    """Measures the last mean model and leaves its pictures."""
    loss, outputs, targets = evaluate(parameters, ending)
    record = {"step": parameters["rounds"], "time": iso(clock.now), "values": {"val/mse": loss}}
    append_line(run.folder / "metrics.jsonl", record)
    plots.scatter(run.path("outputs/speed.png"), targets[:600, 1], outputs[:600, 1], "true Δω", "predicted Δω", True)
    run.log_image("val/speed", "outputs/speed.png", step=parameters["rounds"])
    np.savez_compressed(run.path("outputs/model.npz"),
                        **{f"array_{i}": a.astype(np.float32) for i, a in enumerate(ending.weights)})


def score(job: Job, parameters: dict[str, Any], ending: Ending) -> dict[str, str]:
    loss, _, _ = evaluate(parameters, ending)
    return {f"mse_{job.number}": f"{loss:.2e}", f"spread_{job.number}": f"{max(ending.spreads):.3f}"}

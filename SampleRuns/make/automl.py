"""What both AutoML experiments share: a parent that tries pipelines one after the other, Azure's ids and names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Sequence

import numpy as np

from clock import Clock, iso, parse
from console import Console, portable_traceback
from names import friendly, identifier, source
from run_logger import Run


@dataclass(frozen=True)
class Candidate:
    """One pipeline: how AutoML would name its parts, the estimator, and how long it takes."""

    preprocessor: str
    algorithm: str
    estimator: Any
    seconds: float = 12.0

    @property
    def title(self) -> str:
        return f"{self.preprocessor}, {self.algorithm}" if self.preprocessor else self.algorithm


@dataclass
class Search:
    """One AutoML experiment."""

    experiment: str
    task: str
    primary_metric: str
    higher_is_better: bool
    start: str
    user: str
    seed: int

    @property
    def id(self) -> str:
        return f"AutoML_{identifier(self.experiment)}"

    def better(self, value: float, best: float | None) -> bool:
        return best is None or (value > best if self.higher_is_better else value < best)


@dataclass
class Iteration:
    """How one child ended."""

    run: Run
    candidate: Candidate
    score: float | None
    details: Any = None


# Trains a candidate, logs to its run and returns the primary metric and whatever the search wants to keep.
Evaluate = Callable[[Candidate, Run, Console, list[Iteration]], tuple[float, Any]]


def search(folder: Path, plan: Search, candidates: Sequence[Candidate], evaluate: Evaluate) -> tuple[Run, list[Iteration]]:
    """Runs every candidate as a child and keeps the parent's tables."""
    clock = Clock(plan.start, seed=plan.seed)
    parent = Run(
        folder, plan.id, clock, name=friendly(plan.experiment, 0), kind="automl", user=plan.user,
        compute_target="cpu-cluster", node_count=1, primary_metric=plan.primary_metric,
        parameters={"task": plan.task, "iterations": len(candidates), "n_cross_validations": 5,
                    "primary_metric": plan.primary_metric, "max_concurrent_iterations": 1,
                    "enable_voting_ensemble": True, "blocked_models": ["TensorFlowDNN"]},
        tags={"task": plan.task}, script="automl.py", source=source("tabular/automl", plan.experiment))
    iterations: list[Iteration] = []
    best: float | None = None
    with Console(parent.path("logs/azureml/azureml_automl.log"), clock, colour=False) as log:
        log.stream.write(header(parent, plan))
        for number, candidate in enumerate(candidates):
            clock.advance(5)
            iteration = run_child(folder, parent, plan, number, candidate, clock, iterations, evaluate)
            iterations.append(iteration)
            if iteration.score is not None and plan.better(iteration.score, best):
                best = iteration.score
            report(parent, plan, log, number, iteration, best)
        clock.advance(8)
        log.info("AutoML run completed.")
    parent.finish()
    return parent, iterations


def run_child(folder: Path, parent: Run, plan: Search, number: int, candidate: Candidate, clock: Clock,
              earlier: list[Iteration], evaluate: Evaluate) -> Iteration:
    settings = {key: value for key, value in candidate.estimator.get_params(deep=False).items()
                if isinstance(value, (int, float, str, bool)) and not key.startswith("verbose")}
    run = Run(folder, f"{plan.id}_{number}", clock, name=friendly(plan.experiment, number + 1), parent=parent.header["id"],
              user=plan.user, compute_target="cpu-cluster", node_count=1,
              parameters={"iteration": number, "algorithm": candidate.algorithm,
                          "preprocessor": candidate.preprocessor or None, "settings": settings},
              tags={"run_algorithm": candidate.algorithm, "run_preprocessor": candidate.preprocessor},
              script="automl.py", source=parent.header["source"])
    with Console(run.path("logs/azureml/azureml_automl.log"), clock, colour=False) as console:
        console.info("iteration %d: %s", number, candidate.title)
        try:
            with console.captured_warnings():
                score, details = evaluate(candidate, run, console, earlier)
            console.info("%s = %.5f", plan.primary_metric, score)
            run.finish()
            return Iteration(run, candidate, score, details)
        except Exception as error:
            clock.advance(3)
            console.error("iteration failed: %s", error)
            console.traceback(error)
            run.finish("failed", portable_traceback(error).splitlines()[-1])
            return Iteration(run, candidate, None)


def report(parent: Run, plan: Search, log: Console, number: int, iteration: Iteration, best: float | None) -> None:
    """The line of one iteration, as AutoML prints it, and the parent's metrics."""
    seconds = round(parent.clock.now - _start(iteration.run))
    shown = "nan" if iteration.score is None else f"{iteration.score:.4f}"
    log.print(f"{number:>10}   {iteration.candidate.title:<48} {seconds // 60:>5}:{seconds % 60:02d}   "
              f"{shown:>8}   {'nan' if best is None else f'{best:.4f}':>8}")
    parent.log("iteration_score", float("nan") if iteration.score is None else iteration.score, step=number)
    if best is not None:
        parent.log("best_so_far", best, step=number)
    parent.log_row("iterations", step=number, iteration=number, pipeline=iteration.candidate.title,
                   seconds=seconds, score=iteration.score, best=best)


def _start(run: Run) -> float:
    return parse(run.header["start"])


def header(parent: Run, plan: Search) -> str:
    rule = "*" * 101
    return (f"{iso(parent.clock.now)} Run id: {plan.id}\n{rule}\n"
            "ITERATION: The iteration being evaluated.\nPIPELINE:  A summary description of the pipeline.\n"
            "DURATION:  Time taken for the current iteration.\nMETRIC:    The result of computing the primary metric.\n"
            f"BEST:      The best {plan.primary_metric} so far.\n{rule}\n\n"
            f" ITERATION   {'PIPELINE':<48} DURATION     METRIC       BEST\n")


def ranked(plan: Search, iterations: Sequence[Iteration]) -> list[Iteration]:
    """Finished iterations, the best first."""
    done = [iteration for iteration in iterations if iteration.score is not None]
    return sorted(done, key=lambda iteration: iteration.score, reverse=plan.higher_is_better)


def markdown_rows(iterations: Sequence[Iteration], count: int = 5) -> str:
    return "\n".join(f"| {i.candidate.title} | {i.run.header['name']} | {i.score:.4f} |" for i in iterations[:count])


def histogram(values: np.ndarray, bins: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts and round edges."""
    width = float(f"{(values.max() - values.min()) / bins:.1g}")
    edges = np.arange(np.floor(values.min() / width), np.ceil(values.max() / width) + 1) * width
    return np.histogram(values, edges)[0], edges

"""Runs commands, times them in turns, and keeps what was measured."""

import os
import pathlib
import statistics
import subprocess
from dataclasses import dataclass, field

TIME_LIMIT = 1800  # seconds for one command; a peer that hangs must not hang the benchmark


class CannotRun(Exception):
    """Why something could not be measured, in words for the report."""


def check(what, got, expected):
    """A contestant that did less, or other, work is no contestant."""
    if got != expected:
        raise CannotRun(f"{what} {got}, not {expected}")


@dataclass(frozen=True)
class Outcome:
    """What one run of a command cost and printed."""

    seconds: float
    megabytes: float
    output: str
    errors: str


class Runner:
    """Starts commands through `measure.c`, in an environment that is the same for all."""

    def __init__(self, measure, work):
        self.measure, self.work = measure, work
        home = str(work / "home")  # caches of peers go there and are not the user's
        self.environment = os.environ | {
            "MLFLOW_ALLOW_FILE_STORE": "true", "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true",
            "MPLCONFIGDIR": home, "HUGO_CACHEDIR": home + "/hugo",
        }
        pathlib.Path(home).mkdir(parents=True, exist_ok=True)

    def run(self, *command, keep_output=False, **variables):
        """Runs a command to its end, with more environment variables; what it prints goes to /dev/null unless kept."""
        report = self.work / "measured"
        try:
            done = subprocess.run(
                [self.measure, report, *map(str, command)], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                cwd=self.work, env=self.environment | variables, timeout=TIME_LIMIT,
            )
        except subprocess.TimeoutExpired:
            raise CannotRun(f"{pathlib.Path(command[0]).name} took more than {TIME_LIMIT} s") from None
        if done.returncode != 0:
            why = "is not installed" if done.returncode == 127 else f"ended with {done.returncode}"
            last = (done.stderr.strip().splitlines() or [""])[-1][:200]
            raise CannotRun(f"{pathlib.Path(command[0]).name} {why}" + (f": {last}" if last else ""))
        wall, _, kilobytes = report.read_text().split()
        return Outcome(float(wall), int(kilobytes) * 1024 / 1e6, done.stdout or "", done.stderr)


@dataclass
class Times:
    """The seconds of one contestant, or why there are none."""

    seconds: list = field(default_factory=list)
    failure: str = ""

    @property
    def median(self):
        return statistics.median(self.seconds)

    def __str__(self):
        if self.failure:
            return f"could not run: {self.failure}"
        scale, unit = (1, "s") if self.median >= 1 else (1000, "ms")
        digits = 2 if self.median * scale < 10 else 1 if self.median * scale < 100 else 0
        low, middle, high = (
            f"{scale * value:.{digits}f}" for value in (min(self.seconds), self.median, max(self.seconds)))
        return f"{middle} {unit}" + (f" ({low}–{high})" if len(self.seconds) > 1 else "")


def in_turns(contestants, repeat=None):
    """Measures each of `{name: function that gives seconds}` in turns: ours, peer, ours, peer, …

    What takes under 2 s the first time is measured 5 times, the rest 3 times, unless `repeat` says how often. Nothing
    is thrown away: the median takes care of a first time that is slow. Who fails once is out, with the reason.
    """
    times = {name: Times() for name in contestants}

    def wanted(entry):
        if entry.failure:
            return 0
        return repeat or (not entry.seconds and 1) or (5 if entry.seconds[0] < 2 else 3)

    while any(len(entry.seconds) < wanted(entry) for entry in times.values()):
        for name, measure in contestants.items():
            entry = times[name]
            if len(entry.seconds) < wanted(entry):
                try:
                    entry.seconds.append(measure())
                except CannotRun as reason:
                    times[name] = Times(failure=str(reason))
    return times

"""How time, memory and the site grow with the number of runs, kept as a run store that the program can draw."""

import json
import shutil
import time

from measuring import CannotRun, in_turns
from ours import cache_of, files, remove, weight
from report import Line, Section
from workloads import small_runs

SIZES = 100, 1000, 10_000, 100_000
ROOM = 40_000  # bytes for a run: its files, its pages, its part of the cache
MEMORY_BAR = 300  # MB at the largest size
DIRECTIONS = {"seconds": "s", "megabytes": "MB", "site_megabytes": "MB"}


def growth(bench):
    """100 to 100,000 small runs: full build and unchanged rebuild."""
    lines, values = [], {"full": [], "unchanged": []}
    for runs in map(bench.size, SIZES):
        limited = runs == bench.size(SIZES[-1])
        bar = f"≤ {MEMORY_BAR} MB of memory" if limited else ""
        if shutil.disk_usage(bench.work).free < ROOM * runs:
            reason = f"could not run: less than {ROOM * runs / 1e9:.0f} GB free for files"
            lines.append(Line(f"{runs:,} runs", reason, bar=bar))
            continue
        for kind, seconds, megabytes, site in measured(bench, runs):
            values[kind].append((runs, seconds.median, megabytes, site))
            lines.append(Line(
                f"{runs:,} runs, {kind}", f"{seconds}, {megabytes:.0f} MB of memory, site {site:,.1f} MB", bar=bar,
                held=megabytes <= MEMORY_BAR if limited else None, times=str(len(seconds.seconds))))
    folder = bench.results / bench.name / "growth"
    write_store(folder, values)
    return Section("Growth", lines, [
        "Runs of 3 metrics × 5 points and 3 parameters, all in one experiment. Memory is the largest peak of the "
        "builds (`ru_maxrss`).", f"As a run store: `{folder.parent.name}/`; `runreport build` draws it."])


def measured(bench, runs):
    """Kind, times, largest peak memory and megabytes of the site, of the full build and of the unchanged one."""
    store, site = bench.workloads.get(small_runs, runs), bench.work / "site"
    peaks = {"full": 0, "unchanged": 0}

    def build(kind):
        outcome = bench.ours.build(store, site, anew=kind == "full")
        peaks[kind] = max(peaks[kind], outcome.megabytes)
        return outcome.seconds

    try:
        times = in_turns({kind: lambda kind=kind: build(kind) for kind in peaks}, bench.repeat)
        megabytes = weight(files(site)) / 1e6
    finally:
        for folder in (site, cache_of(site), store):
            remove(folder)
    for kind in peaks:
        if times[kind].failure:
            raise CannotRun(f"{kind} build of {runs:,} runs: {times[kind].failure}")
    return [(kind, times[kind], peaks[kind], megabytes) for kind in peaks]


def write_store(folder, values):
    """An experiment with a run for each kind of build, whose step is the number of runs."""
    remove(folder)
    for kind, rows in values.items():
        run = folder / kind
        run.mkdir(parents=True)
        (run / "run.json").write_text(json.dumps({
            "id": f"growth-{kind}", "name": f"{kind} build", "status": "completed", "end": int(time.time()),
            "parameters": {"build": kind, "metrics": 3, "points": 5, "parameters": 3}}, indent=2) + "\n")
        (run / "metrics.jsonl").write_text("".join(
            json.dumps({"step": row[0], "values": dict(zip(DIRECTIONS, row[1:]))}) + "\n" for row in rows))
    (folder / "experiment.json").write_text(json.dumps({
        "name": "Growth", "primary_metric": "seconds",
        "metrics": {name: {"direction": "lower", "unit": unit} for name, unit in DIRECTIONS.items()}}, indent=2) + "\n")

"""The rows on TensorBoard's logdirs: reading every point, and the memory it takes."""

import json

from measuring import check, in_turns
from report import Line, Section, against
from workloads import large_logdir, logdir

MEMORY_BAR = 100  # MB


def read_logdir(bench):
    """Every point of two million beside rustboard, TensorBoard's own data server, and a C program."""
    runs, tags, steps = 20, 35, bench.size(2860)
    count, lines = runs * tags * steps, []
    for style, name in (("torch", "`simple_value`"), ("keras", "tensors with metadata")):
        folder = bench.workloads.get(logdir, style, runs, tags, steps)
        size = sum(file.stat().st_size for file in folder.glob("*/*")) / 1e6
        check("ours read points", points(bench, folder)[0], count)

        def floor():
            outcome = bench.runner.run(bench.floors.program("floor_tensorboard"), folder, keep_output=True)
            check("the floor read points", int(outcome.output.split()[0]), count)
            return outcome.seconds

        times = in_turns({
            "ours": lambda: bench.runner.run(bench.ours.program, "metrics", folder, "--format", "json").seconds,
            "rustboard": lambda: bench.peers.rustboard(folder), "floor": floor}, bench.repeat)
        lines += [
            against(f"{count:,} points, {name}, {size:.0f} MB", times["ours"], "rustboard until loaded",
                    times["rustboard"], 1 / 8, "8 × as fast"),
            against("the same", times["ours"], "C: verify and keep", times["floor"], 2)]
    lines.append(memory(bench))
    return Section("TensorBoard", lines, [
        f"Ours: `runreport metrics LOGDIR --format json`, the whole process: all {count:,} points are kept and both check "
        "sums of each record verified. rustboard: `--samples-per-plugin scalars=all --reload once`, from its start until "
        "it says that the load is finished; by default it verifies no check sum of a record that parses.",
        f"{runs} runs × {tags} tags × {steps:,} steps, one event a value, as torch and TensorFlow 2 write them. C goes "
        "through one run after the other on one thread."])


def memory(bench):
    """The largest peak of memory while a logdir of 500 MB is read."""
    runs, tags, steps = 20, 35, bench.size(13_000)
    folder = bench.workloads.get(large_logdir, runs, tags, steps)
    size = sum(file.stat().st_size for file in folder.glob("*/*")) / 1e6
    count, megabytes = points(bench, folder)
    check("ours read points", count, runs * tags * steps)
    return Line(
        f"a logdir of {size:.0f} MB, {count:,} points", f"{megabytes:.0f} MB of memory", bar=f"≤ {MEMORY_BAR} MB of memory",
        held=megabytes <= MEMORY_BAR, times="1")


def points(bench, folder):
    """How many points ours finds in a logdir, and the peak of its memory in MB."""
    outcome = bench.runner.run(bench.ours.program, "metrics", folder, "--format", "json", keep_output=True)
    return sum(json.loads(line)["count"] for line in outcome.output.splitlines()), outcome.megabytes

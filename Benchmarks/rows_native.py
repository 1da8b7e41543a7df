"""The rows on native stores: lines, instructions, notes, charts, thinning."""

import json
import re

from measuring import CannotRun, Times, check, in_turns
from ours import cache_of, files, into, pages, remove, weight
from report import Line, Section, against
from workloads import SEED, chart_store, json_lines, mlflow_store, notes


def lines(bench):
    """The metrics of a million JSON lines beside polars' `read_ndjson`."""
    runs, metrics, steps = 20, 5, bench.size(10_000)
    count, folder, process = runs * metrics * steps, bench.workloads.get(json_lines, runs, metrics, steps), Times()
    one_file = folder / "all.jsonl"

    def polars():
        answer = bench.peers.script("read_with_polars.py", one_file)
        check("polars read lines", answer["lines"], count)
        process.seconds.append(answer["process_seconds"])
        return answer["seconds"]

    def floor():
        outcome = bench.runner.run(bench.floors.program("floor_jsonl"), one_file, keep_output=True)
        check("the floor read lines", int(outcome.output.split()[0]), count)
        return outcome.seconds

    def ours():
        return bench.runner.run(bench.ours.program, "metrics", folder / "store", "--format", "json").seconds

    printed = bench.runner.run(bench.ours.program, "metrics", folder / "store", "--format", "json", keep_output=True)
    check("ours read lines", sum(json.loads(line)["count"] for line in printed.output.splitlines()), count)
    times = in_turns({"ours": ours, "polars": polars, "floor": floor}, bench.repeat)
    process.failure = times["polars"].failure
    what = f"{count:,} lines, {one_file.stat().st_size / 1e6:.0f} MB"
    return Section("JSON lines", [
        against(what, times["ours"], "polars `read_ndjson`, the call", times["polars"], 1 / 2, "2 × as fast"),
        against("the same", times["ours"], "polars, the whole process", process),
        against("the same", times["ours"], "C: parse and sum", times["floor"]),
    ], [f"Ours: `runreport metrics STORE --format json`, the whole process, on {runs} files. The others read the same "
        "lines from one file. C takes numbers with `strtod`."])


def logging(bench):
    """Values appended one by one, each there when the call returns, beside C that does no more."""
    count, file = bench.size(200_000), bench.work / "appended.jsonl"

    def floor():
        outcome = bench.runner.run(bench.floors.program("floor_append"), count, file, keep_output=True)
        return float(outcome.output)

    def ours():
        answer = kernel(bench, "logging", count, bench.work)
        check("ours logged values", answer["result"], count)
        return answer["seconds"]

    times = in_turns({"ours": ours, "floor": floor}, bench.repeat)
    remove(file)
    return Section("Logging", [
        against(f"{count:,} values logged, a `write` each", times["ours"], "C: `snprintf` and `write`", times["floor"])], [
        "`Run.log` of the library RunLog: the value as its shortest decimal, the moment in ISO 8601, the end of the file "
        "looked at each time. Starting the run and removing it are in it. The fastest of twenty rounds; C is one."])


def instructions(bench):
    """How many instructions small inputs take: numbers that say the same on other machines."""
    store, site = bench.workloads.get(json_lines, 20, 5, bench.size(1000)), bench.work / "site"
    many = bench.workloads.get(mlflow_store, bench.size(1000), 10, 10)
    samples = bench.program.parent.parent / "SampleRuns"

    def count(words, anew):
        """Counted twice: a table that claims to repeat shows whether it does."""
        found = []
        for _ in range(1 if bench.quick else 2):
            if anew:
                remove(site)
                remove(cache_of(site))
            outcome = bench.runner.run(
                "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", bench.ours.program, *words,
                "--jobs", 1, "--quiet", SWIFT_DETERMINISTIC_HASHING="1", SOURCE_DATE_EPOCH="1790000000")
            found.append(int(re.search(r"Collected : (\d+)", outcome.errors)[1]) / 1e6)
        return found

    def line(what, *words, anew=True):
        try:
            found = count(words, anew)
        except CannotRun as reason:
            return Line(what, f"could not run: {reason}")
        spread = f" ±{(max(found) - min(found)) / 2:.1f}" if len(found) > 1 else ""
        return Line(what, f"{sum(found) / len(found):,.1f}{spread} million instructions", times=str(len(found)))

    rows = [
        line(f"metrics of {100 * bench.size(1000):,} JSON lines", "metrics", store / "store", "--format", "json"),
        line(f"build of {bench.size(1000):,} MLflow runs", "build", many, *into(site)),
        line("the same, nothing changed", "build", many, *into(site), anew=False)]
    rows.append(
        line("build of SampleRuns", "build", samples, *into(site)) if samples.exists()
        else Line("build of SampleRuns", f"could not run: no {samples}"))
    return Section("Instructions", rows, [
        "`valgrind --tool=callgrind`, one thread, Swift's hashes without their seed: about the same on any machine."])


def markdown(bench):
    """A long note beside cmark."""
    folder, site = bench.workloads.get(notes, bench.size(1_000_000)), bench.work / "site"
    size = (folder / "note.md").stat().st_size
    often = bench.repeat or 15  # a small difference of small times
    times = in_turns({
        "long": lambda: bench.ours.build(folder / "long", site, anew=True).seconds,
        "cmark": lambda: bench.runner.run("cmark", "--safe", folder / "note.md").seconds,
        "empty": lambda: bench.ours.build(folder / "empty", site, anew=True).seconds}, often)
    if times["long"].failure or times["empty"].failure:
        raise CannotRun(times["long"].failure or times["empty"].failure)
    note = Times([times["long"].median - times["empty"].median])
    line = against(f"a note of {size / 1e6:.1f} MB", note, "`cmark --safe`", times["cmark"])
    line.times = f"{len(times['long'].seconds)}, {len(times['cmark'].seconds)}"
    if note.median <= 0:
        line.ours, line.ratio = "lost in the noise of two builds", None
    return Section("Notes", [line], [
        f"Ours: a build with the note, {times['long']}, less the same build with an empty one, {times['empty']}: "
        "reading, rendering and making safe what the HTML may hold, writing the page. cmark: the whole process to /dev/null."])


def charts(bench):
    """Line charts as SVG beside matplotlib."""
    runs, metrics, points = 8, bench.size(500), 500
    store = bench.workloads.get(chart_store, runs, metrics, points)
    site, drawn = bench.work / "site", bench.work / "drawn"
    bench.ours.build(store, site, anew=True)
    total = sum((site / path).read_text().count("<svg") for _, path in pages(site))

    def matplotlib():
        remove(drawn)
        drawn.mkdir()
        return bench.peers.script("draw_with_matplotlib.py", drawn, metrics, runs, points, SEED)["seconds"]

    times = in_turns({
        "ours": lambda: bench.ours.build_into_empty(store, site).seconds, "matplotlib": matplotlib}, bench.repeat)
    remove(drawn)
    return Section("Charts", [
        against(f"{metrics} charts of {runs} series × {points} points, and the site they are in", times["ours"],
                f"matplotlib, {metrics} × `savefig`", times["matplotlib"]), *long_chart(bench, drawn)], [
        f"Ours: all pages of the site ({weight(files(site)) / 1e6:.0f} MB with {total:,} SVG drawings: those of the "
        f"experiment and of each of its {runs} runs), from the cache into an empty folder. Runs were read and series "
        "thinned when the cache was made. matplotlib draws every point; one process, `savefig` alone.",
        "The long chart is drawn from thinned series, as every chart is, and, below, from all values in memory."])


def long_chart(bench, drawn):
    """One chart of ten long runs: drawn alone, and thinned and drawn."""
    points, sizes = bench.size(1_000_000), {}

    def ours(name):
        answer = kernel(bench, name, points)
        sizes["ours"] = answer["result"]
        return answer["seconds"]

    def matplotlib():
        remove(drawn)
        drawn.mkdir()
        answer = bench.peers.script("draw_with_matplotlib.py", drawn, 1, 10, points, SEED)
        sizes["matplotlib"] = answer["bytes"]
        return answer["seconds"]

    times = in_turns({
        "drawn": lambda: ours("long-chart-drawing"), "both": lambda: ours("long-chart"), "matplotlib": matplotlib},
        bench.repeat)
    remove(drawn)
    if "ours" in sizes:
        check("a long chart is below 100 KB:", sizes["ours"] < 100_000, True)
    size = {name: f"{count / 1e3:,.0f} KB" for name, count in sizes.items()}
    what = f"a chart of 10 series × {points:,} points ({size.get('ours', '?')} of SVG)"
    peer = f"matplotlib, `savefig` ({size.get('matplotlib', '?')})"
    return [against(what, times["drawn"], peer, times["matplotlib"], 1 / 100, "100 times as fast"),
            against("the same, thinned first", times["both"], peer, times["matplotlib"])]


def kernel(bench, *words):
    """What `bin/kernels` prints: the seconds of the fastest of twenty rounds on one thread, and a result."""
    program = bench.program.parent / "kernels"
    if not program.exists():
        raise CannotRun(f"bin/{program.name} is not built")
    return json.loads(bench.runner.run(program, *words, keep_output=True).output)


def thinning(bench):
    """A long and a very long series thinned, beside tsdownsample."""
    lines = [line for points in (1_000_000, 10_000_000) for line in thinned(bench, bench.size(points))]
    return Section("Thinning", lines, [
        "Both on one thread, the fastest of twenty rounds. Ours also reads every step, splits where they run backward, "
        "marks what is not finite and keeps means."])


def thinned(bench, points):
    """The lines of one length."""
    # Into how many columns the program thins: Analysis/Thinning.swift.
    columns = 512
    peer = {"M4": Times(), "M4, with steps": Times(), "MinMax": Times()}

    def tsdownsample():
        answer = bench.peers.script("thin_with_tsdownsample.py", points, columns, SEED)
        for name, entry in peer.items():
            entry.seconds.append(answer[name])
        return answer["M4"]

    times = in_turns({
        "ours": lambda: kernel(bench, "thinning", points)["seconds"], "tsdownsample": tsdownsample}, bench.repeat)
    for entry in peer.values():
        entry.failure = times["tsdownsample"].failure
    return [
        against(f"{points:,} points to {columns:,} columns", times["ours"], f"tsdownsample `{name}`", entry,
                3 if name == "M4" else None)
        for name, entry in peer.items()]

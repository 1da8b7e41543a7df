"""The rows on MLflow's file stores: building a site from them, and building it again."""

import json
import os

from make_mlflow_store import EXPERIMENT
from measuring import CannotRun, check, in_turns
from report import Line, Section, against
from workloads import LONG_AGO, mlflow_database, mlflow_store


def full_build(bench):
    """A full build beside listing the runs with mlflow."""
    runs, metrics, points = bench.size(10_000), 10, 10
    store, site = bench.workloads.get(mlflow_store, runs, metrics, points), bench.work / "site"

    def listed():
        answer = bench.peers.script("read_with_mlflow.py", store, "--list-only")
        check("mlflow listed", answer["runs"], runs)
        return answer["list_seconds"]

    def parsed():
        outcome = bench.runner.run(bench.floors.program("floor_mlflow"), store, keep_output=True)
        check("the floor read", [int(word) for word in outcome.output.split()[:2]], [runs, runs * metrics * points])
        return outcome.seconds

    def ours():
        return bench.ours.build(store, site, anew=True).seconds

    times = in_turns({"ours": ours, "listed": listed, "parsed": parsed}, bench.repeat)
    count = f"{runs:,} runs × {metrics} metrics × {points} points"
    return Section("Full build", [
        against(f"{count} → site", times["ours"], "mlflow `search_runs`", times["listed"], 1, "less than listing"),
        against("the same", times["ours"], "C: read and parse", times["parsed"]),
    ], ["mlflow is timed from the call, without its import, and gets all runs as one page.",
        "`search_runs` gives the last value of each metric; ours summarises all values and writes the site."])


def rebuild(bench):
    """A build with nothing changed beside `find`, and one with 10 changed runs."""
    runs, changed = bench.size(10_000), 10
    store, site = bench.workloads.get(mlflow_store, runs, 10, 10), bench.work / "site"
    grown = sorted((store / EXPERIMENT).glob("*/metrics/metric_0"))[:: max(1, runs // changed)][:changed]
    sizes = {file: file.stat().st_size for file in grown}
    bench.ours.build(store, site, anew=True)
    appended = 0

    def with_changes():
        nonlocal appended
        appended += 1
        for file in grown:
            with open(file, "a") as metric:
                metric.write(f"{1_790_000_900_000 + appended} 0.5 {100 + appended}\n")
            os.utime(file, (LONG_AGO + appended, LONG_AGO + appended))
        outcome, count = bench.ours.changed_files(store, site)
        if count < changed:
            raise CannotRun(f"{changed} runs were changed, {count} files of the site")
        return outcome.seconds

    try:
        times = in_turns({
            "unchanged": lambda: bench.ours.build(store, site).seconds,
            "find": lambda: bench.runner.run("find", store).seconds, "changed": with_changes}, bench.repeat)
    finally:
        for file, size in sizes.items():
            os.truncate(file, size)
            os.utime(file, (LONG_AGO, LONG_AGO))
    lines = [against(f"{runs:,} runs, nothing changed", times["unchanged"], "`find STORE`", times["find"], 2)]
    more = Line(f"{runs:,} runs, {changed} of them with a value more", str(times["changed"]),
                f"nothing changed: {times['unchanged']}", bar="≤ 1 s more", times=str(len(times["changed"].seconds)))
    if not times["changed"].failure and not times["unchanged"].failure:
        difference = times["changed"].median - times["unchanged"].median
        more.ours += f", {1000 * difference:.0f} ms more"
        more.held = difference <= 1
    return Section("Rebuild", lines + [more], ["`find` walks the same files and writes their names to /dev/null."])


def histories(bench):
    """A finished site beside reading every value with mlflow, and beside the first answer of `mlflow ui`."""
    runs, metrics, points = bench.size(1000), 10, 100
    store, site = bench.workloads.get(mlflow_store, runs, metrics, points), bench.work / "site"

    def read():
        answer = bench.peers.script("read_with_mlflow.py", store)
        check("mlflow read", answer["points"], runs * metrics * points)
        return answer["seconds"]

    times = in_turns({
        "ours": lambda: bench.ours.build(store, site, anew=True).seconds, "read": read,
        "ui": lambda: bench.peers.mlflow_ui(store, EXPERIMENT, runs)}, bench.repeat)
    count = f"{runs:,} runs × {metrics} metrics × {points} points → site"
    return Section("Every value", [
        against(count, times["ours"], "mlflow, every `get_metric_history`", times["read"], 1 / 5, "a fifth"),
        against("the same", times["ours"], "`mlflow ui`, first answer", times["ui"], 1 / 20, "20 × as fast"),
    ], ["The first answer: from the start of `mlflow ui --workers 1` (the default of four starts more slowly) until "
        "its REST query has listed all runs, as the first page asks for.",
        "Histories are timed from the call, without the import."])


def reading(bench):
    """Reading and summarising MLflow's files beside a C program and beside mlflow's own client."""
    runs, metrics, points = bench.size(1000), 10, 100
    store = bench.workloads.get(mlflow_store, runs, metrics, points)

    def parsed():
        outcome = bench.runner.run(bench.floors.program("floor_mlflow"), store, keep_output=True)
        check("the floor read", [int(word) for word in outcome.output.split()[:2]], [runs, runs * metrics * points])
        return outcome.seconds

    def client():
        answer = bench.peers.script("read_with_mlflow.py", store)
        check("mlflow read", answer["points"], runs * metrics * points)
        return answer["seconds"]

    times = in_turns({"ours": lambda: printed(bench, store, runs * metrics, runs * metrics * points), "parsed": parsed,
                      "client": client}, bench.repeat)
    what = f"{runs:,} runs × {metrics} metrics × {points} points, summarised"
    return Section("Reading MLflow files", [
        against(what, times["ours"], "C: read and parse", times["parsed"], 1.5),
        against("the same", times["ours"], "mlflow, `search_runs` and every `get_metric_history`", times["client"], 1 / 10,
                "10 × as fast"),
    ], ["Ours: `runreport metrics STORE --format json`, the whole process. C is one thread, as it is the least work."])


def database(bench):
    """Reading and summarising an MLflow database beside SQLite's own `GROUP BY`."""
    runs, metrics, points = bench.size(1000), 10, 100
    folder = bench.workloads.get(mlflow_database, runs, metrics, points)
    query = ("SELECT run_uuid, key, count(*), min(value), max(value), "
             "(SELECT value FROM latest_metrics l WHERE l.run_uuid = m.run_uuid AND l.key = m.key) "
             "FROM metrics m GROUP BY run_uuid, key")

    def grouped():
        outcome = bench.runner.run("sqlite3", folder / "mlflow.db", query, keep_output=True)
        check("sqlite3 gave lines", len(outcome.output.splitlines()), runs * metrics)
        return outcome.seconds

    times = in_turns({
        "ours": lambda: printed(bench, folder / "mlflow.db", runs * metrics, runs * metrics * points), "grouped": grouped},
        bench.repeat)
    return Section("MLflow database", [
        against(f"{runs * metrics * points:,} rows of metrics, summarised", times["ours"], "`sqlite3`, `GROUP BY`",
                times["grouped"], 1.5),
    ], ["Ours: `runreport metrics mlflow.db --format json`, the whole process. `sqlite3` gives count, least and greatest "
        "of each run and metric, and the last one from `latest_metrics`."])


def printed(bench, store, series, values):
    """Seconds of printing the metrics of a store, all of them."""
    outcome = bench.runner.run(bench.ours.program, "metrics", store, "--format", "json", keep_output=True)
    counts = [json.loads(line)["count"] for line in outcome.output.splitlines()]
    check("ours gave series and values", [len(counts), sum(counts)], [series, values])
    return outcome.seconds

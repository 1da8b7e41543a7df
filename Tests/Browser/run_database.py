"""Stores for tests, written in a second: an MLflow database."""

import random
import sqlite3

SCHEMA = """
CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT, creation_time INTEGER);
CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, experiment_id INTEGER, name TEXT, user_id TEXT, status TEXT, start_time INTEGER,
  end_time INTEGER, lifecycle_stage TEXT, artifact_uri TEXT);
CREATE TABLE metrics (key TEXT, value REAL, timestamp INTEGER, run_uuid TEXT, step INTEGER, is_nan INTEGER);
CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT);
CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT);
"""
START = 1_790_000_000_000


def write_database(path, runs, experiment="many"):
    """Writes runs, each a dictionary of `name`, `params`, `tags`, and `metrics` with the values of each step."""
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.execute("INSERT INTO experiments VALUES (1, ?, 'active', ?)", (experiment, START))
        for number, run in enumerate(runs):
            identity, start = f"{number:032x}", START + number * 60_000
            database.execute(
                "INSERT INTO runs VALUES (?, 1, ?, ?, ?, ?, ?, 'active', '')",
                (identity, run["name"], run.get("user", "ada"), run.get("status", "FINISHED"), start,
                 start + run.get("seconds", 60) * 1000))
            for table in ("params", "tags"):
                database.executemany(
                    f"INSERT INTO {table} VALUES (?, ?, ?)", [(*item, identity) for item in run.get(table, {}).items()])
            database.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, 0)", [
                (name, value, start + step, identity, step)
                for name, values in run.get("metrics", {}).items() for step, value in enumerate(values)
            ])
    return path


def many_runs(count=10_000, parameters=18, seed=7):
    """Runs with 18 parameters and 6 metrics: with run, status, start and duration a table of 40 columns."""
    rng = random.Random(seed)
    metrics = ["val/accuracy", "val/loss", "train/loss", "f1", "grad_norm", "throughput"]
    for number in range(count):
        yield {
            "name": f"run-{number}", "user": rng.choice(["ada", "grace", "linus"]), "seconds": rng.randint(1, 9000),
            "status": rng.choices(["FINISHED", "FAILED", "KILLED"], [90, 7, 3])[0],
            "params": {
                "lr": f"{10 ** rng.uniform(-5, -1):.6g}", "optimizer": rng.choice(["adam", "sgd", "lion"]),
                "seed": str(number % 5), **{f"parameter_{index}": str(rng.randint(1, 8)) for index in range(parameters - 3)},
            },
            "metrics": {name: [rng.random() * 10 ** (index % 3) for _ in range(2)] for index, name in enumerate(metrics)},
        }

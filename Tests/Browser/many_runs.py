"""A store of many runs, written in a second: an MLflow database, from a seed."""

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


def write_many_runs(path, runs=10_000, parameters=18, metrics=6, seed=7):
    """One experiment; with status, start and duration the table of 18 parameters and 6 metrics has 40 columns."""
    rng = random.Random(seed)
    names = ["val/accuracy", "val/loss", "train/loss", "f1", "grad_norm", "throughput"][:metrics]
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.execute("INSERT INTO experiments VALUES (1, 'many', 'active', 1790000000000)")
        for number in range(runs):
            run = f"{rng.getrandbits(128):032x}"
            start = 1_790_000_000_000 + number * 60_000
            status = rng.choices(["FINISHED", "FAILED", "KILLED"], [90, 7, 3])[0]
            database.execute(
                "INSERT INTO runs VALUES (?, 1, ?, ?, ?, ?, ?, 'active', '')",
                (run, f"run-{number}", rng.choice(["ada", "grace", "linus"]), status, start, start + rng.randint(1_000, 9_000_000)))
            values = [
                ("lr", f"{10 ** rng.uniform(-5, -1):.6g}"), ("optimizer", rng.choice(["adam", "sgd", "lion"])),
                ("seed", str(number % 5)),
                *[(f"parameter_{index}", str(rng.randint(1, 8))) for index in range(parameters - 3)],
            ]
            database.executemany("INSERT INTO params VALUES (?, ?, ?)", [(key, value, run) for key, value in values])
            database.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, 0)", [
                (name, rng.random() * 10 ** (index % 3), start + step, run, step)
                for index, name in enumerate(names) for step in range(2)
            ])
    return path

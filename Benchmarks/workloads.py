"""Makes what is measured, from a seed: the same call makes the same bytes."""

import json
import os
import pathlib
import random
import shutil
import sqlite3
import time
import zlib

import make_logdir
import make_mlflow_store

SEED = 7
START = 1_790_000_000  # seconds since 1970, the first run of every store
LONG_AGO = 1_700_000_000  # what all files are dated; the program trusts its cache only for files older than 2 s


class Workloads:
    """Keeps what was made, by maker and parameters, and makes it only when it is not there."""

    def __init__(self, folder):
        self.folder = folder
        here = pathlib.Path(__file__).parent
        sources = [(here / name).read_bytes() for name in (
            "workloads.py", "make_mlflow_store.py", "make_logdir.py", "hugo_site.py")]
        self.version = f"{zlib.crc32(b''.join(sources)):08x}"  # a changed maker makes anew

    def get(self, maker, *parameters):
        """The folder that `maker(folder, *parameters)` filled."""
        folder = self.folder / "-".join([maker.__name__, *map(str, parameters), self.version])
        if not folder.exists():
            unfinished = self.folder / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            maker(unfinished, *parameters)
            settle(unfinished)
            unfinished.rename(folder)
        return folder


def settle(folder):
    """Dates everything back, each folder after its files."""
    for path, _, files in os.walk(folder, topdown=False):
        for name in files:
            os.utime(os.path.join(path, name), (LONG_AGO, LONG_AGO))
        os.utime(path, (LONG_AGO, LONG_AGO))


def mlflow_store(folder, runs, metrics, points):
    make_mlflow_store.write_store(folder, runs, metrics, points, SEED)


def logdir(folder, style, runs, tags, steps):
    make_logdir.write_logdir(folder, style, runs, tags, steps, SEED)


def large_logdir(folder, runs, tags, steps):
    """Runs as torch writes them, every fourth of its own and three more of the same points: they take long to make."""
    make_logdir.write_logdir(folder, "torch", runs // 4, tags, steps, SEED)
    for made in sorted(folder.iterdir()):
        for copy in range(1, 4):
            shutil.copytree(made, folder / f"{made.name}-{copy}")


def write_run(folder, number, metric_lines, **more):
    """A finished run of a native store."""
    folder.mkdir(parents=True)
    start = START + 60 * number
    run = {"id": folder.name, "status": "completed", "start": start, "end": start + 50, "user": "bench", **more}
    (folder / "run.json").write_text(json.dumps(run))
    with open(folder / "metrics.jsonl", "w") as file:
        file.writelines(metric_lines)


def json_lines(folder, runs, metrics, steps):
    """`store/`, a line a value as a logger appends them, and `all.jsonl`, the same lines in one file."""
    rng = random.Random(SEED)

    def lines(number):
        levels = [rng.random() + 0.5 for _ in range(metrics)]
        for step in range(steps):
            time = START + 60 * number + step * 0.5 + rng.random() / 4
            for metric, level in enumerate(levels):
                value = level / (1 + step / 10) + rng.gauss(0, 0.01)
                yield f'{{"name": "validation/{metric}", "step": {step}, "time": {time!r}, "value": {value!r}}}\n'

    for number in range(runs):
        write_run(folder / "store" / "lines" / f"run-{number:04}", number, lines(number))
    with open(folder / "all.jsonl", "wb") as whole:
        for file in sorted(folder.glob("store/*/*/metrics.jsonl")):
            whole.write(file.read_bytes())


def mlflow_database(folder, runs, metrics, points):
    """`mlflow.db`: the tables of MLflow that a reader needs, as its migrations leave them in 2026."""
    rng = random.Random(SEED)
    database = sqlite3.connect(folder / "mlflow.db")
    database.executescript("""
        CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
        CREATE TABLE experiments (experiment_id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(256) NOT NULL,
          artifact_location VARCHAR(256), lifecycle_stage VARCHAR(32), creation_time BIGINT, last_update_time BIGINT);
        CREATE TABLE runs (run_uuid VARCHAR(32) NOT NULL PRIMARY KEY, name VARCHAR(250), source_type VARCHAR(20),
          source_name VARCHAR(500), entry_point_name VARCHAR(50), user_id VARCHAR(256), status VARCHAR(9),
          start_time BIGINT, end_time BIGINT, source_version VARCHAR(50), lifecycle_stage VARCHAR(20),
          artifact_uri VARCHAR(200), experiment_id INTEGER, deleted_time BIGINT);
        CREATE TABLE metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT NOT NULL,
          run_uuid VARCHAR(32) NOT NULL, step BIGINT DEFAULT '0' NOT NULL, is_nan BOOLEAN DEFAULT '0' NOT NULL,
          CONSTRAINT metric_pk PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan));
        CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
        CREATE TABLE latest_metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT, step BIGINT NOT NULL,
          is_nan BOOLEAN NOT NULL, run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid));
        CREATE INDEX index_latest_metrics_run_uuid ON latest_metrics (run_uuid);
        CREATE TABLE params (key VARCHAR(250) NOT NULL, value VARCHAR(8000) NOT NULL, run_uuid VARCHAR(32) NOT NULL,
          PRIMARY KEY (key, run_uuid));
        CREATE INDEX index_params_run_uuid ON params (run_uuid);
        CREATE TABLE tags (key VARCHAR(250) NOT NULL, value VARCHAR(8000), run_uuid VARCHAR(32) NOT NULL,
          PRIMARY KEY (key, run_uuid));
        CREATE INDEX index_tags_run_uuid ON tags (run_uuid);
        CREATE TABLE experiment_tags (key VARCHAR(250) NOT NULL, value VARCHAR(5000), experiment_id INTEGER NOT NULL,
          PRIMARY KEY (key, experiment_id));
        INSERT INTO alembic_version VALUES ('1b5f0d9ad7c1');
        INSERT INTO experiments VALUES (1, 'bench', './mlruns/1', 'active', 1790000000000, 1790000000000);
        """)
    for number in range(runs):
        run, start = f"{rng.getrandbits(128):032x}", 1000 * (START + 60 * number)
        database.execute(
            "INSERT INTO runs VALUES (?, ?, 'LOCAL', 'train.py', '', 'bench', 'FINISHED', ?, ?, '', 'active', ?, 1, NULL)",
            (run, f"run-{number}", start, start + 50_000, f"./mlruns/1/{run}/artifacts"))
        database.executemany("INSERT INTO params VALUES (?, ?, ?)", [
            ("lr", str(rng.choice([0.1, 0.01, 0.001])), run), ("seed", str(number), run)])
        rows, levels = [], [rng.random() + 0.5 for _ in range(metrics)]
        for step in range(points):
            for metric, level in enumerate(levels):
                value = level / (1 + step / 10) + rng.gauss(0, 0.01)
                rows.append((f"metric_{metric}", value, start + step * 500, run, step))
        database.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, 0)", rows)
        database.executemany(
            "INSERT INTO latest_metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)",
            rows[-metrics:])
    database.commit()
    database.close()


def native_store(folder, runs, metrics, points):
    """Runs like those of `mlflow_store` in a native store, which has a tenth of the files to look at."""
    rng = random.Random(SEED)

    def lines(number):
        levels = [rng.random() + 0.5 for _ in range(metrics)]
        for step in range(points):
            values = {f"metric_{metric}": level / (1 + step / 10) + rng.gauss(0, 0.01)
                      for metric, level in enumerate(levels)}
            yield json.dumps({"step": step, "time": START + 60 * number + step * 0.5, "values": values}) + "\n"

    for number in range(runs):
        parameters = {"lr": rng.choice([0.1, 0.01, 0.001]), "width": rng.choice([64, 128, 256]),
                      "depth": rng.randint(1, 8), "optimizer": "adam", "seed": number}
        tags = {"source": "train.py"}
        name = f"{rng.getrandbits(128):032x}"
        write_run(folder / "bench" / name, number, lines(number), name=f"run-{number}", parameters=parameters, tags=tags)


def chart_store(folder, runs, metrics, steps):
    """One experiment of long runs, a line a step with the values of all metrics."""
    rng = random.Random(SEED)

    def lines(_):
        for step in range(steps):
            level = 1 / (1 + step / 50)
            values = {f"metric_{metric}": level + rng.gauss(0, 0.02) for metric in range(metrics)}
            yield json.dumps({"step": step, "values": values}) + "\n"

    for number in range(runs):
        write_run(folder / "charts" / f"run-{number}", number, lines(number))


def small_runs(folder, runs):
    """Many runs of 3 metrics × 5 points and 3 parameters, in one experiment."""
    rng = random.Random(SEED)
    for number in range(runs):
        lines = [
            f'{{"name": "{name}", "step": {step}, "value": {rng.random() / (1 + step)!r}}}\n'
            for step in range(5) for name in ("loss", "accuracy", "seconds")]
        parameters = {"lr": rng.choice([0.1, 0.01, 0.001]), "width": rng.choice([64, 128, 256]), "seed": number}
        write_run(folder / "small" / f"run-{number:06}", number, lines, parameters=parameters)


def watched_store(folder, runs):
    """Runs of 10 metrics × 50 points, the last of which began a minute before now and goes on."""
    rng = random.Random(SEED)
    now = time.time()
    for number in range(runs):
        lines = [
            json.dumps({"step": step, "values": {f"metric_{metric}": rng.random() for metric in range(10)}}) + "\n"
            for step in range(50)]
        more = {"status": "running", "start": now - 60, "end": None} if number == runs - 1 else {}
        write_run(folder / "watched" / f"run-{number:06}", number, lines, **more)


def coloured_log(folder, size):
    """One run with a log of about `size` bytes, as logging, colorlog, loguru and rich write in a training."""
    rng = random.Random(SEED)
    run = folder / "logs" / "run"
    write_run(run, 0, [])
    (run / "logs").mkdir()

    def line(number):
        moment = START + number // 20
        clock = f"2026-09-21 {moment // 3600 % 24:02}:{moment // 60 % 60:02}:{moment % 60:02},{number % 20 * 50:03}"
        metrics = (f"loss={rng.random():.5f} accuracy={rng.random():.4f} grad_norm={rng.random() * 9:.3f} lr={3e-4:.2e} "
                   f"throughput={rng.random() * 1000:.1f} samples/s memory={rng.random() * 80:.1f} GB")
        kind = rng.random()
        if kind < 0.5:  # colorlog, as Hydra sets it up
            return (f"[\x1b[36m{clock}\x1b[0m][\x1b[34mtrain.loop\x1b[0m][\x1b[32mINFO\x1b[0m] - epoch {number // 5000} "
                    f"step {number} {metrics}\n")
        if kind < 0.75:  # a plain dictionary, as the Hugging Face Trainer prints it
            return (f"{{'loss': {rng.random():.4f}, 'grad_norm': {rng.random() * 9}, 'learning_rate': {rng.random() / 1000}, "
                    f"'epoch': {number / 5000:.2f}, 'samples_per_second': {rng.random() * 1000:.2f}}}\n")
        if kind < 0.85:  # loguru
            return (f"\x1b[32m{clock}\x1b[0m | \x1b[1mDEBUG   \x1b[0m | \x1b[36mloader\x1b[0m:\x1b[36mnext_batch\x1b[0m:"
                    f"\x1b[36m{rng.randint(1, 400)}\x1b[0m - \x1b[1mworker {rng.randint(0, 8)} fetched "
                    f"shard-{rng.randint(0, 9999):05}.tar -> cache in {rng.random() * 50:.1f} ms\x1b[0m\n")
        if kind < 0.97:  # no colours
            return (f"{clock} DEBUG urllib3.connectionpool: https://storage.example.org:443 \"GET /shards/"
                    f"{rng.getrandbits(64):016x}.tar?part={rng.randint(1, 99)}&size=big HTTP/1.1\" 200 "
                    f"{rng.randint(1000, 9_999_999)}\n")
        return (f"\x1b[38;5;208m{clock}\x1b[0m \x1b[1;33mWARNING\x1b[0m gradient norm {rng.random() * 30:.2f} above "
                f"\x1b[38;2;255;100;0mthreshold\x1b[0m <clipped>, {metrics}\n")

    written = number = 0
    with open(run / "logs" / "train.log", "w") as log:
        while written < size:
            written += log.write(line(number))
            number += 1


def notes(folder, size):
    """`long/` and `empty/`: the same store of one run, with a note of about `size` bytes and with an empty one.

    `note.md` is that note. It has no tables: cmark has none, and both shall do the same work.
    """
    rng = random.Random(SEED)
    words = "loss rate layer batch seed epoch model curve sample error weight drift test split early noise".split()

    def text(count):
        chosen = [rng.choice(words) for _ in range(count)]
        chosen[rng.randrange(count)] = rng.choice(["**bold**", "*slanted*", "`code()`", "[link](https://example.org)"])
        return " ".join(chosen)

    parts, length = [], 0
    while length < size:
        parts.append(rng.choice([
            lambda: f"## {text(4)}", lambda: text(60), lambda: text(90),
            lambda: "\n".join(f"- {text(8)}" for _ in range(5)),
            lambda: "\n".join(f"{item}. {text(8)}" for item in range(1, 5)),
            lambda: f"> {text(20)}", lambda: f"```python\n{text(10)}\n{text(10)}\n```"])())
        length += len(parts[-1]) + 2
    note = "\n\n".join(parts) + "\n"
    (folder / "note.md").write_text(note)
    for name, content in (("long", note), ("empty", "")):
        run = folder / name / "notes" / "run"
        write_run(run, 0, ['{"name": "loss", "step": 1, "value": 0.5}\n'])
        (run / "notes.md").write_text(content)

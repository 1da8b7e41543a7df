"""Runs that a script trains while they are looked at, and the program that reads them."""

import json
import os
import pathlib
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("RUNREPORT", ROOT / "bin" / "runreport"))
#: The Python that has Jupyter and the module, installed by `make test-packages`.
JUPYTER = pathlib.Path(os.environ.get("JUPYTER_PYTHON", ROOT / ".venv-notebook" / "bin" / "python"))
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")

sys.path.insert(0, str(ROOT / "Sources" / "Notebook"))


class Training:
    """A process of train.py, and the run it writes."""

    def __init__(self, store, name, behind=0):
        self.name, self.folder = name, store / "digits" / name
        self.process = subprocess.Popen(
            [sys.executable, pathlib.Path(__file__).with_name("train.py"), self.folder, str(behind)])
        self.wait_for(lambda: self.count() > 0, "a first value")

    def count(self):
        try:
            return (self.folder / "metrics.jsonl").read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0

    def end(self, status):
        """Asks the script to end so, and waits until it has."""
        (self.folder / ".end").write_text(status)
        assert self.process.wait(60) == 0

    def kill(self):
        self.process.kill()
        self.process.wait(60)

    @staticmethod
    def wait_for(done, what, seconds=60):
        until = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < until, f"no {what} within {seconds} s"
            time.sleep(0.05)


@pytest.fixture
def train(tmp_path):
    """Starts runs in the store `tmp_path / "runs"`."""
    started = []

    def start(name, behind=0):
        started.append(Training(tmp_path / "runs", name, behind))
        return started[-1]

    yield start
    for training in started:
        training.kill()


@pytest.fixture
def written(tmp_path):
    """Writes a run that is over."""

    def write(run, /, lines=(), log="", **header):
        folder = tmp_path / "runs" / "digits" / run
        (folder / "logs").mkdir(parents=True)
        described = {"id": run, "status": "completed", "start": "2026-11-23T04:12:07Z", **header}
        (folder / "run.json").write_text(json.dumps(described))
        (folder / "metrics.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        (folder / "logs" / "train.log").write_text(log)
        return folder

    return write

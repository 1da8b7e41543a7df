"""The programs that ours is held against, from their own environment `.venv-bench` and from Debian."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

from measuring import CannotRun

HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = HERE.parent / ".venv-bench"
START_LIMIT = 180  # seconds until `mlflow ui` has to have answered, or rustboard to have loaded


class Peers:
    def __init__(self, runner):
        self.runner = runner

    def script(self, name, *words):
        """What a Python file of this folder printed in the peers' environment, and the seconds of the whole process."""
        python = ENVIRONMENT / "bin/python"
        if not python.exists():
            raise CannotRun(f"no {ENVIRONMENT.name}; `make bench` makes it")
        outcome = self.runner.run(python, HERE / name, *words, keep_output=True)
        return json.loads(outcome.output.splitlines()[-1]) | {"process_seconds": outcome.seconds}

    def hugo(self, source, output, static=None):
        """Seconds of Hugo itself, not of the Python program that the package puts before it.

        `static` is a folder of files that it copies into the site as they are.
        """
        binary = next(ENVIRONMENT.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
        if binary is None:
            raise CannotRun(f"no hugo in {ENVIRONMENT.name}; `make bench` installs it")
        variables = {"HUGO_STATICDIR": str(static)} if static else {}
        return self.runner.run(
            binary, "--source", source, "--destination", output, "--quiet", "--noBuildLock", **variables).seconds

    def mlflow_ui(self, store, experiment, runs):
        """Seconds from the start of `mlflow ui` to its first answer with all runs of an experiment.

        With one worker, which starts in half the time of the four that are the default.
        """
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program = ENVIRONMENT / "bin/mlflow"
        if not program.exists():
            raise CannotRun(f"no mlflow in {ENVIRONMENT.name}; `make bench` installs it")
        command = [program, "ui", "--backend-store-uri", f"file://{store}", "--workers", "1", "--port", str(port)]
        started = time.perf_counter()
        server = subprocess.Popen(
            command, cwd=self.runner.work, env=self.runner.environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while time.perf_counter() - started < START_LIMIT and server.poll() is None:
                with contextlib.suppress(OSError):  # nobody listens yet
                    found = search_runs(port, experiment, runs)
                    seconds = time.perf_counter() - started
                    if found != runs:
                        raise CannotRun(f"mlflow ui listed {found} of {runs} runs")
                    return seconds
                time.sleep(0.01)
            raise CannotRun(f"mlflow ui gave no answer within {START_LIMIT} s")
        finally:
            stop(server)

    def rustboard(self, logdir):
        """Seconds from the start of TensorBoard's data server until it has loaded a logdir, every scalar kept."""
        server = next(ENVIRONMENT.glob("lib/python*/site-packages/tensorboard_data_server/bin/server"), None)
        if server is None:
            raise CannotRun(f"no tensorboard-data-server in {ENVIRONMENT.name}; `make bench` installs it")
        command = [server, "--logdir", str(logdir), "--samples-per-plugin", "scalars=all", "--reload", "once",
                   "--port", "0", "--verbose"]
        started = time.perf_counter()
        server = subprocess.Popen(
            command, cwd=self.runner.work, env=self.runner.environment, start_new_session=True, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        limit = threading.Timer(START_LIMIT, server.kill)
        limit.start()
        try:
            for line in server.stderr:
                if "Finished load cycle" in line:
                    return time.perf_counter() - started
            raise CannotRun(f"rustboard did not load within {START_LIMIT} s")
        finally:
            limit.cancel()
            stop(server)


def search_runs(port, experiment, limit):
    """How many runs the REST query that the page of an experiment sends finds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT)
    with contextlib.closing(connection):
        query = json.dumps({"experiment_ids": [experiment], "max_results": limit})
        connection.request("POST", "/api/2.0/mlflow/runs/search", query, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise CannotRun(f"mlflow ui answered {answer.status}: {content[:200]!r}")
        return len(json.loads(content).get("runs", []))


def stop(server):
    """Ends the server and the workers in its session."""
    for means in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, means)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)


def versions():
    """Name and version of each peer, for the report."""
    ask = ("import importlib.metadata as m, json, sys;"
           "print(json.dumps({n: m.version(n) for n in sys.argv[1:] if any(m.distributions(name=n))}))")
    names = ["mlflow", "polars", "hugo", "matplotlib", "tsdownsample", "numpy", "tensorboard-data-server"]
    python = ENVIRONMENT / "bin/python"
    found = {}
    if python.exists():
        found = json.loads(subprocess.run([python, "-c", ask, *names], capture_output=True, text=True).stdout or "{}")
        found["Python"] = subprocess.run([python, "--version"], capture_output=True, text=True).stdout.split()[-1]
    for program in ("cmark", "gcc", "valgrind", "find", "aha"):
        if shutil.which(program):
            lines = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.splitlines()
            found[program] = re.search(r"\d+(\.\d+)+", lines[0]).group()
    return found

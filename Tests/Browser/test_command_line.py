"""The command line, used as somebody would who never saw it."""

import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading

import pytest
from conftest import PROGRAM, ROOT


def run(*arguments):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)


def test_stores_tells_what_is_found_where():
    told = run("stores", "SampleRuns", "--format", "json")
    assert told.returncode == 0 and told.stderr == ""
    [store] = [json.loads(line) for line in told.stdout.splitlines()]
    assert (store["format"], store["location"], store["problems"]) == ("runreport store", "SampleRuns", 0)
    assert (store["experiments"], store["runs"]) == (6, 84)
    assert store["metrics"] > 40 and store["values"] > 20_000
    assert "runreport store" in run("stores", "SampleRuns").stdout


def test_a_folder_without_a_store_names_the_formats_looked_for(tmp_path):
    told = run("stores", tmp_path)
    assert told.returncode == 66
    assert "no run store here" in told.stderr and "MLflow files" in told.stderr


def test_problems_are_counted_and_told_with_their_place(tmp_path):
    run_folder = tmp_path / "store" / "experiment" / "run"
    run_folder.mkdir(parents=True)
    (run_folder / "run.json").write_text('{"id": "run", "start": "yesterday"}')
    told = run("stores", tmp_path / "store", "--format", "json")
    assert json.loads(told.stdout)["problems"] == 1
    assert "run.json:1" in told.stderr and "yesterday" in told.stderr
    assert run("stores", tmp_path / "store", "--strict").returncode == 65


def test_what_may_not_be_read_is_listed_with_the_reason_and_the_rest_is_built():
    # Root may read everything, so the program runs as somebody else then, from a folder that is open to all.
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o777)
        program = shutil.copy(PROGRAM, folder / "runreport")
        run = folder / "store/e/r"
        for path, content in {
            "run.json": '{"id": "r"}', "logs/open.log": "fine\n", "logs/closed.log": "not for all\n", "outputs/closed.csv": "not,for all\n",
            "outputs/closed/inner.txt": "not for all\n", "../closed/run.json": '{"id": "not for all"}',
        }.items():
            (run / path).parent.mkdir(parents=True, exist_ok=True)
            (run / path).write_text(content)
        closed = [run / "logs/closed.log", run / "outputs/closed.csv", run / "outputs/closed", run.parent / "closed/run.json"]
        for path in closed:
            path.chmod(0)
        somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*somebody, program, "build", folder / "store", "--output", folder / "site"], capture_output=True, text=True, timeout=60, cwd=folder)
        assert done.returncode == 0, done.stderr
        page = next((folder / "site").glob("experiments/e-*/r-*/index.html")).read_text()
        assert page.count("cannot be read") == 2 and "open.log" in page and "closed.csv" in page
        assert "outputs/closed" in done.stderr and "closed/run.json" in done.stderr
        assert not any("not for all" in path.read_text() for path in (folder / "site").rglob("*.html"))
    finally:
        for path in closed:
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_stores_of_the_settings_are_read_where_none_is_named(tmp_path):
    (tmp_path / "runreport.yaml").write_text(f"stores: [{ROOT / 'SampleRuns'}]\n")

    def told(*arguments):
        return subprocess.run([str(PROGRAM), *arguments], capture_output=True, text=True, cwd=tmp_path)

    named = run("metrics", ROOT / "SampleRuns", "--format", "csv").stdout
    assert "val/accuracy" in named and told("metrics", "--format", "csv").stdout == named
    [store] = [json.loads(line) for line in told("stores", "--format", "json").stdout.splitlines()]
    assert store["runs"] == 84
    (tmp_path / "runreport.yaml").rename(tmp_path / "other.yaml")
    assert told("metrics", "--config", "other.yaml", "--format", "csv").stdout == named
    for command in ["metrics", "stores"]:
        missing = told(command)
        assert missing.returncode == 64 and f"`runreport {command} mlruns`" in missing.stderr
    # Settings that are not asked for cannot be in the way.
    (tmp_path / "runreport.yaml").write_text("stores: [\n")
    assert told("metrics", "other.yaml").returncode == 66
    assert told("metrics").returncode == 78


@pytest.mark.parametrize("word, said", [
    ("biuld", "did you mean build?"), ("SampleRuns", "runreport build SampleRuns --output site"),
    ("https://example.org", "runreport build https://example.org --output site"), ("\x1b[31mfrobnicate", "there are build, watch")])
def test_a_mistyped_command_is_told_with_what_was_meant(word, said):
    told = run(word, "--output", "site")
    assert told.returncode == 64 and said in told.stderr and "\x1b" not in told.stderr


@pytest.mark.parametrize("command", ["stores", "metrics"])
def test_a_server_is_asked_with_the_token(command):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            asked.append(self.headers["Authorization"])
            self.send_error(403)

        do_GET = do_POST = answer

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        told = subprocess.run(
            [str(PROGRAM), command, f"http://127.0.0.1:{server.server_port}", "--token-env", "SECRET"],
            capture_output=True, text=True, env=os.environ | {"SECRET": "abc"})
    finally:
        server.shutdown()
        server.server_close()
    assert told.returncode != 0 and set(asked) == {"Bearer abc"}

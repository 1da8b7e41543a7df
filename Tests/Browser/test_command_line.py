"""The command line, used as somebody would who never saw it."""

import json
import subprocess

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

"""Runs written from a shell, read by the same program."""

import json
import os
import re
import signal
import subprocess

import pytest
from conftest import PROGRAM, ROOT

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("RUNREPORT_", "SLURM"))}


def program(*arguments, cwd, **options):
    environment = CLEAN | options.pop("env", {})
    return subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, cwd=cwd, env=environment, **options)


@pytest.fixture
def started(tmp_path):
    """A run, and a function that calls `runreport run` for it."""
    told = program(
        "run", "start", "--store", "runs", "--experiment", "nightly", "--param", "lr=0.1", "--param", "n=007",
        "--param", "on=true", "--tag", "team=a=b", "--commit", "abc", cwd=tmp_path)
    assert told.returncode == 0 and told.stderr == ""
    folder = told.stdout.rstrip("\n")
    return folder, lambda *arguments, **options: program(
        "run", *arguments, cwd=tmp_path, env={"RUNREPORT_RUN": folder}, **options)


def header(folder):
    return json.loads(open(folder + "/run.json").read())


def values(tmp_path, *arguments):
    told = program("metrics", "runs", "--format", "json", "--quiet", *arguments, cwd=tmp_path)
    assert told.returncode == 0 and told.stderr == ""
    return {line["metric"]: line for line in map(json.loads, told.stdout.splitlines())}


def test_start_log_and_finish_make_a_run_that_is_read(tmp_path, started):
    folder, run = started
    assert os.path.isabs(folder) and header(folder)["status"] == "running"
    assert header(folder)["parameters"] == {"lr": 0.1, "n": "007", "on": True}
    assert header(folder)["tags"] == {"team": "a=b"} and header(folder)["source"]["commit"] == "abc"
    assert header(folder)["nodes"] == [os.uname().nodename] and header(folder)["node_count"] == 1
    assert run("log", "loss=0.5", "acc=nan", "--step", "1").returncode == 0
    assert run("log", "loss=-1e-3", "--step=2").returncode == 0
    assert run("log", "--row", "fold", "n=1", "score=-0.5").returncode == 0
    assert run("log", "--list", "list", "-1", "2.5", "a").returncode == 0
    assert run("log", "--text", "remark", "-", input="two\nlines\n").returncode == 0
    (tmp_path / "table.csv").write_text('a,b\n1,"x, y"\n2\n')
    assert run("log", "--table", "table.csv").returncode == 0
    (tmp_path / "p.png").write_bytes(b"png")
    assert run("log", "--image", "p.png", "--name", "a/b").returncode == 0
    assert run("finish").returncode == 0
    assert header(folder)["status"] == "completed" and header(folder)["end"] >= header(folder)["start"]
    found = values(tmp_path)
    assert (found["loss"]["first"], found["loss"]["last"], found["loss"]["last_step"]) == (0.5, -0.001, 2)
    lines = [json.loads(line) for line in open(folder + "/metrics.jsonl")]
    data = {line["name"]: line["data"] for line in lines if "data" in line}
    assert data["fold"] == {"n": 1, "score": -0.5} and data["list"] == [-1, 2.5, "a"]
    assert data["remark"] == "two\nlines" and data["table"] == {"a": [1, 2], "b": ["x, y", None]}
    assert open(folder + "/" + data["a/b"]["path"], "rb").read() == b"png"


def test_a_stream_is_logged_line_by_line_and_what_is_no_value_is_told(tmp_path, started):
    folder, run = started
    lines = [
        "loss=0.5 acc=0.1 step=3", "loss 0.25 4", "lr 1e-3", '{"name": "m", "type": "list", "data": [1]}', "",
        "what is this line", "x y", "step=x loss=1", '{"name": "m"', "loss 0.125 5",
    ]
    told = run("log", "--stdin", "--pass", input="\n".join(lines) + "\n")
    assert told.returncode == 65 and told.stdout == "\n".join(lines) + "\n"
    assert re.findall(r"line (\d+) is left out", told.stderr) == ["6", "7", "8", "9"]
    found = values(tmp_path, "--run", header(folder)["id"])
    assert (found["loss"]["count"], found["loss"]["last"], found["loss"]["last_step"]) == (3, 0.125, 5)


def test_a_value_of_a_stream_is_in_the_store_before_the_next_one_comes(tmp_path, started):
    folder, _ = started
    stream = subprocess.Popen(
        [str(PROGRAM), "run", "log", "--stdin", "--pass", "--run", folder], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, env=CLEAN)
    for step in range(3):
        stream.stdin.write(f"loss={step} step={step}\n")
        stream.stdin.flush()
        assert stream.stdout.readline() == f"loss={step} step={step}\n"
        assert values(tmp_path)["loss"]["count"] == step + 1
    stream.kill()
    stream.wait()
    assert values(tmp_path)["loss"]["count"] == 3


def test_the_report_says_which_record_was_cut_short(tmp_path, started):
    folder, run = started
    run("log", "loss=1")
    with open(folder + "/metrics.jsonl", "a") as file:
        file.write('{"name": "loss", "val')
    build = ["build", "runs", "--output", "site", "--no-cache"]
    assert "cut short" not in program(*build, cwd=tmp_path).stderr
    run("log", "loss=2")
    with open(folder + "/metrics.jsonl", "a") as file:
        file.write('{"name": "loss"')
    run("finish", "--status", "canceled")
    told = program(*build, cwd=tmp_path).stderr
    place = f"runs/nightly/{os.path.basename(folder)}/metrics.jsonl"
    assert f"{place}:2: the line is cut short after 21 bytes" in told
    assert f"{place}:4: the last line is cut short after 15 bytes" in told
    assert (tmp_path / "site/build-notes.html").read_text().count("cut short after") == 2
    assert values(tmp_path)["loss"]["count"] == 2


@pytest.mark.parametrize("arguments, code, words", [
    (["log", "loss=high"], 64, "the value of loss is not a number: high"),
    (["log", "loss"], 64, "expected name=value"),
    (["log"], 64, "nothing to log"),
    (["log", "--list", "a", "1", "--setp", "3"], 64, "no option --setp"),
    (["log", "x=1", "--run", "nowhere"], 66, "there is no run in"),
    (["log", "--image", "none.png"], 66, "no picture none.png"),
    (["log", "--table", "none.csv"], 74, "none.csv"),
    (["start", "--experiment", "e"], 64, "which store?"),
    (["start", "--store", "/sys/kernel/s", "--experiment", "e"], 73, "name another store"),
    (["start", "--store", "runs", "--experiment", "e", "--param", "lr"], 64, "--param takes name=value"),
    (["finish", "--status", "completed", "--error", "x"], 64, "has no --error"),
    (["exec", "--store", "runs", "--experiment", "e"], 64, "which command?"),
])
def test_what_is_wrong_is_told_with_what_to_do(started, arguments, code, words):
    told = started[1](*arguments)
    assert told.returncode == code and words in told.stderr


def test_a_queued_run_begins_and_one_that_failed_stays_failed(tmp_path):
    folder = program(
        "run", "start", "--queued", "--store", "runs", "--experiment", "e", cwd=tmp_path).stdout.strip()
    assert header(folder)["status"] == "queued" and "start" not in header(folder) and "submitted" in header(folder)
    slurm = {
        "SLURM_JOB_ID": "42", "SLURM_JOB_PARTITION": "gpu", "SLURM_JOB_NODELIST": "n[1-2]", "SLURM_JOB_NUM_NODES": "2",
        "SLURMD_NODENAME": "n1",
    }
    assert program("run", "start", "--run", folder, cwd=tmp_path, env=slurm).stdout.strip() == folder
    told = header(folder)
    assert (told["status"], told["compute_target"], told["nodes"], told["node_count"]) == ("running", "gpu", ["n1", "n2"], 2)
    assert told["tags"] == {"slurm_job_id": "42"} and told["submitted"] <= told["start"]
    for node in ["n1", "n2"]:
        program("run", "log", "--run", folder, "x=1", cwd=tmp_path, env={"SLURMD_NODENAME": node})
    assert sorted(name for name in os.listdir(folder) if name.endswith("l")) == ["metrics-n2.jsonl", "metrics.jsonl"]
    program("run", "finish", "--run", folder, "--error", "out of memory", cwd=tmp_path)
    program("run", "finish", "--run", told["id"], "--store", "runs", cwd=tmp_path)
    assert (header(folder)["status"], header(folder)["error"]) == ("failed", "out of memory")


def execute(tmp_path, *command, **options):
    told = program(
        "run", "exec", "--store", "runs", "--experiment", "jobs", "--", *command, cwd=tmp_path, **options)
    folder = re.search(r"^run: (.*)$", told.stderr, re.M)[1]
    return told, folder


def test_a_command_is_a_run_with_its_output_and_its_exit_status(tmp_path):
    told, folder = execute(
        tmp_path, "bash", "-c", 'cat; echo err >&2; "$0" run log loss=0.5; exit 3', PROGRAM, input="in\n")
    assert told.returncode == 3 and told.stdout == "in\n" and told.stderr.endswith("\nerr\n")
    assert sorted(open(folder + "/logs/output.log").read().splitlines()) == ["err", "in"]
    assert header(folder)["status"] == "failed" and header(folder)["error"] == "exit status 3\nerr"
    assert header(folder)["script"] == "bash" and header(folder)["arguments"][0] == "-c"
    assert values(tmp_path)["loss"]["last"] == 0.5
    told, folder = execute(tmp_path, "true")
    assert told.returncode == 0 and header(folder)["status"] == "completed" and "error" not in header(folder)


def test_output_of_any_length_comes_through_whole(tmp_path):
    told, folder = execute(tmp_path, "bash", "-c", "for i in $(seq 200000); do echo line $i; done")
    assert told.stdout == "".join(f"line {i}\n" for i in range(1, 200_001))
    assert open(folder + "/logs/output.log").read() == told.stdout


def test_a_command_that_is_not_there_or_is_killed_fails(tmp_path):
    told, folder = execute(tmp_path, "no-such-command")
    assert told.returncode == 127 and "cannot run no-such-command" in told.stderr
    assert header(folder)["status"] == "failed"
    told, folder = execute(tmp_path, "bash", "-c", "kill -9 $$")
    assert told.returncode == 137 and header(folder)["error"].startswith("ended by signal 9")


def test_what_a_command_leaves_in_the_background_is_not_waited_for(tmp_path):
    told, folder = execute(tmp_path, "bash", "-c", "sleep 60 & echo $!", timeout=30)
    os.kill(int(told.stdout), signal.SIGKILL)
    assert told.returncode == 0 and header(folder)["status"] == "completed"


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, "canceled"), (signal.SIGINT, "canceled"), (signal.SIGUSR1, "failed")])
def test_signals_are_passed_on(tmp_path, number, status):
    script = "trap 'echo got it; exit 9' TERM INT USR1; echo ready; while :; do sleep 0.01; done"
    job = subprocess.Popen(
        [str(PROGRAM), "run", "exec", "--store", "runs", "--experiment", "jobs", "--", "bash", "-c", script],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=CLEAN)
    folder = job.stderr.readline().removeprefix("run: ").strip()
    assert job.stdout.readline() == "ready\n"
    job.send_signal(number)
    assert job.stdout.read() == "got it\n" and job.wait() == 9
    assert header(folder)["status"] == status


def test_a_command_ends_where_nobody_is_told_of_children(tmp_path):
    told, folder = execute(
        tmp_path, "true", timeout=60, preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))
    assert told.returncode == 0 and header(folder)["status"] == "completed"


def test_a_signal_that_is_ignored_cancels_nothing(tmp_path):
    script = "kill -HUP $PPID; exit 4"
    told, folder = execute(
        tmp_path, "bash", "-c", script, timeout=60, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    assert told.returncode == 4 and header(folder)["status"] == "failed"


def test_a_command_gets_its_words_as_they_were_given(tmp_path):
    words = [b"touch", b"--", b"a\xffb", "é\n".encode()]
    subprocess.run(
        [os.fsencode(PROGRAM), b"run", b"exec", b"--store", b"runs", b"--experiment", b"jobs", b"--", *words],
        cwd=tmp_path, env=CLEAN, check=True, capture_output=True)
    assert {b"a\xffb", "é\n".encode()} < set(os.listdir(os.fsencode(tmp_path)))


def test_the_python_of_the_documentation_writes_a_run_that_is_read(tmp_path):
    text = (ROOT / "docs/writing-runs.md").read_text()
    code = re.search(r"```python\n(.*?)```", text, re.S)[1]
    subprocess.run(["python3", "-c", code], cwd=tmp_path, check=True)
    assert values(tmp_path)["loss"]["count"] == 100

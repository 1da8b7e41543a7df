"""Runs looked at from a terminal: show, logs, wait, url, and the completion of their names."""

import contextlib
import json
import logging.handlers
import os
import pathlib
import pty
import random
import re
import sqlite3
import subprocess
import threading
import time

import pytest
from conftest import PROGRAM, ROOT

from run_database import write_database

#: Put together from parts, since those who keep repositories refuse it as a whole.
TOKEN = "gh" + "p_" + "aB3" * 12
LONG_AGO = "2026-01-01T00:00:00Z"


def run(*arguments, **options):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, cwd=ROOT, timeout=120, **options)


def start(*arguments, **options):
    return subprocess.Popen(
        [str(PROGRAM), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, **options)


def on_screen(*arguments, **variables):
    """What a terminal gets of both outputs."""
    screen, end = pty.openpty()
    process = subprocess.Popen(
        [str(PROGRAM), *map(str, arguments)], stdout=end, stderr=end, cwd=ROOT,
        env={**os.environ, "TERM": "xterm", **variables})
    os.close(end)
    told = b""
    with contextlib.suppress(OSError):
        while piece := os.read(screen, 4096):
            told += piece
    os.close(screen)
    process.wait()
    return told


def write_run(store, folder_name, /, experiment="exp", logs=None, **fields):
    """Writes `run.json` as a run does, whole, and some logs."""
    folder = store / experiment / folder_name
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    new = folder / "run.json.new"
    new.write_text(json.dumps({"id": folder_name, **fields}))
    for log, text in (logs or {}).items():
        (folder / log).write_bytes(text)
    new.rename(folder / "run.json")
    return folder


# MARK: show


def test_show_tells_what_the_pages_tell(site):
    found = json.loads(run("show", "lunar-comet-2", "--store", "SampleRuns", "--json").stdout)
    series = json.loads(next(site.glob("experiments/*/lunar-comet-2-*/metrics.json")).read_text())
    assert found["experiment"] == {"id": "wine-sweep", "name": "Wine: random search"}
    assert (found["status"], found["stale"], found["parent"]) == ("completed", False, "amber-tide-1")
    assert found["duration_seconds"] == 28.361 and found["main_log"] == "logs/child.log" and found["error"] is None
    assert found["parameters"]["n_estimators"] == "70"
    names = ["count", "first", "last", "min", "max", "mean", "min_step", "max_step", "last_step", "non_finite"]
    assert found["metrics"] == {line["metric"]: {name: line[name] for name in names} for line in series}
    parent = json.loads(run("show", "Wine: random search/amber-tide-1", "--store", "SampleRuns", "--json").stdout)
    assert "lunar-comet-2" in [child["name"] for child in parent["children"]] and len(parent["children"]) == 16
    assert {child["status"] for child in parent["children"]} <= {"completed", "failed", "canceled"}


def test_show_is_laid_out_and_coloured_on_a_terminal_only():
    told = run("show", "lunar-comet-2", "--store", "SampleRuns").stdout.decode()
    assert "\x1b" not in told and "Main log  logs/child.log" in told
    head, row = re.search(r"(  metric .*)\n(.*)", told).groups()
    # The columns of numbers end below one another.
    assert len(row) == len(head)
    assert all(row[match.end()] == " " for match in list(re.finditer(r"\w(?=  )", head))[1:])

    show = ["show", "lunar-comet-2", "--store", "SampleRuns", "--quiet"]
    assert b"\x1b[32mcompleted" in on_screen(*show, NO_COLOR="")
    assert b"\x1b" not in on_screen(*show, NO_COLOR="1") and b"\x1b" not in on_screen(*show, NO_COLOR="", TERM="dumb")


def test_a_run_that_is_not_clear_is_an_error_with_what_is_near():
    told = run("show", "quiet", "--store", "SampleRuns")
    assert told.returncode == 66 and b"3 runs may be meant" in told.stderr and b"Digits: MLP/quiet-comet-102" in told.stderr
    told = run("show", "qiet-comet-102", "--store", "SampleRuns")
    assert told.returncode == 66 and b"near it:\n  Digits: MLP/quiet-comet-102" in told.stderr
    told = run("show", "none-of-them-at-all", "--store", "SampleRuns")
    assert told.returncode == 66 and b"there are 84 runs" in told.stderr
    assert run("show", "", "--store", "SampleRuns").returncode == 66
    assert run("show", "quiet-comet", "--store", "SampleRuns").returncode == 0


def test_stores_come_from_the_settings_where_none_is_named(tmp_path):
    write_run(tmp_path / "store", "r1", status="completed")
    (tmp_path / "runreport.yaml").write_text("stores: [store]\n")
    command = [str(PROGRAM), "show", "r1", "--json"]
    told = subprocess.run(command, capture_output=True, cwd=tmp_path)
    assert told.returncode == 0 and json.loads(told.stdout)["id"] == "r1"
    (tmp_path / "runreport.yaml").unlink()
    told = subprocess.run(command, capture_output=True, cwd=tmp_path)
    assert told.returncode == 64 and b"--store mlruns" in told.stderr


def test_hostile_names_neither_steer_the_terminal_nor_leave_the_json(tmp_path):
    name = 'a"\x1b]0;owned\x07\n<b>'
    write_run(tmp_path, "r", status="failed", name=name, error="one\n\x1b[2Jtwo", tags={"k\x1b": "v\u202e"})
    plain = run("show", "r", "--store", tmp_path)
    assert plain.returncode == 0 and b"\x1b" not in plain.stdout
    assert json.loads(run("show", "r", "--store", tmp_path, "--json").stdout)["name"] == name
    assert b"\x1b" not in run("show", "no", "--store", tmp_path).stderr


def test_nothing_in_a_store_steers_a_screen_whatever_is_printed_there(tmp_path):
    evil = "\x1b]0;title\x07\x1b[2J\x9b31m\u202egpj"
    folder = write_run(
        tmp_path / "store", "r\x1b[31m", experiment="e\x1b[31m", name=evil, status="running", parameters={evil: evil},
        tags={evil: evil}, error=evil, user=evil, logs={"logs/a\x1b[31m.log": b"text"})
    (folder / "metrics.jsonl").write_text(json.dumps({"name": evil, "value": 1}) + "\n{\n")
    (folder.parent / "experiment.json").write_text(json.dumps({"name": evil}))
    store = tmp_path / "store"
    of_run = ["--store", store, "--quiet"]
    for arguments in [
        ["show", "r", *of_run], ["show", "r", "--json", *of_run], ["show", "r", "--html", *of_run],
        ["show", "none", *of_run], ["logs", "r", "--list", *of_run], ["logs", "r", "--list", "--json", *of_run],
        ["logs", "r", "none", *of_run], ["wait", "r", "--timeout", "0", *of_run], ["url", "r", "--base", "http://x/", *of_run],
        ["metrics", store], ["metrics", store, "--format", "json"], ["metrics", store, "--format", "csv"],
        ["metrics", store, "--format", "csv", "--run", evil, "--values"], ["stores", store], ["metrics", store, "--experiment", "x"],
        ["build", store, "--output", tmp_path / "site", "--verbose", "--explain"],
        ["build", store, "--output", tmp_path / "site2", "--experiment", "x"],
    ]:
        told = on_screen(*arguments, NO_COLOR="1").replace(b"\x1b[K", b"")
        assert told and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", told.decode()), (arguments, told)
    # Programs get every character.
    assert json.loads(run("show", "r", "--json", *of_run).stdout)["name"] == evil
    assert json.loads(run("metrics", store, "--format", "json").stdout)["metric"] == evil


def test_secrets_are_masked_in_show_as_on_pages(tmp_path):
    write_run(tmp_path, "r", status="completed", parameters={"password": "hunter2", "key": TOKEN})
    for told in run("show", "r", "--store", tmp_path), run("show", "r", "--store", tmp_path, "--json"):
        assert b"hunter2" not in told.stdout and TOKEN.encode() not in told.stdout and b"[masked: " in told.stdout


def test_logs_are_masked_where_that_is_asked_for(tmp_path):
    write_run(tmp_path, "r", status="completed", logs={"logs/a.log": f"one\nlogin {TOKEN}\nlast {TOKEN}".encode()})
    for arguments in ["logs", "r", "--mask"], ["logs", "r", "--mask", "--follow"], ["wait", "r", "--show-output", "--mask"]:
        told = run(*arguments, "--store", tmp_path).stdout.decode()
        assert told == "one\nlogin [masked: GitHub token]\nlast [masked: GitHub token]", arguments


# MARK: url


def test_url_and_show_name_the_pages_that_build_makes(tmp_path):
    store, other = tmp_path / "store", tmp_path / "other"
    write_run(store, "r1", name="Same name", status="completed", start="2026-01-02T00:00:00Z")
    write_run(store, "r2", name="Same name", status="completed", start="2026-01-01T00:00:00Z")
    write_run(store, "über-ß ", name="../../etc", status="completed")
    write_run(store, "t", experiment="tokens", name=f"with {TOKEN}", status="completed")
    # The same experiment and run in another store, and one id in two folders.
    write_run(other, "r1", name="Same name", status="failed")
    twin = write_run(other, "r1-again", name="Same name", start="2026-01-03T00:00:00Z")
    (twin / "run.json").write_text('{"id": "r1", "name": "Same name", "start": "2026-01-03T00:00:00Z"}')
    site = tmp_path / "site"
    subprocess.run([str(PROGRAM), "build", store, other, "--output", site, "--quiet"], check=True)
    pages = {page.parent.relative_to(site).as_posix() + "/index.html" for page in site.glob("experiments/*/*/metrics.json")}
    stores = ["--store", store, "--store", other]
    met = set()
    for name in ["r2", "über-ß ", "t"]:
        told = run("url", name, *stores, "--base", "https://ml.example.org/site")
        assert told.returncode == 0, told.stderr
        page = told.stdout.decode().removesuffix("\n").removeprefix("https://ml.example.org/site/")
        assert page in pages and page == json.loads(run("show", name, *stores, "--json").stdout)["page"]
        met.add(page)
    assert len(met) == 3
    # Three runs have the id r1: none of them is meant more than the others.
    assert run("url", "r1", *stores, "--base", "https://x/").returncode == 66


def test_runs_of_the_samples_have_the_pages_that_build_makes(site):
    runs = json.loads((site / "runs/runs.json").read_text())
    for known in random.Random(1).sample(runs, 12):
        told = run("url", known["run"], "--store", "SampleRuns", "--base", "https://x.org/a/index.html?q#f")
        assert told.stdout.decode() == f"https://x.org/a/{known['page']}\n"
    assert run("url", "lunar-comet-2", "--store", "SampleRuns", "--base", "not an address").returncode == 64


# MARK: logs


def test_logs_are_printed_byte_for_byte(tmp_path):
    text = b"one\r\n\x1b[31mtwo\x1b[0m\n\xff\xfe" + TOKEN.encode() + b"\nlast without an end"
    folder = write_run(tmp_path, "r", status="completed", logs={"logs/train.log": text, "logs/a.txt": b"small"})
    store = ["--store", tmp_path]
    assert run("logs", "r", *store).stdout == text
    assert run("logs", "r", "a.txt", *store).stdout == b"small" == run("logs", "r", "logs/a", *store).stdout
    for count, expected in [(0, b""), (1, text.split(b"\n")[-1]), (3, b"\n".join(text.split(b"\n")[-3:])), (99, text)]:
        assert run("logs", "r", *store, "--tail", count).stdout == expected
    (folder / "logs" / "train.log").write_bytes(b"a\n" * 100_000 + b"b\n")
    assert run("logs", "r", *store, "-n", 2).stdout == b"a\nb\n"
    files = [json.loads(line) for line in run("logs", "r", *store, "--list", "--json").stdout.splitlines()]
    assert [(file["path"], file["is_main_log"]) for file in files] == [("logs/train.log", True), ("logs/a.txt", False)]
    told = run("logs", "r", "trian.log", *store)
    assert told.returncode == 66 and b"train.log" in told.stderr


def test_what_is_no_regular_file_is_refused(tmp_path):
    (tmp_path / "secret").write_text("secret")
    folder = write_run(tmp_path / "store", "r", status="running", start=LONG_AGO)
    (folder / "logs" / "link.log").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "logs" / "pipe.log")
    for arguments in [["link.log"], ["pipe.log"], ["link.log", "--follow"], ["pipe.log", "--follow"]]:
        told = run("logs", "r", *arguments, "--store", tmp_path / "store")
        assert told.returncode == 74 and told.stdout == b"" and b"not" in told.stderr, arguments
    assert run("logs", "r", "--store", tmp_path / "store").returncode == 66
    assert run("logs", "none", "--store", tmp_path / "store").returncode == 66


# MARK: wait and --follow


@pytest.mark.parametrize("status, code", [("completed", 0), ("failed", 1), ("canceled", 2), (None, 3)])
def test_the_outcome_is_the_exit_status(tmp_path, status, code):
    fields = {"status": status} if status else {}
    write_run(tmp_path, "r", **fields, start=LONG_AGO, end=LONG_AGO, error="out of memory")
    told = run("wait", "r", "--store", tmp_path)
    assert told.returncode == code and told.stdout == b"" and b"out of memory" in told.stderr
    assert json.loads(run("wait", "r", "--store", tmp_path, "--json").stdout)["id"] == "r"


def test_waiting_ends_for_a_dead_run_and_when_the_time_is_up(tmp_path):
    write_run(tmp_path, "dead", status="running", start=LONG_AGO)
    told = run("wait", "dead", "--store", tmp_path)
    assert told.returncode == 3 and b"taken for dead" in told.stderr
    write_run(tmp_path, "queued", status="queued")
    told = run("wait", "queued", "--store", tmp_path, "--timeout", "1s")
    assert told.returncode == 3 and b"the time was up" in told.stderr
    assert run("wait", "mistyped", "--store", tmp_path).returncode == 66
    assert run("wait", "mistyped", "--store", tmp_path, "--timeout", "1").returncode == 3
    assert run("wait", "queued", "--store", tmp_path, "--timeout", "soon").returncode == 64


def test_a_run_in_a_database_is_waited_for(tmp_path):
    """Whoever opens a database once sees it as it was then."""
    path = write_database(tmp_path / "mlflow.db", [{"name": "one", "status": "RUNNING"}, {"name": "two"}])

    def change(statement):
        with sqlite3.connect(path) as database:
            database.execute(statement)

    change(f"UPDATE runs SET end_time = NULL, start_time = {int(time.time() * 1000)} WHERE name = 'one'")
    process = start("wait", "one", "--store", path, "--timeout", "60")
    assert b"waiting for many/one" in process.stderr.readline()
    time.sleep(1.5)
    assert process.poll() is None
    change(f"UPDATE runs SET status = 'KILLED', end_time = {int(time.time() * 1000)} WHERE name = 'one'")
    told = process.communicate(timeout=30)[1]
    assert process.returncode == 2 and b"one  canceled after" in told


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@pytest.mark.parametrize("rotation", ["renamed", "copied"])
def test_the_log_is_streamed_byte_for_byte_through_rotation_whenever_it_is_begun(tmp_path, rotation):
    """Seven watchers begin before the store is there, while the run goes on, and when it is over."""
    store = tmp_path / "store"
    written = bytearray()
    chance = random.Random(rotation)

    def train():
        time.sleep(0.7)
        folder = write_run(store, "r", status="queued")
        time.sleep(0.3)
        write_run(store, "r", status="running", start=now())
        path = folder / "logs" / "train.log"
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=4000, backupCount=50)
        for step in range(600):
            text = f"step {step} " + "x" * chance.randrange(120)
            written.extend(text.encode() + b"\n")
            if rotation == "renamed":
                handler.emit(logging.makeLogRecord({"msg": text}))
            else:
                with open(path, "ab") as log:
                    log.write(text.encode() + b"\n")
                if chance.random() < 0.03:
                    # logrotate's copytruncate
                    for number in range(40, 0, -1):
                        old = path.with_name(f"train.log.{number}")
                        if old.exists():
                            old.rename(path.with_name(f"train.log.{number + 1}"))
                    path.with_name("train.log.1").write_bytes(path.read_bytes())
                    os.truncate(path, 0)
            time.sleep(chance.random() * 0.01)
        handler.close()
        write_run(store, "r", status="completed", start=now(), end=now())
        # The last line may come after the run is said to have ended.
        with open(path, "ab") as log:
            log.write(b"the end")
        written.extend(b"the end")

    writer = threading.Thread(target=train)
    writer.start()
    watchers = []
    for pause in [0, 0.9, 0.3, 0.7, 0.6, 1.1]:
        time.sleep(pause)
        watchers.append(start("wait", "r", "--store", store, "--show-output", "--timeout", "60"))
    writer.join()
    watchers.append(start("wait", "r", "--store", store, "--show-output"))
    for number, watcher in enumerate(watchers):
        output, told = watcher.communicate(timeout=60)
        assert watcher.returncode == 0, told
        assert output == bytes(written), f"watcher {number}: {len(output)} of {len(written)} bytes"
        assert b"completed" in told and b"cut short" not in told


def test_following_shows_the_last_lines_and_what_comes_until_the_run_has_ended(tmp_path):
    folder = write_run(tmp_path, "r", status="running", start=now(), logs={"logs/a.log": b"1\n2\n3\n"})
    process = start("logs", "r", "--store", tmp_path, "--follow", "--tail", "1", "--quiet")
    assert process.stdout.readline() == b"3\n"
    for number in range(3):
        with open(folder / "logs" / "a.log", "ab") as log:
            log.write(b"more %d\n" % number)
        assert process.stdout.readline() == b"more %d\n" % number
    assert process.poll() is None
    write_run(tmp_path, "r", status="failed", start=now(), end=now())
    output, told = process.communicate(timeout=20)
    assert (output, told, process.returncode) == (b"", b"", 0)


def test_a_log_that_is_cut_short_without_a_copy_is_begun_again_and_said_so(tmp_path):
    folder = write_run(tmp_path, "r", status="running", start=now(), logs={"logs/a.log": b"before\n"})
    process = start("logs", "r", "a.log", "--store", tmp_path, "--follow")
    assert process.stdout.readline() == b"before\n"
    (folder / "logs" / "a.log").write_bytes(b"after\n")
    assert process.stdout.readline() == b"after\n"
    write_run(tmp_path, "r", status="completed", start=now(), end=now())
    output, told = process.communicate(timeout=20)
    assert output == b"" and b"cut short" in told


def test_waiting_costs_next_to_nothing(tmp_path):
    write_run(tmp_path, "r", status="running", start=now(), logs={"logs/a.log": b"x\n"})
    process = start("wait", "r", "--store", tmp_path, "--show-output", "--timeout", "60")
    assert process.stdout.readline() == b"x\n"

    def seconds():
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    before = seconds()
    time.sleep(3)
    # Of a core, less than two hundredths, whatever else the machine does: this is time the process itself used.
    assert seconds() - before <= 0.06
    process.terminate()
    process.communicate()


# MARK: completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_a_script_that_completes_runs_and_files(shell):
    script = run("--generate-completion-script", shell)
    assert script.returncode == 0 and b"---completion" in script.stdout and b"wait" in script.stdout


def test_names_of_runs_are_completed_in_bash(tmp_path):
    if not pathlib.Path("/bin/bash").exists():
        pytest.skip("no bash here")
    (tmp_path / "completion").write_bytes(run("--generate-completion-script", "bash").stdout)
    (tmp_path / "runreport").symlink_to(PROGRAM)
    ask = f"""
      PATH={tmp_path}:$PATH; source {tmp_path}/completion
      COMP_WORDS=(runreport show --store SampleRuns lunar-); COMP_CWORD=4
      COMP_LINE="runreport show --store SampleRuns lunar-"; COMP_POINT=${{#COMP_LINE}}
      _runreport; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    told = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, cwd=ROOT)
    assert set(told.stdout.split()) == {"lunar-comet-2", "lunar-meadow-12", "lunar-summit-11"}, told.stderr


def test_no_name_of_a_run_is_executed_by_who_asks_for_completions(tmp_path):
    (tmp_path / "runreport").symlink_to(PROGRAM)
    (tmp_path / "completion").write_bytes(run("--generate-completion-script", "bash").stdout)
    names = ["z$(touch INVADED)", "z`touch INVADED`", "z;touch INVADED", "z one", "z*", "z'q", 'z"q', "z\\q", "z~", "z{a,b}", "-z", "z-fine_1.0", "zä"]
    for number, name in enumerate(names):
        write_run(tmp_path / "store", f"x{number}", name=name)
    script = f"""
      PATH={tmp_path}:$PATH; source {tmp_path}/completion
      COMP_WORDS=(runreport show --store store z); COMP_CWORD=4
      COMP_LINE="${{COMP_WORDS[*]}}"; COMP_POINT=${{#COMP_LINE}}
      _runreport runreport z store; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    told = subprocess.run(["bash", "-c", script], capture_output=True, cwd=tmp_path, timeout=120)
    assert told.stdout.decode().split("\n")[:-1] == ["z-fine_1.0", "zä"], told.stderr
    assert not (tmp_path / "INVADED").exists()


# MARK: What can go wrong with the output


COMMANDS = [
    ["show", "lunar-comet-2", "--store", "SampleRuns"],
    ["show", "lunar-comet-2", "--store", "SampleRuns", "--json"],
    ["show", "lunar-comet-2", "--store", "SampleRuns", "--html"],
    ["logs", "lunar-comet-2", "--store", "SampleRuns"],
    ["logs", "lunar-comet-2", "--store", "SampleRuns", "--list"],
    ["logs", "lunar-comet-2", "--store", "SampleRuns", "--follow", "--quiet"],
    ["wait", "lunar-comet-2", "--store", "SampleRuns", "--json", "--quiet"],
    ["url", "lunar-comet-2", "--store", "SampleRuns", "--base", "https://example.org/"],
    ["metrics", "SampleRuns"],
    ["stores", "SampleRuns"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join([command[0], *command[4:5]]))
def test_a_full_disk_behind_standard_output_is_an_error_and_a_reader_that_went_away_is_none(command):
    with open("/dev/full", "wb") as full:
        told = subprocess.run([str(PROGRAM), *command], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=120)
    assert told.returncode == 74
    assert told.stderr.decode().splitlines() == ["error: cannot write to standard output: no space left on device"]
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run([str(PROGRAM), *command], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=120)
    os.close(writing)
    assert (told.returncode, told.stderr) == (0, b"")


def test_how_a_run_ended_counts_though_nobody_reads_on(tmp_path):
    write_run(tmp_path / "store", "bad", status="failed")
    reading, writing = os.pipe()
    os.close(reading)
    command = [str(PROGRAM), "wait", "bad", "--store", str(tmp_path / "store"), "--json", "--quiet"]
    assert subprocess.run(command, stdout=writing, timeout=120).returncode == 1
    os.close(writing)


def test_what_a_script_hands_over_empty_is_told_as_that(tmp_path):
    for arguments in [
        ["build", "SampleRuns", "--output", ""], ["build", "", "--output", tmp_path / "site"], ["metrics", ""],
        ["show", "lunar-comet-2", "--store", ""], ["serve", "--site", ""],
    ]:
        told = run(*arguments)
        assert told.returncode == 64 and b"empty" in told.stderr and b"variable" in told.stderr, told.stderr


def test_compressed_parts_of_a_log_are_named(tmp_path):
    folder = write_run(tmp_path / "store", "r", status="completed", logs={"logs/train.log": b"two\n"})
    (folder / "logs/train.log.1.gz").write_bytes(b"one")
    told = run("wait", "r", "--store", tmp_path / "store", "--show-output")
    assert told.stdout == b"two\n" and b"compressed and not printed: train.log.1.gz" in told.stderr
    assert b"compressed" not in run("wait", "r", "--store", tmp_path / "store", "--show-output", "--quiet").stderr


def test_a_log_that_cannot_be_read_keeps_nobody_from_waiting(tmp_path):
    folder = write_run(tmp_path / "store", "r", status="running", start=time.time(), logs={"logs/train.log": b"one\n"})
    waiting = start("wait", "r", "--store", tmp_path / "store", "--show-output")
    assert waiting.stdout.readline() == b"one\n"
    (folder / "logs/train.log").unlink()
    os.mkfifo(folder / "logs/train.log")
    said = b""
    while b"not a regular file" not in said:
        said = waiting.stderr.readline()
        assert said
    assert b"warning: the log cannot be printed for now" in said
    write_run(tmp_path / "store", "r", status="completed", start=time.time() - 1, end=time.time())
    assert waiting.wait(60) == 0

"""What the program prints and publishes of a real MLflow tracking server is what MLflow's own client says of it."""

import json
import math
import os
import subprocess
import time

import pytest
from conftest import PROGRAM, ROOT
from mlflow_server import QUIET, tracking_server

os.environ.update(QUIET)
mlflow = pytest.importorskip("mlflow")

from mlflow.entities import Metric, Param, RunTag, ViewType  # noqa: E402
from mlflow.tracking import MlflowClient  # noqa: E402

#: More than a page of runs/search, which the program asks for by the thousand.
MANY = 1_003
#: More than a page of metrics/get-history, 25,000.
LONG = 25_500


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tracking")
    with tracking_server(folder) as address:
        client = MlflowClient(address)
        fill(client, folder)
        yield client, address


def fill(client, folder):
    """Logs what a reader may trip over, an hour ago."""
    start = int(time.time() * 1000) - 3_600_000
    experiment = client.create_experiment("odd things", tags={"mlflow.note.content": "# Of an *experiment*"})

    parent = client.create_run(experiment, start_time=start, run_name="parent").info.run_id
    for first in range(0, LONG, 1000):
        points = [Metric("loss", 1 / (i + 1), start + i // 7, i // 3) for i in range(first, min(first + 1000, LONG))]
        client.log_batch(parent, metrics=points)
    odd = [math.nan, math.inf, -math.inf, 0.1, 5e-324, -0.0]
    client.log_batch(
        parent,
        metrics=[Metric("odd/values", value, start + i, i - 2) for i, value in enumerate(odd)]
        + [Metric("one: a.b-c d", 0.25, start, 0)],
        params=[Param("lr", "0.1"), Param("text", "ünïcødé\n  two lines")],
        tags=[RunTag("mlflow.note.content", "Of a **run**"), RunTag("mlflow.user", "ana")],
    )
    artifact = folder / "model card.txt"
    artifact.write_text("12345678")
    client.log_artifact(parent, str(artifact), "model/deep")
    client.log_artifact(parent, str(artifact))
    client.set_terminated(parent, end_time=start + 60_000)

    child = client.create_run(experiment, start_time=start, run_name="child", tags={"mlflow.parentRunId": parent})
    client.log_metric(child.info.run_id, "loss", 3.0, step=-1)
    client.set_terminated(child.info.run_id, "FAILED", end_time=start + 1000)

    deleted = client.create_run(experiment, start_time=start, run_name="deleted").info.run_id
    client.log_metric(deleted, "loss", 9.0)
    client.delete_run(deleted)

    many = client.create_experiment("many runs")
    import_runs(folder / "mlflow.db", many, start)

    gone = client.create_experiment("deleted experiment")
    client.log_metric(client.create_run(gone, start_time=start).info.run_id, "loss", 1.0)
    client.delete_experiment(gone)


def has_metric(number):
    """A request a metric takes time; the oldest runs, which are on the last page, have one."""
    return number < 10 or number % 10 == 0


def import_runs(database, experiment, start):
    """A thousand runs would take the client half a minute."""
    import sqlite3

    with sqlite3.connect(database, timeout=30) as connection:
        names = [row[1] for row in connection.execute("pragma table_info(runs)")]
        columns = ["run_uuid", "name", "status", "start_time", "end_time", "lifecycle_stage", "artifact_uri",
                   "experiment_id", "source_type", "source_name", "entry_point_name", "user_id", "source_version"]
        assert set(columns) <= set(names)
        rows = [
            (f"{number:032x}", f"run {number}", "FINISHED", start + number, start + 9000, "active",
             f"mlflow-artifacts:/{experiment}/{number:032x}/artifacts", int(experiment), "LOCAL", "", "", "", "")
            for number in range(MANY)
        ]
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"insert into runs ({', '.join(columns)}) values ({marks})", rows)
        for table in ("metrics", "latest_metrics"):
            connection.executemany(
                f"insert into {table} (key, value, timestamp, step, is_nan, run_uuid) values ('acc', ?, ?, 0, 0, ?)",
                [(number / MANY, start, row[0]) for number, row in enumerate(rows) if has_metric(number)],
            )


def run(*arguments, **environment):
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, env=os.environ | environment,
    )
    return done.returncode, done.stdout, done.stderr


def run_id(client, name):
    """The id of the run of that name among the odd things."""
    experiment = client.get_experiment_by_name("odd things").experiment_id
    return client.search_runs(experiment, f"attributes.run_name = '{name}'")[0].info.run_id


def printed(address, *arguments):
    """The lines of `runreport metrics`, by run and metric."""
    code, output, errors = run("metrics", address, "--format", "json", "--strict", *arguments)
    assert code == 0, errors
    lines = [json.loads(line) for line in output.splitlines()]
    return {(line["run"], line["metric"]): line for line in lines}


def logged(metric):
    """A value as it was logged: the database has no infinity."""
    limit = 1.7976931348623157e308
    return math.copysign(math.inf, metric.value) if abs(metric.value) == limit else metric.value


def same(found, expected):
    found = float(found) if isinstance(found, str) else found
    return found == expected or (math.isnan(found) and math.isnan(expected))


@pytest.mark.parametrize("view", [ViewType.ACTIVE_ONLY, ViewType.ALL])
def test_metrics_are_those_of_the_client(server, view):
    client, address = server
    arguments = ["--deleted"] if view == ViewType.ALL else []
    found = printed(address, "--experiment", "odd things", "--experiment", "deleted experiment", *arguments)
    experiments = [e for e in client.search_experiments(view_type=view) if e.name != "many runs"]
    runs = [run for e in experiments for run in client.search_runs([e.experiment_id], run_view_type=view)]
    expected = {(run.info.run_id, key): None for run in runs for key in run.data.metrics}
    assert found.keys() == expected.keys()
    assert len(runs) == (2 if view == ViewType.ACTIVE_ONLY else 4)
    for (run, key), line in found.items():
        history = client.get_metric_history(run, key)
        values = [logged(metric) for metric in history]
        numbers = [value for value in values if not math.isnan(value)]
        assert line["count"] == len(history)
        assert same(line["first"], values[0])
        assert same(line["last"], values[history.index(max(history, key=lambda m: (m.step, m.timestamp, m.value)))])
        assert same(line["min"], min(numbers)) and same(line["max"], max(numbers))


def test_every_value_of_a_long_metric_arrives(server):
    client, address = server
    code, output, errors = run(
        "metrics", address, "--experiment", "odd things", "--run", "parent", "--metric", "loss", "--values", "--format",
        "json",
    )
    assert code == 0, errors
    history = client.get_metric_history(run_id(client, "parent"), "loss")
    expected = sorted((m.step, m.value) for m in history)
    lines = [json.loads(line) for line in output.splitlines()]
    assert len(lines) == LONG
    assert sorted((line["step"], line["value"]) for line in lines) == expected


def test_every_page_of_runs_is_read(server):
    _, address = server
    found = printed(address, "--experiment", "many runs")
    expected = {(f"{number:032x}", "acc"): number / MANY for number in range(MANY) if has_metric(number)}
    assert {key: line["last"] for key, line in found.items()} == expected


def test_a_site_is_built_and_only_what_changed_is_read_again(server, tmp_path):
    client, address = server
    with_password = address.replace("://", "://ana:s3cret@") + "/#/experiments/1"
    arguments = ["build", with_password, "--experiment", "odd things", "--output", tmp_path / "site", "--strict"]
    code, _, errors = run(*arguments)
    assert code == 0, errors
    site = tmp_path / "site"
    page = next(site.glob("experiments/odd-things-*/parent-*/index.html")).read_text()
    assert "model card.txt" in page and "on the tracking server" in page
    assert "<strong>run</strong>" in page
    assert "ünïcødé" in page
    overview = (site / "index.html").read_text()
    assert address in overview and "127.0.0.1</title>" in overview
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"s3cret" not in path.read_bytes(), path

    code, _, errors = run(*arguments, "--explain")
    assert code == 0 and "made again" not in errors, errors
    client.log_metric(run_id(client, "child"), "loss", 4.0, step=5)
    code, _, errors = run(*arguments, "--explain")
    read = [line for line in errors.splitlines() if "what the store has of the run" in line]
    assert code == 0 and len(read) == 1 and "/child-" in read[0], errors


def test_a_server_that_is_not_there_is_named_in_words(server, tmp_path):
    code, _, errors = run("build", "http://bob:s3cret@127.0.0.1:1", "--output", tmp_path / "site")
    assert code == 66
    assert errors == "error: http://127.0.0.1:1: connection refused: is the server running, is the port right?\n"
    assert not (tmp_path / "site").exists()


def test_a_certificate_nobody_vouches_for_is_refused_until_it_is_named(server, tmp_path):
    _, address = server
    import http.server
    import ssl
    import threading
    import urllib.request

    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-out", certificate, "-keyout", key], check=True, capture_output=True,
    )

    class Proxy(http.server.BaseHTTPRequestHandler):
        """Hands everything to the tracking server, as the proxy of a company does."""

        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
            request = urllib.request.Request(
                address + self.path, body, {"Content-Type": "application/json"}, method=self.command
            )
            with urllib.request.urlopen(request) as answer:
                data = answer.read()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET

        def log_message(self, *_):
            pass

    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    proxy.socket = context.wrap_socket(proxy.socket, server_side=True)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    secure = f"https://localhost:{proxy.server_port}"
    command = ["metrics", secure, "--experiment", "odd things"]
    code, _, errors = run(*command)
    assert code == 66 and "its certificate is not trusted" in errors, errors
    code, output, errors = run(*command, MLFLOW_TRACKING_SERVER_CERT_PATH=str(certificate))
    assert code == 0 and "odd/values" in output, errors
    code, _, errors = run("metrics", secure.replace("localhost", "127.0.0.1"),
                          MLFLOW_TRACKING_SERVER_CERT_PATH=str(certificate))
    assert code == 66 and "certificate" in errors, errors
    proxy.shutdown()

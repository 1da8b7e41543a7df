"""The site over HTTP: what is sent, what is refused, and that it follows its stores."""

import contextlib
import http.client
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import tempfile
import threading
import time

import pytest
from conftest import PROGRAM, ROOT
from test_terminal import now, write_run

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'"


class Server:
    """A program that serves, and what it said first."""

    def __init__(self, *arguments, **options):
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--port", "0", *map(str, arguments)], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=ROOT, **options)
        self.line = self.process.stdout.readline().decode()
        self.address = self.line.rsplit(" ", 1)[-1].strip()
        self.port = int(self.address.rstrip("/").rsplit(":", 1)[-1])

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def raw(self, request):
        """What comes back for some bytes, until the connection is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            # A server that refused early has closed the connection, which is no error of whoever asked.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        return answer

    def until(self, path, text, seconds=20):
        """Asks until a page holds a text."""
        end = time.monotonic() + seconds
        while text not in (body := self.get(path).body):
            assert time.monotonic() < end, body[:2000]
            time.sleep(0.1)
        return body

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        told = self.process.communicate(timeout=30)[1].decode()
        return self.process.returncode, told


@contextlib.contextmanager
def serving(*arguments, **options):
    server = Server(*arguments, **options)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.communicate()


@pytest.fixture(scope="module")
def server(site):
    with serving("--site", site) as server:
        yield server


def test_the_address_comes_first_and_files_with_policy_type_and_length(server, site):
    assert server.line == f"Serving {site} at http://127.0.0.1:{server.port}/\n"
    log = next(site.glob("experiments/*/*/files/logs/*.log")).relative_to(site).as_posix()
    for path, kind in [
        ("", "text/html; charset=utf-8"), ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"), ("runs/runs.csv", "text/csv; charset=utf-8"),
        ("runs/runs.json", "application/json; charset=utf-8"), ("assets/icon.svg", "image/svg+xml; charset=utf-8"),
        (log, "text/plain; charset=utf-8"),
    ]:
        response = server.get("/" + path)
        assert (response.status, response.headers["Content-Type"]) == (200, kind)
        assert response.body == (site / (path or "index.html")).read_bytes()
        assert response.headers["Content-Security-Policy"].startswith(POLICY)
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        head = server.get("/" + path, "HEAD")
        assert head.body == b"" and head.headers["Content-Length"] == str(len(response.body))
        again = server.get("/" + path, If_None_Match=response.headers["ETag"])
        assert again.status == 304 and again.body == b""
    assert server.get("/runs").headers["Location"] == "/runs/"
    assert server.get("/", "POST").status == 405


def test_parts_of_a_raw_log_are_sent(server, site):
    log = max(site.glob("experiments/*/*/files/logs/*"), key=lambda path: path.stat().st_size)
    path, text = "/" + log.relative_to(site).as_posix(), log.read_bytes()
    part = server.get(path, Range="bytes=10-19")
    assert (part.status, part.body) == (206, text[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(text)}"
    assert server.get(path, Range="bytes=-7").body == text[-7:]
    beyond = server.get(path, Range=f"bytes={len(text)}-")
    assert beyond.status == 416 and beyond.headers["Content-Range"] == f"bytes */{len(text)}"


def test_a_large_file_comes_whole_to_a_slow_reader_and_others_are_served_meanwhile(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("x")
    text = os.urandom(1 << 20) * 48
    (tmp_path / "site" / "large.log").write_bytes(text)
    with serving("--site", tmp_path / "site") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", "/large.log")
        response = connection.getresponse()
        got = response.read(1000)
        time.sleep(0.5)
        resident = int(next(
            line for line in pathlib.Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
            if line.startswith("VmRSS")).split()[1])
        assert server.get("/").body == b"x"
        # It is not read into memory beyond what the reader takes.
        assert resident < 100_000
        assert got + response.read() == text
        # Whoever goes away in the middle costs nobody else anything.
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", "/large.log")
        connection.getresponse().read(1000)
        connection.close()
        assert server.get("/").status == 200


def test_what_is_not_there_is_the_site_s_own_page_with_links_that_work(server, browser):
    response = server.get("/experiments/none/deep/er.html")
    assert response.status == 404 and b"There is no page at this address" in response.body
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(server.address + "experiments/none/deep/er.html")
    # The browser tells the 404 itself; styles, script and links are there.
    assert all("404" in text for text in refused), refused
    assert page.evaluate("document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0")
    page.click("main a")
    assert page.url == server.address + "index.html"
    page.close()


@pytest.mark.parametrize("target", [
    "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%2E%2E%2Fetc%2Fpasswd",
    "/runs/../../secret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt", "/index.html%00", "/%00", "/%", "/%f",
    "//etc/passwd", "/./../secret.txt", "/%252e%252e/secret.txt", "/.runreport-manifest.json", "/link", "/up/secret.txt",
    "/%c0%ae%c0%ae/secret.txt", "/a%0d%0aX-Evil:%201", "file:///etc/passwd", "http://127.0.0.1/../secret.txt",
])
def test_no_way_leads_out_of_the_site(tmp_path_factory, target):
    folder = tmp_path_factory.getbasetemp() / "traversal"
    if not folder.exists():
        (folder / "site" / "runs").mkdir(parents=True)
        (folder / "site" / "index.html").write_text("index")
        (folder / "secret.txt").write_text("the secret")
        (folder / "site" / "link").symlink_to(folder / "secret.txt")
        (folder / "site" / "up").symlink_to(folder)
    with serving("--site", folder / "site") as server:
        answer = server.raw(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"400", b"404"), answer[:200]
    assert b"the secret" not in answer and b"root:" not in answer and b"X-Evil" not in answer


def test_broken_requests_are_refused_and_cost_nobody_else_anything(server):
    for request in [
        b"GET\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost",
        b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n",
    ]:
        with contextlib.suppress(ConnectionError):
            assert b" 200 " not in server.raw(request)[:20]
    # Two at once on one connection are answered in order.
    request = b"GET /assets/site.css HTTP/1.1\r\nHost: localhost\r\n\r\nGET /none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = server.raw(request)
    assert answer.startswith(b"HTTP/1.1 200 OK") and b"HTTP/1.1 404 Not Found" in answer
    assert server.get("/").status == 200


def test_many_connections_at_once_neither_use_up_the_descriptors_nor_a_core(tmp_path):
    (tmp_path / "index.html").write_text("x")
    limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
    with serving("--site", tmp_path, preexec_fn=limit) as server, contextlib.ExitStack() as held:
        for _ in range(200):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
            with contextlib.suppress(ConnectionError):
                connection.sendall(b"GET / HTTP/1.1\r\n")
            held.first = getattr(held, "first", connection)
        # The one after them is told at once that there is no more room, and those before are served.
        with contextlib.suppress(ConnectionError):
            assert server.raw(b"GET / HTTP/1.1\r\n") == b""
        assert len(os.listdir(f"/proc/{server.process.pid}/fd")) < 100
        held.first.sendall(b"Host: localhost\r\n\r\n")
        assert held.first.recv(100).startswith(b"HTTP/1.1 200 OK")
        held.close()
        answer = b""
        while b"200 OK" not in answer:
            with contextlib.suppress(ConnectionError):
                answer = server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_other_names_than_those_of_this_machine_are_refused(server, site):
    # http.client would send a second Host otherwise.
    def status(port, host):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            return int(connection.recv(100).split(b" ")[1])

    for host in ["localhost", f"127.0.0.1:{server.port}", "[::1]:80"]:
        assert status(server.port, host) == 200
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.1.1"]:
        assert status(server.port, host) == 403
    with serving("--site", site, "--allow-host", "hub.example") as other:
        assert status(other.port, "hub.example") == 200 and status(other.port, "evil.example") == 403


def test_a_port_in_use_is_a_clear_error(server, site):
    told = subprocess.run(
        [str(PROGRAM), "serve", "--site", str(site), "--port", str(server.port)], capture_output=True, text=True,
        timeout=30)
    assert told.returncode == 69 and told.stdout == ""
    assert f"port {server.port}: the port is in use; --port 0 takes a free one" in told.stderr


def test_what_is_no_site_and_wrong_use_are_errors(tmp_path):
    def code(*arguments):
        return subprocess.run(
            [str(PROGRAM), "serve", *map(str, arguments)], capture_output=True, timeout=30, cwd=tmp_path).returncode

    assert code("--site", tmp_path) == 66
    assert code("--site", tmp_path, "store") == 64
    assert code("--port", 70000, "--site", tmp_path) == 64
    assert code() == 64


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(site, number):
    with serving("--site", site) as server:
        idle = http.client.HTTPConnection("127.0.0.1", server.port)
        idle.request("GET", "/")
        assert idle.getresponse().read()
        assert server.stop(number) == (0, "")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))


def test_an_answer_under_way_is_brought_to_its_end(tmp_path):
    (tmp_path / "index.html").write_text("x")
    text = os.urandom(1 << 20) * 16
    (tmp_path / "large.log").write_bytes(text)
    with serving("--site", tmp_path) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", "/large.log")
        response = connection.getresponse()
        got = response.read(1000)
        ended = []
        stopping = threading.Thread(target=lambda: ended.append(server.stop()))
        stopping.start()
        time.sleep(0.3)
        assert got + response.read() == text
        stopping.join()
        assert ended == [(0, "")]


def test_stores_are_built_watched_and_served_and_nothing_is_left_behind(tmp_path, browser):
    """As on a laptop beside a training: a run appears, goes on and ends, while its page is open."""
    store = tmp_path / "store"
    write_run(store, "r1", status="completed", start=now(), end=now())
    places = tmp_path / "tmp"
    places.mkdir()
    with serving(store, "--title", "Live", env={**os.environ, "TMPDIR": str(places)}) as server:
        server.until("/", b"r1")
        assert len(list(places.iterdir())) == 1
        refused = []
        page = browser.new_page()
        page.on("console", lambda message: refused.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: refused.append(str(error)))
        page.on("requestfailed", lambda request: refused.append(request.url))
        folder = write_run(store, "r2", status="running", start=now())
        (folder / "metrics.jsonl").write_text('{"name":"loss","step":1,"value":0.5}\n')
        server.until("/", b"r2")
        page.goto(server.address)
        page.click("text=r2")
        page.wait_for_selector("text=0.5")
        with open(folder / "metrics.jsonl", "a") as metrics:
            metrics.write('{"name":"loss","step":2,"value":0.25}\n')
        page.wait_for_selector("text=0.25", timeout=20_000)
        write_run(store, "r2", status="completed", start=now(), end=now())
        page.wait_for_selector("text=completed", timeout=20_000)
        # Of the policy nothing is refused, live pages included.
        assert refused == []
        page.close()
        code, told = server.stop()
        assert code == 0 and server.address in told
        assert list(places.iterdir()) == []


def test_a_site_that_is_kept_is_whole_and_no_longer_live_in_the_end(tmp_path):
    store, site = tmp_path / "store", tmp_path / "site"
    write_run(store, "r", status="running", start=now())
    with serving(store, "--output", site) as server:
        # Something is answered before the first build is done.
        assert server.get("/").status in (200, 503)
        server.until("/", b"running")
        assert server.stop()[0] == 0
    assert (site / "index.html").exists() and json.loads((site / "runs" / "runs.json").read_text() or "[]") is not None

"""The real program builds real sites, and a real browser opens them.

Debian's headless Chromium is used (`/usr/bin/chromium-headless-shell`, which has no window to draw and opens a page in half the
time); Playwright drives it and downloads nothing.
"""

import contextlib
import functools
import http.server
import os
import pathlib
import signal
import subprocess
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from run_database import many_runs, write_database

# A shell that starts tests in the background, and nohup, keep what is started from hearing these: programs under test pass on
# what is ignored, as they should, and those who send them a signal would wait for ever.
for number, action in [(signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL), (signal.SIGQUIT, signal.SIG_DFL)]:
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, action)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("RUNREPORT", ROOT / "bin" / "runreport"))
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")

#: What Jenkins sends with every published report unless an administrator loosens it.
JENKINS_POLICY = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self'"

#: What a careful server sends: scripts and styles of the site only, nothing inline.
SCRIPT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


def build(store, output, *arguments):
    """Runs `runreport build` and returns the folder of the site."""
    command = [str(PROGRAM), "build", str(store), "--output", str(output), "--quiet", *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT)
    return pathlib.Path(output)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site of the sample runs, built for a fixed moment."""
    return build(
        ROOT / "SampleRuns", tmp_path_factory.mktemp("sample") / "site", "--title", "Sample runs",
        "--config", ROOT / "SampleRuns/runreport.yaml", "--date", "2026-11-24T06:00:00Z",
    )


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """The site of 10,000 runs in one experiment, whose table has 40 columns."""
    folder = tmp_path_factory.mktemp("many")
    return build(write_database(folder / "many.db", many_runs()), folder / "site")


@contextlib.contextmanager
def serving(folder, policy):
    """The address of a folder, served on the loopback under a policy."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self):
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def served(site):
    """The address of the site, served under Jenkins' policy from a sub-path."""
    with serving(site.parent, JENKINS_POLICY) as address:
        yield address + "site/"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page on which no script may fail."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert not errors, errors


def serious(page):
    """What axe finds serious on a page: the rule, where, and why."""
    return [
        (violation["id"], violation["nodes"][0]["html"][:200], violation["nodes"][0].get("failureSummary", "")[:300])
        for violation in Axe().run(page).response["violations"] if violation["impact"] in ("serious", "critical")
    ]


@pytest.fixture(scope="session")
def pages(site):
    """One page of each kind, by name: the ones a test should look at."""
    experiment = next(site.glob("experiments/digits-mlp-*"))
    multinode = next(path for path in site.glob("experiments/*") if list(path.glob("*/logs/azureml-logs--*")))
    runs = sorted(path for path in experiment.iterdir() if (path / "index.html").exists())
    longest = max(site.glob("experiments/*/*/logs/*/2.html"), key=lambda path: len(list(path.parent.iterdir())))
    automl = max(site.glob("experiments/*automl*/*/index.html"), key=lambda path: path.stat().st_size)
    found = {
        "overview": site / "index.html",
        "experiments": site / "experiments/index.html",
        "all runs": site / "runs/index.html",
        "experiment": experiment / "index.html",
        "run": runs[0] / "index.html",
        "run with children": automl,
        "run on several nodes": max(multinode.glob("*/index.html"), key=lambda path: path.stat().st_size),
        "log": next(multinode.glob("*/logs/azureml-logs--70_driver*.html")),
        "long log": longest,
        "compare": experiment / "compare.html",
        "view": next(experiment.glob("views/learning-rates-*.html")),
        "compare all": site / "runs/compare.html",
        "build notes": site / "build-notes.html",
        "not found": site / "404.html",
    }
    return {name: path.relative_to(site).as_posix() for name, path in found.items()}

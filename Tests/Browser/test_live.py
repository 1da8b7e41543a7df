"""Runs that go on: a page that is open shows each new value, and keeps the reader's place."""

import contextlib
import json
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

import pytest

from conftest import PROGRAM, ROOT, SCRIPT_POLICY, build, serving
from training import value, write_header

#: What the issue allows from a value logged to the value on an open page.
PATIENCE = 15_000


class Watched:
    """A store of native runs and the program that watches it."""

    def __init__(self, folder):
        self.store = folder / "store"
        self.site = folder / "site"
        (self.store / "training").mkdir(parents=True)
        self.program = None
        self.trainings = []

    def start(self, *arguments):
        command = [str(PROGRAM), "watch", str(self.store), "--output", str(self.site), "--every", "1", "--title", "Live"]
        command += arguments
        self.program = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        # What it says is read all the time, so that it never waits for this test.
        self.said = []
        threading.Thread(target=lambda: self.said.extend(self.program.stderr), daemon=True).start()

    def stop(self, number=signal.SIGTERM):
        if self.program.poll() is None:
            self.program.send_signal(number)
        return self.program.wait(60)

    def train(self, name, values, seconds, ending):
        """A training script of its own process."""
        command = [sys.executable, str(pathlib.Path(__file__).with_name("training.py"))]
        command += [str(self.store / "training" / name), str(values), str(seconds), ending]
        self.trainings.append(subprocess.Popen(command))
        return self.trainings[-1]

    def write_run(self, name, ago=60, values=1, lines=0, **header):
        """A run that somebody started a while ago."""
        run = self.store / "training" / name
        (run / "logs").mkdir(parents=True)
        started = time.time() - ago
        for step in range(values):
            self.log(name, step, started)
        (run / "logs/main.log").write_text("".join(f"line {number}\n" for number in range(lines)))
        write_header(run, "running", started, **header)

    def log(self, name, step, moment=None):
        with open(self.store / "training" / name / "metrics.jsonl", "a") as metrics:
            metrics.write(json.dumps({"name": "loss", "step": step, "value": value(step), "time": moment or time.time()}) + "\n")

    def end(self, name, status):
        run = self.store / "training" / name
        write_header(run, status, time.time() - 60, end=time.time())

    def page(self, pattern="experiments/*/{}/index.html", name=""):
        """The path in the site of a page, waited for."""
        end = time.time() + 60
        while time.time() < end:
            found = sorted(self.site.glob(pattern.format(name + "-*")))
            if found and (self.site / "stamp.js").exists():
                return found[0].relative_to(self.site).as_posix()
            time.sleep(0.05)
        raise AssertionError(f"no page {pattern} of {name}: {self.said}")


@pytest.fixture
def watched(tmp_path):
    watched = Watched(tmp_path)
    yield watched
    for training in watched.trainings:
        training.kill()
        training.wait()
    if watched.program:
        watched.program.kill()
        watched.program.wait()


@contextlib.contextmanager
def address(watched, kind):
    """Where the site is: in its folder, or behind a server with a policy."""
    if kind == "file":
        yield watched.site.as_uri() + "/"
        return
    with serving(watched.site, SCRIPT_POLICY) as root:
        yield root


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1000, "height": 500})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: "Content Security" in message.text and errors.append(message.text))
    yield page
    page.close()
    assert not errors, errors


def shows(page, text):
    """Waits until the page shows a text, with no help but time."""
    page.wait_for_function("text => document.querySelector('main')?.innerText.includes(text)", arg=text, timeout=PATIENCE)


def status(page):
    return page.locator("header.page .facts .s").first.inner_text()


@pytest.mark.parametrize("kind", ["http", "file"])
def test_the_page_of_a_training_shows_each_value_and_ends_with_it(watched, page, kind):
    watched.start()
    watched.train("short", 4, 2, "completed")
    path = watched.page(name="short")
    with address(watched, kind) as root:
        page.goto(root + path)
        assert status(page) == "running"
        for step in range(1, 4):
            shows(page, str(value(step)))
        page.wait_for_function("() => document.querySelector('.facts .s').innerText === 'completed'", timeout=PATIENCE)
        page.wait_for_function("() => !document.querySelector('main').dataset.live")
        assert page.locator("#live").count() == 0


def test_a_training_that_is_killed_becomes_stale_and_one_that_fails_says_so(watched, page):
    watched.start()
    training = watched.train("killed", 2, 0.5, "silent")
    path = watched.page(name="killed")
    page.goto(watched.site.as_uri() + "/" + path)
    shows(page, str(value(1)))
    training.kill()
    training.wait()
    assert status(page) == "running"
    # Its last word is made an hour old but for some seconds, so that this test need not wait that long.
    metrics = watched.store / "training/killed/metrics.jsonl"
    old = time.time() - 3600 + 4
    lines = [dict(json.loads(line), time=old) for line in metrics.read_text().splitlines()]
    write_header(metrics.parent, "running", old)
    metrics.write_text("".join(json.dumps(line) + "\n" for line in lines))
    page.wait_for_function("() => document.querySelector('.facts .s').innerText === 'stale'", timeout=PATIENCE)
    assert "last sign of life" in page.locator("header.page").inner_text()
    page.wait_for_function("() => !document.querySelector('main').dataset.live")

    watched.train("failing", 2, 0.5, "failed")
    page.goto(watched.site.as_uri() + "/" + watched.page(name="failing"))
    page.wait_for_function("() => document.querySelector('.facts .s').innerText === 'failed'", timeout=PATIENCE)


@pytest.mark.parametrize("kind", ["http", "file"])
def test_place_focus_choices_and_what_is_open_stay(watched, page, kind):
    tags = {f"mlflow.tag{number}": "x" for number in range(3)}
    parameters = {f"parameter-{number}": number for number in range(60)}
    watched.write_run("steady", values=3, tags=tags, parameters=parameters)
    watched.write_run("other", values=3)
    watched.start()
    path = watched.page(name="steady")
    with address(watched, kind) as root:
        page.goto(root + path)
        page.locator("main details summary", has_text="system tag").click()
        page.locator("h2#parameters").evaluate("element => element.scrollIntoView()")
        page.get_by_role("link", name="Build notes").evaluate("element => element.focus({preventScroll: true})")
        page.evaluate("() => { window.isOld = true; scrollBy(0, 137); }")
        top = page.evaluate("scrollY")
        watched.log("steady", 7)
        page.wait_for_function("() => !window.isOld", timeout=PATIENCE)
        shows(page, str(value(7)))
        page.wait_for_timeout(300)
        assert abs(page.evaluate("scrollY") - top) < 3 and top > 137
        assert page.evaluate("document.activeElement.innerText") == "Build notes"
        assert page.locator("main details", has_text="system tag").get_attribute("open") is not None

        experiment = watched.page("experiments/{}/index.html", "training")
        page.goto(root + experiment + "#f=loss%3E0&s=metric.loss.last")
        shows(page, "steady")
        page.evaluate("() => window.isOld = true")
        watched.log("steady", 8)
        page.wait_for_function("() => !window.isOld", timeout=PATIENCE)
        page.wait_for_function("() => document.querySelector('input[type=search]')?.value === 'loss>0'")
        assert page.url.endswith("#f=loss%3E0&s=metric.loss.last")
        shows(page, str(value(8)))


def test_nothing_is_taken_from_a_reader_who_writes_or_marks_text(watched, page):
    watched.write_run("steady", values=3)
    watched.write_run("other", values=3)
    watched.start()
    page.goto(watched.site.as_uri() + "/" + watched.page(name="steady"))
    page.evaluate("() => { window.isOld = true; getSelection().selectAllChildren(document.querySelector('h1')); }")
    watched.log("steady", 5)
    page.wait_for_function("() => document.querySelector('#live').innerText.includes('wait until you are done')", timeout=PATIENCE)
    assert page.evaluate("window.isOld && !getSelection().isCollapsed")
    page.evaluate("getSelection().removeAllRanges()")
    page.wait_for_function("() => !window.isOld", timeout=PATIENCE)
    shows(page, str(value(5)))


def test_a_stamp_that_is_not_of_the_page_does_not_load_it_again_and_again(watched, page):
    watched.write_run("steady")
    watched.start()
    path = watched.page(name="steady")
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    old = (watched.site / "stamp.js").read_text().replace('index.html":"', 'index.html":"x')
    page.route("**/stamp.js*", lambda route: route.fulfill(body=old, content_type="text/javascript"))
    with address(watched, "http") as root:
        page.goto(root + path)
        page.wait_for_timeout(7000)
    # The one that was asked for, and one by the page.
    assert len(loads) == 2


def test_a_log_is_followed_by_whoever_is_at_its_end(watched, page):
    watched.write_run("talking", lines=200)
    watched.start()
    page.goto(watched.site.as_uri() + "/" + watched.page("experiments/*/{}/logs/logs--main.log.html", "talking"))
    page.evaluate("() => { window.isOld = true; scrollTo(0, document.scrollingElement.scrollHeight); }")
    with open(watched.store / "training/talking/logs/main.log", "a") as log:
        log.write("".join(f"late {number}\n" for number in range(100)))
    page.wait_for_function("() => !window.isOld", timeout=PATIENCE)
    shows(page, "late 99")
    page.wait_for_function("() => scrollY + innerHeight > document.scrollingElement.scrollHeight - 5")


def test_pages_tell_how_long_ago_somebody_looked_and_that_nobody_does(watched, page):
    watched.write_run("steady")
    watched.start()
    page.goto(watched.site.as_uri() + "/" + watched.page("index.html"))
    page.wait_for_function("() => /^live, updated \\d+ s ago$/.test(document.querySelector('#live').innerText)", timeout=PATIENCE)
    page.evaluate("() => window.isOld = true")
    watched.program.kill()
    page.wait_for_function(
        "() => /no news since \\d\\d:\\d\\d:\\d\\d UTC/.test(document.querySelector('#live').innerText)", timeout=PATIENCE)
    assert page.evaluate("window.isOld")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_watch_leaves_a_plain_site(watched, page, number):
    watched.write_run("steady")
    watched.start()
    page.goto(watched.site.as_uri() + "/" + watched.page("index.html"))
    page.wait_for_function("() => document.querySelector('#live').innerText.includes('updated')", timeout=PATIENCE)
    assert watched.stop(number) == 0
    page.wait_for_function("() => !document.querySelector('#live')", timeout=PATIENCE)
    for file in watched.site.rglob("*"):
        assert "staging" not in file.name and not file.name.endswith(".new")
        if file.suffix == ".html":
            assert not re.search("http-equiv|live.js|data-live", file.read_text())
    before = {file: file.read_bytes() for file in watched.site.rglob("*.html") if file.name != "index.html"}
    build(watched.store, watched.site, "--title", "Live")
    assert not (watched.site / "stamp.js").exists()
    assert before == {file: file.read_bytes() for file in watched.site.rglob("*.html") if file.name != "index.html"}


def test_without_scripts_live_pages_renew_themselves_and_others_do_not(watched, browser):
    watched.write_run("steady")
    watched.write_run("done")
    watched.end("done", "completed")
    watched.start()
    live, other = watched.page(name="steady"), watched.page(name="done")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(watched.site.as_uri() + "/" + live)
    assert page.locator("head noscript meta[http-equiv=refresh]").get_attribute("content") == "15"
    assert "live" in page.locator("#live").inner_text()
    page.goto(watched.site.as_uri() + "/" + other)
    assert page.locator("meta[http-equiv=refresh]").count() == 0 and page.locator("#live").count() == 0
    context.close()


def test_settings_are_followed_and_broken_ones_are_told_with_line_and_column(watched, tmp_path):
    settings = tmp_path / "settings.yaml"
    settings.write_text("metrics:\n  loss: {unit: nats}\n")
    watched.write_run("long", values=3)
    watched.start("--config", str(settings))
    page = watched.site / watched.page(name="long")

    def wait(holds):
        end = time.time() + 60
        while not holds():
            assert time.time() < end, watched.said
            time.sleep(0.05)

    wait(lambda: "nats" in page.read_text())
    settings.write_text("metrics:\n  loss: {unti: bits}\n")
    wait(lambda: any("old" in line or "stay" in line for line in watched.said))
    assert any(line.startswith(f"error: {settings}:2:10: ") and "unti" in line for line in watched.said), watched.said
    assert "nats" in page.read_text() and watched.program.poll() is None
    settings.write_text("metrics:\n  loss: {unit: bits}\n")
    wait(lambda: "bits" in page.read_text() and "nats" not in page.read_text())
    assert watched.stop() == 0

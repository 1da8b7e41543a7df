"""JupyterLab and Notebook 7 as they are, in headless Chromium, beside scripts that train."""

import json
import os
import re
import socket
import subprocess
import time
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import expect, sync_playwright

from conftest import CHROMIUM, JUPYTER, PROGRAM, Training

#: What the issue asks for: a new value is seen within so many milliseconds.
SOON = 15_000
#: For what is not measured: kernels that start, pages that load.
LONG = 120_000

HOSTILE = '"></iframe><script>parent.broken=1</script><img src=x onerror="parent.broken=1">'


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """One server for both: its address, and its folder of notebooks."""
    folder = tmp_path_factory.mktemp("jupyter")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ, "RUNREPORT": str(PROGRAM), "HOME": str(folder), "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(
            [JUPYTER, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={notebooks}",
             "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
            env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"

    def answers():
        assert server.poll() is None, (folder / "log").read_text()
        try:
            return urllib.request.urlopen(address + "/api/status", timeout=5).status == 200
        except OSError:
            return False

    Training.wait_for(answers, "Jupyter", 120)
    yield address, notebooks
    server.terminate()
    server.wait(60)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def write_notebook(path, cells):
    path.write_text(json.dumps({
        "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python"}},
        "cells": [
            {"cell_type": "code", "id": f"cell-{number}", "metadata": {}, "source": source, "outputs": [],
             "execution_count": None} for number, source in enumerate(cells)]}))


class Notebook:
    """An open notebook: its cells are run, and what they show is read."""

    def __init__(self, page, address):
        self.page = page
        page.goto(address)
        expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=LONG)
        sessions = urllib.parse.urljoin(address, "/api/sessions")

        def has_kernel():
            with urllib.request.urlopen(sessions, timeout=10) as answer:
                kernels = [session["kernel"] for session in json.load(answer) if address.endswith(session["path"])]
            page.wait_for_timeout(100)
            return any(kernel["execution_state"] == "idle" and kernel["connections"] for kernel in kernels)

        Training.wait_for(has_kernel, "kernel that the page is connected to", LONG / 1000)

    def cell(self, number):
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(number)

    def run(self, number):
        """Runs a cell and waits until it is done."""
        prompt = self.cell(number).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        asked = 0

        def done():
            nonlocal asked
            now = prompt.inner_text()
            # A number is given when the kernel has run it. Until the notebook has its kernel, it drops what it is asked.
            if re.search("[0-9]", now) and now != before:
                return True
            # Asked too early, it wants to know which kernel is meant.
            question = self.page.locator(".jp-Dialog .jp-mod-accept")
            if question.count():
                question.click()
            if "*" not in now and time.monotonic() - asked > 3:
                self.cell(number).locator(".cm-content").click()
                self.page.keyboard.press("Control+Enter")
                asked = time.monotonic()
            self.page.wait_for_timeout(50)
            return False

        Training.wait_for(done, f"end of cell {number}, whose prompt was {before}", LONG / 1000)

    def head(self, number):
        return self.cell(number).locator(".runreport-head")

    def sheet(self, number):
        return self.cell(number).frame_locator("iframe.runreport")

    def shows_values(self, number, count):
        """The cell says that its metric has so many values, or more: as soon as promised."""
        cell = self.sheet(number).locator("table.runs tbody tr", has_text="loss").locator("td").first

        def seen():
            try:
                return int(cell.inner_text(timeout=2000).replace(",", "")) >= count
            except Exception:
                return False

        said = self.head(number).inner_text()
        Training.wait_for(
            lambda: self.page.wait_for_timeout(50) or seen(), f"{count} values in cell {number}, once “{said}”,",
            SOON / 1000)


@pytest.mark.parametrize("place", ["lab/tree/", "notebooks/"], ids=["JupyterLab", "Notebook 7"])
def test_runs_are_followed_in_their_cells_until_they_end(jupyter, browser, train, written, tmp_path, place):
    address, notebooks = jupyter
    # The last one says it runs and falls silent: an hour after its last word it is stale.
    runs = {"completed": train("to-complete"), "failed": train("to-fail"), "stale": train("to-die", behind=3580)}
    written("hostile", [{"name": HOSTILE, "step": step, "value": step} for step in range(3)], name=HOSTILE, log=HOSTILE)
    store = str(tmp_path / "runs")
    cells = ["from runreport import RunDetails"]
    cells += [f"RunDetails({run.name!r}, store={store!r}).show()" for run in runs.values()]
    cells += [
        "print('answer', 6 * 7)",
        "import threading; print('followed', sum(t.name == 'runreport' for t in threading.enumerate()))",
        f"RunDetails('hostile', store={store!r}, base='https://ml.example.org/').show()"]
    name = f"{re.sub('[^a-z]', '', place)}.ipynb"
    write_notebook(notebooks / name, cells)
    page = browser.new_page(viewport={"width": 1200, "height": 4200})
    notebook = Notebook(page, f"{address}/{place}{name}")
    loads = []
    page.on("load", lambda: loads.append(page.url))

    for number in range(4):
        notebook.run(number)
    for number in (1, 2, 3):
        expect(notebook.head(number)).to_contain_text("running", timeout=LONG)
        expect(notebook.sheet(number).locator("svg.chart").first).to_be_visible(timeout=LONG)

    # Each new value is seen without a reload, twice.
    for _ in range(2):
        for number, run in enumerate(runs.values(), 1):
            notebook.shows_values(number, run.count() + 1)
    expect(notebook.sheet(1).locator(".details")).to_contain_text("gpu-1")
    expect(notebook.sheet(1).locator("pre.log")).to_contain_text("done")

    # Meanwhile the kernel answers, and a cell that is run again is followed once.
    notebook.run(4)
    expect(notebook.cell(4)).to_contain_text("answer 42", timeout=LONG)
    notebook.run(1)
    expect(notebook.head(1)).to_have_count(1, timeout=LONG)

    def followed(count):
        notebook.run(5)
        page.wait_for_timeout(300)
        return f"followed {count}" in notebook.cell(5).locator(".jp-OutputArea").inner_text()

    Training.wait_for(lambda: followed(3), "three followed runs", LONG / 1000)

    runs["completed"].end("completed")
    runs["failed"].end("failed")
    runs["stale"].kill()
    for number, status in enumerate(runs, 1):
        # The silence of the one that was killed lasts 20 s before it tells.
        expect(notebook.head(number)).to_contain_text(
            f"{status} · as of", timeout=SOON + (20_000 if status == "stale" else 0))
        expect(notebook.sheet(number).locator(".facts")).to_contain_text(status)
    expect(notebook.sheet(2).locator("pre.error-text")).to_contain_text("out of memory")
    Training.wait_for(lambda: followed(0), "an end of all", LONG / 1000)

    # What a store says stays text, and its page has no way out of its frame.
    notebook.run(6)
    expect(notebook.sheet(6).locator("h1")).to_contain_text("<script>", timeout=LONG)
    link = notebook.head(6).locator("a")
    assert link.get_attribute("href").startswith("https://ml.example.org/experiments/digits-")
    assert page.evaluate("window.broken") is None
    assert loads == []
    page.close()


def test_an_export_keeps_what_was_shown(jupyter, written, tmp_path):
    written("a", [{"name": "loss", "step": step, "value": step} for step in range(5)])
    source = tmp_path / "export.ipynb"
    write_notebook(source, [
        f"from runreport import RunDetails; RunDetails('a', store={str(tmp_path / 'runs')!r}).show()"])
    subprocess.run(
        [JUPYTER, "-m", "nbconvert", "--execute", "--to", "html", source], check=True, capture_output=True,
        env={**os.environ, "RUNREPORT": str(PROGRAM), "HOME": str(tmp_path)})
    exported = (tmp_path / "export.html").read_text()
    assert "iframe class=\"runreport\"" in exported and "completed" in exported

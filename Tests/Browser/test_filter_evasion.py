"""Nothing of what a store holds is run, asked for elsewhere, or breaks a page: the strings of OWASP's "XSS Filter Evasion Cheat
Sheet", with some of Markdown, of templates and of terminals (`filter_evasion.json`), in every field, file and line of a store.

The pages are opened from a folder, where no policy helps: what keeps the strings from being run is how they are written alone.
"""

import base64
import json
import pathlib
import struct

import pytest

from conftest import build

STRINGS = json.loads((pathlib.Path(__file__).parent / "filter_evasion.json").read_text())
START = 1790000000
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
#: What has a place in a file's name; a slash makes folders.
NAMES = [name for name in STRINGS if "\0" not in name and len(name.encode()) < 200]

#: What is wrong with a page, in words: whatever a string would have to become to do something.
CHECK = """() => {
  const wrong = [];
  const allowed = /^(file|https?|mailto):$/;
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (/^(i?frame|frameset|object|embed|applet|base|form|style|template|video|audio|source|marquee|bgsound)$/i.test(name)
      || /^(math|noscript|xml|animate|foreignobject)$/i.test(name)
      || name === "meta" && element.httpEquiv || name === "link" && !/^(stylesheet|icon)$/.test(element.rel)
      || name.includes("xss")) wrong.push(`element ${name}`);
    const source = element.getAttribute("src");
    if (name === "script" && (element.text || !/^[\\w./%-]*\\.js$/.test(source) || source.includes("//")))
      wrong.push(`script ${element.outerHTML.slice(0, 200)}`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^(srcdoc|formaction|background|dynsrc|lowsrc|ping|srcset)$/i.test(attribute)) wrong.push(`${name} ${attribute}=${value.slice(0, 80)}`);
      if (/^(href|src|action|data|xlink:href|poster|cite)$/i.test(attribute)) {
        const address = new URL(value, document.baseURI);
        if (!allowed.test(address.protocol)) wrong.push(`${name} ${attribute}=${value.slice(0, 80)}`);
        if (name !== "a" && address.protocol !== "file:") wrong.push(`${name} from elsewhere: ${value.slice(0, 80)}`);
      }
    }
  }
  const main = document.querySelectorAll("main#main, #main");
  if (main.length !== 1 || main[0].parentNode !== document.body) wrong.push("main is not what it should be");
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one heading");
  const parts = [...document.body.childNodes].map(part => part.localName || part.data.trim()).join("");
  if (parts !== "aheadermainfooter") wrong.push(`the page is made of ${parts.slice(0, 200)}`);
  if (document.querySelectorAll("title").length - document.querySelectorAll("svg title").length !== 1) wrong.push("not one title");
  if (window.runreport && window.runreport.version !== 1) wrong.push("runreport is another");
  if (Object.prototype.hasOwnProperty("polluted") || Object.keys(Object.prototype).length) wrong.push("all objects changed");
  return wrong;
}"""


def at(index):
    return STRINGS[index % len(STRINGS)]


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def write_file(folder, name, content):
    """A file named by a string, in the folders that its slashes make; none where that cannot be."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    if not parts or parts[-1].startswith("."):
        return
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_run(folder, index):
    """A run that has one string in each field there is once."""
    text = at(index)
    write_json(folder / "run.json", {
        "id": f"{index} {text}", "name": text, "status": ["completed", "failed", text][index % 3], "start": START + index, "end": START + index + 60,
        "user": text, "kind": text, "compute_target": text, "node_count": 2, "parameters": {"text": text, text: {text: [text]}},
        "tags": {"text": text}, "script": text, "arguments": [text], "error": text, "primary_metric": text,
        "source": {"repository": text, "branch": text, "commit": text, "dirty": True},
    })
    (folder / "notes.md").write_text(text)
    lines = [{"step": step, "time": START + index + step, "values": {text: step, "loss": 1 / (step + 1)}} for step in range(4)]
    (folder / "metrics.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def write_everything(folder):
    """A run that has all strings in each field there are many of."""
    write_json(folder / "run.json", {
        "id": "all", "status": "failed", "start": START, "end": START + 600, "error": "\n".join(STRINGS), "arguments": STRINGS,
        "parameters": {text: text for text in STRINGS} | {"password": "hunter2", "plain": "E-123456"}, "tags": {text: text for text in STRINGS},
    })
    (folder / "notes.md").write_text("\n\n".join(STRINGS))
    labels = STRINGS[:60]
    rows = [{"step": step, "time": START + step, "values": {text: step * (place + 1) for place, text in enumerate(STRINGS)}} for step in range(4)]
    rows += [{"name": f"text {place}", "type": "text", "data": text} for place, text in enumerate(STRINGS)]
    rows += [{"name": text, "type": "text", "data": text} for text in STRINGS[::9]]
    rows += [
        {"name": "list", "type": "list", "data": STRINGS}, {"name": "row", "type": "row", "data": {text: text for text in labels}},
        {"name": "table", "type": "table", "data": {text: [text, text] for text in labels}},
        {"name": "curve", "type": "curve", "data": {"lines": [{"label": text, "x": [0, 1], "y": [0, 1]} for text in labels],
                                                    "x_label": labels[1], "y_label": labels[2]}},
        {"name": "confusion", "type": "confusion_matrix", "data": {"class_labels": labels, "matrix": [[1] * 60] * 60}},
    ]
    rows += [{"name": f"image {place}", "type": "image", "data": {"path": text}} for place, text in enumerate(STRINGS[::5])]
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    log = ("2026-09-21T14:13:20Z\n" + "\n".join(f"{text}\nERROR {text}\n\x1b[31m{text}\x1b[0m" for text in STRINGS)).encode()
    for name, content in {
        "logs/all.log": log, "logs/latin.log": log + b"\xe4\xf6\xfc", "system_logs/all.log": log, "azureml-logs/process_info.json": json.dumps(
            {text: {text: text} for text in labels}).encode(),
        "outputs/all.csv": "\n".join('"' + text.replace('"', '""') + '",1' for text in STRINGS).encode(),
        "outputs/head.csv": (",".join('"' + text.replace('"', '""') + '"' for text in labels) + "\n" + ",".join("1" * 60)).encode(),
        "outputs/all.json": json.dumps({text: {text: [text]} for text in STRINGS}).encode(),
        "outputs/all.yaml": "\n".join(f"- {json.dumps(text)}" for text in STRINGS).encode(), "outputs/all.md": "\n\n".join(STRINGS).encode(),
        "outputs/all.html": "\n".join(STRINGS).encode(), "outputs/all.svg": ("<svg xmlns='http://www.w3.org/2000/svg'>" + STRINGS[1] + "</svg>").encode(),
        "outputs/all.ipynb": json.dumps({"nbformat": 4, "metadata": {"kernelspec": {"name": STRINGS[1], "language": STRINGS[2]}}, "cells": [
            cell for text in STRINGS for cell in (
                {"cell_type": "markdown", "source": [text], "attachments": {text: {text: text}}},
                {"cell_type": "code", "source": [text], "execution_count": text, "outputs": [
                    {"output_type": "stream", "name": text, "text": [text]}, {"data": {"text/html": text, "text/plain": text, text: text}},
                    {"data": {"image/svg+xml": text, "image/png": text}}, {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]}]},
            )]}).encode(),
    }.items():
        write_file(folder, name, content)
    for place, name in enumerate(NAMES):
        write_file(folder / "outputs", name + (".txt", ".png", ".md", ".csv", "")[place % 5], PNG if place % 5 == 1 else name.encode())
        if place % 4 == 0:
            write_file(folder / "logs", name, name.encode())


def write_mlflow(folder):
    run = folder / "1" / ("a" * 32)
    quoted = json.dumps
    for path, content in {
        folder / "1/meta.yaml": f"artifact_location: x\nexperiment_id: '1'\nlifecycle_stage: active\nname: {quoted(STRINGS[1])}\n",
        run / "meta.yaml": f"artifact_uri: x\nend_time: {START}000\nexperiment_id: '1'\nlifecycle_stage: active\nrun_id: {'a' * 32}\nrun_name: {quoted(STRINGS[2])}\n"
                           f"run_uuid: {'a' * 32}\nstart_time: {START}000\nstatus: 3\nuser_id: {quoted(STRINGS[3])}\n",
        run / "tags/mlflow.note.content": "\n\n".join(STRINGS), run / "tags/mlflow.runName": STRINGS[1], run / "tags/mlflow.user": STRINGS[2],
        run / "tags/mlflow.source.name": STRINGS[3], run / "tags/mlflow.source.git.commit": STRINGS[4], run / "artifacts/notes.txt": STRINGS[1],
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    for name in NAMES:
        write_file(run / "params", name, name.encode())
        write_file(run / "tags", name, name.encode())
        write_file(run / "metrics", name, f"{START}000 1 0\n{START}500 2 1\n".encode())


def write_tensorboard(folder):
    """An event file with tags, texts and descriptions (https://github.com/tensorflow/tensorflow, event.proto, summary.proto)."""
    def field(number, content):
        return bytes([number << 3 | 2]) + varint(len(content)) + content

    def varint(number):
        return bytes([number & 127 | 128]) + varint(number >> 7) if number > 127 else bytes([number])

    def checksum(content):
        crc = 0xFFFFFFFF
        for byte in content:
            crc ^= byte
            for _ in range(8):
                crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        crc ^= 0xFFFFFFFF
        return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)

    def record(content):
        length = struct.pack("<Q", len(content))
        return length + checksum(length) + content + checksum(content)

    def event(step, value):
        return record(b"\x09" + struct.pack("<d", START + step) + b"\x10" + varint(step) + field(5, field(1, value)))

    made = record(b"\x09" + struct.pack("<d", START) + field(3, b"brain.Event:2"))
    for name in STRINGS[::3]:
        for step in range(3):
            made += event(step, field(1, name.encode()) + b"\x15" + struct.pack("<f", step))
        metadata = field(9, field(1, field(1, b"text")) + field(2, name.encode()) + field(3, name.encode()))
        made += event(0, field(1, ("text " + name).encode()) + metadata + field(8, b"\x08\x07" + field(2, b"") + field(8, name.encode())))
    run = folder / "logdir" / "run <img src=x onerror=alert(1)>"
    run.mkdir(parents=True)
    (run / "events.out.tfevents.1790000000.<script>alert(1)<").write_bytes(made)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evasion")
    for index, text in enumerate(STRINGS):
        experiment = folder / "store" / f"e{index:03}"
        write_json(experiment / "experiment.json", {
            "name": text, "tags": {text: text}, "primary_metric": text, "metrics": {text: {"direction": "higher", "unit": text, "description": text}}})
        (experiment / "notes.md").write_text(text)
        write_run(experiment / "run", index)
    everything = folder / "store/everything"
    write_json(everything / "experiment.json", {"name": "everything"})
    write_everything(everything / "all")
    for index in range(0, len(STRINGS), 9):
        write_run(everything / f"r{index}", index)
        # One whose lines have the times of the run, so that points of charts lead to them.
        write_file(everything / f"r{index}/logs", at(index).replace("\0", ""), f"2026-09-21T14:13:20Z {at(index)}\n".encode())
    write_mlflow(folder / "mlruns")
    write_tensorboard(folder)
    views = [{"name": text, "note": text, "experiment": "everything", "columns": ["param.text"], "group": "param.text" if index % 2 else "status",
              "charts": [{"line": "loss", "title": text}, {"bar": "metric.loss.max", "title": text}]} for index, text in enumerate(STRINGS[::12])]
    (folder / "runreport.yaml").write_text(json.dumps({
        "title": "\"><script>alert('XSS')</script>", "views": views,
        "masking": {"rules": [{"name": "<img src=x onerror=alert(1)>", "pattern": "E-\\d{6}"}]}}))
    return build(
        folder / "store", folder / "site", folder / "mlruns", folder / "logdir", "--config", folder / "runreport.yaml", "--date", "2026-11-24T06:00:00Z")


class Watch:
    """A page and everything that a string could have done on it."""

    def __init__(self, browser, site):
        self.site, self.seen = site, []
        self.page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        self.page.on("console", lambda message: self.seen.append(f"console {message.text}") if message.type in ("error", "warning") else None)
        self.page.on("popup", lambda popup: self.seen.append(f"window {popup.url}"))
        self.page.on("request", lambda request: request.url.startswith(site.as_uri()) or request.url.startswith("blob:") or self.seen.append(
            f"request {request.url}"))

    def open(self, path, fragment=""):
        self.page.goto("about:blank") if fragment else None
        self.page.goto((self.site / path).as_uri() + fragment)

    def check(self, what):
        wrong = self.page.evaluate(CHECK) + self.seen
        self.seen.clear()
        assert not wrong, (what, wrong[:5])


@pytest.fixture
def watch(browser, hostile):
    made = Watch(browser, hostile)
    yield made
    made.page.close()


def test_no_page_does_what_a_string_says(watch, hostile):
    paths = sorted(path.relative_to(hostile) for path in hostile.rglob("*.html"))
    assert len(paths) > 3 * len(STRINGS)
    problems = []
    for path in paths:
        watch.open(path)
        try:
            watch.check(path.as_posix())
        except AssertionError as error:
            problems.append(str(error)[:600])
    assert not problems, f"{len(problems)} of {len(paths)} pages\n" + "\n".join(problems[:10])


def test_what_the_script_makes_of_the_strings_does_nothing_either(watch, hostile):
    everything = next(hostile.glob("experiments/everything-*"))
    run = next(everything.glob("all-*/index.html")).relative_to(hostile)
    table = (everything / "index.html").relative_to(hostile)
    page = watch.page
    for path, fragment in [
        (table, "#g=user"), (table, "#s=-user&f=user:script"), (table, "#a=scatter:start,metric.loss.max~parallel:param.text,metric.loss.last"),
        (table, "#t={run} {param.text} <img src=x onerror=alert(1)>"), ("runs/index.html", "#g=param.text"), ("runs/index.html", "#f=<img src=x onerror=alert(1)>"),
        (run, "#m=.5"), (run, "#x=<img src=x onerror=alert(1)>"),
    ]:
        watch.open(path, fragment)
        page.wait_for_timeout(400)
        watch.check(f"{path} {fragment}")
    # The pickers, and charts of many runs by the pointer.
    watch.open(table)
    page.get_by_label("Filter runs").focus()
    page.get_by_label("Select all shown runs").check()
    for name in ("Columns", "Group by"):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(200)
        watch.check(name)
        page.keyboard.press("Escape")
    plot = page.locator('figure[data-metric="loss"] .plot')
    plot.scroll_into_view_if_needed()
    plot.hover()
    plot.locator(".readout").wait_for()
    watch.check("readout")
    plot.click(position={"x": 200, "y": 90})
    page.locator(".log-panel a").nth(3).wait_for()
    watch.check("links to logs")
    page.keyboard.press("Escape")
    chosen = page.evaluate("location.hash").split("r=")[1].split("&")[0]
    watch.open(everything.relative_to(hostile) / "compare.html", "#r=" + chosen)
    page.locator(".side table tr").nth(5).wait_for()
    watch.check("side by side")


def test_links_of_notes_that_would_run_something_are_no_links(watch, hostile):
    # All strings after one another, of a native store and of MLflow; each by itself is on the pages looked at above.
    longest = sorted(hostile.glob("experiments/*/*/index.html"), key=lambda path: path.stat().st_size)[-2:]
    for path in longest:
        watch.open(path.relative_to(hostile))
        note = watch.page.locator("section[aria-labelledby=note] .note")
        assert "javascript:" in note.inner_text()
        assert {link.get_attribute("href") for link in note.locator("a").all()} <= {"https://xss.example/x.png", None}
        # What is called like a link is clicked all the same.
        note.evaluate("note => note.querySelectorAll(':not(a[href])').forEach(element => element.click())")
        watch.check(path)
        assert watch.page.url == (hostile / path).as_uri()


@pytest.mark.parametrize("string", [
    "<script>alert('XSS')</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='jav&Tab;ascript:alert(1)'>a</a>", "</main><p>out",
    "<iframe srcdoc=x>", "<base href='https://xss.example/'>", "<img src=https://xss.example/x.png>", "<div id=main>", "<h1>x</h1>", "<b onclick=x>",
    "<script>Object.prototype.polluted = 1</script>", "<!--", "<plaintext>",
])
def test_what_is_not_written_safely_is_seen(watch, hostile, string):
    # Else the tests above would say nothing.
    page = hostile / "spoilt.html"
    page.write_text((hostile / "404.html").read_text().replace("</h1>", "</h1>" + string, 1))
    watch.open("spoilt.html")
    watch.page.wait_for_timeout(50)
    with pytest.raises(AssertionError):
        watch.check(string)
    page.unlink()

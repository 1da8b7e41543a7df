"""Outputs shown as what they are, and secrets that are not shown."""

import base64
import json

import pytest
from conftest import build
from playwright.sync_api import expect

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
#: Put together from parts, since those who keep repositories refuse it as a whole.
TOKEN = "gh" + "p_" + "aB3" * 12


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The site of a run with an output of each kind."""
    folder = tmp_path_factory.mktemp("outputs")
    run = folder / "store" / "e" / "r"
    (run / "outputs").mkdir(parents=True)
    (run / "logs").mkdir()
    (run / "run.json").write_text(json.dumps({"id": "r", "parameters": {"password": "hunter2"}}))
    (run / "logs" / "std_log.txt").write_text(f"login with {TOKEN}\nepoch 1\n")
    (run / "outputs" / "roc.png").write_bytes(PNG)
    (run / "outputs" / "rows.csv").write_text("a,b\n" + "".join(f"{i},text {i}\n" for i in range(300)))
    (run / "outputs" / "wide.csv").write_text(",".join(f"column {i}" for i in range(80)) + "\n" + ",".join("1" * 80))
    (run / "outputs" / "config.json").write_text(json.dumps({"lr": 0.1, "list": list(range(200)), "token": TOKEN}))
    (run / "outputs" / "table.json").write_text(json.dumps({f"key {i}": {"a": [i], "b": "x"} for i in range(40)}, indent=2))
    (run / "outputs" / "README.md").write_text("# Card\n\n*fine*\n\n<script>alert(1)</script>\n")
    (run / "outputs" / "plot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    cells = [
        {"cell_type": "markdown", "source": ["# Evaluation"]},
        {
            "cell_type": "code", "source": "plot()", "execution_count": 1,
            "outputs": [{"data": {"image/png": base64.b64encode(PNG).decode()}}, {"data": {"text/html": "<b>bold</b>"}}],
        },
    ]
    (run / "outputs" / "eval.ipynb").write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}))
    return build(folder / "store", folder / "site")


@pytest.fixture(params=[(1280, "light", True), (400, "dark", False)], ids=["wide", "narrow without script"])
def page(browser, request):
    width, scheme, script = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script)
    page = context.new_page()
    page.on("console", lambda message: pytest.fail(message.text) if message.type == "error" else None)
    page.on("dialog", lambda _: pytest.fail("a script of an output was run"))
    yield page
    context.close()


def run_page(outputs):
    return next(outputs.glob("experiments/*/*/index.html"))


def test_each_output_is_shown_and_none_is_wider_than_the_page(page, outputs):
    seen = {}
    for name in ["rows.csv", "wide.csv", "config.json", "README.md", "plot.svg", "eval.ipynb"]:
        page.goto(run_page(outputs).as_uri())
        page.locator(".tree a", has_text=name).first.click()
        # Lines out of sight are not laid out, and so have no inner text.
        log = page.locator(".log")
        seen[name] = log.text_content() if log.count() else page.locator("main").inner_text()
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, name
    assert "First 200 of 300 rows" in seen["rows.csv"]
    assert "50 of 80 columns" in seen["wide.csv"]
    assert '"lr": 0.1' in seen["config.json"] and "[masked: GitHub token]" in seen["config.json"]
    assert "\nfine\n" in seen["README.md"]
    assert "onload" in seen["plot.svg"]
    assert "Evaluation" in seen["eval.ipynb"] and "<b>bold</b>" in seen["eval.ipynb"]


def test_pictures_are_on_the_page_of_the_run_and_of_the_notebook(page, outputs):
    page.goto(run_page(outputs).as_uri())
    picture = page.locator(".pictures img")
    picture.scroll_into_view_if_needed()
    assert picture.get_attribute("alt") == "outputs/roc.png"
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 1
    page.locator(".tree a", has_text="eval.ipynb").click()
    assert page.locator(".preview img").evaluate("async image => { await image.decode(); return image.naturalWidth }") == 1


def file_page(outputs, name):
    return next(outputs.glob(f"experiments/*/*/logs/outputs--{name}.html"))


@pytest.mark.parametrize("name, line, text", [
    ("table.json", 104, '"key 17": {'), ("config.json", 3, '"list": ['), ("rows.csv", 57, "text 55")])
def test_a_line_of_an_output_is_found_by_its_link(page, outputs, name, line, text):
    page.goto(file_page(outputs, name).as_uri() + f"#L{line}")
    target = page.locator(":target")
    assert text in target.inner_text()
    page.wait_for_timeout(200)
    assert 0 <= target.bounding_box()["y"] < 900
    target.locator("a").first.click()
    page.wait_for_url(f"**/*#L{line}")
    mark = "node => getComputedStyle(node).backgroundColor"
    plain = page.evaluate(mark, page.locator(f"#L{line - 1}").element_handle())
    cells = target.locator("td")
    assert (cells.nth(1) if cells.count() else target).evaluate(mark) != plain


def test_the_source_of_markdown_has_lines(page, outputs):
    page.goto(file_page(outputs, "README.md").as_uri())
    page.get_by_role("link", name="source, line by line").click()
    page.locator("#L3 > a").click()
    assert page.locator(":target").inner_text().split() == ["3", "*fine*"]
    page.get_by_role("link", name="as a document").click()
    assert page.locator("main em").inner_text() == "fine"


@pytest.mark.parametrize("name, lines", [
    # A list that is on several lines of the file is shown on its first one.
    ("table.json", ["L3", "L6", "L7"]), ("rows.csv", ["L5", "L6", "L7"])])
def test_lines_of_outputs_have_ranges(browser, outputs, name, lines):
    page = browser.new_page()
    page.goto(file_page(outputs, name).as_uri() + "#L5-7")
    chosen = page.locator("[id^=L].at")
    expect(chosen).to_have_count(len(lines))
    assert [line.get_attribute("id") for line in chosen.all()] == lines
    page.locator("#L8 a").first.click()
    page.locator("#L9 a").first.click(modifiers=["Shift"])
    page.wait_for_url("**/*#L8-9")
    expect(chosen).to_have_count(2)
    page.goto("about:blank")
    page.goto(file_page(outputs, name).as_uri() + "#L999999")
    assert page.locator("[id^=L].at").count() == (1 if name == "table.json" else 0)
    page.close()


def test_no_byte_of_the_site_holds_a_secret(outputs):
    for path in [*outputs.rglob("*"), *outputs.with_name("site.cache").rglob("*")]:
        if path.is_file():
            content = path.read_bytes()
            assert TOKEN.encode() not in content and b"hunter2" not in content, path
    assert "GitHub token" in (outputs / "build-notes.html").read_text()

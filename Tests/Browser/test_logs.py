"""Logs: what a terminal shows, every line found by its link, on pages that a browser likes."""

import json
import pathlib
import re

import pytest
from playwright.sync_api import expect

from conftest import ROOT, build
from terminal_streams import LogLines, StreamMaker, same, shown_by_terminal, trimmed

@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert not errors, errors


SHARED = ROOT.parent / "shared/data"
SEEDS = range(150)


def write_store(folder, logs):
    """A store of one run with logs, by name."""
    run = folder / "store/logs/run"
    (run / "logs").mkdir(parents=True)
    (run / "run.json").write_text(json.dumps({"id": "run", "status": "completed", "start": 1790000000}))
    for name, content in logs.items():
        (run / "logs" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "store"


def first_page(site, name):
    return next(site.glob(f"experiments/*/*/logs/logs--{name}.html"))


def all_pages(site, name):
    """The pages of a log in their order."""
    first = first_page(site, name)
    return [first, *sorted(first.with_suffix("").glob("[0-9]*.html"), key=lambda path: int(path.stem))]


def text_of(page):
    return ["".join(cell[0] for cell in cells) for _, cells in LogLines(page.read_text()).lines]


@pytest.fixture(scope="module")
def streams(tmp_path_factory):
    """The site of a log for each seed, and the streams."""
    made = {f"seed-{seed}.log": StreamMaker(seed).make(120) for seed in SEEDS}
    folder = tmp_path_factory.mktemp("streams")
    return build(write_store(folder, made), folder / "site"), made


def test_text_and_colours_are_those_of_a_terminal(streams):
    site, made = streams
    for name, stream in made.items():
        ours = [trimmed(cells) for _, cells in LogLines(first_page(site, name).read_text()).lines]
        while ours and not ours[-1]:
            ours.pop()
        theirs = shown_by_terminal(stream)
        assert len(ours) == len(theirs), (name, stream)
        for number, (mine, other) in enumerate(zip(ours, theirs), 1):
            assert same(mine, other), f"{name}, line {number}\n{mine}\n{other}\n{stream!r}"


def test_nested_bars_of_tqdm_end_as_they_do_on_a_terminal(tmp_path):
    log = SHARED / "generated/logs/tqdm_nested_cr_ansi.log"
    if not log.exists():
        pytest.skip("no ../shared beside this checkout")
    site = build(write_store(tmp_path, {"tqdm.log": log.read_bytes()}), tmp_path / "site")
    ours = [line.rstrip() for page in all_pages(site, "tqdm.log") for line in text_of(page)]
    while not ours[-1]:
        ours.pop()
    theirs = shown_by_terminal(log.read_bytes().decode(), columns=400, rows=1 + log.read_bytes().count(b"\n"))
    assert ours == ["".join(cell[0] for cell in row).rstrip() for row in theirs]


def test_every_shared_log_is_shown(tmp_path):
    if not SHARED.exists():
        pytest.skip("no ../shared beside this checkout")
    files = [path for folder in ("generated/logs", "azureml") for path in (SHARED / folder).rglob("*") if path.is_file()]
    logs = {f"{number}.log": path.read_bytes() for number, path in enumerate(files) if path.stat().st_size}
    site = build(write_store(tmp_path, logs), tmp_path / "site")
    for name, content in logs.items():
        text = "\n".join(line for page in all_pages(site, name) for line in text_of(page))
        last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", content.decode("utf-8", "replace").strip().split("\n")[-1]).split("\r")[-1]
        assert last[:1000].strip() in text, name


ENCODINGS = {
    "utf16.log": ("\ufeffGröße 학습\r\nzwei\r\n".encode("utf-16-le"), ["Größe 학습", "zwei"], "UTF-16"),
    "latin1.log": ("Größe über alles: äöü ÄÖÜ\n".encode("latin-1"), ["Größe über alles: äöü ÄÖÜ"], "read as Latin-1"),
    "cp949.log": ("학습 손실이 줄었습니다 1\n".encode("cp949") * 3, ["학습 손실이 줄었습니다 1"] * 3, "read as cp949"),
    "gbk.log": ("训练损失下降了，准确率是百分之九十\n".encode("gbk"), ["训练损失下降了，准确率是百分之九十"], "read as GBK"),
    "sjis.log": ("モデルを保存しています\n".encode("cp932"), ["モデルを保存しています"], "read as Shift-JIS"),
    "eucjp.log": ("モデルを保存しています\n".encode("euc-jp"), ["モデルを保存しています"], "read as EUC-JP"),
    "cut.log": ("학습".encode()[:-1] + b"\nend\n", ["학\ufffd", "end"], "1 unreadable sequence"),
    "zeros.log": (b"a\0b\0\nthis is text all the same, zeros or not\n", ["ab", "this is text all the same, zeros or not"],
                "2 control characters left out"),
    "crlf.log": (b"one\r\ntwo\r\n", ["one", "two"], "2 lines"),
}


def test_encodings_are_recognised_and_named(tmp_path):
    site = build(write_store(tmp_path, {name: case[0] for name, case in ENCODINGS.items()}), tmp_path / "site")
    for name, (_, lines, said) in ENCODINGS.items():
        page = first_page(site, name)
        assert text_of(page) == lines, name
        assert said in page.read_text(), name


@pytest.fixture(scope="module")
def long_log(tmp_path_factory):
    """The site of a log of a million lines, some of them errors, and one line of 5 MB."""
    folder = tmp_path_factory.mktemp("long")
    lines = [f"line {number} of many" for number in range(1, 1_000_001)]
    lines[41] = "ERROR the first one"
    lines[700_000] = "ERROR the other one"
    lines[500_000] = "x" * 5_000_000
    site = build(write_store(folder, {"long.log": "\n".join(lines) + "\n"}), folder / "site")
    return first_page(site, "long.log")


def test_a_link_to_the_first_page_opens_the_page_of_the_line(page, long_log):
    page.goto(long_log.as_uri() + "#L987654")
    line = page.locator("li.at")
    line.wait_for()
    assert line.get_attribute("id") == "L987654" and "line 987654 of many" in line.inner_text()
    assert 0 < line.bounding_box()["y"] < 720


def test_each_page_of_a_long_log_is_small(long_log, tmp_path):
    line = "\x1b[36m2026-09-21 14:13:20,750\x1b[0m \x1b[1;32mINFO\x1b[0m worker \x1b[35m3\x1b[0m <fetched> " + "shard " * 15
    dense = first_page(build(write_store(tmp_path, {"dense.log": (line + "\n") * 3000}), tmp_path / "site"), "dense.log")
    folder = long_log.with_suffix("")
    pages = [long_log, *folder.glob("*.html"), *dense.with_suffix("").glob("*.html")]
    assert max(path.stat().st_size for path in pages) <= 128_000
    assert (dense.with_suffix("") / "2.html").stat().st_size > 90_000


def test_without_a_script_every_line_is_found_by_the_list_of_pages(browser, long_log):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(long_log.as_uri())
    page.get_by_role("link", name="all pages").click()
    for link in page.locator(".log-page-list a").all()[:3]:
        first, last = (int(re.sub(r"\D", "", number)) for number in link.inner_text().split("–"))
        path = pathlib.Path(page.evaluate("node => node.href", link.element_handle()).removeprefix("file://"))
        numbers = [number for number, _ in LogLines(path.read_text()).lines]
        assert (numbers[0], numbers[-1]) == (first, last)
    context.close()


def test_first_previous_next_and_last(page, long_log):
    page.goto(long_log.as_uri())
    page.get_by_role("link", name="last").first.click()
    assert page.locator("#L1000000").count() == 1
    page.get_by_role("link", name="previous").first.click()
    page.get_by_role("link", name="next").first.click()
    assert page.locator("#L1000000").count() == 1
    page.get_by_role("link", name="first").first.click()
    assert page.locator("#L1").count() == 1


def test_a_line_of_megabytes_is_cut_and_says_so(page, long_log):
    page.goto(long_log.as_uri() + "#L500001")
    line = page.locator("li.at")
    line.wait_for()
    assert "first 4.0 KB of 5.0 MB shown" in line.inner_text()
    assert page.locator(line.locator("a[href^='#raw']").get_attribute("href")).count() == 1


def test_a_range_is_marked_and_made_with_shift(page, long_log):
    page.goto(long_log.as_uri() + "#L57-60")
    chosen = page.locator("li.at")
    expect(chosen).to_have_count(4)
    page.locator("#L10 > a").click()
    page.wait_for_url("**/*#L10")
    page.locator("#L13 > a").click(modifiers=["Shift"])
    page.wait_for_url("**/*#L10-13")
    # Lines are marked after the address has changed.
    expect(chosen).to_have_count(4)
    assert [line.get_attribute("id") for line in chosen.all()] == ["L10", "L11", "L12", "L13"]


def test_search_marks_matches_and_goes_through_them(page, long_log):
    page.goto(long_log.as_uri())
    page.keyboard.press("/")
    page.keyboard.type("LINE 10")
    page.locator("mark.at").wait_for()
    count = page.locator(".log-tools output")
    assert count.inner_text() == "1 of 12"
    assert page.locator("mark").count() == 12
    page.keyboard.press("Enter")
    assert count.inner_text() == "2 of 12"
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    assert count.inner_text() == "12 of 12"
    page.keyboard.press("Escape")
    assert page.locator("mark").count() == 0
    assert page.locator("#L10").text_content().strip().endswith("line 10 of many")


def test_search_finds_what_is_of_several_colours(page, streams, tmp_path):
    site = build(write_store(tmp_path, {"c.log": "a \x1b[31mre\x1b[32md \x1b[0mfox, red fox\n"}), tmp_path / "site")
    page.goto(first_page(site, "c.log").as_uri())
    before = page.locator("#L1").inner_text()
    page.get_by_placeholder("Search this page").fill("red fox")
    page.locator("mark.at").first.wait_for()
    assert page.locator(".log-tools output").inner_text() == "1 of 2"
    assert page.locator("mark").all_inner_texts() == ["re", "d ", "fox", "red fox"]
    assert page.locator("#L1").inner_text() == before


def test_search_is_of_letters_that_grow_when_they_are_made_small(page, tmp_path):
    site = build(write_store(tmp_path, {"c.log": "İİİ İstanbul end\n"}), tmp_path / "site")
    page.goto(first_page(site, "c.log").as_uri())
    page.get_by_placeholder("Search this page").fill("END")
    page.locator("mark.at").wait_for()
    assert page.locator("mark").all_inner_texts() == ["end"]


def test_no_line_reads_as_another_one_or_covers_its_neighbours(page, tmp_path):
    lines = ["first", "ok \u202e\u2066if admin\u2069 } begin", "a" + "\u0301\u0489" * 900, "last", "שלום loss 3"]
    site = build(write_store(tmp_path, {"c.log": "\n".join(lines) + "\n"}), tmp_path / "site")
    page.goto(first_page(site, "c.log").as_uri())
    assert page.locator("#L2").inner_text().strip().endswith("ok <U+202E><U+2066>if admin<U+2069> } begin")
    assert page.locator("#L5").inner_text().strip().endswith("שלום loss 3")
    before = page.locator("#L4").screenshot()
    page.evaluate("document.querySelector('#L3').lastChild.data = 'a\\n'")
    assert page.locator("#L4").screenshot() == before


def test_text_without_a_colour_has_that_of_the_page(page, tmp_path):
    site = build(write_store(tmp_path, {"c.log": "plain\n"}), tmp_path / "site")
    page.goto(first_page(site, "c.log").as_uri())
    page.locator(".log-tools").wait_for()
    assert len(set(page.evaluate("['#L1', 'body'].map(part => getComputedStyle(document.querySelector(part)).color)"))) == 1


def test_keys_jump_to_errors_lines_and_wrap(page, long_log):
    page.goto(long_log.as_uri())
    page.keyboard.press("n")
    page.wait_for_url("**/*#L42")
    page.keyboard.press("n")
    page.wait_for_url("**/*#L700001")
    page.keyboard.press("p")
    page.wait_for_url("**/*#L42")
    page.keyboard.press("g")
    page.keyboard.type("1,234")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*#L1234")
    expect(page.locator("li.at")).to_have_id("L1234")
    page.keyboard.press("w")
    assert page.evaluate("getComputedStyle(document.querySelector('.log')).whiteSpace") == "pre"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_line_that_was_out_of_sight_is_in_sight_by_its_link_though_lines_before_it_are_long(browser, tmp_path, has_script):
    # What is not laid out yet takes the room of fifty short lines; these take several times that.
    lines = [f"line {number} " + "word " * (number % 7 * 40) for number in range(1, 106)]
    site = build(write_store(tmp_path, {"long.log": "\n".join(lines) + "\n"}), tmp_path / "site")
    context = browser.new_context(java_script_enabled=has_script, viewport={"width": 900, "height": 700})
    page = context.new_page()
    for number in (105, 90, 57, 1):
        page.goto("about:blank")
        page.goto(first_page(site, "long.log").as_uri() + f"#L{number}")
        line = page.locator(f"#L{number}")
        line.wait_for()
        page.wait_for_timeout(300)
        box = line.bounding_box()
        assert box["y"] < 690 and box["y"] + box["height"] > 10, (number, box)
    if has_script:
        # As the search of the browser does, which looks at what is not laid out, too.
        assert page.evaluate("find('line 104 word')")
        assert 0 < page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().top") < 700
    context.close()

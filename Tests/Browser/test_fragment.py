"""The whole choice stands in the page's address: a view is shared by its link."""

import pytest

from conftest import SCRIPT_POLICY, serving
from run_table import RunTable
from test_table import address


def seen(table):
    """All a reader sees of the table and the tools."""
    return (
        table.count.inner_text(), table.filter.input_value(), table.heads(), table.same.inner_text(), table.made.inner_text(),
        table.made.locator("tr.chosen").count(), table.tools.inner_text(),
    )


def test_the_default_leaves_no_fragment(page, site):
    table = RunTable.open(page, address(site, "digits-mlp"))
    table.filter.fill("lr<1")
    assert table.fragment() == "#f=lr%3C1"
    table.tools.get_by_role("button", name="Reset").click()
    assert table.fragment() == "" and not page.url.endswith("#")
    assert not table.tools.get_by_role("button", name="Reset").is_visible()


def test_every_choice_is_kept_shortly_and_read_back(page, browser, site):
    table = RunTable.open(page, address(site, "digits-mlp"))
    table.filter.fill("status:completed lr<0.5")
    table.sort("metric.val/accuracy.max")
    with table.menu("Columns") as panel:
        panel.get_by_role("checkbox", name="val/loss mean", exact=True).check()
        panel.get_by_role("checkbox", name="seed", exact=True).uncheck()
    with table.menu("Group by") as panel:
        panel.get_by_role("radio", name="optimizer", exact=False).check()
    table.box("copper-falcon-118").click()
    table.box("eager-tide-115").click()
    table.made.locator("tr", has_text="copper-cinder-120").hover()
    table.made.get_by_role("button", name="Compare with copper-cinder-120").click()
    table.tools.get_by_label("Only what differs").check()
    fragment = table.fragment()
    assert fragment == (
        "#f=status:completed%20lr%3C0.5&s=-metric.val/accuracy.max&c=+metric.val/loss.mean~-param.seed&g=param.optimizer"
        "&b=e0f401a6&r=d03ac891~895a919a&d=1")
    first = seen(table)
    second = browser.new_page(viewport={"width": 1440, "height": 900})
    again = RunTable.open(second, address(site, "digits-mlp") + fragment, use=False)
    again.made.wait_for()
    second.wait_for_function("document.querySelector('table[aria-rowcount]').textContent.includes('mean')")
    second.wait_for_timeout(200)
    assert seen(again) == first
    second.close()


def test_a_new_fragment_in_the_address_bar_is_taken_up(page, site):
    table = RunTable.open(page, address(site, "digits-mlp"))
    page.evaluate("location.hash = '#f=status:failed'")
    table.page.wait_for_function("document.querySelector('[aria-label=\"Filter runs\"]').value === 'status:failed'")
    assert set(table.column("status")) == {"failed"}
    page.evaluate("location.hash = ''")
    page.wait_for_function("document.querySelector('[aria-label=\"Filter runs\"]').value === ''")
    assert table.count.inner_text() == "24 of 24 runs"


def test_back_leads_to_the_page_before_and_forward_to_the_choice(page, site):
    page.goto((site / "experiments/index.html").as_uri())
    page.get_by_role("link", name="Digits: MLP").click()
    table = RunTable(page)
    table.filter.press_sequentially("status:completed")
    table.sort("metric.val/loss.min")
    chosen = table.fragment()
    page.go_back()
    assert page.url.endswith("experiments/index.html")
    page.go_forward()
    table.made.wait_for()
    assert page.url.endswith(chosen) and table.filter.input_value() == "status:completed"
    assert table.head("metric.val/loss.min").get_attribute("aria-sort") == "ascending"


def test_links_to_places_on_the_page_keep_the_choice(page, site):
    table = RunTable.open(page, address(site, "digits-mlp"))
    table.filter.fill("status:failed")
    table.fragment()
    page.evaluate("location.hash = '#main'")
    page.wait_for_timeout(100)
    assert table.filter.input_value() == "status:failed" and table.count.inner_text().endswith("of 24 runs")
    page.go_back()
    assert table.filter.input_value() == "status:failed"


@pytest.mark.parametrize("key", ["param.a~b{c}", "param.batch size", 'param.say "hi" \\', "tag.größe", "metric.val.max.max"])
def test_odd_names_of_columns_survive_the_address(page, site, key):
    page.goto(address(site, "digits-mlp"))
    page.evaluate("key => { window.key = key; }", key)
    RunTable.open(page, address(site, "digits-mlp") + "#c=+tag.stage")
    quoted = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
    table = RunTable(page)
    page.evaluate("text => { location.hash = '#c=' + text.split('').map(encodeURIComponent).join('') + '~-param.lr'; }", "+" + quoted)
    page.wait_for_function("!document.querySelector('th[data-key=\"param.lr\"]')")
    assert "status" in table.heads()


HOSTILE = [
    "f=%", "f=%E0%A4%A", "f=<script>alert(1)</script>", "f=" + "(" * 5000, "f=" + "%22" * 999, "f=" + "a:" * 4000, "f=" + "x" * 200_000,
    "s=__proto__", "s=-", "s=%22", "s=-%22%22", "g=__proto__", "g=constructor", "g=%22", "c=+__proto__~-run~+constructor~~~+", "c=run",
    "c=-run~-status", "b=__proto__", "b=../../etc", "r=__proto__~constructor~~%00", "r=" + "~".join(["00000000"] * 3000), "d=2", "d=true", "m=NaN",
    "m=1e999", "m=-1", "z=1~0", "z=NaN~1", "z=~", "z=1~2~3", "l=%00", "x=__proto__", "t={", "t={}{}{{run}", "a=bar:~scatter:,~parallel:__proto__", "a=~~~",
    "f=a&f=b&f=c", "=&=&&&", "F=a", "__proto__=1", "f", "&" * 1000, "#f=a", "r=a=b=c", "%66=a",
]


@pytest.mark.parametrize("fragment", HOSTILE, ids=lambda text: text[:24])
def test_made_up_fragments_do_no_harm(page, site, fragment):
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    table = RunTable.open(page, address(site, "digits-mlp") + "#" + fragment)
    page.wait_for_timeout(100)
    table.filter.fill("status:failed")
    assert table.count.inner_text().startswith("2 of 24 runs"), table.problem.inner_text()
    assert len(table.runs()) == 2


def test_it_works_from_a_server_that_lets_no_inline_code_run(browser, site):
    page = browser.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    path = next(site.glob("experiments/digits-mlp-*")).relative_to(site)
    with serving(site, SCRIPT_POLICY) as root:
        table = RunTable.open(page, f"{root}{path}/index.html#f=status:failed&b=e0f401a6&d=1")
        with table.menu("Columns") as panel:
            panel.get_by_role("button", name="All").click()
        assert table.count.inner_text() == "2 of 24 runs"
        page.close()
    assert not told, told

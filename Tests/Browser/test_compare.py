"""Runs side by side: what the script makes of the comparison page."""

import json

import pytest

from conftest import serious

RUNS = "#r=b5aeaf53~610a21c4~e0f401a6"


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(10_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert not errors, errors


class Comparison:
    def __init__(self, page, address):
        self.page = page
        page.goto(address)
        self.made = page.locator("table[aria-label='Runs side by side'], .side table.compare")
        self.add = page.get_by_label("Add a run")
        self.differs = page.get_by_label("Only what differs")
        # The names to choose from are there when the data is.
        page.wait_for_function("document.querySelector('#all-runs').children.length > 0")

    def runs(self):
        return self.made.locator("thead th a").all_inner_texts()

    def row(self, name):
        """The texts of a row, by its first cell."""
        return self.page.evaluate("""name => {
            const row = [...document.querySelectorAll('.side tbody tr')].find(row => row.cells[0].textContent.trim() === name);
            return row && [...row.cells].slice(1).map(cell => cell.innerText.trim());
        }""", name)

    def heads(self):
        return [text.strip() for text in self.made.locator("tbody tr:not(.group) > th").all_inner_texts()]

    def put(self, name):
        self.add.fill(name)
        self.add.press("Enter")


def compare(site, name="digits-mlp"):
    if name == "all":
        return (site / "runs/compare.html").as_uri()
    return (next(site.glob(f"experiments/{name}-*")) / "compare.html").as_uri()


def test_without_a_choice_the_page_stays_as_it_was_built(page, site):
    comparison = Comparison(page, compare(site))
    assert page.locator("#compare").is_visible() and not comparison.made.is_visible()


def test_the_runs_of_the_address_stand_side_by_side_with_deltas_to_the_first(page, site):
    comparison = Comparison(page, compare(site) + RUNS)
    assert comparison.runs() == ["rapid-meadow-122", "gentle-aurora-121", "copper-cinder-120"]
    assert not page.locator("#compare").is_visible() and not page.locator("header .facts").is_visible()
    assert comparison.row("epochs") == ["150", "120", "120"] and comparison.row("lr") == ["0.1", "0.1", "0.1"]
    file = next(site.glob("experiments/digits-mlp-*")) / "runs.json"
    loss = {run["run_name"]: run["metrics"]["val/loss"]["min"] for run in json.loads(file.read_text())
            if "val/loss" in run["metrics"]}
    first, second = loss["rapid-meadow-122"], loss["gentle-aurora-121"]
    assert comparison.row("val/loss min ↓")[:2] == [f"{first:.4f}", f"{second:.4f} +{second - first:.4f}"]
    assert comparison.made.locator("tr", has_text="val/loss min").locator("small").first.get_attribute("class") == "worse"
    assert comparison.row("Note")[0].startswith("Canceled by hand after 63 of 150 epochs")
    assert comparison.made.get_by_role("link", name="rapid-meadow-122").get_attribute("href").endswith("b5aeaf53/index.html")


def test_differences_are_marked_and_can_be_all_that_is_shown(page, site):
    comparison = Comparison(page, compare(site) + RUNS)
    differing = [text.strip() for text in comparison.made.locator("tr.differs > th").all_inner_texts()]
    assert "epochs" in differing and "lr" not in differing and "lr" in comparison.heads()
    comparison.differs.check()
    assert comparison.heads() == differing
    comparison.differs.uncheck()
    assert "lr" in comparison.heads()


def test_one_steps_from_difference_to_difference(page, site):
    comparison = Comparison(page, compare(site) + RUNS)
    differing = [text.strip() for text in comparison.made.locator("tr.differs > th").all_inner_texts()]
    focused = "document.activeElement.textContent.trim()"
    forth, back = (page.get_by_role("button", name=name) for name in ("Next difference", "Previous difference"))
    forth.click()
    assert page.evaluate(focused) == differing[0]
    forth.click()
    assert page.evaluate(focused) == differing[1]
    back.click()
    back.click()
    assert page.evaluate(focused) == differing[-1]


def test_runs_are_added_and_taken_away(page, site):
    comparison = Comparison(page, compare(site) + RUNS)
    comparison.put("eager-tide-115")
    assert comparison.runs()[-1] == "eager-tide-115" and len(comparison.runs()) == 4
    comparison.put("nobody-0")
    assert page.get_by_role("alert").inner_text() == "No run is called `nobody-0`."
    comparison.made.get_by_role("button", name="Take gentle-aurora-121 away").click()
    assert comparison.runs() == ["rapid-meadow-122", "copper-cinder-120", "eager-tide-115"]
    page.wait_for_timeout(250)
    assert page.url.endswith("#r=b5aeaf53~e0f401a6~895a919a")


def test_adding_to_the_runs_of_the_page_keeps_them(page, site):
    comparison = Comparison(page, compare(site))
    built = page.locator("#compare table").first.locator("thead a").all_inner_texts()
    comparison.put("mellow-heron-107")
    assert comparison.runs() == [*built, "mellow-heron-107"]


def test_another_run_can_be_the_one_to_compare_with(page, site):
    comparison = Comparison(page, compare(site) + RUNS + "&b=610a21c4")
    assert "baseline" in comparison.made.locator("thead th").nth(1).inner_text()
    assert comparison.row("val/accuracy ↑")[1] == "0.9833"
    assert comparison.row("val/accuracy ↑")[0].startswith("0.9889 +")


def test_charts_of_common_metrics_are_drawn_over_one_another(page, site):
    comparison = Comparison(page, compare(site) + RUNS)
    figures = page.locator(".side figure")
    assert "val/loss" in figures.locator("h3").all_inner_texts()
    figures.first.scroll_into_view_if_needed()
    figures.first.locator("svg.chart .s path").nth(2).wait_for()
    assert figures.first.get_attribute("data-runs") == "1 2 3"
    # A choice of the charts alone leaves the figures where they are.
    figures.first.evaluate("node => { node.id = 'kept'; }")
    page.evaluate("location.hash += '&m=0.6'")
    page.wait_for_timeout(200)
    assert page.locator("#kept").count() == 1 and comparison.made.is_visible()


def test_runs_of_different_experiments_stand_side_by_side(page, site):
    page.goto((site / "runs/index.html").as_uri())
    page.get_by_label("Filter runs").fill("optimizer:adam epochs=80")
    boxes = page.locator("table[aria-rowcount] tbody input")
    boxes.first.click()
    page.get_by_label("Filter runs").fill("nightly")
    boxes.first.click()
    page.get_by_role("link", name="Compare (2)").click()
    page.wait_for_function("document.querySelectorAll('.side thead th').length === 2")
    assert "Experiment" in page.locator(".side tbody").first.inner_text()


def test_eleven_runs_are_ten(page, site):
    runs = json.loads((next(site.glob("experiments/digits-mlp-*")) / "runs.json").read_text())
    ids = [run["page"].split("/")[-2][-8:] for run in runs[:11]]
    comparison = Comparison(page, compare(site) + "#r=" + "~".join(ids))
    assert len(comparison.runs()) == 10 and comparison.made.locator("thead td").inner_text() == "10 of 24 runs"


@pytest.mark.parametrize("fragment", ["#r=__proto__~00000000", "#r=%", "#r=" + "a~" * 999, "#b=x&d=1", "#r=b5aeaf53"])
def test_made_up_choices_do_no_harm(page, site, fragment):
    comparison = Comparison(page, compare(site) + fragment)
    comparison.put("eager-tide-115")
    assert comparison.runs()[-1] == "eager-tide-115"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, site, scheme):
    page = browser.new_page(color_scheme=scheme)
    Comparison(page, compare(site) + RUNS)
    violations = serious(page)
    page.close()
    assert not violations, violations


@pytest.mark.parametrize("width", [400, 1440])
def test_it_fits_the_screen(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    Comparison(page, compare(site) + RUNS)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()

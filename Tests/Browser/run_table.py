"""What a person sees and does in a run table of the script."""

import contextlib


class RunTable:
    """The table of a page and the tools above it."""

    def __init__(self, page):
        self.page = page
        self.tools = page.get_by_role("group", name="Run table")
        self.filter = page.get_by_role("searchbox", name="Filter runs")
        self.count = page.locator('[aria-label="Run table"] .count [role=status]')
        self.problem = page.locator("#problem")
        self.same = page.locator('[aria-label="Run table"] ~ .problem + .values')
        self.made = page.locator("table[aria-rowcount]")
        self.scroller = page.locator(".scroll:has(> table[aria-rowcount])")

    @classmethod
    def open(cls, page, address, use=True):
        page.set_default_timeout(10_000)
        page.goto(address)
        table = cls(page)
        if use:
            table.filter.focus()
            table.made.wait_for()
        return table

    def runs(self):
        """The names of the runs in view, from above."""
        return self.made.locator("tbody tr[aria-rowindex] > th > a").all_inner_texts()

    def heads(self):
        return self.page.evaluate("""() => [...document.querySelectorAll('table[aria-rowcount] th[data-key]')]
            .map(head => head.dataset.key)""")

    def column(self, key):
        """The texts of a column's cells, a row each."""
        return self.page.evaluate("""key => {
            const heads = [...document.querySelectorAll('table[aria-rowcount] th[data-key]')].map(head => head.dataset.key);
            return [...document.querySelectorAll('table[aria-rowcount] tbody tr[aria-rowindex]')]
              .map(row => row.cells[heads.indexOf(key)].innerText.trim());
        }""", key)

    def cell(self, run, key):
        return self.made.locator("tbody tr", has=self.page.get_by_role("link", name=run, exact=True)).locator("> *").nth(
            self.heads().index(key))

    def head(self, key):
        return self.made.locator(f'th[data-key="{key}"]')

    def sort(self, key):
        self.head(key).get_by_role("button").click()

    def box(self, run):
        return self.made.get_by_role("checkbox", name=f"Select {run}", exact=True)

    @contextlib.contextmanager
    def menu(self, name):
        """The panel of a menu, open for a while."""
        opener = self.tools.get_by_role("button", name=name)
        opener.click()
        panel = self.page.locator(".panel:popover-open")
        panel.locator("input, button").first.wait_for()
        yield panel
        self.page.keyboard.press("Escape")
        panel.wait_for(state="detached")

    def fragment(self):
        """The page's fragment once changes have paused."""
        self.page.wait_for_timeout(250)
        return self.page.evaluate("location.hash")


def texts(page, table):
    """All cells of a table as text, without what the script adds or cannot know: rows of lists."""
    return page.evaluate("""table => [...document.querySelector(table).rows].map(row => [...row.cells].map(cell => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll('sup, .pin, small').forEach(more => more.remove());
        return copy.textContent.trim().replace(/\\s+/g, ' ');
    })).filter(row => row.some(text => text))""", table)

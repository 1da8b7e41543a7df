"""The row on writing pages."""

import shutil

from hugo_site import hugo_site
from measuring import check, in_turns
from ours import files, pages, remove, weight
from report import Section, against
from workloads import native_store


def pages_per_second(bench):
    """Rendering all pages beside Hugo, and beside writing the same bytes."""
    store, site = bench.workloads.get(native_store, bench.size(10_000), 10, 10), bench.work / "site"
    bench.ours.build(store, site, anew=True)
    written, ours = files(site), pages(site)
    data = data_files(site, bench.work / "data")
    charts, plain = HugoLike(bench, ours, "charts", data), HugoLike(bench, ours, "plain", data)
    listing, output = bench.work / "files.txt", bench.work / "written"
    listing.write_text("".join(f"{size} {path}\n" for size, path in written))

    def floor():
        remove(output)
        outcome = bench.runner.run(bench.floors.program("floor_write"), listing, output, keep_output=True)
        check("the floor wrote files", int(outcome.output), len(written))
        return outcome.seconds

    times = in_turns({
        "ours": lambda: bench.ours.build_into_empty(store, site).seconds,
        "Hugo with charts and data": charts.seconds_with_data, "Hugo with charts": charts.seconds,
        "plain Hugo with data": plain.seconds_with_data, "floor": floor}, bench.repeat)
    remove(output)
    remove(data)
    speeds = ", ".join(
        f"{name} {len(ours) / entry.median:,.0f}" for name, entry in times.items()
        if name != "floor" and not entry.failure)
    pages_and_data = f"{len(ours):,} pages and {len(written) - len(ours):,} data files"
    return Section("Pages", [
        against(pages_and_data, times["ours"], "Hugo, such a table and charts, and the data files",
                times["Hugo with charts and data"], 1 / 8, "8 × Hugo's pages a second"),
        against("the same", times["ours"], "Hugo, such a table and charts, no data files", times["Hugo with charts"]),
        against("the same", times["ours"], "Hugo, constant text, and the data files", times["plain Hugo with data"]),
        against("the same", times["ours"], "C: write the same files", times["floor"], 4),
    ], [
        f"Pages a second: {speeds}.",
        f"Ours: {weight(ours) / 1e6:.0f} MB of HTML and the data files of runs and experiments beside it (together "
        f"{weight(written) / 1e6:.0f} MB), from the cache into an empty folder: every page is rendered, no run is read.",
        "Hugo makes as many pages, as heavy to 2 %: once with a table and charts like ours, whose places are computed "
        f"beforehand (they are {charts.share} of the weight, the rest is constant text), once with constant text "
        "alone, the least it can do. The data files are our own, which it copies into its site and need not make."])


def data_files(site, folder):
    """A folder with the files of a site that are no pages, each once."""
    remove(folder)
    for _, path in files(site):
        if not path.endswith(".html"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site / path, folder / path)
    return folder


class HugoLike:
    """Hugo making as many pages as ours, filled up to their weight with constant text."""

    def __init__(self, bench, ours, layout, data):
        self.bench, self.ours, self.layout, self.data = bench, ours, layout, data
        self.public = bench.work / "public"
        self.source = None
        self.share = "?"  # how much of the weight is not filler

    def seconds(self):
        return self.timed()

    def seconds_with_data(self):
        return self.timed(self.data)

    def timed(self, data=None):
        if self.source is None:
            bare = self.built(self.made(0))[1]
            self.share = f"{100 * bare / weight(self.ours):.0f} %"
            self.source = self.made(max(0, (weight(self.ours) - bare) // len(self.ours)))
        seconds, heavy = self.built(self.source, data)
        check("Hugo's pages are as heavy as ours, to 2 %:", abs(heavy / weight(self.ours) - 1) <= 0.02, True)
        return seconds

    def made(self, filler):
        return self.bench.workloads.get(hugo_site, len(self.ours), self.layout, filler)

    def built(self, source, data=None):
        """Seconds, and the bytes of the pages."""
        remove(self.public)
        seconds = self.bench.peers.hugo(source, self.public, data)
        made, copied = pages(self.public), len(files(self.public)) - len(pages(self.public))
        remove(self.public)
        check("Hugo made pages:", len(made), len(self.ours))
        check("Hugo copied data files:", copied, len(files(data)) if data else 0)
        return seconds, weight(made)

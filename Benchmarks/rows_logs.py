"""The row on logs: a long one with colours, as pages."""

import shutil

from measuring import CannotRun, Times, check, in_turns
from ours import cache_of, pages, remove, weight
from report import Line, Section, against
from workloads import coloured_log

MEMORY_BAR = 60  # MB
OUTPUT_BAR = 1.4  # times the log
PAGE_BAR = 128_000  # bytes


def coloured(bench):
    """A log with colours beside aha, ansi2html and a C program."""
    folder, site = bench.workloads.get(coloured_log, bench.size(100_000_000)), bench.work / "site"
    log, page = folder / "logs/run/logs/train.log", bench.work / "page.html"
    size, peak = log.stat().st_size, []

    def ours():
        outcome = bench.ours.build(folder, site, anew=True)
        peak.append(outcome.megabytes)
        return outcome.seconds

    def peer(name, *words):
        if not shutil.which(name):
            raise CannotRun(f"{name} is not installed")
        seconds = bench.runner.run("sh", "-c", 'log=$1 page=$2; shift 2; "$@" < "$log" > "$page"', "sh", log, page,
                                   name, *words).seconds
        check(f"{name} wrote a page larger than the log:", page.stat().st_size > size, True)
        return seconds

    times = in_turns({
        "ours": ours, "aha": lambda: peer("aha"), "ansi2html": lambda: peer("ansi2html"),
        "floor": lambda: bench.runner.run(bench.floors.program("floor_ansi"), log, page).seconds}, bench.repeat)
    made = [entry for entry in pages(site) if "/logs/" in entry[1]]
    with open(log, "rb") as lines:
        count = sum(1 for _ in lines)
    check("ours wrote lines", lines_of(site, made), count)
    remove(site)
    remove(cache_of(site))
    page.unlink(missing_ok=True)
    what = f"{size / 1e6:.0f} MB, {count:,} lines"
    ratio, largest, memory = weight(made) / size, max(made)[0], max(peak)
    return Section("Logs", [
        against(what, times["ours"], "aha", times["aha"], 1 / 8, "8 × as fast"),
        against("the same", times["ours"], "ansi2html", times["ansi2html"], 1 / 2.5, "2.5 × as fast"),
        against("the same", times["ours"], "C: colours to spans, one file", times["floor"]),
        Line("memory", f"{memory:.0f} MB", bar=f"≤ {MEMORY_BAR} MB", held=memory <= MEMORY_BAR),
        Line("pages", f"{weight(made) / 1e6:.0f} MB", f"the log: {size / 1e6:.0f} MB", ratio, f"≤ {OUTPUT_BAR}",
             ratio <= OUTPUT_BAR),
        Line("the largest page", f"{largest / 1e3:.1f} KB", bar=f"≤ {PAGE_BAR / 1e3:.0f} KB", held=largest <= PAGE_BAR),
    ], [
        f"Ours: the whole build of a store with one run and one log, on all cores: {len(made):,} pages, every line with a "
        "number to link to, errors and warnings found. The log is too large to be copied beside its pages.",
        f"MB/s: ours {speed(size, times['ours'])}, aha {speed(size, times['aha'])}, ansi2html "
        f"{speed(size, times['ansi2html'])}, C {speed(size, times['floor'])}. aha and ansi2html (Debian's colorized-logs) "
        "write one page, on one thread."])


def lines_of(site, made):
    """How many lines some pages have."""
    return sum((site / path).read_bytes().count(b"<li id=L") for _, path in made)


def speed(size, entry: Times):
    return "–" if entry.failure else f"{size / entry.median / 1e6:,.0f}"

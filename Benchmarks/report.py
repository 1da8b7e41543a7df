"""What was measured, as Markdown for people, with the machine it was measured on."""

import hashlib
import os
import pathlib
import platform
import re
import subprocess
import time
from dataclasses import dataclass, field

import peers

HEADINGS = ("what", "ours", "against", "ratio", "bar", "held", "times")
QUIET = 0.5  # load under which times can be trusted


@dataclass
class Line:
    """A row of a table. `bar` is what the ratio, or the number, must not exceed."""

    what: str
    ours: str
    against: str = ""
    ratio: float | None = None
    bar: str = ""
    held: bool | None = None
    times: str = ""

    def cells(self):
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}"
        held = "yes" if self.held else "**no**" if self.held is False else "not measured" if self.bar else ""
        return [self.what, self.ours, self.against, ratio, self.bar, held, self.times]


def against(what, ours, name, peer, bar=None, words=""):
    """Our times and a peer's; `bar` is the largest ratio of the medians that is allowed, `words` how it was put."""
    line = Line(what, str(ours), f"{name}: {peer}", times=f"{len(ours.seconds)}, {len(peer.seconds)}")
    line.bar = "" if bar is None else f"≤ {bar:g}" + (f" ({words})" if words else "")
    if not ours.failure and not peer.failure:
        line.ratio = ours.median / peer.median
        line.held = None if bar is None else line.ratio <= bar
    return line


@dataclass
class Section:
    """One row of the benchmark: its question, its lines, and what one has to know to read them."""

    title: str
    lines: list
    notes: list = field(default_factory=list)

    def markdown(self):
        rows = [HEADINGS, ["---"] * len(HEADINGS), *(line.cells() for line in self.lines)]
        table = ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
        return "\n".join([f"### {self.title}", "", *table, *([""] if self.notes else []),
                          *(f"- {note}" for note in self.notes), ""])


def unmeasured(name, row, reason):
    """The section of a row that did not come to its lines."""
    what = row.__doc__.splitlines()[0].rstrip(".")
    return Section(name.replace("-", " ").capitalize(), [Line(what, f"could not run: {reason}")])


def machine(program, disk):
    """Lines on what the numbers are of: processor, memory, system, program, peers."""
    processor = processor_name()
    memory = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    system = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    digest = hashlib.sha256(program.read_bytes()).hexdigest()[:12]
    return [
        f"Machine: {processor}, {len(os.sched_getaffinity(0))} cores, {int(memory[1]) / 2**20:.0f} GiB; {system[1]}, "
        f"kernel {platform.release()}, Python {platform.python_version()}; {load()}.",
        f"Files: {disk}.",
        f"Program: runreport {version}, {commit(program.parent)}, sha256 {digest}….",
        "Peers: " + (", ".join(f"{name} {number}" for name, number in peers.versions().items()) or "none") + ".",
    ]


def load():
    """What else the machine was doing when the benchmark began, which the numbers cannot tell.

    The build before it is in the load of the last minute too: that is waited for, what stays is somebody else's.
    """
    patience = time.monotonic() + 120
    while (before := os.getloadavg()[0]) > QUIET and time.monotonic() < patience:
        time.sleep(5)
    busy = ": **busy, the times are not to be trusted**" if before > QUIET else ""
    return f"load when it began {before:.1f}{busy}"


def processor_name():
    names = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return names[1] if names else platform.machine()


def commit(folder):
    """The commit of the work tree, and whether there are changes in it that no commit has."""
    def git(*words):
        return subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True).stdout.strip()
    try:
        head = git("rev-parse", "--short=12", "HEAD")
        return f"commit {head}{' with changes' if git('status', '--porcelain') else ''}" if head else "not in git"
    except FileNotFoundError:
        return "not in git"


def whole(date, sections, machine_lines, quick):
    barred = [line for section in sections for line in section.lines if line.bar]
    kept, missing = sum(line.held is True for line in barred), sum(line.held is None for line in barred)
    warning = "**Tenth-size workloads, once each: this shows that the benchmark works, and no more.**"
    return "\n".join([
        f"## Measured on {date}", "",
        *([warning, ""] if quick else []),
        f"{kept} of {len(barred)} bars are held{f', {missing} not measured' if missing else ''}. Each time is a median, "
        "with the smallest and the largest; `times` says how often ours and theirs were measured, in turns. The ratio is "
        "ours ÷ theirs: under 1, ours is faster. Ours uses all cores. The C programs beside it do the least that the task "
        "can be done with, on one thread.", "",
        *(f"- {line}" for line in machine_lines), "",
        *(section.markdown() for section in sections)])

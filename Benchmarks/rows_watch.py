"""The row on watching: what it costs while nothing changes, and how soon a change is on the page."""

import json
import os
import pathlib
import statistics
import subprocess
import threading
import time

from measuring import CannotRun, Times
from ours import cache_of, into, remove
from report import Line, Section
from workloads import watched_store

TICK = os.sysconf("SC_CLK_TCK")
WAIT = 120  # seconds for anything a watcher is waited for


class Watcher:
    """A process that watches, with what it says."""

    def __init__(self, *command):
        self.process = subprocess.Popen([*map(str, command)], stderr=subprocess.PIPE, text=True)
        self.is_ready = threading.Event()
        threading.Thread(target=self.listen, daemon=True).start()
        if not self.is_ready.wait(WAIT):
            self.stop()
            raise CannotRun(f"{pathlib.Path(command[0]).name} did not begin to watch")

    def listen(self):
        for line in self.process.stderr:
            if "Watching" in line:
                self.is_ready.set()

    def cpu(self):
        """The seconds of a core it took since it was started."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def megabytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024 / 1e6
        return 0.0

    def stop(self):
        self.process.terminate()
        try:
            return self.process.wait(WAIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def append(metrics, step):
    with open(metrics, "a") as file:
        file.write(json.dumps({"step": step, "time": time.time(), "values": {"loss": 1000 + step}}) + "\n")


def time_to_page(metrics, page, step):
    """From a value that is written to the page that holds it."""
    before = time.monotonic()
    append(metrics, step)
    wanted = f">{1000 + step}<".encode()
    while wanted not in page.read_bytes():
        if time.monotonic() - before > WAIT:
            raise CannotRun("a change never reached its page")
        time.sleep(0.01)
    return time.monotonic() - before


def watching(bench):
    """A watch over 1,000 runs of which one goes on: at rest beside a C program that waits in inotify, then changing."""
    count, site = bench.size(1000), bench.work / "watched-site"
    # Made anew: a run that goes on must have started a moment ago.
    store = bench.work / "watched-store"
    remove(store)
    watched_store(store, count)
    remove(site)
    remove(cache_of(site))
    idle = 5 if bench.quick else 130
    ours = Watcher(bench.ours.program, "watch", store, *into(site))
    try:
        floor = Watcher(bench.floors.program("floor_inotify"), store)
        try:
            # Files as young as these are read once more by the first look.
            time.sleep(0 if bench.quick else 70)
            before = ours.cpu(), floor.cpu()
            time.sleep(idle)
            share, least = ((now - then) / idle for now, then in zip((ours.cpu(), floor.cpu()), before))
        finally:
            floor.stop()
        metrics = store / "watched" / f"run-{count - 1:06}" / "metrics.jsonl"
        page = next(site.glob(f"experiments/watched-*/run-{count - 1:06}-*/index.html"))
        quiet, busy, started = Times(), Times(), ours.cpu()
        steps = iter(range(100, 999))
        for _ in range(2 if bench.quick else 5):
            time.sleep(6)
            quiet.seconds.append(time_to_page(metrics, page, next(steps)))
        cost = (ours.cpu() - started) / len(quiet.seconds)
        for _ in range(3 if bench.quick else 10):
            busy.seconds.append(time_to_page(metrics, page, next(steps)))
        memory = []
        for _ in range(5 if bench.quick else 60):
            time_to_page(metrics, page, next(steps))
            memory.append(ours.megabytes())
    finally:
        code = ours.stop()
    half = len(memory) // 2
    early, late = statistics.median(memory[:half]), statistics.median(memory[half:])
    return Section("Watching", [
        Line(f"{count:,} runs, one goes on, nothing changes", f"{100 * share:.2f} % of a core",
             f"C: wait in inotify: {100 * least:.2f} %", bar="< 2 %", held=share < 0.02, times=f"{idle} s"),
        Line("from a value to its page, after a pause", str(quiet), bar="< 2 s",
             held=max(quiet.seconds) < 2, times=str(len(quiet.seconds))),
        Line("the same, values one after the other", str(busy), bar="< 2 s",
             held=max(busy.seconds) < 2, times=str(len(busy.seconds))),
        Line("a rebuild of one run", f"{cost:.2f} s of a core", bar="≤ 0.3 s", held=cost <= 0.3,
             times=str(len(quiet.seconds))),
        Line(f"memory after {len(memory)} rebuilds", f"{late:.1f} MB", f"after {half}: {early:.1f} MB",
             ratio=late / early, bar="≤ 1.05", held=late / early <= 1.05, times=str(len(memory))),
    ], [f"`runreport watch STORE --output SITE`, stopped by SIGTERM: it ended with {code}. The page is looked at every "
        "10 ms. The stamp of live pages is written every 10 s, also while nothing changes, and a sure look taken every "
        "minute."])

#!/usr/bin/env python3
"""Measures runreport beside its peers: makes workloads from a seed, runs both in turns, prints medians and ratios.

    make bench                                everything; twenty minutes on two cores
    make bench BENCH="--quick"                a tenth of everything, once: does it work?
    make bench BENCH="--only pages --keep"    one row, and its workloads stay for the next time

A row is a function below that gives a Section; what it cannot measure it says in its table. The report goes to
`Benchmarks/results/`, that of a part to the terminal alone.
"""

import argparse
import datetime
import os
import pathlib
import re
import shutil
import sys
import tempfile
import traceback

import growth
import report
import rows_logs
import rows_mlflow
import rows_native
import rows_pages
import rows_tensorboard
import rows_watch
from floors import Floors
from measuring import CannotRun, Runner
from ours import Ours
from peers import Peers
from workloads import Workloads

HERE = pathlib.Path(__file__).resolve().parent
ROOM = 8 << 30  # bytes that the work folder needs

ROWS = {
    "full-build": rows_mlflow.full_build,
    "rebuild": rows_mlflow.rebuild,
    "pages": rows_pages.pages_per_second,
    "every-value": rows_mlflow.histories,
    "read-mlflow": rows_mlflow.reading,
    "database": rows_mlflow.database,
    "json-lines": rows_native.lines,
    "logging": rows_native.logging,
    "tensorboard": rows_tensorboard.read_logdir,
    "instructions": rows_native.instructions,
    "notes": rows_native.markdown,
    "charts": rows_native.charts,
    "thinning": rows_native.thinning,
    "logs": rows_logs.coloured,
    "watch": rows_watch.watching,
    "growth": growth.growth,
}


class Bench:
    """What every row needs."""

    def __init__(self, options):
        self.quick = options.quick
        self.repeat = options.repeat or (1 if options.quick else None)
        memory = pathlib.Path("/dev/shm")
        self.in_memory = is_ram_disk(memory) and shutil.disk_usage(memory).free >= ROOM
        parent = memory if self.in_memory else pathlib.Path(tempfile.gettempdir())
        self.work = parent / f"runreport-bench-{os.getuid()}"
        self.work.mkdir(mode=0o700, exist_ok=True)
        self.program = HERE.parent / "bin/runreport"
        self.floors = Floors(self.work / "floors")
        self.runner = Runner(self.floors.program("measure"), self.work)
        self.ours = Ours(self.program, self.runner)
        self.peers = Peers(self.runner)
        self.workloads = Workloads(self.work / "workloads")
        self.date = datetime.date.today().isoformat()
        self.name = f"{self.date}-{slug(report.processor_name())}-{len(os.sched_getaffinity(0))}-cores"
        self.results = HERE / "results" if not options.quick and not options.only else self.work / "results"

    def size(self, number):
        return max(1, number // 10) if self.quick else number

    def disk(self):
        if self.in_memory:
            return "on a RAM disk, /dev/shm"
        return f"in {self.work.parent}, as /dev/shm is no RAM disk with {ROOM >> 30} GiB free; times include that disk"


def is_ram_disk(folder):
    mounts = (line.split() for line in pathlib.Path("/proc/mounts").read_text().splitlines())
    return any(mount[1] == str(folder) and mount[2] == "tmpfs" for mount in mounts)


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def section(name, bench):
    """A row's section; a row that breaks says so in the report and does not end the others."""
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    try:
        found = ROWS[name](bench)
    except CannotRun as reason:
        found = report.unmeasured(name, ROWS[name], reason)
    except Exception as error:
        traceback.print_exc()
        found = report.unmeasured(name, ROWS[name], repr(error))
    print(found.markdown(), flush=True)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=ROWS, metavar="ROW", help="one of: " + ", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="tenth-size workloads, once each")
    parser.add_argument("--repeat", type=int, help="how often; default: 5 times what takes under 2 s, 3 times the rest")
    parser.add_argument("--keep", action="store_true", help="leave the work folder, for the next time")
    options = parser.parse_args()
    bench = None
    try:
        bench = Bench(options)
        machine = report.machine(bench.program, bench.disk())
        sections = [section(name, bench) for name in options.only or ROWS]
        text = report.whole(bench.date, sections, machine, bench.quick)
        print(text.split("###")[0], flush=True)
        bench.results.mkdir(parents=True, exist_ok=True)
        file = bench.results / f"{bench.name}.md"
        file.write_text(text)
        kept = options.keep or bench.results.is_relative_to(HERE)
        print(f"Written to {file}" if kept else "Not written: only a whole run is.")
    except CannotRun as reason:
        sys.exit(str(reason))
    finally:
        if bench and not options.keep:
            shutil.rmtree(bench.work, ignore_errors=True)


if __name__ == "__main__":
    main()

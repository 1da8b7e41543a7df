"""RunDetails: a run in the cell of a notebook, renewed while it runs."""

import contextvars
import os
import subprocess
import sys
import threading
import time
import urllib.parse
import weakref

from . import cell
from .program import Program, ProgramError, RunReportError

#: States after which nothing more is to come.
FINAL = {"completed", "failed", "canceled", "stale"}

#: What shows in which cell: it stops when the cell is run again.
_shown = {}
_shown_lock = threading.Lock()


class RunDetails:
    """A run of a store.

    run_id   its id or name, a beginning that only one has, or EXPERIMENT/RUN
    store    a path or an address, or a list of them; default: the stores of runreport.yaml in the current folder
    base     the address of a published or served site, for links; default: $RUNREPORT_BASE
    program  the runreport program; default: $RUNREPORT, else the one on the PATH
    """

    def __init__(self, run_id, store=None, *, base=None, program=None):
        if not isinstance(run_id, str) or not run_id:
            raise ValueError("RunDetails takes the id or the name of a run.")
        stores = [] if store is None else [store] if isinstance(store, (str, os.PathLike)) else list(store)
        self.run_id = run_id
        self._base = base or os.environ.get("RUNREPORT_BASE") or None
        self._program = Program(program, stores)
        self._renewal = None

    def __repr__(self):
        return f"RunDetails({self.run_id!r})"

    # What is asked of a run

    def describe(self):
        """All that `runreport show --json` tells, as a dictionary."""
        return self._program.describe(self.run_id)

    def get_status(self):
        """queued, preparing, running, completed, failed, canceled, unknown, or stale: it says it runs, but is silent."""
        return _status(self.describe())

    def get_metrics(self):
        """`{name: [values]}`, every value in the order of the store."""
        described = self.describe()
        if not described["metrics"]:
            return {}
        return self._program.metrics(described["id"], described)

    def get_portal_url(self, base=None):
        """The address of the run's page in a published or served site.

        Raises ValueError where no `base` is known: here, to RunDetails, or in $RUNREPORT_BASE.
        """
        base = base or self._base
        if not base:
            raise ValueError(
                "Say where the site is: get_portal_url(base=\"https://ml.example.org/runs/\"), "
                "RunDetails(…, base=…), or $RUNREPORT_BASE.")
        if urllib.parse.urlsplit(base).scheme not in ("http", "https", "file"):
            raise ValueError(f"base= takes an address of http, https or file, not {base}.")
        return self._program.url(self.run_id, base)

    def wait_for_completion(self, show_output=False):
        """Waits until the run has ended, with show_output printing its main log meanwhile; returns its status."""
        options = ["--show-output"] if show_output else []
        words = self._program.command("wait", self.run_id, "--quiet", *options)
        with subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0
        ) as process:
            try:
                _print_as_it_comes(process.stdout)
            except BaseException:
                process.terminate()
                raise
        if process.returncode > 3:
            raise ProgramError(f"runreport wait ended with status {process.returncode}.", process.returncode)
        return self.get_status()

    # What is shown

    def show(self, every=10, height=620):
        """Shows the run in this cell and renews it every so many seconds until it has ended, or the cell runs again.

        The kernel is free meanwhile. Where no cell can be renewed, the run is printed as text, with the link.
        """
        every = max(1.0, float(every))
        ipython = cell.shell()
        if ipython is None:
            self._print()
            return
        self.close()
        renewal = _Renewal(self, every, height)
        _stop_older(ipython, renewal)
        self._renewal = renewal
        renewal.start()

    def close(self):
        """Ends the renewal; what is shown stays."""
        if self._renewal:
            self._renewal.stop()
            self._renewal = None

    def _print(self):
        print(self._program.text(self.run_id))
        url = self._url()
        if url:
            print("\n" + url)

    def _url(self):
        try:
            return self.get_portal_url() if self._base else None
        except (RunReportError, ValueError):
            return None


class _Renewal:
    """Keeps what one cell shows as new as the store."""

    def __init__(self, details, every, height):
        self.program, self.run_id, self.every, self.height = details._program, details.run_id, every, height
        self.url = details._url()
        self.stopped = threading.Event()
        self.name, self.status, self.page = details.run_id, "", None

    def start(self):
        """Shows the run now, in the thread of the cell, so that a mistake is an error there; then goes on behind."""
        from IPython.display import display

        ended = self._read()
        self.head_handle = display(self._head(ended), raw=True, display_id=True)
        self.page_handle = display(self._frame(), raw=True, display_id=True)
        if ended:
            return
        # In the context of this cell, so that what is sent later belongs to it.
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._go_on,), name="runreport", daemon=True).start()

    def stop(self):
        self.stopped.set()

    def _go_on(self):
        while not self.stopped.wait(self.every):
            old, problem, ended = self.page, None, False
            try:
                ended = self._read()
            except (RunReportError, ValueError, KeyError) as error:
                problem = f"{str(error).splitlines()[0]}; what is shown may be old"
            if self.stopped.is_set():
                return
            try:
                if self.page != old:
                    self.page_handle.update(self._frame(), raw=True)
                self.head_handle.update(self._head(ended, problem), raw=True)
            except Exception:  # The kernel goes down: nobody is there to be told.
                return
            if ended:
                return

    def _read(self):
        """Asks for the run; whether it has ended. What ends between the two questions is seen in the page."""
        described = self.program.describe(self.run_id)
        self.page = self.program.page(self.run_id)
        self.name, self.status = described["name"], _status(described)
        return self.status in FINAL or self.status == "unknown" and described.get("end") is not None

    def _head(self, ended, problem=None):
        moment = time.strftime("%H:%M:%S")
        remark = f"as of {moment}" if ended else f"renewed {moment}, every {self.every:g} s"
        return cell.bundle(
            cell.head(self.name, self.status, remark, self.url, problem),
            " · ".join(part for part in [self.name, self.status, remark, self.url, problem] if part))

    def _frame(self):
        return cell.bundle(cell.frame(self.page, self.height), f"Run {self.name}: {self.status}")


def _status(described):
    return "stale" if described["stale"] else described["status"]


def _stop_older(ipython, renewal):
    """Ends what an earlier run of this cell shows; one run of a cell may show several."""
    place, execution = cell.running_cell(ipython)
    if place is None:
        return
    with _shown_lock:
        known, renewals = _shown.get(place, (None, []))
        if known != execution:
            for reference in renewals:
                older = reference()
                if older:
                    older.stop()
            renewals = []
        _shown[place] = (execution, renewals + [weakref.ref(renewal)])


def _print_as_it_comes(stream):
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while True:
        piece = stream.read(1 << 16)
        sys.stdout.write(decoder.decode(piece or b"", final=not piece))
        sys.stdout.flush()
        if not piece:
            return

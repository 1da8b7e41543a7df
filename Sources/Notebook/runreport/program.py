"""The program `runreport`: found, called, its answers read."""

import json
import math
import os
import shutil
import subprocess


class RunReportError(Exception):
    """Something of runreport did not work; the text says what and what to do."""


class ProgramMissing(RunReportError):
    """There is no program to call."""


class ProgramError(RunReportError):
    """The program refused; `status` is its exit status, the text what it said."""

    def __init__(self, message, status):
        super().__init__(message)
        self.status = status


def find(program=None):
    """The path of the program: `program`, else $RUNREPORT, else the one on the PATH.

    Raises ProgramMissing where it is not there.
    """
    wanted = os.fspath(program) if program else os.environ.get("RUNREPORT") or "runreport"
    found = shutil.which(os.path.expanduser(wanted))
    if found:
        return found
    if program or os.environ.get("RUNREPORT"):
        origin = "program=" if program else "$RUNREPORT"
        raise ProgramMissing(f"There is no program to run at {wanted}, as {origin} says.")
    raise ProgramMissing(
        "The program runreport is not on the PATH. Put it there, name it in $RUNREPORT, "
        'or give RunDetails(…, program="/path/to/runreport").')


class Program:
    """Calls the program for the runs of some stores."""

    #: A store that takes longer than so many seconds to answer is given up for this time.
    timeout = 120

    def __init__(self, program=None, stores=()):
        self.path = find(program)
        self.stores = [os.fspath(store) for store in stores]
        for store in self.stores:
            if store.startswith("-"):
                raise ValueError(f"A store is a path or an address, not {store}.")

    def _store_options(self):
        return [f"--store={store}" for store in self.stores]

    def command(self, name, run, *options):
        """The words of a command about a run. A name that begins with a hyphen is no option."""
        return [self.path, name, *options, *self._store_options(), "--", run]

    def _call(self, words):
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, capture_output=True, timeout=self.timeout, check=False)
        except OSError as error:
            raise ProgramMissing(f"{self.path} cannot be run: {error.strerror}.") from error
        except subprocess.TimeoutExpired as error:
            raise ProgramError(f"runreport did not answer within {self.timeout} s.", None) from error
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise ProgramError(said or f"runreport ended with status {done.returncode}.", done.returncode)
        return done.stdout.decode("utf-8", "replace")

    def describe(self, run):
        """What `runreport show --json` tells of a run."""
        return json.loads(self._call(self.command("show", run, "--json", "--quiet")))

    def page(self, run):
        """The run as one page of HTML."""
        return self._call(self.command("show", run, "--html", "--quiet"))

    def text(self, run):
        """The run for a terminal."""
        return self._call(self.command("show", run, "--quiet")).rstrip("\n")

    def url(self, run, base):
        """The address of the run's page in a site."""
        return self._call(self.command("url", run, f"--base={base}")).strip()

    def metrics(self, run, described):
        """Every value a run logged: `{name: [values]}`, in the order of the store."""
        # What show --json calls the store is one of those that were given, or the only one of runreport.yaml.
        stores = self.stores if len(self.stores) == 1 else [described["store"]]
        words = [
            self.path, "metrics", f"--run={run}", f"--experiment={described['experiment']['id']}", "--values",
            "--format=json", "--quiet", "--", *stores]
        values = {}
        # Names may hold what else Python ends lines at, such as U+2028.
        for line in filter(None, self._call(words).split("\n")):
            item = json.loads(line)
            values.setdefault(item["metric"], []).append(number(item["value"]))
        return values


def number(value):
    """A number of JSON; what JSON has no number for are the words NaN, Infinity and -Infinity."""
    if isinstance(value, str):
        return {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}[value]
    return math.nan if value is None else value

"""What a run prints: coloured log lines, tqdm bars, warnings and tracebacks, on the simulated clock."""

from __future__ import annotations

import contextlib
import logging
import re
import traceback
import warnings
from pathlib import Path
from typing import Any, Callable, Iterator

from tqdm import tqdm

from clock import Clock, stamp

COLOURS = {"DEBUG": "2", "INFO": "32", "WARNING": "33", "ERROR": "31", "CRITICAL": "1;31"}

tqdm.monitor_interval = 0  # no thread that redraws bars by the real clock


class ColourFormatter(logging.Formatter):
    """`14:02:11 INFO    message`, the level in its colour and the time dimmed."""

    def __init__(self, clock: Clock, colour: bool) -> None:
        super().__init__()
        self.clock, self.colour = clock, colour

    def format(self, record: logging.LogRecord) -> str:
        time, level = stamp(self.clock.now, "%H:%M:%S"), f"{record.levelname:<7}"
        if self.colour:
            time, level = f"\x1b[2m{time}\x1b[0m", f"\x1b[{COLOURS[record.levelname]}m{level}\x1b[0m"
        return f"{time} {level} {record.getMessage()}"


class BarHandler(logging.StreamHandler):
    """Writes through tqdm, so that a line does not land in the middle of a bar."""

    def emit(self, record: logging.LogRecord) -> None:
        tqdm.write(self.format(record), file=self.stream)


class Bar(tqdm):
    """A real tqdm bar whose rates and times come from the simulated clock."""

    clock: Clock

    @property
    def _time(self) -> Callable[[], float]:
        return lambda: self.clock.now

    @_time.setter
    def _time(self, value: Any) -> None:
        """tqdm sets the system's clock here; it stays unused."""


class Console:
    """One log file of one run."""

    def __init__(self, path: Path, clock: Clock, colour: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.clock = clock
        self.stream = open(path, "w", encoding="utf-8", newline="")
        self.logger = logging.Logger(path.name)
        handler = BarHandler(self.stream)
        handler.setFormatter(ColourFormatter(clock, colour))
        self.logger.addHandler(handler)
        self.debug, self.info = self.logger.debug, self.logger.info
        self.warning, self.error = self.logger.warning, self.logger.error

    def __enter__(self) -> "Console":
        return self

    def __exit__(self, *_: Any) -> None:
        self.stream.close()

    def print(self, text: str = "") -> None:
        """A bare line, as `print` leaves it."""
        self.stream.write(text + "\n")

    def bar(self, total: int, description: str, unit: str = "it", interval: float = 0.5) -> Bar:
        """A progress bar that redraws at most every `interval` simulated seconds."""
        kind = type("ClockedBar", (Bar,), {"clock": self.clock})
        return kind(total=total, desc=description, unit=unit, file=self.stream, ncols=100,
                    mininterval=interval, smoothing=0.1)

    def traceback(self, error: BaseException) -> None:
        """The real traceback, with paths that are the same on every machine."""
        self.stream.write(portable_traceback(error))

    @contextlib.contextmanager
    def captured_warnings(self) -> Iterator[None]:
        """Prints what the code inside warns about, once a place, as Python prints it."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                yield
            finally:
                self._print_once(caught)

    def _print_once(self, caught: list[warnings.WarningMessage]) -> None:
        seen = set()
        for warning in caught:
            key = (warning.filename, warning.lineno, warning.category)
            if key not in seen:
                seen.add(key)
                text = warnings.formatwarning(warning.message, warning.category, warning.filename, warning.lineno)
                self.stream.write(portable(text))


def portable_traceback(error: BaseException) -> str:
    return portable("".join(traceback.format_exception(error)))


def portable(text: str) -> str:
    """Cuts absolute paths down to what stands after `site-packages/`, else to the file's name."""
    text = re.sub(r"(?:/[^\s\"':]+)+/site-packages/", "", text)
    text = re.sub(r"/[^\s\"':]*/lib/python[\d.]+/", "", text)
    return re.sub(r"(?<![\w.:])/(?:[^\s\"'/:]+/)+([^\s\"'/:]+\.py)", r"\1", text)

"""The simulated clock.

Every number in the sample runs is measured; only the *times* are set by hand, so that the script
writes the same bytes whenever and wherever it runs.  Work advances a clock by a plausible number of
seconds, with a little seeded jitter, from a fixed date in November 2026.
"""

from __future__ import annotations

import random
import time as system_time
from datetime import datetime, timezone


class Clock:
    """Seconds since 1970 that move only when told to."""

    def __init__(self, start: str | float, seed: int = 0) -> None:
        self.now = parse(start) if isinstance(start, str) else float(start)
        self._random = random.Random(seed)

    def advance(self, seconds: float, jitter: float = 0.08) -> None:
        """Moves on by about `seconds`: within `jitter` of it, as real durations vary."""
        self.now = round(self.now + seconds * (1 + jitter * self._random.uniform(-1, 1)), 3)

    def wait_until(self, moment: float) -> None:
        """Moves on to `moment`, unless it has passed."""
        self.now = max(self.now, moment)

    def iso(self) -> str:
        return iso(self.now)


def parse(text: str) -> float:
    """`2026-11-03T09:12:00Z` as seconds since 1970."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def iso(moment: float) -> str:
    """Seconds since 1970 as `2026-11-03T09:12:00.250Z`."""
    whole = datetime.fromtimestamp(round(moment * 1000) // 1000, timezone.utc)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{round(moment * 1000) % 1000:03d}Z"


def stamp(moment: float, pattern: str) -> str:
    """A moment by a `strftime` pattern, in UTC."""
    return system_time.strftime(pattern, system_time.gmtime(moment))

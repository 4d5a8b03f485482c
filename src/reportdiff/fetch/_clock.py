"""The time, as one value that is passed in: what a test replaces."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from reportdiff.errors import FetchError


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Ways to tell the time and to wait: the hour in UTC, seconds that never run back, a pause in seconds."""

    now: Callable[[], datetime] = _now
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class TooLong(FetchError):
    """An answer that was not there in full when its time was up."""


class Deadline:
    """A point in time after which nothing more is waited for."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._allowed = seconds
        self._end = clock.seconds() + seconds

    def left(self, at_most: float | None = None) -> float:
        """The seconds left, or `at_most` where that is less.

        Raises:
            TooLong: There are none.
        """
        left = self._end - self._clock.seconds()
        if left <= 0:
            raise TooLong(
                f"it took longer than {self._allowed:g} seconds", advice="try again: what came is kept"
            )
        return left if at_most is None else min(left, at_most)

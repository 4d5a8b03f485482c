"""Results by key: found in memory, or made by their recipe and kept there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from reportdiff._memory import Memory, Result
from reportdiff.model import Comparison, Concordance, Facts, NotRead, PairChanges, Report, SeriesHistory

_Kind = TypeVar("_Kind", Report, Facts, Comparison, PairChanges, SeriesHistory, Concordance, NotRead)
_NOT_READ = NotRead.__name__.encode()
_KEPT = 64  # results held as objects, so that a report is parsed once and not by every stage


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one result is made: the stage, the key it is kept under, and what people call it.

    `source` is the file that is read for it, if one is.
    """

    stage: str
    key: str
    title: str
    make: Callable[[], Result]
    source: Path | None = None


class Results:
    """Every result that a run knows how to make."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._recipes: dict[str, Recipe] = {}
        self._held: OrderedDict[str, Result] = OrderedDict()
        self._lock = Lock()

    def know(self, recipes: Iterable[Recipe]) -> None:
        """Remember how to make these."""
        self._recipes |= {recipe.key: recipe for recipe in recipes}

    @property
    def known(self) -> frozenset[str]:
        """The keys of all results that can be made."""
        return frozenset(self._recipes)

    def __reduce__(self) -> tuple[type[Results], tuple[Memory]]:
        return type(self), (self.memory,)  # sent to another machine, results are found, never made

    def get(self, key: str, kind: type[_Kind]) -> _Kind:
        """The result of a key that is of that kind."""
        result = self.any(key)
        if not isinstance(result, kind):
            raise TypeError(f"{key} is no {kind.__name__}")
        return result

    def forget_transient(self, keys: Iterable[str]) -> None:
        """Take out of memory what could not be read for a reason that may have passed."""
        for key in keys:
            path = self.memory.path(key)
            # Only what may be such a result is parsed: reports are large.
            if path.is_file() and _NOT_READ in path.read_bytes():
                result = self.memory.find(key)
                if isinstance(result, NotRead) and result.transient:
                    path.unlink(missing_ok=True)

    def not_read(self, key: str) -> NotRead | None:
        """Why there is no report under the key of one; None where there is, which is then not parsed."""
        if self.memory.holds(key, Report):
            return None
        result = self.any(key)
        return result if isinstance(result, NotRead) else None

    def any(self, key: str) -> Result:
        """The result of a key, of whatever kind; made now where memory has none that can be read."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        result = self.memory.find(key)
        if result is None:
            result = self._recipes[key].make()
            self.memory.save(key, result)
        self._hold(key, result)
        return result

    def _hold(self, key: str, result: Result) -> None:
        with self._lock:
            self._held[key] = result
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)

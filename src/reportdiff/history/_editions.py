"""The names of the two editions of a pair, also where a file does not say which it is."""

from __future__ import annotations

from typing import NamedTuple

from reportdiff.model import Comparison
from reportdiff.periods import follows


class EditionPair(NamedTuple):
    """What the two editions are called in changes and findings."""

    old: str
    new: str

    @property
    def successive(self) -> bool:
        """False where the names are periods that do not follow each other."""
        return follows(self.old, self.new)


def edition_pair(comparison: Comparison) -> EditionPair:
    """The editions' names, or `old` and `new` where a single file was read without its series."""
    return EditionPair(comparison.old.edition or "old", comparison.new.edition or "new")

"""A text as it is matched: without marks that may be written or not, with one form of digits and stops.

What a language folds is `writing.toml`: Arabic vowel marks and the stretching of words, Arabic-Indic digits,
Russian ё.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportdiff.language.tables import primary, table


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as matched; `offsets` lead from its offsets to the printed ones, None where they agree."""

    text: str
    offsets: tuple[int, ...] | None = None

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the printed text of a stretch of this one."""
        return (start, end) if self.offsets is None else (self.offsets[start], self.offsets[end])


def folded(text: str, language: str | None) -> Folded:
    """A text without what its language may leave out.

    Args:
        text: as printed.
        language: BCP 47; nothing is folded where we hold no rules for it.
    """
    changes = _changes(primary(language))
    present = changes.keys() & set(text) if changes else ()
    plain = text
    for char in present:
        plain = plain.replace(char, changes[char])
    if len(plain) == len(text):
        return Folded(plain)
    kept = [place for place, char in enumerate(text) if changes.get(char) != ""]
    return Folded(plain, (*kept, len(text)))


@cache
def _changes(code: str) -> Mapping[str, str]:
    """What each letter becomes; none becomes one that is changed itself."""
    data = table(code, "writing")
    return dict.fromkeys(data.get("dropped", ""), "") | dict(data.get("replaced", {}))

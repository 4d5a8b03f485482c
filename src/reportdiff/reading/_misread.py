"""Paragraph numbers that recognition of a scan misread: `lU.` for 14, told by the number that is due.

A misread number is accepted where nothing else carries the number that is due and each of its digits can
look like what stands there. It always comes with a finding.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportdiff.reading._numbering import Label

_FIRST = 3
_LOOKALIKES = {
    "0": r"[0OoQ]",
    "1": r"[1lIi|!]",
    "2": r"[2zZ]",
    "3": r"[3B]",
    "4": r"(?:[1lI3][+*]|[41UbhkA])",
    "5": r"[5Ss]",
    "6": r"[6b]",
    "7": r"[7T?]",
    "8": r"[8B]",
    "9": r"[9gq]",
}


def misread_number(text: str, due: int) -> Label | None:
    """The number that is due, if the text begins with what it can be misread as; else None."""
    match = _pattern(due).match(text) if due >= _FIRST else None
    if match is None:
        return None
    printed = match["label"]
    return Label("arabic-dot", due, "", printed, str(due), match.end(), frozenset({"paragraph"}))


@lru_cache(maxsize=64)
def _pattern(due: int) -> re.Pattern[str]:
    digits = "".join(_LOOKALIKES[digit] for digit in str(due))
    return re.compile(rf"(?P<label>{digits}[.,^:])\s+(?=[^\W\d_])")

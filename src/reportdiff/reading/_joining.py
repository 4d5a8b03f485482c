"""Lines of one paragraph to one text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportdiff.reading._characters import joined

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]{2,})[-\u2010]$")
_GOES_ON = re.compile(r"[^\W\d_]{2,}")


class Joiner:
    """Joins lines by what the whole document shows of its words.

    A hyphen at the end of a line is dropped only where the document has the word without it elsewhere
    and not with it: `long-` + `term` stays, `insti-` + `tutions` goes where `institutions` is found.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.casefold() for line in lines for word in _WORD.findall(line)}

    def join(self, before: str, after: str) -> tuple[str, int]:
        """The two pieces as one, and how many hyphens were dropped between them."""
        left, right = _BROKEN.search(before), _GOES_ON.match(after)
        if left and right and right.group().islower():
            whole = (left[1] + right.group()).casefold()
            hyphened = f"{left[1]}-{right.group()}".casefold()
            if whole in self._words and hyphened not in self._words:
                return before[:-1] + after, 1
        return joined(before, after), 0

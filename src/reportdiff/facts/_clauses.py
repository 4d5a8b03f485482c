"""Where the clauses of a sentence begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

CLAUSE = re.compile(r"[;:；：。(（)）]|[,，](?!\d)")
"""What parts clauses; a comma within a number does not."""
OPENING = re.compile(r"[;:；：。(（]|[,，](?!\d)")
BRACKET, CLOSING = re.compile(r"[(（]"), re.compile(r"[)）]")
_PAIRS = {"(": ")", "（": "）"}
_FAR = 120


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)


def within(items: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """Those that begin in a span, of items in their order."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def _start(item: _Placed) -> int:
    return item.start


def clause_start(text: str, start: int, at: int) -> int:
    """Where the clause begins that an offset stands in, not before `start`."""
    breaks = [match.end() for match in CLAUSE.finditer(text, max(start, at - _FAR), at)]
    return breaks[-1] if breaks else start


def clause_end(text: str, at: int, limit: int) -> int:
    """Where the clause ends that an offset stands in, not after `limit`."""
    stop = CLAUSE.search(text, at, limit)
    return stop.start() if stop else limit


def open_clause_start(text: str, start: int, at: int) -> int:
    """The same; a bracket that is closed again before the offset parts nothing."""
    breaks = [match.end() for match in OPENING.finditer(text, start, at) if not _is_closed(text, match, at)]
    return max([start, *breaks])


def _is_closed(text: str, opening: re.Match[str], before: int) -> bool:
    closing = _PAIRS.get(opening.group())
    return closing is not None and closing in text[opening.end() : before]


def skip_spaces(text: str, at: int) -> int:
    """The first offset from `at` on that holds no space."""
    while at < len(text) and text[at] in " \u00a0\u202f\n":
        at += 1
    return at

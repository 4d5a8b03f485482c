"""Lines of a text file that are no part of what the report says: rules, link targets, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reportdiff.reading._lines import Line

_RULE = re.compile(r"[_＿‗─━—–-]{5,}")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+")
_DIGITS = re.compile(r"\d+")
_EDGE = 2
_REPEATS = 3
_SHORTEST = 4
_NARROW = 0.9


def is_rule(line: Line) -> bool:
    """Whether the line is a drawn rule, as stands above footnotes."""
    return bool(_RULE.fullmatch(line.text.replace(" ", "")))


def link_targets(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines that are only the target of a hyperlink.

    Such a line is an address alone, and stands where a page ends or repeats what the text itself shows.
    """
    found: set[int] = set()
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if not _ADDRESS.fullmatch(line.text):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        at_page_end = after is None or after.new_page or after.number in found
        if at_page_end or _is_shown(line, lines[max(0, index - 60) : index]):
            found.add(line.number)
    return found


def running_lines(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines at the head or foot of pages that many pages share, numbers apart."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < _REPEATS:
        return set()
    edges = [edge for page in pages.values() for edge in _edges(page)]
    shared = Counter((place, _shape(line)) for place, line in edges)
    enough = max(_REPEATS, 0.4 * len(pages))
    widest = max(line.width for line in lines)
    return {
        line.number
        for place, line in edges
        if shared[place, _shape(line)] >= enough and line.width < _NARROW * widest
    }


def _edges(page: list[Line]) -> list[tuple[int, Line]]:
    """The first and last lines of a page with their places, counted from its head or (negative) its foot."""
    if len(page) <= 2 * _EDGE:
        return []
    return [(place, page[place]) for place in (*range(_EDGE), *range(-_EDGE, 0))]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _is_shown(line: Line, before: Sequence[Line]) -> bool:
    """Whether the end of the address stands in the lines before it."""
    shown = re.sub(r"^\w+:/*", "", line.text).rstrip("/")
    path = shown.partition("/")[2]
    tail = path.partition("/")[2] if re.match(r"[a-z]{2}/", path) else path
    return any(part in other.text for other in before for part in (shown, tail) if len(part) > _SHORTEST)

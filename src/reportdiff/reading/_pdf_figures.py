"""Lettering of drawn figures and maps: small scraps of text that make neither paragraphs nor tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportdiff.reading._pdf_lines import Line
from reportdiff.reading._pdf_tables import Table

_LONGEST = 28
_SMALLER = 0.97
_FEWEST = 3
_NUMBERS = re.compile(r"[\d\s.,%|–—-]+")


def lettering(items: Sequence[Line | Table], size: float) -> list[bool]:
    """Which lines and tables of a page are a figure's lettering.

    Args:
        items: From top to bottom.
        size: The size of the document's text.
    """
    scraps = [_is_scrap(item, size) for item in items]
    found = [False] * len(items)
    start = 0
    for index in range(len(items) + 1):
        if index < len(items) and scraps[index]:
            continue
        if sum(_lines(item) for item in items[start:index]) >= _FEWEST:
            found[start:index] = [True] * (index - start)
        start = index + 1
    return found


def _lines(item: Line | Table) -> int:
    return len(item.lines) if isinstance(item, Table) else 1


def _is_scrap(item: Line | Table, size: float) -> bool:
    """Whether an item is small and short, or nothing but numbers (an axis, the values of columns)."""
    if isinstance(item, Table):
        return all(_NUMBERS.fullmatch(cell.text) for line in item.lines for cell in line.cells)
    if all(_NUMBERS.fullmatch(cell.text) for cell in item.cells):
        return True
    return item.size < _SMALLER * size and all(
        len(cell.text) <= _LONGEST and not cell.text.endswith((".", ":", ";", "。")) for cell in item.cells
    )

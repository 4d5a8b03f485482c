"""The letterhead of a document's first page: names of the organization and its organs beside the symbol.

The right column beside them (symbol, distribution, date, languages) says something of the document and is
kept; the names in large type on the left are furniture. Where text begins, the letterhead ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportdiff.reading._characters import columns
from reportdiff.reading._pdf_lines import Cell, Line, PageLines

_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[\w.()*]+)+(?:\s?[-–—]\s?[A-Z]{1,5}(?:/[\w.()*]+)+)*\*?")
_TOP = 0.8
_RIGHT = 0.5
_GAP = 5.0
_LIKE = 0.06
_LONG, _BROAD = 30, 0.3
_SIDES = 2
_FLUSH, _CLOSE = 1.5, 2.0


def letterhead(
    page: PageLines, lines: Sequence[Line], size: float
) -> tuple[list[Cell], list[Cell], list[Line]]:
    """The cells of the left and the right column of a letterhead, and the lines that are left.

    Args:
        page: The first page.
        lines: Its lines of text, from top to bottom.
        size: The size of the document's text.
    """
    start = next((index for index, line in enumerate(lines) if _has_symbol(line, page)), None)
    if start is None:
        return [], [], list(lines)
    end, height = start, lines[start].y0
    for index in range(start + 1, len(lines)):
        line = lines[index]
        is_far = height - line.y0 > _GAP * line.cells[-1].size
        if is_far or any(_is_text(cell, page, size) for cell in line.cells):
            break
        if _is_right(line.cells[-1], page):
            end, height = index, line.y0
    head = lines[: end + 1]
    left = [cell for line in head for cell in line.cells if not _is_right(cell, page)]
    right = [cell for line in head for cell in line.cells if _is_right(cell, page)]
    return left, right, list(lines[end + 1 :])


def organs(page: PageLines, lines: Sequence[Line]) -> tuple[list[list[Cell]], list[Line]]:
    """The cells of two organs' names, sessions and items beside each other, and the lines that are left.

    They open the page in bold type; the second stands in the right half of the page.

    Args:
        page: The first page.
        lines: Its lines below the letterhead.
    """
    beside = next(iter(lines), None)
    if beside is None or len(beside.cells) != _SIDES or not all(cell.bold for cell in beside.cells):
        return [], list(lines)
    if not _is_right(beside.cells[1], page):
        return [], list(lines)
    starts = [cell.x0 for cell in beside.cells]
    count = 1
    while count < len(lines) and _goes_on(lines[count - 1], lines[count], starts):
        count += 1
    if sum(1 for line in lines[:count] if len(line.cells) > 1) < _SIDES:
        return [], list(lines)
    found: list[list[Cell]] = [[], []]
    for cell in (cell for line in lines[:count] for cell in line.cells):
        found[cell.x0 >= starts[1] - _FLUSH].append(cell)
    return found, list(lines[count:])


def _goes_on(before: Line, line: Line, starts: Sequence[float]) -> bool:
    """Whether a line stands close below, its cells where the two columns begin, the first within its own."""
    left, right = starts
    is_close = before.y0 - line.y0 <= _CLOSE * line.size
    flush = all(min(abs(cell.x0 - left), abs(cell.x0 - right)) <= _FLUSH for cell in line.cells)
    return is_close and flush and all(cell.x0 >= right - _FLUSH or cell.x1 < right for cell in line.cells)


def _has_symbol(line: Line, page: PageLines) -> bool:
    last = line.cells[-1]
    return (
        line.y0 > _TOP * page.height and _is_right(last, page) and bool(_SYMBOL.fullmatch(last.text.strip()))
    )


def _is_text(cell: Cell, page: PageLines, size: float) -> bool:
    """Whether a cell is a line of text: in its size, and filling a column."""
    is_like = abs(cell.size - size) <= _LIKE * size
    return is_like and columns(cell.text) > _LONG and cell.x1 - cell.x0 > _BROAD * page.width


def _is_right(cell: Cell, page: PageLines) -> bool:
    return cell.x0 > _RIGHT * page.width

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

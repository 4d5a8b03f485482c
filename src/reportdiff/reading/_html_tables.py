"""Tables of a web page: which hold data, which only lay out the page, and rows of cells as one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._html_notes import Element, text_of

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_LONGEST_CELL = 2_000
_LONE = re.compile(
    r"\(?(?:\d{1,4}|[ivxlc]{1,5}|\w)[.)]|[•▪◦●○■□‣∙·–—-]|[一二三四五六七八九十]{1,3}、", re.IGNORECASE
)
_CURRENCY = re.compile(r"[(\[]?\s*[$¢£¤¥€₣₤₩₫₹₽₺]\s*[(\[]?|[(\[]")
_CLOSING = re.compile(r"[)\]]?\s*%\s*[)\]]?|[)\]]")


def is_data_table(table: Element) -> bool:
    """Whether a table is one of data and not a page, or a list, laid out with a table."""
    if table.get("role") in ("presentation", "none"):
        return False
    if next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return False
    rows = [list(_cells(row)) for row in table.iter("tr")]
    wide = sum(1 for row in rows if len(row) > 1)
    if next(table.iterdescendants("ol", "ul"), None) is not None and wide < 2:
        return next(table.iterdescendants("th"), None) is not None
    shown = [[text for cell in row if (text := text_of(cell).strip())] for row in rows]
    return wide > 0 and not _is_list(shown) and not _is_layout(shown)


def row_of(cells: Sequence[Sequence[Block]], role: Role) -> Block | None:
    """A row as one block, with bars between its cells.

    The sign of a currency, a closing bracket or a per cent sign in a cell of its own goes with its figure.
    """
    filled = [cell for cell in cells if any(block.text for block in cell)]
    texts = [" ".join(block.text for block in cell).strip() for cell in filled]
    pieces: list[str] = []
    marks: list[Mark] = []
    length = removed = 0
    for index, cell in enumerate(filled):
        glue = _glue(texts[index - 1], texts[index]) if index else ""
        removed -= glue.count("|")
        for number, block in enumerate(cell):
            lead = (" " if number else glue) + (f"{block.label} " if block.label else "")
            marks += [Mark(mark.label, mark.offset + length + len(lead)) for mark in block.marks]
            pieces += [lead, block.text]
            length += len(lead) + len(block.text)
            removed += block.removed
    if not pieces:
        return None
    bold = all(block.bold for cell in filled for block in cell)
    return Block("".join(pieces), role, bold=bold, marks=tuple(marks), removed=removed)


def _glue(before: str, after: str) -> str:
    """What stands between two cells."""
    if _CLOSING.fullmatch(after) and (before[-1:].isdigit() or before[-1:] in (")", "]")):
        return ""
    if _CURRENCY.fullmatch(before) and (after[:1].isdigit() or after[:1] in ("(", ".", "—", "–", "-")):
        return "" if before[-1:] in ("(", "[") else " "
    return " | "


def _is_list(rows: list[list[str]]) -> bool:
    """Whether a table only sets the labels of a list beside its items."""
    return all(len(row) == 2 and _LONE.fullmatch(row[0]) for row in rows if row)


def _is_layout(rows: list[list[str]]) -> bool:
    """Whether a cell holds what no cell of data does: pages of text."""
    return any(len(text) > _LONGEST_CELL for row in rows for text in row)


def _cells(row: Element) -> Iterator[Element]:
    return row.iterchildren("td", "th")

"""Tables of a web page: which hold data, which only lay out the page, and rows of cells as one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._html_notes import Element, text_of
from reportdiff.reading._numerals import whole

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_LONGEST_CELL = 2_000
_MOST_COLUMNS, _MOST_ROWS = 200, 1_000  # hostile spans would cost time and memory
_BAR = " | "
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


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and how many columns and rows it takes."""

    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @classmethod
    def of(cls, element: Element) -> Cell:
        """The cell that an element opens, still empty."""
        columns, rows = (max(1, whole(element.get(name)) or 1) for name in ("colspan", "rowspan"))
        return cls([], min(columns, _MOST_COLUMNS), min(rows, _MOST_ROWS))

    @property
    def text(self) -> str:
        """Its paragraphs as one."""
        return " ".join(block.text for block in self.blocks).strip()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A filled cell with its text and the columns from `start` up to `end`."""

    cell: Cell
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The filled cells of a row, how many cells it has, and where the last column it takes ends."""

    placed: list[_Placed]
    cells: int
    end: int


def rows_of(rows: Sequence[Sequence[Cell]], role: Role) -> list[Block | None]:
    """The rows of a table as one block each, with bars between their cells; None for an empty row.

    An empty cell stays, or figures would change columns, but a column that is empty in all rows is left out.
    The sign of a currency, a closing bracket or a per cent sign in a cell of its own goes with its figure.
    """
    lines = _laid_out(rows)
    kept = _filled_columns(lines)
    return [_row(line, kept, role) for line in lines]


def _laid_out(rows: Sequence[Sequence[Cell]]) -> list[_Line]:
    """The rows with the columns of their cells; a cell of several rows keeps its columns free below it."""
    until: dict[int, int] = {}
    lines: list[_Line] = []
    for number, row in enumerate(rows):
        until = {column: last for column, last in until.items() if last > number}
        column, placed, covered = 0, [], max(until, default=-1) + 1
        for cell in row:
            while column in until:
                column += 1
            end = column + cell.columns
            if text := cell.text:
                placed.append(_Placed(cell, text, column, end))
            if cell.rows > 1 and end <= _MOST_COLUMNS:
                until.update(dict.fromkeys(range(column, end), number + cell.rows))
            column = end
        lines.append(_Line(placed, len(row), max(column, covered)))
    return lines


def _filled_columns(lines: Sequence[_Line]) -> list[int]:
    """The columns that hold something of their own; a wide cell needs none where a narrow one has it."""
    cells = [one for line in lines for one in line.placed if not _is_affix(one.text)]
    kept: list[int] = []
    for one in sorted(cells, key=lambda one: one.end - one.start):
        at = bisect_left(kept, one.start)
        if at == len(kept) or kept[at] >= one.end:
            kept.insert(at, one.start)
    return kept


def _row(line: _Line, kept: Sequence[int], role: Role) -> Block | None:
    pieces: list[str] = []
    marks: list[Mark] = []
    length = removed = 0
    cells = line.placed
    if not cells:
        return None
    gaps = _gaps(line, kept)
    for one, gap in zip(cells, gaps, strict=False):
        for number, block in enumerate(one.cell.blocks):
            lead = (" " if number else gap) + (f"{block.label} " if block.label else "")
            marks += [Mark(mark.label, mark.offset + length + len(lead)) for mark in block.marks]
            pieces += [lead, block.text]
            length += len(lead) + len(block.text)
            removed += block.removed
    removed -= sum(gap.count("|") for gap in gaps)
    bold = all(block.bold for one in cells for block in one.cell.blocks)
    text = "".join([*pieces, gaps[-1].rstrip()])
    return Block(text, role, bold=bold, marks=tuple(marks), removed=removed)


def _gaps(line: _Line, kept: Sequence[int]) -> list[str]:
    """What stands before each cell of a row, and after the last."""
    cells = line.placed
    glues = [_BAR, *(_glue(before.text, after.text) for before, after in pairwise(cells)), _BAR]
    gaps: list[str] = []
    at = first = 0
    for index, glue in enumerate(glues[1:], 1):
        if glue != _BAR:
            continue
        together = cells[first:index]  # a figure with its signs
        own = next((one for one in together if not _is_affix(one.text)), together[0])
        place = bisect_left(kept, own.start)
        place = max(place, at + 1) if first else place
        gaps += [_BAR * (place - at), *glues[first + 1 : index]]
        at, first = place, index
    gaps[0] = gaps[0].lstrip()
    # A row of one cell is a line across the table.
    after = bisect_left(kept, line.end) - 1 - at if line.cells > 1 else 0
    return [*gaps, _BAR * after]


def _is_affix(text: str) -> bool:
    """Whether a cell holds only what goes with the figure beside it."""
    return bool(_CURRENCY.fullmatch(text) or _CLOSING.fullmatch(text))


def _glue(before: str, after: str) -> str:
    """What stands between two cells."""
    if _CLOSING.fullmatch(after) and (before[-1:].isdigit() or before[-1:] in (")", "]")):
        return ""
    if _CURRENCY.fullmatch(before) and (after[:1].isdigit() or after[:1] in ("(", ".", "—", "–", "-")):
        return "" if before[-1:] in ("(", "[") else " "
    return _BAR


def _is_list(rows: list[list[str]]) -> bool:
    """Whether a table only sets the labels of a list beside its items."""
    return all(len(row) == 2 and _LONE.fullmatch(row[0]) for row in rows if row)


def _is_layout(rows: list[list[str]]) -> bool:
    """Whether a cell holds what no cell of data does: pages of text."""
    return any(len(text) > _LONGEST_CELL for row in rows for text in row)


def _cells(row: Element) -> Iterator[Element]:
    return row.iterchildren("td", "th")

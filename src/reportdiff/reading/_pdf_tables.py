"""Tables of PDF pages: lines whose cells stand below each other, as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportdiff.reading._pdf_lines import Cell, Line

_ALIGNED = 2.5
_REACH = 6.0
_HEAD_REACH = 2.2
_EVEN = 1.15
_UNEVEN = 1.3
_SOLID = 1.5
_STRETCHED = 2.0


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one table, and its rows: each the cells of its columns in order, empty ones left out."""

    lines: list[Line]
    rows: list[list[str]]


def parted(lines: Sequence[Line], left: float, right: float) -> list[Line | Table]:
    """The lines of a page with those that make tables put together.

    Args:
        lines: From top to bottom.
        left: Left edge of the text.
        right: Its right edge: a line filled from one to the other is text with stretched spaces.
    """
    found: list[Line | Table] = []
    start = 0
    for first, last in _spans(lines, left, right):
        found += [*lines[start:first], _table(lines[first : last + 1])]
        start = last + 1
    return found + list(lines[start:])


def is_stretched(line: Line, left: float, right: float) -> bool:
    """Whether the gaps of a line are the wide spaces of justified type."""
    if len(line.cells) < 2:
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.cells)]
    filled = line.x0 <= left + 4 * line.size and abs(line.x1 - right) <= line.size
    return (
        filled and max(gaps) <= _STRETCHED * min(line.size, 1.5 * min(gaps)) and line.x0 >= left - line.size
    )


def _spans(lines: Sequence[Line], left: float, right: float) -> Iterator[tuple[int, int]]:
    """First and last index of the lines of each table."""
    rows = [
        index
        for index, line in enumerate(lines)
        if len(line.cells) > 1 and not is_stretched(line, left, right)
    ]
    group: list[int] = []
    for index in rows:
        if group and not _belongs(lines, group, index):
            yield from _span(lines, group)
            group = []
        group.append(index)
    yield from _span(lines, group)


def _belongs(lines: Sequence[Line], group: Sequence[int], index: int) -> bool:
    """Whether a line with cells goes on with a table: near, and below two of its columns."""
    line = lines[index]
    near = lines[group[-1]].y0 - line.y0 <= _REACH * line.size
    return near and any(_columns_shared(lines[other], line) >= 2 for other in group[-4:])


def _columns_shared(one: Line, other: Line) -> int:
    return sum(1 for cell in other.cells if any(_stand_in_column(cell, above) for above in one.cells))


def _stand_in_column(one: Cell, other: Cell) -> bool:
    middles = abs(one.x0 + one.x1 - other.x0 - other.x1) / 2
    return min(abs(one.x0 - other.x0), abs(one.x1 - other.x1), middles) <= _ALIGNED


def _span(lines: Sequence[Line], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """A table from its first to its last line with cells, with wrapped lines above and below."""
    most = max((len(lines[index].cells) for index in group), default=0)
    if len(group) < 2 or (len(group) == 2 and most < 3):
        return
    first, last = group[0], group[-1]
    size = lines[last].size
    columns = [(cell.x0, cell.x1) for cell in _columns([lines[index] for index in group])]
    while last + 1 < len(lines) and _is_wrapped(lines[last], lines[last + 1], columns, size):
        last += 1
    while first > 0 and _is_wrapped(lines[first], lines[first - 1], columns, size):
        first -= 1
    yield first, last


def _is_wrapped(line: Line, beside: Line, columns: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether a line beside a table is the rest of one of its cells, further in than its first column."""
    if abs(line.y0 - beside.y0) > _HEAD_REACH * size or abs(beside.size - size) > 0.2 * size:
        return False
    edge = columns[0][1]
    return all(
        cell.x0 > edge and any(min(cell.x1, x1) > max(cell.x0, x0) for x0, x1 in columns[1:])
        for cell in beside.cells
    )


def _table(lines: Sequence[Line]) -> Table:
    columns = _columns([line for line in lines if len(line.cells) > 1])
    rows: list[list[list[str]]] = []
    tight, loose = _distances(lines)
    before: Line | None = None
    for line in lines:
        cells = _by_column(line, columns)
        solid = min(_EVEN * tight, _SOLID * line.size)
        if before is not None and _is_rest(before.y0 - line.y0, cells, solid, uneven=loose > _UNEVEN * tight):
            for column, texts in enumerate(cells):
                rows[-1][column] += texts
        else:
            rows.append(cells)
        before = line
    return Table(list(lines), [[" ".join(texts) for texts in row if texts] for row in rows])


def _distances(lines: Sequence[Line]) -> tuple[float, float]:
    """The smallest and the largest distance between lines of a table."""
    gaps = [above.y0 - below.y0 for above, below in pairwise(lines)]
    return min(gaps, default=0.0), max(gaps, default=0.0)


def _is_rest(gap: float, cells: Sequence[list[str]], solid: float, *, uneven: bool) -> bool:
    """Whether a line holds the rest of cells of the row above: close to it, or without a first cell."""
    if gap > solid:
        return False
    return uneven and (not cells[0] or sum(1 for texts in cells if texts) < len(cells))


def _columns(lines: Sequence[Line]) -> list[Cell]:
    """The columns of a table as the spans its cells take up, from the left."""
    spans: list[Cell] = []
    widest = max(len(line.cells) for line in lines)
    full = [line for line in lines if len(line.cells) >= max(2, widest - 1)]
    for cell in sorted((cell for line in full for cell in line.cells), key=lambda cell: cell.x0):
        if spans and cell.x0 < spans[-1].x1 - 1:
            spans[-1].x1 = max(spans[-1].x1, cell.x1)
        else:
            spans.append(Cell("", cell.x0, cell.x1, cell.y0, cell.size, bold=False))
    return spans


def _by_column(line: Line, columns: Sequence[Cell]) -> list[list[str]]:
    """The texts of a line by the column that each overlaps most, or stands nearest to."""
    found: list[list[str]] = [[] for _ in columns]
    for cell in line.cells:
        nearest = max(
            range(len(columns)),
            key=lambda index: min(cell.x1, columns[index].x1) - max(cell.x0, columns[index].x0),
        )
        found[nearest].append(cell.text)
    return found

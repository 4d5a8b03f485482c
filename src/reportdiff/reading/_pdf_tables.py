"""Tables of PDF pages: lines whose cells stand below each other, as rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from reportdiff.reading._characters import is_wide
from reportdiff.reading._pdf_drawn import Rule
from reportdiff.reading._pdf_lines import Cell, Line, single_cell

_ALIGNED = 2.5
_REACH = 6.0
_HEAD_REACH = 2.2
_EVEN = 1.15
_UNEVEN = 1.3
_SOLID = 1.5
_LOOSEST = 2.0
_STRETCHED = 2.0
_NEIGHBOURS = 3
_FLUSH = 1.5
_EDGE = 4.0
_MOST_HEADS = 3
_SIDE = 1.5
_NARROW = 25.0
_ALIKE = 1.5

Columns = Sequence[tuple[float, float]]
"""Where the columns of a table begin and end, from the left."""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one table, and its rows: for each of its columns the cells one below the other."""

    lines: list[Line]
    rows: list[list[list[Cell]]]

    @property
    def columns(self) -> Columns:
        """Where its columns stand."""
        return [(cell.x0, cell.x1) for cell in _columns([line for line in self.lines if len(line.cells) > 1])]

    def heads_repeated(self, before: Table) -> int:
        """How many of its first rows print those of a table again that stands before it."""
        pairs = zip(self.rows[:-1], before.rows[:_MOST_HEADS], strict=False)
        return len(list(takewhile(lambda pair: _texts(pair[0]) == _texts(pair[1]), pairs)))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands about the tables of a page, from which a single row is told to be one.

    Args:
        rules: Level lines that the page draws.
        before: The columns of the table that the page before ends with.
        after: The columns of the table that the next page begins with.
        solid: How far lines of one cell stand from each other at most, in sizes of type.
    """

    rules: Sequence[Rule] = ()
    before: Columns = ()
    after: Columns = ()
    solid: float = _SOLID


def take_rest(before: Table, table: Table) -> None:
    """Put the rest of a row that a page breaks to the beginning of that row."""
    columns = _columns([line for line in before.lines if len(line.cells) > 1])
    if len(table.rows) < 2 or len(table.rows[0]) != len(columns):
        return
    if _is_wrap(before.rows[-1], table.rows[0], columns):
        for above, found in zip(before.rows[-1], table.rows.pop(0), strict=True):
            above.extend(found)


def _texts(row: Sequence[Sequence[Cell]]) -> list[str]:
    return [" ".join(cell.text for cell in cells) for cells in row if cells]


def parted(lines: Sequence[Line], left: float, right: float, around: Around) -> list[Line | Table]:
    """The lines of a page with those that make tables put together.

    Args:
        lines: From top to bottom.
        left: Left edge of the text.
        right: Its right edge: a line filled from one to the other is text with stretched spaces.
        around: What stands about them.
    """
    lines = [_unstretched(lines, index, left, right) for index in range(len(lines))]
    found: list[Line | Table] = []
    around = replace(around, solid=_solid(lines))
    start = 0
    for first, last in _spans(lines, around):
        found += [*lines[start:first], _table(lines[first : last + 1], around.solid)]
        start = last + 1
    return found + list(lines[start:])


def opening_columns(lines: Sequence[Line], left: float, right: float) -> Columns:
    """The columns of the table that a page begins with; none where it begins with text."""
    first = next(iter(parted(lines, left, right, Around())), None)
    return first.columns if isinstance(first, Table) else ()


def _unstretched(lines: Sequence[Line], index: int, left: float, right: float) -> Line:
    """A line, as one cell if its gaps are the wide spaces of justified type."""
    line = lines[index]
    if len(line.cells) < 2:
        return line
    flush = [
        (other.x0, other.x1)
        for other in lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
        if len(other.cells) == 1
        and abs(other.x1 - line.x1) <= _FLUSH
        and abs(other.x0 - line.x0) <= _FLUSH
        and abs(other.size - line.size) < 1
    ]
    edges = [(left, right), *flush[:1]]
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    spread = _is_spread(line, left, right) and not any(_are_rows(line, other) for other in near)
    stretched = spread or any(is_stretched(line, *edge) for edge in edges)
    return Line(line.page, [single_cell(line)]) if stretched else line


def _is_spread(line: Line, left: float, right: float) -> bool:
    """Whether the few words of a line fill a narrow column with gaps of any width, all of them alike."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.cells)]
    is_filled = abs(line.x0 - left) <= line.size and abs(line.x1 - right) <= _FLUSH
    return right - left <= _NARROW * line.size and is_filled and max(gaps) <= _ALIKE * min(gaps)


def _are_rows(line: Line, other: Line) -> bool:
    """Whether lines may be rows of a table: both end in figures, or an inner cell is below the other's."""
    if all(len(one.cells) > 1 and not any(map(str.isalpha, one.cells[-1].text)) for one in (line, other)):
        return True
    return any(abs(cell.x0 - above.x0) <= _ALIGNED for cell in line.cells[1:] for above in other.cells[1:])


def is_stretched(line: Line, left: float, right: float) -> bool:
    """Whether the gaps of a line are the wide spaces of justified type."""
    if len(line.cells) < 2:
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.cells)]
    filled = line.x0 <= left + 4 * line.size and abs(line.x1 - right) <= line.size
    return (
        filled and max(gaps) <= _STRETCHED * min(line.size, 1.5 * min(gaps)) and line.x0 >= left - line.size
    )


def _spans(lines: Sequence[Line], around: Around) -> Iterator[tuple[int, int]]:
    """First and last index of the lines of each table."""
    rows = [index for index, line in enumerate(lines) if len(line.cells) > 1]
    group: list[int] = []
    for index in rows:
        if group and not _belongs(lines, group, index):
            yield from _span(lines, group, around)
            group = []
        group.append(index)
    yield from _span(lines, group, around)


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


def _span(lines: Sequence[Line], group: Sequence[int], around: Around) -> Iterator[tuple[int, int]]:
    """A table from its first to its last line with cells, with wrapped lines above and below."""
    most = max((len(lines[index].cells) for index in group), default=0)
    is_small = len(group) < 2 or (len(group) == 2 and most < 3)
    if not group or (is_small and not _is_part(lines, group, around)):
        return
    first, last = group[0], group[-1]
    size = lines[last].size
    columns = [(cell.x0, cell.x1) for cell in _columns([lines[index] for index in group])]
    spans = _columns([lines[index] for index in group])
    while last + 1 < len(lines) and (
        _is_wrapped(lines[last], lines[last + 1], columns, size)
        or _ends(lines[last], lines[last + 1], spans, around.solid)
    ):
        last += 1
    while first > 0 and _is_wrapped(lines[first], lines[first - 1], columns, size):
        first -= 1
    if first == 1 and _begins_broken(lines, around.before):
        first = 0
    yield first, last


def _begins_broken(lines: Sequence[Line], before: Columns) -> bool:
    """Whether the first line of a page is the rest of a cell of the table that the page before ends with."""
    near = lines[0].y0 - lines[1].y0 <= _HEAD_REACH * lines[0].size
    return bool(before) and near and len(lines[0].cells) == 1 and _in_columns(lines[0], before)


def _ends(last: Line, below: Line, columns: Sequence[Cell], solid: float) -> bool:
    """Whether a line below a table is the rest of the first cell of its last row."""
    if len(columns) < 2 or len(below.cells) > 1 or below.x1 >= columns[1].x0:
        return False
    if abs(below.size - last.size) > 0.06 * last.size:
        return False
    is_close = last.y0 - below.y0 <= solid * below.size
    return is_close and _is_wrap(_by_column(last, columns), _by_column(below, columns), columns)


def _is_part(lines: Sequence[Line], group: Sequence[int], around: Around) -> bool:
    """Whether a row or two are a table: ruled, or the end or beginning of one that stands on two pages."""
    if len(group) > 1 and _are_ruled([lines[index] for index in group], around.rules):
        return True
    first, last = lines[group[0]], lines[group[-1]]
    above, below = lines[: group[0]], lines[group[-1] + 1 :]
    at_head = around.before and all(_in_columns(line, around.before) for line in above)
    at_foot = around.after and all(_in_columns(line, around.after) for line in below)
    return bool(
        (at_head and _in_columns(first, around.before)) or (at_foot and _in_columns(last, around.after))
    )


def _in_columns(line: Line, columns: Columns) -> bool:
    """Whether each cell of a line stands in a column of a table, none in two."""
    return all(sum(cell.x0 < x1 and cell.x1 > x0 for x0, x1 in columns) == 1 for cell in line.cells)


def _are_ruled(lines: Sequence[Line], rules: Sequence[Rule]) -> bool:
    """Whether level lines run above, between and below rows, or above and below all of them."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    top, foot = lines[0].y0 + lines[0].size, lines[-1].y0
    wide = [rule.y for rule in rules if rule.x0 <= x0 + _EDGE and rule.x1 >= x1 - _EDGE]
    near = _HEAD_REACH * lines[0].size
    return any(top - _EDGE < y < top + near for y in wide) and any(
        foot - near < y < foot + _EDGE for y in wide
    )


def _is_wrapped(line: Line, beside: Line, columns: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether a line beside a table is the rest of one of its cells, further in than its first column."""
    if abs(line.y0 - beside.y0) > _HEAD_REACH * size or abs(beside.size - size) > 0.2 * size:
        return False
    if beside.cells[0].hung is not None:
        return False
    edge = columns[0][1]
    return all(
        cell.x0 > edge and any(min(cell.x1, x1) > max(cell.x0, x0) for x0, x1 in columns[1:])
        for cell in beside.cells
    )


def _solid(lines: Sequence[Line]) -> float:
    """How far lines of one cell stand from each other at most, measured on the lines of text around."""
    gaps = [
        (above.y0 - below.y0) / above.size
        for above, below in pairwise(lines)
        if len(above.cells) == len(below.cells) == 1 and above.y0 > below.y0 and above.size == below.size
    ]
    return max(_SOLID, min(_EVEN * median(gaps), _LOOSEST)) if len(gaps) >= _MOST_HEADS else _SOLID


def _table(lines: Sequence[Line], most: float) -> Table:
    columns = _columns([line for line in lines if len(line.cells) > 1])
    lines = [_cut(line, columns) for line in lines]
    rows: list[list[list[Cell]]] = []
    tight, loose = _distances(lines)
    before: Line | None = None
    for line in lines:
        cells = _by_column(line, columns)
        solid = min(_EVEN * tight, most * line.size)
        gap = before.y0 - line.y0 if before is not None else 0.0
        is_uneven = loose > _UNEVEN * tight
        if before is not None and (
            _is_rest(gap, cells, solid, uneven=is_uneven)
            or (gap <= most * line.size and _is_wrap(rows[-1], cells, columns))
        ):
            for column, found in enumerate(cells):
                rows[-1][column] += found
        else:
            rows.append(cells)
        before = line
    return Table(list(lines), rows)


def _is_wrap(
    above: Sequence[Sequence[Cell]], cells: Sequence[Sequence[Cell]], columns: Sequence[Cell]
) -> bool:
    """Whether each cell of a line goes on with the one above, on whose line its first word had no room."""
    filled = [place for place, found in enumerate(cells) if found]
    return len(filled) < len(columns) and all(
        bool(above[place]) and _has_no_room(above[place][-1], cells[place][0], _room(columns, place))
        for place in filled
    )


def _room(columns: Sequence[Cell], place: int) -> float:
    """Where the room of a column ends: before the next one, or at its own widest cell."""
    return columns[place + 1].x0 if place + 1 < len(columns) else columns[place].x1


def _has_no_room(above: Cell, below: Cell, edge: float) -> bool:
    """Whether the first word of a line would not have fitted on the line above."""
    word = 1 if is_wide(below.text[0]) else len(below.text.split(maxsplit=1)[0]) + 1
    return above.x1 + word * (below.x1 - below.x0) / max(1, len(below.text)) > edge - _SIDE * below.size


def _distances(lines: Sequence[Line]) -> tuple[float, float]:
    """The smallest and the largest distance between lines of a table."""
    gaps = [above.y0 - below.y0 for above, below in pairwise(lines)]
    return min(gaps, default=0.0), max(gaps, default=0.0)


def _is_rest(gap: float, cells: Sequence[Sequence[Cell]], solid: float, *, uneven: bool) -> bool:
    """Whether a line holds the rest of cells of the row above: close to it, or without a first cell."""
    if gap > solid:
        return False
    return uneven and (not cells[0] or sum(1 for found in cells if found) < len(cells))


def _columns(lines: Sequence[Line]) -> list[Cell]:
    """The columns of a table as the spans its cells take up, from the left."""
    spans: list[Cell] = []
    widest = max(len(line.cells) for line in lines)
    full = [line for line in lines if len(line.cells) >= max(2, widest - 1)]
    for cell in sorted(_parts(full), key=lambda cell: cell.x0):
        if spans and cell.x0 < spans[-1].x1 - 1:
            spans[-1].x1 = max(spans[-1].x1, cell.x1)
        else:
            spans.append(Cell("", cell.x0, cell.x1, cell.y0, cell.size, bold=False))
    return spans


def _parts(lines: Iterable[Line]) -> Iterator[Cell]:
    """The cells of lines; those of two columns close to each other may show as the parts of one."""
    for cell in (cell for line in lines for cell in line.cells):
        yield from cell.parts or (cell,)


def _cut(line: Line, columns: Sequence[Cell]) -> Line:
    """A line with the cells cut that stand in several columns, if they have a gap there."""
    cells: list[Cell] = []
    for cell in line.cells:
        placed = _by_column(Line(line.page, list(cell.parts)), columns) if cell.parts else []
        found = [single_cell(Line(line.page, parts)) for parts in placed if parts]
        cells += found if len(found) > 1 else [cell]
    return Line(line.page, cells)


def _by_column(line: Line, columns: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of a line by the column that each overlaps most, or stands nearest to."""
    found: list[list[Cell]] = [[] for _ in columns]
    for cell in line.cells:
        nearest = max(
            range(len(columns)),
            key=lambda index: min(cell.x1, columns[index].x1) - max(cell.x0, columns[index].x0),
        )
        found[nearest].append(cell)
    return found

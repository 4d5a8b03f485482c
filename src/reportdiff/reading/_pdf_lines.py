"""Runs of text to visual lines: what stands on one baseline, cut into cells where wide gaps are.

Horizontal coordinates go in reading direction: on pages written from the right they are mirrored, so that
everything after this module reads from small to large.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from statistics import median

from reportdiff.reading._characters import cleaned, is_wide
from reportdiff.reading._pdf_bidi import paired
from reportdiff.reading._pdf_drawn import Rule, underlines
from reportdiff.reading._pdf_glyphs import GAP_FROM_RIGHT, PageRuns, Run
from reportdiff.reading._pdf_wording import label_alone

_CELL_GAP = 1.0
_PART_GAP = 0.7
_LEVEL = 0.15
_OVERHANG = 0.15
_WORD_GAP = 0.16
_OVERLAP = 0.5
_RAISED_SIZE = 0.82
_RAISED_BY = 0.12
_LOOK_BACK = 4
_LABEL_REACH = 6.0
_LONGEST_LABEL = 16
_HALF, _HALF_WIDE = 0.5, "。，、；："
_LONGEST_SIGN = 6
_FILLED = 0.8
RAISED = re.compile(r"[\d*†‡§]{1,4}(?:[,،、]\s?\d{1,3})*|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Raised:
    """Small raised signs in a text, from `start` to `end`: the mark of a footnote, or an exponent.

    It is `sure` if it is smaller than what stands before it: figures of a narrow font among Chinese
    characters look raised as well.
    """

    start: int
    end: int
    sure: bool = False


@dataclass(slots=True)
class Cell:
    """Text of one line without a wide gap.

    `y0` is its lower edge; `hung` the start of text after a label; `parts` are what it falls into at gaps
    wider than a space, if there are any.
    """

    text: str
    x0: float
    x1: float
    y0: float
    size: float
    bold: bool
    raised: list[Raised] = field(default_factory=list)
    hung: float | None = None
    slanted: bool = False
    underlined: bool = False
    parts: tuple[Cell, ...] = ()

    @property
    def chars(self) -> int:
        """How many characters it has."""
        return len(self.text)


@dataclass(slots=True)
class Line:
    """What stands on one baseline of a page, as cells in reading order."""

    page: int
    cells: list[Cell]

    @property
    def text(self) -> str:
        """Its text, cells apart by a space."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def x0(self) -> float:
        """Where it starts."""
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(cell.x1 for cell in self.cells)

    @property
    def y0(self) -> float:
        """The lower edge of its main cell."""
        return self.main.y0

    @property
    def size(self) -> float:
        """The size of its main cell."""
        return self.main.size

    @property
    def main(self) -> Cell:
        """The cell with most text."""
        return self.cells[0] if len(self.cells) == 1 else max(self.cells, key=lambda cell: len(cell.text))


@dataclass(frozen=True, slots=True)
class PageLines:
    """What one page shows.

    Args:
        number: Its number, from 1.
        width, height: Those of the page as it is read.
        rtl: Whether it is written from the right.
        lines: From top to bottom.
        turned: Text that runs across its direction.
        rules: The level lines that it draws.
        dropped: How many characters were left out: strokes that stretch words, letters drawn twice.
        entered: What was filled into its fields.
    """

    number: int
    width: float
    height: float
    rtl: bool
    lines: list[Line]
    turned: list[Cell]
    rules: tuple[Rule, ...] = ()
    dropped: int = 0
    entered: tuple[str, ...] = ()


def text_of(pages: Iterable[PageLines]) -> str:
    """All that the lines of pages say, as they stand."""
    return "\n".join(line.text for page in pages for line in page.lines)


def page_lines(page: PageRuns, entered: Iterable[str] = (), gutter: float | None = None) -> PageLines:
    """The lines of a page.

    Args:
        page: Its runs.
        entered: What was filled into its fields.
        gutter: Where it is parted into two columns, whose lines need not stand on one height.
    """
    runs = [_mirrored(run, page.width) for run in page.runs] if page.rtl else page.runs
    gap = GAP_FROM_RIGHT if page.rtl else _CELL_GAP
    rows = _rows(run for run in runs if not run.turned)
    if gutter is not None:
        rows = _rows_of_columns(rows, gutter, gap)
    lines = [Line(page.number, _cells(row, gap)) for row in rows]
    rules = page.rules
    if page.rtl:
        rules = tuple(Rule(page.width - rule.x1, page.width - rule.x0, rule.y) for rule in rules)
    for cell in (cell for line in lines if rules for cell in line.cells):
        cell.underlined = underlines(rules, cell.x0, cell.x1, cell.y0, cell.size)
    for line in lines if page.rtl else ():
        for cell in line.cells:
            cell.text = paired(cell.text)
        # Only now a label in brackets looks like one.
        line.cells = labelled(line.cells)
    return PageLines(
        page.number,
        page.width,
        page.height,
        page.rtl,
        lines,
        [_turned(run) for run in runs if run.turned],
        rules,
        page.dropped,
        tuple(entered),
    )


def _mirrored(run: Run, width: float) -> Run:
    return replace(run, x0=width - run.x1, x1=width - run.x0)


def _rows_of_columns(rows: Sequence[list[Run]], gutter: float, gap: float) -> list[list[Run]]:
    """The rows of a page with those parted that stand beside each other in two columns.

    Above the first line that fills a column nothing is parted: there stand titles and letterheads.
    """
    cells = [_cells(row, gap) for row in rows]
    filled = [index for index, row in enumerate(cells) if any(_fills(cell, gutter, cells) for cell in row)]
    start = filled[0] if filled else len(rows)
    whole, beside = list(rows[:start]), []
    below = [run for row in rows[start:] for run in row]
    for row in rows[start:]:
        if _crosses(row, gutter, gap, below):
            whole.append(row)
        else:
            beside += row
    on_left = [run.x0 + run.x1 <= 2 * gutter for run in beside]
    left, right = (
        _rows(run for run, is_left in zip(beside, on_left, strict=True) if is_left is side)
        for side in (True, False)
    )
    return sorted([*whole, *left, *right], key=lambda row: -max(row, key=lambda run: len(run.text)).y0)


def _crosses(row: Sequence[Run], gutter: float, gap: float, runs: Sequence[Run]) -> bool:
    """Whether a line goes on over a gutter; a heading may stand beside two lines of the other column."""
    over = [run for run in row if run.x0 < gutter < run.x1]
    if over:
        return not all(is_overhang(run, gutter, runs) for run in over)
    sides = [run for run in row if run.x1 <= gutter], [run for run in row if run.x0 >= gutter]
    return any(
        right.x0 - left.x1 <= gap * min(left.size, right.size)
        and abs(left.y0 - right.y0) < _LEVEL * left.size
        for left, right in product(*sides)
    )


def is_overhang(piece: Cell | Run, gutter: float, others: Iterable[Cell | Run]) -> bool:
    """Whether only the end of a piece of a line reaches over a gutter, and text stands beside it there."""
    left, right = gutter - piece.x0, piece.x1 - gutter
    if min(left, right) > _OVERHANG * (left + right):
        return False
    beside = (other for other in others if (other.x0 >= gutter if right < left else other.x1 <= gutter))
    return any(abs(other.y0 - piece.y0) < other.size for other in beside)


def _fills(cell: Cell, gutter: float, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a cell is about as broad as the column on its side of the gutter."""
    if cell.x0 < gutter < cell.x1:
        return False
    ends = [row[0].x0 for row in rows] if cell.x1 <= gutter else [row[-1].x1 for row in rows]
    return cell.x1 - cell.x0 >= _FILLED * abs(median(ends) - gutter)


def _turned(run: Run) -> Cell:
    return Cell(cleaned(run.text), run.x0, run.x1, run.y0, run.size, bold=run.bold)


def single_cell(line: Line) -> Cell:
    """A line as one cell, its gaps as spaces."""
    first = line.cells[0]
    return first if len(line.cells) == 1 else _joined_cells(line.cells)


def main_size(cells: Iterable[Cell]) -> float:
    """The size that most characters have, to half a point."""
    sizes: Counter[float] = Counter()
    for cell in cells:
        sizes[round(cell.size * 2) / 2] += cell.chars
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs on one baseline, from the top of the page; a raised sign is in the row it stands nearest to."""
    found = list(runs)
    signs = _signs(found)
    level = [run for run in found if id(run) not in signs]
    rows, mains = _level_rows(level)
    alone = [run for run in found if id(run) in signs and not _joins_nearest(run, rows, mains)]
    for row, main in zip(*_level_rows(alone), strict=True):
        rows.append(row)
        mains.append(main)
    paired = sorted(zip(mains, rows, strict=True), key=lambda pair: -pair[0].y0)
    return [sorted(row, key=lambda run: run.x0) for _, row in paired]


def _signs(runs: Sequence[Run]) -> set[int]:
    """The `id` of runs that look like marks of notes: a sign or two, smaller than the text."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += len(run.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return {
        id(run)
        for run in runs
        if len(run.text) <= _LONGEST_SIGN
        and run.size < _RAISED_SIZE * usual
        and RAISED.fullmatch(run.text.strip())
    }


def _joins_nearest(sign: Run, rows: Sequence[list[Run]], mains: Sequence[Run]) -> bool:
    """Put a sign into the row on its height that has a run nearest to it; whether there is such a row."""
    near = [row for row, main in zip(rows, mains, strict=True) if _on_one_line(main, sign)]
    if not near:
        return False
    min(near, key=lambda row: min(_apart(sign, run) for run in row)).append(sign)
    return True


def _apart(one: Run, other: Run) -> float:
    return max(0.0, one.x0 - other.x1, other.x0 - one.x1)


def _level_rows(runs: Iterable[Run]) -> tuple[list[list[Run]], list[Run]]:
    """Rows of runs, and the largest run of each."""
    rows: list[list[Run]] = []
    mains: list[Run] = []
    for run in sorted(runs, key=lambda run: -(run.y0 + run.y1)):
        for back in range(len(rows) - 1, max(-1, len(rows) - 1 - _LOOK_BACK), -1):
            if _on_one_line(mains[back], run) or _is_sign_on(rows[back], mains[back], run):
                rows[back].append(run)
                if run.size > mains[back].size * 1.02:
                    mains[back] = run
                break
        else:
            rows.append([run])
            mains.append(run)
    return rows, mains


def _is_sign_on(row: Sequence[Run], main: Run, run: Run) -> bool:
    """Whether a small run stands on one line with a run of a row, though not with its largest."""
    return run.size < _RAISED_SIZE * main.size and any(_on_one_line(other, run) for other in row)


def _on_one_line(main: Run, run: Run) -> bool:
    shared = min(main.y1, run.y1) - max(main.y0, run.y0)
    return shared >= _OVERLAP * min(main.size, run.size)


def _cells(row: Sequence[Run], gap: float) -> list[Cell]:
    """The cells of a row; a number or bullet before a gap belongs to the text after it."""
    groups: list[list[Run]] = []
    size = max(run.size for run in row)
    for run in row:
        if groups and run.x0 - max(map(_drawn_to, groups[-1])) <= gap * min(size, 1.3 * run.size):
            groups[-1].append(run)
        else:
            groups.append([run])
    return labelled([_parted(group, size) for group in groups])


def _parted(runs: Sequence[Run], size: float) -> Cell:
    """The cell that runs make, with its parts."""
    cell = _cell(runs)
    if len(runs) == 1:
        return cell
    groups: list[list[Run]] = []
    for run in runs:
        if groups and run.x0 - max(map(_drawn_to, groups[-1])) <= _PART_GAP * size:
            groups[-1].append(run)
        else:
            groups.append([run])
    if len(groups) > 1:
        cell.parts = tuple(map(_cell, groups))
    return cell


def _drawn_to(run: Run) -> float:
    """Where the ink of a run ends: a Chinese full stop fills half its box, and may hang in the margin."""
    return run.x1 - (_HALF * run.size if run.text[-1] in _HALF_WIDE else 0.0)


def labelled(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a line in one column, a label before them joined to the text that it stands before."""
    if len(cells) > 1 and _is_sign_before(cells[0], cells[1]):
        return [_signed(cells[0], cells[1]), *cells[2:]]
    if len(cells) < 2 or not _is_label(cells[0].text) or cells[1].x0 - cells[0].x1 > _reach(cells[0]):
        return list(cells)
    first = _joined_cells(cells[:2])
    first.hung = cells[1].x0
    return [first, *cells[2:]]


def _is_sign_before(sign: Cell, cell: Cell) -> bool:
    """Whether a cell is nothing but the raised mark of the note that begins after it."""
    is_small = sign.size < _RAISED_SIZE * cell.size and sign.y0 > cell.y0 + _RAISED_BY * cell.size
    return is_small and bool(RAISED.fullmatch(sign.text)) and cell.x0 - sign.x1 <= _LABEL_REACH * sign.size


def _signed(sign: Cell, cell: Cell) -> Cell:
    joined = _joined_cells([sign, cell])
    joined.raised.insert(0, Raised(0, len(sign.text)))
    return joined


def _is_label(text: str) -> bool:
    if len(text) > _LONGEST_LABEL:
        return False
    label = label_alone()
    return bool(label.fullmatch(text)) or all(label.fullmatch(part) for part in text.split())


def _reach(label: Cell) -> float:
    """How far from a label its text may begin."""
    return (_LABEL_REACH if label.text[-1] in ".)）．。、-–—" else _LABEL_REACH / 2) * label.size


def _cell(runs: Sequence[Run]) -> Cell:
    main = max(runs, key=lambda run: (len(run.text), run.size))
    size = max(run.size for run in runs) if _are_small_capitals(runs) else _dominant(runs)
    text, raised, before = "", [], None
    for run in runs:
        if before is not None and _are_apart(before, run, size):
            text += " "
        shown = cleaned(run.text)
        if _is_raised(run, main, size):
            raised.append(Raised(len(text), len(text) + len(shown), _is_smaller(run, before)))
        text += shown
        before = run
    level = [run for run in runs if not _is_raised(run, main, size)] or list(runs)
    return Cell(
        text,
        runs[0].x0,
        max(run.x1 for run in runs),
        main.y0,
        size,
        all(run.bold for run in level),
        raised,
        slanted=all(run.slanted for run in level),
    )


def _is_smaller(run: Run, before: Run | None) -> bool:
    """Whether a raised run is smaller than the one before it, and that no Chinese."""
    return before is not None and not is_wide(before.text[-1]) and run.size < _RAISED_SIZE * before.size


def _are_small_capitals(runs: Sequence[Run]) -> bool:
    """Whether capitals of two sizes stand on one baseline, the large ones at the beginnings of words."""
    return len({round(run.size) for run in runs}) == 2 and "".join(run.text for run in runs).isupper()


def _dominant(runs: Sequence[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _is_raised(run: Run, main: Run, size: float) -> bool:
    return (
        run.size < _RAISED_SIZE * size
        and run.y0 > main.y0 + _RAISED_BY * size
        and bool(RAISED.fullmatch(run.text.strip()))
    )


def _are_apart(before: Run, run: Run, size: float) -> bool:
    """Whether white space stands between two runs of one cell."""
    if before.trailed or run.led:
        return True
    if is_wide(before.text[-1]) and is_wide(run.text[0]):
        return False
    return run.x0 - before.x1 > _WORD_GAP * size


def _joined_cells(cells: Sequence[Cell]) -> Cell:
    text, raised = "", []
    for cell in cells:
        text += " " if text else ""
        raised += [Raised(mark.start + len(text), mark.end + len(text), mark.sure) for mark in cell.raised]
        text += cell.text
    main = max(cells, key=lambda cell: cell.chars)
    return Cell(
        text,
        cells[0].x0,
        max(cell.x1 for cell in cells),
        main.y0,
        main.size,
        all(cell.bold for cell in cells),
        raised,
        cells[0].hung,
        slanted=all(cell.slanted for cell in cells),
        underlined=cells[-1].underlined,
    )

"""Pages set in two columns: which lines stand in which, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from reportdiff.reading._pdf_lines import (
    Cell,
    Line,
    PageLines,
    is_overhang,
    labelled,
    main_size,
    single_cell,
)

Array = np.ndarray[Any, np.dtype[Any]]

_LONG = 15
_FEWEST = 6
_CROSSING = 0.2
_FILLED = 0.55
_FROM, _TO = 0.38, 0.62
_STEP = 2.0
_STRETCHED = 2.5
_ASIDE = 3.5
_COLUMNED = 0.5


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines to be read one below the other; `column` from 0, None for the whole width."""

    lines: list[Line]
    column: int | None


def usual_gutter(pages: Iterable[Sequence[Line]], size: float) -> float | None:
    """The gutter of a document most of whose pages are set in columns; None for others."""
    gutters = [_gutter(lines, size) for lines in pages if lines]
    found = [gutter for gutter in gutters if gutter is not None]
    return median(found) if len(found) >= _COLUMNED * len(gutters) and found else None


def gutter_of(page: PageLines) -> float | None:
    """Where a page is parted into two columns of text; None for others."""
    return _gutter(page.lines, main_size(cell for line in page.lines for cell in line.cells))


def flows(lines: Sequence[Line], size: float, usual: float | None = None) -> list[Flow]:
    """The lines of a page as flows in reading order: one, unless it is set in columns.

    Args:
        lines: From top to bottom.
        size: The size of the document's text.
        usual: Where the gutter is on other pages, for one with too few lines to show it.
    """
    gutter = _gutter(lines, size)
    if gutter is None and usual is not None:
        gutter = _near(lines, usual, size)
    if gutter is None:
        return [Flow(list(lines), None)]
    found: list[Flow] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    cells = [cell for line in lines for cell in line.cells]
    for line in lines:
        over = [cell for cell in line.cells if cell.x0 < gutter < cell.x1]
        if not all(is_overhang(cell, gutter, cells) for cell in over):
            # Above a line of the whole width, lines on one side alone are of the whole width as well.
            found += _taken(sides) if sides[1] else [Flow(sides[0], None)] if sides[0] else []
            sides = ([], [])
            found.append(Flow([line], None))
            continue
        for side, is_left in zip(sides, (True, False), strict=True):
            beside = [cell for cell in line.cells if (cell.x0 + cell.x1 <= 2 * gutter) is is_left]
            if beside:
                side.append(Line(line.page, labelled(beside)))
    return _together(found + _taken(sides))


def _near(lines: Sequence[Line], usual: float, size: float) -> float | None:
    """The gutter of a page with few lines: where it is on other pages, or aside if margins change sides.

    Hardly a line may cross it, and text must stand before it.
    """
    cells = [cell for line in lines for cell in line.cells if abs(cell.size - size) < 0.2 * size]
    text = [cell for cell in cells if len(cell.text) >= _LONG]
    steps = int(_ASIDE * size / _STEP)
    places = sorted((usual + _STEP * step for step in range(-steps, steps + 1)), key=lambda x: abs(x - usual))
    best = min(places, key=lambda place: _crossing(text, place))
    is_parted = any(cell.x1 <= best for cell in text) and _crossing(text, best) <= _CROSSING * len(text)
    return best if is_parted else None


def _taken(sides: tuple[list[Line], list[Line]]) -> list[Flow]:
    return [Flow(side, column) for column, side in enumerate(sides) if side]


def _together(parts: Sequence[Flow]) -> list[Flow]:
    """The flows with lines of the whole width put together."""
    found: list[Flow] = []
    for part in parts:
        if found and part.column is None and found[-1].column is None:
            found[-1].lines.extend(part.lines)
        else:
            found.append(part)
    return found


def _gutter(lines: Sequence[Line], size: float) -> float | None:
    """The place between two columns: nearly no line crosses it, many lines fill either side."""
    cells = [
        cell
        for line in lines
        for cell in line.cells
        if len(cell.text) >= _LONG and abs(cell.size - size) < 0.2 * size
    ]
    if len(cells) < 2 * _FEWEST:
        return None
    left, right = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    place, crossing = _least_crossed(cells, [cell for line in lines for cell in line.cells], left, right)
    if crossing > _CROSSING * len(cells):
        return None
    sides = (_on_side(lines, size, -np.inf, place), _on_side(lines, size, place, np.inf))
    return place if all(_is_filled(side) for side in sides) else None


def _on_side(lines: Sequence[Line], size: float, left: float, right: float) -> list[Cell]:
    """The long cells between two places, with the words of a line put together that justifying parts."""
    found: list[Cell] = []
    for line in lines:
        cells = [cell for cell in line.cells if cell.x0 >= left and cell.x1 <= right]
        gaps = [after.x0 - before.x1 for before, after in pairwise(cells)]
        whole = [single_cell(Line(line.page, cells))] if gaps and max(gaps) <= _STRETCHED * size else cells
        found += [cell for cell in whole if len(cell.text) >= _LONG and abs(cell.size - size) < 0.2 * size]
    return found


def _least_crossed(
    text: Sequence[Cell], cells: Sequence[Cell], left: float, right: float
) -> tuple[float, int]:
    """The place about the middle that least text crosses, and how many lines of it do.

    Of several places it is the one that the fewest cells of any kind cross, the nearest to the middle.
    """
    width = right - left
    steps = int((_TO - _FROM) * width / _STEP)
    places = left + _FROM * width + _STEP * np.arange(steps + 1)
    crossing = _crossings(text, places)
    best = np.lexsort((np.abs(places - (left + right) / 2), _crossings(cells, places), crossing))[0]
    return float(places[best]), int(crossing[best])


def _crossings(cells: Sequence[Cell], places: Array) -> Array:
    x0, x1 = np.array([cell.x0 for cell in cells]), np.array([cell.x1 for cell in cells])
    found: Array = ((x0[:, None] < places) & (places < x1[:, None])).sum(axis=0)
    return found


def _crossing(cells: Sequence[Cell], place: float) -> int:
    return sum(1 for cell in cells if cell.x0 < place < cell.x1)


def _is_filled(side: Sequence[Cell]) -> bool:
    """Whether lines fill a column, labels in its margin apart, as text does and cells of tables do not."""
    if len(side) < _FEWEST:
        return False
    few = len(side) // 10
    left, right = sorted(cell.x0 for cell in side)[few], sorted(cell.x1 for cell in side)[-1 - few]
    full = sum(1 for cell in side if cell.x1 - cell.x0 > 0.85 * (right - left))
    return full >= _FILLED * len(side)

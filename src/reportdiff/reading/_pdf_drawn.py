"""Level lines that a page draws: what underlines a text, parts footnotes from it, or rules a table."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_THICKEST = 2.5
_SHORTEST = 4.0
_MOST = 20_000
_UNDER, _OVER = 0.15, 0.24
_COVERED = 0.85
_BEYOND = 0.8
_LEVEL = 1.0
_JOINED = 3.0


class Rule(NamedTuple):
    """A level line in points from the lower left corner of the page as it is read."""

    x0: float
    x1: float
    y: float


def rules_of(page: pdfium.PdfPage, left: float, bottom: float) -> tuple[Rule, ...]:
    """The level lines of a page whose corner lies at `left` and `bottom`."""
    found: list[Rule] = []
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST)):
        drawn = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(drawn) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium_c.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        if 0 <= y1 - y0 <= _THICKEST and x1 - x0 >= _SHORTEST:
            found.append(Rule(x0 - left, x1 - left, (y0 + y1) / 2 - bottom))
    return tuple(_joined(found))


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The lines with those put together that go on where another ends, as edges of cells do."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y), rule.x0)):
        last = found[-1] if found else None
        if last and abs(rule.y - last.y) <= _LEVEL and rule.x0 - last.x1 <= _JOINED:
            found[-1] = Rule(last.x0, max(last.x1, rule.x1), last.y)
        else:
            found.append(rule)
    return found


def underlines(rules: Sequence[Rule], x0: float, x1: float, y0: float, size: float) -> bool:
    """Whether lines run below all of a text but not far beyond it, as edges of tables do.

    Args:
        rules: Lines of the page.
        x0: Where the text begins.
        x1: Where it ends.
        y0: The lower edge of its box.
        size: The height of its box.
    """
    near = [
        rule
        for rule in rules
        if y0 - _UNDER * size <= rule.y <= y0 + _OVER * size and rule.x0 < x1 and rule.x1 > x0
    ]
    if any(rule.x0 < x0 - _BEYOND * size or rule.x1 > x1 + _BEYOND * size for rule in near):
        return False
    covered = sum(min(rule.x1, x1) - max(rule.x0, x0) for rule in near)
    return covered >= _COVERED * (x1 - x0)

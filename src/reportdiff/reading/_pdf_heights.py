"""Boxes as tall as the type is large, for fonts that do not say how tall they are.

pdfium draws a character's box to the heights that its font states. Where the font states none, boxes are as
tall as the letters happen to be, and nothing can be told from them: an `a` looks like a raised figure.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

Array = np.ndarray[Any, np.dtype[Any]]

_UNEVEN = 0.05
_SHARE = 0.05
_MOSTLY = 0.35
_WIDELY = 0.3
_FEWEST = 6
_BELOW, _ABOVE = 0.22, 0.78
_LEANING = 0.1


def uneven(y0: Array, y1: Array, line: Array, *, rtl: bool = False) -> Array:
    """Which characters stand where neighbours differ in height, as boxes of one size of type never do.

    All of a page where that is often so, else those of the lines where it is mostly so. On a page written
    from the right a few deep letters make lines uneven: there many lines must be so.
    """
    same = np.diff(line) == 0
    taller = np.maximum(y1 - y0, 0.1)[1:]
    steps = np.maximum(np.abs(np.diff(y0)), np.abs(np.diff(y1))) > _UNEVEN * taller
    if not same.any():
        return np.zeros(len(line), dtype=bool)
    size = int(line.max()) + 1
    count = np.bincount(line[1:][same], minlength=size)
    often = np.bincount(line[1:][same & steps], minlength=size) > _MOSTLY * np.maximum(count, _FEWEST)
    found: Array = often[line]
    if steps[same].mean() > _SHARE and (not rtl or found.mean() > _WIDELY):
        return np.ones(len(line), dtype=bool)
    return found


def heights(raw: pdfium_c.FPDF_TEXTPAGE, index: Array, y0: Array, y1: Array) -> tuple[Array, Array]:
    """Lower and upper edges by baseline and size of type, of the characters at `index` that stand upright."""
    low, high = y0.copy(), y1.copy()
    sizes: dict[int, float] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for place, char in enumerate(index.tolist()):
        size = _size(raw, char, sizes)
        if size and pdfium_c.FPDFText_GetCharOrigin(raw, char, x, y):
            low[place], high[place] = y.value - _BELOW * size, y.value + _ABOVE * size
    return low, high


def _size(raw: pdfium_c.FPDF_TEXTPAGE, char: int, sizes: dict[int, float]) -> float:
    """The size of a character's type in points, 0 where it leans; read once for each piece of text."""
    piece = pdfium_c.FPDFText_GetTextObject(raw, char)
    if not piece:
        return 0.0
    key = ctypes.addressof(piece.contents)
    if key not in sizes:
        matrix = pdfium_c.FS_MATRIX()
        found = pdfium_c.FPDFText_GetMatrix(raw, char, matrix)
        level = found and max(abs(matrix.b), abs(matrix.c)) < _LEANING * abs(matrix.d)
        sizes[key] = abs(matrix.d) * pdfium_c.FPDFText_GetFontSize(raw, char) if level else 0.0
    return sizes[key]

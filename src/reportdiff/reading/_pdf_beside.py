"""What a PDF page shows besides the text of its content: pictures, and what was filled into its fields."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from reportdiff.reading._characters import cleaned

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MOST = 2_000
_DEEPEST = 3
_LARGE = 0.25
_LONGEST = 20_000
_ENTERED = {pdfium_c.FPDF_ANNOT_WIDGET: b"V", pdfium_c.FPDF_ANNOT_FREETEXT: b"Contents"}
_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW


def has_large_picture(page: pdfium.PdfPage) -> bool:
    """Whether one picture covers more than a quarter of the page."""
    width, height = page.get_size()
    largest = max(
        (_area(drawn) for drawn in _objects(page) if _type(drawn) == pdfium_c.FPDF_PAGEOBJ_IMAGE), default=0.0
    )
    return bool(largest > _LARGE * width * height)


def entered_texts(page: pdfium.PdfPage) -> list[str]:
    """What stands in the fields of forms and in boxes that were typed onto the page; comments are no text."""
    found = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        key = _ENTERED.get(pdfium_c.FPDFAnnot_GetSubtype(note))
        # A box that is ticked has states in place of a text.
        is_text = key is not None and not pdfium_c.FPDFAnnot_HasKey(note, b"AS")
        if key is not None and is_text and not pdfium_c.FPDFAnnot_GetFlags(note) & _HIDDEN:
            found.append(cleaned(_value(note, key)).strip())
        pdfium_c.FPDFPage_CloseAnnot(note)
    return [text for text in found if text]


def _objects(page: pdfium.PdfPage) -> list[pdfium_c.FPDF_PAGEOBJECT]:
    """What a page draws, with what is in drawings inside of it."""
    found: list[pdfium_c.FPDF_PAGEOBJECT] = []
    count = min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST)
    waiting = [(pdfium_c.FPDFPage_GetObject(page.raw, index), 0) for index in range(count)]
    while waiting and len(found) < _MOST:
        drawn, depth = waiting.pop()
        found.append(drawn)
        if _type(drawn) == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = min(pdfium_c.FPDFFormObj_CountObjects(drawn), _MOST)
            waiting += [(pdfium_c.FPDFFormObj_GetObject(drawn, index), depth + 1) for index in range(count)]
    return found


def _type(drawn: pdfium_c.FPDF_PAGEOBJECT) -> int:
    return int(pdfium_c.FPDFPageObj_GetType(drawn))


def _area(drawn: pdfium_c.FPDF_PAGEOBJECT) -> float:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(drawn, *edges):
        return 0.0
    x0, y0, x1, y1 = (edge.value for edge in edges)
    return (x1 - x0) * (y1 - y0)


def _value(note: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium_c.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")

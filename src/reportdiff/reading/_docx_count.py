"""The visible characters of a Word file, counted apart from the blocks that are made of them.

What is counted: every text that Word prints, in the document, its notes, headers and footers; deleted and
moved text is not, nor what old programs show in place of a drawing.
"""

from __future__ import annotations

from reportdiff.reading._characters import cleaned, visible
from reportdiff.reading._docx_parts import Element, tag
from reportdiff.reading._docx_text import FALLBACK, TEXTS, printed_sign

_LEFT_OUT = {tag("del"), tag("moveFrom"), FALLBACK}
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def characters_of(root: Element) -> int:
    """How many visible characters an element shows, hidden ones and those of fields' codes included."""
    total, left = 0, [root]
    while left:
        element = left.pop()
        if _is_left_out(element):
            continue
        if element.tag in TEXTS or element.tag == _DRAWN:
            total += visible(cleaned(element.text or ""))
        else:
            total += visible(printed_sign(element))
        left.extend(element)
    return total


def _is_left_out(element: Element) -> bool:
    if element.tag == FALLBACK:
        parent = element.getparent()
        return parent is not None and any(child.tag.endswith("}Choice") for child in parent)
    if element.tag == tag("tr"):
        return element.find(f"{tag('trPr')}/{tag('del')}") is not None
    return element.tag in _LEFT_OUT

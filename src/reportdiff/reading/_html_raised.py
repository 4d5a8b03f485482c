"""Which elements of a web page raise or lower their figures."""

from __future__ import annotations

import re

from reportdiff.reading._html_notes import Element, is_raised, text_of
from reportdiff.reading._raised import signs

_LOWERED_STYLE = re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE)


def signs_of(element: Element) -> dict[int, int] | None:
    """What the signs of a raised or lowered element are shown as; None where its text stays as it is."""
    if is_raised(element):
        return signs(text_of(element), is_raised=True)
    if element.tag == "sub" or _LOWERED_STYLE.search(element.get("style") or ""):
        return signs(text_of(element), is_raised=False)
    return None

"""Raised and lowered figures of a web page, kept apart from those they stand at: 10⁶, 20 m², CO₂."""

from __future__ import annotations

import re

from reportdiff.reading._html_notes import Element, is_raised, text_of

_LOWERED_STYLE = re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_FIGURE = re.compile(r"\d")


def signs_of(element: Element) -> dict[int, int] | None:
    """What the signs of a raised or lowered element are shown as; None where its text stays as it is.

    Letters stay, for most are endings of ordinal numbers.
    """
    if is_raised(element):
        signs = _RAISED
    elif element.tag == "sub" or _LOWERED_STYLE.search(element.get("style") or ""):
        signs = _LOWERED
    else:
        return None
    return signs if _FIGURE.search(text_of(element)) else None

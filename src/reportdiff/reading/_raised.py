"""Raised and lowered signs as plain text, kept apart from the figures they stand at: 10⁶, 20 m², CO₂."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_FIGURE = re.compile(r"\d")


def signs(text: str, *, is_raised: bool) -> dict[int, int] | None:
    """What the signs of a raised or lowered text are shown as; None where it stays as it is.

    Letters stay, for most are endings of ordinal numbers.
    """
    if not _FIGURE.search(text):
        return None
    return _RAISED if is_raised else _LOWERED


def letter_mark(letter: str) -> str:
    """A single raised letter that marks a note, as below tables: `ᵃ`."""
    return letter.translate(_LETTERS)

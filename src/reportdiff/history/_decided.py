"""How findings tell figures that a person decided upon from those that a text states."""

from __future__ import annotations

from reportdiff.model import Funding, TreatyCount


def decided_note(*facts: TreatyCount | Funding) -> str:
    """A sentence on which of the facts are as analysts decided, with a space before it, or nothing."""
    ids = list(dict.fromkeys(fact.review for fact in facts if fact.review is not None))
    if not ids:
        return ""
    word = "review" if len(ids) == 1 else "reviews"
    return f" Decided by an analyst, not as the text was understood: {word} {', '.join(ids)}."

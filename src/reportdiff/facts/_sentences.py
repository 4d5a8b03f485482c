"""Sentences of a paragraph and the clauses of a sentence, as spans of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A full stop ends a sentence where a space and something other than a small letter follow, and no initial,
# single letter or common abbreviation stands before it.
_END = re.compile(
    r"[。！？]+[”’」』）)]*|[!?؟]\s+|\.[”’\")]?\s+(?=[^a-zа-яё\s])|\n{2,}",
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:No|Nos|Mr|Mrs|Ms|Dr|St|vs|art|arts|para|paras|cf|etc|approx|Inc|Co|Corp|fig|vol|pp|н|г|гг|млн|млрд|тыс|долл|ст|п|пп|см))\Z"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text (end exclusive)."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order and without gaps."""
    ends = [match for match in _END.finditer(text) if not _is_abbreviation(text, match.start())]
    cuts = [0, *(match.end() for match in ends)]
    return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if a < b]


def _is_abbreviation(text: str, at: int) -> bool:
    return text[at] == "." and bool(_ABBREVIATED.search(text, max(0, at - 8), at))

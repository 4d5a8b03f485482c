"""Sentences of a paragraph and the clauses of a sentence, as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportdiff.language.tables import primary, table

# A full stop ends a sentence where a space and something other than a small letter follow, and no initial,
# single letter or common abbreviation stands before it.
_END = re.compile(
    r"[。！？.!?؟\n](?:(?<=[。！？])[。！？]*[”’」』）)]*|(?<=[!?؟])(?:\s?»)?\s+"
    r"|(?<=\.)(?:[”’\")]|\s?»)?\s+(?=\S)|(?<=\n)\n+)"
)
_LONGEST = 12
_MOST = 4000


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text (end exclusive)."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text, in order and without gaps."""
    shortened = _abbreviated(primary(language))
    ends = [match for match in _END.finditer(text) if _is_end(text, match, shortened)]
    cuts = [0, *(match.end() for match in ends)]
    spans = [Span(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if a < b]
    return [piece for span in spans for piece in _pieces(text, span)]


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence; one that is longer than any (a torn table) is cut, so that work stays bounded."""
    start = span.start
    while span.end - start > _MOST:
        space = max(text.rfind(mark, start + _MOST // 2, start + _MOST) for mark in (" ", "，", "、"))
        cut = space + 1 if space >= 0 else start + _MOST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _is_end(text: str, match: re.Match[str], shortened: re.Pattern[str]) -> bool:
    if match.group()[0] != ".":
        return True
    at = match.start()
    goes_on = text[match.end() : match.end() + 1].islower()
    return not goes_on and not _is_initial(text, at) and not shortened.search(text, max(0, at - _LONGEST), at)


def _is_initial(text: str, at: int) -> bool:
    letter, before = text[max(0, at - 1) : at], text[max(0, at - 2) : at - 1]
    return letter.isupper() and not (before.isalnum() or before == "_")


@cache
def _abbreviated(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, table(code, "sentences").get("abbreviations", []))) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\Z")

"""What is read of a paragraph once, for all kinds of facts: sentences, dates, numerals, what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.facts._changes import Counted
from reportdiff.facts._quantities import counted_in
from reportdiff.facts._sentences import Span, sentences
from reportdiff.language.dates import Date, dates_in
from reportdiff.language.numbers import Numeral, numerals_in
from reportdiff.model import Paragraph

_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:-(?:1[89]|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph with what its words were read as.

    `period` is the edition's own, as ISO year or span of years; `headings` are those of its section and the
    ones above, the nearest first.
    """

    address: str
    text: str
    language: str
    section: str | None
    headings: tuple[str, ...]
    period: str | None
    sentences: tuple[Span, ...]
    dates: tuple[Date, ...]
    numerals: tuple[Numeral, ...]
    counted: tuple[Counted, ...]

    def counted_in(self, span: Span) -> tuple[Counted, ...]:
        """What is counted in a span."""
        return self.counted[_first(self.counted, span.start) : _first(self.counted, span.end)]

    def numerals_in(self, span: Span) -> tuple[Numeral, ...]:
        """The numerals that begin in a span."""
        return self.numerals[_first(self.numerals, span.start) : _first(self.numerals, span.end)]

    def dates_in(self, span: Span) -> tuple[Date, ...]:
        """The dates that begin in a span."""
        return self.dates[_first(self.dates, span.start) : _first(self.dates, span.end)]


def _first(items: Sequence[Counted] | Sequence[Date] | Sequence[Numeral], offset: int) -> int:
    return bisect_left(items, offset, key=_start_of)


def _start_of(item: Counted | Date | Numeral) -> int:
    return item.start


def passage(paragraph: Paragraph, language: str, headings: Sequence[str], period: str | None) -> Passage:
    """What one paragraph says, before any fact is drawn from it."""
    text = paragraph.text
    dates = dates_in(text, language)
    numerals = numerals_in(text, language, dates)
    return Passage(
        address=paragraph.address,
        text=text,
        language=language,
        section=paragraph.section,
        headings=tuple(headings),
        period=period,
        sentences=tuple(sentences(text, language)),
        dates=tuple(dates),
        numerals=tuple(numerals),
        counted=tuple(counted_in(text, numerals, language)),
    )


def period_of(*said: str | None) -> str | None:
    """The first that is a year or a span of years."""
    return next((text for text in said if text and _YEARS.fullmatch(text)), None)

"""What every way of counting shares: the noun that stands before a number, the half that follows one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reportdiff.facts._quantity_words import UnitWords
from reportdiff.language.lexicon import Term
from reportdiff.language.numbers import Numeral

PUNCTUATION = re.compile(r"[.,;:!?()\[\]“”\"《》（）。，；：、？！…\n]")
_HALF = Decimal("0.5")
BEFORE = 40  # how far before a number words that bear on it are looked for


def says_unit(numeral: Numeral) -> bool:
    """Whether the number itself says what it counts: 30%, $5."""
    return numeral.unit is not None or numeral.currency is not None


def with_half(text: str, numeral: Numeral, end: int, units: UnitWords) -> tuple[Numeral, int]:
    """The numeral and the end of what it counts, with the half after them: "deux ans et demi"."""
    half = units.half.at(text, skip_space(text, end))
    if half is None or numeral.high is not None or numeral.value != int(numeral.value):
        return numeral, end
    return replace(numeral, value=numeral.value + _HALF), half.end


def noun_before(text: str, start: int, units: UnitWords) -> str | None:
    """What a bare number counts by the words before it: "the number of parties rose to 187"."""
    begin = max(0, start - units.window)
    breaks = [match.end() for match in PUNCTUATION.finditer(text, begin, start)]
    begin = breaks[-1] if breaks else begin
    said = units.count_words.find(text, begin, start)
    nouns = units.nouns.find(text, begin, start) if said or units.unspaced else []
    if not nouns:
        return None
    beside = units.unspaced and not text[nouns[-1].end : start].strip()
    if said and not units.unspaced:
        return _counted_by_words(text, said[-1].end, start, nouns, units)
    return nouns[-1].key if beside or said else None


def _counted_by_words(text: str, begin: int, end: int, nouns: Sequence[Term], units: UnitWords) -> str | None:
    """The head of the phrase after "the number of"."""
    following = [noun for noun in nouns if noun.start >= begin]
    if not following or _is_broken(text, begin, following[0].start, units):
        return None
    if units.noun_first:
        return following[0].key
    breaks = units.stop.find(text, following[0].end, end)
    phrase = [noun for noun in following if not breaks or noun.end <= breaks[0].start]
    return phrase[-1].key


def _is_broken(text: str, begin: int, end: int, units: UnitWords) -> bool:
    """Whether a word that breaks phrases stands between two offsets, other than right after the first."""
    return any(text[begin : term.start].strip() for term in units.stop.find(text, begin, end))


def skip_space(text: str, at: int) -> int:
    """The offset past white space."""
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at

"""What a numeral counts where spaces part words: a noun after it, perhaps with others between."""

from __future__ import annotations

import re

from reportdiff.facts._changes import Counted
from reportdiff.facts._quantity_nouns import (
    BEFORE,
    PUNCTUATION,
    noun_before,
    says_unit,
    skip_space,
    with_half,
)
from reportdiff.facts._quantity_words import UnitWords
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.numbers import Numeral

_ENDS = frozenset(",;:!?()[]\n")  # after which nothing is counted any more
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0]?\d")
_COMPOUND = re.compile(r"-(?P<noun>[a-z]+)(?![\w-])")
_WORD = re.compile(r"[^\W\d_][\w'’-]{0,40}")


def spaced(text: str, numeral: Numeral, limit: int, units: UnitWords) -> Counted | None:
    """The numeral with what it counts; None where it counts nothing."""
    if numeral.postposed:
        return _postposed(text, numeral, units)
    unit, end = (None, numeral.end) if says_unit(numeral) else _noun_after(text, numeral, limit, units)
    beside = end > numeral.end and text[numeral.end : end].count(" ") <= 1
    if numeral.maybe_year and (unit is None or not beside):
        return None
    bare = numeral.spelled and unit is None and not says_unit(numeral)
    article = numeral.spelled and numeral.value == 1 and units.one_is_article and not says_unit(numeral)
    numeral, end = with_half(text, numeral, end, units)
    unit = numeral.unit or unit
    qualifier = None if _is_during(text, numeral, unit, units) else numeral.qualifier
    qualifier = qualifier or _told_after(text, max(end, numeral.end), units)
    return Counted(numeral, unit, qualifier, numeral.start, end, is_article=article, is_bare=bare)


def _told_after(text: str, end: int, units: UnitWords) -> str | None:
    """The qualifier that stands after what is counted: "trois langues ou plus"."""
    said = units.after.at(text, skip_space(text, end))
    return said.key if said and not _NUMBER_FOLLOWS.match(text, said.end) else None


def _postposed(text: str, numeral: Numeral, units: UnitWords) -> Counted | None:
    """A number that stands after what it counts, perhaps with one word between: الوظائف الشاغرة الخمس."""
    begin = max(0, numeral.start - BEFORE)
    nouns = units.nouns.find(text, begin, numeral.start)
    led = units.postposed and nouns and units.postposed.fullmatch(text, nouns[-1].end, numeral.start)
    if not led or units.named_group.search(text, begin, numeral.start):
        return None
    return Counted(numeral, nouns[-1].key, None, nouns[-1].start, numeral.end)


def _is_during(text: str, numeral: Numeral, unit: str | None, units: UnitWords) -> bool:
    """Whether a word of size only says how long something took: "a training over 2 weeks"."""
    lasted = unit in units.durations and units.during is not None and numeral.qualifier is not None
    if not (lasted and units.during):
        return False
    return units.during.search(text, max(0, numeral.start - BEFORE), numeral.start) is not None


def _noun_after(text: str, numeral: Numeral, limit: int, units: UnitWords) -> tuple[str | None, int]:
    """The head of the phrase that follows: its last noun before a preposition, a verb or a stop."""
    if (measure := _hyphened(text, numeral, units)) is not None:
        return measure.key, measure.end
    end = min(limit, numeral.end + 90)
    if text[numeral.end : numeral.end + 1] in _ENDS:
        return noun_before(text, numeral.start, units), numeral.end
    stop = PUNCTUATION.search(text, numeral.end, end)
    beside = units.nouns.at(text, skip_space(text, numeral.end)) if stop else None
    if beside and stop and beside.end > stop.start():
        return beside.key, beside.end  # a unit with a full stop of its own: кв. км
    end = stop.start() if stop else end
    one = numeral.value == 1 and numeral.high is None
    begin = numeral.end if one else _past(_links(numeral, units), text, numeral.end)
    breaks = units.stop.find(text, begin, end)
    last, end = end, breaks[0].start if breaks else end
    words = [match.end() for match in _WORD.finditer(text, begin, end)][: units.reach]
    # A noun may hold a word that breaks phrases: points de base.
    nouns = [noun for noun in units.nouns.find(text, begin, last) if words and noun.start < words[-1]]
    if units.adjacent and nouns and not _is_beside(text, numeral, begin, nouns[0], units):
        nouns = []
    if nouns and not _only_modified(text, begin, nouns[0].start, units):
        nouns = []
    if len(nouns) > 1 and units.modifiers and _describes(text, nouns[0], nouns[1], units):
        nouns = nouns[1:]  # опрошенных лабораторий
    singular = numeral.high is None and (
        abs(numeral.value) < 2 if units.noun_first else numeral.value == 1  # 1,5 tonne
    )
    if units.plural and not singular:
        nouns = [noun for noun in nouns if _is_plural(text, noun, units)]
    led = [place for place, noun in enumerate(nouns) if units.leading and units.leading.match(text, noun.end)]
    nouns = nouns[: led[0] + 1] if led else nouns
    if nouns and nouns[0].key in units.measures and nouns[0].start - numeral.end <= 1:
        return nouns[0].key, nouns[0].end
    if nouns and units.noun_first:
        return nouns[0].key, nouns[0].end
    joined = units.both.find(text, begin, end)
    if joined and any(noun.end <= joined[0].start for noun in nouns):
        nouns = [noun for noun in nouns if noun.end <= joined[0].start]
    return (nouns[-1].key, nouns[-1].end) if nouns else (noun_before(text, numeral.start, units), numeral.end)


def _hyphened(text: str, numeral: Numeral, units: UnitWords) -> Term | None:
    """What a number counts that a hyphen joins to it: "a 60-bed hospital"."""
    joined = _COMPOUND.match(text, numeral.end) if units.compounds else None
    if joined is None or joined["noun"] not in units.compounds:
        return None
    return units.nouns.at(text, joined.start("noun"))


def _is_plural(text: str, noun: Term, units: UnitWords) -> bool:
    """Whether a noun ends like those that are more than one; where it comes first, its first word may."""
    if units.plural is None or units.plural.search(text, noun.start, noun.end):
        return True
    head = _WORD.match(text, noun.start) if units.noun_first else None
    return head is not None and units.plural.search(text, noun.start, min(head.end(), noun.end)) is not None


def _is_beside(text: str, numeral: Numeral, begin: int, noun: Term, units: UnitWords) -> bool:
    """Whether a noun stands right after its number; with its article only after an "of"."""
    opening = units.nouns.opening(text, noun.start)
    return not text[begin:opening].strip() and (
        opening == noun.start or begin > numeral.end or numeral.fraction
    )


def _only_modified(text: str, start: int, end: int, units: UnitWords) -> bool:
    """Whether only modifiers stand between a number and a noun, where a language has data for them."""
    words = _WORD.finditer(text, start, end) if units.modifiers else ()
    return all(units.modifiers.fullmatch(word.group()) for word in words if units.modifiers)


def _describes(text: str, first: Term, second: Term, units: UnitWords) -> bool:
    """Whether the first of two nouns has the form of a modifier and the second stands right after it."""
    beside = not text[first.end : second.start].strip() and second.start > first.end
    return beside and bool(units.modifiers and units.modifiers.fullmatch(text, first.start, first.end))


def _links(numeral: Numeral, units: UnitWords) -> Lexicon:
    return units.whole if numeral.fraction else units.partitive


def _past(links: Lexicon, text: str, at: int) -> int:
    """Past the "of" of "twelve of States", where a language counts so, and of "two thirds of the States"."""
    term = links.at(text, skip_space(text, at))
    return term.end if term else at

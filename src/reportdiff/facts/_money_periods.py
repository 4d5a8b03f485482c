"""For which year or biennium an amount is stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.facts._changes import Counted
from reportdiff.facts._clauses import BRACKET, CLOSING, skip_spaces, within
from reportdiff.facts._money_say import MoneySay
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon

_DIGIT = re.compile(r"\d")
_FAR, _BEFORE, _BRACKETED = 45, 30, 200


@dataclass(frozen=True, slots=True)
class Period:
    """A year or span of years.

    `is_open` where a sum runs on from it ("since 2010"), `is_compared` where a change is measured from it
    ("than in 2020").
    """

    iso: str
    start: int
    end: int
    is_open: bool = False
    is_compared: bool = False


def periods_in(passage: Passage, sentence: Span, say: MoneySay) -> list[Period]:
    """The periods that a sentence names, in their order."""
    text, start, end = passage.text, sentence.start, sentence.end
    found = [
        Period(
            date.iso if date.is_period else date.iso[:4],
            date.start,
            date.end,
            _is_led_to(text, start, date.start, say.since, say),
            _is_led_to(text, start, date.start, say.compared, say),
        )
        for date in passage.dates_in(sentence)
        if date.iso
    ]
    if passage.period:
        found += [Period(passage.period, term.start, term.end) for term in say.period.find(text, start, end)]
    for lexicon, length in ((say.previous_year, 1), (say.previous_biennium, 2)):
        for term in lexicon.find(text, start, end):
            known = [p.iso for p in found if p.start < term.start and (len(p.iso) == 9) == (length == 2)]
            base = known[-1] if known else _span_of(passage.period, length)
            if base:
                found.append(Period(_before(base), term.start, term.end, is_compared=True))
    return sorted(found, key=lambda period: period.start)


def period_of(
    text: str, item: Counted, periods: Sequence[Period], before: int, say: MoneySay
) -> Period | None:
    """The period of an amount: right after it, else the last one before it."""
    after = period_after(text, item, periods, say)
    if after:
        return after
    own, earlier = within(periods, before, item.start), within(periods, 0, item.start)
    if own or earlier:
        return (own or earlier)[-1]
    return periods[0] if periods else None


def period_after(text: str, item: Counted, periods: Sequence[Period], say: MoneySay) -> Period | None:
    """The period that the words right after an amount give: "$285 million in 2016"."""
    following = next(iter(within(periods, item.end, item.end + _FAR + 1)), None)
    if following is None:
        return None
    if not is_linked(text, item.end, following.start, say):
        return None
    return None if _is_of_next(text, item.end, following) else following


def is_linked(text: str, at: int, end: int, say: MoneySay) -> bool:
    """Whether only linking words stand between an amount and the measure or period after it."""
    at = skip_spaces(text, at)
    while at < end:
        link = say.link.at(text, at) or say.forecast.at(text, at) or say.estimate.at(text, at)
        if link is None:
            return False
        at = skip_spaces(text, link.end)
    return True


def _is_led_to(text: str, start: int, at: int, words: Lexicon, say: MoneySay) -> bool:
    """Whether a word of a list leads to a date ("since", "compared with")."""
    found = words.find(text, max(start, at - _BEFORE), at)
    return bool(found) and not text[found[-1].end : say.link.opening(text, at)].strip()


def _span_of(period: str | None, length: int) -> str | None:
    return period if period and (len(period) == 9) == (length == 2) else None


def _before(period: str) -> str:
    """The year or biennium before a year or biennium."""
    if len(period) == 4:
        return str(int(period) - 1)
    first, last = int(period[:4]), int(period[5:])
    length = last - first + 1
    return f"{first - length}-{last - length}"


def _is_of_next(text: str, end: int, period: Period) -> bool:
    """Whether the period stands in a bracket where an amount of its own follows."""
    if not BRACKET.search(text, end, period.start):
        return False
    limit = period.end + _BRACKETED
    closing = CLOSING.search(text, period.end, limit)
    return bool(_DIGIT.search(text, period.end, closing.start() if closing else limit))

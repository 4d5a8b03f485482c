"""The dates that a sentence tells party counts for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportdiff.facts._instruments import OTHER, instruments
from reportdiff.facts._sentences import Span
from reportdiff.facts._treaty_sentence import CLAUSE, Sentence
from reportdiff.language.dates import Date

_FULL = len("2021-12-31")


@dataclass(frozen=True, slots=True)
class Told:
    """A date or period that a count may be of, and where it stands."""

    iso: str
    start: int
    end: int


def dates_told(said: Sentence) -> list[Told]:
    """The dates of a sentence that counts can be of, in reading order, with the edition's where it is named.

    Left out are those of an instrument (its name, its entry into force), of a comparison, what something
    has gone on since, and what lies after the edition.
    """
    span, period = said.span, said.passage.period
    dates = (date for date in said.dates if date.iso and not is_future(date, period))
    told = [
        Told(str(date.iso), date.start, date.end) for date in dates if not _is_of_something_else(said, date)
    ]
    if period:
        spoken = said.say.period.find(said.text, span.start, span.end)
        told += [Told(period, term.start, term.end) for term in spoken]
    return sorted(told, key=lambda each: each.start)


def as_of(
    said: Sentence, place: Span, told: Sequence[Told], before: str | None, rising: Collection[int]
) -> str | None:
    """The date of a count: the one right after it, else the last before it, else the next one.

    Args:
        said: the sentence.
        place: the number with all of its words.
        told: what `dates_told` found here.
        before: the last date of the sentences before.
        rising: the offsets of increments; a date beside them is the total's as well.
    """
    own = _beside(said, place.end, told)
    if own:
        return own.iso
    at, mine = place.start, {place.start, *rising}
    free = [each for each in told if not _is_of_another_number(said, each, mine)]
    earlier = [each.iso for each in free if each.start < at]
    later = [each.iso for each in free if each.start > at]
    return next(iter([*earlier[-1:], *later[:1]]), before)


def _beside(said: Sentence, end: int, told: Sequence[Told]) -> Told | None:
    """The date right after a count: "187 in 2019"."""
    following = next((each for each in told if each.start >= end), None)
    if following is None or following.start - end > 40:
        return None
    return following if said.holds_only(end, following.start, said.say.when) else None


def is_future(date: Date, period: str | None) -> bool:
    """Whether a date lies after the edition: a year after it, or a day more than a year after it."""
    if period is None or date.iso is None:
        return False
    years = int(date.iso[:4]) - int(period[-4:])
    return years > (1 if len(date.iso) == _FULL else 0)


def _is_of_another_number(said: Sentence, date: Told, mine: Collection[int]) -> bool:
    """Whether the date stands right after a number other than those that begin at some offsets."""
    before = said.numerals_between(date.start - 60, date.start)
    numeral = before[-1] if before else None
    if numeral is None or numeral.start in mine or numeral.maybe_year:
        return False
    item = next(iter(said.counted_between(numeral.start, numeral.start + 1)), None)
    return said.holds_only(item.end if item else numeral.end, date.start, said.say.when)


def _is_of_something_else(said: Sentence, date: Date) -> bool:
    say = said.say
    if any(said.stands_before(words, date.start) for words in (say.before_was, say.since)):
        return True
    return is_of_instrument(said, date) or said.was_before(date.start)


def is_of_instrument(said: Sentence, date: Date) -> bool:
    """Whether a date is that of an instrument: in its name, of its adoption or entry into force."""
    say = said.say
    if said.names_at(date.start) or _is_before_adoption(said, date):
        return True
    near = say.not_as_of.find(said.text, max(said.span.start, date.start - 32), date.start)
    apart = bool(near) and CLAUSE.search(said.text, near[-1].end, date.start)
    return (bool(near) and not apart) or said.stands_after(say.not_as_of, date.end)


def _is_before_adoption(said: Sentence, date: Date) -> bool:
    """Whether an instrument of the sentence had not been adopted by then: the date is its own."""
    adopted = [instruments()[name].adopted for each in said.mentions for name in each.ids if name != OTHER]
    iso = date.iso or "9999"
    return any(iso <= day[: len(iso)] for day in adopted)

"""Roles that the words right beside a number give it: an increment, an earlier total, a part."""

from __future__ import annotations

from enum import Enum

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_leads import forbidden
from reportdiff.facts._treaty_sentence import NEAR, Sentence, skipped
from reportdiff.language.lexicon import Term
from reportdiff.language.numbers import Numeral


class Role(Enum):
    """What a number tells of the parties."""

    TOTAL = "total"
    NEWLY = "newly"
    JOINED = "joined"  # States that acceded: within some time, or it is not said that they are all
    EARLIER = "earlier"
    BARE = "bare"  # to be understood from its neighbours
    UNCLEAR = "unclear"  # of parties, but what is said of them is not understood
    NONE = "none"


_FAR, _NEXT = 2 * NEAR, 24

Read = tuple[Role, Mention | None]
"""A role with the instrument that the number's own words name, if they do."""


def marker_of(said: Sentence, numeral: Numeral, end: int) -> Role | None:
    """The role that words right beside the number give it."""
    say, text = said.say, said.text
    if numeral.qualifier is None and said.stands_before(say.before_was, numeral.start):
        # but not of "more than", which begins like "than"
        return None if _is_of_the_next(said, numeral, end) else Role.EARLIER
    if said.was_before(numeral.start):
        return Role.EARLIER
    if said.stands_before(say.new_before, numeral.start):
        return Role.NEWLY
    if said.stands_after(say.new_after, numeral.end) or any(
        term.end <= end for term in say.new_after.find(text, numeral.end, end)
    ):
        return Role.NEWLY
    if said.stands_after(say.of_which_after, numeral.end) or said.stands_before(
        say.of_which_before, numeral.start
    ):
        joined = say.join.find(text, numeral.start, said.clause_end(end))
        if not joined:
            return Role.NONE
        return Role.NEWLY if any(say.being.at(text, term.start) is None for term in joined) else None
    if said.stands_after(say.new_tail, numeral.end) or said.stands_after(say.new_tail, end):
        return Role.NEWLY
    return None


def _is_of_the_next(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether another instrument is compared, not another time: "184 parties, against 186 for the other"."""
    own = said.linked(end) or said.linked(numeral.end)
    before = [mention.ids for mention in said.mentions if mention.end <= numeral.start]
    return own is not None and bool(before) and own.ids not in before


def is_earlier(said: Sentence, start: int, end: int) -> bool:
    """Whether words of an earlier time in its clause are those of a number: "a year ago, 187"."""
    say, text = said.say, said.text
    begin, stop = said.clause_start(start, _FAR), said.clause_end(end)
    opening = said.governed_from(start)
    fronted = [term for term in say.earlier.find(text, opening, begin) if _opens(said, opening, term, start)]
    before = [*fronted, *say.earlier.find(text, begin, start)][-1:]
    after = say.earlier.find(text, end, stop)[:1]
    own = [span for term in before if not _has_number(said, *(span := (term.end, start)))]
    own += [span for term in after if not _has_number(said, *(span := (end, term.start)))]
    return any(not _compares(said, *span) for span in own)


def _opens(said: Sentence, opening: int, term: Term, at: int) -> bool:
    """Whether an earlier time opens all that is told up to a number, and nobody joins in between."""
    first = skipped(said.text, opening) >= term.start - 1
    return first and not said.say.join.find(said.text, term.end, at)


def _has_number(said: Sentence, start: int, end: int) -> bool:
    return any(not numeral.maybe_year for numeral in said.numerals_between(start, end))


def _compares(said: Sentence, start: int, end: int) -> bool:
    """Whether a change is told between a number and an earlier time: "189, more than a year before"."""
    return any(words.find(said.text, start, end) for words in (said.say.new_tail, said.say.new_before))


def is_of_some(said: Sentence, numeral: Numeral) -> bool:
    """Whether a part of some States is told right before their number: "46 of 48 States"."""
    before = said.numerals_between(numeral.start - _NEXT, numeral.start)
    if not before or before[-1].maybe_year:
        return False
    words = (said.say.part_of, said.say.within, said.say.articles)
    between = said.text[before[-1].end : words[0].opening(said.text, numeral.start)]
    return bool(between.strip()) and said.holds_only(before[-1].end, numeral.start, *words)


def is_part_named(said: Sentence, numeral: Numeral) -> bool:
    """Whether States are told as a part of the number before: "189 parties, of which 188 States and …"."""
    before = said.numerals_between(numeral.start - NEAR, numeral.start)
    return bool(before) and said.stands_before(said.say.of_which_before, numeral.start)


def is_risen(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether States are those by which the parties became more: "150 States, three more than …"."""
    say, begin = said.say, said.span.start
    of_parties = say.party.find(said.text, begin, numeral.start) or say.join.find(
        said.text, begin, numeral.start
    )
    compared = any(said.stands_after(say.new_tail, at) for at in (numeral.end, end))
    return bool(of_parties) and (compared or said.closes(end)) and not forbidden(said, numeral, end)


def of_a_place(said: Sentence, end: int) -> bool:
    """Whether only those of a region are counted: "42 parties in Africa"."""
    within = said.say.within.at(said.text, skipped(said.text, end))
    return within is not None and said.names_region(within.end)

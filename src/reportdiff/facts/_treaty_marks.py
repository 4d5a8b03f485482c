"""Roles that the words right beside a number give it: an increment, an earlier total, a part."""

from __future__ import annotations

from enum import Enum

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_leads import forbidden
from reportdiff.facts._treaty_sentence import NEAR, Sentence, skipped
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


Read = tuple[Role, Mention | None]
"""A role with the instrument that the number's own words name, if they do."""


def marker_of(said: Sentence, numeral: Numeral, end: int) -> Role | None:
    """The role that words right beside the number give it."""
    say, text = said.say, said.text
    if numeral.qualifier is None and said.stands_before(say.before_was, numeral.start):
        return Role.EARLIER  # but not of "more than", which begins like "than"
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
        return Role.NEWLY if any(say.being.at(text, term.start) is None for term in joined) else None
    if said.stands_after(say.new_tail, numeral.end) or said.stands_after(say.new_tail, end):
        return Role.NEWLY
    return None


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

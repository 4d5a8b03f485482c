"""What part each number of a sentence plays: a total of parties, an increment, an earlier total, none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportdiff.facts._changes import Counted
from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_joining import FEW, LEAST, are_all, happened
from reportdiff.facts._treaty_leads import (
    are_counted,
    forbidden,
    is_entry,
    is_said_of_parties,
    is_table,
    led_to_by_joining,
    totalled,
)
from reportdiff.facts._treaty_marks import Read, Role, is_earlier, marker_of
from reportdiff.facts._treaty_parties import of_parties
from reportdiff.facts._treaty_sentence import NEAR, Sentence, skipped
from reportdiff.facts._treaty_states import have_joined, of_joining, of_states
from reportdiff.language.numbers import Numeral

_OF_PARTIES = frozenset({"parties", "countries", "states"})
_BRACKETED = re.compile(r" ?(?:个|家|国){0,2}[)）]")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of parties or States with its role; `linked` is the instrument that its own words name.

    The span is of the number and what it counts, `is_of_parties` tells whether that is States or parties,
    `is_open` whether States that joined may be all that did.
    """

    value: int
    role: Role
    start: int
    end: int
    numeral: Numeral
    linked: Mention | None = None
    is_of_parties: bool = True
    is_open: bool = False


def counts_in(said: Sentence) -> Iterator[Count]:
    """The numbers of a sentence that may be of parties, in reading order."""
    counted = {
        item.numeral.start: item for item in said.counted_between(said.span.start - NEAR, said.span.end)
    }
    risen = list(_risen_by_words(said))
    yield from risen
    for numeral in said.numerals_between(said.span.start, said.span.end):
        if any(each.start <= numeral.start < each.end for each in risen):
            continue
        if not _could_count(numeral) or said.names_at(numeral.start):
            continue
        item = counted.get(numeral.start)
        unit, end = (item.unit, item.end) if item else (None, numeral.end)
        if unit not in _READERS and end == numeral.end:
            unit = None  # not its own noun: "the number of parties to the Firearms Protocol grew to 121"
        of_acts = item is not None and unit == "instruments" and _are_acts(said, item)
        if of_acts or (item is not None and unit == "persons" and _are_parties_of(said, item)):
            unit = "parties"
        if unit not in _READERS or _is_one_of(said, numeral):
            continue
        role, linked = _READERS[unit](said, numeral, end)
        if role in (Role.TOTAL, Role.BARE) and is_earlier(said, numeral.start, end):
            role = Role.EARLIER
        if of_acts and role is Role.TOTAL and happened(said, said.clause_end(end)):
            role = Role.JOINED
        if role is Role.TOTAL and numeral.value < LEAST:
            role = Role.JOINED
        besides = said.say.one_besides.at(said.text, skipped(said.text, end))
        if role is not Role.NONE:
            value = int(numeral.value) + (1 if besides else 0)
            end = besides.end if besides else end
            is_open = role is Role.JOINED and not happened(said, said.clause_end(end))
            yield Count(value, role, numeral.start, end, numeral, linked, unit is not None, is_open)


def _risen_by_words(said: Sentence) -> Iterator[Count]:
    """Increments that a noun tells: "une nouvelle adhésion", بزيادة طرفين."""
    if not said.mentions:
        return
    for term in said.say.increments.find(said.text, said.span.start, said.span.end):
        numeral = Numeral(Decimal(term.key), term.start, term.end, spelled=True)
        named = (said.say.party, said.say.join)
        of_them = is_said_of_parties(said, numeral) or any(
            words.find(said.text, said.clause_start(term.start), term.end) for words in named
        )
        if of_them and not forbidden(said, numeral, term.end):
            yield Count(int(term.key), Role.NEWLY, term.start, term.end, numeral)


def _are_acts(said: Sentence, item: Counted) -> bool:
    """Whether acts of joining are counted: "189 ratifications"."""
    return bool(said.say.party.find(said.text, item.numeral.end, item.end))


def _are_parties_of(said: Sentence, item: Counted) -> bool:
    """Whether a noun of people or parties (участник) is of an instrument: in brackets, or what it has."""
    last = said.last_named(item.start)
    if last is None or not said.say.party.find(said.text, item.numeral.end, item.end):
        return False
    say = said.say
    has = said.holds_only(last.end, item.start, say.have, say.adverbs, say.standing) and said.has_before(
        item.start
    )
    return has or said.text[last.end : item.start].strip() in ("(", "（")


def _is_one_of(said: Sentence, numeral: Numeral) -> bool:
    """Whether the number is no more than an example: "one of the most widely ratified treaties"."""
    return numeral.value == 1 and said.stands_after(said.say.part_of, numeral.end)


def _could_count(numeral: Numeral) -> bool:
    exact = numeral.high is None and not numeral.maybe_year
    return exact and not numeral.currency and numeral.value == int(numeral.value)


def _is_bracketed(said: Sentence, numeral: Numeral) -> bool:
    """Whether a number alone in brackets is of parties, of which the sentence spoke before."""
    say, begin = said.say, said.span.start
    alone = _BRACKETED.match(said.text, numeral.end) and said.text[: numeral.start].rstrip()[-1:] in "(（"
    if not alone or numeral.value <= FEW or say.never.find(said.text, begin, numeral.start):
        return False
    return is_said_of_parties(said, numeral)


def _opens_list(said: Sentence, numeral: Numeral) -> bool:
    """Whether a number without a noun shares that of the next: "by 151 and 122 States"."""
    end = numeral.end
    for item in said.counted_between(numeral.end, numeral.end + NEAR):
        if not said.is_separated(end, item.start, said.say.commas):
            return False
        if item.unit in _OF_PARTIES:
            return True
        end = item.end
    return False


def _of_nothing(said: Sentence, numeral: Numeral, end: int) -> Read:
    marker = marker_of(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if forbidden(said, numeral, end):
        return Role.NONE, None
    if said.stands_after(said.say.total_after, end):
        return Role.TOTAL, linked
    if are_counted(said, numeral) and said.closes(end):
        return Role.TOTAL, linked
    if led_to_by_joining(said, numeral) and _opens_list(said, numeral):
        return (Role.TOTAL if are_all(said, numeral, end, said.clause_end(end)) else Role.JOINED), linked
    of_them = is_said_of_parties(said, numeral)
    led = totalled(said, numeral) or (said.has_before(numeral.start) and of_them)
    opens = said.text[: numeral.start].rstrip().rstrip("(（")
    entry = is_entry(said, numeral, end) or said.stands_before(said.say.party, len(opens.rstrip()))
    listed = entry and (is_table(said, numeral) or _is_bracketed(said, numeral))
    if listed or (led and said.closes(end)):
        return Role.TOTAL, linked
    joins = said.say.join.find(said.text, end, said.clause_end(end))
    if linked is None and joins and have_joined(said, end, joins[0].start):
        return of_joining(said, numeral, end, None)
    return Role.BARE, linked


_READERS = {"parties": of_parties, "countries": of_states, "states": of_states, None: _of_nothing}

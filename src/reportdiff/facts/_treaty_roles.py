"""What part each number of a sentence plays: a total of parties, an increment, an earlier total, none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from reportdiff.facts._changes import Counted
from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_joining import are_all, happened, is_told_of, joined_instrument, joins_another
from reportdiff.facts._treaty_leads import (
    forbidden,
    goes_on,
    is_entry,
    is_led,
    is_said_before,
    is_said_of_parties,
    is_table,
    led_to_by_joining,
    plain,
    take_part,
    totalled,
)
from reportdiff.facts._treaty_sentence import NEAR, STOP, Sentence, skipped
from reportdiff.language.numbers import Numeral

_COMMAS = (",", "，")
_NEXT = 24


class Role(Enum):
    """What a number tells of the parties."""

    TOTAL = "total"
    NEWLY = "newly"
    JOINED = "joined"  # States that acceded: within some time, or it is not said that they are all
    EARLIER = "earlier"
    BARE = "bare"  # to be understood from its neighbours
    UNCLEAR = "unclear"  # of parties, but what is said of them is not understood
    NONE = "none"


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


_Read = tuple[Role, Mention | None]


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
        if unit not in _READERS:
            continue
        role, linked = _READERS[unit](said, numeral, end)
        if of_acts and role is Role.TOTAL and happened(said, said.clause_end(end)):
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
        of_parties = is_said_of_parties(said, numeral) or any(
            words.find(said.text, term.start, term.end) for words in named
        )
        if of_parties and not forbidden(said, numeral, term.end):
            yield Count(int(term.key), Role.NEWLY, term.start, term.end, numeral)


def _are_acts(said: Sentence, item: Counted) -> bool:
    """Whether acts of joining are counted: "189 ratifications"."""
    return bool(said.say.party.find(said.text, item.numeral.end, item.end))


def _are_parties_of(said: Sentence, item: Counted) -> bool:
    """Whether a noun of people or parties (участник) stands in brackets after an instrument."""
    last = said.last_named(item.start)
    beside = last is not None and said.text[last.end : item.start].strip() in ("(", "（")
    return beside and bool(said.say.party.find(said.text, item.numeral.end, item.end))


def _could_count(numeral: Numeral) -> bool:
    exact = numeral.high is None and not numeral.maybe_year
    return exact and not numeral.currency and numeral.value == int(numeral.value)


def _of_parties(said: Sentence, numeral: Numeral, end: int) -> _Read:
    marker = _marker(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if said.stands_before(said.say.joined_by, numeral.start):
        return (Role.TOTAL if are_all(said, numeral, end, said.clause_end(end)) else Role.JOINED), linked
    after = linked.end if linked else end
    if not plain(said, numeral, end) or _of_a_place(said, after):
        return Role.NONE, None
    if _is_whole(said, numeral, after, linked) or _are_each(said, numeral, after, linked):
        return Role.TOTAL, linked
    joins = said.say.join.find(said.text, after, said.clause_end(after))
    if linked is None and joins and _have_joined(said, end, joins[0].start):
        return _of_joining(said, numeral, end, None)
    if _is_in_apposition(said, numeral):
        return Role.TOTAL, linked
    if forbidden(said, numeral, after):
        return Role.NONE, None
    if not said.closes(after) and not (totalled(said, numeral) and said.closes(end)):
        return Role.UNCLEAR, linked
    named = is_led(said, numeral) or is_said_before(said, numeral) or is_entry(said, numeral, end)
    return (Role.TOTAL if named else Role.BARE), linked


def _is_in_apposition(said: Sentence, numeral: Numeral) -> bool:
    """Whether the number is of the parties named right before: "the parties to it, numbering 189, …"."""
    begin = max(said.span.start, numeral.start - NEAR)
    lead = next(iter(said.say.apposed.find(said.text, begin, numeral.start)[-1:]), None)
    if lead is None or numeral.start - lead.end > 1:
        return False
    opening, last = said.say.apposed.opening(said.text, lead.start), said.last_named(numeral.start)
    named = last is not None and said.is_separated(last.end, opening, said.say.commas)
    return named or said.stands_before(said.say.party, opening)


def _of_states(said: Sentence, numeral: Numeral, end: int) -> _Read:
    say = said.say
    marker = _marker(said, numeral, end)
    if marker is Role.EARLIER:
        return marker, None
    if marker is None and not plain(said, numeral, end):
        return Role.NONE, None
    if _of_a_place(said, end) or (marker is None and _is_part_named(said, numeral)):
        return Role.NONE, None
    amounts = said.leads_to(say.amount_to, numeral.start) and is_said_of_parties(said, numeral)
    amounts = amounts or take_part(said, numeral)
    joining = say.join.at(said.text, skipped(said.text, end)) is not None
    told = amounts or (totalled(said, numeral) and not joining)
    if told and marker is not Role.NEWLY and said.closes(end):
        return (Role.NONE if forbidden(said, numeral, end) else Role.TOTAL), said.linked(end)
    if said.stands_before(say.rise, numeral.start) and is_said_of_parties(said, numeral):
        return Role.NEWLY, None
    return _of_joining(said, numeral, said.past_names(end), marker)


def _of_joining(said: Sentence, numeral: Numeral, end: int, marker: Role | None) -> _Read:
    """The role that a verb of joining gives to States, after their names where these are told."""
    say, text = said.say, said.text
    clause_end = said.clause_end(end)
    joins = say.join.find(text, end, clause_end)
    before = say.join.find(text, said.clause_start(numeral.start, 2 * NEAR), numeral.start)
    passive = say.joined_by.pattern and any(say.being.at(text, term.start) is None for term in before)
    led = led_to_by_joining(said, numeral)
    if not joins and not led:
        linked = said.linked(end)
        elided = linked and (not passive or said.stands_before(say.commas, numeral.start))
        if elided or is_entry(said, numeral, end) or goes_on(said, numeral.start):
            return Role.BARE, linked
        if marker is Role.NEWLY and _is_risen(said, numeral, end):
            return marker, linked
        if not passive:
            return (Role.UNCLEAR if _may_be_parties(said, numeral, end) else Role.NONE), linked
        if forbidden(said, numeral, end):
            return Role.NONE, None
    if say.urging.find(text, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    linked = joined_instrument(said, joins[0].end if joins else end, clause_end)
    if linked and not joins and said.say.commas.find(text, end, linked.start):
        linked = None  # "joined by 150 States, and the Firearms Protocol by 120"
    if joins and linked is None and joins_another(said, joins[-1].end, clause_end):
        return Role.NONE, None
    if joins and not led and not _leads_to(said, numeral, end, joins[0].start):
        told = is_told_of(said, numeral, end, joins[0].end)
        return (Role.NONE if told else Role.UNCLEAR), linked
    if marker is Role.NEWLY:
        return Role.NEWLY, linked
    if say.never.find(text, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    until = joins[0].end if joins else end
    return (Role.TOTAL if are_all(said, numeral, until, clause_end) else Role.JOINED), linked


def _is_part_named(said: Sentence, numeral: Numeral) -> bool:
    """Whether States are told as a part of the number before: "189 parties, of which 188 States and …"."""
    before = said.numerals_between(numeral.start - NEAR, numeral.start)
    return bool(before) and said.stands_before(said.say.of_which_before, numeral.start)


def _is_risen(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether States are those by which the parties became more: "150 States, three more than …"."""
    say, begin = said.say, said.span.start
    of_parties = say.party.find(said.text, begin, numeral.start) or say.join.find(
        said.text, begin, numeral.start
    )
    compared = any(said.stands_after(say.new_tail, at) for at in (numeral.end, end))
    return bool(of_parties) and (compared or said.closes(end)) and not forbidden(said, numeral, end)


def _of_nothing(said: Sentence, numeral: Numeral, end: int) -> _Read:
    marker = _marker(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if forbidden(said, numeral, end):
        return Role.NONE, None
    if said.stands_after(said.say.total_after, end):
        return Role.TOTAL, linked
    of_parties = is_said_of_parties(said, numeral)
    led = totalled(said, numeral) or (said.has_before(numeral.start) and of_parties)
    if (led and said.closes(end)) or (is_entry(said, numeral, end) and is_table(said, numeral)):
        return Role.TOTAL, linked
    joins = said.say.join.find(said.text, end, said.clause_end(end))
    if linked is None and joins and _have_joined(said, end, joins[0].start):
        return _of_joining(said, numeral, end, None)
    return Role.BARE, linked


def _have_joined(said: Sentence, end: int, join: int) -> bool:
    """Whether a number alone is of States: "95 States signed it and 89 have ratified it"."""
    say = said.say
    is_being = say.being.at(said.text, join) is not None
    return (
        not is_being and skipped(said.text, end) < join and said.holds_only(end, join, say.perfect, say.leads)
    )


_READERS = {"parties": _of_parties, "countries": _of_states, "states": _of_states, None: _of_nothing}


def _marker(said: Sentence, numeral: Numeral, end: int) -> Role | None:
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


def _of_a_place(said: Sentence, end: int) -> bool:
    """Whether only those of a region are counted: "42 parties in Africa"."""
    within = said.say.within.at(said.text, skipped(said.text, end))
    return within is not None and said.names_region(within.end)


def _is_whole(said: Sentence, numeral: Numeral, after: int, linked: Mention | None) -> bool:
    """Whether a part of all parties is told: "of the 190 parties to the Convention, 100 replied"."""
    say, text = said.say, said.text
    named = linked or said.last_named(numeral.start)
    if named is None or (linked is None and not said.is_separated(named.end, numeral.start, say.part_of)):
        return False
    if said.stands_after(say.part_after, after):
        return True
    begin = max(said.span.start, numeral.start - NEAR)
    leading = [term for term in say.part_of.find(text, begin, numeral.start) if numeral.start - term.end <= 1]
    at = skipped(text, after)
    ends = STOP.match(text, at) or say.acted.at(text, at) or said.numerals_between(at, at + 1)
    return bool(leading and ends) and _has_part(said, numeral, leading[-1].start)


def _are_each(said: Sentence, numeral: Numeral, after: int, linked: Mention | None) -> bool:
    """Whether something is told of each of the parties: "all 189 parties to the Convention will be …"."""
    narrowed = said.stands_after(said.say.that, after) or said.stands_after(said.say.never, after)
    stop = min(after + _NEXT, said.clause_end(after))
    if linked and not narrowed and said.say.all_after.find(said.text, after, stop):
        return not said.say.articles.pattern or said.stands_before(said.say.articles, numeral.start)
    if not said.stands_before(said.say.every, numeral.start):
        return False
    last = said.last_named(numeral.start)
    if linked is None and (last is None or not said.is_separated(last.end, numeral.start, said.say.every)):
        return False
    return not narrowed and said.text[skipped(said.text, after) :][:1] not in _COMMAS


def _has_part(said: Sentence, whole: Numeral, at: int) -> bool:
    """Whether a number of parties stands right before "of the", or after it where that opens a clause."""
    near = said.numerals_between(at - NEAR, whole.start + 4 * NEAR)
    units = {
        item.numeral.start: item.unit for item in said.counted_between(at - NEAR, whole.start + 4 * NEAR)
    }
    alike = [each for each in near if units.get(each.start) in _READERS]
    before = any(0 <= at - each.end <= 1 for each in alike) or said.stands_before(said.say.shares, at)
    opens = skipped(said.text, said.clause_start(at)) == said.say.part_of.opening(said.text, at)
    return before or (opens and any(each.start > whole.start for each in alike))


def _leads_to(said: Sentence, numeral: Numeral, start: int, join: int) -> bool:
    """Whether States are the ones that joined: nothing stands between that would make it a wish or a plan.

    Of "12 States that have joined" it must be said that there are as many: others may be told of them.
    """
    besides = said.say.one_besides.at(said.text, skipped(said.text, start))
    if not said.holds_only(besides.end if besides else start, join, said.say.leads, dates=said.dates):
        return False
    return not said.stands_after(said.say.that, start) or is_led(said, numeral)


def _may_be_parties(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether a clause with a number of States speaks of parties, and of nothing else that is known."""
    clause = said.clause_start(numeral.start, 2 * NEAR), said.clause_end(end)
    known = (said.say.never, said.say.urging, said.say.unreal)
    spoken = said.say.party.find(said.text, *clause)
    return bool(spoken) and not any(each.find(said.text, *clause) for each in known)

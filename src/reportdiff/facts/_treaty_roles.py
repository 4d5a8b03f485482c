"""What part each number of a sentence plays: a total of parties, an increment, an earlier total, none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_dates import is_of_instrument
from reportdiff.facts._treaty_sentence import CLAUSE, NEAR, STOP, Sentence, skipped
from reportdiff.language.dates import Date
from reportdiff.language.numbers import Numeral

_FAR = 600
_COMMAS = (",", "，")
_COLON = re.compile(r"[ \u00a0]?[:：]")
_ENTRY = (",", ":", "(", "（", "：", "，", "–", "—", "-")


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
    for numeral in said.numerals_between(said.span.start, said.span.end):
        if not _could_count(numeral) or said.names_at(numeral.start):
            continue
        item = counted.get(numeral.start)
        unit, end = (item.unit, item.end) if item else (None, numeral.end)
        if unit not in _READERS and end == numeral.end:
            unit = None  # not its own noun: "the number of parties to the Firearms Protocol grew to 121"
        if unit not in _READERS:
            continue
        role, linked = _READERS[unit](said, numeral, end)
        besides = said.say.one_besides.at(said.text, skipped(said.text, end))
        if role is not Role.NONE:
            value = int(numeral.value) + (1 if besides else 0)
            end = besides.end if besides else end
            is_open = role is Role.JOINED and not _happened(said, said.clause_end(end))
            yield Count(value, role, numeral.start, end, numeral, linked, unit is not None, is_open)


def _could_count(numeral: Numeral) -> bool:
    exact = numeral.high is None and not numeral.maybe_year
    return exact and not numeral.currency and numeral.value == int(numeral.value)


def _of_parties(said: Sentence, numeral: Numeral, end: int) -> _Read:
    marker = _marker(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if said.stands_before(said.say.joined_by, numeral.start):
        return (Role.TOTAL if _are_all(said, numeral, end, said.clause_end(end)) else Role.JOINED), linked
    after = linked.end if linked else end
    if not _plain(said, numeral, end) or _of_a_place(said, after):
        return Role.NONE, None
    if _is_whole(said, numeral, after, linked) or _are_each(said, numeral, after, linked):
        return Role.TOTAL, linked
    joins = said.say.join.find(said.text, after, said.clause_end(after))
    if linked is None and joins and _have_joined(said, end, joins[0].start):
        return _of_joining(said, numeral, end, None)
    if _forbidden(said, numeral, after):
        return Role.NONE, None
    if said.stands_before(said.say.apposed, numeral.start):
        return Role.TOTAL, linked
    if not said.closes(after):
        return Role.UNCLEAR, linked
    led = _led(said, numeral) or _is_said_before(said, numeral) or _is_entry(said, numeral, end)
    return (Role.TOTAL if led else Role.BARE), linked


def _of_states(said: Sentence, numeral: Numeral, end: int) -> _Read:
    say = said.say
    marker = _marker(said, numeral, end)
    if marker is Role.EARLIER:
        return marker, None
    if marker is None and not _plain(said, numeral, end):
        return Role.NONE, None
    if _of_a_place(said, end) or (marker is None and _is_part_named(said, numeral)):
        return Role.NONE, None
    amounts = said.leads_to(say.amount_to, numeral.start) and _is_said_of_parties(said, numeral)
    amounts = amounts or _take_part(said, numeral)
    joining = say.join.at(said.text, skipped(said.text, end)) is not None
    if (amounts or (_totalled(said, numeral) and not joining)) and said.closes(end):
        told = Role.NONE if _forbidden(said, numeral, end) else Role.TOTAL
        return told, said.linked(end)
    if said.stands_before(say.rise, numeral.start) and _is_said_of_parties(said, numeral):
        return Role.NEWLY, None
    return _of_joining(said, numeral, said.past_names(end), marker)


def _of_joining(said: Sentence, numeral: Numeral, end: int, marker: Role | None) -> _Read:
    """The role that a verb of joining gives to States, after their names where these are told."""
    say, text = said.say, said.text
    clause_end = said.clause_end(end)
    joins = say.join.find(text, end, clause_end)
    before = say.join.find(text, said.clause_start(numeral.start, 2 * NEAR), numeral.start)
    passive = say.joined_by.pattern and any(say.being.at(text, term.start) is None for term in before)
    led = said.stands_before(say.joined_by, numeral.start)
    if not joins and not led:
        linked = said.linked(end)
        elided = linked and (not passive or said.stands_before(say.commas, numeral.start))
        if elided or _is_entry(said, numeral, end) or _goes_on(said, numeral.start):
            return Role.BARE, linked
        if not passive:
            return (Role.UNCLEAR if _may_be_parties(said, numeral, end) else Role.NONE), linked
        if _forbidden(said, numeral, end):
            return Role.NONE, None
    if say.urging.find(text, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    linked = _object(said, joins[0].end if joins else end, clause_end)
    if joins and linked is None and _joins_another(said, joins[-1].end, clause_end):
        return Role.NONE, None
    if joins and not led and not _leads_to(said, numeral, end, joins[0].start):
        told = _is_told_of(said, numeral, end, joins[0].end)
        return (Role.NONE if told else Role.UNCLEAR), linked
    if marker is Role.NEWLY:
        return Role.NEWLY, linked
    if say.never.find(text, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    until = joins[0].end if joins else end
    return (Role.TOTAL if _are_all(said, numeral, until, clause_end) else Role.JOINED), linked


def _is_part_named(said: Sentence, numeral: Numeral) -> bool:
    """Whether States are told as a part of the number before: "189 parties, of which 188 States and …"."""
    before = said.numerals_between(numeral.start - NEAR, numeral.start)
    return bool(before) and said.stands_before(said.say.of_which_before, numeral.start)


def _of_nothing(said: Sentence, numeral: Numeral, end: int) -> _Read:
    marker = _marker(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if _forbidden(said, numeral, end):
        return Role.NONE, None
    if said.stands_after(said.say.total_after, end):
        return Role.TOTAL, linked
    of_parties = _is_said_of_parties(said, numeral)
    led = _totalled(said, numeral) or (said.has_before(numeral.start) and of_parties)
    if (led and said.closes(end)) or (_is_entry(said, numeral, end) and _is_table(said, numeral)):
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


def _plain(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the noun stands for all States, not for a kind of them: "12 African States"."""
    return not said.say.plain.pattern or said.holds_only(numeral.end, end, said.say.plain)


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
    if not said.stands_before(said.say.every, numeral.start):
        return False
    last = said.last_named(numeral.start)
    if linked is None and (last is None or not said.is_separated(last.end, numeral.start, said.say.every)):
        return False
    narrowed = said.stands_after(said.say.that, after) or said.stands_after(said.say.never, after)
    return not narrowed and said.text[skipped(said.text, after) :][:1] not in _COMMAS


def _has_part(said: Sentence, whole: Numeral, at: int) -> bool:
    """Whether a number of parties stands right before "of the", or after it where that opens a clause."""
    near = said.numerals_between(at - NEAR, whole.start + 4 * NEAR)
    units = {
        item.numeral.start: item.unit for item in said.counted_between(at - NEAR, whole.start + 4 * NEAR)
    }
    alike = [each for each in near if units.get(each.start) in _READERS]
    before = any(0 <= at - each.end <= 1 for each in alike)
    opens = skipped(said.text, said.clause_start(at)) == said.say.part_of.opening(said.text, at)
    return before or (opens and any(each.start > whole.start for each in alike))


def _leads_to(said: Sentence, numeral: Numeral, start: int, join: int) -> bool:
    """Whether States are the ones that joined: nothing stands between that would make it a wish or a plan.

    Of "12 States that have joined" it must be said that there are as many: others may be told of them.
    """
    besides = said.say.one_besides.at(said.text, skipped(said.text, start))
    if not said.holds_only(besides.end if besides else start, join, said.say.leads, dates=said.dates):
        return False
    return not said.stands_after(said.say.that, start) or _led(said, numeral)


def _is_said_before(said: Sentence, numeral: Numeral) -> bool:
    """Whether the verb stands before the instrument: "has the Convention 187 parties", as Arabic puts it."""
    last = said.last_named(numeral.start)
    if last is None or not (
        said.is_separated(last.end, numeral.start, said.say.between) or _is_set_off(said, last, numeral)
    ):
        return False
    opening = said.say.have.opening(said.text, last.start)
    owns = (said.text[opening : last.start], said.text[last.start : last.start + 2])
    return said.has_before(opening) or any(said.say.owner.key(each) is not None for each in owns)


def _is_set_off(said: Sentence, last: Mention, numeral: Numeral) -> bool:
    """Whether no more than a relative clause between commas parts an instrument from a number."""
    between = said.text[last.end : numeral.start].strip()
    opened = said.say.that.at(said.text, skipped(said.text, last.end + 1))
    return between[:1] in _COMMAS and between[-1:] in _COMMAS and opened is not None


def _is_entry(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the number stands behind its instrument as in a list: "Firearms Protocol, 121 parties"."""
    last = said.last_named(numeral.start)
    mark = said.text[last.end : numeral.start].strip() if last else ""
    return mark in _ENTRY and (mark not in _COMMAS or bool(STOP.match(said.text, skipped(said.text, end))))


def _goes_on(said: Sentence, at: int) -> bool:
    """Whether a number is the next of a list: "186, 184 and 191 States"."""
    begin = max(0, at - 10)
    before = [term for term in said.say.commas.find(said.text, begin, at) if at - term.end <= 1]
    if not before or any(begin <= date.end <= before[-1].start + 1 for date in said.dates):
        return False
    return said.text[begin : before[-1].start].rstrip()[-1:].isdigit()


def _object(said: Sentence, start: int, end: int) -> Mention | None:
    """The instrument that States joined: the first one after the verb, with nothing else named between."""
    following = next((mention for mention in said.mentions if start <= mention.start <= end), None)
    joins = said.say.join.find(said.text, start, following.start) if following else []
    last = joins[-1].end if joins else start
    return following if following and following.start - last <= 16 else None


def _joins_another(said: Sentence, start: int, end: int) -> bool:
    """Whether the verb has an object that is no instrument: "parties to all four", "joined a network"."""
    if STOP.match(said.text, skipped(said.text, start)):
        return False
    if said.mentions and said.mentions[0].start > start:
        return True
    return said.stands_after(said.say.link, start) and end > start


def _are_all(said: Sentence, numeral: Numeral, until: int, clause_end: int) -> bool:
    """Whether States that joined are all that ever did, not those of some time.

    They are where their verb is one of being a party; else their words must say that it stands so (to
    date, as at 31 December, have joined) and none that it happened then (in 2006, since 2019).
    """
    say, text = said.say, said.text
    led = said.stands_before(say.joined_by, numeral.start)
    clause = said.clause_start(numeral.start)
    if say.being.find(text, *((clause, numeral.start) if led else (numeral.start, until))):
        return True
    if _happened(said, clause_end):
        return False
    begin = clause if led else max(said.span.start, numeral.start - 12)
    return bool(
        say.perfect.find(text, begin, until)
        or say.standing.find(text, said.span.start, clause_end)
        or any(said.stands_before(say.as_at, date.start) for date in said.dates)
    )


def _happened(said: Sentence, clause_end: int) -> bool:
    """Whether the time is told in which something happened, up to the end of a clause."""
    if said.say.period.find(said.text, said.span.start, clause_end):
        return True
    return any(_tells_when(said, date) for date in said.dates if date.start < clause_end)


def _tells_when(said: Sentence, date: Date) -> bool:
    """Whether a date tells when something happened: a year in which, a day since which."""
    if said.stands_before(said.say.since, date.start) or said.stands_after(said.say.since, date.end):
        return True
    if is_of_instrument(said, date) or said.stands_before(said.say.as_at, date.start):
        return False
    return not said.stands_after(said.say.as_at, date.end)


def _take_part(said: Sentence, numeral: Numeral) -> bool:
    """Whether States take part in the instrument itself: "в Конвенции участвует 181 государство"."""
    say, last = said.say, said.last_named(numeral.start)
    if last is None or not say.partake.find(said.text, last.end, numeral.start):
        return False
    words = (say.partake, say.adverbs, say.commas, say.whereof)
    between = said.holds_only(last.end, numeral.start, *words, dates=said.dates)
    within = said.stands_before(say.whereof, last.start) or say.whereof.find(
        said.text, last.end, numeral.start
    )
    return between and bool(within)


def _may_be_parties(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether a clause with a number of States speaks of parties, and of nothing else that is known."""
    clause = said.clause_start(numeral.start, 2 * NEAR), said.clause_end(end)
    known = (said.say.never, said.say.urging, said.say.unreal)
    spoken = said.say.party.find(said.text, *clause)
    return bool(spoken) and not any(each.find(said.text, *clause) for each in known)


def _is_told_of(said: Sentence, numeral: Numeral, end: int, join: int) -> bool:
    """Whether what stands between States and a verb of joining says that something else is told of them."""
    words = (said.say.never, said.say.urging, said.say.unreal, said.say.that)
    return any(each.find(said.text, end, join) for each in words) or not _plain(said, numeral, end)


def _is_table(said: Sentence, numeral: Numeral) -> bool:
    """Whether numbers alone are of parties: "Parties: Firearms Protocol, 122; …"."""
    heads = said.say.party.find(said.text, said.span.start, max(said.span.start, numeral.start - 1))
    return any(_COLON.match(said.text, term.end) for term in heads[:2])


def _forbidden(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the clause of a number says something else of the parties than how many they are.

    What another number of the clause counts is said of that one: "190 parties and 140 signatories".
    """
    start, stop = said.clause_start(numeral.start), said.clause_end(end)
    for other in said.numerals_between(start, stop):
        if other.start < numeral.start and _is_joined(said, other, numeral.start):
            start = numeral.start
        elif end <= other.start and said.stands_before(said.say.commas, other.start):
            stop = other.start
    urged = said.say.urging.find(said.text, start, numeral.start)
    return bool(urged or said.say.never.find(said.text, start, stop))


def _is_joined(said: Sentence, other: Numeral, at: int) -> bool:
    """Whether a number stands beside another one that counts signatories and their like."""
    noun = next(iter(said.say.never.find(said.text, other.end, min(other.end + 24, at))), None)
    between = said.say.commas
    if noun is None or not said.holds_only(other.end, noun.start, said.say.plain):
        return False
    return said.is_separated(noun.end, at, between) or said.is_separated(
        max(noun.end, _past_plain(said, noun.end)), at, between
    )


def _past_plain(said: Sentence, at: int) -> int:
    """Past a noun of States or parties: "52 подписавшие стороны"."""
    term = said.say.plain.at(said.text, skipped(said.text, at))
    return term.end if term else at


def _led(said: Sentence, numeral: Numeral) -> bool:
    if _totalled(said, numeral) or (said.has_before(numeral.start) and not _is_of_another(said, numeral)):
        return True
    others = said.numerals_between(numeral.start - NEAR, numeral.start)
    return any(
        _is_joined(said, each, numeral.start) and (said.has_before(each.start) or _is_said_before(said, each))
        for each in others
    )


def _is_of_another(said: Sentence, numeral: Numeral) -> bool:
    """Whether no more than a preposition leads to a number of parties: "training by 22 parties to …"."""
    say, at = said.say, numeral.start
    if said.stands_before(say.have, at) or not said.stands_before(say.weakly, at):
        return False
    last, begin = said.last_named(at), said.clause_start(at)
    added = said.holds_only(begin, at, say.weakly)  # "the Convention is in force, with 187 parties"
    named = last is not None and (last.end > begin or added)
    named = named or _is_told_of_next(said, numeral)
    return not (named or _is_said_of_parties(said, numeral) or said.stands_before(say.joined_by, at))


def _is_told_of_next(said: Sentence, numeral: Numeral) -> bool:
    """Whether a number opens what is said of the instrument after it: "With 189 parties, the Convention …"."""
    comma = CLAUSE.search(said.text, numeral.end, min(said.span.end, numeral.end + NEAR))
    following = next((each for each in said.mentions if comma and each.start > comma.start()), None)
    opens = skipped(said.text, said.clause_start(numeral.start)) >= numeral.start - 24
    return bool(comma and following and opens and following.start - comma.end() <= 8)


def _totalled(said: Sentence, numeral: Numeral) -> bool:
    """Whether a word for the total leads to the number, without another act of joining between."""
    say, begin = said.say, max(said.span.start, numeral.start - 3 * NEAR)
    cues = say.total.find(said.text, begin, numeral.start)
    if not cues or say.join.find(said.text, cues[-1].end, numeral.start):
        return False
    joined = say.join.find(said.text, max(said.span.start, numeral.start - _FAR), numeral.start)
    return bool(joined) or _is_said_of_parties(said, numeral)


def _is_said_of_parties(said: Sentence, numeral: Numeral) -> bool:
    begin = max(said.span.start, numeral.start - _FAR)
    return bool(said.say.party.find(said.text, begin, numeral.start))

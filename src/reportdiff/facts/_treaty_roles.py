"""What part each number of a sentence plays: a total of parties, an increment, an earlier total, none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reportdiff.facts._instruments import Mention
from reportdiff.facts._sentences import Span
from reportdiff.facts._treaty_sentence import NEAR, STOP, Sentence, skipped
from reportdiff.language.numbers import Numeral

_MOST_JOINING = 20
"""More States than these never join in one period: they are all that have joined."""
_FAR = 600
_ENTRY = (",", ":", "(", "（", "：", "，", "–", "—", "-")


class Role(Enum):
    """What a number tells of the parties."""

    TOTAL = "total"
    NEWLY = "newly"
    JOINED = "joined"  # States that acceded: a total or an increment
    EARLIER = "earlier"
    BARE = "bare"  # to be understood from its neighbours
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of parties or States with its role; `linked` is the instrument that its own words name."""

    value: int
    role: Role
    start: int
    end: int
    linked: Mention | None = None


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
            yield Count(value, role, numeral.start, besides.end if besides else end, linked)


def _could_count(numeral: Numeral) -> bool:
    exact = numeral.high is None and not numeral.maybe_year
    return exact and not numeral.currency and numeral.value == int(numeral.value)


def _of_parties(said: Sentence, numeral: Numeral, end: int) -> _Read:
    marker = _marker(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    after = linked.end if linked else end
    if not _plain(said, numeral, end) or _of_a_place(said, after):
        return Role.NONE, None
    if _is_whole(said, numeral, after, linked):
        return Role.TOTAL, linked
    if _forbidden(said, numeral, after) or not said.closes(after):
        return Role.NONE, None
    led = _led(said, numeral) or _is_said_before(said, numeral) or _is_entry(said, numeral)
    return (Role.TOTAL if led else Role.BARE), linked


def _of_states(said: Sentence, numeral: Numeral, end: int) -> _Read:
    say = said.say
    marker = _marker(said, numeral, end)
    if marker is Role.EARLIER:
        return marker, None
    if marker is None and not _plain(said, numeral, end):
        return Role.NONE, None
    amounts = said.stands_before(say.amount_to, numeral.start) and _is_said_of_parties(said, numeral)
    if (amounts or _totalled(said, numeral)) and said.closes(end) and not _of_a_place(said, end):
        return Role.TOTAL, said.linked(end)
    if said.stands_before(say.rise, numeral.start) and _is_said_of_parties(said, numeral):
        return Role.NEWLY, None
    return _of_joining(said, numeral, said.past_names(end), marker)


def _of_joining(said: Sentence, numeral: Numeral, end: int, marker: Role | None) -> _Read:
    """The role that a verb of joining gives to States, after their names where these are told."""
    say, text = said.say, said.text
    clause_end = said.clause_end(end)
    joins = say.join.find(text, end, clause_end)
    passive = bool(say.join.find(text, said.clause_start(numeral.start, 2 * NEAR), numeral.start))
    if not joins and not passive:
        listed = _is_entry(said, numeral) or _goes_on(said, numeral.start)
        return (Role.BARE if listed else Role.NONE), None
    led = said.stands_before(say.joined_by, numeral.start)
    if say.urging.find(text, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    if joins and not led and not _leads_to(said, numeral, end, joins[0].start):
        return Role.NONE, None
    linked = _object(said, joins[0].end if joins else end, clause_end)
    if joins and linked is None and _joins_another(said, joins[-1].end, clause_end):
        return Role.NONE, None
    if marker is Role.NEWLY:
        return Role.NEWLY, linked
    if say.never.find(text, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    if joins and say.perfect.find(text, max(said.span.start, numeral.start - 12), joins[0].end):
        return Role.TOTAL if _standing(said, said.span.start, numeral) else Role.JOINED, linked
    clause = Span(said.span.start, clause_end)
    if _has_joined(said, clause, numeral, joins[0].end if joins else None):
        return Role.TOTAL, linked
    return Role.JOINED, linked


def _of_nothing(said: Sentence, numeral: Numeral, end: int) -> _Read:
    marker = _marker(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if _forbidden(said, numeral, end):
        return Role.NONE, None
    if said.stands_after(said.say.total_after, end):
        return Role.TOTAL, linked
    led = _totalled(said, numeral) or (said.has_before(numeral.start) and _is_said_of_parties(said, numeral))
    if led and said.closes(end):
        return Role.TOTAL, linked
    return Role.BARE, linked


_READERS = {"parties": _of_parties, "countries": _of_states, "states": _of_states, None: _of_nothing}


def _marker(said: Sentence, numeral: Numeral, end: int) -> Role | None:
    """The role that words right beside the number give it."""
    say, text = said.say, said.text
    if said.stands_before(say.before_was, numeral.start):
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
        return Role.NEWLY if joined else None
    if said.stands_after(say.new_tail, numeral.end) or said.stands_after(say.new_tail, end):
        return Role.NEWLY
    return None


def _plain(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether the noun stands for all States, not for a kind of them: "12 African States"."""
    return not said.say.plain.pattern or said.holds_only(numeral.end, end, said.say.plain)


def _of_a_place(said: Sentence, end: int) -> bool:
    """Whether only those of a region are counted: "42 parties in Africa"."""
    within = said.say.within.at(said.text, skipped(said.text, end))
    return within is not None and said.names_place(within.end)


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


def _has_part(said: Sentence, whole: Numeral, at: int) -> bool:
    """Whether a number of parties stands right before "of the", or after it where that opens a clause."""
    near = said.numerals_between(at - NEAR, whole.start + 4 * NEAR)
    units = {
        item.numeral.start: item.unit for item in said.counted_between(at - NEAR, whole.start + 4 * NEAR)
    }
    alike = [each for each in near if units.get(each.start) in _READERS]
    before = any(0 <= at - each.end <= 1 for each in alike)
    opens = skipped(said.text, said.clause_start(at)) == at
    return before or (opens and any(each.start > whole.start for each in alike))


def _leads_to(said: Sentence, numeral: Numeral, start: int, join: int) -> bool:
    """Whether States are the ones that joined: nothing stands between that would make it a wish or a plan.

    Of "12 States that have joined" it must be said that there are as many: others may be told of them.
    """
    besides = said.say.one_besides.at(said.text, skipped(said.text, start))
    if not said.holds_only(besides.end if besides else start, join, said.say.leads, said.passage.dates):
        return False
    return not said.stands_after(said.say.that, start) or _led(said, numeral)


def _is_said_before(said: Sentence, numeral: Numeral) -> bool:
    """Whether the verb stands before the instrument: "has the Convention 187 parties", as Arabic puts it."""
    last = said.last_named(numeral.start)
    if last is None or not said.is_separated(last.end, numeral.start, said.say.between):
        return False
    return said.has_before(said.say.have.opening(said.text, last.start))


def _is_entry(said: Sentence, numeral: Numeral) -> bool:
    """Whether the number stands behind its instrument as in a list: "Firearms Protocol, 121 parties"."""
    last = said.last_named(numeral.start)
    return last is not None and said.text[last.end : numeral.start].strip() in _ENTRY


def _goes_on(said: Sentence, at: int) -> bool:
    """Whether a number is the next of a list: "186, 184 and 191 States"."""
    begin = max(0, at - 10)
    before = [term for term in said.say.commas.find(said.text, begin, at) if at - term.end <= 1]
    return bool(before) and said.text[begin : before[-1].start].rstrip()[-1:].isdigit()


def _object(said: Sentence, start: int, end: int) -> Mention | None:
    """The instrument that States joined: the first one after the verb, with nothing else named between."""
    following = next((mention for mention in said.mentions if start <= mention.start <= end), None)
    joins = said.say.join.find(said.text, start, following.start) if following else []
    last = joins[-1].end if joins else start
    return following if following and following.start - last <= 16 else None


def _joins_another(said: Sentence, start: int, end: int) -> bool:
    """Whether the verb has an object that is no instrument: "parties to all four", "joined a network"."""
    if said.mentions and said.mentions[0].start > start:
        return True
    return said.stands_after(said.say.link, start) and end > start


def _standing(said: Sentence, start: int, numeral: Numeral) -> bool:
    """Whether the words before speak of a state of affairs, not of what happened in a period."""
    return not said.say.period.find(said.text, start, numeral.start)


def _has_joined(said: Sentence, clause: Span, numeral: Numeral, until: int | None) -> bool:
    """Whether a verb of the past tells of all that ever joined: by what it says, or by how many they are.

    Of use in languages whose perfect also narrates (French ont ratifié).
    """
    say, text = said.say, said.text
    led = said.stands_before(say.joined_by, numeral.start)
    if not led and (until is None or not say.narrative.find(text, numeral.start, until)):
        return False
    if not _standing(said, clause.start, numeral):
        return False
    return numeral.value > _MOST_JOINING or bool(say.standing.find(text, clause.start, clause.end))


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
    noun = said.say.never.at(said.text, skipped(said.text, other.end))
    return noun is not None and said.is_separated(noun.end, at, said.say.commas)


def _led(said: Sentence, numeral: Numeral) -> bool:
    if _totalled(said, numeral) or (said.has_before(numeral.start) and not _is_of_another(said, numeral)):
        return True
    others = said.numerals_between(numeral.start - NEAR, numeral.start)
    return any(_is_joined(said, each, numeral.start) and said.has_before(each.start) for each in others)


def _is_of_another(said: Sentence, numeral: Numeral) -> bool:
    """Whether no more than a preposition leads to a number of parties: "training by 22 parties to …"."""
    say, at = said.say, numeral.start
    if said.stands_before(say.have, at) or not said.stands_before(say.weakly, at):
        return False
    last, begin = said.last_named(at), said.clause_start(at)
    added = said.holds_only(begin, at, say.weakly)  # "the Convention is in force, with 187 parties"
    named = last is not None and (last.end > begin or added)
    return not (named or _is_said_of_parties(said, numeral) or said.stands_before(say.joined_by, at))


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

"""What part each number of a sentence plays: a total of parties, an increment, an earlier total, none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reportdiff.facts._instruments import Mention
from reportdiff.facts._sentences import Span
from reportdiff.facts._treaty_sentence import NEAR, Sentence, skipped
from reportdiff.language.numbers import Numeral

_MOST_JOINING = 20
"""More States than these never join in one period: they are all that have joined."""
_ENTRY = (",", ":", "：", "，", "–", "—", "-")


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
    counted = {item.numeral.start: item for item in said.passage.counted}
    for numeral in said.passage.numerals:
        if numeral.start not in said.span or not _could_count(numeral):
            continue
        if any(numeral.start in Span(mention.start, mention.end) for mention in said.mentions):
            continue
        item = counted.get(numeral.start)
        unit, end = (item.unit, item.end) if item else (None, numeral.end)
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
    if _forbidden(said, numeral, linked.end if linked else end):
        return Role.NONE, None
    if not said.closes(linked.end if linked else end):
        return Role.NONE, None
    led = _led(said, numeral) or _is_said_before(said, numeral) or _is_entry(said, numeral)
    return (Role.TOTAL if led else Role.BARE), linked


def _of_states(said: Sentence, numeral: Numeral, end: int) -> _Read:
    say, text = said.say, said.text
    of_parties = _is_said_of_parties(said, numeral)
    if of_parties and said.stands_before(say.before_was, numeral.start):
        return Role.EARLIER, None
    amounts = of_parties and said.stands_before(say.amount_to, numeral.start)
    if (amounts or _totalled(said, numeral)) and said.closes(end):
        return Role.TOTAL, said.linked(end)
    if of_parties and said.stands_before(say.rise, numeral.start):
        return Role.NEWLY, None
    end = said.past_bracket(end)
    clause_end = said.clause_end(end)
    joins = say.join.find(text, end, clause_end)
    nevers = say.never.find(text, end, clause_end)
    passive = bool(say.join.find(text, said.clause_start(numeral.start, 2 * NEAR), numeral.start))
    if not joins and not passive:
        listed = _is_entry(said, numeral) or _goes_on(said, numeral.start)
        return (Role.BARE if listed else Role.NONE), None
    if joins and nevers and nevers[0].start <= joins[0].end:
        return Role.NONE, None
    linked = _object(said, joins[0].end if joins else end, clause_end)
    if joins and linked is None and _names_something(said, joins[-1].end, clause_end):
        return Role.NONE, None
    marker = _marker(said, numeral, end)
    if marker is Role.NEWLY:
        return Role.NEWLY, linked
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


def _names_something(said: Sentence, start: int, end: int) -> bool:
    """Whether the verb has an object of its own that is no instrument: "parties to all four instruments"."""
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
    """Whether the clause of a number says something else of the parties than how many they are."""
    return bool(said.say.never.find(said.text, said.clause_start(numeral.start), said.clause_end(end)))


def _led(said: Sentence, numeral: Numeral) -> bool:
    return said.has_before(numeral.start) or _totalled(said, numeral)


def _totalled(said: Sentence, numeral: Numeral) -> bool:
    """Whether a word for the total leads to the number, without another act of joining between."""
    say, begin = said.say, max(said.span.start, numeral.start - 3 * NEAR)
    cues = say.total.find(said.text, begin, numeral.start)
    return bool(cues) and not say.join.find(said.text, cues[-1].end, numeral.start)


def _is_said_of_parties(said: Sentence, numeral: Numeral) -> bool:
    return bool(said.say.party.find(said.text, said.span.start, numeral.start))

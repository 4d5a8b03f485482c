"""States that joined: whether they are all that ever did, and which instrument they joined."""

from __future__ import annotations

from reportdiff.facts._instruments import Mention, instruments
from reportdiff.facts._treaty_dates import is_of_instrument
from reportdiff.facts._treaty_leads import led_to_by_joining, plain
from reportdiff.facts._treaty_sentence import STOP, Sentence, skipped
from reportdiff.language.dates import Date
from reportdiff.language.numbers import Numeral

LEAST, FEW = (of(instrument.needed for instrument in instruments().values()) for of in (min, max))
"""So many had to join before the first and the last instrument were in force.

No number of all parties is below the first; States that join in some time are fewer than the last.
"""
_SPANS = frozenset({"years", "months", "weeks", "days", "decades"})


def are_all(said: Sentence, numeral: Numeral, until: int, clause_end: int) -> bool:
    """Whether States that joined are all that ever did, not those of some time.

    They are where their verb is one of being a party; else no time may be told in which it happened (in
    2006, since 2019), and where they are few their words must say that it stands so (to date, have joined).
    """
    say, text = said.say, said.text
    led = led_to_by_joining(said, numeral)
    clause = said.clause_start(numeral.start)
    if say.being.find(text, *((clause, numeral.start) if led else (numeral.start, until))):
        return True
    if happened(said, clause_end):
        return False
    if numeral.value > FEW:
        return True
    begin = clause if led else max(said.span.start, numeral.start - 12)
    return bool(
        say.perfect.find(text, begin, until)
        or say.standing.find(text, said.span.start, clause_end)
        or any(said.stands_before(say.as_at, date.start) for date in said.dates)
    )


def happened(said: Sentence, clause_end: int) -> bool:
    """Whether the time is told in which something happened, up to the end of a clause."""
    begin = said.span.start
    if any(words.find(said.text, begin, clause_end) for words in (said.say.period, said.say.lately)):
        return True
    if any(item.unit in _SPANS for item in said.counted_between(begin, clause_end)):
        return True
    return any(_tells_when(said, date) for date in said.dates if date.start < clause_end)


def _tells_when(said: Sentence, date: Date) -> bool:
    """Whether a date tells when something happened: a year in which, a day since which."""
    if said.stands_before(said.say.since, date.start) or said.stands_after(said.say.since, date.end):
        return True
    if is_of_instrument(said, date) or said.stands_before(said.say.as_at, date.start):
        return False
    return not said.stands_after(said.say.as_at, date.end)


def joined_instrument(said: Sentence, start: int, end: int) -> Mention | None:
    """The instrument that States joined: the first one after the verb, with nothing else named between."""
    following = next((mention for mention in said.mentions if start <= mention.start <= end), None)
    joins = said.say.join.find(said.text, start, following.start) if following else []
    last = joins[-1].end if joins else start
    return following if following and following.start - last <= 16 else None


def joins_another(said: Sentence, start: int, end: int) -> bool:
    """Whether the verb has an object that is no instrument: "parties to all four", "joined a network"."""
    if STOP.match(said.text, skipped(said.text, start)) or said.stands_after(said.say.lately, start):
        return False
    if any(_closes_with(said, start, date) for date in said.dates):
        return False  # "étaient parties au 1er octobre"
    if said.mentions and said.mentions[0].start > start:
        return True
    link = said.say.link.at(said.text, skipped(said.text, start))
    if link is None or end <= start or STOP.match(said.text, skipped(said.text, link.end)):
        return False
    return not said.stands_after(said.say.itself, link.end)


def _closes_with(said: Sentence, start: int, date: Date) -> bool:
    """Whether nothing but a date stands between a verb and the end of its clause."""
    if date.start < start or not STOP.match(said.text, skipped(said.text, date.end)):
        return False
    return said.holds_only(start, date.start, said.say.when, said.say.link)


def is_told_of(said: Sentence, numeral: Numeral, end: int, join: int) -> bool:
    """Whether what stands between States and a verb of joining says that something else is told of them."""
    words = (said.say.never, said.say.urging, said.say.unreal, said.say.that)
    return any(each.find(said.text, end, join) for each in words) or not plain(said, numeral, end)

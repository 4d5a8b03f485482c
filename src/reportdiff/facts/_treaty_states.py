"""What a number of States tells: that so many are parties, that so many joined, or nothing of parties."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_joining import FEW, are_all, is_told_of, joined_instrument, joins_another
from reportdiff.facts._treaty_leads import (
    are_counted,
    denied,
    forbidden,
    goes_on,
    is_entry,
    is_led,
    is_said_of_parties,
    is_urged,
    led_to_by_joining,
    plain,
    take_part,
    totalled,
)
from reportdiff.facts._treaty_marks import (
    Read,
    Role,
    is_of_some,
    is_part_named,
    is_risen,
    marker_of,
    of_a_place,
)
from reportdiff.facts._treaty_sentence import NEAR, STOP, Sentence, skipped
from reportdiff.language.lexicon import Term
from reportdiff.language.numbers import Numeral


def of_states(said: Sentence, numeral: Numeral, end: int) -> Read:
    say = said.say
    marker = marker_of(said, numeral, end)
    if marker in (Role.EARLIER, Role.NONE):
        return marker, None
    if marker is None and not plain(said, numeral, end):
        return Role.NONE, None
    if of_a_place(said, end) or (marker is None and is_part_named(said, numeral)):
        return Role.NONE, None
    if is_of_some(said, numeral):
        return Role.NONE, None
    amounts = said.leads_to(say.amount_to, numeral.start) and is_said_of_parties(said, numeral)
    amounts = amounts or take_part(said, numeral) or are_counted(said, numeral)
    joining = say.join.at(said.text, skipped(said.text, end)) is not None
    told = amounts or (totalled(said, numeral) and not joining)
    if told and marker is not Role.NEWLY and said.closes(end):
        return (Role.NONE if forbidden(said, numeral, end) else Role.TOTAL), said.linked(end)
    if said.stands_before(say.rise, numeral.start) and is_said_of_parties(said, numeral):
        return Role.NEWLY, None
    return of_joining(said, numeral, said.past_names(end), marker)


def of_joining(said: Sentence, numeral: Numeral, end: int, marker: Role | None) -> Read:
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
        if marker is Role.NEWLY and is_risen(said, numeral, end):
            return marker, linked
        if not passive:
            return (Role.UNCLEAR if _may_be_parties(said, numeral, end) else Role.NONE), linked
        if forbidden(said, numeral, end):
            return Role.NONE, None
    if is_urged(said, said.clause_start(numeral.start), numeral.start):
        return Role.NONE, None
    linked = joined_instrument(said, joins[0].end if joins else end, clause_end)
    if linked and not joins and said.say.commas.find(text, end, linked.start):
        linked = None  # "joined by 150 States, and the Firearms Protocol by 120"
    another = joins and linked is None and joins_another(said, joins[-1].end, clause_end)
    if (
        another
        or (joins and _is_of_a_thing(said, joins, linked, clause_end))
        or (led and gets_something(said, end))
    ):
        return Role.NONE, None
    if joins and not led and not _leads_to(said, numeral, end, joins[0].start):
        told = is_told_of(said, numeral, end, joins[0].end)
        unclear = Role.UNCLEAR if numeral.value > FEW else Role.JOINED
        return (Role.NONE if told else unclear), linked
    if marker is Role.NEWLY:
        return Role.NEWLY, linked
    if denied(said, said.clause_start(numeral.start), numeral):
        return Role.NONE, None
    until = joins[0].end if joins else end
    return (Role.TOTAL if are_all(said, numeral, until, clause_end) else Role.JOINED), linked


def gets_something(said: Sentence, end: int) -> bool:
    """Whether it is not their joining that an instrument gets from them: 获得120个国家的支持."""
    of = said.say.genitive.at(said.text, skipped(said.text, end))
    at = skipped(said.text, of.end if of else end)
    if not said.say.genitive.pattern or STOP.match(said.text, at):
        return False
    return not any(words.at(said.text, at) for words in (said.say.join, said.say.commas, said.say.leads))


def _is_of_a_thing(said: Sentence, joins: Sequence[Term], linked: Mention | None, stop: int) -> bool:
    """Whether no party is told, but something about the instrument: 186个国家为执行《公约》制定的法律."""
    say, text = said.say, said.text
    if all(say.copulas.at(text, term.start) for term in joins):
        return not say.party.find(text, joins[0].end, stop)
    of = say.genitive.at(text, skipped(text, linked.end)) if linked else None
    if of is None:
        return False
    words = (say.party, say.plain, say.leads, say.closers)
    return not any(each.at(text, of.end) for each in words)


def have_joined(said: Sentence, end: int, join: int) -> bool:
    """Whether a number alone is of States: "95 States signed it and 89 have ratified it"."""
    say = said.say
    is_being = say.being.at(said.text, join) is not None
    return (
        not is_being and skipped(said.text, end) < join and said.holds_only(end, join, say.perfect, say.leads)
    )


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

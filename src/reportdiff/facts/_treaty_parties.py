"""What a number of parties tells: how many there are, or something of some of them."""

from __future__ import annotations

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_joining import FEW, are_all
from reportdiff.facts._treaty_leads import (
    are_counted,
    forbidden,
    is_entry,
    is_led,
    is_said_before,
    plain,
    totalled,
)
from reportdiff.facts._treaty_marks import Read, Role, marker_of, of_a_place
from reportdiff.facts._treaty_sentence import NEAR, STOP, Sentence, skipped
from reportdiff.facts._treaty_states import gets_something, have_joined, of_joining
from reportdiff.language.numbers import Numeral

_COMMAS = (",", "，")
_NEXT = 24
_ALIKE = frozenset({"parties", "countries", "states", None})


def of_parties(said: Sentence, numeral: Numeral, end: int) -> Read:
    marker = marker_of(said, numeral, end)
    linked = said.linked(end)
    if marker:
        return marker, linked
    if said.stands_before(said.say.joined_by, numeral.start):
        return _role_of_joined(said, numeral, end), linked
    after = linked.end if linked else end
    if not plain(said, numeral, end) or of_a_place(said, after):
        return Role.NONE, None
    bound_by = _bound_by(said, end) if linked is None else None
    if linked is None and (bound_by or _are_bound(said, end)) and not forbidden(said, numeral, end):
        return Role.TOTAL, bound_by
    if _is_set_in_brackets(said, numeral, end):
        return Role.TOTAL, None
    if _is_told_of_all(said, numeral, after, linked):
        return Role.TOTAL, linked
    joins = said.say.join.find(said.text, after, said.clause_end(after))
    if linked is None and joins and have_joined(said, end, joins[0].start):
        return of_joining(said, numeral, end, None)
    if _is_in_apposition(said, numeral):
        return Role.TOTAL, linked
    if forbidden(said, numeral, after):
        return Role.NONE, None
    if _opens_for(said, numeral, linked):
        return Role.TOTAL, linked
    if not said.closes(after) and not (totalled(said, numeral) and said.closes(end)):
        return Role.UNCLEAR, linked
    named = (
        are_counted(said, numeral)
        or is_led(said, numeral)
        or is_said_before(said, numeral)
        or is_entry(said, numeral, end)
    )
    return (Role.TOTAL if named else Role.BARE), linked


def _is_told_of_all(said: Sentence, numeral: Numeral, after: int, linked: Mention | None) -> bool:
    return _is_whole(said, numeral, after, linked) or _are_each(said, numeral, after, linked)


def _role_of_joined(said: Sentence, numeral: Numeral, end: int) -> Role:
    """What parties are that a passive leads to: "ratified by 189 parties"."""
    if gets_something(said, end):
        return Role.NONE
    return Role.TOTAL if are_all(said, numeral, end, said.clause_end(end)) else Role.JOINED


def _opens_for(said: Sentence, numeral: Numeral, linked: Mention | None) -> bool:
    """Whether a clause opens with having them, and the instrument follows: 拥有189个缔约国的《公约》."""
    if linked is None or not said.say.genitive.pattern or linked.stands_in:
        return False
    begin = skipped(said.text, said.clause_start(numeral.start))
    return begin < numeral.start and said.holds_only(begin, numeral.start, said.say.have, said.say.adverbs)


def _are_bound(said: Sentence, end: int) -> bool:
    """Whether a verb of being bound closes the clause right after them: 对 121 个缔约国具有约束力."""
    being = said.say.being.at(said.text, skipped(said.text, end))
    return being is not None and STOP.match(said.text, skipped(said.text, being.end)) is not None


def _bound_by(said: Sentence, end: int) -> Mention | None:
    """The instrument that parties are bound by: "191 parties are bound by the 1988 Convention"."""
    say, text = said.say, said.text
    mention = next((each for each in said.mentions if each.start >= end), None)
    if mention is None or mention.start - end > NEAR:
        return None
    opening = say.being.opening(text, mention.start)
    for verb in say.being.find(text, end, opening):
        only = said.holds_only(end, verb.start, say.leads, say.adverbs)
        if only and said.holds_only(verb.end, opening, say.link, say.articles):
            return mention
    under = say.leads.find(text, end, mention.start) and said.holds_only(end, mention.start, say.leads)
    return mention if under and say.being.at(text, skipped(text, mention.end)) else None


def _is_set_in_brackets(said: Sentence, numeral: Numeral, end: int) -> bool:
    """Whether brackets hold nothing but a number of parties, of the one instrument named before them."""
    named = {mention.ids for mention in said.mentions if mention.end <= numeral.start}
    opens = said.text[: numeral.start].rstrip()[-1:] in ("(", "（") and numeral.value > FEW
    return opens and len(named) == 1 and said.text[skipped(said.text, end) :][:1] in (")", "）")


def _is_in_apposition(said: Sentence, numeral: Numeral) -> bool:
    """Whether the number is of the parties named right before: "the parties to it, numbering 189, …"."""
    begin = max(said.span.start, numeral.start - NEAR)
    lead = next(iter(said.say.apposed.find(said.text, begin, numeral.start)[-1:]), None)
    if lead is None or numeral.start - lead.end > 1:
        return False
    opening, last = said.say.apposed.opening(said.text, lead.start), said.last_named(numeral.start)
    named = last is not None and said.is_separated(last.end, opening, said.say.commas)
    return named or said.stands_before(said.say.party, opening)


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
    told = said.say.all_after.find(said.text, after, stop) or _are_bound_to(said, numeral, after, linked)
    if not narrowed and told and (linked or not said.say.articles.pattern):
        return not said.say.articles.pattern or said.stands_before(said.say.articles, numeral.start)
    if not said.stands_before(said.say.every, numeral.start):
        return False
    last = said.last_named(numeral.start)
    if linked is None and (last is None or not said.is_separated(last.end, numeral.start, said.say.every)):
        return False
    return not narrowed and said.text[skipped(said.text, after) :][:1] not in _COMMAS


def _are_bound_to(said: Sentence, numeral: Numeral, after: int, linked: Mention | None) -> bool:
    """Whether a duty of the parties to the instrument is told: "the 189 parties to it are required to …"."""
    last = linked or said.last_named(numeral.start)
    near = linked or (last and said.is_separated(last.end, numeral.start, said.say.part_of))
    return bool(near) and numeral.value > FEW and said.stands_after(said.say.duty, after)


def _has_part(said: Sentence, whole: Numeral, at: int) -> bool:
    """Whether a number of parties stands right before "of the", or after it where that opens a clause."""
    near = said.numerals_between(at - NEAR, whole.start + 4 * NEAR)
    units = {
        item.numeral.start: item.unit for item in said.counted_between(at - NEAR, whole.start + 4 * NEAR)
    }
    alike = [each for each in near if units.get(each.start) in _ALIKE]
    before = any(0 <= at - each.end <= 1 for each in alike) or said.stands_before(said.say.shares, at)
    opens = skipped(said.text, said.clause_start(at)) == said.say.part_of.opening(said.text, at)
    return before or (opens and any(each.start > whole.start for each in alike))

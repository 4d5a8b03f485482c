"""Numbers of parties that are none as they stand: about right, hoped for, or of a part of the world."""

from __future__ import annotations

import re
from enum import Enum

from reportdiff.facts._treaty_dates import is_future
from reportdiff.facts._treaty_leads import is_granted, total_cues
from reportdiff.facts._treaty_roles import Count
from reportdiff.facts._treaty_sentence import CLAUSE, Sentence, skipped

_EXACT = frozenset({None, "up to"})
"""Qualifiers that leave a number exact: of "rose up to 190" it is what was reached."""
_MOST_WORDS = 4
_NEAR, _FAR = 40, 180
_SETS_OFF = re.compile(r"[:：](?!\d)|[ \u00a0][–—-][ \u00a0]")
_STATES = frozenset({"parties", "states", "countries"})


class Doubt(Enum):
    """Why a number of parties is no party count; the value tells it."""

    APPROXIMATE = "a number of parties that is only about right"
    EXPECTED = "a number of parties that is expected or wished for"
    PARTIAL = "parties of a part of the world"


def doubt(said: Sentence, count: Count) -> Doubt | None:
    """What keeps a total from being one, if anything."""
    if _is_approximate(said, count):
        return Doubt.APPROXIMATE
    if _is_expected(said, count):
        return Doubt.EXPECTED
    return Doubt.PARTIAL if _is_partial(said, count) else None


def _is_approximate(said: Sentence, count: Count) -> bool:
    words = said.say.approximate
    return (
        (count.numeral.qualifier not in _EXACT and not _is_had(said, count))
        or _leads(said, count)
        or said.stands_after(words, count.numeral.end)
    )


def _is_had(said: Sentence, count: Count) -> bool:
    """Whether only a verb of having parts the instrument from the number: 公约有 is not 约有."""
    last = said.last_named(count.start)
    about = count.numeral.qualifier == "about"
    return about and last is not None and said.holds_only(last.end, count.start, said.say.have)


def _leads(said: Sentence, count: Count) -> bool:
    """Whether a word of being about right leads to the number, a verb of having between or not."""
    say, begin = said.say, max(said.span.start, count.start - _NEAR)
    words = say.approximate.find(said.text, begin, count.start)[-1:]
    return any(said.holds_only(term.end, count.start, say.have, say.adverbs, say.articles) for term in words)


def _is_expected(said: Sentence, count: Count) -> bool:
    """Whether a word of hope, plan or condition governs the number, or a date after the edition does."""
    begin, end = _own_clause(said, count), said.phrase_end(count.end)
    unreal = said.say.unreal
    if (
        said.stands_before(said.say.inverted, count.start)
        and not said.text[begin : count.start].count(" ") > 1
    ):
        return True  # "Had 150 States ratified it, …"
    if is_granted(said):
        return False
    if unreal.find(said.text, begin, count.start):
        return True
    after = count.linked.end if count.linked else count.end
    bound = said.stands_after(said.say.duty, after)
    if (
        bound
        or said.stands_before(said.say.every, count.start)
        or said.stands_after(said.say.all_after, count.end)
    ):
        return False  # "all 189 parties will receive it": the plan is not of their number
    for term in unreal.find(said.text, count.end, end):
        opening = unreal.opening(said.text, term.start)
        if opening == term.start:
            return True
        end = min(end, opening)  # "and expected", written as one word
    future = (date.start for date in said.dates if is_future(date, said.passage.period))
    return any(begin <= start < end for start in future)


def _own_clause(said: Sentence, count: Count) -> int:
    """Where the words begin that govern a number; a colon or dash may set off what was said to be so.

    "Universal adherence remains the goal: the Convention has 189 parties" tells a fact, not a goal; "Target:
    the Convention has 189 parties" does not.
    """
    say, begin = said.say, said.governed_from(count.start)
    marks = list(_SETS_OFF.finditer(said.text, begin, count.start))
    if not marks or said.stands_before(say.announcing, marks[-1].start()):
        return begin
    at = marks[-1].end()
    stop = said.clause_end(count.linked.end if count.linked else count.end)
    named = any(at <= each.start < stop for each in said.mentions)
    told = said.leads_to(say.have, count.start) or say.join.find(said.text, at, stop)
    told = told or say.total.find(said.text, at, count.start)
    return at if named and told and say.stated.find(said.text, begin, marks[-1].start()) else begin


def _is_told_anew(said: Sentence, begin: int, count: Count) -> bool:
    """Whether another number of States took up what opened the sentence, and a new clause names its own."""
    others = [each for each in said.counted_between(begin, count.start) if each.unit in _STATES]
    if not others:
        return False
    comma = CLAUSE.search(said.text, others[0].end, count.start)
    last = said.last_named(count.start)
    return bool(comma and last and last.start > comma.start())


def _is_of_others(said: Sentence, begin: int, count: Count) -> bool:
    """Whether the parties are told of a number of States: "of the 20 States under review, 18 are parties"."""
    others = [each for each in said.counted_between(begin, count.start) if each.unit in _STATES - {"parties"}]
    lead = said.say.part_of.at(said.text, skipped(said.text, begin))
    if any(said.stands_after(said.say.part_after, other.end) for other in others):
        return True
    return bool(lead and others and others[0].start - lead.end <= 1)


def _is_of_doers(said: Sentence, count: Count) -> bool:
    """Whether it is the number of those that did something: "the parties that replied rose to 95"."""
    say, begin = said.say, max(said.span.start, count.start - _FAR)
    last = said.last_named(count.start)
    narrowed = last is not None and said.stands_after(say.that, last.end)
    if narrowed and said.stands_before(say.every, count.start):
        return True
    cues = total_cues(said, begin, count.start)
    if not cues or not say.party.find(said.text, cues[-1].start, cues[-1].end):
        return False
    return bool(say.never.find(said.text, said.clause_start(cues[-1].start), count.start))


def _is_of_a_group(said: Sentence, begin: int, count: Count) -> bool:
    """Whether States of some kind open what is said: "Among the French-speaking countries, 46 States …"."""
    lead = said.say.among.at(said.text, skipped(said.text, begin))
    comma = CLAUSE.search(said.text, lead.end, count.start) if lead else None
    if lead is None or comma is None:
        return False
    nations = said.say.nations.find(said.text, lead.end, comma.start())
    return bool(nations) and not said.say.party.find(said.text, lead.end, comma.start())


def _is_partial(said: Sentence, count: Count) -> bool:
    """Whether a part of the world opens what is said of the number: "In Africa, 40 States have …"."""
    at = begin = said.governed_from(count.start)
    if _is_told_anew(said, begin, count):
        return False
    if _is_of_doers(said, count) or _is_of_others(said, begin, count) or _is_of_a_group(said, begin, count):
        return True
    for _ in range(_MOST_WORDS):
        at = skipped(said.text, at)
        if said.names_region(at):
            return True
        words = (said.say.within, said.say.articles, said.say.commas, said.say.adverbs)
        lead = next((term for each in words if (term := each.at(said.text, at))), None)
        if lead is None:
            return False
        at = lead.end
    return False

"""Money beside a measure that is not the measure's own: a change, a part, a target, a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reportdiff.facts._changes import Counted
from reportdiff.facts._clauses import CLAUSE, clause_end, clause_start, open_clause_start, skip_spaces
from reportdiff.facts._money_say import MoneySay
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.places import is_state, places_in

_NEAR, _FAR = 60, 120
_MOST_GIVERS = 2
"""More States than these beside an amount are the list of those who gave it."""


def is_change(text: str, item: Counted, before: int, say: MoneySay) -> bool:
    """Whether an amount is what a measure grew or fell by."""
    spoken = say.share_verb.find(text, max(before, item.start - 40), item.start)
    near = [
        term
        for term in say.change_before.find(text, max(before, item.start - 40), item.start)
        if item.start - term.end <= 12
        and not CLAUSE.search(text, term.end, item.start)
        and not any(verb.start < term.start < verb.end for verb in spoken)  # made up
    ]
    if near:
        return any(_only_qualifies(text, term.end, item) for term in near)
    if _is_excess(text, item, before, say):
        return True
    return say.change_after.at(text, skip_spaces(text, item.end)) is not None


def _is_excess(text: str, item: Counted, before: int, say: MoneySay) -> bool:
    """Whether it is by how much something exceeds another: "exceeded the income of 2018 by"."""
    means = [
        term
        for term in say.by_as_much.find(text, max(before, item.start - 40), item.start)
        if _only_qualifies(text, term.end, item)
    ]
    return bool(means and say.exceeds.find(text, max(before, item.start - _FAR), means[0].start))


def is_aside(text: str, sentence: Span, named: Span, item: Counted, limit: int, say: MoneySay) -> bool:
    """Whether the amount is a target, a gap, an average, unpaid, given back, or only imagined.

    `named` is where the measure is named (or the last amount ended), `limit` where the next amount begins.
    """
    if say.unreal.find(text, sentence.start, sentence.end):
        return True
    begin = clause_start(text, sentence.start, named.start)
    own = open_clause_start(text, begin, item.start)
    until = clause_end(text, item.end, min(limit, sentence.end, item.end + _NEAR + 20))
    return bool(
        say.aside.find(text, begin, clause_end(text, named.end, item.start))
        or say.aside.find(text, own, item.start)
        or say.aside_after.find(text, item.end, until)
    )


def is_of_a_donor(passage: Passage, sentence: Span, item: Counted) -> bool:
    """Whether the amount stands in a bracket right after a State that gave it."""
    text = passage.text
    opened = max(text.rfind("(", sentence.start, item.start), text.rfind("（", sentence.start, item.start))
    if opened < 0 or any(mark in text[opened : item.start] for mark in ")）"):
        return False
    places = places_in(text, passage.language, max(sentence.start, opened - _FAR), opened)
    return any(is_state(place.key) and not text[place.end : opened].strip() for place in places)


def is_part(
    passage: Passage,
    sentence: Span,
    item: Counted,
    span: Span,
    say: MoneySay,
    *,
    carried: bool = False,
    of_whole: bool = False,
) -> bool:
    """Whether the amount is one donor's or one project's, not the institution's.

    Words within `span` set it apart, and a State in the rest of its clause. `carried`: the measure is that of
    the amount before, not named again. `of_whole`: it is named again, so that "of which" leads to it.
    """
    text = passage.text
    begin = max(open_clause_start(text, max(span.start, item.start - _FAR), item.start), span.start)
    until = clause_end(text, span.end, min(sentence.end, span.end + 80))
    opened = Span(sentence.start, clause_end(text, sentence.start, min(begin, sentence.start + _FAR)))
    if say.elsewhere.find(text, opened.start, opened.end) or say.elsewhere.find(text, begin, until):
        return True
    named = {
        term.start
        for start, end in ((begin, until), (item.end, until), (opened.start, opened.end))
        for term in _givers(passage, start, end, say)
    }
    if 0 < len(named) <= _MOST_GIVERS:
        return True
    if carried and is_received(text, sentence, span.start, item, say):
        return False
    return any(
        not _leads_to(text, term, item, say) and not (of_whole and say.of_it.at(text, term.start))
        for term in _parting(text, span.start if carried else begin, span.end, item, say)
    )


def _givers(passage: Passage, start: int, end: int, say: MoneySay) -> list[Term]:
    """The States and organizations that a piece of text names."""
    states = [term for term in places_in(passage.text, passage.language, start, end) if is_state(term.key)]
    return [*states, *say.givers.find(passage.text, start, end)]


def _parting(text: str, begin: int, end: int, item: Counted, say: MoneySay) -> Iterator[Term]:
    """The words that set a part apart, but for those within a measure's name or leading to it."""
    measured = say.measures.find(text, begin, item.start)
    before = (
        term
        for term in say.part.find(text, begin, item.start)
        if not any(measure.start <= term.start < measure.end for measure in measured)
        and not _is_allotted(text, term, measured, say)
    )
    return chain(before, (term for term in _first(say.part, text, item.end) if term.start >= end))


def _is_allotted(text: str, term: Term, measured: Sequence[Term], say: MoneySay) -> bool:
    """Whether it is how money of the measure reaches the institution: allotted from the regular budget."""
    way = say.allotted.at(text, term.start)
    return way is not None and any(measure.key == way.key for measure in measured)


def is_received(text: str, sentence: Span, before: int, item: Counted, say: MoneySay) -> bool:
    """Whether it is the part of the sum that has come in so far."""
    until = clause_end(text, item.end, min(sentence.end, item.end + _NEAR))
    return bool(
        say.received.find(text, max(before, item.start - 40), item.start)
        or say.received.find(text, item.end, until)
    )


def _only_qualifies(text: str, start: int, item: Counted) -> bool:
    """Whether nothing stands between but the number's own qualifier."""
    gap = text[start : item.start].strip()
    return not gap or bool(item.qualifier and len(gap) <= 14)


def _first(lexicon: Lexicon, text: str, at: int) -> Sequence[Term]:
    term = lexicon.at(text, skip_spaces(text, at))
    return [term] if term else []


def _leads_to(text: str, term: Term, item: Counted, say: MoneySay) -> bool:
    """Whether the word is of a comparison ("from $280 million to …", "including … by the end of 2016")."""
    compares = say.compared.at(text, term.start)
    return compares is not None and compares.end == term.end and term.end <= item.start

"""Which of a paragraph's quantities a text states about a programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportdiff.facts._passage import Passage
from reportdiff.facts._programme_say import ProgrammeSay, programme_say
from reportdiff.facts._programmes import Told
from reportdiff.facts._sentences import Span
from reportdiff.model import ProgrammeFigure, Quantity

_OPENING = 30


def programme_figures(
    passage: Passage, told: Sequence[Told], quantities: Sequence[Quantity]
) -> list[ProgrammeFigure]:
    """The quantities of the clauses that name one programme alone, and of the sentences that go on about it.

    A sentence goes on where it speaks of "the programme", or, right after a sentence about it, of "it", or
    where it begins with what was counted. The numbers of a programme's own name are none of its figures.
    """
    if not told or not quantities:
        return []
    owners = list(_owners(passage, told, programme_say(passage.language)))
    return [
        _figure(programme, quantity)
        for quantity in quantities
        for programme in [_owner(quantity, owners)]
        if programme and not any(one.found.start <= quantity.place.start < one.found.end for one in told)
    ]


def _owners(passage: Passage, told: Sequence[Told], say: ProgrammeSay) -> Iterator[tuple[Span, str]]:
    """The spans of a text that speak of one programme, each with the programme's slug."""
    last: str | None = None
    goes_on = False
    for sentence in passage.sentences:
        here = [one for one in told if one.found.start in sentence]
        if here:
            yield from ((one.clause, _slug(one)) for one in here if one.alone)
            slugs = {_slug(one) for one in here}
            last = slugs.pop() if len(slugs) == 1 and here[-1].alone else None
            goes_on = last is not None
        elif last is not None:
            goes_on = _speaks_of_it(passage, sentence, say, right_after=goes_on)
            if goes_on:
                yield sentence, last


def _speaks_of_it(passage: Passage, sentence: Span, say: ProgrammeSay, *, right_after: bool) -> bool:
    text = passage.text
    opening = min(sentence.end, sentence.start + _OPENING)
    if say.back.find(text, sentence.start, opening):
        return True
    return right_after and (
        bool(say.pronouns.find(text, sentence.start, opening)) or _counts_first(passage, sentence, say)
    )


def _counts_first(passage: Passage, sentence: Span, say: ProgrammeSay) -> bool:
    """Whether a sentence begins with what was counted: "A total of 40 kits", "40 kits"."""
    first = next((item.start for item in passage.counted if item.start in sentence), None)
    if first is None or first - sentence.start > _OPENING:
        return False
    told = passage.text[sentence.start : first].strip()
    totals = say.totals.find(told)
    return not told or (bool(totals) and totals[0].start == 0 and totals[-1].end == len(told))


def _slug(one: Told) -> str:
    return one.mentions[0].programme


def _owner(quantity: Quantity, owners: Sequence[tuple[Span, str]]) -> str | None:
    return next((slug for span, slug in owners if quantity.place.start in span), None)


def _figure(programme: str, quantity: Quantity) -> ProgrammeFigure:
    return ProgrammeFigure(
        programme,
        quantity.value,
        quantity.high,
        quantity.unit,
        quantity.currency,
        quantity.qualifier,
        quantity.place,
    )

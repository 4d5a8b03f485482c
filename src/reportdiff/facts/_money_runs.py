"""Amounts told in one breath ("$280 million and $310 million, respectively") and what each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from reportdiff.facts._changes import Counted
from reportdiff.facts._clauses import within
from reportdiff.facts._money_periods import Period
from reportdiff.facts._money_say import NEUTRAL, MoneySay
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Term

_LEAST = 1000
_FUNDS = "funds"
"""What "5 millions de fonds" beside an amount of money counts: money too."""
_SHORT, _AFTER, _NEAR = 40, 60, 12


def amounts_in(passage: Passage, sentence: Span, say: MoneySay) -> list[Counted]:
    """The amounts of money and the percentages of a sentence.

    A currency printed once for several numbers is that of each ("280 millions et 310 millions de dollars").
    """
    items = list(passage.counted_in(sentence))
    for place in range(len(items) - 2, -1, -1):
        one, other = items[place], items[place + 1]
        if one.unit is None and _is_printed_once(passage.text, one, other, say):
            items[place] = _as_money(one, other)
    for place in range(1, len(items)):
        one, other = items[place - 1], items[place]
        if (
            other.unit == _FUNDS
            and one.numeral.currency
            and other.numeral.scale
            and not other.numeral.currency
        ):
            items[place] = _as_money(other, one)
    return [item for item in items if item.numeral.currency or item.unit == "per-cent"]


def runs(text: str, items: Sequence[Counted], say: MoneySay) -> Iterator[list[Counted]]:
    """Two and more amounts that only words of joining part, as one list each."""
    run: list[Counted] = []
    for item in items:
        if run and not (_is_money(item) and are_joined(text, run[-1].end, item, say)):
            yield run
            run = []
        if _is_money(item):
            run.append(item)
    yield run


def pairs(
    sentence: Span,
    run: Sequence[Counted],
    before: int,
    cues: Sequence[Term],
    periods: Sequence[Period],
) -> list[tuple[Term, Period | None]] | None:
    """The measure and period of each amount of a run; None where no list of them is as long.

    What is named before `before`, where the amount before the run ends, belongs to that amount.
    """
    start, end, count = run[0].start, run[-1].end, len(run)
    named = [cue for cue in within(cues, before, start) if cue.end <= start and cue.key != NEUTRAL]
    measures = [next(group) for _, group in groupby(named, key=lambda cue: cue.key)]
    measures = [cue for cue in measures if cue.key != "income-total"] or measures
    when: Sequence[Period] = within(periods, before, start)
    later: Sequence[Period] = within(periods, end, min(sentence.end, end + _AFTER))
    if later and later[0].start - end > _NEAR:
        later = ()
    if len(measures) == count and len(when) != count and len(later) != count:
        told = [*later, *when]
        only = told[-1] if told else None
        return [(measure, only) for measure in measures]
    for dates in (when, later):
        if len(measures) == 1 and len(dates) == count and _are_one_list(dates):
            return [(measures[0], period) for period in dates]
    return None


def _are_one_list(periods: Sequence[Period]) -> bool:
    return all(other.start - one.end <= _NEAR for one, other in pairwise(periods))


def are_joined(text: str, end: int, item: Counted, say: MoneySay) -> bool:
    """Whether only commas, a word of joining or a qualifier stand before an amount."""
    gap = text[end : item.start].strip(" ,，、;\u00a0\n")
    if not gap:
        return True
    word = say.joining.at(gap, 0) if len(gap) <= _SHORT else None
    rest = gap[word.end :].strip() if word else gap
    return word is not None and (not rest or _is_joining(rest, say) or item.qualifier is not None)


def _as_money(item: Counted, beside: Counted) -> Counted:
    """A number in the currency of the amount beside it."""
    numeral = replace(item.numeral, currency=beside.numeral.currency)
    return replace(item, numeral=numeral, unit=None, start=item.numeral.start, end=item.numeral.end)


def _is_joining(rest: str, say: MoneySay) -> bool:
    word = say.joining.at(rest, 0)
    return word is not None and word.end == len(rest)


def _is_printed_once(text: str, one: Counted, other: Counted, say: MoneySay) -> bool:
    """Whether a number shares the currency of the amount right after it."""
    alike = one.numeral.value >= _LEAST and other.numeral.currency is not None
    return one.numeral.currency is None and alike and are_joined(text, one.end, other, say)


def _is_money(item: Counted) -> bool:
    return item.numeral.currency is not None

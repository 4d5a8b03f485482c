"""Which figures moved between two editions: party counts, money, and other quantities."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reportdiff.counts import latest_counts
from reportdiff.language.tokens import is_figure, tokens
from reportdiff.model import Basis, Facts, Funding, Place, QuantityChange, Report, TreatyCount
from reportdiff.output._pair import Pair

_NEAR, _AROUND = 4, 60
"""Words on either side of a figure that are held against each other, and characters they are sought in."""
_FARTHEST = 10
"""How many times a figure what surely counts the same may be: beyond, it is mostly another thing's."""


@dataclass(frozen=True, slots=True)
class CountMove:
    """An instrument's party counts in both editions; None where one does not state it.

    `adds_up` says whether the stated increment is the difference; None where that cannot be said.
    """

    instrument: str
    old: TreatyCount | None
    new: TreatyCount | None
    difference: int | None
    adds_up: bool | None


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """A measure's figures in both editions; None where one does not state it.

    `earlier` is a figure of an earlier period that the new edition itself gives, where the old edition
    has none to compare with. `difference` is in the figures' unit: currency, or percentage points.
    """

    measure: str
    old: Funding | None
    new: Funding | None
    earlier: Funding | None
    difference: Decimal | None
    relative: float | None


def count_moves(pair: Pair) -> tuple[CountMove, ...]:
    """Every instrument that either edition counts the parties of."""
    before, after = latest_counts(pair.old_facts), latest_counts(pair.new_facts)
    wrong = {f.address for f in pair.changes.findings if f.kind == "increment-mismatch"}
    return tuple(
        _count_move(instrument, before.get(instrument), after.get(instrument), wrong)
        for instrument in dict.fromkeys([*after, *before])
    )


def _count_move(
    instrument: str, old: TreatyCount | None, new: TreatyCount | None, wrong: set[str | None]
) -> CountMove:
    difference = new.parties - old.parties if old is not None and new is not None else None
    adds_up: bool | None = None
    if new is not None and new.newly is not None and difference is not None:
        if new.newly == difference:
            adds_up = True
        elif new.place.address in wrong:
            adds_up = False
    return CountMove(instrument, old, new, difference, adds_up)


# ------------------------------------------------------------------------------ money


def value_of(figure: Funding) -> Decimal:
    """The amount, or the share where there is no amount."""
    value = figure.amount if figure.amount is not None else figure.share
    return Decimal(0) if value is None else value


def money_moves(pair: Pair) -> tuple[MoneyMove, ...]:
    """Every measure that either edition states; of each series of comparable figures the latest period.

    Comparable are figures of one measure and currency for periods of one length; forecasts are set
    against forecasts, for they speak of another time.
    """
    before, after = _by_measure(pair.old_facts), _by_measure(pair.new_facts)
    return tuple(
        _money_move(key.measure, before.get(key, {}), after.get(key, {}))
        for key in dict.fromkeys([*after, *before])
    )


class _Comparable(NamedTuple):
    measure: str
    kind_of_period: str
    unit: str
    forecast: bool


def _by_measure(facts: Facts) -> dict[_Comparable, dict[str, Funding]]:
    """Comparable figures, the first in the text for each period."""
    figures: dict[_Comparable, dict[str, Funding]] = {}
    for figure in facts.funding:
        if figure.amount is None and figure.share is None:
            continue
        unit = figure.currency or "" if figure.amount is not None else "%"
        forecast = figure.basis is Basis.FORECAST
        key = _Comparable(figure.measure, _kind_of_period(figure.period), unit, forecast)
        figures.setdefault(key, {}).setdefault(figure.period or "", figure)
    return figures


def _kind_of_period(period: str | None) -> str:
    """What periods are comparable: years with years, a span of two years with such spans."""
    span = re.fullmatch(r"(\d{4})-(\d{4})", period or "")
    return str(int(span[2]) - int(span[1])) if span else re.sub(r"\d", "0", period or "")


def _money_move(measure: str, before: Mapping[str, Funding], after: Mapping[str, Funding]) -> MoneyMove:
    old = before[max(before)] if before else None
    new = after[max(after)] if after else None
    earlier_periods = [period for period in after if period < max(after)] if old is None else []
    earlier = after[max(earlier_periods)] if earlier_periods else None
    base = old if old is not None else earlier
    if new is None or base is None:
        return MoneyMove(measure, old, new, earlier, None, None)
    difference = value_of(new) - value_of(base)
    relative = float(difference / abs(value_of(base))) if value_of(base) and new.amount is not None else None
    return MoneyMove(measure, old, new, earlier, difference, relative)


# ------------------------------------------------------------------------------ other quantities


def other_moves(pair: Pair) -> tuple[QuantityChange, ...]:
    """The quantities that moved and are in no party count or funding figure.

    Those that surely count the same thing come first, then the most striking.
    """
    counts = pair.new_facts.treaty_counts
    stated = [count.place for count in counts] + [figure.place for figure in pair.new_facts.funding]
    increments = {(count.place.address, Decimal(count.newly or 0)) for count in counts}
    others = [
        change
        for change in pair.changes.quantity_changes
        if (change.new_place.address, change.new_value) not in increments
        and not any(_overlap(change.new_place, place) for place in stated)
    ]
    return tuple(
        sorted(others, key=lambda change: (not is_surely_the_same(pair, change), -_striking(change)))
    )


def is_surely_the_same(pair: Pair, change: QuantityChange) -> bool:
    """Whether it is sure that the two figures count the same thing.

    Most of the few words around them are the same, and neither is more than ten times the other.
    """
    least, most = sorted((abs(change.old_value), abs(change.new_value)))
    if most > _FARTHEST * least:
        return False
    old = _words_around(pair.old, change.old_place)
    new = _words_around(pair.new, change.new_place)
    return 2 * len(old & new) >= len(old | new) > 0


def _words_around(report: Report, place: Place) -> set[str]:
    """The figure's own words and the few on either side, without numbers and signs."""
    text = next(paragraph.text for paragraph in report.paragraphs if paragraph.address == place.address)
    before = text[max(0, place.start - _AROUND) : place.start]
    near = [
        *tokens(before, report.language)[-_NEAR:],
        *tokens(place.quote, report.language),
        *tokens(text[place.end : place.end + _AROUND], report.language)[:_NEAR],
    ]
    return {
        word.text.casefold()
        for word in near
        if any(map(str.isalpha, word.text)) and not is_figure(word.text, report.language)
    }


def _overlap(one: Place, other: Place) -> bool:
    return one.address == other.address and one.start < other.end and other.start < one.end


def _striking(change: QuantityChange) -> float:
    """Large numbers that move far come before small ones that do."""
    old, new = abs(float(change.old_value)), abs(float(change.new_value))
    factor = abs(math.log((new + 1) / (old + 1)))
    return round(factor * math.log10(10 + max(old, new)), 6)

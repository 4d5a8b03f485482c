"""Which numbers of an edition are those that its facts state: the total or the increase, of which period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reportdiff.model import Basis, Facts, Funding, Place, Quantity, TreatyCount
from reportdiff.periods import period_end, period_start

PARTIES, NEWLY, AMOUNT, SHARE = "parties", "newly", "amount", "share"

_REACH = 80
"""Characters that an increase may stand from the words that state its total."""
_PER_CENT = "per-cent"


class Counts(NamedTuple):
    """What figures of two editions must have in common to tell of one thing.

    `period` is that of money, as a rule the latest that its edition states, which is None: one edition's
    latest sum is held against the other's.
    """

    subject: str
    role: str
    currency: str | None = None
    is_forecast: bool = False
    days: int | None = None
    period: str | None = None

    def differs(self, other: Counts) -> bool:
        """Whether the two cannot tell of one thing; money without a period may be of any."""
        undated = self.days is None or other.days is None
        return self[:4] != other[:4] or (self != other and not undated)


@dataclass(frozen=True, slots=True)
class FigureRole:
    """The place of a number among the facts; `period` is what it is about, as stated."""

    counts: Counts
    period: str | None


def figure_roles(facts: Facts) -> dict[Place, FigureRole]:
    """The roles of those quantities that state a party count or a sum of money, by their places."""
    wanted = [*_of_treaties(facts), *_of_money(facts)]
    by_address: dict[str, list[Quantity]] = {}
    for quantity in facts.quantities:
        by_address.setdefault(quantity.place.address, []).append(quantity)
    near = (
        (_distance(quantity.place, place), number, quantity.place.start, quantity.place, role)
        for number, (role, value, place) in enumerate(wanted)
        for quantity in by_address.get(place.address, ())
        if quantity.value == value and _is_of(quantity, role.counts)
    )
    roles: dict[Place, FigureRole] = {}
    given: set[int] = set()
    for distance, number, _, place, role in sorted(near, key=lambda one: one[:3]):
        reach = _REACH if role.counts.role == NEWLY else 0
        if distance <= reach and number not in given and place not in roles:
            roles[place] = role
            given.add(number)
    return roles


_Wanted = tuple[FigureRole, Decimal, Place]


def _of_treaties(facts: Facts) -> Iterator[_Wanted]:
    for count in facts.treaty_counts:
        yield _role_of_count(count, PARTIES), Decimal(count.parties), count.place
        if count.newly is not None:
            yield _role_of_count(count, NEWLY), Decimal(count.newly), count.place


def _role_of_count(count: TreatyCount, role: str) -> FigureRole:
    return FigureRole(Counts(count.instrument, role), count.as_of)


def _of_money(facts: Facts) -> Iterator[_Wanted]:
    latest: dict[Counts, str] = {}
    for figure in facts.funding:
        counts = _counts_of_money(figure)
        if figure.period is not None and _end(figure.period) >= _end(latest.get(counts, "")):
            latest[counts] = figure.period
    for figure in facts.funding:
        value = figure.share if figure.amount is None else figure.amount
        if value is not None:
            yield _role_of_money(figure, latest), value, figure.place


def _role_of_money(figure: Funding, latest: Mapping[Counts, str]) -> FigureRole:
    counts = _counts_of_money(figure)
    is_latest = latest.get(counts) == figure.period
    return FigureRole(
        counts if is_latest else counts._replace(period=figure.period or "unknown"), figure.period
    )


def _counts_of_money(figure: Funding) -> Counts:
    start, end = period_start(figure.period), period_end(figure.period)
    # Months and years are of several lengths: a leap year is as long as another.
    days = None if start is None or end is None else round((end - start).days / 10)
    role = SHARE if figure.amount is None else AMOUNT
    return Counts(figure.measure, role, figure.currency, figure.basis is Basis.FORECAST, days)


def _end(period: str) -> str:
    end = period_end(period)
    return end.isoformat() if end else ""


def _is_of(quantity: Quantity, counts: Counts) -> bool:
    if counts.role == SHARE:
        return quantity.unit == _PER_CENT
    return quantity.currency == counts.currency


def _distance(one: Place, other: Place) -> int:
    return max(0, one.start - other.end, other.start - one.end)

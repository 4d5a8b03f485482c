"""Kinds of income that do not sum to the total that the same edition states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportdiff.history._money_audit import FundingKey, interval, printed, value_of
from reportdiff.model import Basis, Finding, Funding, Severity

PARTS = ("general-purpose-income", "special-purpose-income")
"""What voluntary income is made of."""
BESIDE = "regular-budget"
"""What a total may hold too."""
TOTALS = ("income-total", "pledges")


def sum_findings(edition: str, figures: Mapping[FundingKey, Funding]) -> Iterator[Finding]:
    """Periods for which both parts and a total are stated, and the parts sum to none of the totals."""
    for period, currency in dict.fromkeys((period, currency) for _, period, currency in figures):
        parts = [figures[key] for part in PARTS if (key := (part, period, currency)) in figures]
        totals = [figures[key] for total in TOTALS if (key := (total, period, currency)) in figures]
        beside = figures.get((BESIDE, period, currency))
        if currency == "%" or len(parts) < len(PARTS) or not totals or not _are_of_one_kind(parts, totals):
            continue
        sums = [parts] if beside is None else [parts, [*parts, beside]]
        if not any(_sum_to(summed, total) for summed in sums for total in totals):
            yield _finding(edition, period, currency, parts, totals[0])


def _are_of_one_kind(*groups: list[Funding]) -> bool:
    """Forecasts are not held against what came in, nor a limit against an amount."""
    figures = [figure for group in groups for figure in group]
    exact = all(figure.qualifier in (None, "about", "nearly") for figure in figures)
    return exact and len({figure.basis is Basis.FORECAST for figure in figures}) == 1


def _sum_to(parts: list[Funding], total: Funding) -> bool:
    """Whether the parts sum to the total, all rounded as printed."""
    low = sum((interval(part)[0] for part in parts), Decimal(0))
    high = sum((interval(part)[1] for part in parts), Decimal(0))
    least, most = interval(total)
    return low <= most and least <= high


def _finding(edition: str, period: str, currency: str, parts: list[Funding], total: Funding) -> Finding:
    one, other = parts
    summed = value_of(one) + value_of(other)
    return Finding(
        kind="parts-do-not-sum",
        severity=Severity.WARNING,
        message=(
            f"{one.measure} and {other.measure} of {period}: {printed(value_of(one), currency)} and "
            f"{printed(value_of(other), currency)} are together {printed(summed, currency)}, but "
            f"{printed(value_of(total), currency)} is stated ({total.measure})."
        ),
        address=total.place.address,
        edition=edition,
    )

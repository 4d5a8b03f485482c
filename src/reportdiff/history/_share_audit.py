"""Shares that do not follow from the amounts that the same edition states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportdiff.history._money_audit import FundingKey, half_unit, interval, printed, value_of
from reportdiff.measures import shares
from reportdiff.model import Facts, Finding, Funding, Severity


def share_findings(edition: str, facts: Facts, figures: Mapping[FundingKey, Funding]) -> Iterator[Finding]:
    """Shares that follow from no two amounts of their period, where there are two."""
    for stated in facts.funding:
        if stated.share is None or stated.period is None:
            continue
        amounts = list(_amounts(stated, figures))
        if amounts and not any(_follows(stated, part, whole) for part, whole in amounts):
            yield _finding(edition, stated, *amounts[0])


def _amounts(stated: Funding, figures: Mapping[FundingKey, Funding]) -> Iterator[tuple[Funding, Funding]]:
    """The part and the whole of each currency that a share may be of."""
    share = shares().get(stated.measure)
    if share is None:
        return
    for (measure, period, currency), part in figures.items():
        if measure == share.part and period == stated.period and currency != "%":
            for total in share.of:
                whole = figures.get((total, period, currency))
                if whole is not None:
                    yield part, whole


def _follows(share: Funding, part: Funding, whole: Funding) -> bool:
    """Whether a share in per cent follows from two amounts, all three rounded as printed."""
    low_part, high_part = interval(part)
    low_whole, high_whole = interval(whole)
    margin = half_unit(share) * (2 if share.qualifier else 1)
    stated = share.share or Decimal(0)
    if low_whole <= 0:
        return True
    return 100 * low_part / high_whole - margin <= stated <= 100 * high_part / low_whole + margin


def _finding(edition: str, share: Funding, part: Funding, whole: Funding) -> Finding:
    currency = part.currency or ""
    computed = Decimal(f"{100 * value_of(part) / value_of(whole):.2f}")
    amounts = f"{printed(value_of(part), currency)} of {printed(value_of(whole), currency)} ({whole.measure})"
    return Finding(
        kind="share-mismatch",
        severity=Severity.WARNING,
        message=(
            f"{share.measure} of {share.period}: {printed(share.share or Decimal(0), '%')} stated, "
            f"but {amounts} is {printed(computed, '%')}."
        ),
        address=share.place.address,
        edition=edition,
    )

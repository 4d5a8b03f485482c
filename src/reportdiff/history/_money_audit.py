"""Money of an earlier period that a later edition states otherwise, and how figures are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportdiff.history._decided import decided_note
from reportdiff.history._editions import EditionPair
from reportdiff.model import Basis, Facts, Finding, Funding, Severity

_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d+)*")

FundingKey = tuple[str, str, str]
"""Measure, period and currency (`%` for a share): what makes two amounts comparable."""


def funding_figures(facts: Facts) -> dict[FundingKey, Funding]:
    """The figure that an edition states for each measure and period: the first one in the text."""
    figures: dict[FundingKey, Funding] = {}
    for figure in facts.funding:
        if figure.period is None:
            continue
        if figure.amount is not None and figure.currency is not None:
            figures.setdefault((figure.measure, figure.period, figure.currency), figure)
        elif figure.share is not None:
            figures.setdefault((figure.measure, figure.period, "%"), figure)
    return figures


def value_of(figure: Funding) -> Decimal:
    """The amount, or the share where there is no amount."""
    value = figure.amount if figure.amount is not None else figure.share
    return value if value is not None else Decimal(0)


def restated(names: EditionPair, key: FundingKey, old: Funding, new: Funding) -> Iterator[Finding]:
    """A figure that differs from what an earlier edition said of the same period."""
    before, after = value_of(old), value_of(new)
    if before == after:
        return
    expected = old.basis is not Basis.ACTUAL or old.qualifier is not None or _may_be_equal(old, new)
    yield Finding(
        kind="restated",
        severity=Severity.INFO if expected else Severity.WARNING,
        message=(
            f"{key[0]} of {key[1]}: {printed(after, key[2])} here, {printed(before, key[2])} "
            f"in the {names.old} edition{f' ({old.basis})' if old.basis is not Basis.ACTUAL else ''}."
            f"{decided_note(old, new)}"
        ),
        address=new.place.address,
        edition=names.new,
    )


def _may_be_equal(one: Funding, other: Funding) -> bool:
    """Whether the difference may be no more than how the two are rounded in print."""
    low, high = interval(one)
    least, most = interval(other)
    return low <= most and least <= high


def printed(value: Decimal, currency: str) -> str:
    """An amount or share as messages write it: `1,200.5 USD`, `4 per cent`."""
    figure = f"{value:,f}"
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return f"{figure} {'per cent' if currency == '%' else currency}"


def interval(figure: Funding) -> tuple[Decimal, Decimal]:
    """What a figure may stand for, rounded as it is printed; twice as wide where it is said to be about."""
    margin = half_unit(figure) * (2 if figure.qualifier else 1)
    return value_of(figure) - margin, value_of(figure) + margin


def half_unit(figure: Funding) -> Decimal:
    """Half of the last digit that is printed: `285 million` stands for ± 500,000, `1.3 %` for ± 0.05."""
    value = value_of(figure)
    significant = "".join(map(str, value.as_tuple().digits)).strip("0")
    numbers = (re.sub(r"\D", "", number).lstrip("0") for number in _NUMBER.findall(figure.place.quote))
    digits = next((number for number in numbers if number.strip("0") == significant), significant)
    return Decimal(5).scaleb(value.adjusted() - max(len(digits), 1))

"""The audit: figures of one edition, of two and of a series held against each other.

Only what the editions themselves state is compared. Where a comparison would not be fair (other dates,
years in between, another currency) nothing is said. Messages name measures and instruments by their
slugs; every finding's address belongs to the edition that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportdiff.history._editions import EditionPair
from reportdiff.model import Basis, Facts, Finding, Funding, Severity, TreatyCount

GENERAL_PURPOSE_SHARE = "general-purpose-share"
GENERAL_PURPOSE_INCOME = "general-purpose-income"
TOTALS = ("income-total", "pledges")
"""What a general-purpose share may be a share of."""

_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d+)*")

FundingKey = tuple[str, str, str]
"""Measure, period and currency (`%` for a share): what makes two amounts comparable."""


def audit_pair(names: EditionPair, old_facts: Facts, new_facts: Facts) -> Iterator[Finding]:
    """What contradicts between an edition and the one before it."""
    before = latest_counts(old_facts)
    for instrument, count in latest_counts(new_facts).items():
        if instrument in before:
            yield from _count_findings(names, before[instrument], count)
    earlier = funding_figures(old_facts)
    for key, figure in funding_figures(new_facts).items():
        if key in earlier:
            yield from _restated(names, key, earlier[key], figure)


def audit_series(names: Sequence[str], facts: Sequence[Facts]) -> Iterator[Finding]:
    """What contradicts between an edition and one further back, where those between are silent."""
    counts: dict[str, tuple[int, TreatyCount]] = {}
    figures: dict[FundingKey, tuple[int, Funding]] = {}
    for position, (name, stated) in enumerate(zip(names, facts, strict=True)):
        for instrument, count in latest_counts(stated).items():
            last, earlier_count = counts.get(instrument, (position, count))
            if last < position - 1:
                yield from _count_falls(EditionPair(names[last], name), earlier_count, count)
            counts[instrument] = (position, count)
        for key, figure in funding_figures(stated).items():
            last, earlier_figure = figures.get(key, (position, figure))
            if last < position - 1:
                yield from _restated(EditionPair(names[last], name), key, earlier_figure, figure)
            figures[key] = (position, figure)


def audit_edition(edition: str, facts: Facts) -> Iterator[Finding]:
    """What one edition states of general-purpose funds that does not follow from its own amounts."""
    figures = funding_figures(facts)
    for share in facts.funding:
        if share.share is None or share.measure not in (GENERAL_PURPOSE_SHARE, GENERAL_PURPOSE_INCOME):
            continue
        parts = [
            (part, whole)
            for (measure, period, currency), part in figures.items()
            if measure == GENERAL_PURPOSE_INCOME and period == share.period and currency != "%"
            for total in TOTALS
            if (whole := figures.get((total, period, currency))) is not None
        ]
        if parts and not any(_follows(share, part, whole) for part, whole in parts):
            yield _share_finding(edition, share, *parts[0])


# ------------------------------------------------------------------------------ party counts


def latest_counts(facts: Facts) -> dict[str, TreatyCount]:
    """The count that an edition states for each instrument.

    Of several the one of the latest date, then one with a stated increment, then the first in the text.
    """
    latest: dict[str, TreatyCount] = {}
    for count in facts.treaty_counts:
        known = latest.get(count.instrument)
        if known is None or _preference(count) > _preference(known):
            latest[count.instrument] = count
    return latest


def _preference(count: TreatyCount) -> tuple[str, bool]:
    return count.as_of or "", count.newly is not None


def _count_findings(names: EditionPair, old: TreatyCount, new: TreatyCount) -> Iterator[Finding]:
    difference = new.parties - old.parties
    if new.newly is not None and names.successive and new.newly != difference and _later(old, new):
        yield Finding(
            kind="increment-mismatch",
            severity=Severity.ERROR,
            message=(
                f"{new.instrument}: {new.parties} parties here and {old.parties} in the {names.old} edition "
                f"differ by {difference}, but the text states an increase of {new.newly}."
            ),
            address=new.place.address,
            edition=names.new,
        )
    yield from _count_falls(names, old, new)


def _count_falls(names: EditionPair, old: TreatyCount, new: TreatyCount) -> Iterator[Finding]:
    if new.parties < old.parties and _later(old, new):
        yield Finding(
            kind="count-falls",
            severity=Severity.WARNING,
            message=(
                f"{new.instrument}: {new.parties} parties here, after {old.parties} in the {names.old} "
                f"edition: the count falls."
            ),
            address=new.place.address,
            edition=names.new,
        )
    elif new.parties != old.parties and old.as_of is not None and old.as_of == new.as_of:
        yield Finding(
            kind="restated",
            severity=Severity.WARNING,
            message=(
                f"{new.instrument}: {new.parties} parties as of {new.as_of} here, {old.parties} in the "
                f"{names.old} edition."
            ),
            address=new.place.address,
            edition=names.new,
        )


def _later(old: TreatyCount, new: TreatyCount) -> bool:
    """Whether the new count is of a later date, as far as the two say."""
    return old.as_of is None or new.as_of is None or new.as_of > old.as_of


# ------------------------------------------------------------------------------ money


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


def _value(figure: Funding) -> Decimal:
    value = figure.amount if figure.amount is not None else figure.share
    return value if value is not None else Decimal(0)


def _restated(names: EditionPair, key: FundingKey, old: Funding, new: Funding) -> Iterator[Finding]:
    """A figure that differs from what an earlier edition said of the same period."""
    before, after = _value(old), _value(new)
    if before == after:
        return
    expected = old.basis is not Basis.ACTUAL or old.qualifier is not None
    yield Finding(
        kind="restated",
        severity=Severity.INFO if expected else Severity.WARNING,
        message=(
            f"{key[0]} of {key[1]}: {_amount(after, key[2])} here, {_amount(before, key[2])} "
            f"in the {names.old} edition{f' ({old.basis})' if old.basis is not Basis.ACTUAL else ''}."
        ),
        address=new.place.address,
        edition=names.new,
    )


def _amount(value: Decimal, currency: str) -> str:
    figure = f"{value:,f}"
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return f"{figure} {'per cent' if currency == '%' else currency}"


def _follows(share: Funding, part: Funding, whole: Funding) -> bool:
    """Whether a share in per cent follows from two amounts, all three rounded as printed."""
    low_part, high_part = _interval(part)
    low_whole, high_whole = _interval(whole)
    half = _half_unit(share)
    stated = share.share or Decimal(0)
    if low_whole <= 0:
        return True
    return 100 * low_part / high_whole - half <= stated <= 100 * high_part / low_whole + half


def _interval(figure: Funding) -> tuple[Decimal, Decimal]:
    margin = _half_unit(figure) * (2 if figure.qualifier else 1)
    return _value(figure) - margin, _value(figure) + margin


def _half_unit(figure: Funding) -> Decimal:
    """Half of the last digit that is printed: `285 million` stands for ± 500,000, `1.3 %` for ± 0.05."""
    value = _value(figure)
    significant = "".join(map(str, value.as_tuple().digits)).strip("0")
    printed = (re.sub(r"\D", "", number).lstrip("0") for number in _NUMBER.findall(figure.place.quote))
    digits = next((number for number in printed if number.strip("0") == significant), significant)
    return Decimal(5).scaleb(value.adjusted() - max(len(digits), 1))


def _share_finding(edition: str, share: Funding, part: Funding, whole: Funding) -> Finding:
    currency = part.currency or ""
    computed = Decimal(f"{100 * _value(part) / _value(whole):.2f}")
    amounts = f"{_amount(_value(part), currency)} of {_amount(_value(whole), currency)} ({whole.measure})"
    return Finding(
        kind="share-mismatch",
        severity=Severity.WARNING,
        message=(
            f"{share.measure} of {share.period}: {_amount(share.share or Decimal(0), '%')} stated, "
            f"but {amounts} is {_amount(computed, '%')}."
        ),
        address=share.place.address,
        edition=edition,
    )

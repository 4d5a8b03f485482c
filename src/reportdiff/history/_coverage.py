"""What share of the money and of the numbers of parties in an edition some fact accounts for."""

from __future__ import annotations

from collections.abc import Iterator

from reportdiff.model import Facts, Finding, Place, Severity

_NOT_UNDERSTOOD = frozenset({"amount-without-measure", "funding-not-understood"})
"""What the extractor says of an amount that speaks of funding and is in no row."""


def coverage(edition: str, facts: Facts) -> Iterator[Finding]:
    """One note on an edition's amounts of money, one on its instruments named with a number of parties."""
    yield from _money(edition, facts)
    yield from _instruments(edition, facts)


def _money(edition: str, facts: Facts) -> Iterator[Finding]:
    """Held against the amounts that speak of funding: prices and seizures need no figure."""
    read = sum(figure.amount is not None for figure in facts.funding)
    missed = sum(finding.kind in _NOT_UNDERSTOOD for finding in facts.findings)
    money = sum(_is_amount(quantity.currency) for quantity in facts.quantities)
    if money and read + missed:
        other = max(0, money - read - missed)
        beside = f"; {other} more amounts of money are of other things" if other else ""
        message = (
            f"{read} of {read + missed} amounts that speak of funding are in a funding figure "
            f"({_share(read, read + missed)} per cent){beside}."
        )
        yield Finding("money-coverage", Severity.INFO, message, edition=edition)


def _instruments(edition: str, facts: Facts) -> Iterator[Finding]:
    places = facts.instrument_numbers
    told = [place for place in places if any(_overlap(place, count.place) for count in facts.treaty_counts)]
    if places:
        message = (
            f"{len(told)} of {len(places)} sentences that name an instrument and a number of States or "
            f"parties are in a party count ({_share(len(told), len(places))} per cent)."
        )
        yield Finding("instrument-coverage", Severity.INFO, message, edition=edition)


def _is_amount(currency: str | None) -> bool:
    return currency is not None and currency != "per-cent"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}"


def _overlap(one: Place, other: Place) -> bool:
    return one.address == other.address and one.start < other.end and other.start < one.end

"""What share of the money and of the numbers of parties in an edition some fact accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportdiff.model import Facts, Finding, Place, Severity


def coverage(edition: str, facts: Facts) -> Iterator[Finding]:
    """One note on an edition's amounts of money, one on its instruments named with a number of parties."""
    money = [quantity.place for quantity in facts.quantities if _is_amount(quantity.currency)]
    funding = [figure.place for figure in facts.funding]
    covered = [place for place in money if any(_overlap(place, fact) for fact in funding)]
    yield from _note(edition, "money-coverage", covered, money, "amounts of money are in a funding figure")
    counts = [count.place for count in facts.treaty_counts]
    told = [place for place in facts.instrument_numbers if any(_overlap(place, count) for count in counts)]
    yield from _note(
        edition,
        "instrument-coverage",
        told,
        facts.instrument_numbers,
        "sentences that name an instrument and a number of States or parties are in a party count",
    )


def _is_amount(currency: str | None) -> bool:
    return currency is not None and currency != "per-cent"


def _note(
    edition: str, kind: str, covered: Sequence[Place], places: Sequence[Place], what: str
) -> Iterator[Finding]:
    if places:
        share = f"{100 * len(covered) / len(places):.0f}"
        message = f"{len(covered)} of {len(places)} {what} ({share} per cent)."
        yield Finding(kind, Severity.INFO, message, edition=edition)


def _overlap(one: Place, other: Place) -> bool:
    return one.address == other.address and one.start < other.end and other.start < one.end

"""Party counts of two editions: increments that do not add up, counts that fall or were restated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportdiff.history._editions import EditionPair
from reportdiff.model import Facts, Finding, Severity, TreatyCount
from reportdiff.periods import period_end


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


def _preference(count: TreatyCount) -> tuple[date, bool]:
    return period_end(count.as_of) or date.min, count.newly is not None


def count_findings(names: EditionPair, old: TreatyCount, new: TreatyCount) -> Iterator[Finding]:
    """What contradicts between the counts of an edition and of the one before it."""
    difference = new.parties - old.parties
    if new.newly is not None and names.successive and new.newly != difference and _is_later(old, new):
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
    yield from count_falls(names, old, new)


def count_falls(names: EditionPair, old: TreatyCount, new: TreatyCount) -> Iterator[Finding]:
    """A count lower than an earlier edition's, or another one for the same date."""
    if new.parties < old.parties and _is_later(old, new):
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
    elif new.parties != old.parties and _is_of_the_same_date(old, new):
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


def _is_later(old: TreatyCount, new: TreatyCount) -> bool:
    """Whether the new count is of a later date, as far as the two say."""
    before, after = period_end(old.as_of), period_end(new.as_of)
    return before is None or after is None or after > before


def _is_of_the_same_date(old: TreatyCount, new: TreatyCount) -> bool:
    before = period_end(old.as_of)
    return before is not None and before == period_end(new.as_of)

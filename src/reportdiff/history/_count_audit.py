"""Party counts of two editions: increments that do not add up, counts that fall or were restated."""

from __future__ import annotations

from collections.abc import Iterator

from reportdiff.history._decided import decided_note
from reportdiff.history._editions import EditionPair
from reportdiff.model import Finding, Severity, TreatyCount
from reportdiff.periods import period_end


def count_findings(names: EditionPair, old: TreatyCount, new: TreatyCount) -> Iterator[Finding]:
    """What contradicts between the counts of an edition and of the one before it."""
    difference = new.parties - old.parties
    if new.newly is not None and names.successive and new.newly != difference and _is_later(old, new):
        yield Finding(
            kind="increment-mismatch",
            severity=_as_far_as_dated(Severity.ERROR, old, new),
            message=(
                f"{new.instrument}: {new.parties} parties here and {old.parties} in the {names.old} edition "
                f"differ by {difference}, but {_who(new)} states an increase of {new.newly}."
                f"{decided_note(old, new)}"
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
            severity=_as_far_as_dated(Severity.WARNING, old, new),
            message=(
                f"{new.instrument}: {new.parties} parties here, after {old.parties} in the {names.old} "
                f"edition: the count falls.{decided_note(old, new)}"
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
                f"{names.old} edition.{decided_note(old, new)}"
            ),
            address=new.place.address,
            edition=names.new,
        )


def _who(count: TreatyCount) -> str:
    return "the text" if count.review is None else "a decision"


def _is_later(old: TreatyCount, new: TreatyCount) -> bool:
    """Whether the new count is of a later date, or may be: its edition is the later one."""
    before, after = period_end(old.as_of), period_end(new.as_of)
    return before is None or after is None or after > before


def _as_far_as_dated(severity: Severity, old: TreatyCount, new: TreatyCount) -> Severity:
    """A degree less where a count has no date: it may be of another time than its edition."""
    dated = period_end(old.as_of) is not None and period_end(new.as_of) is not None
    less = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO}
    return severity if dated else less[severity]


def _is_of_the_same_date(old: TreatyCount, new: TreatyCount) -> bool:
    before = period_end(old.as_of)
    return before is not None and before == period_end(new.as_of)

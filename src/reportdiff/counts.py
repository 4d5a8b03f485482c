"""Which of the party counts that an edition states stands for it."""

from __future__ import annotations

from datetime import date

from reportdiff.model import Facts, TreatyCount
from reportdiff.periods import period_end


def latest_counts(facts: Facts) -> dict[str, TreatyCount]:
    """The count that an edition states for each instrument, by its id, in the order of the text.

    Of several the one of the latest date, then one with a stated increment, then the first in the text.
    A count without a date stands back behind any that has one: it may belong to an earlier time.
    """
    latest: dict[str, TreatyCount] = {}
    for count in facts.treaty_counts:
        known = latest.get(count.instrument)
        if known is None or _preference(count) > _preference(known):
            latest[count.instrument] = count
    return latest


def _preference(count: TreatyCount) -> tuple[date, bool]:
    return period_end(count.as_of) or date.min, count.newly is not None

"""Totals held against what can be: how many parties there must and can be, and what else a sentence tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportdiff.facts._instruments import OTHER, instruments
from reportdiff.facts._treaty_marks import Role
from reportdiff.facts._treaty_roles import Count
from reportdiff.facts._treaty_sentence import Sentence

_MOST = 205
"""States, and organizations of States, that could be parties to a treaty."""

Named = tuple[Count, str | None]


@dataclass(frozen=True, slots=True)
class Total:
    """A number of all parties of an instrument, and the date that is told for it."""

    count: Count
    instrument: str
    as_of: str | None


def within_reason(named: Sequence[Named], dates: Sequence[str], period: str | None) -> list[Named]:
    """The counts; no total is of fewer parties than an instrument must have, nor of more than there are.

    Args:
        named: counts with their instruments.
        dates: what dates the sentence tells: of long ago there may be few.
        period: the edition's.
    """
    return [(_bounded(count, name, dates, period), name) for count, name in named]


def _bounded(count: Count, name: str | None, dates: Sequence[str], period: str | None) -> Count:
    if count.role is not Role.TOTAL or name in (None, OTHER):
        return count
    if count.value > _MOST:
        return replace(count, role=Role.UNCLEAR)
    known = instruments()[str(name)]
    begun = known.in_force[:4]
    is_early = any(each[:4] <= begun for each in (*dates, *([period] if period else [])))
    few = count.value <= known.needed and not is_early
    return replace(count, role=Role.JOINED, is_open=False) if few else count


def agreeing(said: Sentence, totals: Sequence[Total], period: str | None) -> tuple[list[Total], list[Total]]:
    """Which totals stand, and which contradict each other; those told for a comparison are neither."""
    kept: list[Total] = []
    for total in totals:
        if not any(_is_compared(said, other, total, period) for other in kept):
            kept.append(total)
    clashing = [total for total in kept if any(_clash(total, other) for other in kept)]
    return [total for total in kept if total not in clashing], clashing


def _clash(one: Total, other: Total) -> bool:
    alike = (one.instrument, one.as_of) == (other.instrument, other.as_of)
    return alike and one.count.value != other.count.value


def _is_compared(said: Sentence, first: Total, later: Total, period: str | None) -> bool:
    """Whether a total is of an earlier time than the one before: "has 189, while in 2019 it had 187"."""
    if first.instrument != later.instrument or first.count.end > later.count.start:
        return False
    now = first.as_of or period
    is_before = bool(now and later.as_of and later.as_of[:4] < now[:4])
    return is_before and bool(said.say.apart.find(said.text, first.count.end, later.count.start))

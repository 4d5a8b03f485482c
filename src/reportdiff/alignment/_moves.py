"""Which links left the order that the others of their group keep."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from reportdiff.alignment._shape import Bead
from reportdiff.alignment._units import Unit

_RELIED_ON = 0.4
"""Confidence that a link needs to be said to have moved, or to say it of others. A wrong link seldom stands
in order, so what is weak looks moved; but a link that crosses others never has much confidence: of the moves
made on purpose (`bench/alignment/_moves.py`, heavy edits) 96 % are found from here on, 91 % from 0.7."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A link as a step of a chain: where it stands on both sides, and a whole number for its weight."""

    link: int
    old: float
    new: float
    weight: int


def moved(found: Sequence[Bead], old: Sequence[Unit], new: Sequence[Unit]) -> set[int]:
    """Places in `found` of the links off the heaviest chain in which both sides keep their order.

    Body, footnotes, front matter and tables each have a chain of their own. A link weighs its confidence
    times the logarithm of its text's length, so that of two neighbours which changed places the shorter has
    moved, but a long paragraph that passed many short ones has moved itself. Where several chains are the
    heaviest, what stands on all of them kept its place. Nothing here tells the sides apart: read backwards,
    the same links have moved.

    Args:
        found: The links.
        old: The units of the old side.
        new: The units of the new side.
    """
    groups: dict[str, list[_Step]] = defaultdict(list)
    for place, bead in enumerate(found):
        if bead.confidence >= _RELIED_ON:
            groups[old[bead.old[0]].group].append(_step(place, bead, old, new))
    return {link for steps in groups.values() for link in _off_chain(steps)}


def _step(place: int, bead: Bead, old: Sequence[Unit], new: Sequence[Unit]) -> _Step:
    best = max(pair.score for pair in bead.pairs)
    strongest = [pair for pair in bead.pairs if pair.score == best]
    length = sum(len(old[i].text) for i in bead.old) + sum(len(new[j].text) for j in bead.new)
    return _Step(
        place,
        sum(pair.old for pair in strongest) / len(strongest),
        sum(pair.new for pair in strongest) / len(strongest),
        # Whole numbers add up to the same in any order, so that ties are seen from both sides.
        1 + round(1000 * bead.confidence * log1p(length)),
    )


def _off_chain(steps: Sequence[_Step]) -> set[int]:
    """The links that do not stand on every heaviest chain."""
    ordered = sorted(steps, key=lambda step: (step.old, step.new))
    before = _heaviest([step.new for step in ordered], [step.weight for step in ordered])
    after = _heaviest([-step.new for step in ordered[::-1]], [step.weight for step in ordered[::-1]])[::-1]
    most = max(before, default=0)
    # Along a heaviest chain the spans of its steps fill 0 to `most`: whoever overlaps stands on another one.
    spans = sorted(
        (ahead - step.weight, ahead, step.link)
        for step, ahead, behind in zip(ordered, before, after, strict=True)
        if ahead + behind - step.weight == most
    )
    shared = _overlapping([(start, end) for start, end, _ in spans])
    kept = {link for (_, _, link), is_shared in zip(spans, shared, strict=True) if not is_shared}
    return {step.link for step in steps} - kept


def _heaviest(values: Sequence[float], weights: Sequence[int]) -> list[int]:
    """For each place, the weight of the heaviest subsequence ending there that never falls."""
    ends: list[tuple[float, int]] = []
    found = []
    for value, weight in zip(values, weights, strict=True):
        place = bisect_right(ends, value, key=lambda end: end[0])
        total = weight + (ends[place - 1][1] if place else 0)
        found.append(total)
        # Of the ends only those are kept that are heavier than all at lesser values.
        last = bisect_right(ends, total, lo=place, key=lambda end: end[1])
        first = bisect_left(ends, value, hi=place, key=lambda end: end[0])
        ends[first:last] = [(value, total)]
    return found


def _overlapping(spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which of the spans, sorted by their start, share more than a bound with another."""
    shared = [False] * len(spans)
    reach, owner = 0, -1
    for place, (start, end) in enumerate(spans):
        if start < reach:
            shared[place] = shared[owner] = True
        if end > reach:
            reach, owner = end, place
    return shared

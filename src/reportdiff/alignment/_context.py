"""What the surroundings of a candidate pair say, given an opinion on every pair."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._scoring import probability
from reportdiff.alignment._sequence import sequence_share
from reportdiff.alignment._signals import Signals
from reportdiff.alignment._units import Side, Unit
from reportdiff.alignment._vectors import Floats, Indices

_SURE = 0.5
"""From this opinion on, the best pair of both its units serves as an anchor."""


def place_signals(old: Side, new: Side, pairs: Pairs) -> Signals:
    """How far apart the two units stand, each place as a share of its document (0–1)."""
    return {"position": np.abs((pairs.old + 0.5) / max(1, len(old)) - (pairs.new + 0.5) / max(1, len(new)))}


@dataclass(frozen=True, slots=True)
class _Opinion:
    """Opinions (0–1) on the pairs, to be looked up by their indices."""

    pairs: Pairs
    width: int
    keys: Indices
    values: Floats

    def at(self, old: Indices, new: Indices) -> Floats:
        """The opinion on other pairs; 0 for one that is no candidate or lies outside."""
        key = old * self.width + new
        place = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        inside = (old >= 0) & (new >= 0) & (new < self.width) & (self.keys[place] == key)
        return np.where(inside, self.values[place], 0.0)


def context_signals(old: Side, new: Side, pairs: Pairs, score: Floats) -> Signals:
    """Signals from the opinion on other pairs: rivals, neighbours, anchors, sections, the whole order.

    Args:
        old: One edition.
        new: The other.
        pairs: The candidates.
        score: The opinion on each of them so far, in log-odds.
    """
    chance = probability(score)
    opinion = _Opinion(pairs, len(new), pairs.old * len(new) + pairs.new, chance)
    i, j = pairs.old, pairs.new
    old_rival, new_rival = _rivals(i, chance, len(old)), _rivals(j, chance, len(new))
    beside = np.maximum.reduce(
        [opinion.at(i, j - 1), opinion.at(i, j + 1), opinion.at(i - 1, j), opinion.at(i + 1, j)]
    )
    return {
        "rivals": np.maximum(0.0, np.maximum(old_rival, new_rival) - chance),
        "lesser rivals": np.maximum(0.0, np.minimum(old_rival, new_rival) - chance),
        "neighbours": opinion.at(i - 1, j - 1) + opinion.at(i + 1, j + 1),
        "beside": beside,
        "crossing": _crossing(pairs, chance, np.maximum(old_rival, new_rival)),
        "section": _section_affinity(old, new, pairs, chance),
        "in sequence": sequence_share(pairs, score, len(old), len(new)),
    }


def _rivals(index: Indices, values: Floats, count: int) -> Floats:
    """For each pair, the highest opinion on another pair of the same unit."""
    best, second = np.zeros(count), np.zeros(count)
    order = np.lexsort((values, index))
    ordered = index[order]
    last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True)) if len(order) else order
    best[ordered[last]] = values[order[last]]
    before = last[(last > 0) & (ordered[last - 1] == ordered[last])] - 1
    second[ordered[before]] = values[order[before]]
    winner = np.zeros(len(index), dtype=bool)
    winner[order[last]] = True
    return np.where(winner, second[index], best[index])


def _crossing(pairs: Pairs, chance: Floats, rival: Floats) -> Floats:
    """How many anchors of the longest chain a pair crosses."""
    sure = np.flatnonzero((chance >= _SURE) & (chance > rival))
    chain = sure[longest_chain(pairs.new[sure])]
    a, b = pairs.old[chain], pairs.new[chain]
    i, j = pairs.old, pairs.new
    # An anchor on one of the two units themselves is left out: it would speak for itself.
    above = np.searchsorted(b, j, "left") - np.searchsorted(a, i, "right")
    below = np.searchsorted(a, i, "left") - np.searchsorted(b, j, "right")
    return np.asarray(np.log1p(np.maximum(0, np.maximum(above, below))) / 3.0, dtype=float)


def longest_chain(values: Sequence[int] | Indices) -> list[int]:
    """Places of one longest subsequence that never decreases (patience sorting)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for place, value in enumerate(values):
        rank = bisect_right(tails, value)
        previous.append(tail_at[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [value]
        tail_at[rank : rank + 1] = [place]
    chain, place = [], tail_at[-1] if tail_at else -1
    while place >= 0:
        chain.append(place)
        place = previous[place]
    return chain[::-1]


def _section_affinity(old: Side, new: Side, pairs: Pairs, first: Floats) -> Floats:
    """How much of the lesser section's units find a partner in the other section, without this pair."""
    old_of, old_sizes = _sections(old.units)
    new_of, new_sizes = _sections(new.units)
    if len(old_sizes) < 2 or len(new_sizes) < 2:
        return np.zeros(len(pairs))
    key = old_of[pairs.old] * len(new_sizes) + new_of[pairs.new]
    _, place = np.unique(key, return_inverse=True)
    joint = np.bincount(place, weights=first)[place] - first
    lesser = np.minimum(old_sizes[old_of[pairs.old]], new_sizes[new_of[pairs.new]])
    known = (old_of[pairs.old] > 0) & (new_of[pairs.new] > 0)
    return np.where(known, np.minimum(1.0, joint / np.maximum(1, lesser - 1)), 0.0)


def _sections(units: Sequence[Unit]) -> tuple[Indices, Floats]:
    known: dict[str | None, int] = {None: 0}
    index = np.array([known.setdefault(unit.section, len(known)) for unit in units], dtype=np.int64)
    return index, np.bincount(index, minlength=len(known)).astype(float)

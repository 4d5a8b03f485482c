"""How far each candidate pair fits a reading of both editions in one order.

A chain is a set of pairs that advance through both editions together. Its weight is the product of the
odds of its pairs, so the share of all chains' weight that runs through a pair says how likely the pair is
if order is kept: evidence from the whole document, where a neighbour's is from the next paragraph alone.
The sums over all chains are taken forwards and backwards (Rabiner 1989 calls it forward-backward), over the
candidates only, one old unit at a time.
"""

from __future__ import annotations

import math

import numpy as np

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._vectors import Floats, Indices

_SKIPPED = 0.5
"""What leaving one unit out of a chain costs, in log-odds: gaps between sure pairs want to be filled."""
_SPLIT = 0.5
"""Weight of a step to another partner of the same unit, as in splits and merges."""
_LEAST, _MOST = -12.0, 8.0
"""Bounds of the log-odds that enter, lest one pair outweigh a document."""
_RESCALE, _TINY = 200.0, 1e-300


def sequence_share(pairs: Pairs, score: Floats, old_count: int, new_count: int) -> Floats:
    """For each pair, the share (0–1) of the weight of all chains that runs through it.

    Args:
        pairs: The candidates, sorted by old and then new index.
        score: Their log-odds.
        old_count: How many units the old side has.
        new_count: How many the new side has.
    """
    bounded = np.clip(score, _LEAST, _MOST)
    ending, total = _ending(pairs.old, pairs.new, bounded, old_count, new_count)
    turned = old_count - 1 - pairs.old[::-1], new_count - 1 - pairs.new[::-1]
    starting, _ = _ending(*turned, bounded[::-1], old_count, new_count)
    # Both sums hold the pair itself, and the step to it: once is enough.
    through = ending + starting[::-1] - bounded - 2.0 * _SKIPPED - total
    return np.asarray(np.exp(np.minimum(through, 0.0)), dtype=float)


def _ending(
    old: Indices, new: Indices, score: Floats, old_count: int, new_count: int
) -> tuple[Floats, float]:
    """The log weight of all chains that end in each pair, and of all chains there are."""
    forward, beside = np.exp(2.0 * _SKIPPED), np.exp(_SKIPPED) * _SPLIT
    found = np.empty(len(old))
    by_column, empty, scale = np.zeros(new_count), 1.0, 0.0
    starts = np.searchsorted(old, np.arange(old_count + 1))
    for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if first == last:
            continue
        columns = new[first:last]
        before = np.cumsum(by_column)
        reached = forward * (empty + np.where(columns > 0, before[columns - 1], 0.0))
        reached = np.log(np.maximum(reached + beside * by_column[columns], _TINY))
        weights = _row(score[first:last], reached, float(np.log(beside)))
        found[first:last] = weights + scale
        greatest = float(weights.max())
        if greatest > _RESCALE:
            shrunk = float(np.exp(-greatest))
            by_column, empty, scale, weights = (
                by_column * shrunk,
                empty * shrunk,
                scale + greatest,
                weights - greatest,
            )
        by_column[columns] += np.exp(weights)
    return found, float(np.log(empty + by_column.sum())) + scale


def _row(score: Floats, reached: Floats, beside: float) -> Floats:
    """The log weights of chains that end in each pair of one old unit; a split steps from pair to pair of it.

    In logs, for a unit split into hundreds of others has chains of hundreds of steps within its row.
    """
    weights, before = [], -math.inf
    for own, base in zip(score.tolist(), reached.tolist(), strict=True):
        weights.append(own + _log_sum(base, beside + before))
        before = _log_sum(before, weights[-1])
    return np.array(weights)


def _log_sum(one: float, other: float) -> float:
    greater, lesser = (one, other) if one > other else (other, one)
    return greater + math.log1p(math.exp(lesser - greater)) if lesser > -math.inf else greater

"""What speaks for linking a pair besides the links that its units already have: splits and merges."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._signals import Signals, term_weights
from reportdiff.alignment._units import LONGEST, Side, Texts
from reportdiff.alignment._vectors import Floats, Indices

Partners = Mapping[int, list[int]]


class Terms:
    """The terms of each unit, and what each weighs."""

    def __init__(self, texts: Texts, first_new: int) -> None:
        counted = texts.units
        frequency = np.bincount(counted.indices, minlength=counted.shape[1])
        self._weight: list[float] = term_weights(frequency, counted.shape[0]).tolist()
        held = [
            frozenset(counted.indices[start:end].tolist()) for start, end in pairwise(counted.indptr.tolist())
        ]
        self._old, self._new = held[:first_new], held[first_new:]

    def fresh(self, i: int, j: int, others_of_i: Iterable[int], others_of_j: Iterable[int]) -> float:
        """Weight of the terms that two units share and that the other partners of either do not tell."""
        shared = self._old[i] & self._new[j]
        to_old = shared.difference(*(self._new[k] for k in others_of_i))
        to_new = shared.difference(*(self._old[k] for k in others_of_j))
        return min(math.fsum(map(self._weight.__getitem__, told)) for told in (to_old, to_new))


def further_signals(
    sides: tuple[Side, Side],
    terms: Terms,
    pairs: Pairs,
    links: tuple[Partners, Partners],
    at: Indices,
    score: Floats,
) -> Signals:
    """Signals for linking more pairs.

    Args:
        sides: The old and the new edition.
        terms: The terms of their units.
        pairs: The candidates.
        links: The partners chosen so far, by old and by new unit.
        at: The places of the pairs in question among the candidates.
        score: The opinion on each candidate, in log-odds.
    """
    old, new = sides
    of_old, of_new = links
    i, j = pairs.old[at].tolist(), pairs.new[at].tolist()
    split = [of_old.get(a, []) for a in i]
    merge = [of_new.get(b, []) for b in j]
    split_gain = _gains([(old, a, new, partners, b) for a, b, partners in zip(i, j, split, strict=True)])
    merge_gain = _gains([(new, b, old, partners, a) for a, b, partners in zip(i, j, merge, strict=True)])
    both = np.array([bool(s and m) for s, m in zip(split, merge, strict=True)])
    touching = [(_touches(b, s), _touches(a, m)) for a, b, s, m in zip(i, j, split, merge, strict=True)]
    one_free = [(s and not m) or (t and not p) for (s, t), p, m in zip(touching, split, merge, strict=True)]
    return {
        "pair": np.clip(score[at], -6.0, 6.0) / 3.0,
        "fresh weight": np.log1p(list(map(terms.fresh, i, j, split, merge))) / 3.0,
        "joined text": np.where(both, np.minimum(split_gain, merge_gain), np.maximum(split_gain, merge_gain)),
        "both linked": both.astype(float),
        "adjacent": np.array([s or t for s, t in touching], float),
        "adjacent, one free": np.array(one_free, float),
        "links already": np.array(
            [math.log(max(1, len(s), len(m))) for s, m in zip(split, merge, strict=True)], float
        ),
    }


def _touches(unit: int, others: Collection[int]) -> bool:
    return unit - 1 in others or unit + 1 in others


def _gains(cases: list[tuple[Side, int, Side, list[int], int]]) -> Floats:
    """How much closer a unit's partners come to it when one more joins them, weighed by its length."""
    whole = [one.coded[unit] for one, unit, _, _, _ in cases]
    without = [_joined(other, partners) for _, _, other, partners, _ in cases]
    joined = [_joined(other, [*partners, more]) for _, _, other, partners, more in cases]
    before = process.cpdist(whole, without, scorer=Indel.normalized_similarity, workers=1)
    after = process.cpdist(whole, joined, scorer=Indel.normalized_similarity, workers=1)
    linked = np.array([bool(partners) for _, _, _, partners, _ in cases])
    return np.where(linked, after - before, 0.0).astype(float)


def _joined(side: Side, units: Collection[int]) -> str:
    return "".join(side.coded[unit] for unit in sorted(units))[:LONGEST]

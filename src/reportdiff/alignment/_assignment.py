"""One decision for all pairs: the best one-to-one matching, then further links of splits and merges."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy import sparse
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._scoring import Weights, probability
from reportdiff.alignment._signals import Signals, term_weights
from reportdiff.alignment._units import LONGEST, Side, Texts
from reportdiff.alignment._vectors import Floats, Indices

Partners = dict[int, list[int]]

_ROUNDS = 4
"""Rounds in which links are added; each may add one partner to a unit."""


def best_matching(pairs: Pairs, gain: Floats, rows: int, columns: int) -> Indices:
    """Places of the pairs of the one-to-one matching with the greatest sum of gains; none that loses.

    Args:
        pairs: The candidates.
        gain: What choosing each is worth; a pair of no positive gain is never chosen.
        rows: How many units the old side has.
        columns: How many units the new side has.
    """
    usable = np.flatnonzero(gain > 0)
    if not len(usable):
        return usable
    # Each old unit may stay alone at its own extra column; costs must not be zero in a sparse matrix.
    top = float(gain.max()) + 1.0
    alone = np.arange(rows)
    cost = sparse.csr_array(
        (
            np.concatenate([top - gain[usable], np.full(rows, top)]),
            (
                np.concatenate([pairs.old[usable], alone]),
                np.concatenate([pairs.new[usable], columns + alone]),
            ),
        ),
        shape=(rows, columns + rows),
    )
    matched_rows, matched_columns = min_weight_full_bipartite_matching(cost)
    linked = matched_columns < columns
    chosen = matched_rows[linked] * columns + matched_columns[linked]
    return usable[np.isin(pairs.old[usable] * columns + pairs.new[usable], chosen)]


class Decision:
    """The pairs chosen so far, by unit of either side."""

    def __init__(self, pairs: Pairs, chosen: Iterable[int]) -> None:
        self.pairs = pairs
        self.chosen: set[int] = set()
        self.of_old: Partners = defaultdict(list)
        self.of_new: Partners = defaultdict(list)
        for place in chosen:
            self.add(int(place))

    def add(self, place: int) -> None:
        """Choose one more pair."""
        i, j = int(self.pairs.old[place]), int(self.pairs.new[place])
        self.chosen.add(place)
        self.of_old[i].append(j)
        self.of_new[j].append(i)

    def beside(self, places: Indices, told_whole: Callable[[int, int], bool]) -> Indices:
        """Those of the pairs that are not chosen, share a unit with a chosen one and may join it.

        A unit whose partner tells it whole takes no other, or repeated sentences would link crosswise.
        """
        i, j = self.pairs.old.tolist(), self.pairs.new.tolist()
        full_old = {a for a, others in self.of_old.items() if any(told_whole(a, b) for b in others)}
        full_new = {b for b, others in self.of_new.items() if any(told_whole(a, b) for a in others)}
        return np.array(
            [
                p
                for p in places.tolist()
                if p not in self.chosen
                and (i[p] in self.of_old or j[p] in self.of_new)
                and i[p] not in full_old
                and j[p] not in full_new
            ],
            dtype=np.int64,
        )


def decide(
    old: Side, new: Side, texts: Texts, pairs: Pairs, score: Floats, weights: Weights
) -> dict[int, float]:
    """The chosen pairs (their places among `pairs`) and the score on which each was chosen."""
    matched = best_matching(pairs, score - weights.least, len(old), len(new))
    decision = Decision(pairs, matched)
    scores = {int(place): float(score[place]) for place in matched}
    possible = np.flatnonzero(probability(score) > 0.02)
    terms = Terms(texts, len(old))
    for _ in range(_ROUNDS):
        places = decision.beside(possible, equal_texts(old, new))
        if not len(places):
            break
        further = weights.further.score(further_signals(old, new, terms, decision, places, score))
        accepted = _one_for_each_unit(pairs, places, further, weights.least_further)
        for k in accepted:
            decision.add(int(places[k]))
            scores[int(places[k])] = float(further[k])
        if not accepted:
            break
    return scores


def equal_texts(old: Side, new: Side) -> Callable[[int, int], bool]:
    """Whether two units say the same, typography apart."""
    return lambda i, j: old.normal[i] == new.normal[j]


def _one_for_each_unit(pairs: Pairs, places: Indices, score: Floats, least: float) -> list[int]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    accepted = []
    for k in np.argsort(-score, kind="stable").tolist():
        i, j = int(pairs.old[places[k]]), int(pairs.new[places[k]])
        if score[k] <= least or i in taken_old or j in taken_new:
            continue
        accepted.append(k)
        taken_old.add(i)
        taken_new.add(j)
    return accepted


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
    old: Side, new: Side, terms: Terms, decision: Decision, places: Indices, score: Floats
) -> Signals:
    """Signals for linking a pair besides the links its units already have."""
    pairs = decision.pairs
    i, j = pairs.old[places].tolist(), pairs.new[places].tolist()
    split = [decision.of_old.get(a, []) for a in i]
    merge = [decision.of_new.get(b, []) for b in j]
    split_gain = _gains([(old, a, new, partners, b) for a, b, partners in zip(i, j, split, strict=True)])
    merge_gain = _gains([(new, b, old, partners, a) for a, b, partners in zip(i, j, merge, strict=True)])
    both = np.array([bool(s and m) for s, m in zip(split, merge, strict=True)])
    return {
        "pair": np.clip(score[places], -6.0, 6.0) / 3.0,
        "fresh weight": np.log1p(list(map(terms.fresh, i, j, split, merge))) / 3.0,
        "joined text": np.where(both, np.minimum(split_gain, merge_gain), np.maximum(split_gain, merge_gain)),
        "both linked": both.astype(float),
        "adjacent": np.array(
            [_touches(b, s) or _touches(a, m) for a, b, s, m in zip(i, j, split, merge, strict=True)],
            float,
        ),
        "adjacent, one free": np.array(
            [
                (_touches(b, s) and not m) or (_touches(a, m) and not s)
                for a, b, s, m in zip(i, j, split, merge, strict=True)
            ],
            float,
        ),
        "links already": np.array(
            [max(len(s), len(m)) - 1 for s, m in zip(split, merge, strict=True)], float
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

"""One decision for all pairs: the best one-to-one matching, then further links of splits and merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._further import Partners, Terms, further_signals
from reportdiff.alignment._scoring import Weights, probability
from reportdiff.alignment._units import Side, Texts
from reportdiff.alignment._vectors import Floats, Indices

_ROUNDS = 400
"""Rounds in which links are added, each at most one partner to a unit; most texts need three or four."""
_LEAST_CHANCE = 0.02
"""Below it a pair is not looked at again."""


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
        self.of_old: dict[int, list[int]] = defaultdict(list)
        self.of_new: dict[int, list[int]] = defaultdict(list)
        for place in chosen:
            self.add(int(place))

    def add(self, place: int) -> None:
        """Choose one more pair."""
        i, j = int(self.pairs.old[place]), int(self.pairs.new[place])
        self.chosen.add(place)
        self.of_old[i].append(j)
        self.of_new[j].append(i)

    @property
    def links(self) -> tuple[Partners, Partners]:
        """The partners by old and by new unit."""
        return self.of_old, self.of_new

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


class Choice(NamedTuple):
    """On what a pair was chosen: its score, and what each signal gave to it if it is one pair more."""

    score: float
    further: Mapping[str, float] | None = None


def decide(
    old: Side, new: Side, texts: Texts, pairs: Pairs, score: Floats, weights: Weights
) -> dict[int, Choice]:
    """The chosen pairs (their places among `pairs`) and on what each was chosen."""
    matched = best_matching(pairs, score - weights.least, len(old), len(new))
    decision = Decision(pairs, matched)
    choices = {int(place): Choice(float(score[place])) for place in matched}
    possible = np.flatnonzero(probability(score) > _LEAST_CHANCE)
    terms = Terms(texts, len(old))
    for _ in range(_ROUNDS):
        places = decision.beside(possible, equal_texts(old, new))
        if not len(places):
            break
        signals = further_signals((old, new), terms, pairs, decision.links, places, score)
        further = weights.further.score(signals)
        accepted = one_for_each_unit(pairs, places, further, weights.least_further)
        for k in accepted:
            decision.add(int(places[k]))
            parts = weights.further.contributions(signals, k)
            choices[int(places[k])] = Choice(float(further[k]), parts)
        if not accepted:
            break
    return choices


def equal_texts(old: Side, new: Side) -> Callable[[int, int], bool]:
    """Whether two units say the same, typography apart."""
    return lambda i, j: old.normal[i] == new.normal[j]


def one_for_each_unit(pairs: Pairs, places: Indices, score: Floats, least: float) -> list[int]:
    """Of the pairs at some places those (indices of `places`) that may be added in one round, best first."""
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

"""What the texts of a candidate pair say for or against a link, each signal a number of order one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq
from scipy import sparse

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._units import Side
from reportdiff.alignment._vectors import UNSEEN, Floats, Indices, Matrix, Space, cosines

Signals = dict[str, Floats]

_FEWEST = 2
"""Units thought to exist besides, where chance is reckoned, lest a single pair expect to be alike."""
_RARE = 4
"""A token that at most so many units of both editions hold counts as rare."""


def text_signals(old: Side, new: Side, pairs: Pairs, words: Space, numbers: Indices) -> Signals:
    """Signals from the words alone.

    Args:
        old: One edition.
        new: The other.
        pairs: The candidates.
        words: Both in the space of token n-grams.
        numbers: Ids of the tokens that are numbers.
    """
    common = _common_subsequence(old, new, pairs)
    shorter = np.maximum(1.0, np.minimum(_lengths(old)[pairs.old], _lengths(new)[pairs.new]))
    words_alike = cosines(words.old, words.new, pairs.old, pairs.new)
    return {
        "part of the other": common / shorter,
        "brevity": 1.0 / np.sqrt(shorter),
        "above others": _above_others(words_alike, pairs, len(old), len(new)),
        **_shared_masses(old, new, pairs, numbers),
    }


def _above_others(alike: Floats, pairs: Pairs, old_count: int, new_count: int) -> Floats:
    """How far a pair stands above the mean of its units' other candidates."""
    total = (
        np.bincount(pairs.old, alike, old_count)[pairs.old]
        + np.bincount(pairs.new, alike, new_count)[pairs.new]
    )
    count = (
        np.bincount(pairs.old, minlength=old_count)[pairs.old]
        + np.bincount(pairs.new, minlength=new_count)[pairs.new]
    )
    others = np.maximum(1, count - 2).astype(float)
    return np.asarray(alike - (total - 2.0 * alike) / others, dtype=float)


def _lengths(side: Side) -> Floats:
    return np.array([len(code) for code in side.coded], dtype=float)


def _common_subsequence(old: Side, new: Side, pairs: Pairs) -> Floats:
    left, right = [old.coded[i] for i in pairs.old], [new.coded[j] for j in pairs.new]
    return np.asarray(process.cpdist(left, right, scorer=LCSseq.similarity, workers=1), dtype=float)


def _shared_masses(old: Side, new: Side, pairs: Pairs, numbers: Indices) -> Signals:
    held = _held_terms([*old.terms, *new.terms])
    frequency = np.maximum(1, np.bincount(held.indices, minlength=held.shape[1]))
    weight = np.log((held.shape[0] + UNSEEN) / frequency)
    numeric = np.isin(np.arange(held.shape[1]), numbers)
    rare = weight * (frequency <= _RARE) * ~numeric
    figures = weight * numeric
    left, right = held[: len(old)], held[len(old) :]
    all_shared, _ = _masses(left, right, weight, pairs)
    rare_shared, _ = _masses(left, right, rare, pairs)
    figures_shared, figures_all = _masses(left, right, figures, pairs)
    return {
        "beyond chance": _beyond_chance(left, right, weight, all_shared, pairs),
        "rare words": np.log1p(rare_shared) / 3.0,
        "shared weight": np.log1p(all_shared) / 4.0,
        "figures": figures_shared / np.maximum(figures_all, 1e-9) * (figures_all > 0),
    }


def _beyond_chance(left: Matrix, right: Matrix, weight: Floats, shared: Floats, pairs: Pairs) -> Floats:
    """The log ratio of the shared weight to what each shares with any unit of the other side."""
    of_old = np.asarray(left @ (weight * _shares(right))).ravel()[pairs.old]
    of_new = np.asarray(right @ (weight * _shares(left))).ravel()[pairs.new]
    return np.asarray(np.log((shared + 1.0) / (np.sqrt(of_old * of_new) + 1.0)) / 2.0, dtype=float)


def _shares(held: Matrix) -> Floats:
    return np.asarray(held.sum(axis=0), dtype=float).ravel() / (held.shape[0] + _FEWEST)


def _held_terms(units: Sequence[Collection[int]]) -> Matrix:
    sets = [sorted(unit) for unit in units]
    columns = np.fromiter(chain.from_iterable(sets), dtype=np.int64)
    ends = np.cumsum([0, *map(len, sets)])
    width = int(columns.max()) + 1 if len(columns) else 1
    return sparse.csr_array((np.ones(len(columns)), columns, ends), shape=(len(units), width))


def _masses(left: Matrix, right: Matrix, weight: Floats, pairs: Pairs) -> tuple[Floats, Floats]:
    kept = np.flatnonzero(weight)
    weighed, plain = left[:, kept] * weight[kept], right[:, kept]
    shared = cosines(sparse.csr_array(weighed), plain, pairs.old, pairs.new)
    old_mass = np.asarray(weighed.sum(axis=1)).ravel()[pairs.old]
    new_mass = np.asarray((plain * weight[kept]).sum(axis=1)).ravel()[pairs.new]
    return shared, old_mass + new_mass - shared

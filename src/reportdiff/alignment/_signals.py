"""What the texts of a candidate pair say for or against a link, each signal a number of order one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._units import Side, Texts
from reportdiff.alignment._vectors import UNSEEN, Floats, Matrix, Space, cosines, products

Signals = dict[str, Floats]
Flags = NDArray[np.bool_]

_FEWEST = 2
"""Units thought to exist besides, where chance is reckoned, lest a single pair expect to be alike."""
_RARE = 4
"""A token that at most so many units of both editions hold counts as rare."""


def text_signals(old: Side, new: Side, pairs: Pairs, terms: Space, texts: Texts) -> Signals:
    """Signals from the words alone.

    Args:
        old: One edition.
        new: The other.
        pairs: The candidates.
        terms: Both in the space of terms.
        texts: Both, and which unit holds which term.
    """
    shorter = np.maximum(1.0, np.minimum(_lengths(old)[pairs.old], _lengths(new)[pairs.new]))
    alike = cosines(terms, pairs.old, pairs.new)
    shared = _shared_masses(_held(texts.units), len(old), pairs, texts.numeric)
    return {
        "brevity": (shared["shared weight"] > 0) / np.sqrt(shorter),
        "above others": _above_others(alike, pairs, len(old), len(new)),
        **shared,
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


def term_weights(frequency: NDArray[Any], units: int) -> Floats:
    """Inverse document frequencies: what few of the units hold weighs most."""
    return np.asarray(np.log((units + UNSEEN) / np.maximum(1, frequency)), dtype=float)


def _held(counted: Matrix) -> Matrix:
    return sparse.csr_array((np.ones_like(counted.data), counted.indices, counted.indptr), counted.shape)


def _shared_masses(held: Matrix, first_new: int, pairs: Pairs, numeric: Flags) -> Signals:
    frequency = np.bincount(held.indices, minlength=held.shape[1])
    weight = term_weights(frequency, held.shape[0])
    rare = weight * (frequency <= _RARE) * ~numeric
    figures = weight * numeric
    left, right = held[:first_new], held[first_new:]
    shared, rare_shared, figures_shared = products(left, right, pairs.old, pairs.new, weight, rare, figures)
    figures_all = (left @ figures)[pairs.old] + (right @ figures)[pairs.new] - figures_shared
    return {
        "beyond chance": _beyond_chance(left, right, weight, shared, pairs),
        "rare words": np.log1p(rare_shared) / 3.0,
        "shared weight": np.log1p(shared) / 4.0,
        "figures": figures_shared / np.maximum(figures_all, 1e-9) * (figures_all > 1e-9),
    }


def _beyond_chance(left: Matrix, right: Matrix, weight: Floats, shared: Floats, pairs: Pairs) -> Floats:
    """The log ratio of the shared weight to what each shares with any unit of the other side."""
    of_old = (left @ (weight * _shares(right)))[pairs.old]
    of_new = (right @ (weight * _shares(left)))[pairs.new]
    return np.asarray(np.log((shared + 1.0) / (np.sqrt(of_old * of_new) + 1.0)) / 2.0, dtype=float)


def _shares(held: Matrix) -> Floats:
    return np.bincount(held.indices, minlength=held.shape[1]) / (held.shape[0] + _FEWEST)

"""What the texts of a candidate pair say for or against a link, each signal a number of order one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq
from scipy import sparse

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._units import Side
from reportdiff.alignment._vectors import Floats, Indices, Matrix, Space, cosines

Signals = dict[str, Floats]

_RARE = 4
"""A token that at most so many units of both editions hold counts as rare."""


def text_signals(
    old: Side, new: Side, pairs: Pairs, words: Space, characters: Space, numbers: Indices
) -> Signals:
    """Signals from the words alone.

    Args:
        old: One edition.
        new: The other.
        pairs: The candidates.
        words: Both in the space of token n-grams.
        characters: Both in the space of character n-grams.
        numbers: Ids of the tokens that are numbers.
    """
    common = _common_subsequence(old, new, pairs)
    old_length, new_length = _lengths(old)[pairs.old], _lengths(new)[pairs.new]
    shorter = np.minimum(old_length, new_length)
    words_alike = cosines(words.old, words.new, pairs.old, pairs.new)
    return {
        "equal": np.array(
            [old.normal[i] == new.normal[j] for i, j in zip(pairs.old, pairs.new, strict=True)], float
        ),
        "words": words_alike,
        "words (strong)": np.maximum(0.0, words_alike - 0.4),
        "characters": cosines(characters.old, characters.new, pairs.old, pairs.new),
        "order of words": 2.0 * common / np.maximum(1, old_length + new_length),
        "order of words (strong)": np.maximum(
            0.0, 2.0 * common / np.maximum(1, old_length + new_length) - 0.6
        ),
        "part of the other": common / np.maximum(1, shorter),
        "length": np.minimum(2.0, np.abs(np.log(np.maximum(1, old_length) / np.maximum(1, new_length)))),
        "brevity": 1.0 / np.sqrt(np.maximum(1, shorter)),
        **_shared_masses(old, new, pairs, numbers),
    }


def _lengths(side: Side) -> Floats:
    return np.array([len(code) for code in side.coded], dtype=float)


def _common_subsequence(old: Side, new: Side, pairs: Pairs) -> Floats:
    left, right = [old.coded[i] for i in pairs.old], [new.coded[j] for j in pairs.new]
    return np.asarray(process.cpdist(left, right, scorer=LCSseq.similarity, workers=1), dtype=float)


def _shared_masses(old: Side, new: Side, pairs: Pairs, numbers: Indices) -> Signals:
    held = _held_tokens([*old.tokens, *new.tokens])
    frequency = np.maximum(1, np.bincount(held.indices, minlength=held.shape[1]))
    weight = np.log1p(held.shape[0] / frequency) - np.log(2.0)
    numeric = np.isin(np.arange(held.shape[1]), numbers)
    rare = weight * (frequency <= _RARE) * ~numeric
    figures = weight * numeric
    left, right = held[: len(old)], held[len(old) :]
    all_shared, all_least, _ = _masses(left, right, weight, pairs)
    rare_shared, _, _ = _masses(left, right, rare, pairs)
    figures_shared, _, figures_most = _masses(left, right, figures, pairs)
    return {
        "told in the other": all_shared / np.maximum(all_least, 1e-9) * (all_least > 0),
        "rare words": np.log1p(rare_shared) / 3.0,
        "shared weight": np.log1p(all_shared) / 4.0,
        "figures": figures_shared / np.maximum(figures_most, 1e-9) * (figures_most > 0),
    }


def _held_tokens(units: Sequence[Sequence[int]]) -> Matrix:
    sets = [sorted(set(unit)) for unit in units]
    columns = np.fromiter(chain.from_iterable(sets), dtype=np.int64)
    ends = np.cumsum([0, *map(len, sets)])
    width = int(columns.max()) + 1 if len(columns) else 1
    return sparse.csr_array((np.ones(len(columns)), columns, ends), shape=(len(units), width))


def _masses(left: Matrix, right: Matrix, weight: Floats, pairs: Pairs) -> tuple[Floats, Floats, Floats]:
    kept = np.flatnonzero(weight)
    weighed, plain = left[:, kept] * weight[kept], right[:, kept]
    shared = cosines(sparse.csr_array(weighed), plain, pairs.old, pairs.new)
    old_mass = np.asarray(weighed.sum(axis=1)).ravel()[pairs.old]
    new_mass = np.asarray((plain * weight[kept]).sum(axis=1)).ravel()[pairs.new]
    return shared, np.minimum(old_mass, new_mass), old_mass + new_mass - shared

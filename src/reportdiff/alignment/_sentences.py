"""What single sentences say of a pair: the evidence for splits, merges and subjects named at the start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._signals import Signals
from reportdiff.alignment._units import Side
from reportdiff.alignment._vectors import Floats, Indices, Matrix, cosines, gram_space, nearest, telling

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Sentences:
    """All sentences of one side: vectors, the unit of each, the first of each unit, their share of it."""

    vectors: Matrix
    unit: Indices
    first: Indices
    share: Floats


@dataclass(frozen=True, slots=True)
class Sentences:
    """Nearest sentences of both sides: the two of each match, how near they are, and whose best it is."""

    old: _Sentences
    new: _Sentences
    left: Indices
    right: Indices
    near: Floats
    best_of_left: Indices
    best_of_right: Indices


def match_sentences(old: Side, new: Side) -> Sentences:
    """The nearest sentences of the other side for each sentence of either."""
    space = gram_space(_flat(old), _flat(new), (1,))
    left, right = _described(old, space.old), _described(new, space.new)
    kept = telling(space)
    a, b = space.old[:, kept], space.new[:, kept]
    found = [*nearest(a, b, _NEAREST), *((s, t) for t, s in nearest(b, a, _NEAREST))]
    width = max(1, b.shape[0])
    keys = np.unique(np.concatenate([s * width + t for s, t in found])) if found else np.zeros(0, np.int64)
    s, t = keys // width, keys % width
    near = cosines(space.old, space.new, s, t)
    return Sentences(left, right, s, t, near, _best(s, near), _best(t, near))


def _flat(side: Side) -> list[list[int]]:
    return [sorted(sentence) for unit in side.sentences for sentence in unit]


def _described(side: Side, vectors: Matrix) -> _Sentences:
    counts = np.array([len(unit) for unit in side.sentences], dtype=np.int64)
    unit = np.repeat(np.arange(len(side)), counts)
    size = np.array([len(sentence) for unit in side.sentences for sentence in unit], dtype=float)
    total = np.bincount(unit, size, len(side))
    return _Sentences(vectors, unit, np.cumsum(counts) - counts, size / np.maximum(1.0, total[unit]))


def _best(index: Indices, near: Floats) -> Indices:
    order = np.lexsort((near, index))
    ordered = index[order]
    return np.sort(order[np.append(ordered[1:] != ordered[:-1], True)]) if len(order) else order


def sentence_candidates(sentences: Sentences) -> tuple[Indices, Indices]:
    """Pairs of units of which a sentence is nearest to a sentence of the other."""
    best = np.union1d(sentences.best_of_left, sentences.best_of_right)
    return sentences.old.unit[sentences.left[best]], sentences.new.unit[sentences.right[best]]


def sentence_signals(sentences: Sentences, pairs: Pairs, width: int) -> Signals:
    """Signals from sentences.

    Args:
        sentences: The matches of sentences.
        pairs: The candidate pairs of units.
        width: How many units the new side has.
    """
    keys = pairs.old * width + pairs.new
    of_old, of_new = sentences.old, sentences.new
    key = of_old.unit[sentences.left] * width + of_new.unit[sentences.right]
    place = np.minimum(np.searchsorted(keys, key), max(0, len(keys) - 1))
    known = keys[place] == key
    votes_old = _votes(
        sentences.best_of_left, of_old.share[sentences.left] * sentences.near, place, known, len(pairs)
    )
    votes_new = _votes(
        sentences.best_of_right, of_new.share[sentences.right] * sentences.near, place, known, len(pairs)
    )
    return {
        "sentences": (votes_old + votes_new) / 2.0,
        "opening": cosines(of_old.vectors, of_new.vectors, of_old.first[pairs.old], of_new.first[pairs.new]),
    }


def _votes(best: Indices, weight: Floats, place: Indices, known: Indices, count: int) -> Floats:
    best = best[known[best]]
    return np.asarray(np.bincount(place[best], weight[best], count), dtype=float)

"""What single sentences say of a pair: the evidence for splits and merges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._signals import Signals
from reportdiff.alignment._units import Texts
from reportdiff.alignment._vectors import Floats, Indices, cosines, nearest, space, telling

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Sentences:
    """The nearest sentences of the other side for each sentence of either, as matches.

    For each match the units of its two sentences, how near these are (0–1), and the same times the share
    that each has of its unit's terms. `best_of_old` are the matches that are the best of their old sentence.
    """

    old: Indices
    new: Indices
    near: Floats
    old_near: Floats
    new_near: Floats
    best_of_old: Indices
    best_of_new: Indices


def match_sentences(texts: Texts, first_new: int) -> Sentences:
    """The nearest sentences of the other side for each sentence of either."""
    unit = texts.unit_of
    share = _shares(np.diff(texts.sentences.indptr).astype(float), unit)
    first = int(np.searchsorted(unit, first_new))
    vectors = space(texts.sentences, first)
    old, new = telling(vectors)
    found = [*nearest(old, new, _NEAREST), *((s, t) for t, s in nearest(new, old, _NEAREST))]
    width = max(1, new.shape[0])
    keys = np.unique(np.concatenate([np.zeros(0, np.int64), *(s * width + t for s, t in found)]))
    s, t = keys // width, keys % width
    near = cosines(vectors, s, t)
    return Sentences(
        old=unit[s],
        new=unit[first + t] - first_new,
        near=near,
        old_near=near * share[s],
        new_near=near * share[first + t],
        best_of_old=_best(s, near),
        best_of_new=_best(t, near),
    )


def _shares(sizes: Floats, unit: Indices) -> Floats:
    total = np.bincount(unit, sizes)
    return np.asarray(sizes / np.maximum(1.0, total[unit]), dtype=float)


def _best(index: Indices, near: Floats) -> Indices:
    order = np.lexsort((near, index))
    ordered = index[order]
    return np.sort(order[np.append(ordered[1:] != ordered[:-1], True)]) if len(order) else order


def sentence_candidates(sentences: Sentences) -> tuple[Indices, Indices]:
    """Pairs of units of which a sentence is nearest to a sentence of the other."""
    best = np.union1d(sentences.best_of_old, sentences.best_of_new)
    return sentences.old[best], sentences.new[best]


def sentence_signals(sentences: Sentences, pairs: Pairs, width: int) -> Signals:
    """Signals from sentences.

    Args:
        sentences: The matches of sentences.
        pairs: The candidate pairs of units.
        width: How many units the new side has.
    """
    keys = pairs.old * width + pairs.new
    key = sentences.old * width + sentences.new
    place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    known = keys[place] == key

    def votes(best: Indices, near: Floats) -> Floats:
        best = best[known[best]]
        return np.asarray(np.bincount(place[best], near[best], len(keys)), dtype=float)

    best = np.zeros(len(keys))
    np.maximum.at(best, place[known], sentences.near[known])
    told = votes(sentences.best_of_old, sentences.old_near) + votes(sentences.best_of_new, sentences.new_near)
    return {"sentences": told / 2.0, "best sentence": best}

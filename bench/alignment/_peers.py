"""What others would do: simple aligners to measure against, each with the threshold that suits it best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import numpy as np
from bench.alignment._cases import Case, Pair
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from reportdiff.alignment._normalise import normalise
from reportdiff.alignment._vectors import Rows, gram_space
from reportdiff.language.tokens import is_unspaced, words

Floats = NDArray[np.float64]
Links = Callable[[Case, Floats, float], set[Pair]]

THRESHOLDS = tuple(np.round(np.arange(0.05, 0.95, 0.05), 2).tolist())


def difflib_ratio(case: Case) -> Floats:
    """The ratio of difflib; pairs that its quick ratios rule out at 0.8 are left at 0, for time."""
    found = np.zeros((len(case.old), len(case.new)))
    for j, new in enumerate(case.new):
        matcher = SequenceMatcher(None, b=new.text)
        for i, old in enumerate(case.old):
            matcher.set_seq1(old.text)
            if matcher.real_quick_ratio() > 0.8 and matcher.quick_ratio() > 0.8:
                found[i, j] = matcher.ratio()
    return found


def rapidfuzz_ratio(case: Case) -> Floats:
    """The ratio of rapidfuzz, of all pairs."""
    texts = [[unit.text for unit in side] for side in (case.old, case.new)]
    return np.asarray(process.cdist(*texts, scorer=fuzz.ratio, workers=1), dtype=float) / 100.0


def tfidf(case: Case) -> Floats:
    """Cosines of TF-IDF over word 1–2-grams (Chinese: character 1–3-grams)."""
    texts = [normalise(unit.text).lower() for unit in [*case.old, *case.new]]
    ids: dict[str, int] = {}
    rows = Rows.of([[ids.setdefault(token, len(ids)) for token in words(text)] for text in texts])
    space = gram_space(rows, (1, 2, 3) if is_unspaced("".join(texts)) else (1, 2), len(case.old))
    return np.asarray((space.old @ space.new.T).todense(), dtype=float)


def greedy(case: Case, similarity: Floats, least: float) -> set[Pair]:
    """The most alike pairs first, each unit once."""
    order = np.argsort(-similarity, axis=None, kind="stable")
    taken_old, taken_new, chosen = set(), set(), set()
    for i, j in zip(*(axis.tolist() for axis in np.unravel_index(order, similarity.shape)), strict=True):
        if similarity[i, j] <= least:
            break
        if i not in taken_old and j not in taken_new and case.old[i].group == case.new[j].group:
            taken_old.add(i)
            taken_new.add(j)
            chosen.add((i, j))
    return chosen


def in_order(case: Case, similarity: Floats, least: float) -> set[Pair]:
    """The monotone one-to-one alignment with the greatest sum of similarity over the threshold."""
    gain = np.maximum(0.0, similarity - least)
    best = np.zeros((gain.shape[0] + 1, gain.shape[1] + 1))
    for i in range(1, best.shape[0]):
        diagonal = best[i - 1, :-1] + gain[i - 1]
        best[i, 1:] = np.maximum.accumulate(np.maximum(best[i - 1, 1:], diagonal))
    chosen, i, j = set(), gain.shape[0], gain.shape[1]
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chosen.add((i, j))
    return {(i, j) for i, j in chosen if case.old[i].group == case.new[j].group}


PEERS: Sequence[tuple[str, Callable[[Case], Floats], Links, tuple[float, ...]]] = (
    ("difflib ratio > 0.8, greedy", difflib_ratio, greedy, (0.8,)),
    ("rapidfuzz ratio, greedy", rapidfuzz_ratio, greedy, THRESHOLDS),
    ("TF-IDF, greedy", tfidf, greedy, THRESHOLDS),
    ("TF-IDF, ordered DP", tfidf, in_order, THRESHOLDS),
)

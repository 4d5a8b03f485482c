"""Fits the three logistic models, in their order, and the calibration of the confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from bench.alignment._cases import Case, Pair
from numpy.typing import NDArray
from scipy.optimize import minimize

from reportdiff.alignment._assignment import (
    Decision,
    best_matching,
    decide,
    equal_texts,
    one_for_each_unit,
)
from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._further import Terms, further_signals
from reportdiff.alignment._repeated import SCORE, with_repeated
from reportdiff.alignment._scoring import OPINIONS, Line, Model, Weights, probability
from reportdiff.alignment._signals import Signals
from reportdiff.alignment._stages import (
    Sides,
    all_signals,
    find_pairs,
    first_signals,
    prepare_sides,
    scored,
)

Floats = NDArray[np.float64]

AGAINST = frozenset({"position", "rivals", "lesser rivals", "crossing"})
"""Signals that can only speak against a link; those named nowhere here can only speak for it."""
EITHER = frozenset(
    {"brevity", "shared weight", "both linked", "adjacent", "adjacent, one free", "links already"}
)
SHARE = {"unrelated": 20.0, "factbook": 30.0, "sample": 30.0, "short": 20.0, "joined": 40.0}
"""Weight of a group of cases in the fit; any other has 100, however many units it has."""
RIDGE = 0.3
_ROUNDS = 6
LEAST, LEAST_FURTHER = -0.5, -1.0
EDITED_FROM = 0.45
"""By the labels of the hand-labelled pairs, of which 95 % (edited or continued) fall on their side of it."""


@dataclass
class Prepared:
    """A case with its candidates and signals, and the truth on each candidate."""

    case: Case
    sides: Sides
    pairs: Pairs
    first: Signals
    truth: Floats
    judged: Floats


def prepare(case: Case) -> Prepared:
    """Candidates and first signals of a case."""
    sides = prepare_sides(case.old, case.new)
    pairs = find_pairs(sides)
    keys = list(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True))
    truth = np.array([key in case.gold for key in keys], dtype=float)
    judged = np.array([case.judged(key) for key in keys], dtype=float)
    return Prepared(case, sides, pairs, first_signals(sides, pairs), truth, judged)


def fitted(prepared: Sequence[Prepared], without: frozenset[str] = frozenset()) -> Weights:
    """Weights learnt from the cases, with an uncalibrated confidence; signals `without` are left out."""
    opinions = [_model([(p, p.first, slice(None)) for p in prepared], without)]
    scores = [opinions[0].score(p.first) for p in prepared]
    for _ in OPINIONS[1:]:
        pairs = zip(prepared, scores, strict=True)
        signals = [all_signals(p.sides, p.pairs, p.first, score) for p, score in pairs]
        parts = [(p, found, slice(None)) for p, found in zip(prepared, signals, strict=True)]
        opinions.append(_model(parts, without))
        scores = [opinions[-1].score(s) for s in signals]
    further = _model(
        [part for p, score in zip(prepared, scores, strict=True) for part in _further(p, score)], without
    )
    line = Line(1.0, 0.0)
    return Weights("3", tuple(opinions), further, LEAST, LEAST_FURTHER, line, line, EDITED_FROM)


Part = tuple[Prepared, Signals, NDArray[np.int64]]


def _further(p: Prepared, score: Floats) -> Iterator[Part]:
    """What further links are learnt from: each round of them, given the right ones of the rounds before."""
    old, new = p.sides.old, p.sides.new
    decision = Decision(p.pairs, best_matching(p.pairs, score - LEAST, len(p.case.old), len(p.case.new)))
    terms = Terms(p.sides.texts, len(p.case.old))
    for _ in range(_ROUNDS):
        places = decision.beside(np.flatnonzero(probability(score) > 0.02), equal_texts(old, new))
        if not len(places):
            return
        yield p, further_signals((old, new), terms, p.pairs, decision.links, places, score), places
        right = one_for_each_unit(p.pairs, places, p.truth[places] + score[places] * 1e-3, 0.5)
        if not right:
            return
        for k in right:
            decision.add(int(places[k]))


def _model(
    parts: Sequence[tuple[Prepared, Signals, slice | NDArray[np.int64]]], without: frozenset[str]
) -> Model:
    names = [name for name in parts[0][1] if name not in without]
    signals = np.concatenate([np.column_stack([s[name] for name in names]) for _, s, _ in parts])
    truth = np.concatenate([p.truth[places] for p, _, places in parts])
    weight = np.concatenate([p.judged[places] * _share(p, parts) for p, _, places in parts])
    found = _logistic(signals, truth, weight, names)
    return Model(
        float(found[0]), {n: float(w) for n, w in zip(names, found[1:], strict=True) if abs(w) > 1e-6}
    )


def _share(p: Prepared, parts: Sequence[tuple[Prepared, Signals, slice | NDArray[np.int64]]]) -> float:
    sizes: Counter[str] = Counter()
    for other, _, places in parts:
        one_group = len(other.truth[places]) if other.case.group == "unrelated" else len(other.case.gold)
        sizes[other.case.group] += max(1, one_group)
    return SHARE.get(p.case.group, 100.0) / sizes[p.case.group]


def _logistic(signals: Floats, truth: Floats, weight: Floats, names: Sequence[str]) -> Floats:
    """Ridge-penalised logistic regression whose weights keep the sign that their signal must have."""
    inputs = np.column_stack([np.ones(len(signals)), signals])

    def loss(found: Floats) -> tuple[float, Floats]:
        chance = probability(inputs @ found)
        likelihood = weight @ (truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12))
        slope = inputs.T @ (weight * (chance - truth))
        slope[1:] += RIDGE * found[1:]
        return float(-likelihood + RIDGE * (found[1:] @ found[1:]) / 2), slope

    bounds = [(None, None), *(_bounds(name) for name in names)]
    start = np.zeros(inputs.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name in EITHER:
        return None, None
    return (None, 0.0) if name in AGAINST else (0.0, None)


def predicted(p: Prepared, weights: Weights) -> dict[Pair, float]:
    """The pairs that the decision links, with their scores."""
    return {link: score for link, (score, _) in judged_links(p, weights).items()}


def judged_links(p: Prepared, weights: Weights) -> dict[Pair, tuple[float, bool]]:
    """The pairs that the decision links, with their scores, and whether each is a further link of a unit."""
    _, score = scored(p.sides, p.pairs, p.first, weights.opinions)
    choices = decide(p.sides.old, p.sides.new, p.sides.texts, p.pairs, score, weights)
    found = {
        (int(p.pairs.old[k]), int(p.pairs.new[k])): (choice.score, choice.further is not None)
        for k, choice in choices.items()
    }
    scores = {link: score for link, (score, _) in found.items()}
    return {link: found.get(link, (SCORE, False)) for link in with_repeated(p.sides.old, p.sides.new, scores)}


def calibrated(judgements: Mapping[str, Sequence[tuple[float, bool]]]) -> Line:
    """The line that turns scores into confidences (Platt), each group of cases counting the same."""
    scores = np.array([s for group in judgements.values() for s, _ in group])
    right = np.array([r for group in judgements.values() for _, r in group], dtype=float)
    weight = np.concatenate([np.full(len(g), 100.0 / len(g)) for g in judgements.values()])

    def loss(found: Floats) -> float:
        chance = probability(found[0] * scores + found[1])
        return float(-(weight @ (right * np.log(chance + 1e-12) + (1 - right) * np.log(1 - chance + 1e-12))))

    slope, offset = minimize(
        loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=[(0.05, None), (None, None)]
    ).x
    return Line(float(slope), float(offset))

"""The stages of the method in their order, from two lists of units to chosen pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportdiff.alignment._assignment import Choice, decide
from reportdiff.alignment._candidates import Pairs, candidates
from reportdiff.alignment._context import context_signals, place_signals
from reportdiff.alignment._repeated import SCORE, with_repeated
from reportdiff.alignment._scoring import Model, Weights
from reportdiff.alignment._sentences import Sentences, match_sentences, sentence_candidates, sentence_signals
from reportdiff.alignment._signals import Signals, text_signals
from reportdiff.alignment._units import Side, Texts, Unit, prepare
from reportdiff.alignment._vectors import Floats, Rows, Space, gram_space, space
from reportdiff.language.tokens import is_unspaced

_SAMPLED = 400
"""About so many units tell which kind of script the editions are in."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both editions, prepared together."""

    old: Side
    new: Side
    texts: Texts
    terms: Space
    spaces: tuple[Space, ...]
    sentences: Sentences


@dataclass(frozen=True, slots=True)
class Chosen:
    """One pair that was chosen: its score (log-odds), its confidence (0–1), what each signal gave to it."""

    old: int
    new: int
    score: float
    confidence: float
    signals: Mapping[str, float]


def prepare_sides(old: Sequence[Unit], new: Sequence[Unit]) -> Sides:
    """Both sides in the forms that all later stages use."""
    left, right, texts = prepare(old, new)
    terms = space(texts.units, len(old))
    spaces = [terms]
    sample = [*old, *new][:: 1 + (len(old) + len(new)) // _SAMPLED]
    if not is_unspaced("".join(unit.text[:200] for unit in sample)):
        # Parts of words find what inflection and compounds hide; elsewhere terms are such parts already.
        spaces.append(gram_space(_characters([*left.normal, *right.normal]), (4,), len(old)))
    return Sides(left, right, texts, terms, tuple(spaces), match_sentences(texts, len(old)))


def _characters(texts: Sequence[str]) -> Rows:
    lower = [text.lower() for text in texts]
    points = np.frombuffer("".join(lower).encode("utf-32-le"), dtype="<u4")
    owner = np.repeat(np.arange(len(lower)), [len(text) for text in lower])
    return Rows(points.astype(np.int64), owner, len(lower))


def find_pairs(sides: Sides) -> Pairs:
    """The candidates."""
    return candidates(sides.old, sides.new, sides.spaces, sentence_candidates(sides.sentences))


def first_signals(sides: Sides, pairs: Pairs) -> Signals:
    """What text and place say of each candidate."""
    return {
        **text_signals(sides.old, sides.new, pairs, sides.terms, sides.texts),
        **sentence_signals(sides.sentences, pairs, len(sides.new)),
        **place_signals(sides.old, sides.new, pairs),
    }


def all_signals(sides: Sides, pairs: Pairs, first: Signals, score: Floats) -> Signals:
    """The same, and what the surroundings say given an opinion (log-odds) on every pair."""
    return {**first, **context_signals(sides.old, sides.new, pairs, score)}


def scored(sides: Sides, pairs: Pairs, first: Signals, models: Sequence[Model]) -> tuple[Signals, Floats]:
    """The signals that the last opinion rests on, and its score for each pair."""
    signals, score = first, models[0].score(first)
    for model in models[1:]:
        signals = all_signals(sides, pairs, first, score)
        score = model.score(signals)
    return signals, score


def chosen_pairs(sides: Sides, weights: Weights) -> list[Chosen]:
    """The pairs that the decision links, in the order of the old and then the new side."""
    pairs = find_pairs(sides)
    if not len(pairs):
        return []
    signals, score = scored(sides, pairs, first_signals(sides, pairs), weights.opinions)
    decided = decide(sides.old, sides.new, sides.texts, pairs, score, weights)
    choices = {(int(pairs.old[k]), int(pairs.new[k])): (k, choice) for k, choice in decided.items()}
    scores = {link: choice.score for link, (_, choice) in choices.items()}
    return [
        _chosen(link, choices.get(link), signals, weights)
        for link in sorted(with_repeated(sides.old, sides.new, scores))
    ]


def _chosen(
    link: tuple[int, int], found: tuple[int, Choice] | None, signals: Signals, weights: Weights
) -> Chosen:
    if found is None:
        return Chosen(*link, SCORE, weights.confidence.at(SCORE), {"repeated": SCORE})
    place, choice = found
    if choice.further is not None:
        confidence, parts = weights.further_confidence, choice.further
    else:
        confidence, parts = weights.confidence, weights.opinions[-1].contributions(signals, place)
    return Chosen(*link, choice.score, confidence.at(choice.score), parts)

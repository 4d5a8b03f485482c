"""The scored model: signals of a pair times the weights of the shipped table, added up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from reportdiff.alignment._signals import Signals
from reportdiff.alignment._vectors import Floats

OPINIONS = ("first", "second", "third")
"""Names of the opinions in weights.toml, in their order."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the score of a pair is `bias` plus the sum of weight times signal."""

    bias: float
    weights: Mapping[str, float]

    def score(self, signals: Signals) -> Floats:
        """The score (log-odds) of each pair."""
        total = np.full(len(next(iter(signals.values()))), self.bias)
        for name, weight in self.weights.items():
            total += weight * signals[name]
        return total

    def contributions(self, signals: Signals, place: int) -> dict[str, float]:
        """What each signal adds to the score of the pair at `place`; they sum to the score."""
        parts = {name: float(weight * signals[name][place]) for name, weight in self.weights.items()}
        return {"bias": self.bias, **parts}


@dataclass(frozen=True, slots=True)
class Line:
    """How a score in log-odds becomes a confidence: the logistic of a line in it (Platt)."""

    slope: float
    offset: float

    def at(self, score: float) -> float:
        """The confidence (0–1)."""
        return float(probability(np.array(self.slope * score + self.offset)))


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that was learnt: the models, the thresholds of the decision, the calibration.

    Of `opinions` the first looks at a pair alone, each later one also at what the one before says of
    the other pairs.
    """

    version: str
    opinions: tuple[Model, ...]
    further: Model
    least: float
    least_further: float
    confidence: Line
    further_confidence: Line
    edited_from: float


def probability(score: Floats) -> Floats:
    """The logistic function."""
    return 1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0)))


@cache
def shipped_weights() -> Weights:
    """The table that comes with the package."""
    text = (resources.files("reportdiff.alignment") / "weights.toml").read_text(encoding="utf-8")
    return weights_from(tomllib.loads(text))


def weights_from(data: Mapping[str, dict[str, float]]) -> Weights:
    """Weights from the parsed table."""
    decision = data["decision"]
    return Weights(
        version=str(data["version"]),
        opinions=tuple(_model(data[name]) for name in OPINIONS),
        further=_model(data["further"]),
        least=decision["least"],
        least_further=decision["least_further"],
        confidence=Line(**data["confidence"]),
        further_confidence=Line(**data["further confidence"]),
        edited_from=data["relation"]["edited_from"],
    )


def _model(table: Mapping[str, float]) -> Model:
    return Model(table["bias"], {name: weight for name, weight in table.items() if name != "bias"})

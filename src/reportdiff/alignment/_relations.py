"""How the words of two linked sides relate."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from reportdiff.alignment._units import LONGEST, Side, codes
from reportdiff.language.tokens import is_figure
from reportdiff.model import Relation


class Relations:
    """Tells the relation of two texts, each given as a string of one character a token (`Side.wording`).

    Args:
        vocabulary: The token that each id stands for.
        edited_from: Similarity from which a changed text counts as edited, not rewritten.
        language: BCP 47, for spelled numerals and months.
    """

    def __init__(self, vocabulary: Sequence[str], edited_from: float, language: str | None) -> None:
        self._edited_from = edited_from
        coded = list(zip(codes(np.arange(len(vocabulary))).tolist(), vocabulary, strict=True))
        self._without_figures = dict.fromkeys(code for code, token in coded if is_figure(token, language))
        self._words = frozenset(chr(code) for code, token in coded if token.isalpha())

    def between(self, old: str, new: str) -> tuple[Relation, float]:
        """The relation of the texts and their similarity (0–1).

        Similarity is the share of tokens that stand on both sides in the same order: 2·LCS / (old + new).
        """
        if old == new:
            return Relation.IDENTICAL, 1.0
        similarity = _similarity(old[:LONGEST], new[:LONGEST])
        if self._only_figures_differ(old, new):
            return Relation.FIGURES, similarity
        return (Relation.EDITED if similarity >= self._edited_from else Relation.REWRITTEN), similarity

    def _only_figures_differ(self, old: str, new: str) -> bool:
        wording = old.translate(self._without_figures)
        return wording == new.translate(self._without_figures) and not self._words.isdisjoint(wording)


def joined(side: Side, units: Collection[int]) -> str:
    """The wording of some units in reading order."""
    return "".join(side.wording[unit] for unit in sorted(units))


def _similarity(old: str, new: str) -> float:
    return 2.0 * LCSseq.similarity(old, new) / (len(old) + len(new))

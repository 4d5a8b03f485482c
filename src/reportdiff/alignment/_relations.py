"""How the words of two linked sides relate."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from reportdiff.alignment._normalise import normalise
from reportdiff.alignment._units import LONGEST
from reportdiff.language.tokens import is_figure, words
from reportdiff.model import Relation


def relation(
    old: Sequence[str], new: Sequence[str], edited_from: float, language: str | None
) -> tuple[Relation, float]:
    """The relation of the joined texts and their similarity (0–1).

    Similarity is the share of tokens that stand on both sides in the same order: 2·LCS / (old + new).

    Args:
        old: The texts of one side in reading order.
        new: Those of the other.
        edited_from: Similarity from which a changed text counts as edited, not rewritten.
        language: BCP 47, for spelled numerals and months.
    """
    left, right = " ".join(map(normalise, old)), " ".join(map(normalise, new))
    if left == right:
        return Relation.IDENTICAL, 1.0
    left_tokens, right_tokens = words(left), words(right)
    similarity = _similarity(left_tokens, right_tokens)
    if _only_figures_differ(left_tokens, right_tokens, language):
        return Relation.FIGURES, similarity
    return (Relation.EDITED if similarity >= edited_from else Relation.REWRITTEN), similarity


def _similarity(old: list[str], new: list[str]) -> float:
    if not old or not new:
        return 0.0
    return float(
        LCSseq.similarity(old[:LONGEST], new[:LONGEST])
        * 2
        / (min(len(old), LONGEST) + min(len(new), LONGEST))
    )


def _only_figures_differ(old: list[str], new: list[str], language: str | None) -> bool:
    wording = _wording(old, language)
    return wording == _wording(new, language) and any(map(str.isalpha, wording))


def _wording(tokens: list[str], language: str | None) -> list[str]:
    return [token for token in tokens if not is_figure(token, language)]

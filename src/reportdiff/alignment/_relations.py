"""How the words of two linked sides relate."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from rapidfuzz.distance import LCSseq, Postfix, Prefix

from reportdiff.alignment._units import LONGEST, Side, codes
from reportdiff.language.tokens import is_figure, token_rules, words
from reportdiff.model import Relation

# Characters that stand for no token (see `codes`).
_FIGURE = "\U0010ffff"
_NO_FIGURE = 0x10E000

_NEARLY_ONE = 0.9999
"""Similarity of texts that differ, at most: it is told with four decimals."""


class Relations:
    """Tells the relation of two texts, each given as a string of one character a token (`Side.wording`).

    Args:
        vocabulary: The token that each id stands for.
        edited_from: Similarity from which a changed text counts as edited, not rewritten.
        language: BCP 47, for spelled numerals and months.
    """

    def __init__(self, vocabulary: Sequence[str], edited_from: float, language: str | None) -> None:
        self._edited_from = edited_from
        coded = dict(zip(vocabulary, map(chr, codes(np.arange(len(vocabulary))).tolist()), strict=True))
        self._figures = {ord(coded[token]): _FIGURE for token in vocabulary if is_figure(token, language)}
        self._not_figures = _written(token_rules(language).not_figures, coded)
        hyphen = re.escape(coded.get("-", ""))  # "twenty-one", "2010-2012"
        self._run = re.compile(f"{_FIGURE}(?:(?:{hyphen})?{_FIGURE})*")

    def between(self, old: str, new: str) -> tuple[Relation, float]:
        """The relation of the texts and their similarity (0–1).

        Similarity is the share of tokens that stand on both sides in the same order: 2·LCS / (old + new).
        It is 1 for equal texts alone.
        """
        if old == new:
            return Relation.IDENTICAL, 1.0
        similarity = min(_similarity(old, new), _NEARLY_ONE)
        if self._without_figures(old) == self._without_figures(new):
            return Relation.FIGURES, similarity
        return (Relation.EDITED if similarity >= self._edited_from else Relation.REWRITTEN), similarity

    def _without_figures(self, wording: str) -> str:
        """The text with the same sign for every figure, a run of them being one."""
        for place, word in enumerate(self._not_figures):
            wording = wording.replace(word, chr(_NO_FIGURE + place))
        return self._run.sub(_FIGURE, wording.translate(self._figures))


def _written(texts: Iterable[str], coded: dict[str, str]) -> list[str]:
    """The texts in the characters that stand for their tokens, the longest first; unknown ones left out."""
    split = [words(text) for text in sorted(texts, key=lambda text: (-len(text), text))]
    return ["".join(coded[token] for token in tokens) for tokens in split if coded.keys() >= set(tokens)]


def joined(side: Side, units: Collection[int]) -> str:
    """The wording of some units in reading order."""
    return "".join(side.wording[unit] for unit in sorted(units))


def _similarity(old: str, new: str) -> float:
    """2·LCS / (old + new); what differs in long texts is judged by its beginning."""
    before = Prefix.similarity(old, new)
    old, new = old[before:], new[before:]
    after = Postfix.similarity(old, new)
    sizes = len(old) + len(new)
    old, new = old[: len(old) - after][:LONGEST], new[: len(new) - after][:LONGEST]
    differing = sizes - 2 * after
    in_order = LCSseq.similarity(old, new) / max(1, len(old) + len(new))
    return 2.0 * (before + after + differing * in_order) / (2.0 * before + sizes)

"""What alignment knows of each unit: its text in several forms and its place in the document."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reportdiff.alignment._normalise import list_label, normalise
from reportdiff.alignment._vectors import Indices, Matrix, Rows, counts
from reportdiff.language.tokens import is_unspaced_character, words

LONGEST = 6000
"""Tokens of one unit that string similarity looks at: its cost grows with the square of them."""

_SENTENCE_ENDS = frozenset(".!?;؟؛।॥۔።")
_SHORTEST_SENTENCE = 4


class _Kind(IntEnum):
    SIGN, END, WORD, NUMBER, CHARACTER = range(5)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of one side. `group` keeps apart what is never linked (body, footnotes, tables …)."""

    text: str
    group: str = ""
    label: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """All units of one edition in reading order.

    `wording` and `coded` are the tokens of each unit as a string of one character a token, on which string
    distances run: as they are written, and in lower case, cut at `LONGEST`. Where most units of the side
    bear the label of a list item, `coded` is without it: items are found by what they say.
    """

    units: tuple[Unit, ...]
    normal: tuple[str, ...]
    wording: tuple[str, ...]
    coded: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.units)


@dataclass(frozen=True, slots=True)
class Texts:
    """Both editions, one after the other, as counts of terms.

    Terms (the columns) are what carries a subject: words, and in scripts written without spaces pairs of
    characters, which are nearer to words than one is. `units` and `sentences` count them by unit and by
    sentence, `unit_of` names the unit of each sentence, `numeric` tells which terms are numbers.
    """

    vocabulary: tuple[str, ...]
    units: Matrix
    sentences: Matrix
    unit_of: Indices
    numeric: NDArray[np.bool_]


def prepare(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Side, Side, Texts]:
    """Both sides in all their forms.

    Raises:
        TypeError: A unit is no text.
    """
    _check("old", old)
    _check("new", new)
    units = [*old, *new]
    normal = [normalise(unit.text) for unit in units]
    ids: defaultdict[str, int] = defaultdict()
    ids.default_factory = ids.__len__  # a token not seen before gets the next number
    written = _encoded(normal, ids)
    folded = np.array([ids[token.lower()] for token in list(ids)], dtype=np.int64)
    tokens = Rows(folded[written.values], written.owner, written.count)
    tokens = _without_first(tokens, [*_label_sizes(normal[: len(old)]), *_label_sizes(normal[len(old) :])])
    wording, coded = _coded(written), [code[:LONGEST] for code in _coded(tokens)]
    sides = [
        Side(tuple(units[part]), tuple(normal[part]), tuple(wording[part]), tuple(coded[part]))
        for part in (slice(0, len(old)), slice(len(old), None))
    ]
    return sides[0], sides[1], _texts(tuple(ids), tokens)


def _check(side: str, units: Sequence[Unit]) -> None:
    for place, unit in enumerate(units):
        text: object = unit.text
        if not isinstance(text, str):
            kind = type(text).__name__
            raise TypeError(f"{side}[{place}] is of type {kind}, not str: give each unit as its text")


def _encoded(texts: Iterable[str], ids: defaultdict[str, int]) -> Rows:
    values, lengths = array("q"), []
    for text in texts:
        before = len(values)
        values.extend(map(ids.__getitem__, words(text)))
        lengths.append(len(values) - before)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    return Rows(np.frombuffer(values, dtype=np.int64) if values else owner, owner, len(lengths))


def _label_sizes(texts: Sequence[str]) -> list[int]:
    """How many tokens of each text are its label in a list: none unless most bear one and differ without."""
    labels = [list_label(text) for text in texts]
    named = [text[len(label) :] for text, label in zip(texts, labels, strict=True) if label]
    listed = 2 * len(named) > len(texts) > 1 and 2 * len(set(named)) > len(named)
    return [len(words(label)) if listed else 0 for label in labels]


def _without_first(rows: Rows, sizes: Sequence[int]) -> Rows:
    """The rows without so many of the first values of each."""
    within = np.arange(len(rows.values)) - rows.starts[rows.owner]
    kept = within >= np.array(sizes, dtype=np.int64)[rows.owner]
    return Rows(rows.values[kept], rows.owner[kept], rows.count)


def _coded(rows: Rows) -> list[str]:
    text = codes(rows.values).tobytes().decode("utf-32-le")
    return [text[start:end] for start, end in pairwise(rows.starts.tolist())]


def codes(ids: Indices) -> NDArray[np.uint32]:
    """The code point that stands for each token."""
    # Surrogates are no characters: ids step over them; ids beyond Unicode share characters.
    return np.where(ids < 0xD700, ids + 1, ids % 0x100000 + 0xE000).astype("<u4")


def _texts(vocabulary: tuple[str, ...], tokens: Rows) -> Texts:
    kinds = np.array([_kind(token) for token in vocabulary], dtype=np.int8)
    sentence, unit_of = _sentences(tokens, kinds)
    places, terms = _terms(tokens.values, kinds, sentence, len(vocabulary))
    known, column = np.unique(terms, return_inverse=True)
    return Texts(
        vocabulary,
        units=counts(tokens.owner[places], column, (tokens.count, len(known))),
        sentences=counts(sentence[places], column, (len(unit_of), len(known))),
        unit_of=unit_of,
        numeric=np.isin(known, np.flatnonzero(kinds == _Kind.NUMBER)),
    )


def _terms(ids: Indices, kinds: NDArray[np.int8], sentence: Indices, width: int) -> tuple[Indices, Indices]:
    """Where terms end among the tokens, and a number for each: the token's own, or one for the pair."""
    kind = kinds[ids]
    paired = np.zeros(len(ids), dtype=bool)
    paired[1:] = (
        (kind[1:] == _Kind.CHARACTER) & (kind[:-1] == _Kind.CHARACTER) & (sentence[1:] == sentence[:-1])
    )
    places = np.flatnonzero(paired | (kind == _Kind.WORD) | (kind == _Kind.NUMBER))
    return places, ids[places] + np.where(paired[places], (ids[places - 1] + 1) * width, 0)


def _kind(token: str) -> _Kind:
    if token in _SENTENCE_ENDS:
        return _Kind.END
    if is_unspaced_character(token):
        return _Kind.CHARACTER
    if token[0].isdigit():
        return _Kind.NUMBER
    return _Kind.WORD if token[0].isalnum() else _Kind.SIGN


def _sentences(tokens: Rows, kinds: NDArray[np.int8]) -> tuple[Indices, Indices]:
    """The sentence of each token, and the unit of each sentence."""
    starts = tokens.starts
    ends = np.flatnonzero(kinds[tokens.values] == _Kind.END)
    begins, begin = starts[:-1].tolist(), 0
    for place, first in zip(ends.tolist(), starts[tokens.owner[ends]].tolist(), strict=True):
        begin = max(begin, first)
        if place - begin >= _SHORTEST_SENTENCE:
            begin = place + 1
            begins.append(begin)
    # One that begins where its unit ends is none.
    marked = np.zeros(len(tokens.values), dtype=bool)
    marked[[place for place in begins if place < len(marked)]] = True
    sentence = np.cumsum(marked) - 1
    return sentence, tokens.owner[marked]

"""What alignment knows of each unit: its text in several forms and its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportdiff.alignment._normalise import normalise
from reportdiff.language.tokens import is_unspaced_character, words

LONGEST = 6000
"""Tokens of one unit that string similarity looks at: its cost grows with the square of them."""

_SENTENCE_ENDS = frozenset(".!?;؟؛")
_SHORTEST_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of one side. `group` keeps apart what is never linked (body, footnotes, tables …)."""

    text: str
    group: str = ""
    label: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """All units of one edition in reading order, in the forms that signals are counted on.

    `tokens` are lower-case tokens as ids, `terms` the words among them without their order (in scripts
    written without spaces pairs of characters, which are nearer to words than one is), `sentences` the
    terms of each sentence, `coded` the tokens as strings of one character a token, cut at `LONGEST`, on
    which string distances run.
    """

    units: tuple[Unit, ...]
    normal: tuple[str, ...]
    tokens: tuple[tuple[int, ...], ...]
    terms: tuple[frozenset[int], ...]
    sentences: tuple[tuple[frozenset[int], ...], ...]
    coded: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.units)


class Vocabulary:
    """Numbers the tokens of both sides as they appear."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def encode(self, tokens: Iterable[str]) -> tuple[int, ...]:
        """The ids of the tokens, new ones given the next number."""
        ids = self.ids
        return tuple([ids.setdefault(token, len(ids)) for token in tokens])


def prepare(units: Sequence[Unit], vocabulary: Vocabulary) -> Side:
    """One side in all its forms; both sides of a pair share the vocabulary."""
    normal = tuple(normalise(unit.text) for unit in units)
    found = [words(text.lower()) for text in normal]
    tokens = tuple(map(vocabulary.encode, found))
    sentences = tuple(
        tuple(frozenset(vocabulary.encode(_terms(sentence))) for sentence in _sentences(unit))
        for unit in found
    )
    terms = tuple(frozenset[int]().union(*unit) for unit in sentences)
    return Side(tuple(units), normal, tokens, terms, sentences, tuple(map(_coded, tokens)))


def _sentences(tokens: list[str]) -> Iterator[list[str]]:
    start = 0
    for place, token in enumerate(tokens):
        if token in _SENTENCE_ENDS and place - start >= _SHORTEST_SENTENCE:
            yield tokens[start : place + 1]
            start = place + 1
    if start < len(tokens) or not tokens:
        yield tokens[start:]


def _terms(tokens: list[str]) -> list[str]:
    terms, previous = [], ""
    for token in tokens:
        if is_unspaced_character(token):
            if previous:
                terms.append(previous + token)
            previous = token
        else:
            previous = ""
            if token[0].isalnum():
                terms.append(token)
    return terms


def _coded(ids: tuple[int, ...]) -> str:
    # Surrogates are no characters: ids step over them; ids beyond Unicode share characters.
    return "".join([chr(i + 1 if i < 0xD700 else i % 0x100000 + 0xE000) for i in ids[:LONGEST]])

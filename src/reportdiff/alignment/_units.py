"""What alignment knows of each unit: its text in several forms and its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportdiff.alignment._normalise import normalise
from reportdiff.language.tokens import words

LONGEST = 6000
"""Tokens of one unit that string similarity looks at: its cost grows with the square of them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of one side. `group` keeps apart what is never linked (body, footnotes, tables …)."""

    text: str
    group: str = ""
    label: str | None = None
    section: str | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """All units of one edition in reading order, in the forms that signals are counted on.

    `tokens` are lower-case tokens as ids, `coded` the same as strings of one character a token, cut at
    `LONGEST`, on which string distances run.
    """

    units: tuple[Unit, ...]
    normal: tuple[str, ...]
    tokens: tuple[tuple[int, ...], ...]
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
        return tuple(ids.setdefault(token, len(ids)) for token in tokens)


def prepare(units: Sequence[Unit], vocabulary: Vocabulary) -> Side:
    """One side in all its forms; both sides of a pair share the vocabulary."""
    normal = tuple(normalise(unit.text) for unit in units)
    tokens = tuple(vocabulary.encode(words(text.lower())) for text in normal)
    return Side(tuple(units), normal, tokens, tuple(_coded(ids) for ids in tokens))


def _coded(ids: tuple[int, ...]) -> str:
    # Surrogates are no characters: ids step over them; ids beyond Unicode share characters.
    return "".join(chr(i + 1 if i < 0xD700 else i % 0x100000 + 0xE000) for i in ids[:LONGEST])

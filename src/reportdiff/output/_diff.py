"""What words changed between two texts, as pieces to be shown; numbers and dates are never cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from reportdiff.language.tokens import Token, is_figure, tokens
from reportdiff.textdiff import SequenceMatcher


class Mark(Enum):
    """What a piece of a text is: in both texts, only in the old, only in the new, or left out.

    Left out are unchanged words (`GAP`), whole changes (`HIDDEN`, its text is their number) or the
    middle of a long one (`CUT`).
    """

    SAME = "same"
    OLD = "old"
    NEW = "new"
    GAP = "gap"
    HIDDEN = "hidden"
    CUT = "cut"


class Piece(NamedTuple):
    """A run of text with its mark."""

    mark: Mark
    text: str


@lru_cache(maxsize=4096)  # every file of a pair cuts the same texts
def atoms(text: str, language: str | None) -> tuple[Token, ...]:
    """Tokens, with a number's currency sign and per cent sign in one with it: `US$ 2.5`, `1.3 %`."""
    joined: list[Token] = []
    for token in tokens(text, language):
        if joined and _belongs(text, joined[-1], token):
            start = joined.pop().start
            token = Token(text[start : token.end], start, token.end)  # noqa: PLW2901
        joined.append(token)
    return tuple(joined)


def _belongs(text: str, before: Token, token: Token) -> bool:
    touching = before.end == token.start
    if token.text == "%":
        return before.text[-1].isdecimal() and token.start - before.end <= 1
    if token.text[0].isdecimal():
        return unicodedata.category(before.text[-1]) == "Sc" and text[before.end : token.start].strip() == ""
    return touching and unicodedata.category(token.text[0]) == "Sc" and before.text.isupper()


class _Run(NamedTuple):
    same: bool
    old: slice
    new: slice


_ISLAND = 3
"""Words in common between two changes are shown only from here on; fewer make the reading harder."""


def marked_words(old: str, new: str, language: str | None) -> list[Piece]:
    """Both texts in one run of pieces: the same words once, the others marked."""
    before, after = atoms(old, language), atoms(new, language)
    matcher = SequenceMatcher(None, [t.text for t in before], [t.text for t in after], autojunk=False)
    runs = [_Run(op == "equal", slice(a, b), slice(c, d)) for op, a, b, c, d in matcher.get_opcodes()]
    pieces: list[Piece] = []
    for run in _joined(runs, after, language):
        was, now = _text(old, before, run.old), _text(new, after, run.new)
        if run.same:
            # Old words may follow, so the space that stood before them must not be lost.
            pieces.append(Piece(Mark.SAME, f"{now} " if _spaced(was) and not _spaced(now) else now))
        else:
            pieces += [piece for piece in (Piece(Mark.OLD, was), Piece(Mark.NEW, now)) if piece.text]
    return pieces


def _spaced(text: str) -> bool:
    return text[-1:].isspace()


def _joined(runs: Sequence[_Run], after: Sequence[Token], language: str | None) -> Iterator[_Run]:
    """Runs with small islands of common words made part of the change around them."""
    pending: _Run | None = None
    for place, run in enumerate(runs):
        between = 0 < place < len(runs) - 1
        if run.same and not (between and _is_island(after[run.new], language)):
            if pending is not None:
                yield pending
                pending = None
            yield run
        elif pending is None:
            pending = run._replace(same=False)
        else:
            pending = _Run(
                False, slice(pending.old.start, run.old.stop), slice(pending.new.start, run.new.stop)
            )
    if pending is not None:
        yield pending


def _is_island(words: Sequence[Token], language: str | None) -> bool:
    return len(words) < _ISLAND and not any(is_figure(word.text, language) for word in words)


def _text(text: str, words: Sequence[Token], part: slice) -> str:
    """The text of some words with the white space behind them."""
    if part.start == part.stop:
        return ""
    end = words[part.stop].start if part.stop < len(words) else words[part.stop - 1].end
    return text[words[part.start].start : end]

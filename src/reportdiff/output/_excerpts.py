"""Short excerpts: the words that changed with a few around them; never a number cut in two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportdiff.language.tokens import Token, is_figure
from reportdiff.output._diff import Mark, Piece, atoms, marked_words

_AROUND = 36
"""Columns of unchanged text kept on either side of a change."""
_PIECE = 300
"""Columns of one inserted or deleted run."""
_WHOLE, _FIGURES = 680, 1000
"""Columns of a whole excerpt, and of one that is full of changed figures."""
_GAP, _CUT = Piece(Mark.GAP, "…"), Piece(Mark.CUT, "…")
_ONE_HIDDEN = Piece(Mark.HIDDEN, "1")


def width(text: str) -> int:
    """Columns that a text takes: two for a Chinese character, one for a Latin letter."""
    return len(text) if text.isascii() else sum(map(_COLUMNS.__getitem__, text))


class _Columns(dict[str, int]):
    """Columns of a character, looked up once."""

    def __missing__(self, character: str) -> int:
        self[character] = columns = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        return columns


_COLUMNS = _Columns()


def changed_excerpt(old: str, new: str, language: str | None) -> tuple[Piece, ...]:
    """Both texts in one line with the changed words marked, unchanged stretches left out.

    Where all changes do not fit, those with figures come first, and how many are left out stands in
    the place of the others.
    """
    pieces = marked_words(old, new, language)
    blocks = [(same, list(run)) for same, run in groupby(pieces, key=lambda piece: piece.mark is Mark.SAME)]
    shown = _shown(blocks, language)
    excerpt: list[Piece] = []
    for place, (same, run) in enumerate(blocks):
        if not same:
            parts = _shortened(run, language) if place in shown else [_ONE_HIDDEN]
        elif place in (0, len(blocks) - 1) and len(blocks) > 1 and width(run[0].text) <= _AROUND:
            parts = run
        else:
            parts = _around(run[0].text, language, after=place - 1 in shown, before=place + 1 in shown)
        excerpt += parts
    return tuple(_without_repeated_gaps(excerpt))


def _without_repeated_gaps(excerpt: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring gaps as one, which says how many changes are in it."""
    for left_out, run in groupby(excerpt, key=lambda piece: piece.mark in (Mark.GAP, Mark.HIDDEN)):
        pieces = list(run)
        hidden = sum(piece.mark is Mark.HIDDEN for piece in pieces)
        if not left_out:
            yield from pieces
        else:
            yield Piece(Mark.HIDDEN, str(hidden)) if hidden else _GAP


def plain_excerpt(
    text: str, language: str | None, focus: tuple[int, int] | None, columns: int
) -> tuple[Piece, ...]:
    """The beginning of a text, or the words around `focus` (code points, end exclusive)."""
    words = atoms(text, language)
    if not words:
        return ()
    first = 0
    if focus is not None and width(text[: focus[1]]) > columns:
        first = _start_before(text, words, focus[0], columns // 2)
    last = first
    while last + 1 < len(words) and width(text[words[first].start : words[last + 1].end]) <= columns:
        last += 1
    body = [Piece(Mark.SAME, text[words[first].start : words[last].end])]
    return (*([_GAP] if first else []), *body, *([_GAP] if last < len(words) - 1 else []))


def marked_excerpt(text: str, language: str | None, focus: tuple[int, int]) -> tuple[Piece, ...]:
    """The words around `focus` (code points, end exclusive), which is marked."""
    before, after = text[: focus[0]], text[focus[1] :]
    lead, trail = _tail(before, language, _AROUND), _head(after, language, _AROUND)
    pieces = (
        _GAP if len(lead) < len(before) else None,
        Piece(Mark.SAME, lead),
        Piece(Mark.NEW, text[focus[0] : focus[1]]),
        Piece(Mark.SAME, trail),
        _GAP if len(trail) < len(after) else None,
    )
    return tuple(piece for piece in pieces if piece is not None and piece.text)


def _start_before(text: str, words: Sequence[Token], focus: int, columns: int) -> int:
    """The first word that stands at most so many columns before the focus."""
    return next((place for place, word in enumerate(words) if width(text[word.start : focus]) <= columns), 0)


# ------------------------------------------------------------------------------ one line for both texts


def _shown(blocks: Sequence[tuple[bool, Sequence[Piece]]], language: str | None) -> set[int]:
    """Positions of the changes that fit into the excerpt."""
    changes = [place for place, (same, _) in enumerate(blocks) if not same]
    changes.sort(key=lambda place: (not _has_figure(blocks[place][1], language), place))
    shown: set[int] = set()
    used = 0
    for place in changes:
        run = blocks[place][1]
        size = sum(min(_PIECE, width(piece.text)) for piece in run) + _AROUND
        if not shown or used + size <= (_FIGURES if _has_figure(run, language) else _WHOLE):
            shown.add(place)
            used += size
    return shown


def _has_figure(run: Sequence[Piece], language: str | None) -> bool:
    return any(is_figure(word.text, language) for piece in run for word in atoms(piece.text, language))


def _around(text: str, language: str | None, *, after: bool, before: bool) -> list[Piece]:
    """Unchanged text cut down to the words after one change and before the next."""
    if after and before and width(text) <= 2 * _AROUND:
        return [Piece(Mark.SAME, text)]
    head = [Piece(Mark.SAME, _head(text, language, _AROUND))] if after else []
    tail = [Piece(Mark.SAME, _tail(text, language, _AROUND))] if before else []
    return [*head, _GAP, *tail]


def _shortened(run: Sequence[Piece], language: str | None) -> list[Piece]:
    """Changed words, long runs without their middle."""
    parts: list[Piece] = []
    for piece in run:
        if width(piece.text) <= _PIECE:
            parts.append(piece)
            continue
        parts.append(Piece(piece.mark, _head(piece.text, language, _PIECE * 2 // 3)))
        parts.append(_CUT)
        parts.append(Piece(piece.mark, _tail(piece.text, language, _PIECE // 3)))
    return parts


def _head(text: str, language: str | None, columns: int) -> str:
    """The first words that fit, at least one."""
    words = atoms(text, language)
    last = words[0].end if words else len(text)
    for word in words:
        if width(text[: word.end]) > columns:
            return text[:last]
        last = word.end
    return text


def _tail(text: str, language: str | None, columns: int) -> str:
    """The last words that fit, at least one."""
    words = atoms(text, language)
    first = words[-1].start if words else 0
    for word in reversed(words):
        if width(text[word.start :]) > columns:
            return text[first:]
        first = word.start
    return text

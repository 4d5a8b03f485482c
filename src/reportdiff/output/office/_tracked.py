"""Paragraphs with tracked changes: which words, numbers and paragraph ends only one edition has."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from reportdiff.output._excerpts import width
from reportdiff.output.office._lines import Line
from reportdiff.output.office._weave import Match, Step, Woven
from reportdiff.textdiff import Opcode, word_changes

_END = "\x1d"
"""Stands between the texts of two lines that are compared as one; no line holds it (see `visible`)."""
_ISLAND, _ISLAND_REWRITTEN = 12, 60
"""Columns of common words between two changes from which on they are shown as unchanged."""

_MOVE = 0.5
"""Part of the longer side that is in both, from which on a change of place is tracked as a move."""


class Track(Enum):
    """How Word tracks a piece: in both editions, or only in one."""

    NONE = "none"
    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"


class Role(Enum):
    """What a piece is: words of the text, the label in front of it, or the mark of a footnote."""

    WORDS = "words"
    LABEL = "label"
    NOTE = "note"


class Piece(NamedTuple):
    """A run of text."""

    role: Role
    track: Track
    text: str


@dataclass(slots=True)
class TrackedParagraph:
    """A paragraph; `end` tracks its paragraph mark, `old_style` is set where it had another style."""

    pieces: list[Piece] = field(default_factory=list)
    end: Track = Track.NONE
    style: str = "Normal"
    old_style: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that belong together; `move` names the move whose one end they are, with `track`."""

    paragraphs: tuple[TrackedParagraph, ...]
    track: Track = Track.NONE
    move: str | None = None


def passages(
    steps: Iterable[Woven], old: list[Line], new: list[Line], language: str | None
) -> Iterator[Passage]:
    """What the redline shows for each step."""
    names: dict[Match, str] = {}
    for step, match in steps:
        ours, theirs = old[match.old.start : match.old.stop], new[match.new.start : match.new.stop]
        if step is Step.DROP:
            yield Passage(_one_side(ours, Track.DELETED))
            continue
        if step is Step.ADD:
            yield Passage(_one_side(theirs, Track.INSERTED))
            continue
        codes = _opcodes(ours, theirs, match, language)
        if step is Step.KEEP:
            yield Passage(tuple(_Both(ours, theirs, codes).paragraphs()))
            continue
        leaves = step is Step.MOVE_FROM
        if _in_common(codes) < _MOVE * max(len(_joined(ours)), len(_joined(theirs))):
            yield Passage(_one_side(ours, Track.DELETED) if leaves else _one_side(theirs, Track.INSERTED))
            continue
        name = names.setdefault(match, f"move{len(names) + 1}")
        track = Track.MOVED_FROM if leaves else Track.MOVED_TO
        yield Passage(tuple(_Both(ours, theirs, codes, track).paragraphs()), track, name)


def _in_common(codes: Iterable[Opcode]) -> int:
    """Characters that both sides have."""
    return sum(code[2] - code[1] for code in codes if code[0] == "equal")


def _one_side(lines: Sequence[Line], track: Track) -> tuple[TrackedParagraph, ...]:
    whole = [("insert", 0, 0, 0, len(_joined(lines)))]
    found = tuple(_Both([], lines, whole, track).paragraphs())
    for paragraph in found:
        paragraph.end = track
        paragraph.pieces = [piece._replace(track=track) for piece in paragraph.pieces]
    return found


def _joined(lines: Sequence[Line]) -> str:
    return _END.join(line.text for line in lines)


def _opcodes(
    old: Sequence[Line], new: Sequence[Line], match: Match, language: str | None
) -> Sequence[Opcode]:
    before, after = _joined(old), _joined(new)
    if before == after:
        return [("equal", 0, len(before), 0, len(after))]
    least = _ISLAND_REWRITTEN if match.rewritten else _ISLAND
    return _calmed(word_changes(before, after, language), after, least)


def _calmed(codes: Sequence[Opcode], new: str, least: int) -> list[Opcode]:
    """The same edit with short common words between two changes made part of one change."""
    found: list[Opcode] = []
    for place, code in enumerate(codes):
        between = 0 < place < len(codes) - 1
        island = code[0] == "equal" and between and width(new[code[3] : code[4]].strip()) < least
        changed = code[0] != "equal" or island
        if changed and found and found[-1][0] != "equal":
            found[-1] = ("replace", found[-1][1], code[2], found[-1][3], code[4])
        else:
            found.append(("replace", *code[1:]) if island else code)
    return found


# ------------------------------------------------------------------------------ both texts in one


class _Both:
    """Writes the lines of both sides as one run of paragraphs, or one side of a move.

    Old and new labels stand at the beginning of each line; a paragraph mark is part of the text.
    """

    def __init__(
        self,
        old: Sequence[Line],
        new: Sequence[Line],
        codes: Sequence[Opcode],
        side: Track = Track.NONE,
    ) -> None:
        self._old, self._new, self._codes, self._side = old, new, codes, side
        self._hidden = {Track.MOVED_FROM: Track.INSERTED, Track.MOVED_TO: Track.DELETED}.get(side)
        self._texts = _joined(old), _joined(new)
        self._notes = deque(_notes(old)), deque(_notes(new))
        self._at = [0, 0]  # the lines that are being written
        self._paragraph = TrackedParagraph()
        self._done: list[TrackedParagraph] = []

    def paragraphs(self) -> list[TrackedParagraph]:
        self._labels(old=bool(self._old), new=bool(self._new))
        for tag, i1, i2, j1, j2 in self._codes:
            if tag == "equal":
                self._same(i1, i2, j1, j2)
                continue
            self._words(0, i1, i2, Track.DELETED)
            self._words(1, j1, j2, Track.INSERTED)
        self._end(Track.NONE)
        return self._done

    # -------------------------------------------------------------------------- pieces

    def _add(self, role: Role, track: Track, text: str) -> None:
        """A piece, unless it is of the other side of a move."""
        if not text or track is self._hidden:
            return
        shown = self._side if track is Track.NONE else track
        pieces = self._paragraph.pieces
        if role is Role.WORDS and pieces and pieces[-1][:2] == (role, shown):
            pieces[-1] = Piece(role, shown, pieces[-1].text + text)
        else:
            pieces.append(Piece(role, shown, text))

    def _labels(self, *, old: bool, new: bool) -> None:
        ours = self._old[self._at[0]].label if old else ""
        theirs = self._new[self._at[1]].label if new else ""
        if ours == theirs:
            self._add(Role.LABEL, Track.NONE, ours)
        else:
            self._add(Role.LABEL, Track.DELETED, ours)
            self._add(Role.LABEL, Track.INSERTED, theirs)

    def _same(self, i1: int, i2: int, j1: int, j2: int) -> None:
        """Words of both, with the footnote marks that either has in them."""
        ours = {(place - i1, mark) for place, mark in self._marks(0, i2)}
        theirs = {(place - j1, mark) for place, mark in self._marks(1, j2)}
        at = 0
        for place, mark in sorted(ours | theirs):
            self._text(self._texts[1][j1 + at : j1 + place], Track.NONE)
            both = (place, mark) in ours and (place, mark) in theirs
            only = Track.DELETED if (place, mark) in ours else Track.INSERTED
            self._add(Role.NOTE, Track.NONE if both else only, mark)
            at = place
        self._text(self._texts[1][j1 + at : j2], Track.NONE)

    def _words(self, side: int, start: int, end: int, track: Track) -> None:
        """Words of one side with the footnote marks in them."""
        at = start
        for place, mark in self._marks(side, end):
            self._text(self._texts[side][at:place], track)
            self._add(Role.NOTE, track, mark)
            at = place
        self._text(self._texts[side][at:end], track)

    def _marks(self, side: int, end: int) -> Iterator[tuple[int, str]]:
        """The marks up to a place that were not yet written: each belongs to the character in front of it."""
        while self._notes[side] and self._notes[side][0][0] <= end:
            yield self._notes[side].popleft()

    def _text(self, text: str, track: Track) -> None:
        first, *others = text.split(_END)
        self._add(Role.WORDS, track, first)
        for words in others:
            self._end(track)
            self._labels(old=track is not Track.INSERTED, new=track is not Track.DELETED)
            self._add(Role.WORDS, track, words)

    # -------------------------------------------------------------------------- ends of paragraphs

    def _end(self, track: Track) -> None:
        """Close the paragraph with a mark of both sides or of one."""
        old = self._old[self._at[0]] if track is not Track.INSERTED and self._old else None
        new = self._new[self._at[1]] if track is not Track.DELETED and self._new else None
        self._at[0] += old is not None
        self._at[1] += new is not None
        if track is self._hidden:
            return
        styles = [line.style for line in (new, old) if line is not None]
        paragraph = self._paragraph
        paragraph.style = styles[-1] if self._side is Track.MOVED_FROM else styles[0]
        if self._side is Track.NONE and styles[-1] != styles[0]:
            paragraph.old_style = styles[-1]
        paragraph.end = track
        if self._side is not Track.NONE:
            paragraph.end = self._side
            # LibreOffice keeps an empty paragraph where the last words and the mark are tracked otherwise.
            paragraph.pieces[-1:] = [last._replace(track=self._side) for last in paragraph.pieces[-1:]]
        self._done.append(paragraph)
        self._paragraph = TrackedParagraph()


def _notes(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Footnote marks with their places in the joined text."""
    found: list[tuple[int, str]] = []
    begin = 0
    for line in lines:
        found += [(begin + place, mark) for place, mark in line.notes]
        begin += len(line.text) + 1
    return found

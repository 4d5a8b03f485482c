"""Furniture that stays in the text, and text that is lost: found from the file's own lines.

The judgement is apart from the reader's. A line of a page is furniture here if it stands in the margin at
the head or foot, and there either has the form of a page, job or bar-code number, or says the very same at
that height of a quarter of the pages (but the first, which has a letterhead). Rules are furniture anywhere,
and what the format itself keeps apart from the text. A numbered heading is none, whatever its height.

All other lines are body. They are struck out of what the report says: in their order where the report goes
on with them, then the longest first, word by word where a line is not found whole. A body line that the
report does not say is looked for in what the reader set aside: it is `in_furniture` or `not_understood`;
and where it is not there either, it is lost. What the report says beyond that, and is a line of furniture,
was left in. The rest is `extra`: text that the file does not have there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from bench.reading._lines import RawLine, bare, lines_of

from reportdiff import Report, read_report
from reportdiff.model import Kind
from reportdiff.reading._block import Role
from reportdiff.reading._process import extracted
from reportdiff.reading._source import read_source

_NEAR = 4.0
_SHARE = 0.25
_FEWEST = 2
_FORMS = re.compile(
    r"(?:[Pp]age|[Pp]ágina|[Сс]тр\.?|第)?\d{1,4}(?:/\d{1,4})?页?"
    r"|(?:\w{1,3}\.)?\d\d-\d{5}(?:\([A-Z]\))?\d{0,12}|\*\d{7}\*|/\.{2,3}"
)
_RULE = re.compile(r"[_–—-]{5,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_WORD_AND_MARK = re.compile(r"(?:\d+|[*†‡§]+)$|.+?(?=(?:\d+|[*†‡§]+)?$)")
_STRUCK = "\0"
_EDGES = ("\n", _STRUCK)
_TELLING, _SHORT, _AHEAD = 12, 8, 200


@dataclass(frozen=True)
class Aside:
    """The texts that a reader took out of the report: as furniture, or as not understood."""

    furniture: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leaks:
    """Pieces of text that went wrong in one file, and how many characters its body lines have."""

    body: int
    lost: tuple[str, ...] = ()
    in_furniture: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    left_in: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def characters(texts: Iterable[str]) -> int:
    """How many characters pieces of text have."""
    return sum(map(len, texts))


def leaks_of(path: Path) -> Leaks:
    """What went wrong in one file."""
    return leaks(lines_of(path), read_report(path), aside_of(path), marks=path.suffix != ".docx")


def aside_of(path: Path) -> Aside:
    """What the reader sets aside, of which a report keeps the count alone."""
    source = read_source(path)
    blocks = extracted(source, read_report(path).language)[0].blocks
    return Aside(
        tuple(block.text for block in blocks if block.role is Role.FURNITURE),
        tuple(block.text for block in blocks if block.role is Role.UNKNOWN),
    )


def furniture_of(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines that are furniture."""
    places: dict[str, list[RawLine]] = defaultdict(list)
    for line in lines:
        if line.edge:
            places[line.text].append(line)
    enough = max(float(_FEWEST), _SHARE * max((line.page for line in lines), default=0))
    return [line for line in lines if _is_furniture(line, places, enough)]


def _is_furniture(line: RawLine, places: dict[str, list[RawLine]], enough: float) -> bool:
    if line.apart or _RULE.fullmatch(line.text):
        return True
    if not line.edge:
        return False
    same = places[line.text]
    pages = {other.page for other in same if abs(other.height - line.height) <= _NEAR}
    return (line.page > 1 and len(pages) >= enough) or bool(
        _FORMS.fullmatch(line.text) or _LINK.fullmatch(line.text) or all(map(_FORMS.fullmatch, line.words))
    )


def leaks(
    lines: Sequence[RawLine], report: Report, aside: Aside | None = None, *, marks: bool = True
) -> Leaks:
    """What of the lines is lost and what furniture is left in.

    Args:
        lines: The file's own lines.
        report: What was read.
        aside: What was read, but is not in the report.
        marks: Whether the file's lines have all marks and labels; else those of Word are not among them.
    """
    aside = aside or Aside()
    furniture = furniture_of(lines)
    apart = {id(line) for line in furniture}
    body = [line for line in lines if id(line) not in apart]
    rest = _Rest(said(report, marks=marks))
    removed, unknown = _Rest(list(map(bare, aside.furniture))), _Rest(list(map(bare, aside.unknown)))
    # What is furniture indeed must not stand for a line of body that reads like it.
    _where(furniture, {"removed": removed})
    waiting = [line for line in body if not rest.strike_next(line.text)]
    found = _where(waiting, {"said": rest, "removed": removed, "unknown": unknown})
    longest_first = sorted(furniture, key=lambda line: -len(line.text))
    left = tuple(line.text for line in longest_first if rest.strike(line.text))
    made = () if marks else _labels(report)
    return Leaks(
        sum(len(line.text) for line in body),
        lost=tuple(found["lost"]),
        in_furniture=tuple(found["removed"]),
        not_understood=tuple(found["unknown"]),
        left_in=left,
        extra=tuple(text for text in rest.left() if text not in made),
    )


def _where(lines: Iterable[RawLine], places: dict[str, _Rest]) -> dict[str, list[str]]:
    """Strike lines out, the longest first, else their words, else these without the marks of notes.

    Returns:
        For each place the pieces that were struck out there, the first places first; the others are "lost".
    """
    pieces = [(line.text, line.words) for line in lines]
    found: dict[str, list[str]] = {name: [] for name in (*places, "lost")}
    while pieces:
        pieces.sort(key=lambda piece: len(piece[0]))
        text, words = pieces.pop()
        name = next((name for name, rest in places.items() if rest.strike(text)), "lost")
        parts = words if len(words) > 1 else tuple(_WORD_AND_MARK.findall(text))
        if name == "lost" and len(parts) > 1:
            pieces += [(part, ()) for part in parts]
        else:
            found[name].append(text)
    return found


def said(report: Report, *, marks: bool = True) -> list[str]:
    """All that a report says, without white space: labels, and marks of notes at their places.

    A text each; without `marks`, where a paragraph of the file is no more than a cell, a cell each.
    """
    hung: dict[str, list[tuple[int, str]]] = defaultdict(list)
    labels = {p.address: (p.label or "") for p in report.paragraphs if p.kind is Kind.FOOTNOTE}
    for note in report.notes:
        label = labels.get(note.address, "")
        if marks or not label.isalnum():
            hung[note.within].append((note.offset, label))
    sections = {section.id: bare(f"{section.label or ''}{section.heading}") for section in report.sections}
    texts = []
    for paragraph in report.paragraphs:
        while paragraph.section in sections:
            texts.append(sections.pop(next(iter(sections))))
        text = paragraph.text
        for offset, label in sorted(hung[paragraph.address], reverse=True):
            text = text[:offset] + label + text[offset:]
        pieces = text.split(" | ") if paragraph.kind in (Kind.TABLE, Kind.FRONT_MATTER) else [text]
        pieces = ["".join(pieces).replace("|", "")] if marks else pieces
        pieces[0] = f"{paragraph.label or ''}{pieces[0]}"
        texts += map(bare, pieces)
    return [*texts, *sections.values()]


def _labels(report: Report) -> list[str]:
    """The labels that a report gives, which Word may have made."""
    labels = [one.label for one in report.sections] + [one.label for one in report.paragraphs]
    return [bare(label) for label in labels if label]


class _Rest:
    """Texts from which lines are struck out."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "\n".join(["", *texts, ""])
        self._place, self._passed = 0, 0

    def strike_next(self, text: str) -> bool:
        """Strike a line out where the text goes on from the last such line; short ones have to wait."""
        for piece in _with_hyphen_or_not(text):
            place = self._text.find(piece, self._place, self._place + self._passed + _AHEAD + len(piece))
            if place >= 0 and len(piece) >= _TELLING:
                self._text = _without(self._text, place, piece)
                self._place, self._passed = place, len(piece)
                return True
        self._passed += len(text)
        return False

    def strike(self, text: str) -> bool:
        """Strike one occurrence of a text out."""
        for piece in _with_hyphen_or_not(text):
            place = self._place_of(piece)
            if place >= 0:
                self._text = _without(self._text, place, piece)
                return True
        return False

    def _place_of(self, piece: str) -> int:
        """Where a piece stands: a short one rather where nothing else stands beside it."""
        if len(piece) < _SHORT:
            for before, after in product(_EDGES, repeat=2):
                place = self._text.find(before + piece + after)
                if place >= 0:
                    return place + 1
        return self._text.find(piece)

    def left(self) -> list[str]:
        """What was not struck out."""
        return [piece for piece in re.split(f"[\n{_STRUCK}]+", self._text) if piece]


def _with_hyphen_or_not(text: str) -> list[str]:
    """A line as it is, and without a hyphen that joining may have dropped."""
    return [text, text[:-1]] if text[-1:] in ("-", "\u2010") and len(text) > 1 else [text]


def _without(text: str, place: int, piece: str) -> str:
    return text[:place] + _STRUCK * len(piece) + text[place + len(piece) :]

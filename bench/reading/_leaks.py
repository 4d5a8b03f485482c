"""Furniture that stays in the text, and text that is lost: found from pdfium's own lines of a page.

The judgement is apart from the reader's. A line of a page is furniture here if it stands in the margin at
the head or foot and the same line, numbers apart, stands at that height of a quarter of the pages (but the
first, which has a letterhead), or if it stands there and has the form of a page, job or bar-code number;
rules are furniture anywhere. All other lines are struck out of what the report says: in their order where
the report goes on with them, then the longest first, word by word where a line is not found whole.

What cannot be struck out is lost. What the report says beyond that, and is a line of furniture, was left in.
The rest is `extra`: text that the file does not have there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from reportdiff import Report
from reportdiff.model import Kind

_HEAD, _FOOT = 0.9, 0.1
_NEAR = 4.0
_SHARE = 0.25
_NUMBERS = re.compile(r"\d+")
_FORMS = re.compile(r"\d{1,4}(?:/\d{1,4})?|(?:\w{1,3}\.)?\d\d-\d{5}(?:\([A-Z]\))?\d{0,6}|\*\d{7}\*|/\.{2,3}")
_RULE = re.compile(r"[_–—-]{5,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_DASHES = {"\ufffe": "-", "\x02": "-"}
_WORD_AND_MARK = re.compile(r"\d+$|.+?(?=\d*$)")
_HIDDEN = "\u00ad\u200b\u200e\u200f\ufeff"
_STRUCK = "\0"
_TELLING, _SHORT, _AHEAD = 12, 4, 200


@dataclass(frozen=True)
class RawLine:
    """One line of a page as pdfium gives it, without white space; `edge` if it stands in a margin."""

    page: int
    text: str
    words: tuple[str, ...]
    height: float
    edge: bool


@dataclass(frozen=True)
class Leaks:
    """Characters that went wrong in one file, and how many its lines of text have."""

    body: int
    lost: tuple[str, ...]
    left_in: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def lost_characters(self) -> int:
        """Characters of the pages' text that are nowhere in the report."""
        return sum(map(len, self.lost))

    @property
    def left_in_characters(self) -> int:
        """Characters of furniture that stand in the report's text."""
        return sum(map(len, self.left_in))


def per_100_000(count: int, of: int) -> float:
    """A count per 100,000 characters."""
    return 100_000 * count / of if of else 0.0


def pdf_lines(path: Path) -> list[RawLine]:
    """The lines of all pages."""
    found = []
    document = pdfium.PdfDocument(path)
    for number, page in enumerate(document, 1):
        textpage = page.get_textpage()
        height = page.get_height()
        start = 0
        whole = textpage.get_text_range()
        for text in re.split(r"(\r\n|\r|\n|(?<=[\ufffe\x02]))", whole):
            y = _height(textpage, start, text)
            start += len(text)
            if text.strip() and y is not None:
                edge = y > _HEAD * height or y < _FOOT * height
                found.append(_raw(number, text, y, edge=edge))
        textpage.close()
        page.close()
    document.close()
    return found


def _height(textpage: pdfium.PdfTextPage, start: int, text: str) -> float | None:
    """The height at which a line stands, that of its first character that shows."""
    for offset, char in enumerate(text):
        if not char.isspace():
            return float(textpage.get_charbox(start + offset)[1])
    return None


def _raw(page: int, text: str, height: float, *, edge: bool) -> RawLine:
    words = tuple(map(_bare, text.split()))
    return RawLine(page, "".join(words), tuple(word for word in words if word), height, edge)


def text_lines(text: str) -> list[RawLine]:
    """The lines of a text file. It has no heights: rules and addresses alone on a line are its furniture."""
    return [
        _raw(1, line, 0.0, edge=bool(_LINK.fullmatch(line.strip())))
        for line in text.splitlines()
        if line.strip()
    ]


def furniture_of(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines that are furniture."""
    places: dict[str, list[RawLine]] = defaultdict(list)
    for line in lines:
        if line.edge:
            places[_NUMBERS.sub("#", line.text)].append(line)
    enough = max(2.0, _SHARE * max((line.page for line in lines), default=0))
    return [line for line in lines if _is_furniture(line, places, enough)]


def _is_furniture(line: RawLine, places: dict[str, list[RawLine]], enough: float) -> bool:
    if _RULE.fullmatch(line.text):
        return True
    if not line.edge:
        return False
    same = places[_NUMBERS.sub("#", line.text)]
    pages = {other.page for other in same if abs(other.height - line.height) <= _NEAR}
    return (line.page > 1 and len(pages) >= enough) or bool(
        _FORMS.fullmatch(line.text) or _LINK.fullmatch(line.text)
    )


def leaks(lines: Sequence[RawLine], report: Report, shown: Iterable[str] = ()) -> Leaks:
    """What of the lines is lost and what furniture is left in.

    Args:
        lines: The file's own lines.
        report: What was read.
        shown: Furniture and passages not understood, which the report accounts for without their text.
    """
    furniture = furniture_of(lines)
    apart = {id(line) for line in furniture}
    body = [line for line in lines if id(line) not in apart]
    rest = _Rest(said(report), list(map(_bare, shown)))
    for line in furniture:
        if not rest.strike_shown(line.text):
            for word in line.words:
                rest.strike_shown(word)
    waiting = [line for line in body if not rest.strike_next(line.text)]
    lost = _struck_out(waiting, rest)
    longest_first = sorted(furniture, key=lambda line: -len(line.text))
    left = tuple(line.text for line in longest_first if rest.strike_said(line.text))
    return Leaks(sum(len(line.text) for line in body), lost, left, tuple(rest.left()))


def _struck_out(lines: Iterable[RawLine], rest: _Rest) -> tuple[str, ...]:
    """Strike lines out, the longest first, else their words, else these without the marks of notes.

    Returns:
        What was not there.
    """
    pieces = [(line.text, line.words) for line in lines]
    lost = []
    while pieces:
        pieces.sort(key=lambda piece: len(piece[0]))
        text, words = pieces.pop()
        if rest.strike(text):
            continue
        parts = words if len(words) > 1 else tuple(_WORD_AND_MARK.findall(text))
        if len(parts) > 1:
            pieces += [(part, ()) for part in parts]
        else:
            lost.append(text)
    return tuple(lost)


def said(report: Report) -> list[str]:
    """All that a report says, a text each, without white space: labels and marks of notes at their places."""
    marks: dict[str, list[tuple[int, str]]] = defaultdict(list)
    labels = {p.address: (p.label or "") for p in report.paragraphs if p.kind is Kind.FOOTNOTE}
    for note in report.notes:
        marks[note.within].append((note.offset, labels.get(note.address, "")))
    sections = {section.id: _bare(f"{section.label or ''}{section.heading}") for section in report.sections}
    texts = []
    for paragraph in report.paragraphs:
        while paragraph.section in sections:
            texts.append(sections.pop(next(iter(sections))))
        text = paragraph.text
        for offset, label in sorted(marks[paragraph.address], reverse=True):
            text = text[:offset] + label + text[offset:]
        cells = text.replace(" | ", "") if paragraph.kind in (Kind.TABLE, Kind.FRONT_MATTER) else text
        texts.append(_bare(f"{paragraph.label or ''}{cells}"))
    return [*texts, *sections.values()]


class _Rest:
    """What a report says, and what it set aside, from which lines are struck out."""

    def __init__(self, said: Sequence[str], shown: Sequence[str]) -> None:
        self._said = "\n".join(said)
        self._shown = "\n".join(shown)
        self._place, self._passed = 0, 0

    def strike_next(self, text: str) -> bool:
        """Strike a line out where the report goes on from the last such line; short ones have to wait."""
        for piece in _with_hyphen_or_not(text):
            place = self._said.find(piece, self._place, self._place + self._passed + _AHEAD)
            if place >= 0 and len(piece) >= _TELLING:
                self._said = _without(self._said, place, piece)
                self._place, self._passed = place, len(piece)
                return True
        self._passed += len(text)
        return False

    def strike(self, text: str) -> bool:
        """Strike one occurrence of a text out, what was set aside last unless it is short."""
        if len(text) < _SHORT and self.strike_shown(text):
            return True
        return any(map(self.strike_said, _with_hyphen_or_not(text))) or self.strike_shown(text)

    def strike_said(self, text: str) -> bool:
        """Strike one occurrence out of the report's own text alone."""
        place = self._said.find(text)
        if place >= 0:
            self._said = _without(self._said, place, text)
        return place >= 0

    def left(self) -> list[str]:
        """What was not struck out."""
        return [piece for piece in re.split(f"[\n{_STRUCK}]+", self._said) if piece]

    def strike_shown(self, text: str) -> bool:
        """Strike one occurrence out of what was set aside alone."""
        place = self._shown.find(text)
        if place >= 0:
            self._shown = _without(self._shown, place, text)
        return place >= 0


def _with_hyphen_or_not(text: str) -> list[str]:
    """A line as it is, and without a hyphen that joining may have dropped."""
    return [text, text[:-1]] if text[-1:] in ("-", "\u2010") and len(text) > 1 else [text]


def _without(text: str, place: int, piece: str) -> str:
    return text[:place] + _STRUCK * len(piece) + text[place + len(piece) :]


def _bare(text: str) -> str:
    """A text without white space and invisible signs, hyphens as pdfium's lines show them made plain."""
    for code, sign in _DASHES.items():
        text = text.replace(code, sign)
    return "".join(char for char in text if not char.isspace() and char not in _HIDDEN)

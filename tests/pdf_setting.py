"""Sets reports as pages in the manner of United Nations documents.

Numbers hang in the first line of flush paragraphs, items are indented in their first line, headings are
bold with their labels outside, footnotes stand small below a rule, heads and feet carry symbol, page and
job number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pdf_writing import PAGE, Page, char_width, pdf_of, text_width
from typesetting import Anchored, Block, Heading, Passage

LEFT, RIGHT, TOP, FOOT = 123.0, 488.0, 710.0, 70.0
LEADING, SPACING, SIZE = 12.0, 4.0, 10.0
NOTE_SIZE, NOTE_LEADING, MARK_SIZE = 8.5, 10.0, 6.5
TAB, ITEM = 24.0, 24.0
SYMBOL = "A/99/{}"
MIRROR = str.maketrans("()[]«»", ")(][»«")
_PART = re.compile(r"\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+|.")
_LEVEL = re.compile(r"[A-Za-z\d]")
_PIECE = re.compile(r"[A-Za-z][A-Za-z\d/.-]*(?: [A-Za-z][A-Za-z\d/.-]*)*|\d+(?:[.,/:]\d+)*|.")


@dataclass(slots=True)
class _Note:
    label: str
    lines: list[str]


@dataclass(slots=True)
class _Setter:
    """Fills pages from the top; footnotes keep room at the foot."""

    rtl: bool
    justified: bool
    pages: list[Page] = field(default_factory=lambda: [Page()])
    y: float = TOP
    notes: list[list[_Note]] = field(default_factory=lambda: [[]])
    count: int = 0

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        else:
            self.passage(block)

    def heading(self, block: Heading) -> None:
        lines = wrapped(block.text, RIGHT - LEFT - 60, SIZE + 2, 0)
        self.room(len(lines) * 15 + 3 * LEADING)
        self.y -= 8
        for number, line in enumerate(lines):
            if number == 0 and block.label:
                self.draw(block.label, LEFT - 6 - text_width(block.label, SIZE + 2), SIZE + 2, bold=True)
            self.draw(line, LEFT, SIZE + 2, bold=True)
            self.y -= 14
        self.y -= 8

    def passage(self, block: Passage) -> None:
        start = 0.0 if block.label[0].isdigit() else ITEM
        body = start + max(TAB, text_width(block.label, SIZE) + 6)
        lines = wrapped(block.text, RIGHT - LEFT, SIZE, body)
        marks = [self.note(note) for note in block.notes]
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            needed = LEADING + (self.note_height(marks) if last else 0)
            self.room(needed)
            x = LEFT + (body if number == 0 else 0.0)
            if number == 0:
                self.draw(block.label, LEFT + start, SIZE)
            self.draw(line, x, SIZE, width=None if last or not self.justified else RIGHT - x)
            if last and marks:
                end = x + text_width(line, SIZE)
                self.put("".join(mark.label for mark in marks), end + 0.5, self.y + 4, MARK_SIZE)
                self.notes[-1] += marks
            self.y -= LEADING
        self.y -= SPACING

    def note(self, note: Anchored) -> _Note:
        self.count += 1
        return _Note(str(self.count), wrapped(note.text, RIGHT - LEFT, NOTE_SIZE, 0))

    def note_height(self, more: Sequence[_Note] = ()) -> float:
        lines = sum(len(note.lines) for note in [*self.notes[-1], *more])
        return lines * NOTE_LEADING + 20 if lines else 0.0

    def room(self, needed: float) -> None:
        if self.y - needed < FOOT + self.note_height():
            self.end_page()
            self.pages.append(Page())
            self.notes.append([])
            self.y = TOP

    def end_page(self) -> None:
        if not self.notes[-1]:
            return
        y = FOOT + self.note_height() - 14
        self.put("_" * 18, LEFT - 24, y, 7)
        for note in self.notes[-1]:
            for number, line in enumerate(note.lines):
                y -= NOTE_LEADING
                if number == 0:
                    self.put(note.label, LEFT - 6, y + 3.5, 5.5)
                self.words(line, LEFT, y, NOTE_SIZE)

    def draw(
        self, text: str, x: float, size: float, *, bold: bool = False, width: float | None = None
    ) -> None:
        self.words(text, x, self.y, size, bold=bold, width=width)

    def words(
        self, text: str, x: float, y: float, size: float, *, bold: bool = False, width: float | None = None
    ) -> None:
        """A line; the room left over goes to its spaces if it is filled to a width."""
        spaces = text.count(" ")
        gap = max(0.0, width - text_width(text, size)) / spaces if width is not None and spaces else 0.0
        self.put(text, x, y, size, bold=bold, gap=gap)

    def put(
        self, text: str, x: float, y: float, size: float, *, bold: bool = False, gap: float = 0.0
    ) -> None:
        if self.rtl:
            x = PAGE[0] - x - text_width(text, size) - gap * text.count(" ")
            text = visual(text)
        self.pages[-1].write(x, y, text, size, bold=bold, gap=gap)


def visual(text: str) -> str:
    """A line of right-to-left text as it stands on paper, from the left."""
    pieces = _PIECE.findall(text)
    return "".join(
        piece if _LEVEL.match(piece) else "".join(reversed(_clusters(piece))).translate(MIRROR)
        for piece in reversed(pieces)
    )


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def wrapped(text: str, width: float, size: float, first: float) -> list[str]:
    """The lines that a text is broken into; the first is shorter by `first`. Ends never start a line."""
    lines, line, room = [], "", width - first
    for part in _PART.findall(text):
        if line and text_width((line + part).rstrip(), size) > room and not _clings(part):
            lines.append(line.strip())
            line, room = "", width
        line += part
    return [*lines, line.strip()]


def _clings(part: str) -> bool:
    return part in "，。：；、" or part.isspace()


def furnish(pages: Sequence[Page], symbol: str, job: str) -> None:
    """Letterhead on the first page, heads and feet on all others."""
    total = len(pages)
    for number, page in enumerate(pages, 1):
        if number == 1:
            page.write(65, 44, f"{job} (E)", 10)
            page.write(140, 44, "010199", 10)
            page.write(65, 31, f"*{job.replace('-', '')}*", 14, bold=True)
            continue
        even = number % 2 == 0
        page.write(60 if even else 500, 733, symbol, 8.5, bold=True)
        page.write(60 if even else 530, 36, f"{number}/{total}", 8.5, bold=True)
        page.write(524 if even else 60, 38, job, 7)


def letterhead(page: Page, symbol: str) -> None:
    """The names on the left and what the document is on the right."""
    page.write(123, 734, "Sample Nations", 14)
    page.write(480, 734, symbol, 10)
    page.write(123, 704, "Sample Assembly", 20, bold=True)
    for y, text in ((704, "Distr.: General"), (692, "3 May 2031"), (668, "Original: English")):
        page.write(397, y, text, 10)


def set_pages(
    blocks: Iterable[Block], title: str, *, rtl: bool = False, justified: bool = True
) -> list[Page]:
    """The pages of a report."""
    setter = _Setter(rtl, justified)
    letterhead(setter.pages[0], SYMBOL.format(7))
    setter.y = 570
    setter.heading(Heading(None, title))
    for block in blocks:
        setter.block(block)
    setter.end_page()
    furnish(setter.pages, SYMBOL.format(7), "31-01234")
    return setter.pages


def set_pdf(blocks: Iterable[Block], title: str, *, rtl: bool = False, justified: bool = True) -> bytes:
    """A report as a PDF."""
    return pdf_of(set_pages(blocks, title, rtl=rtl, justified=justified))


__all__ = ["char_width", "set_pages", "set_pdf", "visual", "wrapped"]

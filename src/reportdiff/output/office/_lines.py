"""An edition as the lines of a Word document: its headings and its paragraphs, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reportdiff.model import Address, Kind, Paragraph, Report, Section
from reportdiff.output._plain import visible

DEEPEST = 9
"""Levels of headings that Word has."""
_STYLES = {
    Kind.BODY: "Normal",
    Kind.SUBPARAGRAPH: "Subparagraph",
    Kind.TABLE: "TableText",
    Kind.FOOTNOTE: "FootnoteText",
    Kind.SUMMARY: "Summary",
    Kind.FRONT_MATTER: "FrontMatter",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the Word document, with its printed label.

    `address` is None for a heading, `section` is the id of the section that it heads or lies in. `notes`
    are marks of footnotes: the place in `text`, and the mark.
    """

    address: Address | None
    section: str | None
    style: str
    label: str
    text: str
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it heads a section."""
        return self.address is None


def lines_of(report: Report) -> list[Line]:
    """All lines; a heading stands before the first paragraph of its section or of one inside it."""
    notes = _notes_by_paragraph(report)
    place = {section.id: position for position, section in enumerate(report.sections)}
    lines: list[Line] = []
    headed = 0
    for paragraph in report.paragraphs:
        needed = place.get(paragraph.section or "", -1) + 1
        lines += map(_heading, report.sections[headed:needed])
        headed = max(headed, needed)
        lines.append(_line(paragraph, notes.get(paragraph.address, ())))
    return [*lines, *map(_heading, report.sections[headed:])]


def _notes_by_paragraph(report: Report) -> dict[Address, tuple[tuple[int, str], ...]]:
    labels = {p.address: p.label or p.address.removeprefix("fn") for p in report.paragraphs}
    marks: dict[Address, list[tuple[int, str]]] = defaultdict(list)
    for mark in report.notes:
        if label := labels.get(mark.address):
            marks[mark.within].append((mark.offset, visible(label)))
    return {address: tuple(sorted(found)) for address, found in marks.items()}


def _heading(section: Section) -> Line:
    style = f"Heading{min(max(section.level, 1), DEEPEST)}"
    return Line(None, section.id, style, visible(section.label or ""), visible(section.heading))


def _line(paragraph: Paragraph, notes: tuple[tuple[int, str], ...]) -> Line:
    text = visible(paragraph.text)
    shifted = notes
    if len(text) != len(paragraph.text):
        shifted = tuple((len(visible(paragraph.text[:offset])), mark) for offset, mark in notes)
    return Line(
        paragraph.address,
        paragraph.section,
        _STYLES[paragraph.kind],
        visible(paragraph.label or ""),
        text,
        tuple((min(offset, len(text)), mark) for offset, mark in shifted),
    )


def headings(lines: list[Line]) -> Iterator[tuple[int, Line]]:
    """The lines that are headings, with their places."""
    return ((place, line) for place, line in enumerate(lines) if line.is_heading)

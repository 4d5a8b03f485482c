"""A report as other differs get it: plain text, one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportdiff.model import Address, Report


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (without an address) or a paragraph under its printed number."""

    address: Address | None
    label: str
    text: str

    @property
    def printed(self) -> str:
        """The line as it stands in the file."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True)
class Text:
    """The lines of one edition, and where each of its characters (without white space) belongs."""

    lines: tuple[Line, ...]

    @property
    def file(self) -> str:
        """The whole file."""
        return "".join(f"{line.printed}\n" for line in self.lines)

    @cached_property
    def ink(self) -> str:
        """All characters that leave ink, line after line."""
        return "".join(ink(line.printed) for line in self.lines)

    @cached_property
    def line_of(self) -> tuple[int, ...]:
        """By place in `ink`, the line that the character is of."""
        return tuple(n for n, line in enumerate(self.lines) for _ in ink(line.printed))

    @cached_property
    def words_of(self) -> tuple[tuple[int, int], ...]:
        """By line, start and end in `ink` of its text, without its number."""
        spans, start = [], 0
        for line in self.lines:
            end = start + len(ink(line.printed))
            spans.append((end - len(ink(line.text)), end))
            start = end
        return tuple(spans)

    @cached_property
    def line_at(self) -> dict[Address, int]:
        """Lines by address."""
        return {line.address: n for n, line in enumerate(self.lines) if line.address is not None}


def ink(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def text_of(report: Report) -> Text:
    """A report as plain text."""
    return Text(tuple(_lines(report)))


def _lines(report: Report) -> Iterator[Line]:
    sections = {section.id: section for section in report.sections}
    last: str | None = None
    for paragraph in report.paragraphs:
        if paragraph.section != last and paragraph.section in sections:
            section = sections[paragraph.section]
            yield Line(None, "", _one_line(f"{section.label or ''} {section.heading}"))
        last = paragraph.section
        yield Line(paragraph.address, _one_line(paragraph.label or ""), _one_line(paragraph.text))


def _one_line(text: str) -> str:
    return " ".join(text.split())

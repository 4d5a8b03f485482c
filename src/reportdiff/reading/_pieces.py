"""What the lines of a text file are put together to: paragraphs, footnotes, furniture."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportdiff.reading._block import Role
from reportdiff.reading._lines import Line
from reportdiff.reading._notes import NOTE_START


@dataclass(slots=True)
class Piece:
    """Lines that make one paragraph."""

    lines: list[Line]
    role: Role = Role.TEXT
    level: int | None = None


@dataclass(slots=True)
class Streams:
    """The lines of a file parted into what it says, its footnotes, and furniture."""

    body: list[Line] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)


def note_label(text: str) -> str | None:
    """The label with which a text begins as a footnote does; None where it begins as none."""
    match = NOTE_START.match(text)
    return match["label"] if match else None

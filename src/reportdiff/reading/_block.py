"""What every format's extractor hands to the one structure pass: blocks of text in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reportdiff.model import Finding


class Role(StrEnum):
    """What an extractor already knows of a block from its format; TEXT is left to the structure pass."""

    TEXT = "text"
    HEADING = "heading"
    NOTE = "note"
    TABLE = "table"
    FURNITURE = "furniture"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a footnote, taken out of the text: its printed label and where it stood."""

    label: str
    offset: int


class Extract(NamedTuple):
    """What an extractor found in a file.

    Args:
        blocks: In reading order.
        total: The visible characters that the file shows, counted before they were put into blocks.
        findings: What could not be read.
        language: Its BCP 47 code, where reading had to tell it.
    """

    blocks: list[Block]
    total: int
    findings: list[Finding]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text that the layout shows as a whole: a paragraph, a heading, a table row, a note.

    Lines are already joined and words broken at line ends mended. `label` is a number that the format
    itself generated (Word numbering, a note's mark), without which the text carries its own. `level` is
    a heading level known from the format. `indent` (points from the left text margin), `size` (points),
    `bold`, `centred`, `slanted` and `underlined` are layout, None where the format does not tell. `removed`
    counts visible characters of the file that are left out here: hyphens of broken words, signs of markup.
    `first_line` is the length of the first line of a text that its format breaks into lines.
    `repaired` and `doubtful` say what was mended, or may be damaged, and become findings.
    """

    text: str
    role: Role = Role.TEXT
    page: int | None = None
    line: int | None = None
    label: str | None = None
    level: int | None = None
    indent: float | None = None
    size: float | None = None
    bold: bool | None = None
    centred: bool | None = None
    marks: tuple[Mark, ...] = ()
    removed: int = 0
    slanted: bool | None = None
    underlined: bool | None = None
    first_line: int | None = None
    repaired: str = ""
    doubtful: str = ""

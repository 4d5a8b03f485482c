"""What a block looks like by itself and beside others: the evidence that the structure pass weighs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Block, Role
from reportdiff.reading._characters import columns
from reportdiff.reading._numbering import Label, labels_at_start

LONGEST_HEADING = 240
_LONG_TEXT = 180
_LONGEST_LEADERS = 60
_CLOSERS = "\"'”’»）)]〉》」』】"
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A block with every reading of its label, and the text after the label."""

    block: Block
    labels: tuple[Label, ...]

    def after(self, label: Label | None) -> str:
        """The text without the label."""
        return self.block.text[label.end :] if label and self.block.label is None else self.block.text


@dataclass(frozen=True, slots=True)
class Habits:
    """What holds for a document as a whole.

    Args:
        numbered: Its paragraphs carry numbers that run on.
        bold_known: Its format tells bold from plain, and it has both.
        levels_known: Its format names headings.
        punctuated: Its longer texts mostly end with a sentence's end, so that its absence says something.
    """

    numbered: bool
    bold_known: bool
    levels_known: bool
    punctuated: bool


class Cues:
    """Reads blocks in the light of a language's rules and of the whole document."""

    def __init__(self, flow: Sequence[Block], rules: StructureRules) -> None:
        self.rules = rules
        self.readings = [self._read(block) for block in flow]
        self._numbers_at = [self._numbers_of(reading) for reading in self.readings]
        self._numbers = self._numbered_places()
        self.habits = self._habits()

    def is_sentence(self, text: str) -> bool:
        """Whether a text ends as a sentence or a clause does, or is too long to be a heading."""
        if len(text) > _LONG_TEXT:
            return True
        marks = self.rules.sentence_end + self.rules.clause_end
        return self._ends_with(text, marks) or columns(text) > _LONG_TEXT

    def ends_sentence(self, text: str) -> bool:
        """Whether a text ends with the end of a sentence."""
        return self._ends_with(text, self.rules.sentence_end)

    def leads_in(self, text: str) -> bool:
        """Whether a text ends with a colon or dash: what follows belongs to it."""
        return self._ends_with(text, ":：﹕–—")

    def goes_on(self, text: str) -> bool:
        """Whether a text ends with a mark after which more must come."""
        return self._ends_with(text, self.rules.clause_end)

    def before(self, index: int) -> str:
        """The text of the block before; empty at the start."""
        return self.readings[index - 1].block.text if index else ""

    def is_like_next(self, index: int) -> bool:
        """Whether the format says the same of a block and the next."""
        said = [(one.block.role, one.block.level) for one in self.readings[index : index + 2]]
        return len(said) > 1 and said[0] == said[1]

    def is_heading_like(self, index: int, text: str) -> bool:
        """Whether a block could be a heading by its looks, its label (if any) apart."""
        block = self.readings[index].block
        if _is_given(block):
            return True
        if block.label and self.habits.levels_known and not block.bold:
            return False
        if not text or columns(text) > LONGEST_HEADING:
            return False
        if self.habits.bold_known and block.bold:
            return not self.goes_on(text) and not (self.ends_sentence(text) and columns(text) > _LONG_TEXT)
        return not self.is_sentence(text)

    def comes_later(self, value: int, index: int) -> int | None:
        """Where the next paragraph with this number stands after a block; None if nowhere."""
        places = self._numbers.get(value, [])
        at = bisect_right(places, index)
        return places[at] if at < len(places) else None

    def next_number(self, index: int) -> int | None:
        """The next number that a paragraph soon after this block carries."""
        for later in range(index + 1, min(index + 12, len(self.readings))):
            numbers = self.numbers_at(later)
            if numbers:
                return numbers[0]
        return None

    def numbers_at(self, index: int) -> list[int]:
        """The paragraph numbers that a block's label can be read as; none for a block that is no text."""
        return self._numbers_at[index] if index < len(self._numbers_at) else []

    def is_contents_line(self, text: str) -> bool:
        """Whether a line of a table of contents: dots lead to a page number."""
        return bool(_LEADERS.search(text[-_LONGEST_LEADERS:]))

    def _read(self, block: Block) -> Reading:
        if block.role in (Role.TABLE, Role.NOTE):
            return Reading(block, ())
        printed = f"{block.label} " if block.label else block.text
        return Reading(block, labels_at_start(printed, self.rules))

    def _numbers_of(self, reading: Reading) -> list[int]:
        return [
            label.value
            for label in reading.labels
            if "paragraph" in label.serves and not label.stem and self._is_text(reading, label)
        ]

    def _is_text(self, reading: Reading, label: Label) -> bool:
        if _is_given(reading.block):
            return False
        return self.is_sentence(reading.after(label))

    def _numbered_places(self) -> dict[int, list[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for index, values in enumerate(self._numbers_at):
            for value in values:
                places[value].append(index)
        return places

    def _habits(self) -> Habits:
        blocks = [reading.block for reading in self.readings if reading.block.role is not Role.TABLE]
        long_texts = [block.text for block in blocks if columns(block.text) > 60]
        ended = sum(1 for text in long_texts if self.ends_sentence(text) or self.goes_on(text))
        bold = sum(1 for block in blocks if block.bold)
        known = sum(1 for block in blocks if block.bold is not None)
        return Habits(
            numbered=self._runs_on(),
            bold_known=0 < bold < known * 0.6,
            levels_known=any(_is_given(block) for block in blocks),
            punctuated=ended >= 0.6 * len(long_texts),
        )

    def _runs_on(self) -> bool:
        """Whether two paragraphs or more carry successive numbers."""
        return any(
            self.comes_later(value + 1, places[0]) is not None for value, places in self._numbers.items()
        )

    def _ends_with(self, text: str, marks: str) -> bool:
        last = text[-1:]
        if last in _CLOSERS or last.isspace():
            last = text.rstrip().rstrip(_CLOSERS).rstrip()[-1:]
        return bool(last) and last in marks


def _is_given(block: Block) -> bool:
    """Whether the format itself says that the block is a heading."""
    return block.role is Role.HEADING or block.level is not None

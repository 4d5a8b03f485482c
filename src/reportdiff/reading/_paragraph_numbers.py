"""The numbers of paragraphs, which run on through a document while the numbers of headings start again."""

from __future__ import annotations

from reportdiff.reading._block import Role
from reportdiff.reading._cues import Cues
from reportdiff.reading._numbering import Label

_LARGEST_GAP = 5


class Numbers:
    """Which number is due, in the document or in its current annex."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._last = 0
        self._decimals: dict[str, int] = {}

    @property
    def last(self) -> int:
        """The number of the last paragraph, 0 before the first."""
        return self._last

    def start_again(self) -> None:
        """Expect paragraph 1, as in an annex."""
        self._last, self._decimals = 0, {}

    def take(self, label: Label) -> tuple[str, str] | None:
        """Make the label's number the last; the kind and words of a finding where it was not due."""
        if label.stem:
            self._decimals[label.stem] = label.value
            return None
        last, self._last = self._last, label.value
        if last and label.value > last + 1:
            return "number-gap", f"paragraph {last} is followed by {label.value}"
        if label.value <= last:
            return "number-repeated", f"paragraph {label.value} comes after paragraph {last}"
        return None

    def is_missing(self, index: int) -> bool:
        """Whether no paragraph after a block carries the number that is due."""
        return self._cues.comes_later(self._last + 1, index) is None

    def goes_on(self, index: int) -> bool:
        """Whether a paragraph after a block carries the number after the one that is due."""
        return self._cues.comes_later(self._last + 2, index) is not None

    def numbers(self, index: int, label: Label, text: str) -> bool:
        """Whether the label is the number of a paragraph: due, or due after a small gap."""
        block = self._cues.readings[index].block
        if block.role is Role.HEADING or block.level is not None:
            return False
        if label.stem:
            due = label.value == self._decimals.get(label.stem, self._first_below(label)) + 1
            return due and self._cues.is_sentence(text) and not text[:1].islower()
        if not self._cues.is_sentence(text):
            due = label.value == self._last + 1
            return due and bool(text) and self._is_unfinished(index, label, text)
        return label.value == self._last + 1 or self._is_out_of_step(index, label)

    def _first_below(self, label: Label) -> int:
        """What stands before the first number below a stem: 16 before 16 bis, nothing before 16.1."""
        is_inserted = str(self._last) == label.stem and not label.core[len(label.stem) :].startswith(".")
        return int(is_inserted)

    def _is_unfinished(self, index: int, label: Label, text: str) -> bool:
        """Whether a due number before words that end no sentence is a paragraph's and not a heading's."""
        if not self._cues.is_heading_like(index, text):
            return True
        if not self._cues.habits.numbered and self._last == 0:
            return False
        if self._cues.habits.bold_known and self._cues.readings[index].block.bold:
            return False
        return self._cues.next_number(index) == label.value + 1

    def _is_out_of_step(self, index: int, label: Label) -> bool:
        """Whether a number that is not due still numbers a paragraph: after a gap, or starting again."""
        due_later = self._cues.comes_later(self._last + 1, index)
        next_later = self._cues.comes_later(label.value + 1, index)
        if self._last == 0:
            return next_later is not None and due_later is None
        if label.value > self._last:
            return due_later is None and (label.value <= self._last + _LARGEST_GAP or next_later is not None)
        restarts = next_later is not None and (due_later is None or next_later < due_later)
        return (label.value == 1 and restarts) or label.value == self._last

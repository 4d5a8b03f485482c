"""Which blocks are headings: by what the format says, by their number, or by their looks and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportdiff.reading._block import Block, Role
from reportdiff.reading._characters import columns
from reportdiff.reading._cues import LONGEST_HEADING, Cues, Reading
from reportdiff.reading._numbering import Label, bullet_at_start
from reportdiff.reading._outline import Outline, Style

_WIDEST_PLAIN = 160
_WIDEST_RUN_IN = 120
_LONGEST_RUN = 3
_WIDEST_NUMBER = 16
_BELOW = 0.5
_NEARLY = 0.97


class Headings:
    """Judges blocks as headings, knowing the sections that are open."""

    def __init__(self, cues: Cues, outline: Outline) -> None:
        self._cues = cues
        self._outline = outline
        self._parted = _levels_parted_by_labels(cues)

    def labelled(self, index: int, reading: Reading) -> Label | None:
        """The reading of the label that makes the block a numbered heading; None if it is none."""
        for label in self._by_expectation(reading.labels):
            text = reading.after(label)
            if label.is_named and not text:
                return label
            if text and self._is_labelled(index, label, text):
                return label
        return None

    def run_in(self, index: int, reading: Reading) -> tuple[Label, str] | None:
        """The label and the first sentence of a text that begins with its heading.

        Such headings are of reports without paragraph numbers, in scripts without spaces.
        """
        if (
            self._cues.habits.numbered
            or self._cues.rules.spaced
            or self._cues.leads_in(self._cues.before(index))
        ):
            return None
        for label in self._by_expectation(reading.labels):
            text = reading.after(label)
            heading = self._first_sentence(text)
            due = "item" in label.serves and self._outline.expects(label.style, label.value)
            if due and 0 < columns(heading) <= _WIDEST_RUN_IN and heading != text[:-1]:
                return label, heading
        return None

    def is_plain(self, index: int, block: Block, due: int) -> bool:
        """Whether a block without a number is a heading, where paragraph `due` would come next."""
        text = block.text
        if not self._cues.is_heading_like(index, text):
            return False
        if block.role is Role.HEADING or block.level is not None:
            return True
        if not self.may_be_title(block):
            return False
        if self._is_caption(index):
            return False
        if self._cues.habits.bold_known and block.bold:
            return True
        if self._cues.habits.bold_known and not (block.slanted or block.underlined):
            return self._stands_before_due(index, block, due)
        return self._follows_close(index, due) and self._is_followed(index) and self._looks_named(text)

    def _stands_before_due(self, index: int, block: Block, due: int) -> bool:
        """Whether a plain line stands as headings do between a finished text and the paragraph due."""
        if not self._cues.habits.numbered or due not in self._cues.numbers_at(index + 1):
            return False
        following = self._cues.readings[index + 1].block
        before = self._cues.before(index)
        is_closed = index > 0 and self._cues.ends_sentence(before) and not self._cues.is_sentence(block.text)
        is_large = (block.size or 0.0) >= _NEARLY * (following.size or 0.0)
        return is_closed and is_large and self._looks_named(block.text)

    def style_of(self, block: Block) -> Style:
        """The style of a heading without a number, which may stand below numbered ones of its level."""
        style = _style_of(block)
        is_below = style.level is not None and block.level in self._parted
        return replace(style, level=(style.level or 0) + _BELOW) if is_below else style

    def may_be_title(self, block: Block) -> bool:
        """Whether a block could be the title of the annex whose name stands before it."""
        text = block.text
        is_name = not bullet_at_start(text) and text[:1] != "[" and any(char.isalpha() for char in text)
        if self._cues.habits.bold_known and block.bold:
            is_said = self._cues.ends_sentence(text) or self._cues.goes_on(text)
            return is_name and columns(text) <= LONGEST_HEADING and not is_said
        return is_name and columns(text) <= _WIDEST_PLAIN and not self._cues.is_sentence(text)

    def is_cell(self, index: int) -> bool:
        """Whether the block stands in a long run of short lines, as the cells of a flattened table do."""
        is_laid_out = self._cues.readings[index].block.size is not None
        if is_laid_out or self._cues.habits.numbered or not self._cues.habits.punctuated:
            return False
        around = self._cues.readings[max(0, index - _LONGEST_RUN) : index + _LONGEST_RUN + 1]
        short = [not reading.labels and not self._cues.is_sentence(reading.block.text) for reading in around]
        middle = min(index, _LONGEST_RUN)
        return any(
            all(short[at : at + _LONGEST_RUN + 1]) and at + _LONGEST_RUN < len(short)
            for at in range(middle + 1)
        )

    def _is_caption(self, index: int) -> bool:
        """Whether the block names a figure or table, or follows a line that does nothing but number one."""
        before = self._cues.before(index)
        numbered = self._opens_caption(before) and columns(before) <= _WIDEST_NUMBER
        return numbered or self._opens_caption(self._cues.readings[index].block.text)

    def _opens_caption(self, text: str) -> bool:
        first = text.casefold().split(maxsplit=1)[:1]
        words = self._cues.rules.caption
        if self._cues.rules.spaced:
            return bool(first) and first[0] in words
        return any(re.match(rf"{word}\s*[\d一二三四五六七八九十]", text) for word in words)

    def _by_expectation(self, labels: Sequence[Label]) -> list[Label]:
        """Readings that could number a heading, those first that an open section waits for."""
        return sorted(
            (label for label in labels if "heading" in label.serves),
            key=lambda label: (
                not (self._outline.holds(label.style) and self._outline.expects(label.style, label.value)),
                label.value,
            ),
        )

    def _is_labelled(self, index: int, label: Label, text: str) -> bool:
        if not self._cues.is_heading_like(index, text):
            return False
        block = self._cues.readings[index].block
        if block.role is Role.HEADING or block.level is not None or block.bold:
            return True
        if "item" not in label.serves:
            return True
        return self._outline.expects(label.style, label.value) and not self._has_sibling_next(index, label)

    def _has_sibling_next(self, index: int, label: Label) -> bool:
        """Whether the next block carries the next label: then they are lines of a list, not headings."""
        return any(
            one.style == label.style
            and one.value == label.value + 1
            and not self._cues.is_sentence(following.after(one))
            for following in self._cues.readings[index + 1 : index + 2]
            for one in following.labels
        )

    def _first_sentence(self, text: str) -> str:
        ends = [text.find(mark) for mark in self._cues.rules.sentence_end if mark in text]
        return text[: min(ends)] if ends else ""

    def _follows_close(self, index: int, due: int) -> bool:
        """Whether the text before is finished, or the next block is the paragraph that is due."""
        unfinished = self._cues.goes_on(self._cues.before(index))
        return not unfinished or due in self._cues.numbers_at(index + 1)

    def _is_followed(self, index: int) -> bool:
        """Whether text follows, an item's lead-in or a heading that text follows.

        A long run of short lines is a table whose cells stand one a line: only its last can be a heading.
        """
        readings = self._cues.readings
        for step, following in enumerate(readings[index + 1 : index + _LONGEST_RUN + 1]):
            if following.block.role is Role.TABLE:
                return False
            if following.labels or self._cues.is_sentence(following.block.text):
                return step == 0 or self._starts_run(index)
            if self._cues.habits.numbered and not self._cues.habits.punctuated:
                return False
        return False

    def _starts_run(self, index: int) -> bool:
        """Whether the block before is a text, so that the run of short lines begins here or just before."""
        before = self._cues.readings[max(0, index - _LONGEST_RUN + 1) : index]
        return not before or any(
            reading.labels or self._cues.is_sentence(reading.block.text) for reading in before
        )

    def _looks_named(self, text: str) -> bool:
        if not self._cues.habits.punctuated or text[:1].islower() or text[:1] in "([（":
            return False
        letters = sum(1 for char in text if char.isalpha() or char.isspace())
        return letters > 0.6 * len(text)


def _levels_parted_by_labels(cues: Cues) -> set[int]:
    """The levels of the format at which numbered headings contain those without a number.

    Where headings without a number stand between two successive numbered ones of the same level, they
    belong to the first of these. Such as stand before or after all numbered ones are their equals.
    """
    found: set[int] = set()
    last: dict[int, list[Label]] = {}
    between: set[int] = set()
    for reading in cues.readings:
        level = reading.block.level
        if level is None:
            continue
        labels = [label for label in reading.labels if "heading" in label.serves]
        if not labels:
            between.add(level)
            continue
        if level in between and any(_follows(label, last.get(level, [])) for label in labels):
            found.add(level)
        last[level] = labels
        between.discard(level)
    return found


def _follows(label: Label, before: Sequence[Label]) -> bool:
    return any(label.style == other.style and label.value == other.value + 1 for other in before)


def _style_of(block: Block) -> Style:
    """The style of a heading without a number: its level, or how much it stands out."""
    text = block.text
    cased = [char for char in text if char.islower() or char.isupper()]
    capitals = sum(1 for char in cased if char.isupper()) > 0.85 * max(1, len(cased))
    rank = (
        block.size or 0.0,
        float(bool(block.bold)),
        float(bool(block.centred)),
        float(capitals),
        float(bool(block.underlined)),
        float(not block.slanted),
    )
    return Style(None, rank, block.level)

"""Text whose lines are filled to a width and whose pages are not marked: where its paragraphs begin.

A paragraph begins by layout first, and by the numbers that are due. Footnotes stand under a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise, takewhile

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Role
from reportdiff.reading._characters import columns, is_wide
from reportdiff.reading._furniture import is_rule, link_targets, running_lines
from reportdiff.reading._lines import COLUMNS, Layout, Line, ends_sentence
from reportdiff.reading._numbering import BULLETS, Label, labels_at_start
from reportdiff.reading._pieces import Piece, Streams, note_label

_LONGEST_NOTE = 40
_EARLY_WIDE, _EARLY_WORDS, _SHORT = 0.88, 0.97, 0.8


class Breaks:
    """Whether a paragraph begins at a line, by layout first and by the numbers that are due."""

    def __init__(self, layout: Layout, rules: StructureRules) -> None:
        self._layout = layout
        self._rules = rules
        self._number = 0
        self._items: dict[str, int] = {}

    def between(self, before: Line, line: Line) -> bool:
        """Whether `line` begins a paragraph after `before`."""
        layout = self._layout
        if layout.fill is None:
            return True
        if layout.ends_marked:
            return before.ended
        if line.text[0] in BULLETS or (COLUMNS.search(before.text) and COLUMNS.search(line.text)):
            return True
        if layout.blank_separated and not layout.spaced:
            return self._in_separated(before, line, layout.fill)
        if self._ends_early(before, line, layout.fill):
            return True
        adjacent = line.number - before.number == line.gap + 1
        announced = adjacent and line.gap > (1 if layout.spaced else 0) and not line.new_page
        return announced or self._is_due(line, after_sentence=ends_sentence(before.text))

    def begin(self, line: Line) -> None:
        """Take note that a paragraph begins at `line`."""
        labels = labels_at_start(line.text, self._rules)
        if any("paragraph" in label.serves for label in labels):
            self._items = {}
        for label in labels:
            if "paragraph" not in label.serves:
                self._items[label.style] = label.value
            elif label.value == self._number + 1:
                self._number = label.value

    def _in_separated(self, before: Line, line: Line, fill: int) -> bool:
        if line.gap and not (line.new_page and before.width > 0.8 * fill and not ends_sentence(before.text)):
            return True
        ended = ends_sentence(before.text)
        return (ended and self._ends_early(before, line, fill)) or self._is_due(line, after_sentence=ended)

    def _ends_early(self, before: Line, line: Line, fill: int) -> bool:
        """Whether the line before leaves room that the next word would have fitted into."""
        if is_wide(line.text[0]) or is_wide(before.text[-1]):
            return before.width < _EARLY_WIDE * fill
        return before.width + 1 + columns(line.text.split(maxsplit=1)[0]) <= _EARLY_WORDS * fill

    def _is_due(self, line: Line, *, after_sentence: bool) -> bool:
        """Whether the line carries the number that is due; that of an item only after a sentence's end."""
        labels = labels_at_start(line.text, self._rules)
        if after_sentence and labels and self._looks_like_heading(line):
            return True
        return any(
            self._is_next_number(label) or (after_sentence and self._goes_on(label)) for label in labels
        )

    def _looks_like_heading(self, line: Line) -> bool:
        """Whether a line with a number is short and ends no sentence."""
        fill = self._layout.fill or 0
        return line.width < _SHORT * fill and not ends_sentence(line.text)

    def _is_next_number(self, label: Label) -> bool:
        return "paragraph" in label.serves and label.value == self._number + 1 > 1

    def _goes_on(self, label: Label) -> bool:
        return label.value == self._items.get(label.style, 0) + 1 > 1


def parted(lines: Sequence[Line], breaks: Breaks, *, fed: bool) -> Streams:
    """Footnotes stand under a rule, to the end of their page or to the line that goes on with the text.

    Where form feeds part the pages (`fed`), nothing but notes stands under a rule.
    """
    streams = Streams()
    furniture = link_targets(lines) | running_lines(lines)
    under_rule = False
    for index, line in enumerate(lines):
        if is_rule(line):
            under_rule = index + 1 < len(lines) and note_label(lines[index + 1].text) is not None
            streams.furniture.append(line)
        elif line in furniture:
            streams.furniture.append(line)
        elif under_rule and not line.new_page and _goes_to_notes(line, streams.notes, breaks):
            continue
        elif under_rule and not line.new_page and (fed or _is_between_notes(lines, index, streams.notes)):
            streams.notes[-1].lines.append(line)
        else:
            under_rule = False
            streams.body.append(line)
    return streams


def _goes_to_notes(line: Line, notes: list[Piece], breaks: Breaks) -> bool:
    """Put a line under a rule to the notes, unless it belongs to the text again."""
    before = notes[-1].lines[-1] if notes else None
    fresh = before is None or before.page != line.page or breaks.between(before, line)
    if fresh or before is None:
        if not _is_next_note(line, notes):
            return False
        notes.append(Piece([line], Role.NOTE))
        return True
    notes[-1].lines.append(line)
    return True


def _is_between_notes(lines: Sequence[Line], index: int, notes: list[Piece]) -> bool:
    """Whether the next note follows soon on the page of a line, which then belongs to the one before."""
    page = lines[index].page
    near = islice(lines, index, index + _LONGEST_NOTE)
    here = takewhile(lambda line: line.page == page and not is_rule(line), near)
    before = note_label(notes[-1].lines[0].text) if notes else None
    return bool(before and before.isdecimal()) and any(_is_next_note(line, notes) for line in here)


def _is_next_note(line: Line, notes: list[Piece]) -> bool:
    """Whether a line under a rule begins a note: numbers of notes run on, below one rule without a gap."""
    label = note_label(line.text)
    before = note_label(notes[-1].lines[0].text) if notes and notes[-1].lines[0].page == line.page else None
    if label is None or before is None or not (label.isdecimal() and before.isdecimal()):
        return label is not None
    return int(label) == int(before) + 1


def paragraphs(lines: Iterable[Line], breaks: Breaks) -> list[Piece]:
    """The lines as paragraphs."""
    pieces: list[Piece] = []
    for line in lines:
        if pieces and not breaks.between(pieces[-1].lines[-1], line):
            pieces[-1].lines.append(line)
        else:
            breaks.begin(line)
            pieces.append(Piece([line]))
    for before, piece in pairwise(pieces):
        if _is_row(before) and _is_row(piece) and piece.lines[0].gap == 0:
            before.role = piece.role = Role.TABLE
    return pieces


def _is_row(piece: Piece) -> bool:
    return len(piece.lines) == 1 and bool(COLUMNS.search(piece.lines[0].text))

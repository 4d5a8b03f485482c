"""Text files to blocks: visual lines joined to paragraphs, footnotes and furniture set apart.

Three layouts are told apart by measure (see `_lines.measured`): text taken from a PDF or set to a
width, where paragraphs are filled lines; text in which empty lines separate paragraphs; and text in
which every line is a paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Block, Role
from reportdiff.reading._characters import columns, is_wide, visible
from reportdiff.reading._furniture import is_rule, link_targets, running_lines
from reportdiff.reading._joining import Joiner
from reportdiff.reading._lines import Layout, Line, ends_sentence, lines_of, measured
from reportdiff.reading._notes import NOTE_START, Found, Passage, find_marks, without_marks
from reportdiff.reading._numbering import Label, labels_at_start

_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_LONE = re.compile(r"[•▪◦●○■□‣∙·*–—-]|\(\w{1,3}\)|\w{1,3}[.)]|[一二三四五六七八九十]{1,3}[、.]")
_LONGEST_NOTE = 40
_TITLE_WIDTH = 70
_EARLY_WIDE, _EARLY_WORDS, _SHORT = 0.88, 0.97, 0.8


@dataclass(slots=True)
class _Piece:
    """Lines that make one paragraph."""

    lines: list[Line]
    role: Role = Role.TEXT
    level: int | None = None


@dataclass(slots=True)
class _Streams:
    """The lines of a file parted into what it says, its footnotes, and furniture."""

    body: list[Line] = field(default_factory=list)
    notes: list[_Piece] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)


def text_blocks(text: str, rules: StructureRules) -> list[Block]:
    """The blocks of a decoded text file, in the order of their first lines."""
    lines = lines_of(text)
    layout = measured(lines)
    breaks = _Breaks(layout, rules)
    paged = bool(lines) and lines[-1].page > 1
    streams = _parted(lines, breaks, fed="\f" in text)
    pieces = _paragraphs(streams.body, breaks) if layout.fill else _unfilled(streams.body, layout)
    joiner = Joiner(line.text for line in lines)
    blocks = [*_marked_blocks(pieces, streams.notes, joiner), *map(_furniture, streams.furniture)]
    blocks.sort(key=lambda block: block.line or 0)
    return blocks if paged else [replace(block, page=None) for block in blocks]


class _Breaks:
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


def _parted(lines: Sequence[Line], breaks: _Breaks, *, fed: bool) -> _Streams:
    """Footnotes stand under a rule, to the end of their page or to the line that goes on with the text.

    Where form feeds part the pages (`fed`), nothing but notes stands under a rule.
    """
    streams = _Streams()
    furniture = link_targets(lines) | running_lines(lines)
    under_rule = False
    for index, line in enumerate(lines):
        if is_rule(line):
            under_rule = index + 1 < len(lines) and _note_label(lines[index + 1]) is not None
            streams.furniture.append(line)
        elif line.number in furniture:
            streams.furniture.append(line)
        elif under_rule and not line.new_page and _goes_to_notes(line, streams.notes, breaks):
            continue
        elif under_rule and not line.new_page and (fed or _is_between_notes(lines, index, streams.notes)):
            streams.notes[-1].lines.append(line)
        else:
            under_rule = False
            streams.body.append(line)
    return streams


def _goes_to_notes(line: Line, notes: list[_Piece], breaks: _Breaks) -> bool:
    """Put a line under a rule to the notes, unless it belongs to the text again."""
    before = notes[-1].lines[-1] if notes else None
    fresh = before is None or before.page != line.page or breaks.between(before, line)
    if fresh or before is None:
        if not _is_next_note(line, notes):
            return False
        notes.append(_Piece([line], Role.NOTE))
        return True
    notes[-1].lines.append(line)
    return True


def _is_between_notes(lines: Sequence[Line], index: int, notes: list[_Piece]) -> bool:
    """Whether the next note follows soon on the page of a line, which then belongs to the one before."""
    page = lines[index].page
    near = islice(lines, index, index + _LONGEST_NOTE)
    here = takewhile(lambda line: line.page == page and not is_rule(line), near)
    before = _note_label(notes[-1].lines[0]) if notes else None
    return bool(before and before.isdecimal()) and any(_is_next_note(line, notes) for line in here)


def _is_next_note(line: Line, notes: list[_Piece]) -> bool:
    """Whether a line under a rule begins a note: numbers of notes run on, below one rule without a gap."""
    label = _note_label(line)
    before = _note_label(notes[-1].lines[0]) if notes and notes[-1].lines[0].page == line.page else None
    if label is None or before is None or not (label.isdecimal() and before.isdecimal()):
        return label is not None
    return int(label) == int(before) + 1


def _note_label(line: Line) -> str | None:
    match = NOTE_START.match(line.text)
    return match["label"] if match else None


def _paragraphs(lines: Iterable[Line], breaks: _Breaks) -> list[_Piece]:
    pieces: list[_Piece] = []
    for line in lines:
        if pieces and not breaks.between(pieces[-1].lines[-1], line):
            pieces[-1].lines.append(line)
        else:
            breaks.begin(line)
            pieces.append(_Piece([line]))
    return pieces


def _unfilled(lines: Sequence[Line], layout: Layout) -> list[_Piece]:
    """Text whose lines are not filled to a width: groups between empty lines, or every line by itself."""
    if not layout.blank_separated:
        return list(_single(lines))
    groups = list(_groups(lines))
    titled = [group for group in groups if len(group) > 1 and _is_title(group[0], group[1])]
    if len(groups) > 2 and len(titled) > 0.6 * len(groups):
        return [piece for group in groups for piece in _titled(group)]
    return [piece for group in groups for piece in _mended(group)]


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and line.gap:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _single(lines: Iterable[Line]) -> Iterator[_Piece]:
    """A paragraph a line; a line broken in mid-sentence, or a bullet alone, goes with the next."""
    held: list[Line] = []
    for line in lines:
        if held and not _waits_for(held[-1], line, alone=len(held) == 1):
            yield from _piece(held)
            held = []
        held.append(line)
    if held:
        yield from _piece(held)


def _waits_for(before: Line, line: Line, *, alone: bool) -> bool:
    """Whether a line is unfinished without the next one."""
    if alone and _LONE.fullmatch(before.text):
        return True
    return before.width > _TITLE_WIDTH and not ends_sentence(before.text) and line.text[0].islower()


def _piece(lines: list[Line]) -> Iterator[_Piece]:
    match = _MARKDOWN.match(lines[0].text)
    yield _Piece(lines, Role.HEADING, len(match[1])) if match and len(lines) == 1 else _Piece(lines)


def _is_title(line: Line, after: Line) -> bool:
    return line.width <= _TITLE_WIDTH and not ends_sentence(line.text) and after.text[:1] != "("


def _titled(group: list[Line]) -> Iterator[_Piece]:
    """A group whose first line names what the rest is about."""
    if len(group) > 1 and _is_title(group[0], group[1]):
        yield _Piece(group[:1], Role.HEADING)
        group = group[1:]
    yield _Piece(group)


def _mended(group: list[Line]) -> Iterator[_Piece]:
    """A group as one paragraph, however a web page broke it; headings in Markdown stand alone."""
    rest: list[Line] = []
    for line in group:
        if _MARKDOWN.match(line.text):
            if rest:
                yield _Piece(rest)
            yield from _piece([line])
            rest = []
        else:
            rest.append(line)
    if rest:
        yield _Piece(rest)


def _marked_blocks(pieces: Sequence[_Piece], notes: Sequence[_Piece], joiner: Joiner) -> list[Block]:
    """Blocks of text and notes, the marks of the notes taken out of the text."""
    joined = [_joined(piece, joiner) for piece in pieces]
    labels = [(_note_label(note.lines[0]) or "", note.lines[0].page) for note in notes]
    found = find_marks([passage for passage, _ in joined], labels)
    hung: dict[int, list[Found]] = defaultdict(list)
    for mark in found:
        hung[mark.passage].append(mark)
    blocks = []
    for index, (piece, (passage, removed)) in enumerate(zip(pieces, joined, strict=True)):
        text, marks = without_marks(passage, hung.get(index, []))
        first = piece.lines[0]
        shown, heads = _without_markdown(text, piece)
        blocks.append(
            Block(
                shown,
                piece.role,
                first.page,
                first.number,
                level=piece.level,
                marks=marks,
                removed=removed + heads,
            )
        )
    return blocks + [_note(note, joiner) for note in notes]


def _without_markdown(text: str, piece: _Piece) -> tuple[str, int]:
    match = _MARKDOWN.match(text) if piece.level else None
    return (text[match.end() :], len(match[1])) if match else (text, 0)


def _note(piece: _Piece, joiner: Joiner) -> Block:
    passage, removed = _joined(piece, joiner)
    label = _note_label(piece.lines[0]) or ""
    text = NOTE_START.sub("", passage.text, count=1)
    first = piece.lines[0]
    separators = visible(passage.text) - visible(label) - visible(text)
    return Block(text, Role.NOTE, first.page, first.number, label=label, removed=removed + separators)


def _joined(piece: _Piece, joiner: Joiner) -> tuple[Passage, int]:
    text, removed, starts = joiner.join_all(line.text for line in piece.lines)
    pages = [(0, piece.lines[0].page)]
    for line, start in zip(piece.lines, starts, strict=True):
        if line.page != pages[-1][1]:
            pages.append((start, line.page))
    return Passage(text, pages), removed


def _furniture(line: Line) -> Block:
    return Block(line.text, Role.FURNITURE, line.page, line.number)

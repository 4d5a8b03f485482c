"""Text files to blocks: visual lines joined to paragraphs, footnotes and furniture set apart.

Layouts are told apart by measure (see `_lines.measured`), and each has its own file: text taken from the
pages of a PDF (`_paged`); text filled to a width (`_filled`); text in which empty lines separate paragraphs,
or every line is one (`_unfilled`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Block, Role
from reportdiff.reading._characters import visible
from reportdiff.reading._filled import Breaks, paragraphs, parted
from reportdiff.reading._from_right import from_right, with_doubts
from reportdiff.reading._furniture import with_counted_pages
from reportdiff.reading._joining import Joiner
from reportdiff.reading._letter_spacing import mended
from reportdiff.reading._lines import Line, lines_of, measured
from reportdiff.reading._notes import NOTE_START, Found, Passage, find_marks, without_marks
from reportdiff.reading._paged import paged_pieces
from reportdiff.reading._pieces import Piece, note_label
from reportdiff.reading._unfilled import MARKDOWN, unfilled

_SPACES = re.compile(" {2,}")
_COLUMNS = re.compile(r"\s{3,}")
_BETWEEN_CELLS = " | "


def text_blocks(text: str, rules: StructureRules) -> list[Block]:
    """The blocks of a decoded text file, in the order of their first lines."""
    lines = with_counted_pages(lines_of(text))
    layout = measured(lines, fed="\f" in text)
    paged = bool(lines) and lines[-1].page > 1
    if layout.paged:
        pieces, streams = paged_pieces(from_right(lines), rules)
    else:
        breaks = Breaks(layout, rules)
        streams = parted(lines, breaks, fed="\f" in text)
        pieces = paragraphs(streams.body, breaks) if layout.fill else unfilled(streams.body, layout)
    joiner = Joiner((line.text for line in lines), rules.language)
    blocks = [*_marked_blocks(pieces, streams.notes, joiner), *map(_furniture, streams.furniture)]
    blocks.sort(key=lambda block: block.line or 0)
    blocks = with_doubts(mended(blocks, rules.language) if rules.spaced else blocks)
    return blocks if paged else [replace(block, page=None) for block in blocks]


def _marked_blocks(pieces: Sequence[Piece], notes: Sequence[Piece], joiner: Joiner) -> list[Block]:
    """Blocks of text and notes, the marks of the notes taken out of the text."""
    joined = [_joined(piece, joiner) for piece in pieces]
    labels = [(_label_of(note), note.lines[0].page) for note in notes]
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


def _without_markdown(text: str, piece: Piece) -> tuple[str, int]:
    match = MARKDOWN.match(text) if piece.level else None
    return (text[match.end() :], len(match[1])) if match else (text, 0)


def _note(piece: Piece, joiner: Joiner) -> Block:
    passage, removed = _joined(piece, joiner)
    label = _label_of(piece)
    start = NOTE_START.match(passage.text)
    text = passage.text[start.end() :] if start else passage.text
    first = piece.lines[0]
    separators = visible(passage.text) - visible(label) - visible(text)
    return Block(text, Role.NOTE, first.page, first.number, label=label, removed=removed + separators)


def _label_of(note: Piece) -> str:
    """The label of a note, which may stand alone on its first line."""
    return note_label(" ".join(line.text for line in note.lines[:2])) or ""


def _joined(piece: Piece, joiner: Joiner) -> tuple[Passage, int]:
    if piece.role is Role.TABLE:
        cells = _COLUMNS.split(piece.lines[0].text)
        return Passage(_BETWEEN_CELLS.join(cells), [(0, piece.lines[0].page)]), 1 - len(cells)
    text, removed, starts = joiner.join_all(_SPACES.sub(" ", line.text) for line in piece.lines)
    pages = [(0, piece.lines[0].page)]
    for line, start in zip(piece.lines, starts, strict=True):
        if line.page != pages[-1][1]:
            pages.append((start, line.page))
    return Passage(text, pages), removed


def _furniture(line: Line) -> Block:
    return Block(line.text, Role.FURNITURE, line.page, line.number)

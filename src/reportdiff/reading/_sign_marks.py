"""Signs such as `*` and `†` in a text that notes explain, though nothing but the sign says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportdiff.reading._block import Block, Mark, Role


def with_sign_marks(blocks: Sequence[Block], notes: Sequence[Block]) -> list[Block]:
    """The blocks with signs that notes of their page explain taken out as marks."""
    found = list(blocks)
    marked = {(block.page, mark.label) for block in found for mark in block.marks}
    places: dict[int | None, list[int]] = defaultdict(list)
    done: dict[tuple[int | None, str], int] = {}
    for index, block in enumerate(found):
        if block.role in (Role.TEXT, Role.HEADING, Role.TABLE):
            places[block.page].append(index)
    for note in notes:
        if note.label and not note.label.isalnum() and (note.page, note.label) not in marked:
            # Before the sign of the last note there is none left.
            start = done.get((note.page, note.label), 0)
            done[note.page, note.label] = _mark_first(found, places[note.page], start, note.label)
    return found


def _mark_first(blocks: list[Block], places: Sequence[int], start: int, label: str) -> int:
    """Take the first such sign out of the blocks at these places, and say at which place it was."""
    pattern = re.compile(rf"(?<=\S)\s?(?<![*†‡§]){re.escape(label)}(?![*†‡§])(?=\s|$|[.,;:)”’])")
    for at in range(start, len(places)):
        match = pattern.search(blocks[places[at]].text)
        if match:
            blocks[places[at]] = _marked(blocks[places[at]], match.start(), match.end(), label)
            return at
    return len(places)


def _marked(block: Block, start: int, end: int, label: str) -> Block:
    """The block with the sign between `start` and `end` as a mark."""
    moved = [
        replace(mark, offset=mark.offset - (end - start)) if mark.offset > start else mark
        for mark in block.marks
    ]
    marks = sorted([*moved, Mark(label, start)], key=lambda mark: mark.offset)
    return replace(block, text=block.text[:start] + block.text[end:], marks=tuple(marks))

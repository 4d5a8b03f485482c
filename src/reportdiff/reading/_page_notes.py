"""Footnotes at the feet of pages of a text taken from a PDF, where the rule above them may be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportdiff.reading._block import Role
from reportdiff.reading._furniture import is_rule
from reportdiff.reading._lines import Line
from reportdiff.reading._pieces import Piece

_LABEL = re.compile(r"(?P<label>\d{1,3}|\*{1,4}|[a-z])(?:/\s*|\s+|$)(?=[^\s\d]|$|\d)")
_RAISED = r"(?<=[^\W\d_])(?:\s?{0}(?=[.,;:])|{0}(?!\w))"
_RAISED += r"|(?<=[.,;:)\]”’»\"'%。，；：）》」])\s?{0}(?![\d,.]*\d)(?=\W|[^\x00-\x7f]|$)"
_STAR = r"(?<!\*){0}(?!\*)"


def notes_of_page(page: Sequence[Line], last: int) -> tuple[list[Line], list[Piece], int]:
    """The lines of the text of a page, its footnotes, and the number of the last one.

    Args:
        page: The lines of one page, its head and foot taken off.
        last: The number of the last note before it.

    Notes begin below a rule or at the first line that bears the number due while its mark stands above,
    and go to the end of the page.
    """
    start = _start(page, last)
    if start is None:
        return list(page), [], last
    notes = list(_notes(page[start:], last))
    numbers = [int(label) for note in notes if (label := label_of(note.lines[0])) and label.isdecimal()]
    return list(page[:start]), notes, numbers[-1] if numbers else last


def label_of(line: Line) -> str | None:
    """The label of a note that a line could begin."""
    match = _LABEL.match(line.text)
    return match["label"] if match else None


def _start(page: Sequence[Line], last: int) -> int | None:
    """Where the notes of a page begin; None where it has none."""
    above = ""
    for index, line in enumerate(page):
        if is_rule(line) and index + 1 < len(page) and label_of(page[index + 1]):
            return index
        if index and _is_due(line, last) and _is_marked(label_of(line) or "", above):
            return index
        above += f" {line.text}"
    return None


def _is_due(line: Line, last: int) -> bool:
    label = label_of(line)
    if label is None or label.isalpha():
        return False
    return label in ("*", str(last + 1)) or (label == "1" and last > 0)


def _is_marked(label: str, text: str) -> bool:
    pattern = _STAR if label.startswith("*") else _RAISED
    return bool(re.search(pattern.format(re.escape(label)), text))


def _notes(lines: Sequence[Line], last: int) -> Iterator[Piece]:
    """The notes, each begun by a star or the next number."""
    held: list[Line] = []
    for line in _whole(lines):
        label = label_of(line)
        begins = label is not None and (not held or _follows(label, label_of(held[0]) or "", last))
        if begins and held:
            yield Piece(held, Role.NOTE)
            held = []
        held.append(line)
    if held:
        yield Piece(held, Role.NOTE)


def _whole(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without rules, a label that stands alone at the head of the next."""
    held: Line | None = None
    for line in lines:
        if is_rule(line):
            continue
        if held is not None:
            yield replace(held, text=f"{held.text}  {line.text}", width=line.width, ended=line.ended)
            held = None
        elif label_of(line) == line.text:
            held = line
        else:
            yield line
    if held is not None:
        yield held


def _follows(label: str, before: str, last: int) -> bool:
    if label.isdecimal():
        return int(label) == (int(before) if before.isdecimal() else last) + 1
    if label.startswith("*"):
        return before.startswith("*") and len(label) == len(before) + 1
    return before.isalpha() and ord(label) == ord(before[0]) + 1

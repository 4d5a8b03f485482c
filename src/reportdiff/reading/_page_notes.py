"""Footnotes at the feet of pages of a text taken from a PDF, where the rule above them may be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportdiff.reading._block import Role
from reportdiff.reading._furniture import is_rule
from reportdiff.reading._lines import Line, ends_sentence
from reportdiff.reading._pieces import Piece

_LABEL = re.compile(r"(?P<label>\d{1,3}|\*{1,4}|[a-z])(?:/\s*|\s+|$)(?=[^\s\d]|$|\d)")
_RAISED = r"(?<=[^\W\d_])(?:\s?{0}(?=[.,;:])|{0}(?!\w))"
_RAISED += r"|(?<=[.,;:)\]”’»\"'%。，；：）》」])\s?{0}(?![\d,.]*\d)(?=\W|[^\x00-\x7f]|$)"
_LONE = re.compile(r"[(（]?\w{1,4}[.)）]")
_TABBED = re.compile(r"[(（]?\w{1,4}[.)）]\s{2,}\S")
_FEWEST = 3
_STAR = r"(?<!\*){0}(?!\*)"


def notes_of_page(
    page: Sequence[Line], last: int, before: Piece | None = None
) -> tuple[list[Line], list[Piece], int]:
    """The lines of the text of a page, its footnotes, and the number of the last one.

    Args:
        page: The lines of one page, its head and foot taken off.
        last: The number of the last note before it.
        before: The last note of the page before, which may go on here.

    Notes begin below a rule or at the first line that bears the number due while its mark stands above,
    and go to the end of the page. A note by a star may also stand in the midst of the first page.
    """
    start = _start(page, last)
    text = list(page if start is None else page[:start])
    notes = [] if start is None else list(_notes(_in_order(text, page[start:]), last))
    if before is not None and not ends_sentence(before.lines[-1].text):
        _give_back(text, before)
    for index, line in enumerate(text):
        if (label_of(line) or "").startswith("*") and _is_marked(label_of(line) or "", _joined(text[:index])):
            notes.insert(0, Piece([text.pop(index)], Role.NOTE))
            break
    numbers = [int(label) for note in notes if (label := label_of(note.lines[0])) and label.isdecimal()]
    return text, notes, numbers[-1] if numbers else last


def _in_order(text: list[Line], below: Sequence[Line]) -> list[Line]:
    """The lines of the notes; a paragraph among them goes to the label at the end of the text.

    A converter that puts labels before their texts leaves `12.` and `1` standing above both of theirs.
    """
    found = list(below)
    if not text or not _LONE.fullmatch(text[-1].text) or len(found) < _FEWEST:
        return found
    end = next((index for index, line in enumerate(found[2:], 2) if line.gap), None)
    if end is None or label_of(found[0]) != found[0].text:
        return found
    text += found[1:end]
    return [found[0], *found[end:]]


def _give_back(text: list[Line], note: Piece) -> None:
    """Move the end of a text that goes on with an unfinished note of the page before to that note."""
    starts = [index for index, line in enumerate(text) if index and line.gap and line.text[0].islower()]
    if starts and ends_sentence(text[starts[-1] - 1].text):
        note.lines += text[starts[-1] :]
        del text[starts[-1] :]


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def label_of(line: Line) -> str | None:
    """The label of a note that a line could begin."""
    match = _LABEL.match(line.text)
    return match["label"] if match else None


def _start(page: Sequence[Line], last: int) -> int | None:
    """Where the notes of a page begin; None where it has none."""
    above = ""
    for index, line in enumerate(page):
        if is_rule(line) and _has_label(page[index + 1 :]):
            return index
        is_marked = index and _is_due(line, last) and _is_marked(label_of(line) or "", above)
        if is_marked and not any(_TABBED.match(below.text) for below in page[index:]):
            return index
        above += f" {line.text}"
    return None


def _has_label(lines: Sequence[Line]) -> bool:
    """Whether the lines below a rule are notes: the first has a label, or a label stands alone below."""
    return (bool(lines) and any(label_of(line) == line.text for line in lines)) or _begins_note(lines)


def _begins_note(lines: Sequence[Line]) -> bool:
    return bool(lines) and label_of(lines[0]) is not None


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

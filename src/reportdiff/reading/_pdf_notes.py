"""The footnotes of PDF pages, and which raised signs in the text are their marks.

Footnotes stand at the foot of a page, below a rule or set smaller than the text, and begin with their mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportdiff.reading._pdf_drawn import Rule
from reportdiff.reading._pdf_furniture import is_rule
from reportdiff.reading._pdf_lines import Cell, Line, single_cell
from reportdiff.reading._pdf_paragraphs import Passage

_SMALLER = 0.95
_SHORT, _LONG = 30.0, 0.6
_NEAR = 2.5
_LARGEST = 1.6
_FEWEST = 2
_OFTEN, _MOSTLY = 0.1, 0.6
_PLAIN_MARK = re.compile(r"(?P<label>\*{1,4}|[†‡§]|\d{1,3})\s*(?=\S)")
_SPACED_MARK = re.compile(r"(?P<label>\*{1,4}|[†‡§]|\d{1,3}|[a-z])(?:/|\)|\s)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class NoteArea:
    """The lines of footnotes on one page, the rule above them (if printed as text) and the text before."""

    text: list[Line]
    rule: list[Line]
    notes: list[Line]


def text_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of a document's text: the commonest, unless it is that of long footnotes below the text."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        for cell in line.cells:
            sizes[round(cell.size * 2) / 2] += cell.chars
    if not sizes:
        return 0.0
    common = sizes.most_common(1)[0][0]
    larger = (size for size in sorted(sizes) if common < _SMALLER * size and size < _LARGEST * common)
    often = (size for size in larger if sizes[size] >= _OFTEN * sizes.total())
    return next((size for size in often if _stands_below(pages, common, size)), common)


def _stands_below(pages: Iterable[Sequence[Line]], small: float, large: float) -> bool:
    """Whether on most pages the small lines stand below the large ones and begin with the mark of a note."""
    told: list[bool] = []
    for lines in pages:
        places = {size: [at for at, line in enumerate(lines) if _has(line, size)] for size in (small, large)}
        if not places[small] or not places[large]:
            continue
        first = places[small][0]
        told.append(first > places[large][-1] and note_label(single_cell(lines[first])) is not None)
    return bool(told) and sum(told) >= _MOSTLY * len(told)


def _has(line: Line, size: float) -> bool:
    return round(line.size * 2) / 2 == size


def note_area(
    lines: Sequence[Line],
    size: float,
    rules: Sequence[Rule] = (),
    *,
    continued: bool,
    unfinished: bool = False,
) -> NoteArea:
    """Part the lines of a page (furniture apart) into text and footnotes.

    Args:
        lines: From top to bottom.
        size: The size of the document's text.
        rules: The level lines that the page draws.
        continued: Whether a footnote of a page before may go on here.
        unfinished: Whether the last footnote of the page before broke off in mid-sentence.
    """
    start = _below_rule(lines, continued=continued)
    if start is not None:
        return NoteArea(list(lines[: start - 1]), [lines[start - 1]], list(lines[start:]))
    start = _below_drawn(lines, rules, size, continued=continued)
    if start is not None:
        return NoteArea(list(lines[:start]), [], list(lines[start:]))
    start = _small_foot(lines, size, unfinished=unfinished)
    return NoteArea(list(lines[:start]), [], list(lines[start:]))


def note_label(cell: Cell) -> tuple[str, int] | None:
    """The mark that a line of footnotes begins with, and where its text starts."""
    if cell.raised and cell.raised[0].start == 0:
        end = cell.raised[0].end
        return cell.text[:end].strip(), end
    match = _SPACED_MARK.match(cell.text)
    if match is None and cell.text[:1] in "*†‡§":
        match = _PLAIN_MARK.match(cell.text)
    return (match["label"], match.end()) if match else None


def endnotes(passages: Sequence[Passage]) -> list[Passage]:
    """The notes at the end of a document: paragraphs with raised numbers before them that run on from 1."""
    found: list[Passage] = []
    for passage in passages:
        cell = passage.first.cell
        label = note_label(cell) if cell.raised and cell.raised[0].start == 0 else None
        if label and label[0] == str(len(found) + 1):
            found.append(passage)
    if len(found) < _FEWEST:
        return []
    for passage in found:
        passage.at_end = True
    return found


def _below_rule(lines: Sequence[Line], *, continued: bool) -> int | None:
    """Where the lines below the last rule begin, if they are footnotes."""
    for index in range(len(lines) - 1, 0, -1):
        if is_rule(lines[index - 1].text):
            first = single_cell(lines[index])
            return index if note_label(first) or continued else None
    return None


def _below_drawn(lines: Sequence[Line], rules: Sequence[Rule], size: float, *, continued: bool) -> int | None:
    """Where the lines below a short drawn rule begin, if they are footnotes: all small, the first marked."""
    if not lines or not rules:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.size > _SMALLER * size:
            return None
        top = line.y0 + line.size
        above = lines[index - 1].y0 if index else top + 2 * _NEAR * line.size
        if any(
            (_parts(rule, left, right) or _parts(rule, line.x0, right))
            and top - 1 <= rule.y <= min(above, top + _NEAR * size)
            for rule in rules
        ):
            return index if note_label(single_cell(line)) or continued else None
    return None


def _parts(rule: Rule, left: float, right: float) -> bool:
    """Whether a rule stands at an edge of the text and is too short for the edge of a table."""
    at_edge = min(abs(rule.x0 - left), abs(rule.x1 - right)) < _SHORT
    return at_edge and _SHORT < rule.x1 - rule.x0 < _LONG * (right - left)


def _small_foot(lines: Sequence[Line], size: float, *, unfinished: bool) -> int:
    """Where the small lines at the foot begin, from the first that carries a raised mark or a sign.

    Those above it are the rest of an unfinished footnote, if there is one.
    """
    index = len(lines)
    while index > 0 and lines[index - 1].size < _SMALLER * size:
        index -= 1
    if unfinished and index:
        return index
    for start in range(index, len(lines)):
        cell = single_cell(lines[start])
        label = note_label(cell)
        raised = bool(cell.raised) and cell.raised[0].start == 0
        if label and (raised or not label[0].isalnum()):
            return start
    return len(lines)

"""Lines of PDF pages to paragraphs, by spacing, indents, lengths of lines and labels, across pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportdiff.reading._characters import is_wide
from reportdiff.reading._pdf_lines import Cell
from reportdiff.reading._pdf_wording import ends_sentence, label_first

_SPACED = 1.17
_NEXT = 2.0
_COMMAS = (",", "،", ";", "؛")
_RESIZED = 1.08
_ALIGNED = 0.45
_INDENT = 1.0
_FAR = 3.0
_CLOSING = {"[": "]", "(": ")"}
_NARROWEST = 0.4
_NARROWER = 0.5
_LONGEST_HEADING = 4
_FLUSH = 1.5
_SEVERAL = 3
_VOWEL_SIGNS = re.compile("[\u0300-\u036f\u064b-\u065f]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_NARROW = 0.6
_OUT = 2.0
_HALF = 0.5
_LAST_NARROW = "\u2e7f"
_FIRST_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Frame:
    """The column that lines stand in: its left and right edges in points."""

    left: float
    right: float


@dataclass(slots=True)
class TextLine:
    """A line of running text: its page, its cell, its column; `alone` if no part of a longer paragraph.

    `in_front` if it stands with the names of organs and sessions on the first page.
    """

    page: int
    cell: Cell
    frame: Frame
    alone: bool = False
    in_front: bool = False

    @property
    def indent(self) -> float:
        """How far from the column's left edge it begins."""
        return self.cell.x0 - self.frame.left


@dataclass(slots=True)
class Passage:
    """The lines of one paragraph; `at_end` if it is a note at the end of the document."""

    lines: list[TextLine] = field(default_factory=list)
    at_end: bool = False

    @property
    def first(self) -> TextLine:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        """Its last line so far."""
        return self.lines[-1]

    @property
    def rest_x0(self) -> float | None:
        """Where its lines after the first begin (from the column's left edge); None if not known yet."""
        if len(self.lines) > 1:
            return self.lines[1].indent
        hung = self.first.cell.hung
        return None if hung is None else hung - self.first.frame.left


class Leading:
    """The usual distance of lines for each size of type, measured over a document."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        gaps: dict[float, Counter[float]] = {}
        before: TextLine | None = None
        for line in lines:
            if before is not None and before.page == line.page and _alike(before.cell, line.cell):
                gap = before.cell.y0 - line.cell.y0
                if 0.7 * line.cell.size < gap < 2.6 * line.cell.size:
                    gaps.setdefault(_rounded(line.cell.size), Counter())[round(gap * 4) / 4] += 1
            before = line
        self._usual = {size: _usual(counts) for size, counts in gaps.items()}
        main = max(gaps, key=lambda size: gaps[size].total(), default=0.0)
        self._share = self._usual[main] / main if main else 1.3

    def of(self, size: float) -> float:
        """The distance from line to line in points, for rare sizes at most as loose as the text's."""
        loosest = 1.2 * self._share * size
        return min(self._usual.get(_rounded(size), loosest), loosest)

    def solid(self, size: float) -> float:
        """The distance in points that lines of a size have if they are set as closely as the text's."""
        return self._share * size


def passages(lines: Sequence[TextLine], leading: Leading) -> list[Passage]:
    """The paragraphs that lines in reading order make."""
    found: list[Passage] = []
    blocks = _blocks(lines, leading)
    for index, line in enumerate(lines):
        if found and _goes_on(found[-1], line, leading, blocks[index - 1]):
            found[-1].lines.append(line)
        else:
            found.append(Passage([line]))
    return found


def _blocks(lines: Sequence[TextLine], leading: Leading) -> list[float]:
    """For each line the right edge that the lines set closely around it are filled to."""
    edges: list[float] = []
    start = 0
    usual = _edges_by_start(lines)
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _is_close(lines[index - 1], lines[index], leading):
            edges += [_right_edge(lines[start:index], usual)] * (index - start)
            start = index
    return edges


def _right_edge(lines: Sequence[TextLine], usual: dict[tuple[int, int], float]) -> float:
    """The edge of the column, or a nearer one that all lines but the last are filled to.

    Where lines are few, it is the one that lines which begin there are filled to elsewhere.
    """
    widest = max(line.cell.x1 for line in lines)
    frame = lines[0].frame
    edge = frame.left + usual.get(_start(lines[0]), frame.right - frame.left)
    if _is_narrow(lines[0], edge) and widest <= edge + _FLUSH:
        return edge
    is_narrow = _is_narrow(lines[0], widest)
    return widest if is_narrow and len(lines) >= 3 and _is_filled(lines, widest) else frame.right


def _is_narrow(line: TextLine, edge: float) -> bool:
    """Whether lines that end at an edge are narrower than their column, though no mere scraps."""
    frame = line.frame
    narrowest = _NARROWEST * (frame.right - frame.left)
    return edge < frame.right - _NARROWER * line.cell.size and edge - line.cell.x0 > narrowest


def _edges_by_start(lines: Iterable[TextLine]) -> dict[tuple[int, int], float]:
    """For each place that lines begin at the one that several of them end at, and none of them beyond.

    Both are measured from the left edge of the column: margins may change sides from page to page.
    """
    ends: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        ends.setdefault(_start(line), []).append(line.cell.x1 - line.frame.left)
    found = {start: max(places) for start, places in ends.items()}
    return {
        start: edge
        for start, edge in found.items()
        if sum(1 for place in ends[start] if place >= edge - _FLUSH) >= _SEVERAL
    }


def _start(line: TextLine) -> tuple[int, int]:
    """Where a line begins, and its text after a label."""
    cell, left = line.cell, line.frame.left
    return round(cell.x0 - left), round((cell.x0 if cell.hung is None else cell.hung) - left)


def _is_filled(lines: Sequence[TextLine], edge: float) -> bool:
    """Whether each line reaches an edge, or would pass it with the first word of the next."""
    if all(edge - line.cell.x1 < 1.5 * line.cell.size for line in lines[:-1]):
        return True
    pairs = list(pairwise(lines))
    full = all(edge - before.cell.x1 < _first_word(line) for before, line in pairs)
    return full and any(_may_run_on(before.cell, line.cell) for before, line in pairs)


def _is_close(before: TextLine, line: TextLine, leading: Leading) -> bool:
    if before.page != line.page or before.frame is not line.frame:
        return False
    gap = before.cell.y0 - line.cell.y0
    return _alike(before.cell, line.cell) and 0 < gap <= _SPACED * leading.of(line.cell.size)


def _goes_on(passage: Passage, line: TextLine, leading: Leading, right: float) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    before = passage.last
    cell = line.cell
    if before.alone or line.alone:
        return False
    if not _alike(before.cell, cell) or cell.hung is not None:
        return False
    right = _own_edge(passage, right)
    elsewhere = before.page != line.page or before.frame is not line.frame
    if not elsewhere and not _is_close(before, line, leading):
        return _is_unfinished_heading(before, line, leading)
    if elsewhere and _begins_anew(before, line):
        return False
    if _is_front_pair(before, line) and _leaves_half(before) and not cell.text[:1].islower():
        return False
    if _is_heading_pair(before, line) and _may_be_heading(passage):
        return not elsewhere and not _is_labelled(cell) and not _is_apart(before, line, leading, right)
    if before.cell.bold != cell.bold and len(passage.lines) == 1 and _is_short(before, line, right):
        return False
    if _is_labelled(cell) and (_is_short(before, line, right) or _is_indented(passage, line)):
        return False
    if elsewhere and _begins_numbered(before.cell.text, cell):
        return False
    if _is_open(before.cell.text) and not elsewhere:
        return True
    if _runs_on(before.cell, cell) and not _is_indented(passage, line):
        return True
    return not _is_short(before, line, right) and _is_aligned(passage, line, elsewhere=elsewhere)


def _own_edge(passage: Passage, right: float) -> float:
    """The right edge of a paragraph: the one that two of its lines or more end at, if they all do."""
    ends = [line.cell.x1 for line in passage.lines[-3:] if line.frame is passage.last.frame]
    same = len(ends) > 1 and max(ends) - min(ends) <= _FLUSH
    return min(right, max(ends)) if same else right


def _begins_anew(before: TextLine, line: TextLine) -> bool:
    """Whether the first line of a page or column is no part of what stood before: a caption, a heading."""
    if before.cell.bold != line.cell.bold:
        return True
    is_brief = line.cell.x1 < line.frame.right - _FAR * line.cell.size
    return ends_sentence(before.cell.text) and is_brief and not ends_sentence(line.cell.text)


def _alike(one: Cell, other: Cell) -> bool:
    return max(one.size, other.size) <= _RESIZED * min(one.size, other.size)


def _is_heading_pair(before: TextLine, line: TextLine) -> bool:
    """Lines of one heading: both bold, or both set apart in the middle of the column."""
    return before.cell.bold and line.cell.bold


def _is_front_pair(before: TextLine, line: TextLine) -> bool:
    """Whether two bold lines of the first page name organ, session or item: in the margin, or in columns."""
    if not (before.page == line.page == 1 and _is_heading_pair(before, line)):
        return False
    margin = -_OUT * line.cell.size
    same = abs(before.indent - line.indent) <= _ALIGNED * line.cell.size
    return same and (line.indent < margin or line.in_front)


def _leaves_half(line: TextLine) -> bool:
    """Whether a line leaves more than half of its column free."""
    return line.frame.right - line.cell.x1 > _HALF * (line.frame.right - line.cell.x0)


def _may_be_heading(passage: Passage) -> bool:
    """Whether the lines so far can be those of a heading: all bold, and few."""
    return len(passage.lines) <= _LONGEST_HEADING and all(line.cell.bold for line in passage.lines)


def _is_apart(before: TextLine, line: TextLine, leading: Leading, right: float) -> bool:
    """Whether a short line stands further from the next than lines of one heading do."""
    gap = before.cell.y0 - line.cell.y0
    return gap > _SPACED * leading.solid(line.cell.size) and _is_short(before, line, right)


def _is_unfinished_heading(before: TextLine, line: TextLine, leading: Leading) -> bool:
    """Whether a heading set as several paragraphs goes on after a comma in the next line."""
    near = 0 < before.cell.y0 - line.cell.y0 <= _NEXT * leading.of(line.cell.size)
    is_pair = _is_heading_pair(before, line) and not _is_labelled(line.cell)
    return near and is_pair and before.cell.text[-1:] in _COMMAS and line.cell.text[:1].islower()


def _is_labelled(cell: Cell) -> bool:
    return cell.hung is not None or bool(label_first().match(cell.text))


def _may_run_on(before: Cell, cell: Cell) -> bool:
    """Whether nothing says that a sentence ends between two lines, nor that a name begins."""
    return not ends_sentence(before.text) and not cell.text[:1].isupper()


def _runs_on(before: Cell, cell: Cell) -> bool:
    """Whether the words alone say that a sentence goes on."""
    return not ends_sentence(before.text) and cell.text[:1].islower() and not is_wide(before.text[-1])


def _begins_numbered(before: str, cell: Cell) -> bool:
    """Whether a label at the top of a page or column begins a paragraph: after a sentence or a lead-in.

    A letter after a lead-in may as well stand in an enumeration that runs inside a paragraph.
    """
    if not _is_labelled(cell):
        return False
    leads_in = before.rstrip()[-1:] in (":", "：")
    return cell.text[:1].isdigit() if leads_in else ends_sentence(before)


def _is_open(text: str) -> bool:
    """Whether a short line ends within brackets that it opened."""
    return text[:1] in "[(" and text[-1:] in ",،、;" and text.count(text[0]) > text.count(_CLOSING[text[0]])


def _is_short(before: TextLine, line: TextLine, right: float) -> bool:
    """Whether a line ends although the next one's first word had room on it."""
    room = (right if before.frame is line.frame else before.frame.right) - before.cell.x1
    return room > _first_word(line) + 0.5 * before.cell.size


def _first_word(line: TextLine) -> float:
    """The width that the first word of a line takes up, with a space before it."""
    text = line.cell.text
    match = _FIRST_WORD.match(text)
    word = match.group() if match else ""
    taken = text[:2] if word and is_wide(word[0]) else f"{word} "
    return _breadth(taken) * (line.cell.x1 - line.cell.x0) / max(_breadth(text), 1)


def _breadth(text: str) -> float:
    """About how wide a text is, in figures: Arabic letters are narrow, Chinese characters twice as wide."""
    marks = len(_VOWEL_SIGNS.findall(text))
    narrow = len(_ARABIC.findall(text)) + text.count(" ")
    wide = sum(1 for char in text if char > _LAST_NARROW and is_wide(char))
    return len(text) + wide - (1 - _NARROW) * narrow - marks


def _is_indented(passage: Passage, line: TextLine) -> bool:
    """Whether a line begins further in than the lines of the paragraph before it."""
    rest = passage.rest_x0
    return line.indent > (passage.first.indent if rest is None else rest) + _INDENT * line.cell.size


def _is_aligned(passage: Passage, line: TextLine, *, elsewhere: bool) -> bool:
    """Whether a line begins where the lines of the paragraph do."""
    tolerance = _ALIGNED * line.cell.size
    rest = passage.rest_x0
    if rest is not None and passage.first.cell.hung is not None and len(passage.lines) == 1:
        return -tolerance <= line.indent <= rest + tolerance
    if rest is not None:
        return abs(line.indent - rest) <= tolerance
    step = line.indent - passage.first.indent
    if elsewhere and abs(step) <= tolerance:
        return True
    return -4 * line.cell.size <= step <= _FAR * line.cell.size


def _usual(gaps: Counter[float]) -> float:
    """The closest distance that is common: paragraphs of one line may make a wider one more frequent."""
    enough = 0.15 * gaps.total()
    return min(gap for gap, count in gaps.items() if count >= enough or count == max(gaps.values()))


def _rounded(size: float) -> float:
    return round(size)

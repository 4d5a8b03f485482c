"""Text taken from the pages of a PDF: pages kept by form feeds, and lines either at their places or alone.

Where a converter keeps the places of words (`pdftotext -layout`), white space says what begins a paragraph:
a label with a gap after it, another indent, room left at the end of a line, an empty line. Where it does not
(`pdftotext`), labels stand alone on their lines, at times two before their two texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportdiff.language.structure import StructureRules
from reportdiff.reading._block import Role
from reportdiff.reading._characters import columns, is_wide
from reportdiff.reading._furniture import is_rule, link_targets, running_lines
from reportdiff.reading._lines import Line, ends_sentence, print_width
from reportdiff.reading._numbering import Label, bullet_at_start, labels_at_start
from reportdiff.reading._page_notes import notes_of_page
from reportdiff.reading._parts import part_opened
from reportdiff.reading._pieces import Piece, Streams

_COLUMN_GAP = re.compile(r"\s{3,}")
_LAST_MARK = re.compile(r"(?<=[.!?…。;；”’»)])\s?\d{1,3}$")
_TAB = re.compile(r"\s{2,}$")
_FULL, _NEARLY, _HALF = 0.9, 0.8, 0.6
_INDENT = 3
_DEEPEST = 8
_FEWEST_ROWS = 2
_ASIDE = 0.4
_MOST_LEFT_OUT = 4
_LONGEST_HEADING = 3


def paged_pieces(lines: Sequence[Line], rules: StructureRules) -> tuple[list[Piece], Streams]:
    """The paragraphs and rows of the text in order, and what stands apart from it."""
    streams = Streams()
    furniture = running_lines(lines) | link_targets(lines)
    last = 0
    for _, page in groupby(lines, key=lambda line: line.page):
        held = list(page)
        streams.furniture += [line for line in held if line in furniture]
        text = [line for line in held if line not in furniture]
        body, notes, last = notes_of_page(text, last, streams.notes[-1] if streams.notes else None)
        streams.furniture += [line for line in held if is_rule(line) and line not in furniture]
        streams.notes += notes
        streams.body += [line for line in body if not is_rule(line)]
    return list(_Paragraphs(print_width(lines), rules).of(streams.body)), streams


class _Paragraphs:
    """Goes through the lines of the text and says where a paragraph begins."""

    def __init__(self, fill: int, rules: StructureRules) -> None:
        self._fill = fill
        self._rules = rules
        self._number = 0
        self._in_masthead = True
        self._edges: dict[int, int] = {}

    def of(self, lines: Sequence[Line]) -> Iterator[Piece]:
        """The paragraphs, table rows and cells of a masthead."""
        self._edges = _right_edges(lines)
        rows = self._table_rows(lines)
        piece: Piece | None = None
        for line in self._with_labels(lines):
            self._in_masthead = self._in_masthead and self._may_be_masthead(line)
            cells = self._cells(line)
            if self._in_masthead and len(cells) > 1:
                yield from [piece] if piece else []
                piece = None
                yield from (Piece([cell]) for cell in cells)
            elif (line.page, line.number) in rows:
                yield from [piece] if piece else []
                piece = None
                yield Piece([line], Role.TABLE)
            elif piece is None or self._begins(piece, line):
                yield from self._parted(piece, line) if piece else []
                self._take_note(line)
                piece = Piece([line])
            else:
                piece.lines.append(line)
        yield from [piece] if piece else []

    def _parted(self, piece: Piece, line: Line) -> Iterator[Piece]:
        """A piece, and apart from it the unfinished lines at its end that head the paragraph below."""
        before_number = (self._number_due(line) or 0) > 1
        for count in range(1, min(_LONGEST_HEADING, len(piece.lines) - 1) + 1):
            if not before_number or _ended(piece.lines[-1].text):
                break
            if _ended(piece.lines[-count - 1].text) and piece.lines[-count].text[0].isupper():
                yield Piece(piece.lines[:-count])
                yield Piece(piece.lines[-count:])
                return
        yield piece

    def _with_labels(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines, each label that stands alone moved before the text it is the label of.

        Where several stand together, their texts follow in the same order, an empty line before each.
        """
        waiting: list[Line] = []
        fresh = True
        for line in self._in_order(lines):
            if self._is_lone(line):
                waiting.append(line)
                fresh = True
            elif waiting and (fresh or line.gap) and not self._labels(line):
                yield _labelled(waiting.pop(0), line)
                fresh = False
            else:
                if fresh or line.gap:
                    yield from waiting
                    waiting = []
                yield line
        yield from waiting

    def _in_order(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, each label that came after the first line of its text put before that."""
        found = list(lines)
        for index in range(1, len(found) - 1):
            above = found[index - 2] if index > 1 else None
            first, label, second = found[index - 1 : index + 2]
            if not self._is_lone(label) or self._labels(first) or self._labels(second):
                continue
            begins = above is None or first.gap > 0 or ends_sentence(above.text)
            if begins and self._is_broken(first, second):
                found[index - 1 : index + 2] = [label, first, replace(second, gap=0)]
        return found

    def _is_broken(self, first: Line, second: Line) -> bool:
        """Whether a sentence goes over from one line to the next, whatever stands between them."""
        if ends_sentence(first.text) or first.width < _NEARLY * self._fill:
            return False
        return second.text[0].islower() or second.text[0].isdigit() or not _has_case(second.text[0])

    # ------------------------------------------------------------------------ labels

    def _labels(self, line: Line) -> tuple[Label, ...]:
        return labels_at_start(line.text, self._rules)

    def _is_lone(self, line: Line) -> bool:
        """Whether a line is nothing but a label."""
        return any(
            label.end == len(line.text) and label.core != label.printed and not label.is_named
            for label in self._labels(line)
        )

    def _is_tabbed(self, line: Line) -> bool:
        """Whether a gap stands between a label or bullet and the text after it."""
        ends = [label.end for label in self._labels(line)] or [bullet_at_start(line.text)]
        return any(_TAB.search(line.text[:end]) or line.text[:end].endswith("\t") for end in ends)

    def _number_due(self, line: Line) -> int | None:
        """The paragraph number of a line, where it goes on with those before, a few left out at most."""
        due = range(max(1, self._number), self._number + _MOST_LEFT_OUT)
        values = [
            label.value for label in self._labels(line) if "paragraph" in label.serves and not label.stem
        ]
        return next((value for value in values if value in due), None)

    def _take_note(self, line: Line) -> None:
        self._number = self._number_due(line) or self._number

    def _cells(self, line: Line) -> list[Line]:
        """A line parted at its gaps, that after a label apart."""
        label = max((label.end for label in self._labels(line)), default=bullet_at_start(line.text))
        return _cells(line, label)

    def _table_rows(self, lines: Sequence[Line]) -> set[tuple[int, int]]:
        """The lines in columns that stand together."""
        found: set[tuple[int, int]] = set()
        run: list[Line] = []
        for line in lines:
            is_row = len(self._cells(line)) > 1
            follows = bool(run) and line.page == run[-1].page and line.number - run[-1].number <= _FEWEST_ROWS
            if is_row and (follows or not run):
                run.append(line)
                continue
            found |= _rows(run)
            run = [line] if is_row else []
        return found | _rows(run)

    # ------------------------------------------------------------------------ where paragraphs begin

    def _begins(self, piece: Piece, line: Line) -> bool:
        before = piece.lines[-1]
        ended, labelled = _ended(before.text), bool(self._labels(line))
        if self._is_tabbed(line) or (self._in_masthead and line.gap):
            return True
        full = self._is_full(before, line)
        if self._names_part(line) or (len(piece.lines) == 1 and self._names_part(before)):
            return True
        if labelled and (ended or not full) and (self._number_due(line) or self._is_heading(line)):
            return True
        if self._number_due(line) == self._number + 1 > 1 and not self._labels(piece.lines[0]):
            return True
        if line.page != before.page:
            return self._begins_page(piece, line, ended=ended, full=full)
        if line.gap:
            goes_on = full and not ended and not labelled and not line.text[0].isupper()
            return not (goes_on or self._is_first_of_label(piece, full=full) or _is_small(line, ended=ended))
        if _is_indented(piece, line):
            return not _is_small(line, ended=ended)
        if labelled and ended and not full:
            return True
        return self._ends_early(before, line, ended=ended)

    def _begins_page(self, piece: Piece, line: Line, *, ended: bool, full: bool) -> bool:
        """Whether a paragraph begins at the first line of a page."""
        if _is_small(line, ended=ended):
            return False
        is_short = line.width < _HALF * self._fill and not ends_sentence(line.text)
        if not ended:
            return not full or (is_short and line.text[0].isupper())
        if self._labels(line) or not full or self._number == 0 or len(piece.lines) == 1:
            return True
        return is_short

    def _names_part(self, line: Line) -> bool:
        """Whether a line names an annex, an enclosure or a summary."""
        return line.width < _HALF * self._fill and part_opened(line.text, self._rules) is not None

    def _is_first_of_label(self, piece: Piece, *, full: bool) -> bool:
        """Whether a piece is one full line so far, whose label stood above it."""
        return len(piece.lines) == 1 and full and piece.lines[0].labelled

    def _is_full(self, before: Line, line: Line) -> bool:
        """Whether the next word would not have fitted into the line before."""
        edge = self._edges.get(before.page, self._fill)
        return before.led + before.width + 1 + _first_word(line) > _FULL * edge and (
            before.width > _HALF * (edge - before.led) or before.width > _HALF * self._fill
        )

    def _ends_early(self, before: Line, line: Line, *, ended: bool) -> bool:
        """Whether a line ends before the margin; of lines that end no sentence more is asked."""
        if ended:
            return not self._is_full(before, line)
        if line.text[0].islower():
            return False
        if self._in_masthead:
            is_aside = before.led > _ASIDE * self._fill
            return is_aside or not self._is_full(before, line)
        return before.width < _HALF * (self._edges.get(before.page, self._fill) - before.led)

    def _is_heading(self, line: Line) -> bool:
        """Whether a labelled line is short and ends no sentence."""
        return line.width < _NEARLY * self._fill and not ends_sentence(line.text)

    def _may_be_masthead(self, line: Line) -> bool:
        """Whether a line of the first page can stand in the masthead, above all filled lines and numbers."""
        gapped = len(self._cells(line)) > 1
        filled = not gapped and line.led + line.width > _FULL * self._edges.get(line.page, self._fill)
        return line.page == 1 and not (self._number_due(line) or (filled and line.width > _HALF * self._fill))


def _ended(text: str) -> bool:
    """Whether a text ends a sentence, the mark of a note after it apart."""
    return ends_sentence(_LAST_MARK.sub("", text))


def _is_small(line: Line, *, ended: bool) -> bool:
    """Whether a line goes on with a sentence in small letters."""
    return line.text[0].islower() and not ended


def _has_case(char: str) -> bool:
    return char.lower() != char.upper()


def _first_word(line: Line) -> int:
    return 2 if is_wide(line.text[0]) else columns(line.text.split(maxsplit=1)[0])


def _is_indented(piece: Piece, line: Line) -> bool:
    """Whether a line stands elsewhere than its paragraph's lines; the first of those may stand apart."""
    here = [one for one in piece.lines if one.page == line.page]
    if len(here) > 1:
        return abs(line.led - here[1].led) > _INDENT
    if not here or len(piece.lines) > 1:
        return False
    text_starts = here[0].led + _label_width(here[0])
    if _label_width(here[0]):
        return line.led > text_starts + _INDENT
    return line.led > here[0].led + _INDENT or line.led < here[0].led - _DEEPEST


def _label_width(line: Line) -> int:
    """How far into a line the text after a label and its gap begins."""
    match = re.match(r"\S{1,6}\s{2,}|\S{1,6}\s", line.text)
    return match.end() if match else 0


def _right_edges(lines: Sequence[Line]) -> dict[int, int]:
    """Where the lines of each page end that end farthest right, rows of columns apart."""
    edges: dict[int, int] = {}
    for page, held in groupby(lines, key=lambda line: line.page):
        ends = sorted(line.led + line.width for line in held if not _COLUMN_GAP.search(line.text[8:]))
        if ends:
            edges[page] = ends[int(0.9 * (len(ends) - 1))]
    usual = sorted(edges.values())[len(edges) // 2] if edges else 0
    return {page: max(edge, int(_NEARLY * usual)) for page, edge in edges.items()}


def _rows(run: Sequence[Line]) -> set[tuple[int, int]]:
    return {(line.page, line.number) for line in run} if len(run) >= _FEWEST_ROWS else set()


def _cells(line: Line, label: int = 0) -> list[Line]:
    """A line parted at its gaps, that after a label of some length apart."""
    texts = [text for text in _COLUMN_GAP.split(line.text[label:]) if text] or [""]
    texts = [line.text[:label] + texts[0], *texts[1:]]
    return [replace(line, text=text, width=columns(text)) for text in texts]


def _labelled(label: Line, line: Line) -> Line:
    """A line with the label before it that stood above."""
    text = f"{label.text}  {line.text}"
    return replace(line, number=label.number, text=text, gap=label.gap, page=label.page, labelled=True)

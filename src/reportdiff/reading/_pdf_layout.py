"""Pages of lines to blocks in reading order: furniture and footnotes apart, tables as rows."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import columns, visible
from reportdiff.reading._joining import Joiner
from reportdiff.reading._letter_spacing import mended
from reportdiff.reading._pdf_columns import Flow, flows, usual_gutter
from reportdiff.reading._pdf_figures import lettering
from reportdiff.reading._pdf_furniture import LONGEST_FURNITURE, furniture_lines, is_rule
from reportdiff.reading._pdf_letterhead import letterhead, organs
from reportdiff.reading._pdf_lines import Cell, Line, PageLines, single_cell
from reportdiff.reading._pdf_notes import endnotes, note_area, note_label, text_size
from reportdiff.reading._pdf_paragraphs import Frame, Leading, Passage, TextLine, passages
from reportdiff.reading._pdf_tables import (
    Around,
    Columns,
    Table,
    is_stretched,
    opening_columns,
    parted,
    take_rest,
)
from reportdiff.reading._pdf_wording import ends_sentence
from reportdiff.reading._raised import signs
from reportdiff.reading._sign_marks import with_sign_marks

_FEW = 4
_SAMPLED = 8
_NEAR_EDGE = 3
_COMMON = 0.15
_TYPED_GAP = 3.0
_CENTRED = 0.04
_NOT_SPACE_BEFORE = re.compile(r"[.,;:!?)\]”’»%،؛؟]")
_LIST = re.compile(r"[,،、]\s?")


@dataclass(slots=True)
class _Document:
    """What the pages of a document hold, sorted out."""

    text: list[TextLine] = field(default_factory=list)
    tables: list[tuple[int, Table]] = field(default_factory=list)
    heads: Table | None = None
    unread: list[Block] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    furniture: list[Block] = field(default_factory=list)


def page_blocks(pages: Sequence[PageLines], language: str) -> list[Block]:
    """The blocks of a document's pages in reading order, furniture first, footnotes last.

    Args:
        pages: The lines of every page.
        language: The BCP 47 code of the document's language.
    """
    found = _sorted_out(pages)
    cells = [line.cell for line in found.text] + [line.cell for note in found.notes for line in note.lines]
    joiner = Joiner((cell.text for cell in cells), language)
    groups = passages(found.text, Leading(found.text))
    found.notes += endnotes(groups)
    labels = _labels_by_page(found.notes, {page.number for page in pages})
    ends = list(accumulate(len(group.lines) for group in groups))
    at_end = set(map(id, found.notes))
    told = [(group, end) for group, end in zip(groups, ends, strict=True) if id(group) not in at_end]
    written = [_block(group, joiner, labels) for group, _ in told]
    ends = [end for _, end in told]
    rows = [(place, list(_rows(table, joiner, labels))) for place, table in found.tables]
    flow = list(_with_tables(written, ends, rows))
    notes = [_note_block(note, joiner) for note in found.notes]
    return [*found.furniture, *mended(with_sign_marks(flow, notes), language), *found.unread, *notes]


def _sorted_out(pages: Sequence[PageLines]) -> _Document:
    furniture = furniture_lines(pages)
    kept = {page.number: [line for line in page.lines if id(line) not in furniture] for page in pages}
    size = text_size(list(kept.values()))
    usual = _usual_frame([line for flow in kept.values() for line in flow], size)
    gutter = usual_gutter(list(kept.values())[:_SAMPLED], size)
    found = _Document()
    frames: dict[int, Frame] = {}
    whole: list[Frame] = []
    for index, page in enumerate(pages):
        found.furniture += [
            Block(cell.text, Role.FURNITURE, page.number)
            for line in page.lines
            if id(line) in furniture
            for cell in line.cells
        ]
        _take_asides(found, page, usual)
        unfinished = _is_unfinished(found.notes, page.number - 1)
        area = note_area(
            kept[page.number], size, page.rules, continued=bool(found.notes), unfinished=unfinished
        )
        found.furniture += [Block(line.text, Role.FURNITURE, page.number) for line in area.rule]
        if page.number == 1:
            area = replace(area, text=_take_letterhead(found, page, area.text, usual, size))
        parts = flows(area.text, size, gutter)
        following = kept[pages[index + 1].number] if index + 1 < len(pages) else []
        frames |= _column_frames(parts, size)
        for flow in parts:
            if flow.column is None:
                frame = _frame(flow.lines, size, usual, whole)
                whole.append(frame)
            else:
                frame = replace(frames.get(flow.column, usual))
            around = _around(page, flow, found, following, frame)
            _take_text(found, page, flow.lines, frame, size, around)
        _take_notes(found, area.notes)
    return found


def _take_asides(found: _Document, page: PageLines, frame: Frame) -> None:
    """Take what stands in no line: a short text along the edge is furniture, what else is turned is not read.

    Nor does anything say where what was filled into a field belongs.
    """
    turned = " ".join(cell.text for cell in page.turned)
    at_edge = all(cell.x0 >= frame.right or cell.x1 <= frame.left for cell in page.turned)
    if at_edge and len(turned) <= LONGEST_FURNITURE:
        found.furniture += [Block(cell.text, Role.FURNITURE, page.number) for cell in page.turned]
        turned = ""
    found.unread += [Block(text, Role.UNKNOWN, page.number) for text in (turned, *page.entered) if text]
    if page.dropped:
        found.furniture.append(Block("", Role.FURNITURE, page.number, removed=page.dropped))


def _column_frames(parts: Sequence[Flow], size: float) -> dict[int, Frame]:
    """The frames of a page's columns that have lines enough to show them."""
    lines: dict[int, list[Line]] = {}
    for flow in parts:
        if flow.column is not None:
            lines.setdefault(flow.column, []).extend(flow.lines)
    frames = {column: _usual_frame(found, size) for column, found in lines.items()}
    return {column: frame for column, frame in frames.items() if frame.right}


def _take_letterhead(
    found: _Document, page: PageLines, lines: Sequence[Line], frame: Frame, size: float
) -> list[Line]:
    """Take the letterhead of the first page, and give the lines below it."""
    left, right, rest = letterhead(page, lines, size)
    found.furniture += [Block(cell.text, Role.FURNITURE, page.number) for cell in left]
    found.text += [TextLine(page.number, cell, frame, alone=True) for cell in right]
    beside, rest = organs(page, rest)
    edges = [min(cell.x0 for cell in cells) for cells in beside]
    edges += [page.width - edges[0]] if edges else []
    for cells, (start, end) in zip(beside, pairwise(edges), strict=True):
        column = Frame(start, end)
        found.text += [TextLine(page.number, cell, column, in_front=True) for cell in cells]
    return rest


def _usual_frame(lines: Iterable[Line], size: float) -> Frame:
    """The column that most lines of the text's size fill, in the whole document."""
    lefts, rights = _edges(lines, size)
    if not lefts:
        return Frame(0.0, 0.0)
    return Frame(Counter(lefts).most_common(1)[0][0], _upper(rights))


def _frame(lines: Sequence[Line], size: float, usual: Frame, before: Sequence[Frame]) -> Frame:
    """The column of one page: the document's, unless no line begins there.

    Where lines are few it may be that of a page before: margins change sides from page to page.
    """
    lefts, rights = _edges(lines, size)
    if any(abs(left - usual.left) <= _NEAR_EDGE for left in lefts):
        return usual
    if len(lefts) < _FEW:
        first = min((line.x0 for line in lines), default=usual.left)
        near = (frame for frame in reversed(before) if abs(frame.left - first) <= _NEAR_EDGE)
        return next(near, usual)
    common = [left for left, count in Counter(lefts).items() if count >= _COMMON * len(lefts)]
    return Frame(min(common or lefts), _upper(rights))


def _edges(lines: Iterable[Line], size: float) -> tuple[list[int], list[float]]:
    """Where lines of running text begin and end."""
    text = [line for line in lines if abs(line.size - size) <= 0.06 * size and columns(line.text) > 30]
    return [round(line.x0) for line in text], [line.x1 for line in text]


def _upper(values: Sequence[float]) -> float:
    """The value that one in ten exceeds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.9))]


def _around(page: PageLines, flow: Flow, found: _Document, following: Sequence[Line], frame: Frame) -> Around:
    """What stands about the tables of a flow that takes the whole width of its page."""
    if flow.column is not None:
        return Around(page.rules)
    before: Columns = ()
    if found.tables and found.tables[-1][0] == len(found.text):
        before = found.tables[-1][1].columns
    after: Columns = ()
    if flow.lines and len(flow.lines[-1].cells) > 1 and following:
        after = opening_columns(following, frame.left, frame.right)
    return Around(page.rules, before, after)


def _take_text(
    found: _Document, page: PageLines, lines: Sequence[Line], frame: Frame, size: float, around: Around
) -> None:
    items = parted(lines, frame.left, frame.right, around)
    drawn = lettering(items, size)
    scraps = [item for item, is_drawn in zip(items, drawn, strict=True) if is_drawn]
    if scraps:
        found.unread.append(_figure(page.number, scraps))
    for item in (item for item, is_drawn in zip(items, drawn, strict=True) if not is_drawn):
        if isinstance(item, Table):
            _take_table(found, page, item)
        elif is_rule(item.text):
            found.furniture.append(Block(item.text, Role.FURNITURE, page.number))
        else:
            cells = _text_cells(item, frame)
            alone = len(cells) > 1
            found.text += [TextLine(page.number, cell, frame, alone) for cell in cells]


def _take_table(found: _Document, page: PageLines, table: Table) -> None:
    """Take a table; the head that it prints again at the top of a page is furniture."""
    place, before = found.tables[-1] if found.tables else (-1, None)
    goes_on = before is not None and place == len(found.text) and before.lines[0].page == page.number - 1
    if before is not None and goes_on:
        count = table.heads_repeated(found.heads or before)
        cells = [cell for row in table.rows[:count] for column in row for cell in column]
        found.furniture += [Block(cell.text, Role.FURNITURE, page.number) for cell in cells]
        del table.rows[:count]
        take_rest(before, table)
    else:
        found.heads = table
    found.tables.append((len(found.text), table))


def _figure(page: int, scraps: Sequence[Line | Table]) -> Block:
    """The lettering of a page's figures, which says nothing that could be read as text."""
    lines = [line for item in scraps for line in (item.lines if isinstance(item, Table) else [item])]
    return Block(" ".join(line.text for line in lines), Role.UNKNOWN, page)


def _text_cells(line: Line, frame: Frame) -> list[Cell]:
    """The pieces of a line outside tables: one, unless gaps are wider than typists and justifying leave."""
    if is_stretched(line, frame.left, frame.right):
        return [single_cell(line)]
    groups: list[list[Cell]] = []
    for cell in line.cells:
        if groups and cell.x0 - groups[-1][-1].x1 <= _TYPED_GAP * cell.size:
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return [single_cell(Line(line.page, group)) for group in groups]


def _take_notes(found: _Document, lines: Sequence[Line]) -> None:
    """Footnotes begin with their mark; a line without one goes on with the note before it."""
    for line in lines:
        cell = single_cell(line)
        text_line = TextLine(line.page, cell, Frame(cell.x0, cell.x1))
        label = note_label(cell)
        if not found.notes or (label and _is_due(label[0], cell, found.notes, line.page)):
            found.notes.append(Passage([text_line]))
        else:
            found.notes[-1].lines.append(text_line)


def _is_unfinished(notes: Sequence[Passage], page: int) -> bool:
    """Whether the last note of a page breaks off in mid-sentence."""
    return bool(notes) and notes[-1].last.page == page and not ends_sentence(notes[-1].last.cell.text)


def _is_due(label: str, cell: Cell, notes: Sequence[Passage], page: int) -> bool:
    """Whether a mark begins a note: raised, a sign, or the number after the last note's."""
    if (cell.raised and cell.raised[0].start == 0) or not label.isalnum():
        return True
    elsewhere = notes[-1].first.page != page
    if elsewhere and (label == "1" or ends_sentence(notes[-1].last.cell.text)):
        return True
    return label.isdecimal() and int(label) == _last_number(notes) + 1


def _last_number(notes: Sequence[Passage]) -> int:
    """The number of the last note that has one, 0 if none has."""
    labels = (note_label(note.first.cell) for note in reversed(notes))
    return next((int(label[0]) for label in labels if label and label[0].isdecimal()), 0)


def _labels_by_page(notes: Sequence[Passage], pages: Iterable[int]) -> dict[int, set[str]]:
    """For each page the marks that notes explain: those at its foot, and those at the end of the document."""
    labels: dict[int, set[str]] = {page: set() for page in pages}
    for note in notes:
        label = note_label(note.first.cell)
        for page in labels if label and note.at_end else [note.first.page]:
            labels.setdefault(page, set()).update([label[0]] if label else [])
    return labels


def _block(passage: Passage, joiner: Joiner, labels: dict[int, set[str]]) -> Block:
    lines = [_without_marks(line.cell, labels.get(line.page, set())) for line in passage.lines]
    text, removed, starts = joiner.join_all(shown for shown, _ in lines)
    marks = [
        Mark(mark.label, max(0, start + mark.offset))
        for start, (_, found) in zip(starts, lines, strict=True)
        for mark in found
    ]
    first = passage.first
    return Block(
        text,
        page=first.page,
        indent=round(first.indent, 1),
        size=round(first.cell.size, 1),
        bold=all(line.cell.bold for line in passage.lines),
        centred=_is_centred(first),
        marks=tuple(marks),
        removed=removed,
        slanted=all(line.cell.slanted for line in passage.lines),
        underlined=all(line.cell.underlined for line in passage.lines),
    )


def _without_marks(cell: Cell, labels: set[str]) -> tuple[str, list[Mark]]:
    """The text of a line without the raised signs that are marks of the page's notes."""
    text, marks, cut = "", [], 0
    for raised in cell.raised:
        sign = cell.text[raised.start : raised.end]
        parts = _LIST.split(sign.strip())
        if not all(part in labels for part in parts):
            kept = signs(sign, is_raised=True) if raised.sure else None
            text = _glued(text, cell.text[cut : raised.start]) + sign.translate(kept or {})
            cut = raised.end
            continue
        text = _glued(text, cell.text[cut : raised.start]).rstrip()
        marks += [Mark(part, len(text)) for part in parts]
        spaced = (
            cell.text[raised.start - 1 : raised.start] == " " or cell.text[raised.end : raised.end + 1] == " "
        )
        cut = raised.end
        if spaced and not _NOT_SPACE_BEFORE.match(cell.text[cut:].lstrip()):
            text += " "
    return _glued(text, cell.text[cut:]).rstrip(), marks


def _glued(before: str, after: str) -> str:
    return before + (after.lstrip() if before.endswith(" ") else after)


def _is_centred(line: TextLine) -> bool:
    width = line.frame.right - line.frame.left
    if width <= 0 or line.cell.x0 - line.frame.left < 2 * line.cell.size:
        return False
    return abs((line.cell.x0 - line.frame.left) - (line.frame.right - line.cell.x1)) < _CENTRED * width


def _note_block(note: Passage, joiner: Joiner) -> Block:
    text, removed, _ = joiner.join_all(line.cell.text for line in note.lines)
    label = note_label(note.first.cell)
    end = label[1] if label else 0
    name = label[0] if label else None
    separators = visible(text[:end]) - visible(name or "")
    first = note.first
    return Block(
        text[end:].strip(),
        Role.NOTE,
        first.page,
        label=name,
        size=round(first.cell.size, 1),
        removed=removed + separators,
    )


def _with_tables(
    blocks: Sequence[Block], ends: Sequence[int], tables: Sequence[tuple[int, list[Block]]]
) -> Iterator[Block]:
    """Blocks of text with tables put after the paragraph that they stand in or below."""
    waiting = deque(tables)
    for block, end in zip(blocks, ends, strict=True):
        while waiting and waiting[0][0] == 0:
            yield from waiting.popleft()[1]
        yield block
        while waiting and waiting[0][0] <= end:
            yield from waiting.popleft()[1]
    for _, rows in waiting:
        yield from rows


def _rows(table: Table, joiner: Joiner, labels: dict[int, set[str]]) -> Iterator[Block]:
    """The rows of a table with an upright line between cells, empty ones as well."""
    first = table.lines[0]
    known = labels.get(first.page, set())
    spans = table.columns
    for row in table.rows:
        filled = [cells for cells in row if cells]
        cells = filled if len(filled) == 1 and _spans(filled[0], spans) else row
        text, marks, removed = "", [], 1 - len(cells)
        for number, column in enumerate(cells):
            text += " | " if number else ""
            shown = [_without_marks(cell, known) for cell in column]
            joined, dropped, starts = joiner.join_all(part for part, _ in shown)
            marks += [
                Mark(mark.label, len(text) + max(0, start + mark.offset))
                for start, (_, found) in zip(starts, shown, strict=True)
                for mark in found
            ]
            text, removed = text + joined, removed + dropped
        lead = len(text) - len(text.lstrip())
        yield Block(
            text.strip(),
            Role.TABLE,
            first.page,
            size=round(first.size, 1),
            marks=tuple(Mark(mark.label, mark.offset - lead) for mark in marks),
            removed=removed,
        )


def _spans(cells: Sequence[Cell], spans: Columns) -> bool:
    """Whether a text stands across several columns."""
    x0, x1 = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    return sum(x0 < right and x1 > left for left, right in spans) > 1

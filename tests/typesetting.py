"""Sets a report as the text that comes out of such a report's PDF.

What the form is like: every visual line is followed by a blank one, save where a line ends in a
digit or hyphen; a paragraph's last line ends with a space; a page break shows only as a space
before the next line; a page's footnotes (under a rule of underscores) and the targets of its
hyperlinks stand where the page ends, often in mid-paragraph. The same input gives the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

RULE = "_" * 18
OPENING = "（《“‘「『【〔〈([{"
CLOSING = "，。、；：！？）》”’」』】〕〉…—·%％‰)]},.;:!?"
CELL_WIDTHS = {"W": 2, "F": 2, "A": 2}


@dataclass(frozen=True, slots=True)
class Anchored:
    """A footnote's text, or the target of a link, that hangs on a passage at `offset` of its text."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its label as printed (`一.`, `A.`, `1.`, `(a)`), or None in recommendations."""

    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph (`label` such as `12.`) or lettered item (`(a)`), with what hangs on it."""

    label: str
    text: str
    notes: tuple[Anchored, ...] = ()
    links: tuple[Anchored, ...] = ()


Block = Heading | Passage


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands before the first heading.

    Args:
        groups: lines that stand together (a body, its session, the agenda item); marks such as `*`
            are part of the lines.
        titles: the report's title lines.
        summary: the heading of the summary and its text.
        notes: the first page's footnotes, each with its mark, such as `* SAMPLE/2013/1`.
    """

    groups: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    summary: tuple[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set.

    Args:
        by_words: break at spaces alone (alphabetic scripts); otherwise between any two wide characters.
        width: half-width cells in a line; a Chinese character takes two.
        front_width: the same for the narrow lines above the title.
        page_lines: visual lines to a page; a heading takes two, the rule above footnotes one.
    """

    by_words: bool
    width: int
    front_width: int
    page_lines: int


CHINESE = Setting(by_words=False, width=70, front_width=42, page_lines=34)
ENGLISH = Setting(by_words=True, width=86, front_width=50, page_lines=38)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    lead: str = ""
    ends: bool = False
    heading: bool = False
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        return 2 if self.heading else 1


@dataclass(slots=True)
class _Page:
    lines: list[_Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    height: int = 0

    def take(self, line: _Line, setting: Setting) -> None:
        self.height += _cost(line, setting, first_note=not self.notes)
        self.lines.append(line)
        self.notes += line.notes
        self.links += line.links


def typeset(front: TitleBlock, body: Iterable[Block], setting: Setting) -> str:
    """The whole report as text taken from its PDF; the title block has the first page for itself."""
    pages = _paginated(_lines(body, setting), setting)
    return _set_front(front, setting) + "".join(" " + _set_page(page, setting) for page in pages)


def wrap(text: str, setting: Setting, width: int | None = None) -> list[str]:
    """The visual lines of `text`. A space at a break is dropped; no line starts with closing punctuation."""
    return [text[start:end] for start, end in _spans(text, setting, width or setting.width)]


def cells(text: str) -> int:
    """The width of `text` in half-width cells."""
    return sum(CELL_WIDTHS.get(unicodedata.east_asian_width(mark), 1) for mark in text)


def _lines(body: Iterable[Block], setting: Setting) -> Iterator[_Line]:
    """The visual lines of all blocks, notes numbered through the whole report."""
    numbers = count(1)
    for block in body:
        if isinstance(block, Heading):
            yield _heading_line(block, setting)
        else:
            yield from _passage_lines(block, [next(numbers) for _ in block.notes], setting)


def _heading_line(block: Heading, setting: Setting) -> _Line:
    label = f"{block.label} " if block.label else ""
    lead = " " if block.label else "  "
    text = "\n".join(wrap(label + block.text, setting))
    return _Line(text, lead=lead, ends=True, heading=True)


def _passage_lines(block: Passage, marks: list[int], setting: Setting) -> list[_Line]:
    text, places = _with_marks(block, marks)
    label = f"{block.label} "
    shift = len(label)
    spans = _spans(label + text, setting, setting.width, {place + shift for place, _ in places})
    notes = [
        (place + shift, f"{mark} {note.text}")
        for (place, mark), note in zip(places, block.notes, strict=True)
    ]
    links = [(link.offset + shift + _inserted(places, link.offset), link.text) for link in block.links]
    lead = " " if label.startswith("(") else ""
    return [
        _Line(
            (label + text)[start:end],
            lead=lead if first else "",
            ends=last,
            notes=_within(notes, start, reach),
            links=_within(links, start, reach),
        )
        for first, last, start, end, reach in _reaching(spans)
    ]


def _with_marks(block: Passage, marks: list[int]) -> tuple[str, list[tuple[int, int]]]:
    """The text with its note marks in it, and where each mark stands."""
    text, places, at = "", [], 0
    for mark, note in zip(marks, block.notes, strict=True):
        text += block.text[at : note.offset]
        if text[-1:].isdigit() or block.text[note.offset : note.offset + 1].isdigit():
            raise ValueError(f"the mark of note {mark} would run into a number: …{text[-20:]}")
        places.append((len(text), mark))
        text += str(mark)
        at = note.offset
    return text + block.text[at:], places


def _inserted(places: list[tuple[int, int]], offset: int) -> int:
    """How many characters of marks stand before `offset` of the unmarked text."""
    grown = 0
    for place, mark in places:
        if place - grown <= offset:
            grown += len(str(mark))
    return grown


def _reaching(spans: list[tuple[int, int]]) -> Iterator[tuple[bool, bool, int, int, int]]:
    """Each span with whether it is the first, the last, and where the next one starts."""
    starts = [start for start, _ in spans[1:]] + [10**9]
    for index, ((start, end), reach) in enumerate(zip(spans, starts, strict=True)):
        yield index == 0, index == len(spans) - 1, start, end, reach


def _within(anchored: list[tuple[int, str]], start: int, end: int) -> tuple[str, ...]:
    return tuple(text for offset, text in anchored if start <= offset < end)


def _spans(text: str, setting: Setting, width: int, glued: Collection[int] = ()) -> list[tuple[int, int]]:
    """Where each visual line of `text` starts and ends; no break at the offsets in `glued`."""
    spans: list[tuple[int, int]] = []
    start = end = 0
    for piece_start, piece_end in _pieces(text, setting, glued):
        if end > start and cells(text[start:piece_end]) > width:
            spans.append((start, end))
            start = piece_start
        end = piece_end
    spans.append((start, end))
    return spans


def _pieces(text: str, setting: Setting, glued: Collection[int]) -> Iterator[tuple[int, int]]:
    """The runs of `text` that must not be broken, without the spaces between them."""
    breaks = [
        0,
        *(at for at in range(1, len(text)) if at not in glued and _may_break(text, at, setting)),
        len(text),
    ]
    for start, end in pairwise(breaks):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _may_break(text: str, at: int, setting: Setting) -> bool:
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return before == " " and not re.fullmatch(r"\(?\w{1,4}[.)] ", text[:at])
    if setting.by_words or before in OPENING or after in CLOSING:
        return False
    if before == "-" and after.isdigit():
        return True
    return cells(before) == 2 or cells(after) == 2


def _paginated(lines: Iterable[_Line], setting: Setting) -> list[_Page]:
    """The lines on pages, no heading at the foot of one, every note on the page of its mark."""
    pages = [_Page()]
    for run in _kept_together(lines):
        page = pages[-1]
        need = sum(_cost(line, setting, first_note=not page.notes) for line in run)
        if page.lines and page.height + need > setting.page_lines:
            pages.append(_Page())
        for line in run:
            pages[-1].take(line, setting)
    return [page for page in pages if page.lines]


def _kept_together(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Headings with the line that follows them; every other line by itself."""
    run: list[_Line] = []
    for line in lines:
        run.append(line)
        if not line.heading:
            yield run
            run = []
    if run:
        yield run


def _cost(line: _Line, setting: Setting, *, first_note: bool) -> int:
    notes = sum(len(wrap(note, setting)) for note in line.notes)
    return line.height + notes + (1 if line.notes and first_note else 0)


def _set_page(page: _Page, setting: Setting) -> str:
    return "".join(_set_lines(page.lines)) + _set_foot(page, setting)


def _set_lines(lines: list[_Line]) -> Iterator[str]:
    for line, after in pairwise([*lines, None]):
        assert line is not None
        yield line.lead + line.text + (" " if line.ends else "") + "\n"
        if line.heading:
            yield "\n \n"
        elif after is None:
            continue
        elif after.heading:
            yield " \n\n"
        elif line.ends or not _is_tight(line.text):
            yield "\n"


def _is_tight(text: str) -> bool:
    """Whether the blank line after this visual line is lost, as it is after a digit or hyphen."""
    return bool(re.search(r"[0-9-]$", text))


def _set_foot(page: _Page, setting: Setting) -> str:
    links = "".join(f"{target}\n" for target in page.links)
    if page.notes:
        return "\n" + _set_notes(page.notes, setting) + ("\n" + links if links else "")
    return "\n" + links if links else ""


def _set_notes(notes: Iterable[str], setting: Setting) -> str:
    paragraphs = (" " + "\n\n".join(wrap(note, setting)) + " \n" for note in notes)
    return f"{RULE} \n\n" + "\n".join(paragraphs)


def _set_front(front: TitleBlock, setting: Setting) -> str:
    heading, summary = front.summary
    groups = "".join(_set_group(group, setting) for group in front.groups)
    titles = "".join(f"  {title} \n \n \n\n" for title in front.titles)
    text = " " + "\n\n".join(wrap(summary, setting)) + " \n"
    notes = " \n\n" + _set_notes(front.notes, setting) if front.notes else ""
    return f"{groups}{titles} {heading} \n\n{text} \n{notes}"


def _set_group(group: tuple[str, ...], setting: Setting) -> str:
    lines = "".join("\n".join(wrap(line, setting, setting.front_width)) + " \n" for line in group)
    return f" {lines}\n \n\n"

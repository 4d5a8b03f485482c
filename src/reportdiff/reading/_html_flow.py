"""The elements of a web page to blocks: what is a paragraph, a heading, an item, a row, a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import cleaned, visible
from reportdiff.reading._html_notes import Element, Notes, text_of
from reportdiff.reading._numerals import numeral, whole

_DROPPED = {"script", "style", "noscript", "template", "head", "title", "meta", "link", "svg",
            "iframe", "object", "audio", "video", "canvas", "datalist"}  # fmt: skip
_ASIDE = {"nav", "header", "footer", "form", "button", "select", "menu", "dialog"}
_ASIDE_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog"}
_BLOCKS = {"p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
           "figure", "figcaption", "caption", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "address",
           "aside", "body", "html", "center", "fieldset", "details", "summary", "hr", "hgroup", "option",
           *_ASIDE}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INSIDE = {"article", "main", "section", "blockquote", "td"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_BULLET = "•"


@dataclass(slots=True)
class _Draft:
    """A block being read."""

    pieces: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    bold: int = 0
    removed: int = 0
    label: str | None = None
    level: int | None = None
    centred: bool = False
    note: str | None = None

    def add(self, text: str, *, bold: bool) -> None:
        """Add text, white space as a browser shows it."""
        shown = _SPACES.sub(" ", cleaned(text))
        if shown.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            shown = shown[1:]
        if shown:
            self.pieces.append(shown)
            self.length += len(shown)
            self.bold += visible(shown) if bold else 0

    @property
    def end(self) -> int:
        """Where the text so far ends, white space apart."""
        last = self.pieces[-1] if self.pieces else ""
        return self.length - len(last) + len(last.rstrip())

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces).rstrip()


@dataclass(slots=True)
class _Row:
    """A row of a table being read."""

    cells: list[list[Block]] = field(default_factory=list)


class Flow:
    """Goes once through the elements of a page without recursion."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._notes = Notes(root)
        self._blocks: list[Block] = []
        self._draft = _Draft()
        self._rows: list[_Row] = []
        self._bold = 0
        self._centred = 0
        self._aside = 0
        self._note: list[tuple[Element, str]] = []
        self._counts: list[_List] = []
        self._last_note: int | None = None
        self._data_tables: dict[Element, bool] = {}

    def blocks(self) -> list[Block]:
        """The blocks of the page, footnotes last."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_dropped(element):
                    walk.skip_subtree()
                    self._skipped(element)
                    continue
                self._open(element)
                self._draft.add(element.text or "", bold=self._bold > 0)
            else:
                if not self._is_dropped(element):
                    self._close(element)
                if element is not self._root:
                    self._draft.add(element.tail or "", bold=self._bold > 0)
        self._end_block()
        notes = [block for block in self._blocks if block.role is Role.NOTE]
        return [block for block in self._blocks if block.role is not Role.NOTE] + notes

    # ------------------------------------------------------------------------ elements

    def _is_dropped(self, element: Element) -> bool:
        if element.tag in _DROPPED or element.get("hidden") is not None:
            return True
        if _HIDDEN.search(element.get("style") or ""):
            return True
        return self._notes.is_mark(element) or self._notes.is_return(element)

    def _skipped(self, element: Element) -> None:
        """Keep the mark of a footnote, and count what leads back from one."""
        if self._notes.is_mark(element):
            self._draft.marks.append(Mark(self._notes.label(element), self._draft.end))
            printed = visible(text_of(element))
            self._draft.removed += printed - visible(self._notes.label(element))
        elif self._notes.is_return(element):
            self._draft.removed += visible(text_of(element))

    def _open(self, element: Element) -> None:
        name = str(element.tag)
        if name in _BLOCKS or name in _HEADINGS:
            self._end_block()
        if name == "br":
            self._line_break(element)
        elif name in ("ol", "ul"):
            self._counts.append(_List.of(element))
        elif name == "li" and self._counts:
            self._draft.label = self._counts[-1].next_label(element)
        elif name == "tr" and self._is_data_row(element):
            self._rows.append(_Row())
        elif name in ("td", "th") and self._rows:
            self._rows[-1].cells.append([])
        self._draft.level = _HEADINGS.get(name, self._draft.level)
        self._bold += name in ("b", "strong", "th") or name in _HEADINGS
        self._centred += _is_centred(element)
        self._aside += _is_aside(element)
        note = self._notes.note(element)
        if note is not None:
            self._note.append((element, note))
            self._draft.label = None
            self._draft.note = note
        self._draft.centred = self._draft.centred or self._centred > 0

    def _close(self, element: Element) -> None:
        name = str(element.tag)
        if name in _BLOCKS or name in _HEADINGS:
            self._end_block()
        self._bold -= name in ("b", "strong", "th") or name in _HEADINGS
        self._centred -= _is_centred(element)
        self._aside -= _is_aside(element)
        if name in ("ol", "ul") and self._counts:
            self._counts.pop()
        elif name == "tr" and self._is_data_row(element) and self._rows:
            self._end_row()
        if self._note and self._note[-1][0] is element:
            self._note.pop()

    def _line_break(self, element: Element) -> None:
        """One break is a space, two are the end of a paragraph."""
        after = element.getnext()
        doubled = after is not None and after.tag == "br" and not (element.tail or "").strip()
        if doubled:
            self._end_block()
        else:
            self._draft.add(" ", bold=False)

    def _is_data_row(self, row: Element) -> bool:
        """Whether a row is one of a table of data."""
        table = next(row.iterancestors("table"), None)
        if table is None:
            return False
        if table not in self._data_tables:
            self._data_tables[table] = _is_data_table(table)
        return self._data_tables[table]

    # ------------------------------------------------------------------------ blocks

    def _end_block(self) -> None:
        draft, self._draft = self._draft, _Draft(level=None)
        text = draft.text
        self._draft.centred = self._centred > 0
        if not text and not draft.marks:
            # A list's number waits for the paragraph inside its item.
            self._draft.label, self._draft.note = draft.label, draft.note
            self._draft.removed = draft.removed
            return
        block = self._block(draft, text)
        if self._rows and self._rows[-1].cells and block.role is not Role.NOTE:
            self._rows[-1].cells[-1].append(block)
        else:
            self._add(block)

    def _block(self, draft: _Draft, text: str) -> Block:
        bold = 0 < visible(text) <= draft.bold
        if self._note and not self._aside:
            label = self._note[-1][1]
            shown = _without_label(text, label) if draft.note else text
            printed = visible(text) - visible(shown)
            removed = draft.removed + (printed - visible(label) if printed else 0)
            return Block(shown, Role.NOTE, label=label, removed=removed)
        role = Role.FURNITURE if self._aside else Role.HEADING if draft.level else Role.TEXT
        marks = tuple(Mark(mark.label, min(mark.offset, len(text))) for mark in draft.marks)
        return Block(
            text,
            role,
            label=draft.label,
            level=draft.level,
            bold=bold,
            centred=draft.centred,
            marks=marks,
            removed=draft.removed,
        )

    def _add(self, block: Block) -> None:
        """Add a block; a further paragraph of a footnote goes on with it."""
        place = self._last_note
        if block.role is Role.NOTE and place is not None and self._blocks[place].label == block.label:
            last = self._blocks[place]
            self._blocks[place] = Block(
                f"{last.text} {block.text}", Role.NOTE, label=last.label, removed=last.removed + block.removed
            )
            return
        if block.role is Role.NOTE:
            self._last_note = len(self._blocks)
        self._blocks.append(block)

    def _end_row(self) -> None:
        cells = [cell for cell in self._rows.pop().cells if cell]
        text, marks, removed = "", [], 0
        for cell in cells:
            text += " | " if text else ""
            for number, block in enumerate(cell):
                text += (" " if number else "") + (f"{block.label} " if block.label else "")
                marks += [Mark(mark.label, mark.offset + len(text)) for mark in block.marks]
                text += block.text
                removed += block.removed
        if not text:
            return
        blocks = [block for cell in cells for block in cell]
        role = Role.FURNITURE if self._aside else Role.TABLE
        bold = all(block.bold for block in blocks)
        row = Block(text, role, bold=bold, marks=tuple(marks), removed=removed - (len(cells) - 1))
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].append(row)
        else:
            self._blocks.append(row)


@dataclass(slots=True)
class _List:
    """An open list: its form of numbers (None for bullets) and the last number given."""

    form: str | None
    number: int
    step: int

    @classmethod
    def of(cls, element: Element) -> _List:
        """The list that an element opens."""
        if element.tag == "ul":
            return cls(None, 0, 1)
        start, items = whole(element.get("start")), element.findall("li")
        back = element.get("reversed") is not None
        first = start if start is not None else len(items) if back else 1
        step = -1 if back else 1
        return cls(_FORMS.get(element.get("type") or "1", "decimal"), first - step, step)

    def next_label(self, item: Element) -> str:
        """The label that a browser prints before an item."""
        if self.form is None:
            return _BULLET
        given = whole(item.get("value"))
        self.number = self.number + self.step if given is None else given
        return f"{numeral(self.number, self.form)}."


def _is_aside(element: Element) -> bool:
    """Whether an element is part of the site and not of the page: menus, banners, forms."""
    if element.get("role") in _ASIDE_ROLES:
        return True
    if element.tag in ("header", "footer"):
        return not any(True for _ in element.iterancestors(*_INSIDE))
    return element.tag in _ASIDE


def _is_centred(element: Element) -> bool:
    if element.tag == "center" or (element.get("align") or "").casefold() == "center":
        return True
    return bool(_CENTRED.search(element.get("style") or ""))


def _is_data_table(table: Element) -> bool:
    """Whether a table is one of data and not a page laid out with a table."""
    if next(table.iterdescendants("table", *_HEADINGS, "ol", "ul"), None) is not None:
        return False
    return any(len(list(_cells(row))) > 1 for row in table.iter("tr"))


def _cells(row: Element) -> Iterator[Element]:
    return row.iterchildren("td", "th")


def _without_label(text: str, label: str) -> str:
    """The text of a note without the mark printed before it."""
    match = re.match(rf"[\[(]?{re.escape(label)}[\])]?[.:]?(?=\W|$)\s*", text)
    return text[match.end() :] if match else text

"""The elements of a web page to blocks: what is a paragraph, a heading, an item, a row, a footnote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree, html

from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import cleaned, joined, visible
from reportdiff.reading._html_notes import Element, Notes, text_of
from reportdiff.reading._html_pages import Pages, breaks_page
from reportdiff.reading._html_raised import signs_of
from reportdiff.reading._html_site import Site
from reportdiff.reading._html_tables import Cell, is_data_table, rows_of
from reportdiff.reading._numerals import numeral, whole

_DROPPED = {"script", "style", "del", "noscript", "template", "head", "title", "desc", "meta", "link",
            "iframe", "object", "audio", "video", "canvas", "datalist"}  # fmt: skip
_BLOCKS = {"p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
           "figure", "figcaption", "caption", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "address",
           "aside", "body", "html", "center", "fieldset", "details", "summary", "hr", "hgroup", "option",
           "nav", "header", "footer", "form", "button", "select", "menu", "dialog", "textarea", "svg",
           "optgroup"}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_STYLES = {"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
           "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
           "decimal": "decimal", "decimal-leading-zero": "decimalZero", "cjk-ideographic": "chineseCounting",
           "simp-chinese-informal": "chineseCounting", "disc": "", "circle": "", "square": ""}  # fmt: skip
_CELLS = re.compile(r"\s{3,}|\t+")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_ITEM_FORMS = {"lowerLetter", "lowerRoman"}
_NUMBERED = re.compile(r"\d{1,3}(?:\.|(?:\.\d{1,3})+\.?)\s+\S")
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
    centred: bool = False
    note: str | None = None
    broken: bool = False
    linked: int = 0
    first_line: int | None = None

    def break_line(self) -> None:
        """End the line: what follows is joined to it as lines are, without the white space between."""
        while self.pieces and not self.pieces[-1].strip():
            self.length -= len(self.pieces.pop())
        if self.pieces:
            shown = self.pieces[-1].rstrip()
            self.length -= len(self.pieces[-1]) - len(shown)
            self.pieces[-1], self.broken = shown, True
            self.first_line = self.first_line or self.length

    def add(self, text: str, *, bold: bool, linked: bool = False) -> None:
        """Add text, white space as a browser shows it."""
        shown = _SPACES.sub(" ", _WIDE_BREAK.sub("", cleaned(text)))
        if self.broken and shown.strip():
            last = self.pieces[-1][-1:]
            shown, self.broken = joined(last, shown.lstrip())[len(last) :], False
        if shown.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            shown = shown[1:]
        if shown:
            self.pieces.append(shown)
            self.length += len(shown)
            self.bold += visible(shown) if bold else 0
            self.linked += visible(shown) if linked else 0

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

    cells: list[Cell] = field(default_factory=list)


class Flow:
    """Goes once through the elements of a page without recursion."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._notes = Notes(root)
        self._blocks: list[Block] = []
        self._draft = _Draft()
        self._rows: list[_Row] = []
        self._site = Site(root)
        self._pages = Pages()
        self._bold = 0
        self._centred = 0
        self._aside: list[Element] = []
        self._in_main = 0
        self._levels: list[int] = []
        self._shifted: list[tuple[Element, dict[int, int]]] = []
        self._links: list[Element] = []
        self._dropped = 0
        self._made = 0
        self._kept = 0
        self._note: list[tuple[Element, str]] = []
        self._counts: list[_List] = []
        self._long_notes: dict[int, list[Block]] = {}
        self._last_note: int | None = None
        self._data_tables: dict[Element, bool] = {}
        self._table: list[tuple[int | None, list[Cell]]] = []

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
                self._text(element.text or "")
            else:
                if not self._is_dropped(element):
                    self._close(element)
                if element is not self._root:
                    self._text(element.tail or "")
        self._end_block()
        self._dropped += self._draft.removed
        for place, more in self._long_notes.items():
            self._blocks[place] = _one_note([self._blocks[place], *more])
        blocks = self._pages.cleared(self._blocks)
        notes = [block for block in blocks if block.role is Role.NOTE]
        unseen = [Block("", Role.FURNITURE, removed=self._dropped)] if self._dropped else []
        return [*(block for block in blocks if block.role is not Role.NOTE), *notes, *unseen]

    @property
    def made(self) -> int:
        """The visible characters that a browser makes itself: numbers of lists, labels of notes."""
        return self._made

    def _text(self, text: str) -> None:
        """Add text; where lines are kept as they are, empty ones end a paragraph and wide gaps part cells."""
        if self._shifted:
            text = text.translate(self._shifted[-1][1])
        if not self._kept:
            self._draft.add(text, bold=self._bold > 0, linked=bool(self._links))
            return
        for number, line in enumerate(text.splitlines(keepends=True)):
            cells = [cell for cell in _CELLS.split(line.strip()) if cell]
            if not line.strip() and number:
                self._end_block()
            elif len(cells) > 2 or (len(cells) == 2 and cells[-1][-1:].isdigit()):
                self._end_block()
                self._add(Block(" | ".join(map(cleaned, cells)), Role.TABLE, removed=1 - len(cells)))
            else:
                self._draft.add(line, bold=self._bold > 0)

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
        else:
            self._dropped += sum(visible(cleaned(str(text))) for text in element.itertext())

    def _open(self, element: Element) -> None:
        name = str(element.tag)
        if name in _BLOCKS or name in _HEADINGS:
            self._end_block()
        if name == "hr" or breaks_page(element) == "before":
            self._end_block()
            self._pages.end(len(self._blocks))
        self._begin(name, element)
        self._set(name, element)
        note = self._notes.note(element)
        if note is not None:
            self._note.append((element, note))
            self._draft.label = None
            self._draft.note = note
        self._draft.centred = self._draft.centred or self._centred > 0

    def _begin(self, name: str, element: Element) -> None:
        """Begin what an element adds to: a line, a list, an item, a row, a cell."""
        if name == "br":
            self._line_break(element)
        elif name in ("ol", "ul"):
            self._counts.append(_List.of(element, is_below=self._is_below_number()))
        elif name == "li" and self._counts:
            self._draft.label = self._counts[-1].next_label(element)
        elif name == "svg" or (name == "tr" and self._is_data_row(element)):
            self._rows.append(_Row())
        elif name in ("td", "th", "text") and self._rows:
            self._end_block()
            self._rows[-1].cells.append(Cell.of(element))

    def _set(self, name: str, element: Element) -> None:
        """Note how the text in an element is set."""
        if name in _HEADINGS:
            self._levels.append(_HEADINGS[name])
        signs = None if self._notes.is_printed_label(element) else signs_of(element)
        if signs is not None:
            self._shifted.append((element, signs))
        if name == "a" and (element.get("href") or "").startswith("#"):
            self._links.append(element)
        self._bold += _is_bold(element)
        self._centred += _is_centred(element)
        if self._site.holds(element):
            self._aside.append(element)
        self._in_main += element is self._site.main
        self._kept += name == "pre"

    def _close(self, element: Element) -> None:
        name = str(element.tag)
        if name in _BLOCKS or name in _HEADINGS:
            self._end_block()
        if name == "li":
            self._draft.label = None  # no text came for it
        if breaks_page(element) == "after":
            self._end_block()
            self._pages.end(len(self._blocks))
        self._unset(name, element)
        if name in ("ol", "ul") and self._counts:
            self._counts.pop()
        elif self._rows and (name == "svg" or (name == "tr" and self._is_data_row(element))):
            self._end_row(name)
        elif name == "table":
            self._end_table()
        if self._note and self._note[-1][0] is element:
            self._note.pop()

    def _unset(self, name: str, element: Element) -> None:
        if name in _HEADINGS:
            self._levels.pop()
        if self._shifted and self._shifted[-1][0] is element:
            self._shifted.pop()
        if self._links and self._links[-1] is element:
            self._links.pop()
        self._bold -= _is_bold(element)
        self._centred -= _is_centred(element)
        if self._aside and self._aside[-1] is element:
            self._aside.pop()
        self._in_main -= element is self._site.main
        self._kept -= name == "pre"

    def _is_below_number(self) -> bool:
        """Whether a list that opens here stands below a numbered paragraph, or in a list that does."""
        if self._counts:
            return self._counts[-1].is_below or self._counts[-1].form == "decimal"
        last = self._blocks[-1] if self._blocks else None
        return last is not None and last.role is Role.TEXT and bool(_NUMBERED.match(last.text))

    def _line_break(self, element: Element) -> None:
        """One break joins lines, two are the end of a paragraph."""
        after = element.getnext()
        doubled = after is not None and after.tag == "br" and not (element.tail or "").strip()
        if doubled:
            self._end_block()
        else:
            self._draft.break_line()

    def _is_data_row(self, row: Element) -> bool:
        """Whether a row is one of a table of data."""
        table = next(row.iterancestors("table"), None)
        if table is None:
            return False
        if table not in self._data_tables:
            self._data_tables[table] = is_data_table(table)
        return self._data_tables[table]

    # ------------------------------------------------------------------------ blocks

    def _end_block(self) -> None:
        draft, self._draft = self._draft, _Draft()
        text = draft.text
        self._draft.centred = self._centred > 0
        if not text and not draft.marks:
            # A list's number waits for the paragraph inside its item.
            self._draft.label, self._draft.note = draft.label, draft.note
            self._draft.removed = draft.removed
            return
        block = self._block(draft, text)
        if self._rows and self._rows[-1].cells and block.role is not Role.NOTE:
            self._rows[-1].cells[-1].blocks.append(block)
        else:
            if 0 < visible(text) <= draft.linked and block.role is not Role.NOTE:
                self._pages.links.append(len(self._blocks))
            self._add(block)

    def _block(self, draft: _Draft, text: str) -> Block:
        bold = 0 < visible(text) <= draft.bold
        level = self._levels[-1] if self._levels else None
        if self._note and not self._aside:
            label = self._note[-1][1]
            shown = _without_label(text, label) if draft.note else text
            printed = visible(text) - visible(shown)
            # Its label is either printed here, or made, or printed with its first paragraph.
            self._made += 0 if printed else visible(label)
            removed = draft.removed + (printed - visible(label) if printed else 0)
            return Block(shown, Role.NOTE, label=label, removed=removed)
        role = Role.FURNITURE if self._is_aside() else Role.HEADING if level else Role.TEXT
        self._made += visible(draft.label or "")
        marks = tuple(Mark(mark.label, min(mark.offset, len(text))) for mark in draft.marks)
        return Block(
            text,
            role,
            label=draft.label,
            level=level if role is Role.HEADING else None,
            bold=bold,
            centred=draft.centred,
            marks=marks,
            removed=draft.removed,
            first_line=draft.first_line,
        )

    def _is_aside(self) -> bool:
        """Whether what is being read belongs to the site and not to the page."""
        if self._aside or self._site.main is None or self._in_main:
            return bool(self._aside)
        return not (self._levels and self._site.has_one_title and self._levels[-1] == 1)

    def _add(self, block: Block) -> None:
        """Add a block; a further paragraph of a footnote goes on with it."""
        place = self._last_note
        if block.role is Role.NOTE and place is not None and self._blocks[place].label == block.label:
            self._long_notes.setdefault(place, []).append(block)
            self._made -= visible(block.label or "")
            return
        if block.role is Role.NOTE:
            self._last_note = len(self._blocks)
        self._blocks.append(block)

    def _end_row(self, name: str) -> None:
        cells = self._rows.pop().cells
        row = rows_of([cells], Role.FURNITURE if self._is_aside() else Role.TABLE)[0]
        if row is not None and self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].blocks.append(row)
            return
        if name == "tr":
            self._table.append((None if row is None else len(self._blocks), cells))
        if row is not None:
            self._blocks.append(row)

    def _end_table(self) -> None:
        """Set the cells of the rows into the columns of their table, which are known when it ends."""
        rows = rows_of([cells for _, cells in self._table], Role.TABLE)
        for (place, _), row in zip(self._table, rows, strict=True):
            if place is not None and row is not None:
                self._blocks[place] = replace(row, role=self._blocks[place].role)
        self._table = []


@dataclass(slots=True)
class _List:
    """An open list.

    Its form of numbers (empty for bullets, None for nothing), the last number given, and whether it stands
    below a numbered paragraph.
    """

    form: str | None
    number: int
    step: int
    is_below: bool

    @classmethod
    def of(cls, element: Element, *, is_below: bool) -> _List:
        """The list that an element opens."""
        said = _LIST_STYLE.search(element.get("style") or "")
        words = said[1].casefold().split() if said else []
        usual = "" if element.tag == "ul" else _FORMS.get(element.get("type") or "1", "decimal")
        form = None if "none" in words else next((_STYLES[word] for word in words if word in _STYLES), usual)
        start, items = whole(element.get("start")), element.findall("li")
        back = element.get("reversed") is not None
        first = start if start is not None else len(items) if back else 1
        step = -1 if back else 1
        return cls(form, first - step, step, is_below)

    def next_label(self, item: Element) -> str | None:
        """The label that a browser prints before an item; None if it prints none.

        Letters and Roman numbers below a numbered paragraph are in brackets, as reports print and cite them.
        """
        if not self.form:
            return None if self.form is None else _BULLET
        given = whole(item.get("value"))
        self.number = self.number + self.step if given is None else given
        label = numeral(self.number, self.form)
        return f"({label})" if self.is_below and self.form in _ITEM_FORMS else f"{label}."


def _one_note(blocks: list[Block]) -> Block:
    """The paragraphs of a footnote as one."""
    text = " ".join(block.text for block in blocks if block.text)
    return replace(blocks[0], text=text, removed=sum(block.removed for block in blocks))


def _is_bold(element: Element) -> bool:
    if element.tag in ("b", "strong", "th") or element.tag in _HEADINGS:
        return True
    return bool(_BOLD.search(element.get("style") or ""))


def _is_centred(element: Element) -> bool:
    if element.tag == "center" or (element.get("align") or "").casefold() == "center":
        return True
    return bool(_CENTRED.search(element.get("style") or ""))


def _without_label(text: str, label: str) -> str:
    """The text of a note without the mark printed before it."""
    match = re.match(rf"[\[(]?{re.escape(label)}[\])]?[.:]?(?=\W|$)\s*", text)
    return text[match.end() :] if match else text

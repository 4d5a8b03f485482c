"""Word files: the document, its footnotes and its page furniture to blocks in reading order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportdiff.errors import NoText, ReadingError, UnknownFormat
from reportdiff.model import Finding, Severity
from reportdiff.reading._block import Block, Extract, Mark, Role
from reportdiff.reading._characters import is_wide, visible
from reportdiff.reading._docx_count import characters_of
from reportdiff.reading._docx_numbering import Numbering
from reportdiff.reading._docx_parts import Element, Parts, is_on, tag, value
from reportdiff.reading._docx_styles import Styles
from reportdiff.reading._docx_text import (
    ALTERNATIVES,
    FALLBACK,
    chosen_of,
    custom_mark,
    is_deleted_mark,
    is_row_deleted,
    marks_of,
    passage_of,
    stripped,
)
from reportdiff.reading._front import SYMBOL
from reportdiff.reading._limits import MAX_NESTING
from reportdiff.reading._numerals import numeral, whole
from reportdiff.reading._sign_marks import with_sign_marks

_MAIN = "word/document.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TOO_DEEP = f"its tables and boxes are nested more than {MAX_NESTING} deep"
_TRANSPARENT = {tag(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_SIGNS = ("*", "†", "‡")
_FULLEST_PAGE = 8_000
_SIGN = re.compile(r"(?P<label>\*{1,4}|[†‡§]|\d{1,3}(?=\s))\s*(?=\S)")


def docx_document(data: bytes, path: Path) -> Extract:
    """What a Word file holds, in reading order.

    Raises:
        UnknownFormat: it is damaged.
        Locked: it is encrypted.
        NoText: it shows no text.
        ReadingError: it unpacks to more than is read.
    """
    with Parts(data, path) as parts:
        root = parts.root(_MAIN)
        body = None if root is None else root.find(tag("body"))
        if root is None or body is None:
            raise UnknownFormat("it is a Word file without a document", path=path, advice="fetch it again")
        reader = _Reader(parts, root)
        flow = list(reader.flow(body))
        by_hand = [block for block in flow if block.role is Role.NOTE]
        text = with_sign_marks([block for block in flow if block.role is not Role.NOTE], by_hand)
        notes = list(reader.notes())
        blocks = _ranked([*reader.margins(), *text, *notes, *by_hand])
        blocks += [Block(hidden, Role.FURNITURE) for hidden in reader.hidden if hidden.strip()]
        total = characters_of(body) + reader.others + sum(map(_generated, [*text, *notes]))
    if not any(block.text for block in blocks if block.role is not Role.FURNITURE):
        raise NoText("the document shows no text", path=path, advice="export it again")
    return Extract(blocks, total, list(_embedded(root)))


def _generated(block: Block) -> int:
    """Characters that Word prints of itself: numbers of paragraphs and of notes, and their marks."""
    printed = [mark.label for mark in block.marks]
    if block.label and block.role is Role.NOTE:
        printed.append(block.label)
    own = sum(visible(label) for label in printed if label.isalnum())
    return own + (visible(block.label or "") if block.role is not Role.NOTE else 0)


def _embedded(root: Element) -> Iterator[Finding]:
    for _ in root.iter(tag("altChunk")):
        message = "the file holds another document inside, which is not read: save it as one document"
        yield Finding("not-understood", Severity.WARNING, message)


def _ranked(blocks: list[Block]) -> list[Block]:
    """The blocks with heading levels counted anew: of two headings of one level the larger stands higher."""
    ranks = sorted({_rank(block) for block in blocks if block.level is not None})
    levels = {rank: number for number, rank in enumerate(ranks, 1)}
    return [block if block.level is None else replace(block, level=levels[_rank(block)]) for block in blocks]


def _rank(block: Block) -> tuple[int, float]:
    return block.level or 0, -(block.size or 0.0)


class _Reader:
    """Reads the body of one document once, in order, counting numbers, notes and pages."""

    def __init__(self, parts: Parts, root: Element) -> None:
        self._parts = parts
        self._root = root
        self._styles = Styles(parts.root("word/styles.xml"))
        self._numbering = Numbering(parts.root("word/numbering.xml"), self._styles)
        self._labels = _note_labels(root, parts.root("word/settings.xml"))
        self._page = 1 if _knows_pages(root) else None
        self._held: list[Block] = []
        self._begun = False
        self.hidden: list[str] = []
        self.others = 0

    # ------------------------------------------------------------------------ the text

    def flow(self, container: Element, depth: int = 0) -> Iterator[Block]:
        """The blocks of a body, a text box or a cell."""
        yield from self._walk(container, depth)
        yield from self._released()

    def _walk(self, container: Element, depth: int) -> Iterator[Block]:
        if depth > MAX_NESTING:
            raise ReadingError(_TOO_DEEP, path=self._parts.path, advice="split it or export its text")
        for child in container:
            if child.tag == tag("p"):
                yield from self._paragraph(child, depth)
            elif child.tag == tag("tbl"):
                yield from self._released()
                yield from self._table(child, depth)
            elif child.tag == ALTERNATIVES:
                yield from self._walk(chosen_of(child), depth + 1)
            elif child.tag in _TRANSPARENT:
                yield from self._walk(child, depth + 1)

    def _released(self) -> Iterator[Block]:
        """Paragraphs whose ends were deleted, where none follows to go on with them."""
        held, self._held = self._held, []
        if any(block.text for block in held):
            yield _together(held)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        properties = paragraph.find(tag("pPr"))
        passage = passage_of(paragraph, self._styles)
        text, marks = stripped(passage)
        self.hidden += passage.hidden
        self._begun = self._begun or bool(text)
        is_held = is_deleted_mark(paragraph)
        # Word counts an empty paragraph too, unless nothing of it shows or it is no longer one.
        counts = not is_held and (
            text or passage.boxes or self._held or not self._styles.hides_mark(properties)
        )
        label = self._numbering.label(properties) if counts else None
        level = self._styles.level(properties)
        block = Block(
            text,
            Role.HEADING if level is not None and text else Role.TEXT,
            self._page,
            label=label,
            level=level,
            indent=self._styles.indent(properties),
            size=passage.size,
            bold=passage.is_all(passage.bold),
            slanted=passage.is_all(passage.slanted),
            underlined=passage.is_all(passage.underlined),
            centred=self._styles.is_centred(properties),
            marks=marks_of(marks, self._labels),
        )
        if self._page is not None:
            self._page += passage.breaks
        if self._styles.is_note(properties) or (_is_framed(properties) and text[:1] in _SIGNS):
            block = _as_note(block)
        self._held.append(block)
        if not is_held:
            yield from self._released()
        held, self._held = self._held, []
        for box in passage.boxes:
            for inner in self.flow(box, depth + 1):
                # Notes on titles stand in text boxes at the foot of the first page.
                yield _as_note(inner) if inner.text[:1] in _SIGNS else inner
        self._held = held

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        """The rows of a table; a frame of one column is no table but text with a border."""
        rows = [row for row in _within(table, "tr") if not is_row_deleted(row)]
        cells = [[cell for cell in _within(row, "tc") if not _goes_on(cell)] for row in rows]
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    yield from self.flow(cell, depth + 1)
            return
        if depth == 0 and self._is_letterhead(cells):
            yield from self._letterhead(cells)
            return
        for row in cells:
            found = [list(self.flow(cell, depth + 1)) for cell in row]
            block = _row(found)
            if block is not None:
                yield block

    def _is_letterhead(self, rows: list[list[Element]]) -> bool:
        """Whether a table opens its document and has the document's symbol on the right."""
        if self._begun:
            return False
        texts = (
            stripped(passage_of(paragraph, self._styles))[0]
            for row in rows
            for paragraph in row[-1].iter(tag("p"))
        )
        return any(SYMBOL.fullmatch(text) for text in texts)

    def _letterhead(self, rows: list[list[Element]]) -> Iterator[Block]:
        """The names on the left, which are furniture, and what the document is, on the right."""
        for row in rows:
            for cell in row:
                for block in self.flow(cell, 1):
                    yield block if cell is row[-1] else replace(block, role=Role.FURNITURE, level=None)

    # ------------------------------------------------------------------------ around the text

    def notes(self) -> Iterator[Block]:
        """The footnotes and endnotes that the text refers to, in its order."""
        for kind in ("footnote", "endnote"):
            root = self._parts.root(f"word/{kind}s.xml")
            texts = {} if root is None else {value(note, "id"): note for note in root.findall(tag(kind))}
            for reference in self._root.iter(tag(f"{kind}Reference")):
                note = texts.pop(value(reference, "id"), None)
                if note is not None and reference in self._labels:
                    self.others += characters_of(note)
                    yield self._note(note, self._labels[reference])

    def _note(self, note: Element, label: str) -> Block:
        blocks = [block for block in self.flow(note) if block.text]
        text = " ".join(f"{block.label} {block.text}" if block.label else block.text for block in blocks)
        # An author's own sign is typed into the note as well.
        typed = text.startswith(label) and not label.isalnum()
        shown = text[len(label) :].strip() if typed else text
        size = blocks[0].size if blocks else None
        return Block(shown, Role.NOTE, label=label, size=size)

    def margins(self) -> Iterator[Block]:
        """Headers and footers; of the first page's letterhead the right column says something."""
        first = self._first_header()
        for name in [*self._parts.names("word/header"), *self._parts.names("word/footer")]:
            root = self._parts.root(name) if name.endswith(".xml") else None
            if root is None:
                continue
            kept = _right_cells(root) if name == first else set()
            self.others += characters_of(root)
            for paragraph in root.iter(tag("p")):
                if next(paragraph.iterancestors(FALLBACK), None) is not None:
                    continue
                text = stripped(passage_of(paragraph, self._styles))[0]
                if text:
                    in_letterhead = any(cell in kept for cell in paragraph.iterancestors(tag("tc")))
                    yield Block(text, Role.TEXT if in_letterhead else Role.FURNITURE)

    def _first_header(self) -> str | None:
        """The part that holds the header of the first page."""
        section = next(self._root.iter(tag("sectPr")), None)
        relations = self._parts.root("word/_rels/document.xml.rels")
        if section is None or relations is None or not is_on(section.find(tag("titlePg"))):
            return None
        for reference in section.findall(tag("headerReference")):
            if value(reference, "type") == "first":
                wanted = reference.get(f"{_R}id")
                target = next((one.get("Target") for one in relations if one.get("Id") == wanted), None)
                return posixpath.normpath(posixpath.join("word", target)) if target else None
        return None


def _knows_pages(root: Element) -> bool:
    """Whether Word left in the file where pages break, and for all of its text."""
    breaks = sum(1 for _ in root.iter(tag("lastRenderedPageBreak")))
    letters = sum(len(text.text or "") for text in root.iter(tag("t")))
    return breaks > 0 and letters / breaks < _FULLEST_PAGE


def _is_framed(properties: Element | None) -> bool:
    """Whether a paragraph stands in a frame of its own, as notes at the foot of a first page do."""
    return properties is not None and properties.find(tag("framePr")) is not None


def _as_note(block: Block) -> Block:
    """A note that an author set by hand, as notes on titles are, with its mark as label."""
    match = _SIGN.match(block.text)
    if match is None:
        return block
    return replace(block, text=block.text[match.end() :], role=Role.NOTE, label=match["label"], level=None)


def _note_labels(root: Element, settings: Element | None) -> dict[Element, str]:
    """The mark of each reference to a note, as Word prints it."""
    labels: dict[Element, str] = {}
    for kind, usual in (("footnote", "decimal"), ("endnote", "lowerRoman")):
        properties = None if settings is None else settings.find(tag(f"{kind}Pr"))
        form = value(None if properties is None else properties.find(tag("numFmt"))) or usual
        start = value(None if properties is None else properties.find(tag("numStart")))
        number = (whole(start) or 1) - 1
        for reference in root.iter(tag(f"{kind}Reference")):
            if any(True for _ in reference.iterancestors(tag("del"), tag("moveFrom"), FALLBACK)):
                continue
            own = custom_mark(reference)
            if own is None:
                number += 1
            labels[reference] = own or numeral(number, form)
    return labels


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag(name):
            yield child
        elif child.tag in (tag("sdt"), tag("sdtContent"), tag("ins"), tag("customXml")):
            yield from _within(child, name)


def _goes_on(cell: Element) -> bool:
    """Whether a cell is only the continuation of the one above or before it, or a deleted one."""
    merges = (cell.find(f"{tag('tcPr')}/{tag(name)}") for name in ("vMerge", "hMerge"))
    continues = any(merge is not None and value(merge) != "restart" for merge in merges)
    return continues or cell.find(f"{tag('tcPr')}/{tag('cellDel')}") is not None


def _row(cells: list[list[Block]]) -> Block | None:
    """A row of a table as one block; an empty cell stays, or figures would change columns."""
    text, marks = "", []
    blocks = [block for cell in cells for block in cell if block.text]
    if not blocks:
        return None
    for place, cell in enumerate(cells):
        text += " | " if place else ""
        for number, block in enumerate(block for block in cell if block.text):
            text += " " if number else ""
            text += f"{block.label} " if block.label else ""
            marks += [Mark(mark.label, mark.offset + len(text)) for mark in block.marks]
            text += block.text
    lead = len(text) - len(text.lstrip())
    marks = [Mark(mark.label, mark.offset - lead) for mark in marks]
    size, bold = blocks[0].size, all(block.bold for block in blocks)
    removed = sum(block.removed for block in blocks) - (len(cells) - 1)
    return Block(
        text.strip(), Role.TABLE, blocks[0].page, size=size, bold=bold, marks=tuple(marks), removed=removed
    )


def _together(blocks: Sequence[Block]) -> Block:
    """Paragraphs whose boundaries were deleted: the last one's end, and with it what it is, is left."""
    if len(blocks) == 1:
        return blocks[0]
    pieces: list[str] = []
    marks: list[Mark] = []
    length, last = 0, ""
    for block in blocks:
        spaced = bool(last and block.text) and last not in "-–" and block.text[0].isalnum()
        piece = (" " if spaced and not is_wide(block.text[0]) else "") + block.text
        lead = length + len(piece) - len(block.text)
        marks += [Mark(mark.label, mark.offset + lead) for mark in block.marks]
        pieces.append(piece)
        length, last = length + len(piece), block.text[-1:] or last
    return replace(blocks[-1], text="".join(pieces), page=blocks[0].page, marks=tuple(marks))


def _right_cells(root: Element) -> set[Element]:
    """The last cell of each row of a letterhead of several columns."""
    rows = [list(_within(row, "tc")) for row in root.iter(tag("tr"))]
    return {row[-1] for row in rows if len(row) > 1}

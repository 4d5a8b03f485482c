"""The text of one Word paragraph as accepted: insertions in, deletions out, note marks apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from reportdiff.reading._block import Mark
from reportdiff.reading._characters import cleaned, visible
from reportdiff.reading._docx_parts import Element, tag, value
from reportdiff.reading._docx_styles import Styles
from reportdiff.reading._raised import letter_mark, signs

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DELETED = {tag("del"), tag("moveFrom"), tag("rPrChange"), tag("pPrChange"), tag("pPr"), tag("rPr")}
_BOXES = {tag("txbxContent")}
_REFERENCES = (tag("footnoteReference"), tag("endnoteReference"))
_DRAWINGS = (tag("drawing"), tag("pict"), tag("object"), f"{_MC}AlternateContent")
TEXTS = (tag("t"), f"{_MATH}t")
"""Elements that hold text which is printed."""
FALLBACK = f"{_MC}Fallback"
ALTERNATIVES = f"{_MC}AlternateContent"
_SLASH = etree.Element(f"{_MATH}r")
etree.SubElement(_SLASH, f"{_MATH}t").text = "/"
_SYMBOL_FONTS = 0xF000
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
# What fonts of signs show at the codes of their characters, where that is no letter of the text.
_SIGNS: dict[str, dict[int, str]] = {
    "symbol": {ord(letter): greek for letter, greek in _GREEK.items()}
    | {0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•"}
    | {0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xAC: "←", 0xAE: "→", 0xD6: "√", 0xE5: "∑", 0xF2: "∫"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻"}
    | {0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑", 0x2D: "-", 0xB7: "•"},
}
_PLAIN = {
    tag("tab"): " ",
    tag("br"): " ",
    tag("cr"): " ",
    tag("noBreakHyphen"): "-",
    tag("ptab"): " ",
}


class Look(NamedTuple):
    """How a run is set."""

    bold: bool
    slanted: bool
    underlined: bool
    size: float | None


@dataclass(slots=True)
class Passage:
    """The text of a paragraph with what its runs show; `boxes` are text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[Element, int]] = field(default_factory=list)
    bold: int = 0
    slanted: int = 0
    underlined: int = 0
    sizes: Counter[float] = field(default_factory=Counter)
    boxes: list[Element] = field(default_factory=list)
    breaks: int = 0
    fields: list[bool] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether what comes now belongs to the code of a field, whose result comes later."""
        return not all(self.fields)

    def take_field(self, kind: str | None) -> None:
        """Go into a field (`begin`), on to its result (`separate`) or out of it (`end`)."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def add(self, text: str, look: Look) -> None:
        """Add the text of a run."""
        if not text.strip() and (not text or not self.pieces or self.pieces[-1].endswith(" ")):
            return
        self.pieces.append(text)
        self.length += len(text)
        shown = visible(text)
        self.bold += shown if look.bold else 0
        self.slanted += shown if look.slanted else 0
        self.underlined += shown if look.underlined else 0
        if look.size is not None:
            self.sizes[look.size] += shown

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(self.pieces)

    def is_all(self, count: int) -> bool:
        """Whether so many characters, say the bold ones, are all of its text."""
        return 0 < visible(self.text) <= count

    @property
    def size(self) -> float | None:
        """The size that most of its text has."""
        return self.sizes.most_common(1)[0][0] if self.sizes else None


def passage_of(paragraph: Element, styles: Styles) -> Passage:
    """The text of a paragraph."""
    passage = Passage()
    properties = paragraph.find(tag("pPr"))
    for run in _runs(paragraph):
        _read_run(run, properties, styles, passage)
    return passage


def stripped(passage: Passage) -> tuple[str, list[tuple[Element, int]]]:
    """The text without white space around it, its note marks where they now stand."""
    text = passage.text
    lead = len(text) - len(text.lstrip())
    shown = text.strip()
    return shown, [(mark, min(max(offset - lead, 0), len(shown))) for mark, offset in passage.marks]


def marks_of(marks: list[tuple[Element, int]], labels: dict[Element, str]) -> tuple[Mark, ...]:
    """The marks with the labels that their notes are printed with."""
    return tuple(Mark(labels[mark], offset) for mark, offset in marks if mark in labels)


def _runs(element: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, of alternatives the first."""
    for child in element:
        if child.tag == tag("r") or child.tag == f"{_MATH}r":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _runs(chosen_of(child))
        elif child.tag == f"{_MATH}f":
            yield from _fraction(child)
        elif child.tag not in _DELETED | _BOXES:
            yield from _runs(child)


def chosen_of(alternatives: Element) -> Element:
    """Of alternatives the first; what old programs show only where there is no other."""
    chosen = alternatives.find(f"{_MC}Choice")
    fallback = alternatives.find(f"{_MC}Fallback")
    if chosen is not None:
        return chosen
    return alternatives if fallback is None else fallback


def _fraction(fraction: Element) -> Iterator[Element]:
    for name in ("num", "den"):
        part = fraction.find(f"{_MATH}{name}")
        if part is not None:
            yield from [] if name == "num" else [_SLASH]
            yield from _runs(part)


def _read_run(run: Element, paragraph: Element | None, styles: Styles, passage: Passage) -> None:
    if styles.is_hidden(run, paragraph):
        passage.hidden += [text.text or "" for text in run.iter(*TEXTS)]
        return
    look = Look(
        styles.is_bold(run, paragraph),
        styles.is_slanted(run, paragraph),
        styles.is_underlined(run, paragraph),
        styles.size(run, paragraph),
    )
    for child in run:
        name = child.tag
        if name == tag("fldChar"):
            passage.take_field(value(child, "fldCharType"))
        elif passage.in_code:
            passage.hidden += [child.text or ""] if child.tag in TEXTS else []
        elif name in _REFERENCES:
            passage.marks.append((child, passage.length))
        elif name in _DRAWINGS:
            passage.boxes += _boxes(child)
        elif name == tag("ruby"):
            for base in child.iterfind(f"{tag('rubyBase')}/{tag('r')}"):
                _read_run(base, paragraph, styles, passage)
            passage.hidden += [text.text or "" for text in child.iterfind(f"{tag('rt')}//{tag('t')}")]
        elif _breaks_page(child):
            passage.breaks += 1
            passage.add(" " if name == tag("br") else "", look)
        elif not _is_mark_text(child):
            passage.add(_placed(_shown(child), run, passage), look)


def _placed(text: str, run: Element, passage: Passage) -> str:
    """The text of a run, with signs of their own for what stands above or below the line."""
    aligned = value(run.find(f"{tag('rPr')}/{tag('vertAlign')}"))
    inside = {element.tag for element in run.iterancestors(f"{_MATH}sup", f"{_MATH}sub")}
    is_raised = aligned == "superscript" or f"{_MATH}sup" in inside
    if not is_raised and aligned != "subscript" and not inside:
        return text
    shown = signs(text, is_raised=is_raised)
    if shown is not None:
        return text.translate(shown)
    before = passage.pieces[-1][-1:] if passage.pieces else ""
    in_table = next(run.iterancestors(tag("tc")), None) is not None
    # After a figure a lone letter may be the ending of an ordinal number, but not among figures in a table.
    is_mark = is_raised and len(text) == 1 and bool(before.isalpha() or (before and in_table))
    return letter_mark(text) if is_mark else text


def _shown(element: Element) -> str:
    """What an element of a run prints."""
    if element.tag in TEXTS:
        return cleaned(element.text or "")
    return printed_sign(element)


def printed_sign(element: Element) -> str:
    """The sign that an element without text of its own prints, if it prints one."""
    return _symbol(element) if element.tag == tag("sym") else _PLAIN.get(element.tag, "")


def _breaks_page(element: Element) -> bool:
    is_break = element.tag == tag("br") and value(element, "type") == "page"
    return is_break or element.tag == tag("lastRenderedPageBreak")


def custom_mark(reference: Element) -> str | None:
    """The sign that an author typed as the mark of a note; it stands in the text after the reference."""
    if reference.get(tag("customMarkFollows")) not in ("1", "true", "on"):
        return None
    after = reference.getnext()
    return (after.text or "").strip() or None if after is not None and after.tag == tag("t") else None


def _is_mark_text(element: Element) -> bool:
    """Whether text is the sign that an author typed for the note referred to just before it."""
    before = element.getprevious()
    if before is None or element.tag != tag("t") or before.tag not in _REFERENCES:
        return False
    return custom_mark(before) is not None


def _boxes(drawing: Element) -> list[Element]:
    """The outermost text boxes of a drawing, of alternatives the first."""
    found: list[Element] = []

    def walk(element: Element) -> None:
        for child in element:
            if child.tag == FALLBACK and element.find(f"{_MC}Choice") is not None:
                continue
            if child.tag in _BOXES:
                found.append(child)
            else:
                walk(child)

    walk(chosen_of(drawing) if drawing.tag == f"{_MC}AlternateContent" else drawing)
    return found


def _symbol(element: Element) -> str:
    """What a sign of a font shows; one that is not known stays as the file has it, for a finding."""
    printed = value(element, "char") or ""
    code = int(printed, 16) if _CODE.fullmatch(printed) else 0
    # Fonts of signs put them at F000 + their code in the font.
    at = code - _SYMBOL_FONTS if code >= _SYMBOL_FONTS else code
    font = (value(element, "font") or "").casefold()
    signs = _SIGNS.get(font)
    if signs and at in signs:
        return signs[at]
    is_letter = at < 0x7F and (font == "symbol" or not _of_signs(font))
    shown = at if is_letter or code < _SYMBOL_FONTS else code
    return chr(shown) if at >= 0x20 and not 0xD800 <= shown <= 0xDFFF else ""  # halves of characters


def _of_signs(font: str) -> bool:
    """Whether a font has nothing but signs."""
    return any(name in font for name in ("dings", "symbol", "marlett"))


def is_deleted_mark(paragraph: Element) -> bool:
    """Whether a tracked deletion or move takes the paragraph's end, which joins it to the next."""
    changes = (paragraph.find(f"{tag('pPr')}/{tag('rPr')}/{tag(name)}") for name in ("del", "moveFrom"))
    return any(change is not None for change in changes)


def is_row_deleted(row: Element) -> bool:
    """Whether a tracked deletion takes a row of a table."""
    return row.find(f"{tag('trPr')}/{tag('del')}") is not None

"""Tracked paragraphs as WordprocessingML, its elements in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, groupby

from lxml import etree

from reportdiff.output.office._tracked import Passage, Piece, Role, Track, TrackedParagraph

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
AUTHOR, NUMBERING_AUTHOR = "reportdiff", "reportdiff (numbering)"
"""Who changed words, and who numbers and footnote marks: Word can hide or accept one without the other."""
_SPECIAL = re.compile("([\t\n])")
_STYLES = {Role.LABEL: "ParagraphNumber", Role.NOTE: "FootnoteReference"}
_RANGES = {Track.MOVED_FROM: "moveFromRange", Track.MOVED_TO: "moveToRange"}


def name(tag: str) -> str:
    """A tag or attribute of WordprocessingML with its namespace."""
    return f"{{{WORD}}}{tag}"


def element(tag: str, /, *children: etree._Element, **attributes: str) -> etree._Element:
    """An element with attributes and children of the same namespace."""
    made = etree.Element(name(tag), {name(key): value for key, value in attributes.items()})
    made.extend(children)
    return made


class Body:
    """Writes passages; the ids of tracked changes count through the document."""

    def __init__(self, changed: date, *, right_to_left: bool) -> None:
        self._day = changed.isoformat()
        self._hour = 0
        self._right_to_left = right_to_left
        self._ids = count(1)

    def elements(self, passages: Iterable[Passage]) -> Iterator[etree._Element]:
        """The children of the body, an empty paragraph last: the end of a document cannot be tracked."""
        for passage in passages:
            # LibreOffice joins changes of one author and hour over the end of a paragraph, and loses it.
            self._hour = int(passage.paragraphs[-1].end is not Track.NONE)
            paragraphs = map(self._paragraph, passage.paragraphs)
            if passage.move is None:
                yield from paragraphs
                continue
            tag = _RANGES[passage.track]
            start = self._tracked(f"{tag}Start", AUTHOR)
            start.set(name("name"), passage.move)
            yield start
            yield from paragraphs
            yield element(f"{tag}End", id=start.get(name("id")) or "")
        yield element("p")

    def _tracked(self, tag: str, author: str, *children: etree._Element) -> etree._Element:
        time = f"{self._day}T0{self._hour}:00:00Z"
        return element(tag, *children, id=str(next(self._ids)), author=author, date=time)

    def _paragraph(self, paragraph: TrackedParagraph) -> etree._Element:
        properties = element("pPr", element("pStyle", val=paragraph.style))
        if paragraph.end is not Track.NONE:
            properties.append(element("rPr", self._tracked(paragraph.end.value, AUTHOR)))
        if paragraph.old_style is not None:
            was = element("pPr", element("pStyle", val=paragraph.old_style))
            properties.append(self._tracked("pPrChange", AUTHOR, was))
        made = element("p", properties)
        for (track, words), pieces in groupby(paragraph.pieces, lambda p: (p.track, p.role is Role.WORDS)):
            runs = [self._run(piece) for piece in pieces]
            if track is Track.NONE:
                made.extend(runs)
            else:
                made.append(self._tracked(track.value, AUTHOR if words else NUMBERING_AUTHOR, *runs))
        return made

    def _run(self, piece: Piece) -> etree._Element:
        properties = element("rPr")
        if piece.role in _STYLES:
            properties.append(element("rStyle", val=_STYLES[piece.role]))
        if self._right_to_left:
            properties.append(element("rtl"))
        run = element("r", *([properties] if len(properties) else []))
        text = f"{piece.text}\t" if piece.role is Role.LABEL else piece.text
        for part in _SPECIAL.split(text):
            if part in ("\t", "\n"):
                run.append(element("tab" if part == "\t" else "br"))
            elif part:
                run.append(_text(part, deleted=piece.track is Track.DELETED))
        return run


def _text(text: str, *, deleted: bool) -> etree._Element:
    made = element("delText" if deleted else "t")
    made.text = text
    if text != text.strip() or "  " in text:
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made

"""Reads a Word file with tracked changes by the rules of the format, knowing nothing of who wrote it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {True: {"del", "moveFrom"}, False: {"ins", "moveTo"}}
"""What is no more when changes are accepted, and when they are rejected."""


@dataclass(frozen=True)
class Read:
    """A paragraph that is left: its label, text, footnote marks by place, and style."""

    label: str
    text: str
    notes: tuple[tuple[int, str], ...]
    style: str


def document(content: bytes) -> Any:
    """The root of the document's XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read("word/document.xml"))


def resolved(content: bytes, *, accepted: bool) -> list[Read]:
    """The paragraphs that are left when all changes are accepted, or rejected."""
    found: list[Read] = []
    label, text, notes = "", "", []
    body = document(content).find(f"{WORD}body")
    for paragraph in body.findall(f"{WORD}p"):
        for run in paragraph.iter(f"{WORD}r"):
            above = {etree.QName(one).localname for one in run.iterancestors()}
            if above & GONE[accepted]:
                continue
            words = _words(run)
            style = _value(run.find(f"{WORD}rPr/{WORD}rStyle"))
            if style == "ParagraphNumber":
                assert words.endswith("\t")
                label += words[:-1]
            elif style == "FootnoteReference":
                notes.append((len(text), words))
            else:
                text += words
        mark = {etree.QName(one).localname for one in paragraph.findall(f"{WORD}pPr/{WORD}rPr/*")}
        if mark & GONE[accepted]:
            continue
        style = _value(paragraph.find(f"{WORD}pPr/{WORD}pStyle"))
        if not accepted:
            style = _value(paragraph.find(f"{WORD}pPr/{WORD}pPrChange/{WORD}pPr/{WORD}pStyle")) or style
        found.append(Read(label, text, tuple(notes), style))
        label, text, notes = "", "", []
    assert (label, text) == ("", ""), "text after the last paragraph mark"
    assert found[-1] == Read("", "", (), ""), "no empty paragraph at the end"
    return found[:-1]


def _words(run: Any) -> str:
    breaks = {"tab": "\t", "br": "\n"}
    parts = [(etree.QName(one).localname, one.text) for one in run]
    return "".join(breaks.get(name) or text for name, text in parts if name in {"t", "delText", *breaks})


def _value(one: Any) -> str:
    return "" if one is None else one.get(f"{WORD}val")

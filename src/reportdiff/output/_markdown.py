"""Report text as Markdown that shows exactly that text: nothing in it is ever mark-up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reportdiff.output._diff import Mark, Piece


class Markdown(str):
    """Text that is Markdown already; everything else is escaped before it is written."""

    __slots__ = ()


_SPECIAL = re.compile(r"[\\`*_\[\]|~]|(?<![A-Za-z])\$")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"(?:[-+=](?=[\s=-]|$)|#{1,6}(?=\s|$)|:(?=-))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_AT_END = re.compile(r"(?<= )#+$")
_UNSEEN = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff")


def escape(text: str) -> Markdown:
    """The text on one line, so that it may stand anywhere: in a heading, a list, a quotation, a table.

    White space runs become one space; control characters and the invisible ones that reorder text are
    written as their code points.
    """
    if isinstance(text, Markdown):
        return text
    line = " ".join("".join(_visible(character) for character in text).split())
    line = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;").replace(">", "&gt;")
    line = _AT_START.sub(lambda match: "\\" + match[0], line, count=1) if _AT_START.match(line) else line
    if _NUMBERED.match(line):
        line = _NUMBERED.sub(r"\1\\\2", line, count=1)
    return Markdown(_AT_END.sub(lambda match: "\\" + match[0], line))


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return f"⟨U+{ord(character):04X}⟩"
    return "" if character in _UNSEEN else character


def without_links(text: str) -> str:
    """The words of our own Markdown with those of its links and not where they lead."""
    return re.sub(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)\s]*\)", r"\1", text)


_MARKS = {Mark.OLD: "~~", Mark.NEW: "**"}


def marked(pieces: Iterable[Piece]) -> Markdown:
    """An excerpt with its old words ~~struck through~~ and its new ones **bold**."""
    line = ""
    previous: Mark | None = None
    for piece in pieces:
        text = "".join(_visible(character) for character in piece.text)
        core = text.strip()
        if not core:
            line += " "
            continue
        body = escape(core)
        lead, trail = " " * text[0].isspace(), " " * text[-1].isspace()
        if piece.mark in _MARKS:
            sign = _MARKS[piece.mark]
            touching = previous in _MARKS or _is_punctuation(body[0])
            lead = " " if touching else lead
            trail = " " if _is_punctuation(body[-1]) else trail
            body = Markdown(f"{sign}{body}{sign}")
        line = f"{line}{lead}{body}{trail}"
        previous = piece.mark
    return Markdown(" ".join(line.split()))


def _is_punctuation(character: str) -> bool:
    """Whether emphasis marks beside it need a space outside (CommonMark's flanking rules)."""
    return not character.isalnum()

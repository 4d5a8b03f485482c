"""Text for files that are not Markdown: what XML cannot hold as code points, Markdown as its words."""

from __future__ import annotations

import re
from datetime import date

from reportdiff.model import Report
from reportdiff.output._markdown import Markdown

_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef]"
    "|[\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000efffe\U000effff\U000ffffe\U000fffff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NO_DATE = date(1980, 1, 1)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def visible(text: str) -> str:
    """The text with what XML cannot hold, or what reorders text, as code points: `⟨U+202E⟩`.

    Line breaks of any kind become line feeds; nothing else is changed.
    """
    return _NOT_SHOWN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", _LINE_BREAK.sub("\n", text))


def is_right_to_left(language: str) -> bool:
    """Whether the language (BCP 47) is written from the right."""
    return language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT


def edition_date(report: Report) -> date:
    """The date that an edition gives itself, else 1 January 1980: what files made of it are dated."""
    try:
        return date.fromisoformat(report.meta.date or "")
    except ValueError:
        return _NO_DATE


def plain(text: str) -> str:
    """The words of a Markdown string that has no marks of its own; any other text as it is."""
    if not isinstance(text, Markdown):
        return text
    without = re.sub(r"\\([\\`*_\[\]|~$\-+=#:.)])", r"\1", text)
    return without.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

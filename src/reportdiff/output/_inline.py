"""One line of Markdown in a web page."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from reportdiff.output._markdown import Markdown
from reportdiff.output._marked_text import shown

_MARKED_UP = re.compile(r"[\\*_~`\[\]<>&!\u2068]")
ISOLATE, END = "\u2068", "\u2069"
"""Around a name of the other direction; `escape` leaves none of a report's own in Markdown."""
_ENDS = re.compile(f"([{ISOLATE}{END}])")


@lru_cache(maxsize=4096)
def html(text: str) -> Markup:
    """One line of Markdown as HTML; anything else is escaped."""
    if not isinstance(text, Markdown) or not _MARKED_UP.search(text):
        return escape(shown(text))
    parts = (part if part in (ISOLATE, END) else shown(part) for part in _ENDS.split(text))
    rendered = _renderer().renderInline("".join(parts))
    return Markup(rendered.replace(ISOLATE, "<bdi>").replace(END, "</bdi>"))  # noqa: S704 - raw HTML is off


def plain(text: str) -> str:
    """One line of Markdown as the words alone, for attributes."""
    return html(text).striptags()


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")

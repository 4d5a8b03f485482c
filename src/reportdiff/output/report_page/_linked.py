"""The words of the interface for a web page: places lead to their paragraphs, Markdown becomes HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from reportdiff.output._catalogue import Catalogue
from reportdiff.output._linked import LinkedCatalogue
from reportdiff.output._markdown import Markdown
from reportdiff.output._markdown import escape as escaped
from reportdiff.output._pair import Pair
from reportdiff.output.report_page._text import shown

_MARKED_UP = re.compile(r"[\\*_~`\[\]<>&!\u2068]")
_ISOLATE, _END = "\u2068", "\u2069"
"""Around a name of the other direction; `escape` leaves none of a report's own in Markdown."""


_ENDS = re.compile(f"([{_ISOLATE}{_END}])")


class PageCatalogue(LinkedCatalogue):
    """A catalogue whose places are links inside of the page of one pair."""

    def __init__(self, words: Catalogue, pair: Pair) -> None:
        super().__init__(words, pair.old, pair.new)

    def _filled(self, value: object) -> Markdown:
        filled = super()._filled(value)
        return filled if isinstance(value, Markdown) else self._isolated(filled)

    def join(self, items: Sequence[str], last: str = "last_comma") -> Markdown:
        """Items as a list in a sentence, each of them kept apart from the others' direction."""
        return super().join([self._isolated(escaped(item)) for item in items], last)

    def limited(self, items: Sequence[str], most: int) -> Markdown:
        """The first items as a list, and how many more there are."""
        return super().limited([self._isolated(escaped(item)) for item in items], most)

    def _isolated(self, text: Markdown) -> Markdown:
        """The text so marked that its direction does not bear on what stands beside it."""
        leftward = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
        return Markdown(f"{_ISOLATE}{text}{_END}") if leftward and _ISOLATE not in text else text


@lru_cache(maxsize=4096)
def html(text: str) -> Markup:
    """One line of Markdown as HTML; anything else is escaped."""
    if not isinstance(text, Markdown) or not _MARKED_UP.search(text):
        return escape(shown(text))
    parts = (part if part in (_ISOLATE, _END) else shown(part) for part in _ENDS.split(text))
    rendered = _renderer().renderInline("".join(parts))
    return Markup(rendered.replace(_ISOLATE, "<bdi>").replace(_END, "</bdi>"))  # noqa: S704 - raw HTML is off


def plain(text: str) -> str:
    """One line of Markdown as the words alone, for attributes."""
    return html(text).striptags()


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")

"""Whether a text is a web page, or in another language of tags, told by the tags themselves."""

from __future__ import annotations

import re
from enum import StrEnum

# Elements of web pages that are common. Those of the first group stand where a page or a piece of one begins.
_BLOCKS = frozenset(
    (
        *("html", "head", "body", "title", "meta", "link", "base", "div", "p", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "section"),
        *("article", "main", "header", "footer", "nav", "aside", "figure", "form", "center", "blockquote"),
        *("pre", "address", "hr"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "big", "br", "button", "caption", "cite", "code", "col", "colgroup"),
        *("del", "em", "font", "i", "img", "input", "ins", "label", "option", "script", "select", "small"),
        *("span", "strike", "strong", "style", "sub", "sup", "tt", "u", "var"),
    )
)
_START = re.compile(r"(?:\ufeff|ï»¿|\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+(\w+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)(?:\s[^<>]*)?/?>")
_SPARSEST = 500
_FEWEST = 6


class Markup(StrEnum):
    """The kinds of text with tags."""

    HTML = "html"
    OTHER = "other"


def markup_of(head: str) -> Markup | None:
    """What the beginning of a file is marked up in; None where it is no markup.

    A web page begins with its document type or one of its elements, or is full of them. Other markup
    begins with an element of its own and is full of such.
    """
    start = _START.match(head)
    begin = start.end() if start else 0
    doctype = _DOCTYPE.match(head, begin)
    if doctype:
        return Markup.HTML if doctype[1].lower() == "html" else Markup.OTHER
    tags = [(bool(end), name.lower()) for end, name in _TAG.findall(head, begin)]
    known = sum(1 for _, name in tags if name in _BLOCKS or name in _INLINE)
    first = _TAG.match(head, begin)
    closed = any(is_end for is_end, _ in tags)
    if first and first[2].lower() in ("html", "head", "body"):
        return Markup.HTML
    if first and first[2].lower() in _BLOCKS and (closed or known > 1):
        return Markup.HTML
    is_dense = len(tags) >= _FEWEST and len(tags) * _SPARSEST >= len(head) - begin
    if is_dense and known > len(tags) / 2 and closed and any(name in _BLOCKS for _, name in tags):
        return Markup.HTML
    is_xml = head[:begin].lstrip("\ufeffï»¿ \t\r\n").startswith("<?xml")
    is_closed = first is not None and (True, first[2].lower()) in tags
    return Markup.OTHER if first and (is_xml or (is_dense and is_closed)) else None

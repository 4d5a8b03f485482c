"""Where a paragraph stands in a report page, and in the official document."""

from __future__ import annotations

import re
from urllib.parse import quote

from reportdiff.model import Address, Report

OLD, NEW = "o", "n"
"""The two sides of a report page."""
_DOCUMENTS = "https://undocs.org"
_LANGUAGES = frozenset({"ar", "en", "es", "fr", "ru", "zh"})
_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[\w.()\-]+)+")
_PLAIN = re.compile(r"[A-Za-z0-9]")


def anchor(side: str, address: Address) -> str:
    """The id of a paragraph in a report page: `n-42`, `o-93.b`, `n-annex1_p7`; made of ASCII alone.

    Letters and digits stay, `(` is a point, `)` is left out, `:` is a low line, and any other character
    is its code point between hyphens.
    """
    return f"{side}-" + "".join(map(_in_anchor, address))


def _in_anchor(character: str) -> str:
    if _PLAIN.match(character):
        return character
    return {"(": ".", ")": "", ":": "_"}.get(character, f"-{ord(character):x}-")


def document_link(report: Report, page: int | None = None) -> str | None:
    """The official document by its symbol and language; None where either is not one of the UN's.

    Of a joint symbol (`A/79/797–S/2025/109`) the first is used.
    """
    language = report.language.split("-", maxsplit=1)[0]
    symbol = re.split(r"[–—,;]", report.symbol or "", maxsplit=1)[0].replace(" ", "")
    if language not in _LANGUAGES or not _SYMBOL.fullmatch(symbol):
        return None
    address = f"{_DOCUMENTS}/{language}/{quote(symbol, safe='/()')}"
    return address if page is None else f"{address}#page={page}"

"""Web pages to blocks in reading order; menus, forms and scripts apart."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from lxml import etree, html

from reportdiff.errors import NoText, ReadingError
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Extract, Role
from reportdiff.reading._decode import decoded
from reportdiff.reading._html_flow import Flow
from reportdiff.reading._limits import MAX_PAGE_SOURCE

_HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def html_document(data: bytes, path: Path) -> Extract:
    """The blocks of a web page in reading order, and the characters it holds."""
    blocks = html_blocks(data, path)
    return Extract(blocks, in_blocks(blocks), [])


def html_blocks(data: bytes, path: Path) -> list[Block]:
    """The blocks of a web page in reading order.

    Raises:
        NoText: it shows no text.
        Undecodable: its bytes are text in no encoding that is known.
        ReadingError: it is larger than is read.
    """
    if len(data) > MAX_PAGE_SOURCE:
        size = f"it is larger than the {MAX_PAGE_SOURCE >> 20} MB of a web page that are read"
        raise ReadingError(size, path=path, advice="split it or save its text")
    text = _DECLARATION.sub("", _text_of(data, path))
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NoText("the page shows no text", path=path, advice="save it again from the browser") from error
    if any("depth" in entry.message for entry in parser.error_log):
        advice = "save it again from the browser"
        raise ReadingError("its elements are nested too deeply to be read", path=path, advice=advice)
    blocks = Flow(root).blocks()
    if not any(block.text for block in blocks if block.role is not Role.FURNITURE):
        raise NoText("the page shows no text", path=path, advice="save it again from the browser")
    return blocks


def _text_of(data: bytes, path: Path) -> str:
    """The page's text in the encoding it names, else in the one its bytes look like."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    named = _DECLARED.search(data[:_HEAD]) or _CHARSET.search(data[:_HEAD])
    if named:
        try:
            name = codecs.lookup(named[1].decode("ascii")).name
            return data.decode(_WIDER.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data, path)

"""Web pages to blocks in reading order; menus, forms and scripts apart."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import Path

from lxml import etree, html

from reportdiff.errors import NoText, ReadingError
from reportdiff.reading._block import Block, Extract, Mark, Role
from reportdiff.reading._characters import cleaned, columns, joined, visible
from reportdiff.reading._decode import decoded
from reportdiff.reading._html_flow import Flow
from reportdiff.reading._limits import MAX_PAGE_SOURCE
from reportdiff.reading._lines import ends_sentence

_HEAD = 4096
_SHORTEST_BROKEN = 40
_LABEL = re.compile(r"\(?\w{1,4}[.)]\s")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def html_document(data: bytes, path: Path) -> Extract:
    """The blocks of a web page in reading order, and how many characters its texts hold.

    Raises:
        NoText: it shows no text.
        Undecodable: its bytes are text in no encoding that is known.
        ReadingError: it is larger than is read.
    """
    if len(data) > MAX_PAGE_SOURCE:
        size = f"it is larger than the {MAX_PAGE_SOURCE >> 20} MB of a web page that are read"
        raise ReadingError(size, path=path, advice="split it or save its text")
    text = _DECLARATION.sub("", _text_of(data, path)).replace("\0", "")
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
    flow = Flow(root)
    blocks = _mended(flow.blocks())
    if not any(block.text for block in blocks if block.role is not Role.FURNITURE):
        raise NoText("the page shows no text", path=path, advice="save it again from the browser")
    return Extract(blocks, _written(root) + flow.made, [])


def _written(root: html.HtmlElement) -> int:
    """The visible characters of all texts in a page, shown or not."""
    return sum(visible(cleaned(str(text))) for text in root.itertext())


def _mended(blocks: list[Block]) -> list[Block]:
    """The blocks with paragraphs joined that the page broke in mid-sentence."""
    found: list[list[Block]] = []
    last: list[Block] | None = None
    for block in blocks:
        if last and _goes_on(last[-1], block):
            last.append(block)
            continue
        found.append([block])
        # A page number or a running head may stand in mid-sentence.
        last = last if block.role is Role.FURNITURE else found[-1]
    return [_joined(pieces) for pieces in found]


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a paragraph is unfinished and the next begins like the rest of its sentence."""
    if any(one.role is not Role.TEXT or one.bold or one.centred for one in (before, block)) or block.label:
        return False
    if columns(before.text) < _SHORTEST_BROKEN or ends_sentence(before.text) or _LABEL.match(block.text):
        return False
    return block.text[:1].islower()


def _joined(pieces: list[Block]) -> Block:
    if len(pieces) == 1:
        return pieces[0]
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for piece in pieces:
        end = texts[-1][-2:] if texts else ""
        texts.append(joined(end, piece.text)[len(end) :])
        length += len(texts[-1])
        marks += [Mark(mark.label, mark.offset + length - len(piece.text)) for mark in piece.marks]
    removed = sum(piece.removed for piece in pieces)
    return replace(pieces[0], text="".join(texts), marks=tuple(marks), removed=removed)


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

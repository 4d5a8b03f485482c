"""The lines of a file, found apart from the reader: from pdfium, from Word's XML, from the nodes of HTML.

They are what `_leaks` compares a report with. Nothing here imports the reader.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import decomposition, normalize

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from lxml import etree, html

_HEAD, _FOOT = 0.9, 0.1
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_DASHES = {"\ufffe": "-", "\x02": "-", "\u2011": "-"}
_HIDDEN = "\u00ad\u200b\u200e\u200f\ufeff\u0640"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN = {
    f"{{http://schemas.openxmlformats.org/{space}}}t"
    for space in ("wordprocessingml/2006/main", "officeDocument/2006/math", "drawingml/2006/main")
}
_OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REFERENCES = (f"{_WORD}headerReference", f"{_WORD}footerReference")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DELETED = {f"{_WORD}del", f"{_WORD}moveFrom"}
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|(header|footer)\d*)\.xml")
_BREAKING = frozenset(
    re.split(
        r"\s+",
        """address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1 h2
        h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul""",
    )
)
_UNSEEN = frozenset(("title", "script", "style", "template"))
_AROUND = frozenset(("nav", "footer"))


@dataclass(frozen=True)
class RawLine:
    """One line of a page, or one paragraph of a file without pages, without its white space.

    `edge` says that it stands in a margin, `apart` that the format itself keeps it apart from the text.
    """

    page: int
    text: str
    words: tuple[str, ...]
    height: float = 0.0
    edge: bool = False
    apart: bool = False


def lines_of(path: Path) -> list[RawLine]:
    """The lines of a file, whose name here does say its format."""
    found = {".pdf": pdf_lines, ".docx": docx_lines, ".html": html_lines}
    return found.get(path.suffix, text_lines)(path)


def pdf_lines(path: Path) -> list[RawLine]:
    """The lines of all pages of a PDF."""
    found: list[RawLine] = []
    document = pdfium.PdfDocument(path)
    for number, page in enumerate(document, 1):
        textpage = page.get_textpage()
        height = page.get_height()
        start = 0
        whole = textpage.get_text_range()
        for piece in re.split(r"(\r\n|\r|\n|(?<=[\ufffe\x02]))", whole):
            y = _height(textpage, start, piece)
            start += len(piece)
            if piece.strip() and y is not None:
                held = _held(found, number, y)
                edge = y > _HEAD * height or y < _FOOT * height
                found.append(_line(held + piece, page=number, height=y, edge=edge))
        textpage.close()
        page.close()
    document.close()
    return found


def _held(found: list[RawLine], page: int, height: float) -> str:
    """The line that goes on: pdfium ends one at a hyphen that it cannot place, and that may stand within."""
    if found and (found[-1].page, found[-1].height) == (page, height) and found[-1].text.endswith("-"):
        return " ".join(found.pop().words)
    return ""


def _height(textpage: pdfium.PdfTextPage, start: int, text: str) -> float | None:
    """The height at which a line stands, that of its first character that shows."""
    for offset, char in enumerate(text):
        if not char.isspace():
            return float(textpage.get_charbox(start + offset)[1])
    return None


def text_lines(path: Path) -> list[RawLine]:
    """The lines of a text file. It has no heights: rules and addresses alone on a line are its furniture."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_line(line, edge=bool(_LINK.fullmatch(line.strip()))) for line in lines if line.strip()]


def docx_lines(path: Path) -> list[RawLine]:
    """The paragraphs of a Word file: every `w:t`, `m:t` and `a:t` that is not deleted.

    Running heads and feet are apart, but for the first page's, which have the letterhead. Numbers that Word
    makes are no text of the file.
    """
    found: list[RawLine] = []
    with zipfile.ZipFile(path) as archive:
        first = _first_pages(archive)
        for name in sorted(archive.namelist()):
            part = _PARTS.fullmatch(name)
            if part:
                root = etree.fromstring(archive.read(name), _safe())
                texts = _paragraphs(root)
                found += [
                    _line(text, edge=name in first, apart=bool(part[1]) and name not in first)
                    for text in texts
                    if text.strip()
                ]
    return found


def _first_pages(archive: zipfile.ZipFile) -> set[str]:
    """The parts that are heads and feet of first pages."""
    if "word/_rels/document.xml.rels" not in archive.namelist():
        return set()
    document = etree.fromstring(archive.read("word/document.xml"), _safe())
    names = {node.get(_ID) for node in document.iter(*_REFERENCES) if node.get(f"{_WORD}type") == "first"}
    relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"), _safe())
    return {f"word/{node.get('Target')}" for node in relations if node.get("Id") in names}


def _safe() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _paragraphs(root: etree._Element) -> list[str]:
    """The text of each paragraph; text in a box goes with the paragraphs in the box."""
    texts = [""]
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag == f"{_WORD}p":
            texts.append("")
        elif event == "start" and node.tag in _SHOWN and not _is_left_out(node):
            texts[-1] += node.text or ""
        elif event == "start" and node.tag == f"{_WORD}noBreakHyphen" and not _is_left_out(node):
            texts[-1] += "-"
        elif event == "start" and node.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            texts[-1] += " "
    return texts


def _is_left_out(node: etree._Element) -> bool:
    """Whether a text is deleted, or stands there only for programs that cannot show another."""
    for parent in node.iterancestors():
        if parent.tag in _DELETED:
            return True
        above = parent.getparent()
        if parent.tag == f"{_OTHERWISE}Fallback" and above is not None:
            return above.find(f"{_OTHERWISE}Choice") is not None
    return False


def html_lines(path: Path) -> list[RawLine]:
    """The text between two breaks of a line, for every text node but those of scripts, styles and the title.

    What stands in `nav` or `footer` is apart.
    """
    root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found: list[RawLine] = []
    text, apart = "", False
    for piece, inside in _pieces(root, around=False):
        if piece is None or inside != apart:
            if text.strip():
                found.append(_line(text, apart=apart))
            text, apart = "", inside
        text += piece or ""
    return found


def _pieces(node: html.HtmlElement, *, around: bool) -> Iterator[tuple[str | None, bool]]:
    """Text nodes in order, and None where a line breaks; with each, whether it is around the text."""
    seen = isinstance(node.tag, str) and node.tag not in _UNSEEN
    inside = around or node.tag in _AROUND
    breaking = node.tag in _BREAKING
    if breaking:
        yield None, around
    if seen:
        yield node.text or "", inside
        for child in node:
            yield from _pieces(child, around=inside)
    if breaking:
        yield None, around
    yield node.tail or "", around


def _line(
    text: str, *, page: int = 1, height: float = 0.0, edge: bool = False, apart: bool = False
) -> RawLine:
    words = tuple(map(bare, text.split()))
    shown = tuple(word for word in words if word)
    return RawLine(page, "".join(words), shown, height, edge, apart)


def _is_raised(char: str) -> bool:
    """Whether a sign stands above or below the line; files say so of plain ones."""
    return decomposition(char).startswith(("<super>", "<sub>"))


def bare(text: str) -> str:
    """A text without white space, invisible signs, stretching strokes, plain hyphens, nothing raised."""
    text = "".join(normalize("NFKC", char) if _is_raised(char) else char for char in text)
    for code, sign in _DASHES.items():
        text = text.replace(code, sign)
    return "".join(char for char in text if char.isprintable() and not char.isspace() and char not in _HIDDEN)

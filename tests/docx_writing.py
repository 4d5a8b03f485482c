"""Writes small Word files by hand: the XML of paragraphs, put into the parts that Word expects."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` are the elements of its `w:rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain strings become runs."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph that list `number` numbers on a level."""
    return paragraph(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def table(*rows: list[str]) -> str:
    """A table of rows of cells; a cell is text or the XML of its paragraphs."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def docx_of(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a Word file with this body; `parts` are further parts by name, without their root."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in (parts or {}).items():
            root = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
            tag = {"header": "hdr", "footer": "ftr"}.get(root, root)
            whole = xml if xml.startswith("<?xml") else f"<w:{tag} {NAMESPACES}>{xml}</w:{tag}>"
            archive.writestr(name, whole)
    return held.getvalue()


def _cell(content: str) -> str:
    return f"<w:tc>{content if content.startswith('<') else paragraph(content)}</w:tc>"

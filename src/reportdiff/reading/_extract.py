"""What a file holds, by its format: the blocks, how many characters it shows, its language.

Reading a file of some size is left to a process with limits (`_process.py`), which calls this.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from reportdiff.errors import NoText, ReadingError
from reportdiff.language.detect import language_of
from reportdiff.language.structure import structure_rules
from reportdiff.reading._block import Extract, Role
from reportdiff.reading._characters import cleaned, visible, with_line_feeds
from reportdiff.reading._decode import decoded
from reportdiff.reading._limits import MAX_CHARACTERS, MAX_LINES
from reportdiff.reading._source import Format, Source
from reportdiff.reading._text import text_blocks

_SPLIT = "split it"


def extracted(
    source: Source, language: str | None, go_on: Callable[[int], object] = int
) -> tuple[Extract, str]:
    """What a file holds, and its language.

    Args:
        source: The file.
        language: A BCP 47 code; told from the text where it is None.
        go_on: Called with the number of each page of a PDF before it is read, 0 when all are.

    Raises:
        ReadingError: the file cannot be read as a report.
    """
    if source.format is Format.TEXT:
        text = _text_of(source)
        total = visible(cleaned(text))
        if not total:
            raise NoText("the file shows no text", path=source.path, advice="export it again")
        told = language or language_of(text)
        return Extract(text_blocks(text, structure_rules(told)), total, []), told
    found = _laid_out(source, language, go_on)
    told = (
        language
        or found.language
        or language_of("\n".join(block.text for block in found.blocks if block.role is not Role.FURNITURE))
    )
    return found, told


def _laid_out(source: Source, language: str | None, go_on: Callable[[int], object]) -> Extract:
    """What a file in a format with layout of its own holds; each extractor is loaded when needed."""
    data, path, form = source.data, source.path, source.format
    if form is Format.PDF:
        from reportdiff.reading._pdf import pdf_document

        return pdf_document(data, path, go_on, language)
    if form is Format.DOCX:
        from reportdiff.reading._docx import docx_document

        return docx_document(data, path)
    from reportdiff.reading._html import html_document

    return html_document(data, path)


def _text_of(source: Source) -> str:
    """The text of a text file with line feeds as its only line ends."""
    text = with_line_feeds(decoded(source.data, source.path))
    if not text.strip():
        raise NoText("the file holds nothing but white space", path=source.path, advice="export it again")
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(f"it has more than {MAX_CHARACTERS} characters", path=source.path, advice=_SPLIT)
    lines = sum(1 for line in io.StringIO(text.replace("\f", "\n")) if not line.isspace())
    if lines > MAX_LINES:
        raise ReadingError(f"it has more than {MAX_LINES} lines", path=source.path, advice=_SPLIT)
    return text

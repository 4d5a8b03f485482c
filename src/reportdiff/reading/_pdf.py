"""PDF files: pdfium's characters to blocks of text in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from reportdiff.errors import Locked, NoText, ReadingError, UnknownFormat
from reportdiff.model import Finding, Severity
from reportdiff.reading._block import Block, Extract, Role
from reportdiff.reading._characters import visible
from reportdiff.reading._limits import MAX_CHARACTERS, MAX_GLYPHS, MAX_PAGES
from reportdiff.reading._pdf_glyphs import page_runs
from reportdiff.reading._pdf_layout import page_blocks
from reportdiff.reading._pdf_lines import PageLines, page_lines

_NOTICE = 400
_SCANNED = 8


def pdf_blocks(data: bytes, path: Path) -> list[Block]:
    """The blocks of a PDF in reading order; raises as `pdf_document` does."""
    return pdf_document(data, path).blocks


def pdf_document(data: bytes, path: Path, go_on: Callable[[int], object] = int) -> Extract:
    """The blocks of a PDF in reading order, and its pages that could not be read.

    Args:
        data: The file.
        path: Its name, for errors.
        go_on: Called before each page with its number, and with 0 after the last.

    Raises:
        UnknownFormat: it is damaged.
        Locked: it asks for a password.
        NoText: it has no text layer, or is a notice in place of a document.
        ReadingError: it has more pages or characters than are read.
    """
    with _opened(data, path) as document:
        if len(document) > MAX_PAGES:
            problem = f"it has {len(document)} pages, more than the {MAX_PAGES} that are read"
            raise ReadingError(problem, path=path, advice="split it")
        findings: list[Finding] = []
        pages = list(_pages(document, path, findings, go_on))
    go_on(0)
    shown = sum(_visible(page) for page in pages)
    _refuse_empty(shown, len(pages), path)
    blocks = page_blocks(pages)
    _refuse_notice(blocks, shown, len(pages), path)
    return Extract(blocks, shown, findings)


@contextmanager
def _opened(data: bytes, path: Path) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            advice = "save a copy without the password"
            raise Locked("it is locked with a password", path=path, advice=advice) from None
        raise UnknownFormat("it is a damaged PDF", path=path, advice="fetch it again") from error
    try:
        yield document
    finally:
        document.close()


def _pages(
    document: pdfium.PdfDocument, path: Path, findings: list[Finding], go_on: Callable[[int], object]
) -> Iterator[PageLines]:
    """The lines of every page; a page that shows none is a finding."""
    total = 0
    for index in range(len(document)):
        go_on(index + 1)
        try:
            page = document[index]
        except pdfium.PdfiumError:
            findings.append(_unread(index + 1, Severity.ERROR, "is damaged and could not be read"))
            continue
        runs = page_runs(page, index + 1)
        is_blank = pdfium_c.FPDFPage_CountObjects(page.raw) == 0
        page.close()
        if not runs.runs:
            findings.append(_without_text(index + 1, is_blank=is_blank))
        if runs.truncated:
            problem = f"a page has more than {MAX_GLYPHS} characters"
            raise ReadingError(problem, path=path, where=f"page {index + 1}", advice="export its text")
        lines = page_lines(runs)
        total += sum(len(line.text) for line in lines.lines)
        if total > MAX_CHARACTERS:
            problem = f"it has more than {MAX_CHARACTERS} characters"
            raise ReadingError(problem, path=path, where=f"page {index + 1}", advice="split it")
        yield lines


def _without_text(page: int, *, is_blank: bool) -> Finding:
    if is_blank:
        return _unread(page, Severity.INFO, "is blank")
    return _unread(page, Severity.WARNING, "has no text layer: what it shows was not read")


def _unread(page: int, severity: Severity, what: str) -> Finding:
    return Finding("page-without-text", severity, f"page {page} {what}", page=page)


def _visible(page: PageLines) -> int:
    texts = (*(cell.text for line in page.lines for cell in line.cells), *page.turned)
    return sum(map(visible, texts))


def _refuse_empty(shown: int, pages: int, path: Path) -> None:
    if pages == 0:
        raise NoText("it has no pages", path=path, advice="fetch it again")
    if shown < _SCANNED * pages and shown < _NOTICE:
        raise NoText("it has no text layer", path=path, advice="run OCR first")


def _refuse_notice(blocks: list[Block], shown: int, pages: int, path: Path) -> None:
    """Refuse what document systems serve for a symbol that they do not have.

    Such a notice is one page with a few words, most of them about where to ask for help: it has an
    address to turn to, and neither symbol nor numbered paragraphs.
    """
    text = " ".join(block.text for block in blocks if block.role is Role.TEXT)
    if pages == 1 and shown < _NOTICE and "://" in text:
        problem = (
            "it is a notice of one page with next to no text, as is served for a symbol that does not exist"
        )
        raise NoText(problem, path=path, advice="check the symbol and fetch it again")

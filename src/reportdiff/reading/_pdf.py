"""PDF files: pdfium's characters to blocks of text in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from reportdiff.errors import Locked, NoText, Placeholder, ReadingError, UnknownFormat
from reportdiff.language.detect import language_of
from reportdiff.model import Finding, Severity
from reportdiff.reading._block import Block, Extract, Role
from reportdiff.reading._characters import visible
from reportdiff.reading._limits import MAX_CHARACTERS, MAX_GLYPHS, MAX_PAGES
from reportdiff.reading._pdf_beside import entered_texts, has_large_picture
from reportdiff.reading._pdf_columns import gutter_of
from reportdiff.reading._pdf_glyphs import page_runs
from reportdiff.reading._pdf_layout import page_blocks
from reportdiff.reading._pdf_lines import PageLines, page_lines, text_of

_NOTICE = 400
_SCANNED = 8
_LITTLE = 200
_HELP = re.compile(r"://\S*/(?:contact|help|support|feedback)", re.IGNORECASE)
_RAISED = re.compile(r"(?:[^\W\d_]{4,}|\d(?<!\b10)|[.,;:)”»])[¹²³⁰⁴-⁹]{1,3}(?![\w⁺⁻])")


def pdf_blocks(data: bytes, path: Path) -> list[Block]:
    """The blocks of a PDF in reading order; raises as `pdf_document` does."""
    return pdf_document(data, path).blocks


def pdf_document(
    data: bytes, path: Path, go_on: Callable[[int], object] = int, language: str | None = None
) -> Extract:
    """The blocks of a PDF in reading order, and its pages that could not be read.

    Args:
        data: The file.
        path: Its name, for errors.
        go_on: Called before each page with its number, and with 0 after the last.
        language: A BCP 47 code; told from the text where it is None.

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
        found = _Pages(document, path)
        pages = list(found.read(go_on))
    go_on(0)
    _refuse_empty(found.shown, len(pages), path)
    language = language or language_of(text_of(pages))
    blocks = page_blocks(pages, language)
    _refuse_notice(blocks, found.shown, len(pages), path)
    findings = [*found.findings, *_pictures(blocks, found.pictured), *_unexplained(blocks)]
    return Extract(blocks, found.shown, findings, language)


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


class _Pages:
    """Reads the pages of a document one after the other, and counts what they show.

    Attributes:
        shown: The visible characters of all pages, as pdfium gives them.
        pictured: The numbers of pages with little text and a large picture.
        findings: Pages that show no text.
    """

    def __init__(self, document: pdfium.PdfDocument, path: Path) -> None:
        self._document = document
        self._path = path
        self.shown = 0
        self.pictured: list[int] = []
        self.findings: list[Finding] = []

    def read(self, go_on: Callable[[int], object]) -> Iterator[PageLines]:
        """The lines of every page; `go_on` is called before each with its number."""
        for index in range(len(self._document)):
            go_on(index + 1)
            try:
                page = self._document[index]
            except pdfium.PdfiumError:
                what = "is damaged and could not be read"
                self.findings.append(_unread(index + 1, Severity.ERROR, what))
                continue
            try:
                yield self._lines(page, index + 1)
            finally:
                page.close()

    def _lines(self, page: pdfium.PdfPage, number: int) -> PageLines:
        runs = page_runs(page, number)
        if runs.truncated:
            problem = f"a page has more than {MAX_GLYPHS} characters"
            raise ReadingError(problem, path=self._path, where=f"page {number}", advice="export its text")
        entered = entered_texts(page)
        if not runs.runs and not entered:
            is_blank = pdfium_c.FPDFPage_CountObjects(page.raw) == 0
            self.findings.append(_without_text(number, is_blank=is_blank))
        elif runs.shown < _LITTLE and has_large_picture(page):
            self.pictured.append(number)
        self.shown += runs.shown + sum(map(visible, entered))
        if self.shown > MAX_CHARACTERS:
            problem = f"it has more than {MAX_CHARACTERS} characters"
            raise ReadingError(problem, path=self._path, where=f"page {number}", advice="split it")
        lines = page_lines(runs, entered)
        gutter = gutter_of(lines)
        return lines if gutter is None else page_lines(runs, entered, gutter)


def _without_text(page: int, *, is_blank: bool) -> Finding:
    if is_blank:
        return _unread(page, Severity.INFO, "is blank")
    return _unread(page, Severity.WARNING, "has no text layer: what it shows was not read")


def _unread(page: int, severity: Severity, what: str) -> Finding:
    return Finding("page-without-text", severity, f"page {page} {what}", page=page)


def _pictures(blocks: Sequence[Block], pictured: Sequence[int]) -> Iterator[Finding]:
    """A finding for each page that shows a picture and no text but furniture, as scanned pages do."""
    written = {block.page for block in blocks if block.role is not Role.FURNITURE}
    for page in pictured:
        if page not in written:
            what = "shows a picture and no text besides its head and foot: what the picture says was not read"
            yield _unread(page, Severity.WARNING, what)


def _unexplained(blocks: Sequence[Block]) -> Iterator[Finding]:
    """A finding for raised figures that may be marks of notes: none explains them, and they are no powers."""
    for block in blocks:
        match = _RAISED.search(block.text) if block.role is Role.TEXT else None
        if match:
            message = f"a raised figure here may be the mark of a note that was not found: {match.group()}"
            yield Finding("mark-without-note", Severity.INFO, message, page=block.page)


def _refuse_empty(shown: int, pages: int, path: Path) -> None:
    if pages == 0:
        raise NoText("it has no pages", path=path, advice="fetch it again")
    if shown < _SCANNED * pages and shown < _NOTICE:
        raise NoText("it has no text layer", path=path, advice="run OCR first")


def _refuse_notice(blocks: list[Block], shown: int, pages: int, path: Path) -> None:
    """Refuse what document systems serve for a symbol that they do not have.

    Such a notice is one page with a few words, most of them about where to ask for help: it gives the
    address of a page for that.
    """
    text = "".join(block.text for block in blocks if block.role is Role.TEXT)
    if pages == 1 and shown < _NOTICE and _HELP.search(text):
        problem = (
            "it is a notice of one page with next to no text, as is served for a symbol that does not exist"
        )
        raise Placeholder(problem, path=path, advice="check the symbol and fetch it again")

"""The bytes of a file and what they are, told by content and never by name."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from reportdiff.errors import Locked, NoText, ReadingError, Transient, UnknownFormat
from reportdiff.reading._decode import utf16_without_mark
from reportdiff.reading._limits import MAX_BYTES
from reportdiff.reading._markup import Markup, markup_of

_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 1 << 16
_PDF = re.compile(rb"%PDF-\d")
_PDF_OBJECT = re.compile(rb"^\d+\s+\d+\s+obj\b", re.MULTILINE)
# What else is text to the eye of a program, with its name.
_OTHERS = (
    (re.compile(r"\{\\rtf"), "rich text (RTF)"),
    (re.compile(r"%!PS"), "PostScript"),
    (re.compile(r'\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*\{\s*"'), "JSON data"),
    (re.compile(r"(?:[\w-]+:[^\n]*\n)*MIME-Version:", re.IGNORECASE), "a mail or a web archive"),
)
_MAIN_PART = b"word/document.xml"
_WHITE = b" \t\r\n\f\xef\xbb\xbf"
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + b"\x7f"
_READABLE = "give a PDF, a Word document (.docx), a web page or plain text"


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and their format."""

    path: Path
    data: bytes
    format: Format


def read_source(path: Path) -> Source:
    """The bytes of a regular file and their format.

    Raises:
        ReadingError: it is no regular file, too large, or cannot be opened.
        NoText: it is empty.
        UnknownFormat: it is in no format that is read.
        Locked: it is an encrypted Office document.
    """
    data = _bytes_of(path)
    if not data.strip():
        raise NoText("the file is empty", path=path, advice="fetch or export it again")
    return Source(path, data, format_of(data, path))


def format_of(data: bytes, path: Path) -> Format:
    """The format of the content.

    Raises:
        UnknownFormat: it is none that is read.
        Locked: it is an encrypted Office document.
    """
    if _is_pdf(data):
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _format_of_archive(data, path)
    if data.startswith(_OLE):
        raise _office_error(data, path)
    head = _head(data)
    markup = markup_of(head)
    if markup is Markup.HTML:
        return Format.HTML
    other = next((name for pattern, name in _OTHERS if pattern.match(head.lstrip())), None)
    if markup is Markup.OTHER or other:
        raise UnknownFormat(f"it is {other or 'XML of another kind'}", path=path, advice=_READABLE)
    if _is_binary(data) and utf16_without_mark(data) is None:
        raise UnknownFormat("its content is binary, not text", path=path, advice=_READABLE)
    return Format.TEXT


def _bytes_of(path: Path) -> bytes:
    """The bytes of a regular file; anything else is refused without waiting for it."""
    try:
        with _opened(path) as file:
            data = _at_most(MAX_BYTES + 1, file)
    except FileNotFoundError:
        missing = "it is a link to nothing" if path.is_symlink() else "there is no such file"
        raise ReadingError(missing, path=path, advice="check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = f"it cannot be opened ({reason})"
        raise Transient(problem, path=path, advice="check the name and its permissions") from error
    if len(data) > MAX_BYTES:
        size = f"it is larger than {MAX_BYTES >> 20} MB"
        raise ReadingError(size, path=path, advice="split it or export its text")
    return data


def _at_most(count: int, file: BinaryIO) -> bytes:
    """The first bytes of a file; asking for many at once would take memory for all of them."""
    pieces: list[bytes] = []
    while count and (piece := file.read(min(count, _CHUNK))):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _opened(path: Path) -> BinaryIO:
    """An open regular file. Devices are never opened: opening them can already do something."""
    _refuse_irregular(path.stat().st_mode, path)
    # The path may have become a pipe since: opening one that nobody writes to would wait for ever.
    file = open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")  # noqa: PTH123, SIM115
    try:
        _refuse_irregular(os.fstat(file.fileno()).st_mode, path)
    except ReadingError:
        file.close()
        raise
    return file


def _refuse_irregular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise ReadingError(f"it is {kind}", path=path, advice="name one report file")


def _is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF: some begin with white space, or with what a mailer or printer put there."""
    found = _PDF.search(data[:1024])
    if found is None:
        return False
    before = data[: found.start()].strip(b"\0" + _WHITE)
    is_junk = _is_binary(before) or before.startswith(b"\x1b")
    return not before or is_junk or bool(_PDF_OBJECT.search(data, found.end()))


def _head(data: bytes) -> str:
    """The beginning of a file as text, in which signs of markup can be told whatever its encoding."""
    for mark, encoding in zip(_BOMS, ("utf-8", "utf-16-le", "utf-16-be"), strict=True):
        if data.startswith(mark):
            return data[len(mark) : _HEAD].decode(encoding, "ignore")
    text = utf16_without_mark(data[:_HEAD]) if b"\0" in data[:_HEAD] else None
    # A browser passes over single zeros in a page.
    return text or data[:_HEAD].replace(b"\0", b"").decode("latin-1")


def _format_of_archive(data: bytes, path: Path) -> Format:
    """The format of an archive by the names in it; unpacking is left to a process with limits."""
    if _MAIN_PART in data:
        return Format.DOCX
    raise UnknownFormat("it is an archive without a Word document", path=path, advice=_READABLE)


def _office_error(data: bytes, path: Path) -> ReadingError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Locked("it is locked with a password", path=path, advice="save a copy without the password")
    return UnknownFormat("it is in an old Office format", path=path, advice="save it as .docx")


def _is_binary(data: bytes) -> bool:
    if data.startswith(_BOMS):
        return False
    head = data[: 1 << 16]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or controls * 200 > len(head)

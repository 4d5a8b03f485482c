"""The XML parts of a Word file, read within bounds.

No entities, no document types, no network.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from lxml import etree

from reportdiff.errors import Locked, ReadingError, UnknownFormat
from reportdiff.reading._limits import MAX_XML

Element = etree._Element  # noqa: SLF001

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_DECLARES = "its part {} declares a document type, which Word files never do"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tag(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{W}{name}"


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element that may be absent."""
    return None if element is None else element.get(tag(name))


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is on; None where it is not set."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")


class Parts:
    """The parts of a Word file by name."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        self._left = MAX_XML
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnknownFormat("it is a damaged Word file", path=path, advice="fetch it again") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def names(self, prefix: str) -> list[str]:
        """Names of the parts that begin with a prefix, in order."""
        return sorted(name for name in self._archive.namelist() if name.startswith(prefix))

    def root(self, name: str) -> Element | None:
        """The root of a part, None if the file has no such part.

        Raises:
            UnknownFormat: the part is damaged or no XML.
            ReadingError: the file's XML is larger than is read.
            Locked: the part is encrypted.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & _ENCRYPTED:
            advice = "save a copy without the password"
            raise Locked("it is locked with a password", path=self.path, advice=advice)
        # The other ways of packing unpack a kilobyte to gigabytes in one step.
        if info.compress_type not in _PACKINGS:
            raise self._unlike_word(f"its part {name} is packed in a way that Word never uses")
        data = self._bytes(info)
        if any(doctype in data for doctype in _DOCTYPES):
            raise self._unlike_word(_DECLARES.format(name))
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(name) from error
        if root.getroottree().docinfo.internalDTD is not None:  # in yet another encoding
            raise self._unlike_word(_DECLARES.format(name))
        return root

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        """The unpacked bytes of a part, counted while they come."""
        data = bytearray()
        try:
            with self._archive.open(info) as stream:
                while len(data) <= self._left and (piece := stream.read(_CHUNK)):
                    data += piece
        except _UNREADABLE as error:
            raise self._damaged(info.filename) from error
        self._left -= len(data)
        if self._left < 0:
            size = f"it unpacks to more than {MAX_XML >> 20} MB of XML"
            raise ReadingError(size, path=self.path, advice="split it or export its text")
        return bytes(data)

    def _unlike_word(self, problem: str) -> UnknownFormat:
        return UnknownFormat(problem, path=self.path, advice="save it again with Word")

    def _damaged(self, name: str) -> UnknownFormat:
        return UnknownFormat("it is a damaged Word file", path=self.path, where=name, advice="fetch it again")

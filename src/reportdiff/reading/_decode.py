"""Bytes of a text file to text: UTF-8, UTF-16 with its mark, GB18030 and Windows-1252.

An encoding without a mark is taken only where the outcome looks like the texts written in it;
anything else is refused rather than read as nonsense.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from reportdiff.errors import Undecodable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ADVICE = "save it as UTF-8"
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WESTERN = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”–—…•€£§©®°«»¿¡ºª·\u00a0]")
_HIGH_RUN = re.compile("[^\x00-\x7f]{4,}")


def decoded(data: bytes, path: Path) -> str:
    """The text of the bytes, without a byte order mark.

    Raises:
        Undecodable: they are text in no encoding that is read.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _without_mark(data)
        if text is None:
            raise _undecodable(data, error, path) from error
        return text


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, path) from error


def _without_mark(data: bytes) -> str | None:
    if _is_mostly_utf8(data):
        return None
    for encoding, looks_right in (("gb18030", _looks_chinese), ("cp1252", _looks_western)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if looks_right(text):
            return text
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few bytes damaged: that is no other encoding."""
    sequences = _MULTIBYTE.findall(data)
    high = sum(1 for byte in data if byte > 0x7F)
    return sum(map(len, sequences)) > high * 0.6


def _looks_chinese(text: str) -> bool:
    """Whether nearly all that is not ASCII is a common Chinese character or Chinese punctuation."""
    foreign = [char for char in text if ord(char) > 0x7F]
    common = sum(1 for char in foreign if _is_common_chinese(char))
    return bool(foreign) and common > 0.93 * len(foreign)


def _is_common_chinese(char: str) -> bool:
    """Whether it is in the first level of GB 2312 (3,755 characters by frequency) or its punctuation."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3


def _looks_western(text: str) -> bool:
    """Whether what is not ASCII is letters and signs of western Europe, few and far between."""
    foreign = [char for char in text if ord(char) > 0x7F]
    western = sum(1 for char in foreign if _WESTERN.match(char))
    return len(foreign) < 0.2 * len(text) and western > 0.95 * len(foreign) and not _HIGH_RUN.search(text)


def _undecodable(data: bytes, error: UnicodeDecodeError, path: Path) -> Undecodable:
    line = data.count(b"\n", 0, error.start) + 1
    problem = "it is text in no encoding that is read (UTF-8, UTF-16, GB18030, Windows-1252)"
    return Undecodable(problem, path=path, advice=_ADVICE, where=f"line {line}")

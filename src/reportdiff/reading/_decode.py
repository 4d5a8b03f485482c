"""Bytes of a text file to text: UTF-8, UTF-16, and what was written before Unicode.

An encoding without a mark is taken only where the outcome looks like the texts written in it;
anything else is refused rather than read as nonsense.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from reportdiff.errors import Undecodable
from reportdiff.language.detect import language_of
from reportdiff.language.encodings import chinese_grammar, encodings, western_languages

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ADVICE = "save it as UTF-8"
_SAMPLE = 1 << 18
_FEWEST, _FEWEST_LETTERS = 20, 60
_MARGIN = 0.06
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WESTERN = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”–—…•€£§©®°«»¿¡ºª·\u00a0]")
_CAPITAL_INSIDE = re.compile("[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ][a-zß-öø-ÿ]")
_HIGH_RUN = re.compile("[^\x00-\x7f]{4,}")


def decoded(data: bytes, path: Path) -> str:
    """The text of the bytes, without a byte order mark.

    Raises:
        Undecodable: they are text in no encoding that is read.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding, path)
    # Letters of other scripts in UTF-16 are valid UTF-8 as well, full of zeros.
    if b"\0" in data[:_SAMPLE] and (text := utf16_without_mark(data)) is not None:
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = _without_mark(data)
        if found is None:
            raise _undecodable(data, error, path) from error
        return found


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, path) from error


def utf16_without_mark(data: bytes) -> str | None:
    """The text of UTF-16 without its mark; None where the bytes are not surely that.

    Read in the wrong order of bytes, or in another encoding, white space and full stops are none.
    """
    sample = data[:_SAMPLE]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "ignore")
        if _looks_set(text) and len(data) % 2 == 0:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def _looks_set(text: str) -> bool:
    """Whether a text of some length is all letters, signs and spaces, and these as often as in any text."""
    shown = sum(1 for char in text if char.isprintable() or char in "\t\n\r\f\xa0\u3000")
    stops = sum(1 for char in text if char in " \n。，、.,")
    return len(text) >= _FEWEST and shown > 0.99 * len(text) and stops > 0.03 * len(text)


def _without_mark(data: bytes) -> str | None:
    if _is_mostly_utf8(data):
        return None
    text = utf16_without_mark(data) or _in_letters(data)
    if text is not None:
        return text
    for encoding, looks_right in (
        ("gb18030", _looks_chinese),
        ("big5", _looks_traditional),
        ("cp1252", _looks_western),
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if looks_right(text):
            return text
    return None


def _in_letters(data: bytes) -> str | None:
    """The text in the one encoding of a script of letters that it surely is in."""
    scores = []
    for encoding in encodings():
        letters = _letters(data[:_SAMPLE].decode(encoding.name, "replace"))
        share = sum(1 for char in letters if char in encoding.frequent) / max(1, len(letters))
        if len(letters) >= _FEWEST_LETTERS and share >= encoding.share:
            scores.append((share, encoding.name))
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] < scores[1][0] + _MARGIN):
        return None
    try:
        return data.decode(scores[0][1])
    except UnicodeDecodeError:
        return None


def _letters(text: str) -> list[str]:
    """What is not ASCII in a text, if nearly all of it is letters and more than its ASCII letters."""
    foreign = [char for char in text if ord(char) > 0x7F]
    letters = [char for char in foreign if char.isalpha()]
    plain = sum(1 for char in text if char.isascii() and char.isalpha())
    return letters if len(letters) > max(0.9 * len(foreign), plain) else []


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few bytes damaged: that is no other encoding."""
    sequences = _MULTIBYTE.findall(data)
    high = sum(1 for byte in data if byte > 0x7F)
    return sum(map(len, sequences)) > high * 0.6


def _looks_chinese(text: str) -> bool:
    """Whether nearly all that is not ASCII is a common Chinese character or Chinese punctuation."""
    foreign = [char for char in text if ord(char) > 0x7F]
    common = sum(1 for char in foreign if _is_common_chinese(char))
    return bool(foreign) and common > 0.93 * len(foreign) and _has_grammar(foreign)


def _has_grammar(foreign: list[str]) -> bool:
    """Whether characters are Chinese as it is written, and not another language read as Chinese."""
    grammar = chinese_grammar()
    characters = [char for char in foreign if char.isalpha()]
    return sum(1 for char in characters if char in grammar.characters) >= grammar.share * len(characters) > 0


def _looks_traditional(text: str) -> bool:
    """Whether nearly all that is not ASCII is in the first level of Big5 (5,401 characters) or its signs."""
    foreign = [char for char in text if ord(char) > 0x7F]
    codes = [char.encode("big5") for char in foreign]
    common = sum(1 for code in codes if 0xA4 <= code[0] <= 0xC6 or code[0] == 0xA1)
    return len(codes) >= _FEWEST and common > 0.97 * len(codes) and _has_grammar(foreign)


def _is_common_chinese(char: str) -> bool:
    """Whether it is in the first level of GB 2312 (3,755 characters by frequency) or its punctuation."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3


def _looks_western(text: str) -> bool:
    """Whether it is in a language of western Europe, with few letters that are not ASCII, all at home there.

    A language that has other letters, and a word with a capital inside, show another encoding.
    """
    foreign = [char for char in text if ord(char) > 0x7F]
    western = sum(1 for char in foreign if _WESTERN.match(char))
    if len(foreign) >= 0.2 * len(text) or western <= 0.95 * len(foreign) or _HIGH_RUN.search(text):
        return False
    return not _CAPITAL_INSIDE.search(text) and language_of(text) in western_languages()


def _undecodable(data: bytes, error: UnicodeDecodeError, path: Path) -> Undecodable:
    line = data.count(b"\n", 0, error.start) + 1
    problem = "it is text in no encoding that is surely known (UTF-8, UTF-16, GB18030, Big5, Windows-125x)"
    return Undecodable(problem, path=path, advice=_ADVICE, where=f"line {line}")

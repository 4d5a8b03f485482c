"""Whether what came is a document, and the one that was asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path

from reportdiff.errors import FetchError, Placeholder, ReadingError
from reportdiff.fetch._client import Absent
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

_HEAD, _TAIL = 1024, 4096
_OPENING = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
_BY_HAND = "fetch it by hand and put it beside the others if it is the right one"
# An asterisk behind a symbol says that the document was issued again for technical reasons.
_DROPPED = re.compile(r"[\s*]+")


def refuse_all_but_document(
    path: Path, form: str, symbols: Sequence[str], languages: Collection[str]
) -> None:
    """Read what came, as a run would.

    Args:
        path: The file.
        form: What was asked for, `pdf` or `docx`.
        symbols: The symbols of the document; it has to bear one of them.
        languages: The language that was asked for, first, and the others that it may not be in.

    Raises:
        Absent: It is a notice that there is no such document.
        FetchError: It is cut off, cannot be read, or is another document.
    """
    _check_ends(path, form)
    try:
        report = read_report(path)
    except Placeholder:
        raise Absent("the document system has no document of that symbol") from None
    except ReadingError as error:
        place = f"{error.where}: " if error.where else ""
        raise FetchError(f"what came cannot be read: {place}{error.problem}", advice=_BY_HAND) from None
    _check_symbol(report, symbols)
    wanted, *others = (code.partition("-")[0] for code in languages)
    told = report.language.partition("-")[0]
    if told != wanted and told in others:
        raise FetchError(f"what came is in “{told}”, not in “{wanted}”", advice=_BY_HAND)


def _check_ends(path: Path, form: str) -> None:
    """Refuse what does not open and close as its format does: a cut-off file may still seem whole."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    opening = _OPENING[form]
    if opening not in head if form == "pdf" else not head.startswith(opening):
        raise FetchError(f"what came is no {form.upper()}", advice="try again later")
    if form == "pdf" and b"%%EOF" not in tail:
        raise FetchError("what came is cut off", advice="try again later")


def _check_symbol(report: Report, symbols: Sequence[str]) -> None:
    wanted = {_plain(symbol) for symbol in symbols}
    if report.symbol is not None:
        borne = {_plain(part) for part in re.split("[–—]", report.symbol)} | {_plain(report.symbol)}
        if wanted & borne:
            return
        raise FetchError(
            f"what came is another document: it bears the symbol {report.symbol[:100]}", advice=_BY_HAND
        )
    if not any(_names(text, wanted) for text in _opening(report)):
        raise FetchError("what came does not show the symbol asked for", advice=_BY_HAND)


def _opening(report: Report) -> list[str]:
    return [one.text for one in report.paragraphs if one.kind is Kind.FRONT_MATTER]


def _names(text: str, wanted: Collection[str]) -> bool:
    words = {_plain(word) for word in re.split(r"[\s–—]+", text)}
    return not words.isdisjoint(wanted) or _plain(text) in wanted


def _plain(symbol: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKC", symbol)).upper()

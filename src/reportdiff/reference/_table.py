"""One status list: a CSV file with a row a participant."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportdiff.errors import ReferenceListError
from reportdiff.model import Participation
from reportdiff.reference._data import acts, kind_and_code

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<year>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))"
    r"(?:\s+(?P<mark>[A-Za-z]{1,2}))?"
)
_NOTE_MARKS = re.compile(r"[\s,]*(?:\d+[\s,]*)+\Z|\s*\*+\Z")
_SIGNED, _JOINED = (
    re.compile(r"^signature", re.IGNORECASE),
    re.compile(r"ratification|accession|acceptance|approval|succession", re.IGNORECASE),
)
_SHAPE = "the first line must be: Participant, Signature, Ratification, Accession(a) …"


@dataclass(frozen=True, slots=True)
class Table:
    """What one file says: its participants in its order, and the SHA-256 of its bytes."""

    participations: tuple[Participation, ...]
    sha256: str

    @property
    def latest(self) -> date | None:
        """The latest date in it: nothing later was known when it was made."""
        dates = (day for one in self.participations for day in (one.signed, one.party_since) if day)
        return max(dates, default=None)


def read_list(path: Path) -> Table:
    """The participants that a status list names.

    Args:
        path: A CSV file in UTF-8: the participant, the date of signature, and one or more columns with the
            date of ratification or of another act that makes a party; its mark says which (`8 Feb 2008 a`).

    Raises:
        ReferenceListError: It cannot be read, or a line is not understood; says which.
    """
    content = _content(path)
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True)
    try:
        lines = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as failure:
        raise _refused(path, f"it is no CSV ({failure})", rows.line_num, "save it as CSV") from None
    if not lines:
        raise ReferenceListError("it is empty", path=path, advice=_SHAPE)
    signed, joined = _columns(path, *lines[0])
    found = tuple(_participations(path, lines, signed, joined))
    return Table(found, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        content.decode("utf-8-sig")
    except OSError as failure:
        raise ReferenceListError(
            f"it cannot be opened ({failure.strerror})",
            path=path,
            advice="name a CSV file, or a folder of them",
        ) from None
    except UnicodeDecodeError as failure:
        line = content[: failure.start].count(b"\n") + 1
        raise _refused(path, "it is not UTF-8 text", line, "save it as CSV in UTF-8") from None
    return content


def _columns(path: Path, line: int, header: Sequence[str]) -> tuple[int | None, list[int]]:
    """Which columns hold dates of signature, and of acts that make a party."""
    names = [name.strip() for name in header]
    signed = next((place for place, name in enumerate(names) if place and _SIGNED.match(name)), None)
    joined = [place for place, name in enumerate(names) if place and place != signed and _JOINED.search(name)]
    if names[0].casefold() not in ("participant", "state") or not joined:
        raise _refused(path, "its columns are not those of a status list", line, _SHAPE)
    return signed, joined


def _participations(
    path: Path, lines: Sequence[tuple[int, list[str]]], signed: int | None, joined: Sequence[int]
) -> Iterator[Participation]:
    seen: dict[str, int] = {}
    for line, row in lines[1:]:
        if len(row) != len(lines[0][1]):
            problem = f"{len(row)} columns, where the first line has {len(lines[0][1])}"
            raise _refused(path, problem, line, "quote cells that hold a comma")
        name = _NOTE_MARKS.sub("", " ".join(row[0].split()))
        if not name:
            raise _refused(path, "it names no participant", line, "write one in its first column")
        if name in seen:
            raise _refused(path, f"“{name}” stands in line {seen[name]} too", line, "remove one")
        seen[name] = line
        yield _participation(path, line, name, row, signed, joined)


def _participation(
    path: Path, line: int, name: str, row: Sequence[str], signed: int | None, joined: Sequence[int]
) -> Participation:
    kind, code = kind_and_code(name)
    dates = [found for place in joined if (found := _date(path, line, row[place])) is not None]
    since, mark = min(dates, default=(None, ""))
    signature = None if signed is None else _date(path, line, row[signed])
    return Participation(
        participant=name,
        code=code,
        kind=kind,
        signed=signature[0] if signature else None,
        party_since=since,
        act=None if since is None else acts().get(mark, "ratification"),
    )


def _date(path: Path, line: int, cell: str) -> tuple[date, str] | None:
    """The date in a cell and the mark behind it; None where the cell is empty."""
    if not cell.strip():
        return None
    match = _DATE.fullmatch(cell.strip())
    if match is not None and (match["mark"] is None or match["mark"] in acts()):
        try:
            return _day(match), match["mark"] or ""
        except ValueError:
            pass
    marks = ", ".join(acts())
    raise _refused(path, f"“{cell.strip()[:40]}” is no date", line, f"write 8 Feb 2008 and one of {marks}")


def _day(match: re.Match[str]) -> date:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    return date(int(match["year"]), 1 + _MONTHS.index(match["month"].lower()), int(match["day"]))


def _refused(path: Path, problem: str, line: int, advice: str) -> ReferenceListError:
    return ReferenceListError(problem, path=path, where=f"line {line}", advice=advice)

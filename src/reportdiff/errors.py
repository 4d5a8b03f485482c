"""Every error reportdiff raises on purpose. Each says what was wrong, where, and what to do next.

ReportdiffError
├── CorpusError          the folder of reports is not laid out as it should be
│   ├── SeriesFileError  series.toml has a mistake
│   ├── ReviewError      reviews.toml has a mistake, or a decision is about nothing that is there
│   └── EditionConflict  two files claim to be the same edition
├── ReadingError         one file cannot be read as a report
│   ├── UnknownFormat    its content is no format that we read
│   ├── NoText           it holds no text (empty, scanned)
│   │   └── Placeholder  it is a notice that stands in place of a document
│   ├── Locked           it is encrypted
│   ├── Undecodable      its bytes are text in no encoding that we know
│   ├── Defect           reportdiff itself failed on it
│   └── Transient        it could not be read this time, for a reason that is not in it
├── FetchError           a document cannot be fetched, or is not the one that was asked for
├── ReferenceListError   a status list of a depositary cannot be understood
├── ExportError          a folder cannot take an export
├── PublishError         a folder cannot take the outputs that are to be served
└── StoreError           the database cannot be opened, written or queried
    └── QueryError       an analyst's SQL is wrong or not allowed
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path


class ReportdiffError(Exception):
    """Base of all errors raised on purpose.

    Args:
        problem: What is wrong, as one clause without a full stop.
        path: The file or folder it is about, if there is one.
        advice: What to do about it, as one clause without a full stop.
        where: The place inside the file ("line 3", "page 7").
    """

    def __init__(
        self, problem: str, *, path: Path | str | None = None, advice: str = "", where: str = ""
    ) -> None:
        self.problem = problem
        self.path = None if path is None else Path(path)
        self.advice = advice
        self.where = where
        super().__init__(str(self))

    def __str__(self) -> str:
        # A path may hold line breaks: an error is one line.
        path = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in str(self.path or ""))
        place = ", ".join(part for part in (path, self.where) if part)
        sentence = f"{place}: {self.problem}" if place else self.problem
        return f"{sentence}; {self.advice}" if self.advice else sentence


class CorpusError(ReportdiffError):
    """The folder of reports is not laid out as `corpora/<series>/<language>/<edition>.<ext>`."""


class SeriesFileError(CorpusError):
    """A series.toml that cannot be understood."""


class ReviewError(CorpusError):
    """A reviews.toml that cannot be understood or written, or a decision about nothing that is there."""


class EditionConflict(CorpusError):
    """Two files for one edition, neither a revision of the other."""


class ReadingError(ReportdiffError):
    """One file cannot be read as a report."""


class UnknownFormat(ReadingError):
    """The content of the file is none of text, PDF, DOCX or HTML."""


class NoText(ReadingError):
    """The file holds no text: empty, scanned without a text layer, or a placeholder."""


class Placeholder(NoText):
    """The file is a notice, as document systems serve it for a symbol that they do not have."""


class Locked(ReadingError):
    """The file is encrypted and asks for a password."""


class Undecodable(ReadingError):
    """The bytes are no text in any encoding tried."""


class Defect(ReadingError):
    """Reading the file failed in a way that is no fault of the file."""

    @classmethod
    def of(cls, failure: Exception, path: Path | None = None) -> Defect:
        """The error for a failure that nothing foresaw."""
        problem = f"reading it failed ({type(failure).__name__}: {failure})"
        advice = "this is a defect of reportdiff: please report it with the file"
        return cls(problem, path=path, advice=advice)


class Transient(ReadingError):
    """The file could not be read this time, for a reason not in its content: it may go well next time."""


class FetchError(ReportdiffError):
    """A document that cannot be fetched, or that is not the one that was asked for."""


class ReferenceListError(ReportdiffError):
    """A status list of a depositary that cannot be read or understood."""


class ExportError(ReportdiffError):
    """A folder that cannot take an export: it holds something else, or cannot be written."""


class PublishError(ReportdiffError):
    """A folder cannot take the outputs that are to be served."""


class StoreError(ReportdiffError):
    """The database cannot be opened, written or replaced."""


class QueryError(StoreError):
    """An analyst's SQL that is wrong, or that asks for more than reading."""


def nearest(wanted: str, known: Sequence[str]) -> list[str]:
    """What may have been meant, for advice: the nearest numbers, else the most alike, else the first few."""
    if wanted.isdecimal() and (numbers := [one for one in known if one.isdecimal()]):
        return sorted(numbers, key=lambda one: (abs(int(one) - int(wanted)), int(one)))[:3]
    return get_close_matches(wanted, known, n=3, cutoff=0.5) or list(known[:6])

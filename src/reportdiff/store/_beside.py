"""Rows of the files beside an edition: those that its revisions superseded, and lists of corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportdiff.model import Correction, Report
from reportdiff.store._entry import CorrigendumEntry, RevisionEntry
from reportdiff.store._rows import Row, TableRow, edition_id, iso_date


def revision_id(series: str, edition: str, revision: int, language: str) -> str:
    """The key of a superseded file."""
    return f"{series}/{edition}.rev{revision}/{language}"


def corrigendum_id(series: str, edition: str, number: int, language: str) -> str:
    """The key of a list of corrections."""
    return f"{series}/{edition}.corr{number}/{language}"


def revision_rows(entry: RevisionEntry, report: Report) -> Iterator[TableRow]:
    """All rows of one superseded file."""
    key = revision_id(entry.series, entry.edition, entry.revision, entry.language)
    yield "revisions", {"revision_id": key, "revision": entry.revision, **_file_row(entry, report)}
    for position, paragraph in enumerate(report.paragraphs, 1):
        yield (
            "revision_paragraphs",
            {
                "revision_id": key,
                "address": paragraph.address,
                "position": position,
                "kind": paragraph.kind.value,
                "text": paragraph.text,
            },
        )


def corrigendum_rows(
    entry: CorrigendumEntry, report: Report, corrections: Sequence[Correction]
) -> Iterator[TableRow]:
    """All rows of one list of corrections."""
    key = corrigendum_id(entry.series, entry.edition, entry.number, entry.language)
    yield "corrigenda", {"corrigendum_id": key, "number": entry.number, **_file_row(entry, report)}
    for number, correction in enumerate(corrections, 1):
        yield (
            "corrections",
            {
                "corrigendum_id": key,
                "correction": number,
                "addresses": correction.addresses,
                "text": correction.text,
            },
        )


def _file_row(entry: RevisionEntry | CorrigendumEntry, report: Report) -> Row:
    return {
        "edition_id": edition_id(entry.series, entry.edition, entry.language),
        "symbol": report.symbol,
        "date": iso_date(report.meta.date),
        "source": entry.source,
        "sha256": entry.sha256,
        "stage_key": entry.key,
    }

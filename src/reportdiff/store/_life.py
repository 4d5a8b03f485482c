"""The life of a paragraph: its subject in every edition of the series, from first appearance to last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from reportdiff.errors import StoreError, nearest
from reportdiff.store._open import published


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A quantity that moved since the edition before; `new_quote` as printed. `unit` may be unknown."""

    old_value: Decimal
    new_value: Decimal
    unit: str | None
    currency: str | None
    old_quote: str
    new_quote: str


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One paragraph of the subject in one edition.

    `previous` are the addresses it is linked to in `previous_edition`, `previous_text` their words. `what`
    is a relation or `added`; None in the first edition held. `gone_in` names the next edition where nothing
    is linked to it.
    """

    edition: str
    address: str
    section: str | None
    page: int | None
    text: str
    what: str | None
    previous_edition: str | None
    previous: tuple[str, ...]
    previous_text: str
    shape: str | None
    moved: bool
    confidence: float | None
    figures: tuple[MovedFigure, ...]
    gone_in: str | None


@dataclass(frozen=True, slots=True)
class Life:
    """All steps of one subject. `editions` are all that the database holds of the series and language."""

    series: str
    language: str
    lineage: str
    editions: tuple[str, ...]
    steps: tuple[LifeStep, ...]


def life_of(database: Path, series: str, edition: str, address: str, language: str | None = None) -> Life:
    """The life of the subject that a paragraph belongs to.

    Args:
        database: The published DuckDB file.
        series: The series, named as its folder in the corpus.
        edition: The edition in which the paragraph has that address.
        address: As a reader cites it: `42`, `93(b)`, `annex1:12`.
        language: BCP 47; the series' reference language if None.

    Raises:
        StoreError: There is no such database, series, edition or paragraph; the message names the nearest.
    """
    with published(database) as connection:
        language = language or _reference_language(connection, database, series)
        editions = _column(
            connection,
            "SELECT edition FROM editions WHERE series = ? AND language = ? ORDER BY position",
            series,
            language,
        )
        _expect(database, "edition", edition, editions, f"of {series} in {language}")
        edition_id = f"{series}/{edition}/{language}"
        known = _column(connection, "SELECT address FROM paragraphs WHERE edition_id = ?", edition_id)
        _expect(database, "paragraph", address, known, f"in {edition_id}")
        return _life(connection, series, language, editions, edition, address)


def _reference_language(connection: duckdb.DuckDBPyConnection, database: Path, series: str) -> str:
    known = _column(connection, "SELECT series FROM series ORDER BY series")
    _expect(database, "series", series, known, "")
    # The reference language, where the series has no edition in it, any that it has.
    return _column(
        connection,
        "SELECT e.language FROM editions e JOIN series s USING (series) WHERE s.series = ?"
        " ORDER BY e.language <> s.reference_language, e.language",
        series,
    )[0]


def _expect(database: Path, kind: str, wanted: str, known: Sequence[str], where: str) -> None:
    if wanted in known:
        return
    near = nearest(wanted, known)
    raise StoreError(
        f"there is no {kind} {wanted!r} {where}".rstrip(),
        path=database,
        advice=f"it holds {', '.join(near)}{', …' if len(near) < len(known) else ''}" if near else "",
    )


def _column(connection: duckdb.DuckDBPyConnection, sql: str, *values: str) -> list[str]:
    return [row[0] for row in connection.execute(sql, list(values)).fetchall()]


_STEPS = """
    SELECT h.*, p.page,
        (SELECT string_agg(o.text, ' ' ORDER BY o.position) FROM paragraphs o
         WHERE o.edition_id = h.series || '/' || h.previous_edition || '/' || h.language
           AND list_contains(h.previous, o.address)) AS previous_text
    FROM paragraph_history h
    JOIN paragraphs p ON p.edition_id = h.edition_id AND p.address = h.address
    WHERE h.series = $series AND h.language = $language AND h.lineage IN (
        SELECT lineage FROM paragraph_history
        WHERE series = $series AND language = $language AND edition = $edition AND address = $address
    )
    ORDER BY h.position, h.paragraph_position
"""
_FIGURES = """
    SELECT q.*
    FROM quantity_changes q
    JOIN comparisons c USING (comparison_id)
    WHERE c.series = $series AND c.language = $language
      AND c.new_edition = $edition AND q.new_address = $address
    ORDER BY q.change
"""


def _life(
    connection: duckdb.DuckDBPyConnection,
    series: str,
    language: str,
    editions: Sequence[str],
    edition: str,
    address: str,
) -> Life:
    asked = {"series": series, "language": language, "edition": edition, "address": address}
    rows = list(_rows(connection, _STEPS, asked))
    steps = []
    for row in rows:
        moved = _rows(connection, _FIGURES, {**asked, "edition": row["edition"], "address": row["address"]})
        steps.append(_step(row, tuple(map(_figure, moved))))
    return Life(series, language, rows[0]["lineage"], tuple(editions), tuple(steps))


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(sql, dict(values))
    columns = [column[0] for column in cursor.description or ()]
    return iter([dict(zip(columns, row, strict=True)) for row in cursor.fetchall()])


def _step(row: Mapping[str, Any], figures: tuple[MovedFigure, ...]) -> LifeStep:
    return LifeStep(
        edition=row["edition"],
        address=row["address"],
        section=row["section_path"],
        page=row["page"],
        text=row["text"],
        what=row["what"],
        previous_edition=row["previous_edition"],
        previous=tuple(row["previous"] or ()),
        previous_text=row["previous_text"] or "",
        shape=row["shape"],
        moved=bool(row["moved"]),
        confidence=row["confidence"],
        figures=figures,
        gone_in=row["dropped_in"],
    )


def _figure(row: Mapping[str, Any]) -> MovedFigure:
    return MovedFigure(
        row["old_value"],
        row["new_value"],
        row["unit"],
        row["currency"],
        row["old_quote"],
        row["new_quote"],
    )

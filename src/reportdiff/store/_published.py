"""The published file as it stands: whose it is, and what it holds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from reportdiff.errors import StoreError
from reportdiff.model import Review
from reportdiff.store._entry import SeriesEntry
from reportdiff.store._failure import told_as_store_error
from reportdiff.store._layout import VERSION, number_of, open_for_reading, open_for_writing
from reportdiff.store._reviews import held_reviews

# DuckDB takes a backslash for a border between folders and a question mark for the end of an address.
_TAKEN = frozenset("?") | (frozenset() if os.sep == "\\" else frozenset("\\"))


EditionId = tuple[str, str, str]
"""Series, edition, language."""


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """One edition that the database holds, as its entry described it; `corpus` is where its file was."""

    series: str
    edition: str
    language: str
    position: int
    source: str
    sha256: str
    key: str
    extractor: str
    corpus: str
    revision: int
    settings: str

    @property
    def id(self) -> EditionId:
        """Series, edition and language."""
        return self.series, self.edition, self.language


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One superseded file whose words the database holds."""

    series: str
    edition: str
    language: str
    revision: int
    source: str
    sha256: str
    key: str
    extractor: str


@dataclass(frozen=True, slots=True)
class StoredCorrigendum:
    """One list of corrections that the database holds."""

    series: str
    edition: str
    language: str
    number: int
    source: str
    sha256: str
    key: str
    extractor: str


@dataclass(frozen=True, slots=True)
class StoredComparison:
    """One comparison that the database holds."""

    series: str
    language: str
    old: str
    new: str
    key: str
    extractor: str


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """One history that the database holds."""

    series: str
    language: str
    key: str
    extractor: str


@dataclass(frozen=True, slots=True)
class StoredConcordance:
    """One edition that the database holds held against the same in another language."""

    series: str
    edition: str
    language: str
    reference_language: str
    key: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What the published database holds; nothing where it is absent or of an older version.

    `version` is what the file says of itself, None where there is no file.
    """

    version: str | None = None
    series: tuple[SeriesEntry, ...] = ()
    editions: tuple[StoredEdition, ...] = ()
    comparisons: tuple[StoredComparison, ...] = ()
    histories: tuple[StoredHistory, ...] = ()
    concordances: tuple[StoredConcordance, ...] = ()
    revisions: tuple[StoredRevision, ...] = ()
    corrigenda: tuple[StoredCorrigendum, ...] = ()
    reviews: tuple[Review, ...] = ()


def stored(database: Path) -> Stored:
    """What the published database holds.

    Raises:
        StoreError: The file is not ours, damaged, or of a newer version.
    """
    if not is_there(database):
        return Stored()
    with told_as_store_error(database), open_for_reading(database) as connection:
        version = version_in(connection, database)
        return _held_by(connection) if version == VERSION else Stored(version)


def _held_by(connection: duckdb.DuckDBPyConnection) -> Stored:
    series = connection.execute(
        "SELECT series, title, reference_language, sample FROM series ORDER BY series"
    ).fetchall()
    editions = connection.execute(
        "SELECT series, edition, language, position, source, sha256, stage_key, extractor, corpus, revision,"
        " settings FROM editions ORDER BY series, language, position"
    ).fetchall()
    comparisons = connection.execute(
        "SELECT series, language, old_edition, new_edition, stage_key, extractor FROM comparisons"
        " ORDER BY series, language, old_edition, new_edition"
    ).fetchall()
    histories = connection.execute(
        "SELECT series, language, stage_key, extractor FROM histories ORDER BY series, language"
    ).fetchall()
    concordances = connection.execute(
        "SELECT series, edition, language, reference_language, stage_key, extractor FROM concordances"
        " ORDER BY series, edition, language"
    ).fetchall()
    return Stored(
        VERSION,
        tuple(SeriesEntry(*row) for row in series),
        tuple(StoredEdition(*row) for row in editions),
        tuple(StoredComparison(*row) for row in comparisons),
        tuple(StoredHistory(*row) for row in histories),
        tuple(StoredConcordance(*row) for row in concordances),
        tuple(StoredRevision(*row) for row in _beside(connection, "revisions", "revision")),
        tuple(StoredCorrigendum(*row) for row in _beside(connection, "corrigenda", "number")),
        held_reviews(connection),
    )


def _beside(connection: duckdb.DuckDBPyConnection, table: str, number: str) -> list[tuple[Any, ...]]:
    return connection.execute(
        f"SELECT series, edition, language, b.{number}, b.source, b.sha256, b.stage_key, b.extractor"  # noqa: S608
        f" FROM {table} b JOIN editions USING (edition_id) ORDER BY series, language, position, b.{number}"
    ).fetchall()


def version_of(database: Path) -> str | None:
    """The version of the published file, None where there is none.

    Raises:
        StoreError: The file is not ours, damaged, of a newer version, or open for writing elsewhere.
    """
    if not is_there(database):
        return None
    with told_as_store_error(database), open_for_reading(database) as connection:
        return version_in(connection, database)


def is_there(database: Path) -> bool:
    """Whether there is a DuckDB database.

    Raises:
        StoreError: Something else is there, or DuckDB cannot keep a file at this path.
    """
    if taken := _TAKEN.intersection(str(database)):
        raise StoreError(
            f"DuckDB reads {' and '.join(sorted(taken))} in a path as something else",
            path=database,
            advice="name a file and folders without it",
        )
    if not database.exists():
        return False
    if not database.is_file():
        raise StoreError("it is not a file", path=database, advice="name another one")
    with told_as_store_error(database):
        if not _is_duckdb(database):
            raise StoreError(
                "it is no DuckDB database", path=database, advice="name another file, or move this one away"
            )
    return True


def version_in(connection: duckdb.DuckDBPyConnection, database: Path) -> str:
    """The version that an open database says of itself.

    Raises:
        StoreError: It is not ours, or of a newer version.
    """
    version = _said_in(connection)
    number, known = number_of(version or ""), number_of(VERSION) or 0
    if version is None or number is None:
        raise StoreError(
            "it is the database of another program", path=database, advice="name another file for the reports"
        )
    if number > known:
        raise StoreError(
            f"it was written by a newer reportdiff ({version}; this one knows {VERSION})",
            path=database,
            advice="upgrade reportdiff, or name another file",
        )
    return version


def _said_in(connection: duckdb.DuckDBPyConnection) -> str | None:
    ours = connection.execute(
        "SELECT 1 FROM duckdb_columns() WHERE table_name = 'store_version' AND column_name = 'version'"
    ).fetchone()
    row = connection.execute("SELECT version FROM store_version").fetchone() if ours else None
    return None if row is None else str(row[0])


def _is_duckdb(path: Path) -> bool:
    """Whether the file begins as DuckDB's do: a checksum of 8 bytes, then its name."""
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def fold_in_log(database: Path) -> None:
    """Bring what a client left in the write-ahead log into the file, as any opening of it would do."""
    if Path(f"{database}.wal").exists():
        with told_as_store_error(database), open_for_writing(database) as connection:
            connection.execute("CHECKPOINT")

"""The database as files for other tools: Parquet and CSV, with the data dictionary beside them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reportdiff.exports._dictionary import write_dictionary
from reportdiff.exports._folder import folder_built_beside
from reportdiff.exports._tables import write_csv, write_parquet
from reportdiff.store import published, schema

__all__ = ["Exported", "Format", "export"]


class Format(StrEnum):
    """Which files an export holds."""

    PARQUET = "parquet"
    CSV = "csv"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds; views are exported as Parquet alone."""

    tables: int
    views: int


def export(database: Path, folder: Path, wanted: Format = Format.BOTH, *, force: bool = False) -> Exported:
    """Write every table and view of a database into a folder, with a data dictionary.

    The folder is built beside its place and renamed into it. The same database gives the same bytes with
    the same release of DuckDB.

    Args:
        database: The published DuckDB file.
        folder: Where the export shall lie: nothing, an empty folder, or an earlier export.
        wanted: Parquet (tables and views), CSV (tables), or both.
        force: Replace an earlier export also where somebody changed it.

    Raises:
        StoreError: There is no such database, or it is not ours, damaged or of another version.
        ExportError: The folder holds what no export made, or cannot be written.
    """
    described = schema(database)
    with published(database) as connection, folder_built_beside(folder, force=force) as building:
        connection.execute("SET threads = 1; SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        if wanted is not Format.CSV:
            write_parquet(connection, described.tables, building / "parquet")
        if wanted is not Format.PARQUET:
            write_csv(connection, described.tables, building / "csv")
        write_dictionary(described, building)
    views = sum(table.kind == "view" for table in described.tables)
    return Exported(len(described.tables) - views, 0 if wanted is Format.CSV else views)

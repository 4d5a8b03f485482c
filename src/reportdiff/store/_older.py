"""What is kept of a database of an older layout, attached as `published` while a new one is built."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from itertools import count
from pathlib import Path

import duckdb

from reportdiff.store._causes import columns_of_published
from reportdiff.store._load import column_types
from reportdiff.store._reviews import CARRIED

# Decisions of layouts before store/3, which no file holds: kept as notes to be read, and never applied.
_EARLIER_REVIEWS = """
INSERT INTO reviews BY NAME
SELECT
    $carried || review AS review, series, language, 'note' AS decision, edition,
    CASE WHEN address IS NULL THEN [] ELSE [address] END AS addresses,
    concat_ws(': ', decision, {note}) AS note, {reviewer} AS reviewer, {decided} AS decided
FROM published.reviews
"""


def carry_over(connection: duckdb.DuckDBPyConnection) -> None:
    """Copy what cannot be made anew from the reports, as far as both layouts have the columns."""
    for table in ("runs", "treaty_reference"):
        _copy(connection, table)
    held = set(columns_of_published(connection, "reviews"))
    if {"review", "series", "language", "decision", "edition", "address"} <= held:
        optional = {name: name if name in held else "NULL" for name in ("note", "reviewer", "decided")}
        connection.execute(_EARLIER_REVIEWS.format_map(optional), {"carried": CARRIED})
    else:
        _copy(connection, "reviews")


def _copy(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    held = columns_of_published(connection, table)
    columns = ", ".join(f'"{name}"' for name in column_types(connection)[table] if name in held)
    if columns:
        connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM published.{table}")  # noqa: S608


def left_behind(
    connection: duckdb.DuckDBPyConnection, database: Path, version: str, made: Collection[str]
) -> list[str]:
    """Lines on the editions that the older database holds and this run could not make anew.

    Where there are any, that database is kept beside the new one.

    Args:
        connection: The next state, with the older database attached.
        database: The older database.
        version: Its layout.
        made: The editions that the next state holds, series/edition/language.
    """
    if not {"series", "edition", "language"} <= set(columns_of_published(connection, "editions")):
        return []
    older = connection.execute(
        "SELECT series || '/' || edition || '/' || language FROM published.editions ORDER BY ALL"
    ).fetchall()
    lost = [str(name) for (name,) in older if name not in made]
    if not lost:
        return []
    beside = _free_name(database, version)
    shutil.copyfile(database, beside)
    return [f"{name} could not be made anew: {beside.name} still holds it" for name in lost]


def _free_name(database: Path, version: str) -> Path:
    stem = version.replace("/", "-")
    names = (f".{stem}{'' if number == 1 else f'-{number}'}{database.suffix}" for number in count(1))
    return next(path for path in map(database.with_suffix, names) if not path.exists())

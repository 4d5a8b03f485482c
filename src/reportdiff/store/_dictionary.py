"""The data dictionary, read from the database itself: tables, views, columns, macros and their comments.

What `reportdiff query` knows beyond any other client is the only thing in it that is not in the database.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from reportdiff.store._failure import told_as_store_error
from reportdiff.store._functions import FUNCTIONS, FunctionDescription
from reportdiff.store._layout import VERSION, lay_out, open_for_reading
from reportdiff.store._published import is_there, version_in


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """One column: DuckDB type, whether it may be NULL (None for views, which do not say), what it means."""

    name: str
    type: str
    nullable: bool | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class TableDescription:
    """One table or view (`kind`): its primary key, what one row is, and its columns in order."""

    name: str
    kind: str
    comment: str | None
    key: tuple[str, ...]
    columns: tuple[ColumnDescription, ...]


@dataclass(frozen=True, slots=True)
class MacroDescription:
    """One function for analysts' SQL; `kind` is `macro` or `table_macro`."""

    name: str
    kind: str
    parameters: tuple[str, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class VocabularyDescription:
    """One ENUM type: its words in the order in which they sort."""

    name: str
    words: tuple[str, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole dictionary, by name; `functions` are those of `reportdiff query` alone."""

    version: str
    tables: tuple[TableDescription, ...]
    macros: tuple[MacroDescription, ...]
    vocabularies: tuple[VocabularyDescription, ...]
    functions: tuple[FunctionDescription, ...] = FUNCTIONS


def schema(database: Path) -> Schema:
    """The dictionary of a database; of an empty one where there is none yet.

    Raises:
        StoreError: The file is not ours, damaged, or of a newer version.
    """
    if is_there(database):
        with told_as_store_error(database), open_for_reading(database) as connection:
            return _read(connection, version_in(connection, database))
    with duckdb.connect(":memory:") as connection:
        lay_out(connection)
        return _read(connection, VERSION)


def schema_json(database: Path) -> str:
    """The dictionary as JSON: `version`, `tables` with `columns`, `macros`, `vocabularies`, `functions`."""
    return json.dumps(asdict(schema(database)), ensure_ascii=False, indent=2) + "\n"


# --------------------------------------------------------------------------------- reading it


def _read(connection: duckdb.DuckDBPyConnection, version: str) -> Schema:
    columns = _columns(connection)
    keys = _keys(connection)
    tables = connection.execute(
        "SELECT name, kind, comment FROM ("
        " SELECT table_name AS name, 'table' AS kind, comment FROM duckdb_tables()"
        " WHERE NOT internal AND database_name = current_database()"
        " UNION ALL SELECT view_name, 'view', comment FROM duckdb_views()"
        " WHERE NOT internal AND database_name = current_database()"
        ") ORDER BY kind, name"
    ).fetchall()
    macros = connection.execute(
        "SELECT function_name, function_type, parameters, comment FROM duckdb_functions()"
        " WHERE NOT internal AND database_name = current_database() ORDER BY function_name"
    ).fetchall()
    return Schema(
        version,
        tuple(
            TableDescription(name, kind, comment, keys.get(name, ()), tuple(columns[name]))
            for name, kind, comment in tables
        ),
        tuple(MacroDescription(name, kind, tuple(names), comment) for name, kind, names, comment in macros),
        _vocabularies(connection),
    )


def _vocabularies(connection: duckdb.DuckDBPyConnection) -> tuple[VocabularyDescription, ...]:
    rows = connection.execute(
        "SELECT type_name, labels, comment FROM duckdb_types() WHERE NOT internal AND logical_type = 'ENUM'"
        " AND database_name = current_database() ORDER BY type_name"
    ).fetchall()
    return tuple(VocabularyDescription(name, tuple(labels), comment) for name, labels, comment in rows)


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[ColumnDescription]]:
    rows = connection.execute(
        "SELECT c.table_name, c.column_name, c.data_type,"
        " CASE WHEN v.view_name IS NULL THEN c.is_nullable END, c.comment"
        " FROM duckdb_columns() c LEFT JOIN duckdb_views() v"
        " ON v.view_name = c.table_name AND v.database_name = c.database_name"
        " WHERE NOT c.internal AND c.database_name = current_database() ORDER BY c.table_name, c.column_index"
    ).fetchall()
    columns: dict[str, list[ColumnDescription]] = {}
    for table, *column in rows:
        columns.setdefault(table, []).append(ColumnDescription(*column))
    return columns


def _keys(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    rows = connection.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints()"
        " WHERE constraint_type = 'PRIMARY KEY' AND database_name = current_database()"
    ).fetchall()
    return {table: tuple(names) for table, names in rows}

"""Every table as Parquet and CSV, in the order of its key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from reportdiff.store import TableDescription

NULL = r"\N"
"""How CSV files say NULL; an empty field is an empty text."""

# Where rows say by a key of another table whose they are: from that key to series and language.
_WHOSE = {
    "edition_id": "SELECT edition_id, series, language FROM editions",
    "comparison_id": "SELECT comparison_id, series, language FROM comparisons",
    "revision_id": "SELECT revision_id, series, language FROM revisions JOIN editions USING (edition_id)",
    "corrigendum_id": "SELECT corrigendum_id, series, language FROM corrigenda"
    " JOIN editions USING (edition_id)",
}
_PARTITION = ("series", "language")
# A decision may be of all languages, and readers of partitions stumble over NULL.
_WHOLE = frozenset({"reviews", "review_status"})


def write_parquet(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[TableDescription], folder: Path
) -> None:
    """One folder a table or view, `series=…/language=…` below where its rows belong to one."""
    for table in tables:
        place = folder / table.name
        place.mkdir(parents=True)
        parted = is_partitioned(table)
        source = _source(table) if parted else _quoted(table.name)
        rows = f"SELECT {_plain(table)} FROM {source} ORDER BY {_order(table)}"  # noqa: S608
        if parted and _has_rows(connection, table):
            options = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (series, language), OVERWRITE_OR_IGNORE"
            connection.execute(f"COPY ({rows}) TO ? ({options})", [str(place)])
        else:
            # Of a table without rows the columns are kept.
            file = str(place / "data_0.parquet")
            connection.execute(f"COPY ({rows}) TO ? (FORMAT parquet, COMPRESSION zstd)", [file])


def write_csv(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[TableDescription], folder: Path
) -> None:
    """One file a table, UTF-8 with a header; lists and maps as JSON, instants in UTC."""
    folder.mkdir(parents=True)
    for table in tables:
        if table.kind == "table":
            connection.execute(
                f"COPY (SELECT {_as_text(table)} FROM {_quoted(table.name)} ORDER BY {_order(table)}) TO ?"  # noqa: S608
                f" (FORMAT csv, HEADER, NULLSTR '{NULL}', FORCE_QUOTE ({_texts(table)}))",
                [str(folder / f"{table.name}.csv")],
            )


def is_partitioned(table: TableDescription) -> bool:
    """Whether its rows belong to a series and a language, be it by their key."""
    columns = {column.name for column in table.columns}
    return table.name not in _WHOLE and (columns.issuperset(_PARTITION) or _owner(table) is not None)


def _owner(table: TableDescription) -> str | None:
    """The column by which rows without series and language say whose they are."""
    columns = {column.name for column in table.columns}
    if columns.issuperset(_PARTITION):
        return None
    return next((name for name in _WHOSE if name in columns), None)


def _source(table: TableDescription) -> str:
    owner = _owner(table)
    return (
        _quoted(table.name)
        if owner is None
        else f"{_quoted(table.name)} JOIN ({_WHOSE[owner]}) USING ({owner})"
    )


def _has_rows(connection: duckdb.DuckDBPyConnection, table: TableDescription) -> bool:
    return connection.execute(f"FROM {_quoted(table.name)} LIMIT 1").fetchone() is not None


def _order(table: TableDescription) -> str:
    return ", ".join(map(_quoted, table.key)) or "ALL"


def _plain(table: TableDescription) -> str:
    """All columns; vocabularies as text, which readers of Parquet take for bytes otherwise."""
    vocabularies = [column.name for column in table.columns if _is_vocabulary(column.type)]
    return _replacing({name: f"CAST({_quoted(name)} AS VARCHAR)" for name in vocabularies})


def _as_text(table: TableDescription) -> str:
    return _replacing(
        {
            column.name: f"to_json({_quoted(column.name)})"
            for column in table.columns
            if _is_nested(column.type)
        }
    )


def _replacing(expressions: dict[str, str]) -> str:
    replaced = ", ".join(f"{expression} AS {_quoted(name)}" for name, expression in expressions.items())
    return f"* REPLACE ({replaced})" if replaced else "*"


def _texts(table: TableDescription) -> str:
    r"""What is quoted always, so that an empty text and one that reads \\N are not taken for NULL."""
    return ", ".join(_quoted(column.name) for column in table.columns if column.type == "VARCHAR")


def _is_vocabulary(type_: str) -> bool:
    return type_.startswith("ENUM")


def _is_nested(type_: str) -> bool:
    return type_.endswith("[]") or type_.startswith(("MAP", "STRUCT"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

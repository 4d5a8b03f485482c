"""An analyst's SQL, run so that it can read the database and do nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from reportdiff.errors import QueryError, StoreError
from reportdiff.store._failure import one_line, told_as_store_error
from reportdiff.store._functions import add_functions
from reportdiff.store._layout import NO_EXTENSIONS
from reportdiff.store._published import is_there, version_in

# Every way out of the database that DuckDB knows is closed, and the settings cannot be opened again.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    **NO_EXTENSIONS,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
}
# Not taken among the above: it is no setting of the database but of the connection. In a program without a
# file of its own, such as `python -c`, DuckDB would draw its bar into what a reader takes for data.
_QUIET = "SET enable_progress_bar = false"
_LOCKED = "SET lock_configuration = true"
# A PIVOT that finds its own columns is MULTI: the parser makes several statements of it.
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI)


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows with the names and DuckDB types of their columns; `truncated` where a limit left rows out."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


def query(database: Path, sql: str, *, limit: int | None = None, seconds: float | None = None) -> QueryResult:
    """Ask the database; nothing can be changed, and no other file read or written.

    Args:
        database: The published DuckDB file.
        sql: One statement that reads: SELECT (WITH, FROM, PIVOT, DESCRIBE, SHOW, SUMMARIZE) or EXPLAIN.
            Beside the database's own macros it may use rapidfuzz's (`fuzz_ratio`; see `FUNCTIONS`).
        limit: Rows to give at most; all if None.
        seconds: Time that the statement may take; as long as it wants if None.

    Raises:
        QueryError: The SQL is wrong, does more than reading, or takes too long.
        StoreError: There is no such database, or it is not ours.
    """
    if not is_there(database):
        raise StoreError("there is no database", path=database, advice="run `reportdiff run` first")
    with told_as_store_error(database):
        connection = duckdb.connect(str(database), read_only=True, config=_CLOSED)
    with connection:
        with told_as_store_error(database):
            add_functions(connection)
            version_in(connection, database)
            connection.execute(f"{_QUIET}; {_LOCKED}")
        statement = _only_reading(connection, sql)
        with _told_as_query_error(), _stopped_after(connection, seconds):
            cursor = connection.execute(statement)
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
            described = cursor.description or []
    kept = rows if limit is None else rows[:limit]
    return QueryResult(
        tuple(str(column[0]) for column in described),
        tuple(str(column[1]) for column in described),
        tuple(kept),
        len(kept) < len(rows),
    )


def _only_reading(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    with _told_as_query_error():
        statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"one statement is expected, not {len(statements)}")
    (statement,) = statements
    if statement.type not in _READING:
        raise QueryError(
            f"{statement.type.name} is not allowed: the database can only be read", advice="ask with SELECT"
        )
    if statement.type is duckdb.StatementType.EXPLAIN and _runs(statement.query):
        raise QueryError(
            "EXPLAIN ANALYZE is not allowed: it runs what it explains", advice="ask with EXPLAIN"
        )
    return statement


def _runs(explained: str) -> bool:
    """Whether an EXPLAIN is one with ANALYZE: a reserved word, which stands nowhere else."""
    # Places are told in bytes.
    said, pieces = explained.encode(), duckdb.tokenize(explained)
    words = [said[start : start + 7].lower() for start, kind in pieces if kind is duckdb.token_type.keyword]
    return b"analyze" in words or b"analyse" in words


@contextmanager
def _told_as_query_error() -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException as failure:
        raise QueryError("the query took too long and was stopped", advice="narrow it") from failure
    except TypeError as failure:
        raise QueryError("the SQL is not Unicode text") from failure
    except (duckdb.Error, ValueError) as failure:
        raise QueryError(one_line(failure)) from failure


@contextmanager
def _stopped_after(connection: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

"""The layout of the database: the SQL files that make it, and its version."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

VERSION = "store/5"

# The oldest DuckDB storage that holds what we use, so that older clients open the file too. Small blocks:
# every column and index takes one at least, and a small corpus fills 3 MB instead of 22 (measured; a large
# one is as fast to scan).
_STORAGE = {"storage_compatibility_version": "v1.0.0", "default_block_size": "16384"}

# Opening, say, a SQLite file would make DuckDB fetch an extension from the network.
NO_EXTENSIONS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


@cache
def sql(name: str) -> str:
    """The text of one of the package's SQL files, by name without its ending."""
    return (resources.files("reportdiff.store") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all tables, views, macros and comments in an empty database, and say its version."""
    connection.begin()
    for name in ("tables", "views", "macros", "comments"):
        connection.execute(sql(name))
    connection.execute("INSERT INTO store_version VALUES (?)", [VERSION])
    connection.commit()


def open_for_writing(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that alone has the file; spills beside it, in no folder of the caller."""
    beside = {"temp_directory": f"{path}.tmp"}
    return _quiet(duckdb.connect(str(path), config={**_STORAGE, **NO_EXTENSIONS, **beside}))


def open_for_reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that cannot change the file."""
    return _quiet(duckdb.connect(str(path), read_only=True, config={**NO_EXTENSIONS}))


def _quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection without DuckDB's progress bar, which goes to stdout, among the data."""
    return connection.execute("SET enable_progress_bar = false")


def number_of(version: str) -> int | None:
    """The number in `store/5`; None where it is no version of ours."""
    name, _, number = version.partition("/")
    return int(number) if name == "store" and number.isdecimal() else None

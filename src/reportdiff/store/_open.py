"""Opening a published database of ours to read from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from reportdiff.errors import StoreError
from reportdiff.store._failure import told_as_store_error
from reportdiff.store._layout import VERSION, open_for_reading
from reportdiff.store._published import is_there, version_in


@contextmanager
def published(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the published file that cannot change it.

    Raises:
        StoreError: There is no such database, or it is not ours or of another version.
    """
    if not is_there(database):
        raise StoreError("there is no database", path=database, advice="run `reportdiff run` first")
    with told_as_store_error(database), open_for_reading(database) as connection:
        version = version_in(connection, database)
        if version != VERSION:
            raise StoreError(
                f"it was written as {version}", path=database, advice="run `reportdiff run` to build it anew"
            )
        yield connection

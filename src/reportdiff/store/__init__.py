"""The database: tables, views and their dictionary, publishing a run, asking it."""

from reportdiff.store._dictionary import (
    ColumnDescription,
    MacroDescription,
    Schema,
    TableDescription,
    schema,
    schema_json,
    schema_markdown,
)
from reportdiff.store._entry import ComparisonEntry, EditionEntry, HistoryEntry, Run, SeriesEntry, Wanted
from reportdiff.store._file import run_lock
from reportdiff.store._layout import VERSION
from reportdiff.store._publish import Published, publish
from reportdiff.store._published import Stored, StoredComparison, StoredEdition, StoredHistory, stored
from reportdiff.store._query import QueryResult, query

__all__ = [
    "VERSION",
    "ColumnDescription",
    "ComparisonEntry",
    "EditionEntry",
    "HistoryEntry",
    "MacroDescription",
    "Published",
    "QueryResult",
    "Run",
    "Schema",
    "SeriesEntry",
    "Stored",
    "StoredComparison",
    "StoredEdition",
    "StoredHistory",
    "TableDescription",
    "Wanted",
    "publish",
    "query",
    "run_lock",
    "schema",
    "schema_json",
    "schema_markdown",
    "stored",
]

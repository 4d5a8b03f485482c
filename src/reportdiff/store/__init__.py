"""The database: tables, views and their dictionary, publishing a run, asking it."""

from reportdiff.store._entry import ComparisonEntry, EditionEntry, HistoryEntry, Run, SeriesEntry, Wanted
from reportdiff.store._layout import VERSION
from reportdiff.store._publish import Published, publish
from reportdiff.store._published import Stored, StoredComparison, StoredEdition, StoredHistory, stored

__all__ = [
    "VERSION",
    "ComparisonEntry",
    "EditionEntry",
    "HistoryEntry",
    "Published",
    "Run",
    "SeriesEntry",
    "Stored",
    "StoredComparison",
    "StoredEdition",
    "StoredHistory",
    "Wanted",
    "publish",
    "stored",
]

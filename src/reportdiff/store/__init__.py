"""The database: tables, views and their dictionary, publishing a run, asking it."""

from reportdiff.store._entry import ComparisonEntry, EditionEntry, HistoryEntry, Run, SeriesEntry, Wanted

VERSION = "store/1"

__all__ = [
    "VERSION",
    "ComparisonEntry",
    "EditionEntry",
    "HistoryEntry",
    "Run",
    "SeriesEntry",
    "Wanted",
]

"""The database: tables, views and their dictionary, publishing a run, asking it."""

from reportdiff.store._dictionary import (
    ColumnDescription,
    MacroDescription,
    Schema,
    TableDescription,
    VocabularyDescription,
    schema,
    schema_json,
)
from reportdiff.store._entry import (
    ComparisonEntry,
    ConcordanceEntry,
    CorrigendumEntry,
    EditionEntry,
    HistoryEntry,
    RevisionEntry,
    Run,
    SeriesEntry,
    Wanted,
)
from reportdiff.store._file import run_lock
from reportdiff.store._findings import StoredFinding, stored_findings
from reportdiff.store._functions import FunctionDescription
from reportdiff.store._layout import VERSION
from reportdiff.store._life import Life, LifeStep, MovedFigure, life_of
from reportdiff.store._open import published
from reportdiff.store._publish import Published, publish
from reportdiff.store._published import (
    EditionId,
    Stored,
    StoredComparison,
    StoredConcordance,
    StoredCorrigendum,
    StoredEdition,
    StoredHistory,
    StoredRevision,
    stored,
)
from reportdiff.store._query import QueryResult, query
from reportdiff.store._reference import Loaded, load_reference
from reportdiff.store._reviews import StoredOutcome, review_outcomes
from reportdiff.store._schema_page import schema_markdown, schema_page

__all__ = [
    "VERSION",
    "ColumnDescription",
    "ComparisonEntry",
    "ConcordanceEntry",
    "CorrigendumEntry",
    "EditionEntry",
    "EditionId",
    "FunctionDescription",
    "HistoryEntry",
    "Life",
    "LifeStep",
    "Loaded",
    "MacroDescription",
    "MovedFigure",
    "Published",
    "QueryResult",
    "RevisionEntry",
    "Run",
    "Schema",
    "SeriesEntry",
    "Stored",
    "StoredComparison",
    "StoredConcordance",
    "StoredCorrigendum",
    "StoredEdition",
    "StoredFinding",
    "StoredHistory",
    "StoredOutcome",
    "StoredRevision",
    "TableDescription",
    "VocabularyDescription",
    "Wanted",
    "life_of",
    "load_reference",
    "publish",
    "published",
    "query",
    "review_outcomes",
    "run_lock",
    "schema",
    "schema_json",
    "schema_markdown",
    "schema_page",
    "stored",
    "stored_findings",
]

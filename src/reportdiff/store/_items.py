"""What is wanted, of whatever kind: named things with a key, whose rows come and go together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from reportdiff.store._beside import corrigendum_id, corrigendum_rows, revision_id, revision_rows
from reportdiff.store._entry import (
    ComparisonEntry,
    ConcordanceEntry,
    CorrigendumEntry,
    EditionEntry,
    HistoryEntry,
    RevisionEntry,
    Wanted,
)
from reportdiff.store._rows import (
    TableRow,
    comparison_id,
    comparison_rows,
    concordance_rows,
    edition_id,
    edition_rows,
    history_rows,
)


class Name(NamedTuple):
    """What identifies an item: the table that has one row for it, and its natural key."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of what is wanted; `rows` loads its stage result and makes its rows."""

    key: str
    extractor: str
    fresh: bool
    rows: Callable[[], Iterator[TableRow]]


def wanted_items(wanted: Wanted) -> dict[Name, Item]:
    """All entries by name: editions and the files beside them, comparisons, histories, concordances."""
    items: dict[Name, Item] = {}
    for edition in wanted.editions:
        name = Name("editions", edition_id(edition.series, edition.edition, edition.language))
        items[name] = _edition_item(edition)
    for revision in wanted.revisions:
        id_ = revision_id(revision.series, revision.edition, revision.revision, revision.language)
        items[Name("revisions", id_)] = _revision_item(revision)
    for found in wanted.corrigenda:
        id_ = corrigendum_id(found.series, found.edition, found.number, found.language)
        items[Name("corrigenda", id_)] = _corrigendum_item(found)
    for comparison in wanted.comparisons:
        id_ = comparison_id(comparison.series, comparison.old, comparison.new, comparison.language)
        items[Name("comparisons", id_)] = _comparison_item(comparison)
    for history in wanted.histories:
        items[Name("histories", f"{history.series}/{history.language}")] = _history_item(history)
    for entry in wanted.concordances:
        id_ = edition_id(entry.series, entry.edition, entry.language)
        items[Name("concordances", id_)] = _concordance_item(entry)
    return items


def _edition_item(entry: EditionEntry) -> Item:
    return Item(entry.key, entry.extractor, entry.fresh, lambda: edition_rows(entry, *entry.load()))


def _revision_item(entry: RevisionEntry) -> Item:
    return Item(entry.key, entry.extractor, entry.fresh, lambda: revision_rows(entry, entry.load()))


def _corrigendum_item(entry: CorrigendumEntry) -> Item:
    return Item(entry.key, entry.extractor, entry.fresh, lambda: corrigendum_rows(entry, *entry.load()))


def _comparison_item(entry: ComparisonEntry) -> Item:
    return Item(entry.key, entry.extractor, entry.fresh, lambda: comparison_rows(entry, *entry.load()))


def _history_item(entry: HistoryEntry) -> Item:
    return Item(entry.key, entry.extractor, entry.fresh, lambda: history_rows(entry, entry.load()))


def _concordance_item(entry: ConcordanceEntry) -> Item:
    return Item(entry.key, entry.extractor, entry.fresh, lambda: concordance_rows(entry, entry.load()))


# --------------------------------------------------------------------------------- in the database

# For each kind of item: the expression that names it, and all tables with rows of its own.
OWNERS = {
    "editions": (
        "edition_id",
        (
            "editions",
            "sections",
            "paragraphs",
            "note_marks",
            "quantities",
            "treaty_counts",
            "funding",
            "donors",
            "programme_mentions",
            "programme_figures",
        ),
    ),
    "revisions": ("revision_id", ("revisions", "revision_paragraphs")),
    "corrigenda": ("corrigendum_id", ("corrigenda", "corrections")),
    "comparisons": ("comparison_id", ("comparisons", "links", "unlinked", "changes", "quantity_changes")),
    "histories": ("series || '/' || language", ("histories", "lineages", "programmes")),
    "concordances": ("edition_id", ("concordances",)),
}
# A finding may name an edition and belong to a comparison: its stage says whose it is. So it is with what
# became of a decision.
STAGED = ("findings", "review_outcomes")
STAGES = {
    "editions": ("reading", "facts", "reference"),
    "comparisons": ("pair",),
    "histories": ("history",),
    "concordances": ("concordance",),
}


def held_keys(connection: duckdb.DuckDBPyConnection) -> dict[Name, str]:
    """The keys of all items that a database holds."""
    held: dict[Name, str] = {}
    for table, (name, _) in OWNERS.items():
        rows = connection.execute(f"SELECT {name}, stage_key FROM {table} ORDER BY ALL").fetchall()  # noqa: S608
        held |= {Name(table, id_): key for id_, key in rows}
    return held


def remove(connection: duckdb.DuckDBPyConnection, names: list[Name]) -> None:
    """Delete all rows of these items."""
    for kind, (name, tables) in OWNERS.items():
        gone = [found.id for found in names if found.table == kind]
        if not gone:
            continue
        for table in tables:
            connection.execute(f"DELETE FROM {table} WHERE {name} IN (SELECT unnest(?))", [gone])  # noqa: S608
        if kind in STAGES:
            for table in STAGED:
                connection.execute(
                    f"DELETE FROM {table} WHERE stage IN (SELECT unnest(?)) AND {name} IN (SELECT unnest(?))",  # noqa: S608
                    [list(STAGES[kind]), gone],
                )

"""Analysts' decisions in the database: as the series' files hold them, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from reportdiff.model import Decision, FactKind, Review
from reportdiff.store._load import column_types, insert

Row = dict[str, Any]

CARRIED = "earlier:"
"""How ids begin of decisions that a database of an older layout held and no file does: they stay."""


@dataclass(frozen=True, slots=True)
class StoredOutcome:
    """What became of a decision in the last run; `message` says why where it does not hold."""

    status: str
    message: str | None


def describe_reviews(connection: duckdb.DuckDBPyConnection, reviews: Mapping[str, Sequence[Review]]) -> None:
    """Make `reviews` hold these, by series; those of series that are not named stay as they are.

    So do those that were carried over from a database of an older layout.
    """
    types = column_types(connection)["reviews"]
    for series, decided in reviews.items():
        wanted = [_row(review, position) for position, review in enumerate(decided, 1)]
        held = _held(connection, "series = ? AND NOT starts_with(review, ?)", [series, CARRIED])
        if held != wanted:
            connection.execute(
                "DELETE FROM reviews WHERE series = ? AND NOT starts_with(review, ?)", [series, CARRIED]
            )
            if wanted:
                insert(connection, "reviews", wanted, types)


def held_reviews(connection: duckdb.DuckDBPyConnection) -> tuple[Review, ...]:
    """The decisions that a database holds and that can be applied, each series' in the order of its file."""
    rows = _held(connection, "NOT starts_with(review, ?)", [CARRIED])
    return tuple(_review(row) for row in rows)


def review_outcomes(database: Path) -> dict[str, StoredOutcome]:
    """What became of each decision in the last run, by its id; nothing where there is no database yet.

    Raises:
        StoreError: The file is not ours, damaged, or of another version.
    """
    from reportdiff.store._open import published

    if not database.exists():
        return {}
    with published(database) as connection:
        rows = connection.execute("SELECT review, status, message FROM review_status").fetchall()
    return {str(review): StoredOutcome(status, message) for review, status, message in rows}


def _held(connection: duckdb.DuckDBPyConnection, condition: str, values: list[str]) -> list[Row]:
    cursor = connection.execute(
        f"FROM reviews WHERE {condition} ORDER BY series, position NULLS FIRST, review",
        values,
    )
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _row(review: Review, position: int) -> Row:
    plain = asdict(review)
    row = {name: plain[name] for name in plain if name not in ("id", "values")}
    row |= {"review": review.id, "position": position, "fields": dict(review.values)}
    row |= {"addresses": list(review.addresses), "old": list(review.old), "decision": review.decision.value}
    return row | {"fact": None if review.fact is None else review.fact.value}


def _review(row: Row) -> Review:
    plain = {name: value for name, value in row.items() if name not in ("review", "position", "fields")}
    plain |= {"addresses": tuple(row["addresses"] or ()), "old": tuple(row["old"] or ())}
    plain |= {"decision": Decision(row["decision"]), "fact": row["fact"] and FactKind(row["fact"])}
    return Review(row["review"], values=dict(row["fields"] or {}), **plain)

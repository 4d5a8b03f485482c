"""Analysts' decisions in the database: as the series' files hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import duckdb

from reportdiff.model import Review
from reportdiff.store._load import column_types, insert

Row = dict[str, Any]

CARRIED = "earlier:"
"""How ids begin of decisions that a database of an older layout held and no file does: they stay."""


def describe_reviews(connection: duckdb.DuckDBPyConnection, reviews: Mapping[str, Sequence[Review]]) -> None:
    """Make `reviews` hold these, by series; those of series that are not named stay as they are.

    So do those that were carried over from a database of an older layout.
    """
    types = column_types(connection)["reviews"]
    for series, decided in reviews.items():
        wanted = sorted((_row(review) for review in decided), key=lambda row: str(row["review"]))
        cursor = connection.execute(
            "FROM reviews WHERE series = ? AND NOT starts_with(review, ?) ORDER BY review", [series, CARRIED]
        )
        names = [column[0] for column in cursor.description or []]
        held = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        if held != wanted:
            connection.execute(
                "DELETE FROM reviews WHERE series = ? AND NOT starts_with(review, ?)", [series, CARRIED]
            )
            if wanted:
                insert(connection, "reviews", wanted, types)


def _row(review: Review) -> Row:
    plain = asdict(review)
    row = {name: plain[name] for name in plain if name not in ("id", "values")}
    row |= {"review": review.id, "fields": dict(review.values), "decision": review.decision.value}
    row |= {"addresses": list(review.addresses), "old": list(review.old)}
    return row | {"fact": None if review.fact is None else review.fact.value}

"""What stands beside two editions: corrigenda, revisions, analysts' decisions, and what is no news."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportdiff.model import Address

Rows = Callable[..., list[dict[str, Any]]]
"""Rows of a query by column: its text, then its values."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One passage of a corrigendum to an edition; it is shown and never applied.

    `number` is the corrigendum's, from 1; `addresses` are those that it names, maybe none.
    """

    edition: str
    number: int
    symbol: str | None
    addresses: tuple[Address, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that took the place of an edition's earlier file.

    `replaced` is the number of what it took the place of, 0 as first issued; `addresses` are the paragraphs
    of the edition whose words are not those of that file, `dropped` those that only that file has.
    """

    edition: str
    number: int
    replaced: int
    addresses: tuple[Address, ...]
    dropped: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An analyst's decision on paragraphs of either edition; `old` are addresses of the earlier one.

    `status` is `applied`, `not-applied` or `no-such-edition`; `fact` and `quote` are of decisions on a fact.
    """

    review: str
    decision: str
    edition: str
    addresses: tuple[Address, ...]
    old: tuple[Address, ...]
    fact: str | None
    quote: str | None
    status: str
    note: str | None
    reviewer: str | None
    decided: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """All of it for a pair.

    `by_version` are changes, by their old and new addresses, that are told so only since a newer
    reportdiff reads or compares otherwise.
    """

    corrections: tuple[Correction, ...] = ()
    revisions: tuple[Revision, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    by_version: frozenset[tuple[tuple[Address, ...], tuple[Address, ...]]] = frozenset()


def read_provenance(rows: Rows, comparison: Mapping[str, Any]) -> Provenance:
    """What the database holds beside a comparison, given as its row."""
    editions = (comparison["old_edition_id"], comparison["new_edition_id"])
    return Provenance(
        corrections=tuple(_corrections(rows, editions)),
        revisions=tuple(_revisions(rows, editions)),
        reviews=tuple(_reviews(rows, comparison)),
        by_version=frozenset(
            (tuple(row["old"]), tuple(row["new"]))
            for row in rows(
                "SELECT old, new FROM changes WHERE comparison_id = ? AND cause = 'version'",
                comparison["comparison_id"],
            )
        ),
    )


def _corrections(rows: Rows, editions: Sequence[str]) -> list[Correction]:
    found = rows(
        """
        SELECT e.edition, g.number, g.symbol, c.addresses, c.text
        FROM corrections c
        JOIN corrigenda g USING (corrigendum_id)
        JOIN editions e USING (edition_id)
        WHERE g.edition_id IN (?, ?)
        ORDER BY e.position, g.number, c.correction
        """,
        *editions,
    )
    return [Correction(**{**row, "addresses": tuple(row["addresses"])}) for row in found]


def _revisions(rows: Rows, editions: Sequence[str]) -> list[Revision]:
    """Of each edition that a revision speaks for, what that changed in the file before it."""
    found = rows(
        """
        SELECT e.edition, e.revision AS number,
               (SELECT max(r.revision) FROM revisions r WHERE r.edition_id = e.edition_id) AS replaced,
               coalesce(list(v.address ORDER BY v.paragraph_position)
                        FILTER (v.what <> 'dropped'), []) AS addresses,
               coalesce(list(v.address ORDER BY v.paragraph_position)
                        FILTER (v.what = 'dropped'), []) AS dropped
        FROM editions e
        LEFT JOIN revision_changes v ON v.edition_id = e.edition_id AND v.new_revision = e.revision
        WHERE e.edition_id IN (?, ?) AND e.edition_id IN (SELECT edition_id FROM revisions)
        GROUP BY e.edition_id, e.edition, e.revision, e.position
        ORDER BY e.position
        """,
        *editions,
    )
    return [
        Revision(**{**row, "addresses": tuple(row["addresses"]), "dropped": tuple(row["dropped"])})
        for row in found
    ]


def _reviews(rows: Rows, comparison: Mapping[str, Any]) -> list[Reviewed]:
    """Decisions on links between the two editions, and on facts and paragraphs of either."""
    found = rows(
        """
        SELECT r.review, r.decision, r.edition, r.addresses, r.old, r.fact, r.quote, s.status,
               r.note, r.reviewer, r.decided
        FROM reviews r
        JOIN review_status s ON s.review = r.review AND s.series = r.series
                            AND s.language IS NOT DISTINCT FROM r.language
        WHERE r.series = $1 AND r.language = $2
          AND (r.old_edition = $3 AND r.edition = $4 OR r.old_edition IS NULL AND r.edition IN ($3, $4))
        ORDER BY r.decided, r.review
        """,
        *(comparison[name] for name in ("series", "language", "old_edition", "new_edition")),
    )
    return [_reviewed(row) for row in found]


def _reviewed(row: Mapping[str, Any]) -> Reviewed:
    return Reviewed(
        **{
            **row,
            "addresses": tuple(row["addresses"] or ()),
            "old": tuple(row["old"] or ()),
            "decided": None if row["decided"] is None else row["decided"].isoformat(),
        }
    )

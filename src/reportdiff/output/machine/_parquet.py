"""The changes of a pair as one Parquet table: one row a change, with its words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from reportdiff.model import Address
from reportdiff.output._pair import Pair

_COLUMNS = {
    "series": "VARCHAR",
    "language": "VARCHAR",
    "old_edition": "VARCHAR",
    "new_edition": "VARCHAR",
    "rank": "INTEGER",
    "what": "VARCHAR",
    "importance": "DOUBLE",
    "reason": "VARCHAR",
    "section": "VARCHAR",
    "heading": "VARCHAR",
    "old": "VARCHAR[]",
    "new": "VARCHAR[]",
    "old_text": "VARCHAR",
    "new_text": "VARCHAR",
    "shape": "VARCHAR",
    "moved": "BOOLEAN",
    "renumbered": "BOOLEAN",
    "similarity": "DOUBLE",
    "confidence": "DOUBLE",
    "review": "VARCHAR",
}


def changes_parquet(pair: Pair) -> bytes:
    """A Parquet file with one row a change, the most important first.

    The words of several paragraphs are joined by line breaks; what belongs to a link is null where a
    paragraph is new or dropped. The same pair gives the same bytes with the same release of DuckDB.
    """
    types = ", ".join(f'"{name}" {kind}' for name, kind in _COLUMNS.items())
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _rows(pair)]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        file = Path(folder) / "changes.parquet"
        connection.execute(f"CREATE TABLE changes ({types})")
        connection.execute(
            f"INSERT INTO changes SELECT unnest(row) FROM (SELECT unnest(?::STRUCT({types})[]) AS row)",  # noqa: S608
            [rows],
        )
        connection.execute(
            "COPY (FROM changes ORDER BY rank) TO ? (FORMAT parquet, COMPRESSION zstd)", [str(file)]
        )
        return file.read_bytes()


def _rows(pair: Pair) -> Iterator[tuple[object, ...]]:
    links = {(link.old, link.new): link for link in pair.comparison.links}
    headings = [{s.id: s.heading for s in report.sections} for report in (pair.old, pair.new)]
    texts = [{p.address: p.text for p in report.paragraphs} for report in (pair.old, pair.new)]
    for rank, change in enumerate(pair.changes.changes, 1):
        link = links.get((change.old, change.new))
        yield (
            *(pair.new.series, pair.new.language, pair.old.edition, pair.new.edition, rank),
            *(change.what, change.importance, change.reason, change.section),
            headings[bool(change.new)].get(change.section or ""),
            *(list(change.old), list(change.new)),
            *(_joined(texts[0], change.old), _joined(texts[1], change.new)),
            *((None,) * 6 if link is None else (link.shape.value, link.moved, link.renumbered)),
            *(() if link is None else (link.similarity, link.confidence, link.review)),
        )


def _joined(texts: dict[Address, str], addresses: Sequence[Address]) -> str | None:
    found = [texts[address] for address in addresses if address in texts]
    return "\n".join(found).encode("utf-8", "replace").decode() if found else None

"""Which table's rows refer to which other's, as the names of their columns tell it; and a picture of that.

Foreign keys are not declared (see checks.sql), so there is nothing else in the database to tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportdiff.store._dictionary import TableDescription

# Columns that together name a row of a table, where that is not the table's own key.
_NAMED_BY = {"sections": ("edition_id", "section"), "paragraphs": ("edition_id", "address")}
# Every table names a run; and the key of a concordance is that of its edition.
_NO_OWNERS = ("runs", "store_version", "concordances")


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of `table` name, in `columns`, rows of `owner` by its `key`; `optional` where they may be NULL."""

    table: str
    columns: tuple[str, ...]
    owner: str
    key: tuple[str, ...]
    optional: bool


def references(tables: Sequence[TableDescription]) -> list[Reference]:
    """What refers to what, less what follows: facts name paragraphs, and only so their edition."""
    found = [
        reference
        for owner in tables
        if owner.kind == "table"
        for key in _names(owner)
        for table in tables
        if table.kind == "table" and table is not owner
        for reference in _between(table, owner, key)
    ]
    return [reference for reference in found if not _follows(reference, found)]


def _names(owner: TableDescription) -> Iterator[tuple[str, ...]]:
    if owner.name in _NAMED_BY:
        yield _NAMED_BY[owner.name]
    elif len(owner.key) == 1 and owner.name not in _NO_OWNERS:
        yield owner.key


def _between(table: TableDescription, owner: TableDescription, key: tuple[str, ...]) -> Iterator[Reference]:
    nullable = {column.name: bool(column.nullable) for column in table.columns}
    prefixes = ("", "old_", "new_") if len(key) == 1 else ("",)
    for prefix in prefixes:
        columns = tuple(f"{prefix}{column}" for column in key)
        if all(column in nullable for column in columns):
            yield Reference(table.name, columns, owner.name, key, any(nullable[name] for name in columns))


def _follows(reference: Reference, found: Sequence[Reference]) -> bool:
    """Whether another reference of its table, that is never NULL, leads to the same owner."""
    return any(
        other.table == reference.table and not other.optional and _leads(other.owner, reference.owner, found)
        for other in found
        if other.owner != reference.owner
    )


def _leads(start: str, owner: str, found: Sequence[Reference]) -> bool:
    return any(
        reference.owner == owner or _leads(reference.owner, owner, found)
        for reference in found
        if reference.table == start and not reference.optional
    )


# --------------------------------------------------------------------------------- the picture


def diagram(tables: Sequence[TableDescription]) -> Iterator[str]:
    """Lines of a Mermaid entity–relationship diagram: keys, and what refers to what."""
    found = references(tables)
    drawn = {name for reference in found for name in (reference.table, reference.owner)}
    yield "```mermaid"
    yield "erDiagram"
    for table in tables:
        if table.name in drawn:
            yield from _entity(
                table, {name for one in found if one.table == table.name for name in one.columns}
            )
    for one in found:
        whether = "|o" if one.optional else "||"
        yield f'    {one.owner} {whether}--o{{ {one.table} : "{", ".join(one.columns)}"'
    yield "```"
    yield ""


def _entity(table: TableDescription, naming: set[str]) -> Iterator[str]:
    yield f"    {table.name} {{"
    for column in table.columns:
        marks = [mark for mark, names in (("PK", table.key), ("FK", naming)) if column.name in names]
        if marks:
            yield f"        {re.sub('[^A-Z]', '', column.type)} {column.name} {', '.join(marks)}"
    yield "    }"

"""Status lists of a depositary in the database: loaded beside the reports, and kept by every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from reportdiff.errors import StoreError
from reportdiff.model import ReferenceList
from reportdiff.store._failure import told_as_store_error
from reportdiff.store._layout import VERSION
from reportdiff.store._load import column_types, insert
from reportdiff.store._publish import next_state
from reportdiff.store._published import version_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many lists were new or changed, and how many the database held already; lines for the reader."""

    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()


def load_reference(database: Path, lists: Sequence[ReferenceList], *, patience: float = 10.0) -> Loaded:
    """Put status lists into the database and hold the stated party counts against them.

    A list takes the place of the one that was loaded under its name. Where the database holds all of them
    as they are, it is not touched.

    Args:
        database: The published DuckDB file; made where there is none.
        lists: The lists, each with another name.
        patience: Seconds to wait for a run that is publishing.

    Raises:
        StoreError: The file is not ours, newer, damaged or not writable, or a run holds it. It is as it was.
    """
    if version_of(database) not in (None, VERSION):
        raise StoreError(
            "it has an older layout",
            path=database,
            advice="build it anew first with `reportdiff run`",
        )
    with next_state(database, patience) as state:
        with told_as_store_error(database):
            changed = [one for one in lists if _held(state.connection, one) != _rows(one)]
            for one in changed:
                _replace(state.connection, one)
        state.discarded = not changed
    return Loaded(len(changed), len(lists) - len(changed), () if state.discarded else state.notes)


def _held(connection: duckdb.DuckDBPyConnection, one: ReferenceList) -> list[Row]:
    cursor = connection.execute(
        "FROM treaty_reference WHERE instrument = ? AND list = ?", [one.instrument, one.name]
    )
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: str(row["participant"]))


def _replace(connection: duckdb.DuckDBPyConnection, one: ReferenceList) -> None:
    connection.execute(
        "DELETE FROM treaty_reference WHERE instrument = ? AND list = ?", [one.instrument, one.name]
    )
    insert(connection, "treaty_reference", _rows(one), column_types(connection)["treaty_reference"])


def _rows(one: ReferenceList) -> list[Row]:
    about = {
        "instrument": one.instrument,
        "list": one.name,
        "list_as_of": one.as_of,
        "source": one.source,
        "sha256": one.sha256,
    }
    rows = [{**about, **asdict(participation)} for participation in one.participations]
    return sorted(rows, key=lambda row: str(row["participant"]))

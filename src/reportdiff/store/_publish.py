"""Publishing a run: the next state is built beside the published file and takes its place by a rename."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from importlib.metadata import version as version_of_package
from pathlib import Path

import duckdb

from reportdiff.errors import StoreError
from reportdiff.store._entry import EditionEntry, Run, SeriesEntry, Wanted
from reportdiff.store._failure import told_as_store_error
from reportdiff.store._file import building_path, clear_leftovers, publishing_lock, replace
from reportdiff.store._items import Item, Name, held_keys, remove, wanted_items
from reportdiff.store._layout import VERSION, lay_out, open_for_writing, sql
from reportdiff.store._load import Loader
from reportdiff.store._published import fold_in_log, version_of
from reportdiff.store._rows import edition_id


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, in entries of whatever kind; a replaced one counts as both.

    `notes` are lines for the reader: which editions left the database, and why it was built anew.
    """

    inserted: int
    removed: int
    unchanged: int
    notes: tuple[str, ...] = ()


def publish(database: Path, wanted: Wanted, run: Run, *, patience: float = 10.0) -> Published:
    """Make the database hold what is wanted, and one row more in `runs`.

    Entries that it holds under the same key are left as they are; `load` is called for the others
    alone. Whatever happens, the published file is a whole state: the old one or the new one.

    Args:
        database: The published DuckDB file; made where there is none.
        wanted: Everything that the database shall hold.
        run: The row for `runs`; its `run_id` marks what is written.
        patience: Seconds to wait for another run that is publishing.

    Raises:
        StoreError: The file is not ours, newer, damaged or not writable, another run holds it, or what
            the run made does not hold together. The published file is as it was.
    """
    with next_state(database, patience) as state:
        return _build(state, wanted, run)


@dataclass
class NextState:
    """The database as it will be; it takes the published one's place unless `discarded`."""

    database: Path
    connection: duckdb.DuckDBPyConnection
    notes: tuple[str, ...]
    discarded: bool = False


@contextmanager
def next_state(database: Path, patience: float) -> Iterator[NextState]:
    """The next state of a database, open: checked, made durable and published when the block ends well.

    Raises:
        StoreError: As `publish`.
    """
    with told_as_store_error(database):
        database = database.resolve()
    with publishing_lock(database, patience):
        try:
            clear_leftovers(database)
            with told_as_store_error(database):
                connection, notes = _start(database)
            state = NextState(database, connection, notes)
            with connection:
                yield state
                if not state.discarded:
                    _finish(state)
            if not state.discarded:
                version_of(database)  # Nobody may have opened it for writing in the meantime.
                with told_as_store_error(database):
                    replace(database, building_path(database))
        finally:
            clear_leftovers(database)


def _finish(state: NextState) -> None:
    """Bring up to date what follows from all that the database now holds, and check it."""
    with told_as_store_error(state.database):
        state.connection.execute(sql("reference_findings"))
        _check(state.connection, state.database)
        state.connection.execute("CHECKPOINT")


def _build(state: NextState, wanted: Wanted, run: Run) -> Published:
    """Make the next state hold what is wanted."""
    database, connection, notes = state.database, state.connection, state.notes
    items = wanted_items(wanted)
    with told_as_store_error(database):
        held = held_keys(connection)
        stale = [name for name, key in held.items() if name not in items or items[name].key != key]
        remove(connection, stale)
        _describe(connection, wanted)
    missing = [item for name, item in items.items() if held.get(name) != item.key]
    _load(connection, database, missing, run)
    with told_as_store_error(database):
        _add_run(connection, run, wanted)
    gone = tuple(_farewell(name) for name in stale if name.table == "editions" and name not in items)
    return Published(len(missing), len(stale), len(items) - len(missing), (*notes, *gone))


def _farewell(name: Name) -> str:
    return f"{name.id} is no longer in the corpus and left the database"


# --------------------------------------------------------------------------------- where it starts from


def _start(database: Path) -> tuple[duckdb.DuckDBPyConnection, tuple[str, ...]]:
    """The building file, open, with what can be kept of the published one."""
    building = building_path(database)
    version = version_of(database)
    if version == VERSION:
        fold_in_log(database)
        shutil.copyfile(database, building)
        return open_for_writing(building), ()
    connection = open_for_writing(building)
    lay_out(connection)
    if version is None:
        return connection, ()
    _carry_over(connection, database)
    kept = "its reviews, runs and status lists kept"
    note = f"{database.name} was written as {version}: built anew as {VERSION}, {kept}"
    return connection, (note,)


def _carry_over(connection: duckdb.DuckDBPyConnection, older: Path) -> None:
    """Copy what cannot be made anew from the reports, as far as both layouts have the columns."""
    path = str(older).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS older (READ_ONLY)")
    for table in ("reviews", "runs", "treaty_reference"):
        columns = ", ".join(f'"{name}"' for name in _shared_columns(connection, table))
        if columns:
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM older.{table}")  # noqa: S608
    connection.execute("DETACH older")


def _shared_columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ?"
        " AND database_name IN ('older', current_database()) GROUP BY column_name HAVING count(*) = 2",
        [table],
    ).fetchall()
    return [str(name) for (name,) in rows]


# --------------------------------------------------------------------------------- what is written


def _describe(connection: duckdb.DuckDBPyConnection, wanted: Wanted) -> None:
    """Bring up to date what no key covers: series, and where editions lie and stand in order."""
    _describe_series(connection, wanted.series)
    _describe_editions(connection, wanted.editions)


def _describe_series(connection: duckdb.DuckDBPyConnection, wanted: tuple[SeriesEntry, ...]) -> None:
    rows = connection.execute("SELECT series, title, reference_language, sample FROM series").fetchall()
    held = {SeriesEntry(*row) for row in rows}
    outdated = [entry.series for entry in held.difference(wanted)]
    if outdated:
        connection.execute("DELETE FROM series WHERE series IN (SELECT unnest(?))", [outdated])
    for entry in wanted:
        if entry not in held:
            connection.execute("INSERT INTO series VALUES (?, ?, ?, ?)", astuple(entry))


def _describe_editions(connection: duckdb.DuckDBPyConnection, wanted: tuple[EditionEntry, ...]) -> None:
    rows = connection.execute("SELECT edition_id, position, source, sha256 FROM editions").fetchall()
    held = {row[0]: row[1:] for row in rows}
    for entry in wanted:
        name = edition_id(entry.series, entry.edition, entry.language)
        described = (entry.position, entry.source, entry.sha256)
        if held.get(name, described) != described:
            connection.execute(
                "UPDATE editions SET position = ?, source = ?, sha256 = ? WHERE edition_id = ?",
                [*described, name],
            )


def _load(connection: duckdb.DuckDBPyConnection, database: Path, items: Iterable[Item], run: Run) -> None:
    """Insert the rows of items. Errors of their `load` are theirs, not the database's."""
    loader = Loader(connection, run.run_id)
    for item in items:
        rows = list(item.rows())
        with told_as_store_error(database):
            loader.add(rows, item.extractor)
    with told_as_store_error(database):
        loader.flush()


def _add_run(connection: duckdb.DuckDBPyConnection, run: Run, wanted: Wanted) -> None:
    row = asdict(run) | {
        "reportdiff": version_of_package("reportdiff"),
        "editions": len(wanted.editions),
        "comparisons": len(wanted.comparisons),
        "refused": list(run.refused),
    }
    columns = ", ".join(row)
    values = ", ".join(f"${name}" for name in row)
    connection.execute(f"INSERT INTO runs ({columns}) VALUES ({values})", row)  # noqa: S608


def _check(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Refuse to publish rows that lead nowhere or quote what is not there."""
    defects = connection.execute(sql("checks")).fetchall()
    if defects:
        problem, place = defects[0]
        more = f" (and {len(defects) - 1} more)" if len(defects) > 1 else ""
        raise StoreError(
            f"what this run made does not hold together: {problem}: {place}{more}",
            path=database,
            advice="this is a defect of reportdiff; the database is as it was before the run",
        )

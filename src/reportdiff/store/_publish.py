"""Publishing a run: the next state is built beside the published file and takes its place by a rename."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, replace
from importlib.metadata import version as version_of_package
from pathlib import Path

import duckdb

from reportdiff.errors import StoreError
from reportdiff.store._beside import revision_id
from reportdiff.store._causes import keep_unchanged, say_causes
from reportdiff.store._entry import EditionEntry, Run, SeriesEntry, Wanted, with_places
from reportdiff.store._failure import told_as_store_error
from reportdiff.store._file import building_path, clear_leftovers, publishing_lock, put_in_place
from reportdiff.store._items import Item, Name, held_keys, remove, wanted_items
from reportdiff.store._layout import VERSION, lay_out, open_for_writing, sql
from reportdiff.store._load import Loader
from reportdiff.store._older import carry_over, left_behind
from reportdiff.store._published import fold_in_log, version_of
from reportdiff.store._reviews import describe_reviews
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
    and for fresh ones alone. Whatever happens, the published file is a whole state: the old one or the
    new one.

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
    """The database as it will be; it takes the published one's place unless `discarded`.

    `before` is the version of the published one, which is attached as `published`; None where there is none.
    """

    database: Path
    connection: duckdb.DuckDBPyConnection
    before: str | None
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
                state = _start(database)
            with state.connection:
                yield state
                if not state.discarded:
                    _finish(state)
            if not state.discarded:
                version_of(database)  # Nobody may have opened it for writing in the meantime.
                with told_as_store_error(database):
                    put_in_place(database, building_path(database))
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
    database, connection = state.database, state.connection
    located = with_places(wanted.editions, run.corpus)
    wanted = replace(wanted, editions=located)
    items = wanted_items(wanted)
    with told_as_store_error(database):
        held = held_keys(connection)
        again = [name for name, item in items.items() if item.fresh and held.get(name) == item.key]
        gone = [name for name in held if name not in items]
        outdated = [name for name, key in held.items() if name in items and items[name].key != key]
        remove(connection, [*gone, *outdated, *again])
        _describe(connection, wanted)
    missing = [name for name, item in items.items() if held.get(name) != item.key]
    _load(connection, database, [items[name] for name in (*missing, *again)], run)
    same: list[Name] = []
    with told_as_store_error(database):
        if state.before is not None:
            same = keep_unchanged(connection, again)
            say_causes(connection, (*missing, *again), same)
        _add_run(connection, run, wanted)
        notes = (*state.notes, *_farewells(gone, located), *_left_behind(state, located))
    replaced = len(again) - len(same)
    return Published(
        len(missing) + replaced,
        len(gone) + len(outdated) + replaced,
        len(items) - len(missing) - replaced,
        notes,
    )


_FAREWELLS = {
    "editions": "is no longer in the corpus and left the database",
    "revisions": "is no longer in the corpus: its words left the database",
    "corrigenda": "is no longer in the corpus: its corrections left the database",
}


def _farewells(gone: Iterable[Name], held: Iterable[EditionEntry]) -> list[str]:
    # A file that was superseded and now speaks for its edition again has not left.
    speaking = {revision_id(one.series, one.edition, one.revision, one.language) for one in held}
    left = (name for name in gone if name.table in _FAREWELLS and name.id not in speaking)
    return [f"{name.id} {_FAREWELLS[name.table]}" for name in left]


def _left_behind(state: NextState, held: Iterable[EditionEntry]) -> list[str]:
    if state.before in (None, VERSION):
        return []
    made = {edition_id(entry.series, entry.edition, entry.language) for entry in held}
    return left_behind(state.connection, state.database, state.before, made)


# --------------------------------------------------------------------------------- where it starts from


def _start(database: Path) -> NextState:
    """The building file, open, with what can be kept of the published one."""
    building = building_path(database)
    version = version_of(database)
    if version is not None:
        fold_in_log(database)
    if version == VERSION:
        shutil.copyfile(database, building)
    connection = open_for_writing(building)
    try:
        notes = _begin(connection, database, version)
    except BaseException:
        connection.close()
        raise
    return NextState(database, connection, version, notes)


def _begin(connection: duckdb.DuckDBPyConnection, database: Path, version: str | None) -> tuple[str, ...]:
    if version != VERSION:
        lay_out(connection)
    if version is None:
        return ()
    path = str(database).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS published (READ_ONLY)")
    if version == VERSION:
        _read_through(connection)
        return ()
    carry_over(connection)
    kept = "its reviews, runs and status lists kept"
    return (f"{database.name} was written as {version}: built anew as {VERSION}, {kept}",)


def _read_through(connection: duckdb.DuckDBPyConnection) -> None:
    """Meet every block of the copy once: what is damaged must not be published again."""
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {table}").fetchall()  # noqa: S608


# --------------------------------------------------------------------------------- what is written


def _describe(connection: duckdb.DuckDBPyConnection, wanted: Wanted) -> None:
    """Bring up to date what no key covers: series, where editions lie and stand in order, reviews."""
    _describe_series(connection, wanted.series)
    _describe_editions(connection, wanted.editions)
    describe_reviews(connection, wanted.reviews)


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
    rows = connection.execute(
        "SELECT edition_id, position, follows, corpus, source, sha256, revision, settings FROM editions"
    ).fetchall()
    held = {row[0]: row[1:] for row in rows}
    for entry in wanted:
        name = edition_id(entry.series, entry.edition, entry.language)
        described = (
            entry.position,
            entry.follows,
            entry.corpus,
            entry.source,
            entry.sha256,
            entry.revision,
            entry.settings,
        )
        if held.get(name, described) != described:
            connection.execute(
                "UPDATE editions SET position = ?, follows = ?, corpus = ?, source = ?, sha256 = ?,"
                " revision = ?, settings = ? WHERE edition_id = ?",
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

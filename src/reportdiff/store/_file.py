"""One file, published whole: the lock, the file being built beside it, and the atomic rename."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reportdiff.errors import StoreError
from reportdiff.store._failure import told_as_store_error


def building_path(database: Path) -> Path:
    """Where the next state is built: in the same folder, so that a rename is atomic.

    DuckDB calls a database by its file's first name, which must not be one that we give to another.
    """
    return database.with_name(f".building.{database.name}")


@contextmanager
def run_lock(database: Path, patience: float = 600.0) -> Iterator[None]:
    """Hold the right to run on a database, from looking at what it holds to publishing the next state.

    Two runs at once would each publish what they saw before the other: the second waits.

    Raises:
        StoreError: Another run still holds it after `patience` seconds.
    """
    with told_as_store_error(database):
        database = database.resolve()
    with _lock(database, database.with_name(f".{database.name}.run"), patience):
        yield


@contextmanager
def publishing_lock(database: Path, patience: float) -> Iterator[None]:
    """Hold the right to publish; the kernel gives it back even when the holder is killed.

    Raises:
        StoreError: Another run still holds it after `patience` seconds.
    """
    with _lock(database, database.with_name(f".{database.name}.lock"), patience):
        yield


@contextmanager
def _lock(database: Path, lock: Path, patience: float) -> Iterator[None]:
    with told_as_store_error(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        with told_as_store_error(database):
            _take(descriptor, database, patience)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _holder().encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, database: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                holder = os.pread(descriptor, 500, 0).decode(errors="replace") or "another run"
                raise StoreError(
                    f"{holder} is writing it", path=database, advice="wait for it to end and run again"
                ) from None
            time.sleep(0.1)
        else:
            return


def _holder() -> str:
    since = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    return f"process {os.getpid()} on {socket.gethostname()} (since {since})"


def clear_leftovers(database: Path) -> None:
    """Remove what a killed run left of its building. Only for the holder of the lock."""
    building = building_path(database)
    with told_as_store_error(database):
        for leftover in (building, Path(f"{building}.wal")):
            leftover.unlink(missing_ok=True)
    shutil.rmtree(f"{building}.tmp", ignore_errors=True)


def put_in_place(database: Path, building: Path) -> None:
    """Make the built file the published one, durably: readers see the old state or the new, never between."""
    _sync(building)
    building.replace(database)
    _sync(database.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

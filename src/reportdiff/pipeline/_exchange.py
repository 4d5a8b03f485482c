"""What machines hand each other: results as Parquet files at an address that fsspec opens.

A result lies at `<address>/<stage>/<digest>.parquet`: one row, of its key, its type and its value as JSON.
The address is a folder that all machines see, or an object store. Whatever a file there says, it is read
as one of the types of `reportdiff.model` or not at all; a file under another key's name counts as absent.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import fsspec  # type: ignore[import-untyped]

from reportdiff._memory import Memory, Result, Unreadable, decode, encode

_log = logging.getLogger(__name__)

_ALONE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}
_WRITE = """
COPY (SELECT $key AS key, $kind AS type, $value AS value) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""
_READ = "SELECT key, type, value FROM read_parquet($file) LIMIT 2"


class NotThere(LookupError):
    """A result that a stage needs is not in the exchange."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Results of stages at an address: a folder, or `s3://…`, `memory://…`, whatever fsspec can open."""

    url: str

    def has(self, key: str) -> bool:
        """Whether there is a file of `key`; it may turn out to be unreadable."""
        files, place = self._place(key)
        return bool(files.exists(place))

    def keys(self, stages: Iterable[str]) -> set[str]:
        """The keys of all files of these stages."""
        files, root = fsspec.core.url_to_fs(self.url)
        files.invalidate_cache()
        found = set()
        for stage in stages:
            folder = f"{root.rstrip('/')}/{stage}"
            names = files.ls(folder, detail=False) if files.exists(folder) else []
            found |= {f"{stage}/{name.rsplit('/', 1)[-1].removesuffix('.parquet')}" for name in names}
        return found

    def find(self, key: str) -> Result | None:
        """The result of `key`; None where there is none that can be read, with a warning if it is damaged."""
        files, place = self._place(key)
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder) / "result.parquet"
            try:
                files.get_file(place, str(local))
            except FileNotFoundError:
                return None
            try:
                return _read(local, key)
            except (Unreadable, duckdb.Error) as problem:
                _log.warning("%s: %s; computed anew", place, str(problem).partition("\n")[0])
                return None

    def save(self, key: str, result: Result) -> None:
        """Write the result of `key`, whole or not at all."""
        files, place = self._place(key)
        files.makedirs(place.rpartition("/")[0], exist_ok=True)
        unfinished = f"{place}.{uuid4().hex}.tmp"
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder) / "result.parquet"
            _write(local, key, result)
            files.put_file(str(local), unfinished)
            files.mv(unfinished, place)

    def _place(self, key: str) -> tuple[Any, str]:
        files, root = fsspec.core.url_to_fs(self.url)
        return files, f"{root.rstrip('/')}/{key}.parquet"


def _write(file: Path, key: str, result: Result) -> None:
    values = {"key": key, "kind": type(result).__name__, "value": _value(result)}
    place = str(file).replace("'", "''")
    with duckdb.connect(config=_ALONE) as connection:
        connection.execute(_WRITE.format(file=place), values)


def _value(result: Result) -> str:
    return json.dumps(json.loads(encode(result))["value"], ensure_ascii=False, separators=(",", ":"))


def _read(file: Path, key: str) -> Result:
    with duckdb.connect(config=_ALONE) as connection:
        rows = connection.execute(_READ, {"file": str(file)}).fetchall()
    if len(rows) != 1 or rows[0][0] != key:
        raise Unreadable("it does not hold what its name says")
    _, kind, value = rows[0]
    return decode(f'{{"type":{json.dumps(kind)},"value":{value}}}')


@dataclass(frozen=True, slots=True)
class SharedMemory(Memory):
    """The memory of a run that works on many machines; sent to another machine, it is the exchange alone."""

    exchange: Exchange

    def __reduce__(self) -> tuple[Callable[[str], RemoteMemory], tuple[str]]:
        return RemoteMemory, (self.exchange.url,)


class RemoteMemory:
    """The exchange as stages see it on another machine: they find there what they start from."""

    def __init__(self, url: str) -> None:
        self._exchange = Exchange(url)

    def find(self, key: str) -> Result:
        """The result of `key`.

        Raises:
            NotThere: It is not there, or cannot be read.
        """
        result = self._exchange.find(key)
        if result is None:
            raise NotThere(key)
        return result

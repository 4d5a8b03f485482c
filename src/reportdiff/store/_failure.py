"""What DuckDB and the file system say, as one clear line of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from reportdiff.errors import StoreError

# Words in DuckDB's messages -> what it means for the reader, and what to do.
_MEANINGS = (
    (
        r"Could not set lock|Conflicting lock",
        "another program has it open for writing",
        "close it there and run again",
    ),
    (
        r"not a valid DuckDB database|magic bytes",
        "it is no DuckDB database",
        "name another file, or move this one away",
    ),
    (
        r"newer version of DuckDB|trying to read a database file with version number|storage version",
        "it was written by a newer DuckDB than the one installed",
        "upgrade the duckdb package, or name another file",
    ),
    (
        r"different configuration",
        "this program has it open already, for another purpose",
        "close that connection first",
    ),
    (
        r"[Cc]hecksum|[Cc]orrupt|[Cc]ould not read|[Ff]ailed to read|[Ss]erializ|past the end|INTERNAL",
        "it is damaged",
        "move it away and run again: all but reviews is made anew from the reports",
    ),
    (
        r"No space left|disk.*full|[Ff]ile too large",
        "the disk is full",
        "make room and run again; nothing is lost",
    ),
)


@contextmanager
def told_as_store_error(path: Path) -> Iterator[None]:
    """Turn errors of DuckDB and the file system inside the block into a StoreError about `path`."""
    try:
        yield
    except duckdb.Error as failure:
        raise _of_duckdb(failure, path) from failure
    except OSError as failure:
        problem = f"it cannot be read or written ({failure.strerror or failure})"
        raise StoreError(problem, path=path, advice="check the folder's permissions and space") from failure


def _of_duckdb(failure: duckdb.Error, path: Path) -> StoreError:
    message = one_line(failure)
    for words, problem, advice in _MEANINGS:
        if re.search(words, message):
            return StoreError(f"{problem} ({_short(message)})", path=path, advice=advice)
    return StoreError(message, path=path)


def one_line(failure: BaseException) -> str:
    """The message without its line breaks, stack traces and pictures of where in the SQL."""
    lines = str(failure).strip().splitlines()
    kept = [line.strip() for line in lines[: _end_of_words(lines)] if line.strip()]
    return " ".join(kept) or type(failure).__name__


def _end_of_words(lines: list[str]) -> int:
    for place, line in enumerate(lines):
        if line.startswith(("LINE ", "Stack Trace")) or "This error signals" in line:
            return place
    return len(lines)


def _short(message: str, most: int = 160) -> str:
    return message if len(message) <= most else message[: most - 1] + "…"

"""Publishes a made-up corpus of a million paragraphs and asks it: `python -m bench.store [series]`.

Without the number of series (50 for a million paragraphs) results.md is written; takes some five minutes,
2 GB of memory and 1.5 GB of disk.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.store._corpus import Size
from bench.store._measure import (
    Timed,
    asking,
    counted,
    generating,
    peak_memory,
    publishing,
    with_sqlite,
    worked,
)

RESULTS = Path(__file__).with_name("results.md")
EDITIONS = 10


def main(arguments: list[str]) -> None:
    """Measure, and print or write what was found."""
    size = Size(int(arguments[0]) if arguments else 50, EDITIONS)
    with tempfile.TemporaryDirectory() as folder:
        page = "\n".join(_page(Path(folder), size))
    if arguments:
        print(page)
    else:
        RESULTS.write_text(page, encoding="utf-8")


def _page(folder: Path, size: Size) -> Iterator[str]:
    database = folder / "reports.duckdb"
    alone = generating(size)
    published = publishing(database, size)
    memory = peak_memory()
    pages = worked(database)
    asked = asking(database)
    sqlite = with_sqlite(folder / "reports.sqlite", size)
    rows = ", ".join(f"{count:,} {table}" for table, count in counted(database).items())
    yield "# The store: measured"
    yield ""
    yield f"{datetime.now(UTC):%Y-%m-%d}; {_machine()}."
    yield ""
    yield (
        f"A made-up corpus: {size.series} series in two languages, {size.editions} editions of each with a"
        f" thousand paragraphs. {rows}."
    )
    yield ""
    yield "## Publishing"
    yield ""
    yield "| what | seconds | of processors |"
    yield "| --- | --- | --- |"
    timed = (alone, *published, sqlite)
    yield from (f"| {one.what} | {one.seconds:.1f} | {one.processor:.1f} |" for one in timed)
    loading, processor = (
        getattr(published[0], name) - getattr(alone, name) for name in ("seconds", "processor")
    )
    yield f"| from nothing, less the making of the corpus (goal ≤ 60) | **{loading:.1f}** | {processor:.1f} |"
    yield ""
    yield (
        f"The file has {_megabytes(database)} MB, SQLite's with paragraphs and links alone"
        f" {_megabytes(folder / 'reports.sqlite')} MB. Publishing took {memory:.1f} GB of memory at most."
        " Every publishing copies the file, checks all references and quotes in it, and syncs it to disk."
        " Making the corpus, row by row in Python, is part of each (pandas and SQLite make half of it)."
    )
    yield ""
    yield "## Asking"
    yield ""
    yield (
        "Each by `reportdiff.store.query`, which opens the file anew, and with all rows fetched; views"
        " filtered on one series and language. The fastest of three. (Seconds by the clock: other work ran on"
        f" the machine, {os.getloadavg()[1]:.0f} processes wanting a processor on average.)"
    )
    yield ""
    yield from _asked(asked)
    yield "The ten worked queries of docs/queries.md, asked of a series of this corpus (goal ≤ 1 s each):"
    yield ""
    yield from _asked(pages)


def _asked(asked: Iterable[Timed]) -> Iterator[str]:
    yield "| what | seconds | rows |"
    yield "| --- | --- | --- |"
    yield from (f"| {one.what} | {one.seconds:.2f} | {one.rows:,} |" for one in asked)
    yield ""


def _megabytes(path: Path) -> int:
    return round(path.stat().st_size / 1e6)


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "rapidfuzz"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    main(sys.argv[1:])

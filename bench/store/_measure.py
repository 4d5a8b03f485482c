"""Publishing and asking, timed by the clock and by the processor."""

# ruff: noqa: S608 (what is asked is put together of the names above and of the schema)

from __future__ import annotations

import re
import resource
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

import duckdb
import pandas as pd
from bench.store._corpus import LANGUAGES, Size, compared, edition, wanted

from reportdiff.store import Run, publish, query, schema

SERIES = "series-007"
EDITION = "2005"
_RUNS = 3
_OF_SERIES = f"WHERE series = '{SERIES}' AND language = 'zh'"
_WORDS = f"(SELECT text FROM paragraphs WHERE paragraph_id = '{SERIES}/{EDITION}/zh#80')"
MACROS = {
    "paragraph_history('42', …)": f"FROM paragraph_history('42', '{SERIES}', '{EDITION}', 'zh')",
    "search('4 100') in a series": f"FROM search('4 100') {_OF_SERIES}",
    "search('4 100') in all": "FROM search('4 100')",
    "similar_to(…) in a series": f"FROM similar_to({_WORDS}) {_OF_SERIES}",
    "fuzz_ratio, as many": (
        f"SELECT max(fuzz_ratio(text, {_WORDS}))"
        f" FROM paragraphs JOIN editions USING (edition_id) {_OF_SERIES}"
    ),
}
"""What is asked of macros and functions. Each text begins with a number, so that a search finds some."""
QUERIES = Path(__file__).parents[2] / "docs" / "queries.md"
_WORKED = re.compile(r"^## (?P<title>.+?)\n.+?```sql\n(?P<sql>.+?)\n```", re.DOTALL | re.MULTILINE)
# The page asks the sample; here the same is asked of a series of the made-up corpus.
_AS_HERE = (
    ("sample-annual-report", SERIES),
    ("'2015'", "'2004'"),
    ("'2016'", f"'{EDITION}'"),
    ("/2016/zh#16", f"/{EDITION}/zh#80"),
    ("人口贩运 数据", "4 100"),
    ("WHERE language", f"WHERE series = '{SERIES}' AND language"),
    ("WHERE f.language", f"WHERE f.series = '{SERIES}' AND f.language"),
)


@dataclass(frozen=True, slots=True)
class Timed:
    """What took how many seconds by the clock, and of all processors together; and how many rows it gave."""

    what: str
    seconds: float
    processor: float
    rows: int


def generating(size: Size) -> Timed:
    """Making the corpus and nothing with it, which is part of every publishing below."""
    made = wanted(size)
    entries = (*made.editions, *made.comparisons, *made.histories)
    return _timed("making the corpus alone", lambda: sum(1 for one in entries if one.load()))


def publishing(database: Path, size: Size) -> list[Timed]:
    """A database from nothing, the same again, one edition more in each language of a series, and less."""
    runs = {
        "from nothing": wanted(size),
        "again, nothing new": wanted(size),
        "an edition more, in two languages": wanted(size, longer=SERIES),
        "and gone again": wanted(size),
    }
    return [
        _timed(what, lambda n=number, all_=content: _published(database, n, all_))  # type: ignore[misc]
        for number, (what, content) in enumerate(runs.items())
    ]


def _published(database: Path, number: int, content: object) -> int:
    now = datetime.now(UTC)
    return publish(database, content, Run(f"run-{number}", now, now, "made up", 0, ())).inserted  # type: ignore[arg-type]


def asking(database: Path) -> list[Timed]:
    """Every view that has a series, of one series and language; then the macros. The fastest of a few."""
    views = [
        table.name
        for table in schema(database).tables
        if table.kind == "view" and {"series", "language"} <= {column.name for column in table.columns}
    ]
    asked = {view: f"FROM {view} {_OF_SERIES}" for view in views} | MACROS
    return [_fastest(what, lambda sql=sql: len(query(database, sql).rows)) for what, sql in asked.items()]  # type: ignore[misc]


def worked(database: Path) -> list[Timed]:
    """The worked queries of the documentation, each of one series. The fastest of a few."""
    page = QUERIES.read_text(encoding="utf-8")
    asked = {match["title"]: _as_here(match["sql"]) for match in _WORKED.finditer(page)}
    return [_fastest(what, lambda sql=sql: len(query(database, sql).rows)) for what, sql in asked.items()]  # type: ignore[misc]


def _as_here(sql: str) -> str:
    for there, here in _AS_HERE:
        sql = sql.replace(there, here)
    return sql


def with_sqlite(database: Path, size: Size) -> Timed:
    """Paragraphs and links alone in SQLite by pandas, with an index on their keys."""

    def load() -> int:
        with sqlite3.connect(database) as connection:
            for series in range(1, size.series + 1):
                for language in LANGUAGES:
                    _series_in_sqlite(connection, f"series-{series:03}", language, size.editions)
            connection.execute("CREATE UNIQUE INDEX by_address ON paragraphs (edition_id, address)")
            connection.execute("CREATE INDEX by_comparison ON links (comparison_id)")
        return size.paragraphs

    return _timed("pandas and SQLite: paragraphs and links alone", load)


def _series_in_sqlite(connection: sqlite3.Connection, series: str, language: str, editions: int) -> None:
    years = [str(2001 + number) for number in range(editions)]
    for year in years:
        report, _ = edition(series, language, year)
        rows = [
            (f"{series}/{year}/{language}", one.address, n, one.number, one.section, one.kind.value, one.text)
            for n, one in enumerate(report.paragraphs, 1)
        ]
        _append(connection, "paragraphs", "edition_id address position number section kind text", rows)
    for old, new in pairwise(years):
        comparison, _ = compared(series, language, old, new)
        rows = [
            (f"{series}/{old}..{new}/{language}", one.old[0], one.new[0], one.relation.value, one.similarity)
            for one in comparison.links
        ]
        _append(connection, "links", "comparison_id old new relation similarity", rows)


def _append(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> None:
    pd.DataFrame(list(rows), columns=columns.split()).to_sql(
        table, connection, if_exists="append", index=False
    )


def counted(database: Path) -> dict[str, int]:
    """How many rows the larger tables hold."""
    tables = ("paragraphs", "links", "changes", "quantities", "quantity_changes", "lineages")
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables
        }


def peak_memory() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _timed(what: str, call: Callable[[], int]) -> Timed:
    start, start_processor = perf_counter(), process_time()
    rows = call()
    return Timed(what, perf_counter() - start, process_time() - start_processor, rows)


def _fastest(what: str, call: Callable[[], int]) -> Timed:
    return min((_timed(what, call) for _ in range(_RUNS)), key=lambda one: one.seconds)

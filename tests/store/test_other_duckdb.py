"""The file opens in another DuckDB than the one that wrote it, and answers the same.

Name a Python that has it, such as one with the last 1.x release: `REPORTDIFF_OTHER_DUCKDB=…/bin/python`.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from reportdiff.store import schema

ASKS = """
import duckdb, json, sys
database, *asked = sys.argv[1:]
with duckdb.connect(database, read_only=True) as connection:
    found = [json.loads(json.dumps(connection.execute(one).fetchall(), default=str)) for one in asked]
print(json.dumps({"version": duckdb.__version__, "found": found}))
"""
MACROS = (
    "FROM search('sample treaty')",
    "FROM similar_to('Sample Programme Alpha went on in 2019.')",
    "FROM paragraph_history('2', of_series := 'sample-series', of_edition := '2020', of_language := 'en')",
    "SELECT bigram_similarity('中国人民', '中国国民')",
)
COMMENTS = (
    "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal ORDER BY ALL",
    "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
    """
    SELECT table_name, column_name, data_type, comment
    FROM duckdb_columns() WHERE NOT internal ORDER BY ALL
    """,
    "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal ORDER BY ALL",
)


@pytest.fixture(scope="module")
def other_python() -> str:
    """A Python with another DuckDB; without one the test is skipped."""
    named = os.environ.get("REPORTDIFF_OTHER_DUCKDB")
    if not named:
        pytest.skip("needs another DuckDB: name a Python that has it in REPORTDIFF_OTHER_DUCKDB")
    return named


def _answers(database: Path, asked: list[str]) -> list[Any]:
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = [connection.execute(one).fetchall() for one in asked]
    return [json.loads(json.dumps(one, default=str)) for one in rows]


def _answers_of(python: str, database: Path, asked: list[str]) -> tuple[str, list[Any]]:
    run = subprocess.run(  # noqa: S603
        [python, "-c", ASKS, str(database), *asked], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    return said["version"], said["found"]


def test_another_duckdb_answers_the_same(other_python: str, small_database: Path) -> None:
    names = [table.name for table in schema(small_database).tables]
    asked = [*(f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {name} ORDER BY ALL" for name in names)]  # noqa: S608
    asked += [*MACROS, *COMMENTS]
    version, found = _answers_of(other_python, small_database, asked)
    assert version != duckdb.__version__, "it is the same DuckDB"
    for one, here, there in zip(asked, _answers(small_database, asked), found, strict=True):
        assert here == there, one


def test_what_is_asked_of_another_duckdb_has_answers_here(small_database: Path) -> None:
    assert all(_answers(small_database, [*MACROS, *COMMENTS]))

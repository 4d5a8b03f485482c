"""Small corpora, and the main job run on them without Prefect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from reportdiff.pipeline import Job, Outcome, job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent

SAMPLE = """Sample text, written for a test

I. Introduction

1. The Office helped {countries} countries to train prison officers in the year {year}.

2. The laboratories of the region analysed samples of seized substances under one common method.

II. Resources

3. Voluntary pledges for {year} were about ${money} million.
"""


def sample(year: int, *, countries: int = 12, money: int = 40) -> str:
    """One edition of a small sample report."""
    return SAMPLE.format(year=year, countries=countries, money=money)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one series in English with three editions."""
    folder = tmp_path / "corpus"
    for year, countries, money in ((2014, 12, 40), (2015, 14, 42), (2016, 14, 45)):
        put(folder, f"office/en/{year}.txt", sample(year, countries=countries, money=money))
    return folder


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write one file of a corpus."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def job(corpus: Path, tmp_path: Path) -> Job:
    """The main job on that corpus."""
    return job_of(corpus, tmp_path / "out")


@pytest.fixture
def run() -> Callable[[Job], Outcome]:
    """Runs a job in this thread."""

    def run_plainly(job: Job) -> Outcome:
        desk = lay_out_desk(job)
        return work(desk, PlainRunner(desk.results, silent))

    return run_plainly


def rows(job: Job, sql: str) -> list[tuple[object, ...]]:
    """What the published database answers."""
    with duckdb.connect(str(job.database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def everything(job: Job) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but `runs`."""
    tables = rows(job, "SELECT table_name FROM duckdb_tables() ORDER BY 1")
    return {str(name): sorted(rows(job, f'FROM "{name}"'), key=repr) for (name,) in tables if name != "runs"}

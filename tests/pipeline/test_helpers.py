"""Results made in other processes are those made here; a helper that dies costs time only."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from reportdiff.pipeline import Job, Outcome, _helpers
from reportdiff.pipeline._helpers import Helpers
from reportdiff.pipeline._work import lay_out_desk, recipes_of_reading


@pytest.fixture(autouse=True)
def worth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_helpers, "_WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = ("paragraphs", "links", "changes", "quantities", "lineages", "findings")
        return {
            table: connection.execute(f"SELECT * EXCLUDE (run_id) FROM {table} ORDER BY ALL").fetchall()  # noqa: S608
            for table in tables
        }


def test_the_database_is_the_same_with_helpers_and_without(
    job: Job, run: Callable[[Job], Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Job] = []
    start = _helpers._started

    def counted(job: Job) -> Any:
        started.append(job)
        return start(job)

    monkeypatch.setattr(_helpers, "_started", counted)
    run(job)
    assert started == [job]
    monkeypatch.setattr(_helpers, "_WORTH", 1000)
    alone = replace(job, output=tmp_path / "alone", database=tmp_path / "alone" / "reportdiff.duckdb")
    run(alone)
    assert started == [job]
    assert rows(job.database)["links"]
    assert rows(job.database) == rows(alone.database)


def test_a_result_is_made_here_when_its_helper_is_killed(job: Job) -> None:
    desk = lay_out_desk(job)
    recipes = recipes_of_reading(desk)
    hands = Helpers(job)
    helped = hands.with_help(recipes)
    first = helped[0].make()
    (process,) = hands._all
    os.kill(process.pid, signal.SIGKILL)
    assert [first, *(one.make() for one in helped[1:])] == [one.make() for one in recipes]
    hands.end()
    assert process.poll() is not None


def test_a_helper_that_cannot_make_a_result_leaves_it_to_this_process(job: Job) -> None:
    desk = lay_out_desk(job)
    recipe = recipes_of_reading(desk)[0]
    hands = Helpers(job)
    unknown = replace(recipe, key="reading/unknown-to-the-helper")
    assert hands.with_help([unknown])[0].make() == recipe.make()
    hands.end()


def test_few_results_are_made_here(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_helpers, "_WORTH", 64)
    recipes = recipes_of_reading(lay_out_desk(job))
    assert Helpers(job).with_help(recipes) == recipes

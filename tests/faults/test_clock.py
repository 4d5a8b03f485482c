"""A clock that goes back: what is newest is told by the order of runs, never by their times."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.conftest import put, rows, sample
from reportdiff.pipeline import Job, _work, job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline.progress import silent


def _run_in(year: int, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime(year, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(_work, "datetime", Clock)
    desk = _work.lay_out_desk(job)
    _work.work(desk, PlainRunner(desk.results, silent))


def test_a_run_under_a_clock_set_back_is_stored_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2014, 2015):
        put(tmp_path / "corpus", f"office/en/{year}.txt", sample(year))
    job = job_of(tmp_path / "corpus", tmp_path / "out")
    _run_in(2030, job, monkeypatch)
    put(tmp_path / "corpus", "office/en/2015.txt", sample(2015, countries=77))
    _run_in(2020, job, monkeypatch)
    assert rows(job, "SELECT year(started) FROM runs ORDER BY rowid") == [(2030,), (2020,)]
    revised = "SELECT text LIKE '%77 countries%' FROM paragraphs WHERE paragraph_id = 'office/2015/en#1'"
    assert rows(job, revised) == [(True,)]
    written_by = "SELECT year(r.started) FROM editions e JOIN runs r USING (run_id) ORDER BY e.edition"
    assert rows(job, written_by) == [(2030,), (2020,)]

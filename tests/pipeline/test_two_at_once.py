"""Two runs at once on one database: the second waits for the first, and both are whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipeline.conftest import put, rows, sample
from reportdiff.pipeline import Job

RUN = """
import sys
from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent
from reportdiff.store import run_lock

job = job_of(*sys.argv[1:])
with run_lock(job.database):
    desk = lay_out_desk(job)
    work(desk, PlainRunner(desk.results, silent))
"""


def test_runs_over_two_corpora_at_once_lose_nothing_of_each_other(job: Job, tmp_path: Path) -> None:
    for year in (2015, 2016):
        put(tmp_path / "other", f"budget/en/{year}.txt", sample(year))
    started = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", RUN, str(corpus), str(job.output)],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ},
        )
        for corpus in (job.corpus, tmp_path / "other", job.corpus)
    ]
    for process in started:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert rows(job, "SELECT series, count(*) FROM editions GROUP BY ALL ORDER BY 1") == [
        ("budget", 2),
        ("office", 3),
    ]
    assert rows(job, "SELECT count(*) FROM comparisons") == [(3,)]
    assert rows(job, "SELECT count(*) FROM runs") == [(3,)]

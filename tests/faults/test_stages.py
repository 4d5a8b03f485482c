"""A run killed at any stage: what was stored is there, and the next run makes what it would have made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.conftest import everything, put, rows, sample
from reportdiff.cli import app
from reportdiff.pipeline import Job, job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.flow import _TASKS
from reportdiff.pipeline.progress import silent
from reportdiff.store._layout import sql

OTHER = """示例文字，为测试而写

一、导言

1. 办公室在{year}年帮助{countries}个国家培训监狱人员。

二、资源

2. {year}年的自愿认捐约为{money}00万美元。
"""

# Loads everything once and forks for each place to die at; the children open the database, the parent never.
KILLER = """
import os, signal, sys
from pathlib import Path
import duckdb, pandas
import reportdiff.alignment, reportdiff.facts, reportdiff.history, reportdiff.output, reportdiff.reading
from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent

class Dying(PlainRunner):
    def __init__(self, results, stage, moment):
        super().__init__(results, silent)
        self.stage, self.moment = stage, moment
    def make(self, stage, recipes):
        super().make(stage, recipes[: len(recipes) // 2] if self.dies(stage, "middle") else recipes)
        self.die(stage, "middle")
        self.die(stage, "end")
    def once(self, stage, title, call):
        self.die(stage, "middle")
        result = super().once(stage, title, call)
        self.die(stage, "end")
        return result
    def dies(self, stage, moment):
        return (stage, moment) == (self.stage, self.moment)
    def die(self, stage, moment):
        if self.dies(stage, moment):
            os.kill(os.getpid(), signal.SIGKILL)

corpus, folder = sys.argv[1:3]
for place in sys.argv[3:]:
    stage, moment = place.split(".")
    pid = os.fork()
    if pid == 0:
        desk = lay_out_desk(job_of(corpus, Path(folder) / place))
        work(desk, Dying(desk.results, stage, moment))
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    print(place, os.WIFSIGNALED(status), flush=True)
"""
PLACES = [*(f"{stage}.middle" for stage in _TASKS), "store.end", "reports.end"]


def run(job: Job) -> None:
    """The main job in this thread."""
    desk = lay_out_desk(job)
    work(desk, PlainRunner(desk.results, silent))


def contents(job: Job) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but `runs`, without the run that wrote it."""
    tables = rows(
        job, "SELECT table_name FROM duckdb_columns() WHERE column_name = 'run_id' AND NOT internal"
    )
    named = {str(name) for (name,) in tables} & set(everything(job))
    return {
        name: sorted(rows(job, f'SELECT * EXCLUDE (run_id) FROM "{name}"'), key=repr)  # noqa: S608
        for name in named
    } | {name: held for name, held in everything(job).items() if name not in named}


def reports(job: Job) -> dict[str, str]:
    """The digest of every file that people read, by name."""
    files = [path for path in job.output.rglob("*") if path.is_file() and not path.name.startswith(".")]
    kept = [path for path in files if ".cache" not in path.parts and path != job.database]
    return {
        path.relative_to(job.output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
    }


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, bool]]:
    """The corpus, the folder of outputs by place, and which runs were killed where they should be."""
    folder = tmp_path_factory.mktemp("stages")
    corpus = folder / "corpus"
    for year in (2014, 2015):
        put(corpus, f"office/en/{year}.txt", sample(year))
        put(corpus, f"office/zh/{year}.txt", OTHER.format(year=year, countries=12, money=40))
    whole = job_of(corpus, folder / "before")
    run(whole)
    for place in ("undisturbed", *PLACES):
        shutil.copytree(whole.output, folder / place)
    decision = ["link", "reject", "1", "1", "--from", "2014", "--to", "2015", "--language", "en"]
    reviewed = CliRunner().invoke(app, ["review", *decision, "--series", "office", "--corpus", str(corpus)])
    assert reviewed.exit_code == 0, reviewed.output
    for year, countries, money in ((2015, 12, 41), (2016, 14, 45)):
        put(corpus, f"office/en/{year}.txt", sample(year, countries=countries, money=money))
        put(corpus, f"office/zh/{year}.txt", OTHER.format(year=year, countries=countries, money=money))
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLER, str(corpus), str(folder), *PLACES],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = dict(line.split() for line in done.stdout.splitlines())
    run(job_of(corpus, folder / "undisturbed"))
    return corpus, folder, {place: died == "True" for place, died in told.items()}


@pytest.mark.parametrize("place", PLACES)
def test_a_run_killed_there_loses_nothing_and_the_next_one_completes(
    killed: tuple[Path, Path, dict[str, bool]], place: str
) -> None:
    corpus, folder, died = killed
    assert died[place]
    job, undisturbed = job_of(corpus, folder / place), job_of(corpus, folder / "undisturbed")
    assert rows(job, sql("checks")) == []
    held = rows(job, "SELECT count(*) FROM editions")
    published = place.startswith("reports") or place == "store.end"
    assert held == [(6,)] if published else [(4,)]
    run(job)
    assert contents(job) == contents(undisturbed)
    assert reports(job) == reports(undisturbed)

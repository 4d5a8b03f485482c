"""Faults that meet Prefect's tasks: a server that goes away, a hanging task, a failing disk, no memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.conftest import put, rows, sample
from reportdiff.pipeline import Job, job_of

# `reportdiff run`, with something of ours in the way: {fault} has `flow` (the module of the main job).
RUN = """
import os, sys, threading
import reportdiff._prefect as place
place.start_early()
from reportdiff.pipeline import flow
from reportdiff.pipeline._results import Recipe
{fault}
from reportdiff.cli import main
sys.argv[1:] = ["run", "--corpus", sys.argv[1], "--output", sys.argv[2]]
main()
"""
SERVER_GONE = """
make = flow.PrefectRunner.make
def gone(self, stage, recipes):
    if stage == "alignment":
        place._server._process.kill()
        place._server._process.wait()
    make(self, stage, recipes)
flow.PrefectRunner.make = gone
"""
HANGING = """
once = flow.PrefectRunner.once
def hanging(self, stage, title, call):
    def wait():
        while True:
            threading.Event().wait(0.05)
    if stage == "store":
        flow._TASK_SECONDS = 2.0
    return once(self, stage, title, wait if stage == "store" else call)
flow.PrefectRunner.once = hanging
"""
FAILING_DISK = """
flow._RETRY_SECONDS = [0.0, 0.0]
once = flow.PrefectRunner.once
def failing(self, stage, title, call):
    def fail():
        raise OSError(5, "Input/output error", "/share/reports")
    return once(self, stage, title, fail if stage == "store" else call)
flow.PrefectRunner.once = failing
"""
NO_MEMORY = """
once = flow.PrefectRunner.once
def greedy(self, stage, title, call):
    def fill():
        import resource
        size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (size + (64 << 20), hard))
        try:
            return bytearray(1 << 32)
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    return once(self, stage, title, fill if stage == "store" else call)
flow.PrefectRunner.once = greedy
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two editions, stored, and a third that is new."""
    folder = tmp_path_factory.mktemp("stored")
    for year in (2014, 2015):
        put(folder / "corpus", f"office/en/{year}.txt", sample(year))
    assert _run(job_of(folder / "corpus", folder / "out")).returncode == 0
    put(folder / "corpus", "office/en/2016.txt", sample(2016, countries=14, money=45))
    return folder


@pytest.fixture
def job(stored: Path, tmp_path: Path) -> Job:
    """The main job on a copy of that."""
    shutil.copytree(stored / "corpus", tmp_path / "corpus")
    shutil.copytree(stored / "out", tmp_path / "out")
    return job_of(tmp_path / "corpus", tmp_path / "out")


def _run(job: Job, fault: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", RUN.format(fault=fault), str(job.corpus), str(job.output)],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _complaints(done: subprocess.CompletedProcess[str]) -> Sequence[str]:
    return [line for line in done.stderr.splitlines() if line.startswith("reportdiff: ")]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (SERVER_GONE, "the Prefect server that this run had started is gone"),
        (HANGING, "took more than 2 seconds and was given up"),
        (FAILING_DISK, "cannot be read or written (Input/output error)"),
        (NO_MEMORY, "memory ran out"),
    ],
    ids=["the server goes away", "a task hangs", "the disk fails", "memory runs out"],
)
def test_it_is_told_in_one_line_and_the_next_run_completes(job: Job, fault: str, said: str) -> None:
    done = _run(job, fault)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    (complaint,) = _complaints(done)
    assert said in complaint
    # Without its server the flow goes on to its end, and only then cannot say that it is done.
    held = 3 if fault is SERVER_GONE else 2
    assert rows(job, "SELECT count(*) FROM editions") == [(held,)]
    after = _run(job)
    assert after.returncode == 0, after.stderr
    assert rows(job, "SELECT count(*) FROM editions") == [(3,)]

"""The main job on a Dask cluster: a scheduler and two workers, each a process of its own on the loopback."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import duckdb
import pytest

from prefect_place import REPORTDIFF, PrefectPlace, Program, free_port, until
from reportdiff.pipeline import Job, job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent

pytest.importorskip("prefect_dask", reason="the extra is not installed: pip install 'reportdiff[dask]'")

TEXT = """Sample text, written for a test

I. Introduction

1. The Office helped {countries} countries to train prison officers in the year {year}.

2. The laboratories of the region analysed samples of seized substances under one common method.

II. Resources

3. Voluntary pledges for {year} were about ${money} million.
"""
YEARS = range(2013, 2017)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> PrefectPlace:
    """A folder with a corpus, in which programs run."""
    folder = tmp_path_factory.mktemp("dask")
    for year in YEARS:
        file = folder / f"corpus/office/en/{year}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(year=year, countries=year - 2000, money=40 + year % 7))
    return PrefectPlace(folder)


@pytest.fixture(scope="module")
def plain(place: PrefectPlace) -> dict[str, list[tuple[object, ...]]]:
    """The database that the same job leaves without Prefect and Dask."""
    job = job_of(place.folder / "corpus", place.folder / "plain")
    desk = lay_out_desk(job)
    work(desk, PlainRunner(desk.results, silent))
    return content(job)


@pytest.fixture(scope="module")
def scheduler(place: PrefectPlace) -> Iterator[str]:
    """The address of a scheduler."""
    port = free_port()
    program = place.start(
        "scheduler", "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
        "--no-dashboard",
    )  # fmt: skip
    until(lambda: f"127.0.0.1:{port}" in program.printed, "the scheduler")
    yield f"tcp://127.0.0.1:{port}"
    program.end()


def worker(place: PrefectPlace, scheduler: str, name: str) -> Program:
    program = place.start(
        name, "-m", "distributed.cli.dask_worker", scheduler, "--name", name, "--nthreads", "1",
        "--no-nanny", "--no-dashboard",
    )  # fmt: skip
    until(lambda: "Registered to" in program.printed, f"the worker {name}")
    return program


def content(job: Job) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but `runs`, without the run that wrote it."""
    with duckdb.connect(str(job.database), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        found = {}
        for (name,) in tables:
            rows = connection.table(name)
            kept = [column for column in rows.columns if column != "run_id"]
            found[str(name)] = sorted(rows.select(*kept).fetchall(), key=repr)
    return {name: rows for name, rows in found.items() if name != "runs"}


def run(place: PrefectPlace, output: str, *more: str) -> Job:
    done = place.run(*REPORTDIFF, "run", "--corpus", "corpus", "--output", output, *more)
    assert done.returncode == 0, done.stderr[-2000:]
    return job_of(place.folder / "corpus", place.folder / output)


def test_a_worker_that_is_killed_costs_time_only(
    place: PrefectPlace, scheduler: str, plain: dict[str, list[tuple[object, ...]]]
) -> None:
    workers = [worker(place, scheduler, name) for name in ("first", "second")]
    shared = place.folder / "shared"
    killed = []

    def kill_one_in_the_middle() -> None:
        until(lambda: any(shared.glob("facts/*.parquet")), "a result of the second stage")
        workers[0].process.send_signal(signal.SIGKILL)
        killed.append(workers[0].process.wait())

    killer = threading.Thread(target=kill_one_in_the_middle)
    killer.start()
    try:
        job = run(place, "killed", "--dask", scheduler, "--storage", shared.as_uri())
    finally:
        killer.join()
        workers[1].end()
    assert killed == [-signal.SIGKILL]
    assert content(job) == plain
    assert len(list(shared.glob("alignment/*.parquet"))) == 2 * len(YEARS) - 3
    assert not (job.output / ".exchange").exists()


def test_workers_of_this_machine_are_what_dask_means_without_an_address(
    place: PrefectPlace, plain: dict[str, list[tuple[object, ...]]]
) -> None:
    assert content(run(place, "local", "--dask")) == plain


def test_a_scheduler_that_does_not_answer_is_one_clear_line(place: PrefectPlace) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    done = place.run(*REPORTDIFF, "run", "--corpus", "corpus", "--output", "none", "--dask", address)
    assert done.returncode == 1
    assert f"no Dask scheduler answers at {address}" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_the_line_says_how_to_install_it(place: PrefectPlace) -> None:
    hide = "import sys; sys.modules['prefect_dask'] = None; "
    done = place.run("-c", hide + REPORTDIFF[1], "run", "--corpus", "corpus", "--output", "no", "--dask")
    assert done.returncode == 1
    assert "pip install 'reportdiff[dask]'" in done.stderr
    assert "Traceback" not in done.stderr

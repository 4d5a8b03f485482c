"""Runs killed at random points: the published file is a complete, valid state, and the next run completes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.conftest import put, sample
from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent
from reportdiff.store import query
from reportdiff.store._layout import sql

KILLS = 50
THROUGH_COMMAND = 2

# A process that imports all, opens no database, and forks: each child publishes a new state, or does a whole
# run over a corpus. Two thirds kill themselves at a random step of Python, the others are killed after a
# random time, in the middle of DuckDB too.
KILLER = """
import json, os, random, select, signal, sys, time, traceback
from pathlib import Path
import duckdb, pandas  # before forking, so that no child need to
import reportdiff.alignment, reportdiff.facts, reportdiff.history, reportdiff.output, reportdiff.reading
from pipeline.conftest import put, sample
from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent
from reportdiff.store._layout import sql
from small_store import EDITIONS, publish, run_of, wanted

corpus, folder, kills = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
dice = random.Random(20170301)
numbers = iter(range(1, 10_000))

class Publishing:
    database = folder / "published.duckdb"
    telling = "SELECT sha256 FROM editions WHERE edition = '2020'"
    def revise(self, turn):
        self.wanted = wanted(*EDITIONS, revision={"2020": f"rev{turn}"})
        self.told = self.wanted.editions[1].sha256
    def run(self):
        publish(self.database, self.wanted, run_of(next(numbers)))

class Running:
    job = job_of(corpus, folder)
    database = job.database
    telling = "SELECT text FROM paragraphs WHERE paragraph_id = 'office/2016/en#1'"
    def revise(self, turn):
        text = sample(2016, countries=100 + turn)
        put(corpus, "office/en/2016.txt", text)
        self.told = next(line[3:] for line in text.splitlines() if line.startswith("1. "))
    def run(self):
        desk = lay_out_desk(self.job)
        work(desk, PlainRunner(desk.results, silent))

def counting(limit):
    taken = [0]
    def step(*_):
        taken[0] += 1
        if taken[0] == limit:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(step)
    return taken

def told_by(subject):
    with duckdb.connect(str(subject.database), read_only=True) as connection:
        counted = ("editions", "comparisons", "histories")
        counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in counted)
        return connection.execute(f"SELECT ({subject.telling}), {counts}").fetchone()

def measured(subject):
    taken, began = counting(None), time.perf_counter()
    subject.run()
    sys.setprofile(None)
    return taken[0], time.perf_counter() - began

def state(subject):
    with duckdb.connect(str(subject.database), read_only=True) as connection:
        defects = connection.execute(sql("checks")).fetchall()
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {table}").fetchall()  # every block
    return {"defects": defects, "before": told_by(subject)}

def completed(subject):
    subject.run()
    left = [path.name for path in folder.glob(f".building.{subject.database.name}*")]
    return {"after": told_by(subject), "left": left}

def forked(call, subject):
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, json.dumps(call(subject)).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    assert os.waitpid(pid, 0)[1] == 0, subject
    return json.loads(text)

def killed(subject, step, seconds):
    pid = os.fork()
    if pid == 0:
        try:
            counting(step)
            subject.run()
        finally:
            os._exit(0)
    if seconds is not None:
        select.select([os.pidfd_open(pid)], [], [], seconds)
        os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])

running = Running()
for subject, share in ((Publishing(), 0.8), (running, 0.2)):
    subject.revise(900)
    forked(measured, subject)  # the first run, which makes the file
    next(numbers)
    subject.revise(901)
    steps, seconds = forked(measured, subject)
    next(numbers)
    for turn in range(int(kills * share)):
        subject.revise(turn)
        by_step = turn % 3 < 2
        at = (dice.randint(1, steps), None) if by_step else (None, dice.uniform(0, seconds))
        dead = killed(subject, *at)
        next(numbers)
        found = forked(state, subject)
        if turn % 3 == 0 or subject is running:  # else the next run is killed in its turn
            found |= forked(completed, subject)
        next(numbers)
        print(json.dumps({"by_step": by_step, "killed": dead, "wanted": subject.told, **found}), flush=True)
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A series of three editions."""
    for year in (2014, 2015, 2016):
        put(tmp_path / "corpus", f"office/en/{year}.txt", sample(year))
    return tmp_path / "corpus"


def environment() -> dict[str, str]:
    """That of a process that knows the helpers of these tests."""
    helpers = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": helpers, "PYTHONWARNINGS": "ignore"}


def test_a_run_killed_at_fifty_random_points_leaves_a_complete_state_each_time(
    corpus: Path, tmp_path: Path
) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLER, corpus, tmp_path, str(KILLS)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(turns) == KILLS
    for turn in turns:
        assert turn["defects"] == []
        assert turn["before"][1:] == [3, 2, 1], turn
        if "after" in turn:
            assert turn["after"] == [turn["wanted"], 3, 2, 1], turn
            assert turn["left"] == []
    # Almost all were killed before their end: within the last steps of Python none is counted any more.
    assert sum(turn["killed"] for turn in turns) >= KILLS - 5


def test_the_command_killed_at_random_points_leaves_a_complete_state(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "out/reportdiff.duckdb"
    desk = lay_out_desk(job_of(corpus, tmp_path / "out"))
    work(desk, PlainRunner(desk.results, silent))
    command = [str(Path(sys.executable).with_name("reportdiff")), "run", "--corpus", str(corpus), "--output"]
    command.append(str(database.parent))
    for turn in range(THROUGH_COMMAND):
        put(corpus, "office/en/2016.txt", sample(2016, countries=100 + turn))
        with subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            # Killed as soon as it has told of so many stages: reading, …, publishing.
            for _ in range(2 + 5 * turn):
                process.stderr.readline()
            process.kill()
        with duckdb.connect(str(database), read_only=True) as connection:
            assert connection.execute(sql("checks")).fetchall() == []
        counted = "SELECT (SELECT count(*) FROM editions), (SELECT count(*) FROM comparisons)"
        assert query(database, counted).rows == ((3, 2),)
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert not list((tmp_path / "out").glob(".*building*"))

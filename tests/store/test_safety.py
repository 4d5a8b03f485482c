"""Whatever happens to a run, the published file is a whole state, and no file of another is touched."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from reportdiff.errors import StoreError
from reportdiff.store import publish, query, schema, stored
from reportdiff.store._file import building_path, publishing_lock
from small_store import EDITIONS, all_rows, rows, run_of, wanted


def _python(script: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, which knows the helpers of these tests."""
    helpers = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": helpers},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


# --------------------------------------------------------------------------------- killed

# Kills itself before or after the named step of publishing; exit -9 says that it got there.
KILLED = """
import os, signal, sys
from pathlib import Path
import shutil
import reportdiff.store._file, reportdiff.store._publish
from small_store import EDITIONS, publish, run_of, wanted

database, module, name, when = sys.argv[1:]
module = getattr(reportdiff.store, module)
step = getattr(module, name)

def killed(*arguments, **named):
    if when == "after":
        step(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(module, name, killed)
publish(Path(database), wanted(*EDITIONS, revision={"2020": "rev1"}), run_of(2))
"""

STEPS = [
    ("_publish", "clear_leftovers", "before"),
    ("_publish", "open_for_writing", "before"),
    ("_publish", "open_for_writing", "after"),
    ("_publish", "remove", "after"),
    ("_publish", "_describe", "after"),
    ("_publish", "_load", "after"),
    ("_publish", "_check", "after"),
    ("_publish", "put_in_place", "before"),
    ("_file", "_sync", "after"),
]


@pytest.mark.parametrize(("module", "step", "when"), STEPS)
def test_a_run_killed_before_the_rename_leaves_the_old_state(
    database: Path, module: str, step: str, when: str
) -> None:
    before = database.read_bytes()
    assert _python(KILLED, database, module, step, when).returncode == -9
    assert database.read_bytes() == before
    _next_run_completes(database)


def test_a_run_killed_after_the_rename_leaves_the_new_state(database: Path) -> None:
    assert _python(KILLED, database, "_publish", "put_in_place", "after").returncode == -9
    assert rows(database, "SELECT run_id FROM editions ORDER BY edition") == [
        ("run-1",),
        ("run-2",),
        ("run-1",),
    ]
    assert rows(database, "SELECT run_id FROM runs ORDER BY ALL") == [("run-1",), ("run-2",)]
    _next_run_completes(database)


def test_a_first_run_that_is_killed_leaves_no_database(tmp_path: Path) -> None:
    database = tmp_path / "new.duckdb"
    assert _python(KILLED, database, "_publish", "_load", "after").returncode == -9
    assert not database.exists()
    _next_run_completes(database)


def _next_run_completes(database: Path) -> None:
    publish(database, wanted(*EDITIONS, revision={"2020": "rev1"}), run_of(3))
    held = all_rows(database)
    assert [row[0] for row in held["runs"]][-1] == "run-3"
    assert [len(held[table]) for table in ("editions", "comparisons", "histories")] == [3, 2, 1]
    left = {file.name for file in database.parent.iterdir()}
    assert left == {database.name, f".{database.name}.lock"}


# --------------------------------------------------------------------------------- two at once


def test_a_second_run_says_who_holds_the_lock(database: Path) -> None:
    before = database.read_bytes()
    with (
        publishing_lock(database, patience=0),
        pytest.raises(StoreError, match=f"process {os.getpid()} on .+ is writing it; wait"),
    ):
        publish(database, wanted(*EDITIONS), run_of(2), patience=0)
    assert database.read_bytes() == before


def test_a_second_run_waits_for_the_first(database: Path) -> None:
    done: list[int] = []

    def second() -> None:
        done.append(publish(database, wanted(*EDITIONS), run_of(2), patience=60).unchanged)

    with publishing_lock(database, patience=0):
        waiting = threading.Thread(target=second)
        waiting.start()
    waiting.join()
    assert done == [6]


def test_readers_keep_their_state_and_block_nobody(database: Path) -> None:
    reader = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
count = lambda: print(connection.execute("SELECT count(*) FROM runs").fetchone()[0], flush=True)
count(); sys.stdin.readline(); count()
"""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", reader, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        publish(database, wanted(*EDITIONS, revision={"2021": "rev1"}), run_of(2))
        assert query(database, "SELECT count(*) FROM runs").rows == ((2,),)
        process.stdin.write("go on\n")
        process.stdin.flush()
        assert process.stdout.readline() == "1\n"


def test_a_client_that_has_it_open_for_writing_is_named_and_not_overtaken(database: Path) -> None:
    client = (
        "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", client, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="another program has it open for writing"):
            publish(database, wanted(*EDITIONS), run_of(2))
        process.stdin.write("close\n")
        process.stdin.flush()
    assert publish(database, wanted(*EDITIONS), run_of(2)).unchanged == 6


def test_what_a_client_left_in_its_log_is_kept(database: Path) -> None:
    client = """
import os, sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("INSERT INTO reviews (review, series, decision) VALUES ('r1', 'sample-series', 'note')")
os._exit(0)
"""
    assert _python(client, database).returncode == 0
    assert Path(f"{database}.wal").exists()
    publish(database, wanted(*EDITIONS), run_of(2))
    assert not Path(f"{database}.wal").exists()
    assert rows(database, "SELECT review FROM reviews") == [("r1",)]


# --------------------------------------------------------------------------------- files of others


def _refused(database: Path, words: str) -> None:
    """Publishing and reading are refused in one line, and the file is not touched."""
    before = database.read_bytes()
    with pytest.raises(StoreError, match=words) as publishing:
        publish(database, wanted(*EDITIONS), run_of(2))
    assert "\n" not in str(publishing.value)
    assert str(database) in str(publishing.value)
    for read in (stored, schema, lambda path: query(path, "FROM runs")):
        with pytest.raises(StoreError, match=words):
            read(database)
    assert database.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00" * 20000, b"%PDF-1.7\n" + b"x" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "other.duckdb"
    database.write_bytes(content)
    _refused(database, "it is no DuckDB database; name another file")


def test_an_sqlite_database_is_refused_without_asking_the_network(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.duckdb")
    connection.execute("CREATE TABLE kept (value)")
    connection.close()
    _refused(tmp_path / "other.duckdb", "it is no DuckDB database; name another file")


def test_the_duckdb_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE runs (value INTEGER)")
    _refused(tmp_path / "other.duckdb", "the database of another program; name another file")


def test_a_version_table_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE store_version (version VARCHAR)")
        connection.execute("INSERT INTO store_version VALUES ('shop 2.0')")
    _refused(tmp_path / "other.duckdb", "the database of another program; name another file")


def test_a_database_of_a_newer_version_is_refused(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE store_version SET version = 'store/99'")
    _refused(database, r"newer reportdiff \(store/99; this one knows store/5\); upgrade")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_a_truncated_database_is_refused(database: Path, share: float) -> None:
    content = database.read_bytes()
    database.write_bytes(content[: int(len(content) * share)])
    _refused(database, "it is damaged .+move it away")


def test_a_database_with_a_damaged_head_is_refused(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    database.write_bytes(content)
    _refused(database, "it is damaged .+move it away")


def test_flipped_bytes_are_refused_or_harmless(database: Path) -> None:
    content = database.read_bytes()
    before = all_rows(database)
    dice = random.Random(20160101)  # noqa: S311
    refused: list[str] = []
    for _ in range(24):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        database.write_bytes(damaged)
        try:
            publish(database, wanted(*EDITIONS), run_of(2))
        except StoreError as error:
            refused.append(str(error))
            assert database.read_bytes() == damaged
        else:  # it hit a block that holds nothing
            held = all_rows(database)
            assert held.pop("runs")[:1] == before["runs"]
            assert held == {name: found for name, found in before.items() if name != "runs"}
    assert len(refused) > 8
    assert not [line for line in refused if "\n" in line or "; " not in line]


@pytest.mark.parametrize("name", ["published", "system", "temp", "it's; 🎉", "series"])
def test_any_name_of_the_file_will_do(tmp_path: Path, name: str) -> None:
    database = tmp_path / f"{name}.duckdb"
    publish(database, wanted(*EDITIONS), run_of(1))
    assert publish(database, wanted(*EDITIONS, revision={"2020": "rev1"}), run_of(2)).unchanged == 2
    assert query(database, "SELECT count(*) FROM runs").rows == ((2,),)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.duckdb").mkdir()
    with pytest.raises(StoreError, match="not a file"):
        publish(tmp_path / "folder.duckdb", wanted("2019"), run_of(1))


def test_a_link_to_the_database_stays_a_link(database: Path) -> None:
    link = database.with_name("link.duckdb")
    link.symlink_to(database)
    publish(link, wanted(*EDITIONS), run_of(2))
    assert link.is_symlink()
    assert rows(database, "SELECT count(*) FROM runs") == [(2,)]


def test_a_database_of_an_older_version_is_built_anew_with_its_reviews_and_runs(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE store_version SET version = 'store/0'")
        connection.execute("ALTER TABLE reviews DROP COLUMN note")
        connection.execute("DROP VIEW text_reuse")
        connection.execute("INSERT INTO reviews (review, series, decision) VALUES ('r1', 'it''s', 'note')")
    assert stored(database).version == "store/0"
    assert stored(database).editions == ()
    done = publish(database, wanted(*EDITIONS), run_of(2))
    assert done.inserted == 6
    kept = "its reviews, runs and status lists kept"
    assert done.notes == (f"reports.duckdb was written as store/0: built anew as store/5, {kept}",)
    assert stored(database).version == "store/5"
    assert rows(database, "SELECT review, series, note FROM reviews") == [("r1", "it's", None)]
    assert rows(database, "SELECT run_id FROM runs ORDER BY ALL") == [("run-1",), ("run-2",)]
    assert rows(database, "SELECT count(*) FROM text_reuse") != [(0,)]


# --------------------------------------------------------------------------------- folders and disks


@pytest.fixture
def read_only_folder(database: Path) -> Iterator[Path]:
    """A folder with a database that may be read by anybody and written by nobody (root aside)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports.duckdb").write_bytes(database.read_bytes())
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_said_in_one_line(read_only_folder: Path) -> None:
    database = read_only_folder / "reports.duckdb"
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        with pytest.raises(StoreError, match=r"cannot be read or written \(Permission denied\)") as refused:
            publish(database, wanted(*EDITIONS), run_of(2))
        assert query(database, "SELECT count(*) FROM runs").rows == ((1,),)
    finally:
        os.seteuid(was)
    assert "\n" not in str(refused.value)
    assert [file.name for file in read_only_folder.iterdir()] == ["reports.duckdb"]


def test_a_full_disk_is_said_and_nothing_is_lost(database: Path) -> None:
    full = """
import resource, sys
from pathlib import Path
from reportdiff.errors import StoreError
from small_store import EDITIONS, publish, run_of, wanted
database = Path(sys.argv[1])
most = int(database.stat().st_size * float(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    publish(database, wanted(*EDITIONS, revision={"2019": "rev1"}), run_of(2))
except StoreError as error:
    print(error)
"""
    before = database.read_bytes()
    for share in (0.5, 1.01):
        done = _python(full, database, share)
        assert done.returncode == 0, done.stderr
        assert "space" in done.stdout or "the disk is full" in done.stdout, done.stdout
        assert len(done.stdout.splitlines()) == 1
        assert database.read_bytes() == before
        assert not list(database.parent.glob(".*building*"))
    assert building_path(database).parent == database.parent


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=6m", "none", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode != 0:  # noqa: S603
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


def test_a_disk_that_fills_up_is_said_and_nothing_is_lost(small_disk: Path, database: Path) -> None:
    published = Path(shutil.copy(database, small_disk / "reports.duckdb"))
    before = published.read_bytes()
    free = shutil.disk_usage(small_disk).free
    for kept_free in (0, 1 << 16, len(before) // 2, len(before) + (1 << 16)):
        (small_disk / "filling").write_bytes(bytes(max(0, free - kept_free)))
        with pytest.raises(StoreError, match=r"space|disk is full") as refused:
            publish(published, wanted(*EDITIONS, revision={"2019": "rev1"}), run_of(2))
        assert "\n" not in str(refused.value)
        assert published.read_bytes() == before
        (small_disk / "filling").unlink()
    publish(published, wanted(*EDITIONS, revision={"2019": "rev1"}), run_of(2))
    assert rows(published, "SELECT count(*) FROM runs") == [(2,)]

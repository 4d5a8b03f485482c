"""A Prefect server on PostgreSQL for real: a cluster of its own, on the loopback, for as long as the test."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prefect_place import REPORTDIFF, PrefectPlace, end_with_parent, free_port, sample, until, write_editions
from reportdiff._prefect import Server

_USER, _PASSWORD = "prefect", "only-for-a-test"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, of the latest version where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database; PostgreSQL does not run as root, so it runs as nobody there."""
    place = programs()
    if place is None:
        pytest.skip("needs PostgreSQL (Debian: postgresql)")
    if importlib.util.find_spec("asyncpg") is None:
        pytest.skip("needs the package asyncpg")
    other: dict[str, Any] = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
    folder, port = Path(tempfile.mkdtemp(prefix="reportdiff-postgres-")), free_port()
    try:
        if other:
            shutil.chown(folder, **other)
        (folder / "password").write_text(_PASSWORD)
        made = subprocess.run(  # noqa: S603
            [
                place / "initdb",
                "-D",
                folder / "data",
                "-U",
                _USER,
                "--auth=scram-sha-256",
                "--no-sync",
                "--encoding=UTF8",
                "--no-locale",
                f"--pwfile={folder / 'password'}",
            ],
            **other,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603
                [
                    place / "postgres",
                    "-D",
                    folder / "data",
                    "-p",
                    str(port),
                    "-k",
                    folder,
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "fsync=off",
                ],
                **other,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - no thread of ours holds a lock here
            )
        try:
            until(lambda: "ready to accept" in (folder / "log").read_text() or None, "PostgreSQL", 30)
            yield f"postgresql+asyncpg://{_USER}:{_PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown
            process.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_run_is_recorded_by_a_server_on_postgresql(database: str, tmp_path: Path) -> None:
    write_editions(
        tmp_path / "corpora", "office", [("2014", sample(2014, 12, 40)), ("2015", sample(2015, 14, 42))]
    )
    place = PrefectPlace(tmp_path, settings={"PREFECT_SERVER_DATABASE_CONNECTION_URL": database})
    server = Server(place.environment, port=free_port())
    try:
        server.wait()
        place.url, place.settings = server.url, {}
        process = place.run(*REPORTDIFF, "run")
        assert process.returncode == 0, process.stderr
        (run,) = place.ask("flow_runs/filter", {})
        assert (run["name"], run["state_type"]) == ("all series of corpora", "COMPLETED")
        assert "reportdiff-summary" in place.artifacts(run["id"])
    finally:
        server.stop()
    assert not (tmp_path / "home" / "prefect.db").exists(), "nothing went to SQLite"

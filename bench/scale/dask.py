"""The main job on one and on two Dask workers of this machine.

    python -m bench.scale.dask

Wall time is that of `reportdiff run --dask ADDRESS` alone, its server and its start included; CPU time that
of everything that was started: command, Prefect's server, scheduler and workers.
"""

from __future__ import annotations

import os
import platform
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.scale.generate import SEED, Size, write_corpus

SIZE = Size(series=4, editions=4)
_COMMAND = ("-c", "from reportdiff.cli import main; main()", "run", "--corpus")


@contextmanager
def started(log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of this Python that is ended, and waited for, with the block."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], stdout=file, stderr=subprocess.STDOUT, cwd=log.parent
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(log: Path, words: str) -> None:
    """Return once a program has printed this."""
    deadline = time.monotonic() + 60
    while words not in log.read_text(errors="replace"):
        if time.monotonic() > deadline:
            raise SystemExit(f"{log.name} did not start: {log.read_text(errors='replace')}")
        time.sleep(0.05)


def measured(folder: Path, workers: int) -> tuple[float, float]:
    """Wall seconds of a run on so many workers, and CPU seconds of all that was started for it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address, home = f"tcp://127.0.0.1:{port}", folder / f"workers-{workers}"
    home.mkdir()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with ExitStack() as stack:
        quiet = ("--no-dashboard",)
        scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), *quiet)
        stack.enter_context(started(home / "scheduler.log", *scheduler))
        wait_for(home / "scheduler.log", f"127.0.0.1:{port}")
        for number in range(workers):
            log = home / f"worker-{number}.log"
            worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", *quiet)
            stack.enter_context(started(log, *worker))
            wait_for(log, "Registered to")
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, *_COMMAND, folder / "corpus", "--output", home / "out", "--dask", address],
            check=True,
            capture_output=True,
        )
        wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a table of one and two workers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "corpus", SIZE)
        figures = {workers: measured(folder, workers) for workers in (1, 2)}
    names = ("prefect", "prefect-dask", "distributed", "duckdb")
    versions = ", ".join(f"{one} {version(one)}" for one in names)
    say = sys.stdout.write
    say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {versions}. ")
    say(f"{SIZE.files} editions of {SIZE.paragraphs} paragraphs, seed {SEED}; ")
    say(f"load {os.getloadavg()[0]:.1f}.\n\n")
    say("| workers | wall, s | CPU of all processes, s |\n| --- | --- | --- |\n")
    for workers, (wall, cpu) in figures.items():
        say(f"| {workers} | {wall:.1f} | {cpu:.1f} |\n")
    say(f"\nOne worker takes {figures[1][0] / figures[2][0]:.2f} times as long as two.\n")


if __name__ == "__main__":
    main()

"""What Prefect adds to a run of the sample's size: writes results.md beside this file.

    python bench/prefect_overhead/measure.py [REPEATS]

Every figure is a whole process in a home of its own, from start to exit, offline, with CI unset. Seconds
and CPU seconds include the server's; memory is the peak of the client and of the largest process.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent

# On a busy machine Prefect's own limit of 20 s is too short for the first start.
PATIENT = {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"}
QUIET = PATIENT | {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
SERVICES = "CANCELLATION_CLEANUP CLEANUP_RECONCILER EVENT_LOGGER EVENT_PERSISTER FOREMAN LATE_RUNS PAUSE_EXPIRATIONS REPOSSESSOR SCHEDULER TASK_RUN_RECORDER TRIGGERS"  # noqa: E501
ALONE = QUIET | {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in SERVICES.split()}
NO_LOGS = ALONE | {"PREFECT_LOGGING_TO_API_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "CRITICAL"}
IN_MEMORY = NO_LOGS | {"PREFECT_SERVER_DATABASE_CONNECTION_URL": "sqlite+aiosqlite:///:memory:"}
RECORDER = {"PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "true"}


@dataclass(frozen=True)
class Case:
    """One row: how the flow runs, and with what in the environment."""

    title: str
    mode: str
    environment: dict[str, str]
    cached: bool = False
    first: bool = False


CASES = (
    Case("no Prefect: the same functions in turn", "plain", {}, first=True),
    Case("Prefect as it comes", "bare", PATIENT, first=True),
    Case("+ analytics off", "bare", QUIET, first=True),
    Case("+ services off", "bare", ALONE),
    Case("+ heartbeat off", "quick", ALONE),
    Case("+ no logs", "quick", NO_LOGS),
    Case("+ database in memory", "quick", IN_MEMORY),
    Case("our own server, started when needed", "late", {}),
    Case("**our own server, started early** (`reportdiff run`)", "ours", {}, first=True),
    Case("the same, all results in memory", "ours", {}, cached=True),
    Case("the same, with task runs recorded", "late", RECORDER),
)


@dataclass(frozen=True)
class Cost:
    """One whole process: seconds, CPU seconds, peak megabytes of client and largest process, noise."""

    seconds: float
    cpu: float
    client: int
    largest: int
    lines: int


def cost(case: Case, home: Path, folder: Path) -> Cost:
    """Run a case once."""
    ours = ("PREFECT_", "DO_NOT_TRACK", "CI", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"HOME": str(home), **case.environment}
    command = [sys.executable, str(HERE / "flow.py"), case.mode, str(folder)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said = err.read().decode()
        if process.returncode:
            raise RuntimeError(f"{case.title}: {said}")
        client = int(out.read()) // 1024
    return Cost(
        seconds, usage.ru_utime + usage.ru_stime, client, usage.ru_maxrss // 1024, len(said.splitlines())
    )


def row(case: Case, repeats: int) -> str:
    """The first run ever, and the best and worst of later ones, as a row of the table."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        first = cost(case, home, home / "results-first")
        later = [
            cost(case, home, home / ("results-first" if case.cached else f"results-{number}"))
            for number in range(repeats)
        ]
    figures = [
        f"{first.seconds:.1f}" if case.first else "",
        f"{min(one.seconds for one in later):.1f}",
        f"{max(one.seconds for one in later):.1f}",
        f"{statistics.median(one.cpu for one in later):.1f}",
        f"{max(one.client for one in later)}",
        f"{max(one.largest for one in later)}",
        f"{max(one.lines for one in (first, *later))}",
    ]
    return f"| {case.title} | {' | '.join(figures)} |"


def machine() -> str:
    """What this was measured on."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("prefect", "fastapi", "sqlalchemy", "pydantic")
    )
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {packages}; load average at the start {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """Measure every case and write the table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    lines = [
        f"Measured {machine()}; {repeats} later runs each, CPU seconds their median.",
        "",
        "| | first ever, s | later, best s | worst s | CPU s | client MB | largest MB | lines on stderr |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for case in CASES:
        lines.append(row(case, repeats))
        print(lines[-1], flush=True)
    text = (HERE / "results.md").read_text() if (HERE / "results.md").exists() else ""
    _, mark, after = text.partition("\n<!-- end of table -->\n")
    (HERE / "results.md").write_text(
        "# What Prefect adds to a run of the sample's size\n\n"
        + "\n".join(lines)
        + ("\n" + mark + after if mark else "\n")
    )


if __name__ == "__main__":
    main()

"""Prefect for real, on the loopback: a home of its own, programs that end with the tests, and a client."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import httpx
from prefect.blocks.webhook import Webhook
from prefect.settings import temporary_settings

_T = TypeVar("_T")
_LONGEST = 90.0
REPORTDIFF = ("-c", "from reportdiff.cli import main; main()")
PREFECT = ("-m", "prefect")
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl

# What decides how long a test waits, and nothing about what happens.
_HASTE = {
    "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_DEPLOYMENT_CONCURRENCY_SLOT_WAIT_SECONDS": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}


def until(happened: Callable[[], _T | None], what: str, seconds: float = _LONGEST) -> _T:
    """What `happened` gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while True:
        found = happened()
        if found is not None and found is not False:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} seconds for {what}")
        time.sleep(0.1)


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end_with_parent() -> None:
    """Called in a child: it is told to end when the tests are gone, however they ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)


@dataclass
class Program:
    """A program that runs beside the tests; what it prints goes to a file."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def printed(self) -> str:
        """What it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end, and wait until it has; its exit code.

        It is told twice at most, as people do: Prefect loses a signal that comes while it starts a run.
        """
        for _ in range(2):
            if self.process.poll() is None:
                self.process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                return self.process.wait(timeout=45)
        self.process.kill()
        self.process.wait()
        raise AssertionError(f"it did not end: {self.printed[-2000:]}")


@dataclass
class PrefectPlace:
    """A folder in which programs use Prefect without touching anybody's home.

    Attributes:
        folder: Where they run, with `home` for Prefect inside.
        url: The API of the server, once there is one.
    """

    folder: Path
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the caller's Prefect, and no sign of CI."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "CI"))}
        ours = {"PREFECT_HOME": str(self.folder / "home"), "HOME": str(self.folder), "PWD": str(self.folder)}
        if self.url:
            ours["PREFECT_API_URL"] = self.url
        return {**kept, **_HASTE, **ours, **self.settings}

    def start(self, name: str, *command: str) -> Program:
        """Start a program with this Python beside the tests."""
        log = self.folder / f"{name}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, *command],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - no thread of ours holds a lock here
            )
        return Program(process, log)

    def run(self, *command: str, seconds: float = _LONGEST) -> subprocess.CompletedProcess[str]:
        """Run a program with this Python to its end."""
        return subprocess.run(  # noqa: S603
            [sys.executable, *command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    # ------------------------------------------------------------------------------ what the server knows

    def ask(self, path: str, body: Any = None, method: str = "POST") -> Any:
        """What the API answers; a server whose database is busy says so, and is asked again."""

        def answered() -> httpx.Response | None:
            got = httpx.request(method, f"{self.url}/{path}", json=body, timeout=30, trust_env=False)
            return None if got.status_code == httpx.codes.SERVICE_UNAVAILABLE else got

        answer = until(answered, f"an answer to {path}")
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def deployment(self, name: str) -> dict[str, Any]:
        """The deployment of a flow of the same name."""
        return dict(self.ask(f"deployments/name/{name}/{name}", method="GET"))

    def start_run(self, name: str, **parameters: Any) -> str:
        """Ask for a run of a deployment; its id."""
        deployment = self.deployment(name)
        body = {"parameters": {**deployment["parameters"], **parameters}, "state": {"type": "SCHEDULED"}}
        return str(self.ask(f"deployments/{deployment['id']}/create_flow_run", body)["id"])

    def schedule(self, name: str, schedule: dict[str, Any]) -> None:
        """Put this schedule in the place of all others of a deployment."""
        deployment = self.deployment(name)
        for one in deployment["schedules"]:
            self.ask(f"deployments/{deployment['id']}/schedules/{one['id']}", method="DELETE")
        if schedule:
            given = [{"active": True, "schedule": schedule}]
            self.ask(f"deployments/{deployment['id']}/schedules", given)

    def flow_run(self, run: str) -> dict[str, Any]:
        """A run as the server knows it now."""
        return dict(self.ask(f"flow_runs/{run}", method="GET"))

    def runs(self, name: str, *states: str) -> list[dict[str, Any]]:
        """The runs of a deployment that are in one of some states, the earliest first."""
        body = {
            "deployments": {"name": {"any_": [name]}},
            "flow_runs": {"state": {"type": {"any_": list(states)}}},
            "sort": "START_TIME_ASC",
        }
        return list(self.ask("flow_runs/filter", body))

    def ended(self, run: str, state: str, seconds: float = _LONGEST) -> dict[str, Any]:
        """A run once it has ended, which is in this state."""
        final = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}

        def look() -> dict[str, Any] | None:
            found = self.flow_run(run)
            return found if found["state_type"] in final else None

        found = until(look, f"the end of {run}", seconds)
        assert found["state_type"] == state, found["state"]["message"]
        return found

    def in_state(self, run: str, state: str) -> dict[str, Any]:
        """A run once it is in this state."""

        def look() -> dict[str, Any] | None:
            found = self.flow_run(run)
            return found if found["state_type"] == state else None

        return until(look, f"{run} to be {state}")

    def heard_of(self, run: str) -> bool:
        """Whether a run has given a sign of life."""
        body = {"filter": {"event": {"name": ["prefect.flow-run.heartbeat"]}}, "limit": 50}
        found = self.ask("events/filter", body)["events"]
        return any(one["resource"]["prefect.resource.id"].endswith(run) for one in found)

    def artifacts(self, run: str) -> dict[str, dict[str, Any]]:
        """The artifacts of a run, by key."""
        body = {"artifacts": {"flow_run_id": {"any_": [run]}}}
        return {one["key"]: one for one in self.ask("artifacts/filter", body)}

    def logs(self, run: str) -> list[dict[str, Any]]:
        """What a run logged, as the server keeps it."""
        body = {"logs": {"flow_run_id": {"any_": [run]}}, "sort": "TIMESTAMP_ASC", "limit": 200}
        return list(self.ask("logs/filter", body))

    def task_names(self, run: str) -> set[str]:
        """The names of the tasks of a run."""
        body = {"task_runs": {"flow_run_id": {"any_": [run]}}, "limit": 200}
        return {one["name"] for one in self.ask("task_runs/filter", body)}


def processes_with(variable: str, value: str) -> list[int]:
    """The processes that were started with this in their environment."""
    wanted = f"{variable}={value}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
        except OSError:
            continue
    return found


@dataclass
class Listener:
    """A server on the loopback that remembers what is sent to it."""

    url: str
    received: list[dict[str, Any]]

    def heard(self, **said: str) -> dict[str, Any]:
        """The first message that says this, once it has come."""

        def look() -> dict[str, Any] | None:
            return next((one for one in self.received if said.items() <= one.items()), None)

        return until(look, f"a message with {said}")


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen for webhooks as long as the block lasts."""
    received: list[dict[str, Any]] = []

    class Hears(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Hears) as url:
        yield Listener(url, received)


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve requests on the loopback as long as the block lasts; the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_editions(corpus: Path, series: str, texts: Sequence[tuple[str, str]]) -> None:
    """Put editions in English into a corpus, by name and text."""
    for name, text in texts:
        path = corpus / series / "en" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


MARKED = "ipsumquux"
"""A word of a paragraph that no log may show."""

SAMPLE = """Sample text, written for a test

I. Introduction

1. The Office helped {countries} countries to train prison officers in the year {year}.

2. The laboratories of the region analysed {marked} samples of substances under one common method.

II. Resources

3. Voluntary pledges for {year} were about ${money} million.
"""


def sample(year: int, countries: int, money: int) -> str:
    """One edition of a small sample report."""
    return SAMPLE.format(year=year, countries=countries, money=money, marked=MARKED)


def save_webhook(url: str, name: str, leads_to: str) -> None:
    """Give a server a webhook block."""
    with temporary_settings(updates={"api.url": url}):
        Webhook(url=leads_to).save(name, overwrite=True)

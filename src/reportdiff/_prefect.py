"""Running flows under Prefect quietly: the user's server if one is configured, else one of our own.

Prefect cannot run a flow without its API. Left to itself it imports the whole server into this process
to start another one, which then runs every background service. Here `prefect server start` is started as
a child as early as possible, with the services off that nobody would hear, so that its start overlaps
with the work that needs no Prefect. Everything set here is a default: what the user set, in the
environment, a profile, prefect.toml or pyproject.toml, wins. Figures: bench/prefect_overhead/results.md.
"""

from __future__ import annotations

import atexit
import contextlib
import http.client
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from reportdiff.errors import ReportdiffError

if TYPE_CHECKING:
    from prefect.settings import Settings

# Prefect's analytics client reads this once, on import, and is silent otherwise only under CI.
os.environ.setdefault("DO_NOT_TRACK", "1")

# Services that no run of ours needs: schedules and workers belong to a server that stays, events and task
# run records to one that somebody looks at. Each record costs about 20 ms of CPU; writers that are cut off
# at exit leave tracebacks and "database is locked".
_SERVICES = (
    "CANCELLATION_CLEANUP",
    "CLEANUP_RECONCILER",
    "EVENT_LOGGER",
    "EVENT_PERSISTER",
    "FOREMAN",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "REPOSSESSOR",
    "SCHEDULER",
    "TASK_RUN_RECORDER",
    "TRIGGERS",
)

_SERVER_DEFAULTS: Mapping[str, str] = {
    # No telemetry from what we start; it also locks the database of an offline server.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Nobody opens the pages of a server that lives as long as one command.
    "PREFECT_SERVER_UI_ENABLED": "false",
    # Block types are for blocks that are saved on a server; our results need none.
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    # A child must never wait for an answer on the terminal.
    "PREFECT_CLI_PROMPT": "false",
    **{f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false" for service in _SERVICES},
}

# By the names of Prefect's settings; only while flows run on a server of our own.
_CLIENT_DEFAULTS: Mapping[str, Any] = {
    # The heartbeat tells a lasting server that a run crashed; ending its thread costs a second a flow.
    "flows.heartbeat_frequency": None,
    # Logs sent to a server that goes away with the command are read by nobody.
    "logging.to_api.enabled": False,
    # Both ends are the same installation.
    "client.server_version_check_enabled": False,
    # A server of our own that does not answer is gone: with the default of 5 its loss is told after minutes.
    "client.max_retries": 1,
}

_START_UP_SECONDS = 120  # the first start ever makes the database: 7 s on an idle machine
_POLL_SECONDS = 0.05
_ATTEMPTS = 3  # another process may take the free port before the server does


class Server:
    """A Prefect server that lives as long as this process, on the loopback.

    Args:
        user_settings: What the user set, by the names of environment variables.
        port: For a server that somebody looks at, with its pages and all of its services; without one it is
            a quiet server, on a free port.
    """

    def __init__(self, user_settings: Mapping[str, str], *, port: int | None = None) -> None:
        made = server_environment(user_settings)
        self._environment = made if port is None else lasting_environment(user_settings, port)
        self._fixed = port
        self._owner = os.getpid()
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `stop`)
        self._ready = False
        self._start()
        atexit.register(self.stop)

    @property
    def url(self) -> str:
        """The API's address."""
        return f"http://127.0.0.1:{self._port}/api"

    @property
    def alive(self) -> bool:
        """Whether the server's process runs."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Return once the server answers.

        Raises:
            ReportdiffError: It did not start; says what it printed last.
        """
        if self._ready:
            return
        deadline = time.monotonic() + _START_UP_SECONDS
        for _ in range(_ATTEMPTS):
            while self.alive and time.monotonic() < deadline:
                if _is_healthy(self._port):
                    self._ready = True
                    return
                time.sleep(_POLL_SECONDS)
            if self.alive:
                break
            if self._fixed is not None or "is already in use" not in self._printed():
                break
            self._start()
        reason = _last_error(self._printed())
        self.stop()
        raise ReportdiffError(
            f"Prefect's server did not start ({reason})",
            advice="check that PREFECT_HOME (~/.prefect) can be written, or set PREFECT_API_URL to a server",
        )

    def stop(self) -> None:
        """End the server and wait until it is gone. Does nothing in a fork or when it is gone already."""
        if os.getpid() != self._owner:
            return
        if self.alive:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._log.close()

    def _start(self) -> None:
        self._port = self._fixed or _free_port()
        place = ("--host", "127.0.0.1", "--port", str(self._port))
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-P", "-m", "reportdiff._prefect_server", *place],
            env=self._environment,
            stdin=subprocess.PIPE,  # it stops when this pipe closes, even if we are killed
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # an interrupt at the terminal is ours to answer
        )

    def _printed(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace").strip()


def server_environment(user_settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of our own server: the defaults, under whatever the user set."""
    environment = {**_SERVER_DEFAULTS, **user_settings, "PREFECT_SERVER_API_BASE_PATH": "/api"}
    environment.pop("PREFECT_API_URL", None)
    return environment


def lasting_environment(user_settings: Mapping[str, str], port: int) -> dict[str, str]:
    """The environment of a server that stays: all that Prefect's own has, but telemetry."""
    silent = ("PREFECT_SERVER_ANALYTICS_ENABLED", "PREFECT_CLI_PROMPT")
    ours = {name: _SERVER_DEFAULTS[name] for name in silent}
    ours["PREFECT_SERVER_UI_API_URL"] = f"http://127.0.0.1:{port}/api"  # where its pages look for it
    ours["PREFECT_UI_URL"] = f"http://127.0.0.1:{port}"  # what its automations write into messages
    environment = {**ours, **user_settings, "PREFECT_SERVER_API_BASE_PATH": "/api"}
    environment.pop("PREFECT_API_URL", None)
    return environment


_server: Server | None = None


def is_quiet() -> bool:
    """Whether flows run on our own server, which ends with this process: what is left there nobody sees."""
    from prefect.settings import get_current_settings

    return _server is not None and get_current_settings().api.url == _server.url


def _find_home() -> None:
    """Where Prefect's own home cannot be made, give it one that lasts as long as this process."""
    if "PREFECT_HOME" in os.environ:
        return
    try:
        Path("~/.prefect").expanduser().mkdir(parents=True, exist_ok=True)
    except OSError:
        os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="reportdiff-prefect-")
        atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)


def start_early() -> None:
    """Start our own server now, if it is plain that no other is configured; returns at once.

    Reading Prefect's settings takes a second, so where there are any the server waits for
    `quiet_prefect`, which reads them. Call this before importing what is slow to import.
    """
    global _server  # noqa: PLW0603 (one server a process)
    if "prefect" not in sys.modules:
        _find_home()
    if _server is None and "prefect" not in sys.modules and not _is_configured():
        _server = Server(os.environ)


@contextlib.contextmanager
def quiet_prefect() -> Iterator[None]:
    """Run flows inside without a log line, warning or process left behind.

    Uses the server that the user's settings name; without one, starts our own and keeps it until this
    process ends, so that a second flow finds it running.

    Raises:
        ReportdiffError: Our own server did not start, or the user's does not answer.
    """
    from prefect.settings import get_current_settings, temporary_settings

    settings = get_current_settings()
    with _quiet_logging(settings):
        if settings.api.url is not None:
            _check_answer(settings.api.url)
            yield
            return
        server = _own_server(settings)
        server.wait()
        with temporary_settings(updates={"api.url": server.url}, set_defaults=_CLIENT_DEFAULTS):
            try:
                yield
            except Exception:
                if server.alive:
                    raise
                problem = "the Prefect server that this run had started is gone"
                raise ReportdiffError(problem, advice="run again: what was finished is kept") from None


def leave(status: int) -> NoReturn:
    """End this process; where our own server is gone, without telling it what it will never hear.

    Prefect's queues wait at exit until the server has taken everything, a minute for every dozen events.
    """
    if _server is not None and not _server.alive:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def _own_server(settings: Settings) -> Server:
    global _server  # noqa: PLW0603 (one server a process)
    if _server is None or not _server.alive:
        _server = Server({**os.environ, **settings.to_environment_variables(exclude_unset=True)})
    return _server


def _check_answer(url: str) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        problem = client.api_healthcheck()
    if problem is not None:
        raise ReportdiffError(
            f"no Prefect server answers at {url} ({problem})", advice="start it, or unset PREFECT_API_URL"
        )


def _is_configured() -> bool:
    """Whether any place that Prefect reads settings from holds some."""
    if any(name.startswith("PREFECT_") and name != "PREFECT_HOME" for name in os.environ):
        return True
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    if any(place.exists() for place in (home / "profiles.toml", Path("prefect.toml"), Path(".env"))):
        return True
    project = Path("pyproject.toml")
    return project.exists() and b"[tool.prefect" in project.read_bytes()


@contextlib.contextmanager
def _quiet_logging(settings: Settings) -> Iterator[None]:
    """Keep Prefect's lines off the terminal unless the user chose a level; the API still gets them."""
    if "level" in settings.logging.model_fields_set:
        yield
        return
    # `EventsWorker` reports events still under way at exit; it is done by then.
    loggers = [logging.getLogger(name) for name in ("prefect", "EventsWorker")]
    for logger in loggers:
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    yield


def _last_error(printed: str) -> str:
    lines = printed.splitlines() or ["it printed nothing"]
    return next((line for line in reversed(lines) if "Error: " in line), lines[-1]).strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()

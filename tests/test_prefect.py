"""Flows run in processes of their own: settings are read once, and the end of a process matters."""

from __future__ import annotations

import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from reportdiff import _prefect

# Writes down every process that starts Python, and every address that one connects to or looks up.
WATCH = """
import os, sys
def note(event, details):
    with open(os.environ["WATCH_FILE"], "a") as file:
        file.write(f"{os.getpid()} {event} {details}\\n")
def hook(event, args):
    if event == "socket.connect":
        note(event, args[1][0] if isinstance(args[1], tuple) else "unix")
    elif event == "socket.getaddrinfo":
        note(event, args[0])
note("start", "-")
sys.addaudithook(hook)
"""

FLOW = """
import json, sys
from pathlib import Path
from reportdiff import _prefect
_prefect.start_early()
from prefect import flow, task
from prefect.settings import get_current_settings
from reportdiff._memory import Memory
from reportdiff._prefect_results import remembered
from reportdiff.model import Facts, TreatyCount, Place

ran = []

@task
def facts(key: str, number: int) -> Facts:
    ran.append(key)
    return Facts((TreatyCount("untoc", number, None, None, Place("1", 0, 1, "x")),))

@flow
def run(folder: str, force: bool) -> list:
    kept = remembered(facts, Memory(Path(folder)), force=force)
    futures = [kept.submit(f"facts/{number}", number) for number in range(3)]
    for future in futures:
        future.wait()
    return [future.state.name for future in futures]

with _prefect.quiet_prefect():
    states = run(sys.argv[1], "--force" in sys.argv)
    settings = get_current_settings()
print(json.dumps({
    "states": states,
    "ran": len(ran),
    "url": settings.api.url,
    "heartbeat": settings.flows.heartbeat_frequency,
    "logs_to_api": settings.logging.to_api.enabled,
    "server_in_process": "prefect.server.api.server" in sys.modules,
}))
"""


@dataclass
class Workplace:
    """A home of its own, in which programs run under watch."""

    folder: Path

    def environment(self, **extra: str) -> dict[str, str]:
        """No sign of CI and nothing of the caller's settings; processes are watched."""
        (self.folder / "watch").mkdir(exist_ok=True)
        (self.folder / "watch" / "sitecustomize.py").write_text(WATCH)
        ours = ("PREFECT_", "CI", "DO_NOT_TRACK", "GITHUB_", "GITLAB_", "PYTHON")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {
            "HOME": str(self.folder),
            "PYTHONPATH": str(self.folder / "watch"),
            "WATCH_FILE": str(self.folder / "watched"),
            **extra,
        }

    def run(self, program: str, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run a program here; what was watched before is forgotten."""
        (self.folder / "watched").write_text("")
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", dedent(program), *arguments],
            cwd=self.folder,
            env=self.environment(**extra),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def watched(self, event: str) -> list[tuple[int, str]]:
        """The process and the detail of every such event of the last run."""
        lines = [line.split() for line in (self.folder / "watched").read_text().splitlines()]
        return [(int(pid), detail) for pid, seen, detail in lines if seen == event]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def first_run(workplace: Workplace) -> subprocess.CompletedProcess[str]:
    """The first flow ever in an empty home, with no server and no sign of CI."""
    return workplace.run(FLOW, str(workplace.folder / "cache"))


@pytest.fixture(scope="module")
def user_server(workplace: Workplace, first_run: subprocess.CompletedProcess[str]) -> Iterator[str]:
    """A server that somebody else started, to be reached by PREFECT_API_URL."""
    assert first_run.returncode == 0
    server = _prefect.Server(workplace.environment())
    server.wait()
    yield server.url
    server.stop()


def outcome(process: subprocess.CompletedProcess[str]) -> Mapping[str, object]:
    assert process.returncode == 0, process.stderr
    document: Mapping[str, object] = json.loads(process.stdout)
    return document


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_first_flow_ever_says_nothing_and_leaves_no_process(
    workplace: Workplace, first_run: subprocess.CompletedProcess[str]
) -> None:
    assert first_run.stderr == ""
    assert outcome(first_run)["states"] == ["Completed"] * 3
    processes = {pid for pid, _ in workplace.watched("start")}
    assert len(processes) == 2, "a client and a server"
    assert all(is_gone(pid) for pid in processes)


def test_no_socket_leaves_the_loopback(
    workplace: Workplace, first_run: subprocess.CompletedProcess[str]
) -> None:
    assert first_run.returncode == 0
    connected = workplace.watched("socket.connect")
    assert connected, "the client talks to the server"
    assert all(address == "unix" or ipaddress.ip_address(address).is_loopback for _, address in connected)
    looked_up = {name for _, name in workplace.watched("socket.getaddrinfo")}
    assert looked_up <= {"127.0.0.1", "localhost", "::1"}


def test_the_watch_sees_an_address_outside_the_loopback(tmp_path: Path) -> None:
    program = "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('192.0.2.1', 9))"
    place = Workplace(tmp_path)
    assert place.run(program).returncode == 0
    assert [address for _, address in place.watched("socket.connect")] == ["192.0.2.1"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_system_call_connects_outside_the_loopback(
    workplace: Workplace, first_run: subprocess.CompletedProcess[str]
) -> None:
    assert first_run.returncode == 0
    trace = workplace.folder / "trace"
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect", "-o", str(trace)]
    process = subprocess.run(  # noqa: S603
        [*command, sys.executable, "-c", FLOW, str(workplace.folder / "traced")],
        env=workplace.environment(),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if process.returncode and "PTRACE" in process.stderr.upper():
        pytest.skip("strace may not trace here")
    assert outcome(process)["ran"] == 3
    calls = [line for line in trace.read_text().splitlines() if "sa_family=AF_INET" in line]
    assert any('inet_addr("127.0.0.1")' in line for line in calls)
    assert [line for line in calls if "127.0.0.1" not in line and '"::1"' not in line] == []


def test_without_a_configured_server_ours_is_used_with_our_defaults(
    first_run: subprocess.CompletedProcess[str],
) -> None:
    seen = outcome(first_run)
    assert str(seen["url"]).startswith("http://127.0.0.1:")
    assert seen["heartbeat"] is None
    assert seen["logs_to_api"] is False
    assert seen["server_in_process"] is False


def test_a_configured_server_is_used_with_its_own_defaults_and_no_other_is_started(
    workplace: Workplace, user_server: str
) -> None:
    process = workplace.run(FLOW, str(workplace.folder / "cache"), PREFECT_API_URL=user_server)
    seen = outcome(process)
    assert process.stderr == ""
    assert seen["url"] == user_server
    assert seen["heartbeat"] == 180
    assert seen["logs_to_api"] is True
    assert len({pid for pid, _ in workplace.watched("start")}) == 1
    assert seen["states"] == ["Cached"] * 3, "the first process left its results"
    assert seen["ran"] == 0


def test_force_runs_every_task_again(workplace: Workplace, user_server: str) -> None:
    process = workplace.run(FLOW, str(workplace.folder / "cache"), "--force", PREFECT_API_URL=user_server)
    assert outcome(process)["ran"] == 3


def test_a_damaged_record_is_made_again_with_one_warning(workplace: Workplace, user_server: str) -> None:
    record = workplace.folder / "cache" / "facts" / "1"
    whole = record.read_bytes()
    record.write_bytes(whole[:40])
    process = workplace.run(FLOW, str(workplace.folder / "cache"), PREFECT_API_URL=user_server)
    assert outcome(process)["states"] == ["Cached", "Completed", "Cached"]
    assert process.stderr.count("computed anew") == len(process.stderr.splitlines()) == 1
    assert record.read_bytes() == whole


def test_prefect_takes_a_result_kept_without_it_for_its_own(workplace: Workplace, user_server: str) -> None:
    cache = workplace.folder / "saved"
    save = """
        import sys
        from pathlib import Path
        from reportdiff._memory import Memory
        from reportdiff.model import Facts
        for number in range(3):
            Memory(Path(sys.argv[1])).save(f"facts/{number}", Facts())
    """
    assert workplace.run(save, str(cache)).returncode == 0
    seen = outcome(workplace.run(FLOW, str(cache), PREFECT_API_URL=user_server))
    assert seen["states"] == ["Cached"] * 3


def test_logs_appear_where_the_user_chose_a_level(workplace: Workplace, user_server: str) -> None:
    process = workplace.run(
        FLOW,
        str(workplace.folder / "cache"),
        PREFECT_API_URL=user_server,
        PREFECT_LOGGING_LEVEL="INFO",
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY="77",
    )
    assert outcome(process)["heartbeat"] == 77
    assert "Finished in state Completed()" in process.stderr


def test_a_server_that_does_not_answer_is_one_clear_error(workplace: Workplace) -> None:
    process = workplace.run(FLOW, str(workplace.folder), PREFECT_API_URL="http://127.0.0.1:1/api")
    assert process.returncode == 1
    last = process.stderr.splitlines()[-1]
    assert "no Prefect server answers at http://127.0.0.1:1/api" in last
    assert "unset PREFECT_API_URL" in last


def test_a_server_that_cannot_start_is_one_clear_error(workplace: Workplace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    process = workplace.run(FLOW, str(workplace.folder), PREFECT_HOME=str(tmp_path / "file"))
    assert process.returncode == 1
    assert "Prefect's server did not start" in process.stderr.splitlines()[-1]


def test_without_a_home_that_can_be_made_a_flow_runs_all_the_same(workplace: Workplace) -> None:
    environment = {**workplace.environment(), "HOME": "/proc/no/home"}
    environment.pop("PREFECT_HOME", None)
    process = subprocess.run(  # noqa: S603
        [sys.executable, "-c", FLOW, str(workplace.folder)],
        cwd=workplace.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stderr) == (0, "")


def test_a_killed_process_leaves_no_server(
    workplace: Workplace, first_run: subprocess.CompletedProcess[str]
) -> None:
    assert first_run.returncode == 0
    program = """
        import sys, threading
        from reportdiff import _prefect
        _prefect.start_early()
        _prefect._server.wait()
        print(_prefect._server.url, flush=True)
        threading.Event().wait()
    """
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", dedent(program)],
        cwd=workplace.folder,
        env=workplace.environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            process.kill()
            assert connection.recv(1) == b"", "the server closes its connections when it ends"


def test_what_the_user_sets_for_the_server_wins() -> None:
    recorder = "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED"
    assert _prefect.server_environment({})[recorder] == "false"
    assert _prefect.server_environment({recorder: "true"})[recorder] == "true"
    assert "PREFECT_API_URL" not in _prefect.server_environment({"PREFECT_API_URL": "http://x/api"})


@pytest.mark.parametrize("place", ["profiles.toml", "prefect.toml", ".env", "pyproject.toml"])
def test_settings_in_a_file_are_read_before_a_server_is_started(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert not _prefect._is_configured()
    (tmp_path / place).write_text("[tool.prefect]\n")
    assert _prefect._is_configured()
    (tmp_path / place).unlink()
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert _prefect._is_configured()

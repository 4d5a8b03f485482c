"""`prefect server start`, `prefect deploy --all` and a process worker for real; a machine that is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient

from prefect_place import (
    PREFECT,
    Listener,
    PrefectPlace,
    free_port,
    listening,
    processes_with,
    save_webhook,
    until,
)
from reportdiff._prefect import Server
from reportdiff.operations import LOST_RUNS, _automation, watch_lost_runs
from reportdiff.store import run_lock

WORKER = (*PREFECT, "worker", "start", "--pool", "reportdiff")
SOON = timedelta(seconds=10)  # Prefect takes no less


@pytest.fixture(scope="module")
def server(place: PrefectPlace) -> Iterator[str]:
    """A server that lasts; its process ends with the tests, however they end."""
    ours = Server(place.environment, port=free_port())
    ours.wait()
    place.url = ours.url
    yield ours.url
    place.url = ""
    ours.stop()


@pytest.fixture(scope="module")
def listener(server: str) -> Iterator[Listener]:
    with listening() as found:
        save_webhook(server, "listener", found.url)
        yield found


@pytest.fixture(scope="module")
def deployed(server: str, place: PrefectPlace) -> str:
    """What `prefect deploy --all` said, after the work pool was made."""
    assert server
    place.ask("work_pools/", {"name": "reportdiff", "type": "process"})
    process = place.run(*PREFECT, "--no-prompt", "deploy", "--all")
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def test_all_three_are_deployed_with_limits_schedules_and_described_parameters(
    deployed: str, place: PrefectPlace
) -> None:
    assert deployed.count("successfully created") == 3
    for name in ("fetch-editions", "compare-series", "publish"):
        found = place.deployment(name)
        assert found["global_concurrency_limit"]["limit"] == 1
        assert found["concurrency_options"]["collision_strategy"] == "ENQUEUE"
        assert [one["schedule"]["timezone"] for one in found["schedules"]] == ["Europe/Vienna"]
        assert found["tags"] == ["reportdiff"]
        parameters = found["parameter_openapi_schema"]["properties"]
        assert all(one.get("description") for one in parameters.values())
        steps = found["pull_steps"][0]["prefect.deployments.steps.set_working_directory"]
        assert Path(steps["directory"]) == place.folder


def test_a_lost_worker_leaves_a_run_that_is_marked_crashed_and_completed_by_the_next(
    deployed: str, server: str, place: PrefectPlace, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert deployed
    sooner = LOST_RUNS.model_copy(deep=True)
    sooner.trigger.within = SOON  # type: ignore[union-attr]
    monkeypatch.setattr(_automation, "LOST_RUNS", sooner)
    with SyncPrefectClient(server) as client:
        watch_lost_runs(client)
        watch_lost_runs(client, "listener")
        assert len(client.read_automations_by_name(LOST_RUNS.name)) == 1
    worker = place.start("worker", *WORKER)
    with run_lock(place.folder / "outputs" / "reportdiff.duckdb"):  # it stays in the middle of its work
        lost = place.start_run("compare-series")
        place.in_state(lost, "RUNNING")
        until(lambda: place.heard_of(lost) or None, "its sign of life")
        worker.end(signal.SIGKILL)
        for pid in processes_with("PREFECT__FLOW_RUN_ID", lost):
            os.kill(pid, signal.SIGKILL)
        following = place.start_run("compare-series")
        assert "no sign of life" in place.ended(lost, "CRASHED")["state"]["message"]
    told = listener.heard(state="Crashed", flow="compare-series")
    assert lost in told["url"]
    worker = place.start("worker", *WORKER)
    try:
        place.ended(following, "COMPLETED")
    finally:
        worker.end(signal.SIGINT)
    assert (place.folder / "outputs" / "index.html").is_file()

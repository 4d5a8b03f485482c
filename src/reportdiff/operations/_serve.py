"""One process that serves all deployments, with a Prefect server of its own where none is configured."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.settings import get_current_settings, temporary_settings

from reportdiff._prefect import Server
from reportdiff.errors import ReportdiffError
from reportdiff.operations._automation import HEARTBEAT_SECONDS, watch_lost_runs
from reportdiff.operations._deployments import DEPLOYMENTS, ONE_AT_A_TIME, TAGS, TIME_ZONE, Planned

PORT = 4200
"""Where Prefect's own server is looked for by people, and by other commands."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the deployments work on.

    Attributes:
        corpus: Folder of `<series>/<language>/<edition>` files.
        output: Folder for the database and the reports.
        database: The DuckDB file; reportdiff.duckdb in the output folder if it is None.
        to: What a web server serves.
        contact: How operators of document systems reach who runs this.
        notify: The Prefect webhook block that hears of failures and important changes.
        time_zone: Of the schedules, such as `Europe/Vienna`.
        crons: Other schedules, by the names of deployments.
    """

    corpus: Path
    output: Path
    database: Path | None = None
    to: Path | None = None
    contact: str | None = None
    notify: str | None = None
    time_zone: str = TIME_ZONE
    crons: Mapping[str, str] = field(default_factory=dict)


def serve(place: Place, *, port: int = PORT, tell: Callable[[str], object] = print) -> None:
    """Serve all deployments until told to end: by an interrupt, or by the signal TERM.

    Uses the Prefect server that the user's settings name; without one, starts Prefect's own on the loopback,
    which ends with this process.

    Args:
        place: What the deployments work on.
        port: Of a server of our own.
        tell: Called with what there is to know, line by line.

    Raises:
        ReportdiffError: The server that is configured does not answer, ours does not start, a schedule
            cannot be understood, or there is no such block.
    """
    deployments = [_deployment(planned, place) for planned in _wanted(place)]
    with _some_server(port, tell) as ours:
        with get_client(sync_client=True) as client:
            watch_lost_runs(client, place.notify)
        runner = Runner(pause_on_shutdown=not ours, heartbeat_seconds=HEARTBEAT_SECONDS)
        # Prefect's answer to TERM stops its loop from within it; an interrupt winds everything up in order.
        runner.handle_sigterm = lambda *_: signal.raise_signal(signal.SIGINT)  # type: ignore[method-assign]
        for one in deployments:
            runner.add_deployment(one)
            tell(f"{one.name}: {_times(one)}")
        tell("Serving until interrupted.")
        try:
            asyncio.run(runner.start())
        except KeyboardInterrupt:
            tell("Ended.")


def _wanted(place: Place) -> list[Planned]:
    """The deployments to serve: publishing is one where a place to publish to is named."""
    unknown = sorted(set(place.crons) - {planned.name for planned in DEPLOYMENTS})
    if unknown:
        known = ", ".join(planned.name for planned in DEPLOYMENTS)
        raise ReportdiffError(f"there is no deployment “{unknown[0]}”", advice=f"there are {known}")
    return [planned for planned in DEPLOYMENTS if "to" not in planned.parameters or place.to is not None]


def _deployment(planned: Planned, place: Place) -> RunnerDeployment:
    cron = place.crons.get(planned.name, planned.cron)
    try:
        schedule = Cron(cron, timezone=place.time_zone)
        deployment = RunnerDeployment.from_flow(
            planned.flow,
            name=planned.name,
            description=planned.description,
            schedules=[schedule],
            tags=list(TAGS),
            parameters={**planned.parameters, **_parameters(planned, place)},
            concurrency_limit=ONE_AT_A_TIME,
        )
    except ValueError as failure:
        problem = f"“{cron}” in “{place.time_zone}” is no schedule"
        raise ReportdiffError(problem, advice="write five fields, such as 0 4 * * 1") from failure
    # By the name that everybody imports: the function behind it may live in another package, without hooks.
    deployment.entrypoint = f"reportdiff.operations.{planned.flow.fn.__name__}"
    return deployment


def _parameters(planned: Planned, place: Place) -> dict[str, Any]:
    """What the place sets of a flow's parameters. Paths are whole, whatever folder a run starts in."""
    given = {
        "corpus": str(place.corpus.resolve()),
        "output": str(place.output.resolve()),
        "database": str(place.database.resolve()) if place.database else None,
        "to": str(place.to.absolute()) if place.to else None,
        "contact": place.contact,
        "notify": place.notify,
    }
    known = planned.flow.parameters.properties
    return {name: value for name, value in given.items() if value is not None and name in known}


def _times(deployment: RunnerDeployment) -> str:
    schedules = [one.schedule for one in deployment.schedules or ()]
    return ", ".join(f"{one.cron} ({one.timezone})" for one in schedules if isinstance(one, CronSchedule))


@contextmanager
def _some_server(port: int, tell: Callable[[str], object]) -> Iterator[bool]:
    """A server that flows are served on; whether it is one of our own, which ends with the block."""
    settings = get_current_settings()
    if settings.api.url is not None:
        _check_answer(settings.api.url)
        tell(f"Prefect server: {settings.api.url}")
        yield False
        return
    if _is_taken(port):
        raise ReportdiffError(
            f"something listens at 127.0.0.1:{port} already",
            advice=f"if it is a Prefect server, set PREFECT_API_URL=http://127.0.0.1:{port}/api; "
            "else name another --port",
        )
    tell("No Prefect server is configured (PREFECT_API_URL): starting one of our own …")
    server = Server({**os.environ, **settings.to_environment_variables(exclude_unset=True)}, port=port)
    try:
        server.wait()
        tell(f"Its pages: http://127.0.0.1:{port}. For other commands: export PREFECT_API_URL={server.url}")
        with temporary_settings(updates={"api.url": server.url}):
            yield True
    finally:
        server.stop()


def _check_answer(url: str) -> None:
    with get_client(sync_client=True) as client:
        problem = client.api_healthcheck()
    if problem is not None:
        raise ReportdiffError(
            f"no Prefect server answers at {url} ({problem})",
            advice="start it with `prefect server start`, or unset PREFECT_API_URL to have one started here",
        )


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0

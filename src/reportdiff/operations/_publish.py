"""Publishing as a flow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow, get_run_logger

from reportdiff.operations._notify import tell_of_failure
from reportdiff.pipeline import job_of
from reportdiff.releases import KEEP, publish_outputs

if TYPE_CHECKING:
    from collections.abc import Callable


def _run_name() -> str:
    from prefect.runtime import flow_run

    asked = flow_run.parameters
    return f"{Path(asked['output']).resolve().name} to {asked['to']}"


_named: Callable[..., Any] = flow(
    name="publish",
    flow_run_name=_run_name,
    on_failure=[tell_of_failure],
    on_crashed=[tell_of_failure],
    persist_result=False,
)


@_named
def publish(
    to: str,
    output: str = "outputs",
    database: str | None = None,
    keep: int = KEEP,
    notify: str | None = None,  # noqa: ARG001 - read by the hooks
) -> str:
    """Put the outputs where a web server serves them, all at once.

    Args:
        to: What the web server serves; a link is made there, to a set of files beside it.
        output: Folder of the database and the reports.
        database: The DuckDB file; reportdiff.duckdb in the output folder if left out.
        keep: How many sets of files are kept, the served one among them.
        notify: Name of a Prefect webhook block that hears of failures; REPORTDIFF_NOTIFY if left out.

    Returns:
        The name of the set that is served now.

    Raises:
        ReportdiffError: Nothing could be published; what was served still is.
    """
    job = job_of("", output, database)
    release = publish_outputs(job.output, job.database, Path(to), keep=keep)
    get_run_logger().info(release.closing_line)
    return release.name

"""From a corpus to the database and the reports, computing only what is stale.

outcome = run_job(job_of("corpora", "outputs"))
"""

from __future__ import annotations

import os

from reportdiff.pipeline._job import DATABASE_NAME, Job, Outcome, job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import is_current, lay_out_desk, work
from reportdiff.pipeline.progress import Advance, silent, told
from reportdiff.store import run_lock

__all__ = ["DATABASE_NAME", "Job", "Outcome", "job_of", "run_job"]


def run_job(
    job: Job, advance: Advance = silent, *, dask: str | None = None, storage: str | None = None
) -> Outcome:
    """Run the main job, as one flow of Prefect.

    Where nothing is stale and nobody looks at a server's runs, there is no work to orchestrate: Prefect
    is not started, and the run only leaves its row in `runs`.

    Args:
        job: What to do.
        advance: Told of progress, stage by stage.
        dask: Address of a Dask scheduler whose workers do the work, or `local`; see `docs/many-machines.md`.
        storage: Folder or address that all workers see, by which results travel.

    Raises:
        ReportdiffError: Nothing could be done; says why. What was stored is as it was.
    """
    with run_lock(job.database):
        desk = lay_out_desk(job)
        if "PREFECT_API_URL" not in os.environ and is_current(desk):
            return work(desk, PlainRunner(desk.results, advance))
    return _run_as_flow(job, advance, dask, storage)


def _run_as_flow(job: Job, advance: Advance, dask: str | None, storage: str | None) -> Outcome:
    from reportdiff._prefect import quiet_prefect, start_early

    advance("start", 0, 1)
    start_early()
    from reportdiff.pipeline.flow import compare_series

    told.set(advance)
    with quiet_prefect():
        advance("start", 1, 1)
        return compare_series(
            str(job.corpus),
            str(job.output),
            str(job.database),
            job.series,
            job.language,
            job.force,
            dask=dask,
            storage=storage,
        )

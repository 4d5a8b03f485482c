"""The main job as a Prefect flow: a task a stage, mapped over editions and pairs.

A task's result is kept in the memory of results under the key of its recipe, which is Prefect's result
storage too; a run that was cut off finds there what it had finished.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import State, Task, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from reportdiff._memory import Result
from reportdiff._prefect_results import remembered
from reportdiff.artifacts import show, with_progress
from reportdiff.errors import ReportdiffError
from reportdiff.pipeline._dask import DaskMaker, cluster, shared_desk
from reportdiff.pipeline._job import Outcome, job_of
from reportdiff.pipeline._results import Recipe
from reportdiff.pipeline._work import Desk, lay_out_desk, work
from reportdiff.pipeline.progress import Advance, told
from reportdiff.store import run_lock

_T = TypeVar("_T")

# What people read in logs and in Prefect's pages.
_TASKS = {
    "reading": "read",
    "facts": "extract facts",
    "alignment": "align",
    "reviews": "apply reviews",
    "changes": "weigh changes",
    "history": "follow subjects",
    "concordance": "hold languages against each other",
    "store": "publish database",
    "reports": "write reports",
}
_RETRIES = 2
_RETRY_SECONDS = [1.0, 5.0]
_TASK_SECONDS = 3600.0  # far above any task; what hangs on a dead disk or share ends with it
_WORKERS = 2  # threads; Python runs one at a time, so more would only wait


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Whether a line is more than Prefect's notice, at every task, of what timeouts in threads cannot do."""
    return not str(record.msg).startswith("Timeout of %s seconds configured")


logging.getLogger("prefect.task_runs").addFilter(_is_worth_a_line)


def _make(key: str, title: str, recipe: Recipe) -> Result:  # noqa: ARG001 - key names the result, title the run
    return recipe.make()


def _call(title: str, call: Callable[[], _T]) -> _T:  # noqa: ARG001 - title names the run
    try:
        return call()
    except ReportdiffError as error:
        # Prefect holds a failure until the process ends, with all that its frames point at: a database
        # connection among them would outlive its library, which complains at exit.
        error.__context__ = None
        raise error.with_traceback(None) from None


def _is_passing(_task: Task[Any, Any], _run: object, state: State[Any]) -> bool:
    """Whether trying again can help: a disk or share that did not answer, not a defect of a document."""
    failure = state.result(raise_on_failure=False)
    return isinstance(failure, OSError) and not isinstance(failure, TimeoutError)


@contextmanager
def _told_as_ours(stage: str) -> Iterator[None]:
    """One clear line where a task took too long, or this machine's disk failed it."""
    try:
        yield
    except TimeoutError:
        problem = f"a task “{_TASKS[stage]}” took more than {_TASK_SECONDS:g} seconds and was given up"
        advice = "see whether its disk answers and run again: what was finished is kept"
        raise ReportdiffError(problem, advice=advice) from None
    except OSError as failure:
        problem = f"it cannot be read or written ({failure.strerror or failure})"
        advice = "see to its space and permissions and run again: what was finished is kept"
        raise ReportdiffError(problem, path=failure.filename, advice=advice) from None


def _stage_task(function: Callable[..., Any], stage: str) -> Task[..., Any]:
    decorate = task(
        name=_TASKS[stage],
        task_run_name=f"{_TASKS[stage]} {{title}}",
        retries=_RETRIES,
        retry_delay_seconds=_RETRY_SECONDS,
        retry_condition_fn=_is_passing,
        timeout_seconds=_TASK_SECONDS,
    )
    return decorate(function)


class PrefectRunner:
    """Runs stages as tasks of the flow around it."""

    def __init__(self, desk: Desk, advance: Advance, elsewhere: DaskMaker | None = None) -> None:
        self._desk = desk
        self._advance = advance
        self._elsewhere = elsewhere

    def make(self, stage: str, recipes: Sequence[Recipe]) -> None:
        """Make these results and leave them in memory."""
        if self._elsewhere is not None and self._elsewhere.takes(stage):
            with _told_as_ours(stage):
                made = self._elsewhere.make(lambda make: _stage_task(make, stage), recipes)
                for done, _ in enumerate(made, 1):
                    self._advance(stage, done, len(recipes))
            return
        memory, force = self._desk.results.memory, self._desk.job.force
        stage_task = remembered(_stage_task(_make, stage), memory, force=force)
        futures = [
            stage_task.submit(key=recipe.key, title=recipe.title, recipe=quote(recipe)) for recipe in recipes
        ]
        for done, future in enumerate(as_completed(futures), 1):
            with _told_as_ours(stage):
                future.result()
            self._advance(stage, done, len(recipes))

    def once(self, stage: str, title: str, call: Callable[[], _T]) -> _T:
        """Do one thing that leaves no result in memory."""
        with _told_as_ours(stage):
            result = _stage_task(_call, stage).with_options(cache_policy=NO_CACHE)(title=title, call=call)
        self._advance(stage, 1, 1)
        return cast("_T", result)


def _advance() -> Advance:
    # Apart from the flow, which travels to workers with all that it names; a ContextVar cannot.
    return with_progress(told.get())


def _run_name() -> str:
    from prefect.runtime import flow_run

    asked = flow_run.parameters
    series = asked["series"] or f"all series of {Path(asked['corpus']).resolve().name}"
    return " ".join([series, asked["language"]] if asked["language"] else [series])


@flow(
    name="compare-series",
    flow_run_name=_run_name,
    task_runner=ThreadPoolTaskRunner(max_workers=_WORKERS),  # type: ignore[arg-type]
    persist_result=False,
)
def compare_series(
    corpus: str = "corpora",
    output: str = "outputs",
    database: str | None = None,
    series: str | None = None,
    language: str | None = None,
    force: bool = False,  # noqa: FBT001 - Prefect's parameters have names
    notify: str | None = None,  # noqa: ARG001 - read by the hooks of deployments
    dask: str | None = None,
    storage: str | None = None,
) -> Outcome:
    """Read what is new, compare it with the editions before, store it and report what changed.

    Args:
        corpus: Folder of `<series>/<language>/<edition>` files.
        output: Folder for the database and the reports.
        database: The DuckDB file; reportdiff.duckdb in the output folder if left out.
        series: Only this series.
        language: Only this language.
        force: Compute everything anew.
        notify: Name of a Prefect webhook block that hears of failures and of important changes;
            REPORTDIFF_NOTIFY if left out.
        dask: Address of a Dask scheduler whose workers do the work, or `local` for workers on this machine;
            this process does it if left out.
        storage: Folder or address (`s3://…`) that all workers see, by which results travel; a folder in the
            output folder if left out.

    Returns:
        What came of it.

    Raises:
        ReportdiffError: Nothing could be done; what was stored is as it was.
    """
    # Workers run in folders of their own.
    place = Path(corpus) if dask is None else Path(corpus).absolute()
    job = job_of(place, output, database, series, language, force=force)
    with run_lock(job.database):
        desk = lay_out_desk(job)
        advance = _advance()
        if dask is None:
            outcome = work(desk, PrefectRunner(desk, advance))
        else:
            desk = shared_desk(desk, storage)
            with cluster(dask) as tasks:
                outcome = work(desk, PrefectRunner(desk, advance, DaskMaker(desk, tasks)))
    logger = get_run_logger()
    for line in outcome.refused:
        logger.warning("refused: %s", line)
    logger.info(outcome.closing_line)
    show(job.database, job.output, outcome.run, outcome.closing_line, outcome.refused)
    return outcome

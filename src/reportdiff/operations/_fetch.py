"""Looking for new and corrected editions as a flow; what came is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow, get_run_logger, task
from prefect.deployments import run_deployment

from reportdiff.errors import CorpusError, FetchError, ReportdiffError, SeriesFileError
from reportdiff.fetch import Fetched, Outcome, Result, Wish
from reportdiff.fetch import fetch_editions as fetch_of_series
from reportdiff.operations._compare import compare_series
from reportdiff.operations._notify import tell_of_failure
from reportdiff.series import SERIES_FILE, read_series_file

if TYPE_CHECKING:
    from collections.abc import Callable


def _run_name() -> str:
    from prefect.runtime import flow_run

    asked = flow_run.parameters
    named = asked["series"] or f"all series of {Path(asked['corpus']).resolve().name}"
    return " ".join([named, *(asked["languages"] or ())])


_flow: Callable[..., Any] = flow(
    name="fetch-editions",
    flow_run_name=_run_name,
    on_failure=[tell_of_failure],
    on_crashed=[tell_of_failure],
    persist_result=False,
)


@_flow
def fetch_editions(
    corpus: str = "corpora",
    output: str = "outputs",
    database: str | None = None,
    series: str | None = None,
    languages: list[str] | None = None,
    contact: str | None = None,
    server: str | None = None,
    deployment: str | None = None,
    notify: str | None = None,
) -> list[str]:
    """Look for new and corrected editions, download them, and compare what came.

    Args:
        corpus: Folder of `<series>/<language>/<edition>` files.
        output: Folder for the database and the reports of what came.
        database: The DuckDB file; reportdiff.duckdb in the output folder if left out.
        series: Only this series; if left out, every one whose series.toml names document symbols.
        languages: BCP 47 codes such as zh and en; those of each series if left out.
        contact: Your address, sent along so that the server's operators can reach you.
        server: Another server that answers as the UN document system does, such as `https://host`.
        deployment: The deployment that compares what came, such as `compare-series/compare-series`; if
            left out, it is compared inside this run.
        notify: Name of a Prefect webhook block that hears of failures, and of important changes where it
            is compared inside this run; REPORTDIFF_NOTIFY if left out.

    Returns:
        The series of which something came.

    Raises:
        ReportdiffError: A server did not answer, or nothing could be fetched of a series.
    """
    wish = Wish(Path(corpus), "", None, tuple(languages or ()), server=server, contact=contact)
    failures, came = [], []
    for name in [series] if series else list(_series_with_symbols(wish.corpus)):
        try:
            fetched = _fetch(name, wish)
        except ReportdiffError as problem:
            get_run_logger().error("%s: %s", name, problem)
            failures.append(name)
            continue
        came += [name] if fetched.came else []
        failures += [name] if _is_failure(fetched) else []
    given = {"corpus": corpus, "output": output, "database": database, "notify": notify}
    for name in came:
        _compare(deployment, {**given, "series": name})
    if failures:
        unknown = f"it is not known what there is of {', '.join(failures)}"
        raise FetchError(unknown, advice="the log says why; the next run asks again")
    return came


def _series_with_symbols(corpus: Path) -> Iterator[str]:
    """Every series that says under which symbols its editions are asked for.

    Raises:
        CorpusError: There is no such folder.
    """
    if not corpus.is_dir():
        raise CorpusError("there is no such folder of reports", path=corpus)
    for file in sorted(corpus.glob(f"*/{SERIES_FILE}")):
        if file.parent.name.startswith("."):
            continue
        try:
            series = read_series_file(file.parent)
        except SeriesFileError as problem:
            get_run_logger().warning("refused: %s", problem)
            continue
        if series.symbols or series.symbol_exceptions or series.corrigenda:
            yield series.id


@task(name="fetch", task_run_name="fetch {series}", persist_result=False)
def _fetch(series: str, wish: Wish) -> Fetched:
    logger = get_run_logger()

    def tell(one: Outcome) -> None:
        (logger.warning if one.failed else logger.info)("%s: %s", series, one)

    fetched = fetch_of_series(replace(wish, series=series), tell=tell)
    logger.info(fetched.closing_line)
    return fetched


def _is_failure(fetched: Fetched) -> bool:
    """Whether it is for somebody to look at: not that one of many documents was refused."""
    refused = fetched.of(Result.REFUSED)
    return bool(fetched.of(Result.NOT_ASKED)) or (bool(refused) and fetched.nothing_done)


def _compare(deployment: str | None, parameters: dict[str, Any]) -> None:
    if deployment is None:
        compare_series(**parameters)
        return
    run_deployment(deployment, parameters=parameters, timeout=0)
    get_run_logger().info("%s: a run of %s is scheduled", parameters["series"], deployment)

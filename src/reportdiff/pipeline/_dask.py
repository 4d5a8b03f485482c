"""The stages on many machines: a Prefect task a result, each sent to a worker of a Dask cluster.

Workers find what they start from in the exchange and leave their results there; nothing but the recipe
and the name of the exchange travels with a task. The database is this process' alone.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed

from reportdiff._prefect import is_quiet
from reportdiff.errors import ReportdiffError
from reportdiff.pipeline._exchange import Exchange, NotThere, SharedMemory
from reportdiff.pipeline._results import Recipe, Results

if TYPE_CHECKING:
    from prefect import Task
    from prefect.futures import PrefectFuture
    from prefect_dask.task_runners import DaskTaskRunner

    from reportdiff.pipeline._work import Desk

LOCAL = "local"
"""In place of an address: workers on this machine, that end with the run."""
_EXCHANGE = ".exchange"  # inside the output folder, where no other storage is named
_PATIENCE = 15  # seconds, for a scheduler to answer
_PORT = 8786  # of a scheduler, unless said otherwise
_ON_WORKERS = frozenset({"reading", "facts", "alignment", "changes", "history", "concordance"})


def shared_desk(desk: Desk, storage: str | None) -> Desk:
    """The same desk, whose results are exchanged with other machines by way of `storage`."""
    url = storage or str((desk.job.output / _EXCHANGE).resolve())
    shared = SharedMemory(desk.results.memory.folder, Exchange(url))
    return replace(desk, results=Results(shared))


@contextmanager
def cluster(address: str) -> Iterator[DaskTaskRunner]:
    """A cluster that takes tasks for as long as the block lasts.

    Args:
        address: Of a scheduler, such as tcp://host:8786, or LOCAL.

    Raises:
        ReportdiffError: Dask is not installed, or no scheduler answers.
    """
    if find_spec("prefect_dask") is None:
        raise ReportdiffError("Dask is not installed", advice="pip install 'reportdiff[dask]'")
    from prefect_dask.task_runners import DaskTaskRunner

    if address == LOCAL:
        runner = DaskTaskRunner(
            cluster_kwargs={
                "n_workers": os.cpu_count(),
                "threads_per_worker": 1,
                "host": "127.0.0.1",
                "dashboard_address": None,
                "silence_logs": logging.CRITICAL,
            }
        )
    else:
        _refuse_unseen_server(address)
        _refuse_silent(address)
        runner = DaskTaskRunner(address=address, client_kwargs={"timeout": _PATIENCE})
    with runner:
        try:
            workers = runner.client.scheduler_info(n_workers=-1)["workers"]
        except (OSError, ValueError) as failure:
            raise _silent(address, failure) from None
        if not workers:
            raise ReportdiffError(
                f"the Dask scheduler at {address} has no workers", advice="start some with `dask worker`"
            )
        yield runner


def _refuse_silent(address: str) -> None:
    """Say at once that nobody listens there: Dask itself would try for as long as its patience lasts."""
    try:
        place = _place(address)
        socket.create_connection((place.hostname, place.port or _PORT), _PATIENCE).close()
    except (OSError, ValueError) as failure:
        raise _silent(address, failure) from None


def _silent(address: str, failure: Exception) -> ReportdiffError:
    return ReportdiffError(
        f"no Dask scheduler answers at {address} ({failure})",
        advice="start it with `dask scheduler`, or name another address",
    )


def _place(address: str) -> SplitResult:
    return urlsplit(address if "//" in address else f"//{address}")


def _refuse_unseen_server(address: str) -> None:
    """Workers elsewhere report to Prefect's server: our own is on the loopback, where they do not see it."""
    host = _place(address).hostname or ""
    if is_quiet() and not _is_loopback(host):
        raise ReportdiffError(
            f"the workers of {address} cannot reach the Prefect server of this run",
            advice="start `prefect server start --host …` where they can and set PREFECT_API_URL to it",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Order:
    """A recipe on its way; in this wrapping neither Prefect nor Dask looks for tasks to wait for in it."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe


def _make_there(key: str, title: str, order: _Order, exchange: str) -> bool:  # noqa: ARG001 - for people
    """Make a result and leave it in the exchange; False where what it starts from is not there."""
    recipe = order.recipe
    if recipe.source is not None and not recipe.source.is_file():
        return False
    try:
        result = recipe.make()
    except NotThere:
        return False
    Exchange(exchange).save(key, result)
    return True


class DaskMaker:
    """Makes the results of stages on a cluster."""

    def __init__(self, desk: Desk, tasks: DaskTaskRunner) -> None:
        memory = desk.results.memory
        if not isinstance(memory, SharedMemory):
            raise TypeError("the desk shares no memory")
        self._memory, self._results, self._tasks = memory, desk.results, tasks
        self._force = desk.job.force

    def takes(self, stage: str) -> bool:
        """Whether a stage is worth sending; the others are done before they would arrive."""
        return stage in _ON_WORKERS

    def make(
        self, decorate: Callable[[Callable[..., Any]], Task[..., Any]], recipes: Sequence[Recipe]
    ) -> Iterator[None]:
        """Make these results and bring them home; yields as each is there."""
        exchange = self._memory.exchange
        self._share(exchange)
        left = []
        for recipe in recipes:
            if not self._force and self._bring_home(recipe.key):
                yield
            else:
                left.append(recipe)
        task = decorate(_make_there).with_options(cache_policy=NO_CACHE, persist_result=False)
        sent: dict[PrefectFuture[Any], Recipe] = {
            self._tasks.submit(
                task,
                {"key": one.key, "title": one.title, "order": _Order(one), "exchange": exchange.url},
            ): one
            for one in left
        }
        for future in as_completed(list(sent)):
            recipe = sent[future]
            if not (future.result() and self._bring_home(recipe.key)):
                self._memory.save(recipe.key, recipe.make())
            yield

    def _share(self, exchange: Exchange) -> None:
        """Put into the exchange what is in memory and not yet there: stages start from it."""
        known = self._results.known
        there = exchange.keys({key.partition("/")[0] for key in known})
        for key in sorted(known - there):
            if self._memory.has(key) and (result := self._memory.find(key)) is not None:
                exchange.save(key, result)

    def _bring_home(self, key: str) -> bool:
        result = self._memory.exchange.find(key)
        if result is not None:
            self._memory.save(key, result)
        return result is not None

"""A flow of the sample's size whose tasks do next to nothing, so that what remains is Prefect.

10 editions read and their facts found, 8 pairs compared and told, 2 histories, a store and an output:
40 task runs. Called by measure.py as `flow.py MODE FOLDER`; MODE is

    plain    the same functions called in turn; Prefect is not imported
    bare     Prefect as it comes, steered by the environment alone
    quick    bare, with the heartbeat off (which no environment variable can say)
    late     our own server, started when the flow needs it
    ours     our own server, started before anything else is imported: what `reportdiff run` does
"""

from __future__ import annotations

import contextlib
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportdiff import _prefect

MODE, FOLDER = sys.argv[1], Path(sys.argv[2])
if MODE == "ours":
    _prefect.start_early()

from reportdiff._memory import Memory  # noqa: E402
from reportdiff.model import Facts, Place, TreatyCount  # noqa: E402

MEMORY = Memory(FOLDER)
EDITIONS, PAIRS, SERIES = range(10), range(8), range(2)
Submit = Callable[[str, int], Any]


def stage(key: str, number: int) -> Facts:
    """A small result; what a stage needs it takes from memory by key, as ours do."""
    return Facts((TreatyCount("untoc", number, None, None, Place(key, 0, 1, "x")),))


def stages(run: Callable[[str, int], object]) -> None:
    """Every task run of the sample, stage by stage."""
    for name, numbers in (
        ("reading", EDITIONS),
        ("facts", EDITIONS),
        ("alignment", PAIRS),
        ("changes", PAIRS),
        ("history", SERIES),
        ("store", range(1)),
        ("output", range(1)),
    ):
        waiting = [run(f"{name}/{number}", number) for number in numbers]
        for future in waiting:
            if hasattr(future, "wait"):
                future.wait()


def plainly(key: str, number: int) -> None:
    """One stage without Prefect: from memory, or computed and kept."""
    if MEMORY.find(key) is None:
        MEMORY.save(key, stage(key, number))


def with_prefect() -> None:
    """All stages as tasks of one flow."""
    from prefect import flow, task
    from prefect.settings import temporary_settings

    from reportdiff._prefect_results import remembered

    kept = remembered(task(stage), MEMORY)

    @flow(name="sample-sized")
    def whole() -> None:
        stages(kept.submit)

    settings: contextlib.AbstractContextManager[object] = contextlib.nullcontext()
    if MODE in ("late", "ours"):
        settings = _prefect.quiet_prefect()
    elif MODE == "quick":
        settings = temporary_settings({"flows.heartbeat_frequency": None})
    with settings:
        whole()


if MODE == "plain":
    stages(plainly)
else:
    with_prefect()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

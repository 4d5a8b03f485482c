"""How a run shows that it is alive: a bar a stage on a terminal, a line a stage anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

Advance = Callable[[str, int, int], None]
"""Called with a stage's title, how many of its pieces are done, and how many there are."""


def silent(_title: str, _done: int, _total: int) -> None:
    """Show nothing."""


told: ContextVar[Advance] = ContextVar("told", default=silent)
"""Who is told of the progress of a flow; a flow's own parameters are for people."""


@contextmanager
def terminal_progress() -> Iterator[Advance]:
    """Progress on stderr for as long as the block lasts."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line_when_complete
        return
    bars: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:

        def advance(title: str, done: int, total: int) -> None:
            if title not in bars:
                bars[title] = progress.add_task(title, total=total)
            progress.update(bars[title], completed=done, total=total)

        yield advance


def _line_when_complete(title: str, done: int, total: int) -> None:
    if done == total:
        sys.stderr.write(f"{title}: {total}\n")

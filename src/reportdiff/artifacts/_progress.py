"""Progress of long stages, where the pages of a Prefect server show it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from reportdiff.artifacts._server import leave, server_lasts

Advance = Callable[[str, int, int], None]

_LONG = 20  # pieces; what has fewer is soon over
_STEPS = 10  # how often a bar moves: each time is a request


def with_progress(advance: Advance) -> Advance:
    """The same, which also leaves a bar for every stage of many pieces on a server that lasts."""
    if not server_lasts():
        return advance
    bars = _Bars()

    def advance_both(stage: str, done: int, total: int) -> None:
        advance(stage, done, total)
        bars.move(stage, done, total)

    return advance_both


class _Bars:
    """A bar a stage."""

    def __init__(self) -> None:
        self._known: dict[str, UUID | None] = {}

    def move(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done, each time that another tenth is."""
        step = done * _STEPS // total
        if total < _LONG or step == (done - 1) * _STEPS // total:
            return
        share = 100.0 * done / total
        if stage not in self._known:
            description = f"Stage “{stage}”: {total} pieces"
            self._known[stage] = leave(
                create_progress_artifact, progress=share, key=f"progress-{stage}", description=description
            )
        elif (bar := self._known[stage]) is not None:
            leave(update_progress_artifact, artifact_id=bar, progress=share)

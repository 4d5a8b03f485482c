"""The stages run one after the other in this thread: for a run that has next to nothing to compute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportdiff.pipeline._results import Recipe, Results
from reportdiff.pipeline.progress import Advance

_T = TypeVar("_T")


class PlainRunner:
    """Runs stages without Prefect."""

    def __init__(self, results: Results, advance: Advance) -> None:
        self._results = results
        self._advance = advance

    def make(self, stage: str, recipes: Sequence[Recipe]) -> None:
        """Make these results and leave them in memory."""
        for done, recipe in enumerate(recipes, 1):
            self._results.memory.save(recipe.key, recipe.make())
            self._advance(stage, done, len(recipes))

    def once(self, stage: str, _title: str, call: Callable[[], _T]) -> _T:
        """Do one thing that leaves no result in memory."""
        result = call()
        self._advance(stage, 1, 1)
        return result

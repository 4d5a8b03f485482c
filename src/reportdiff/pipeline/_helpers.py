"""Results made in processes beside this one: Python computes on one core a process.

A helper lays out the same desk as the run that it helps and is told keys. It makes the result of a key and
hands it back as the memory would keep it, so that whoever runs the stages keeps it as ever. Where a helper
dies or cannot make one, this process makes it itself, and so says what is wrong.

Requests and answers are lines of JSON: the job, then a key a line; a result's text, or null.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Lock
from typing import BinaryIO

from reportdiff._memory import Memory, Result, Unreadable, decode, encode
from reportdiff.pipeline._job import Job, job_of
from reportdiff.pipeline._results import Recipe

_COMMAND = "from reportdiff.pipeline._helpers import serve; serve()"
_WORTH = 64  # results of one stage: what a helper saves with fewer, its start takes
_STAGES = frozenset({"reading", "facts", "alignment", "changes", "history"})

_Process = subprocess.Popen[bytes]


class Helpers:
    """As many processes as threads ask at once, each started when it is first needed."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._idle: list[_Process] = []
        self._all: list[_Process] = []
        self._lock = Lock()

    def with_help(self, recipes: Sequence[Recipe]) -> list[Recipe]:
        """The recipes of one stage, to be made in other processes where that is worth their start."""
        if len(recipes) < _WORTH or (os.cpu_count() or 1) == 1:
            return list(recipes)
        return [self._helped(recipe) if recipe.stage in _STAGES else recipe for recipe in recipes]

    def end(self) -> None:
        """End all processes."""
        with self._lock:
            for process in self._all:
                _end(process)
            self._all.clear()
            self._idle.clear()

    def _helped(self, recipe: Recipe) -> Recipe:
        return replace(recipe, make=lambda: self._made(recipe))

    def _made(self, recipe: Recipe) -> Result:
        process = self._take()
        try:
            result = _asked(process, recipe.key)
        except BaseException:
            _end(process)
            raise
        if process.poll() is None:
            self._idle.append(process)
        return recipe.make() if result is None else result

    def _take(self) -> _Process:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.poll() is None:
                    return process
            process = _started(self._job)
            self._all.append(process)
            return process


@contextmanager
def helpers(job: Job) -> Iterator[Helpers]:
    """Helpers for a run, which end with the block."""
    found = Helpers(job)
    try:
        yield found
    finally:
        found.end()


def _started(job: Job) -> _Process:
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
    )
    told = [str(job.corpus), str(job.output), str(job.database), job.series, job.language, job.force]
    _tell(process, told)
    return process


def _tell(process: _Process, line: object) -> None:
    with suppress(BrokenPipeError):
        if process.stdin is not None:
            process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.flush()


def _asked(process: _Process, key: str) -> Result | None:
    """What a helper made; None where it could not, or has died."""
    _tell(process, key)
    line = process.stdout.readline() if process.stdout is not None else b""
    with suppress(Unreadable, ValueError):
        text = json.loads(line)
        return decode(text) if isinstance(text, str) else None
    _end(process)
    return None


def _end(process: _Process) -> None:
    process.kill()
    process.communicate()


# ------------------------------------------------------------------------------------ in the helper


def serve() -> None:
    """Make results until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    source = sys.stdin.buffer
    corpus, output, database, series, language, force = json.loads(source.readline())
    job = job_of(corpus, output, database, series, language, force=force)
    for text in _results(job, source):
        target.write(json.dumps(text).encode() + b"\n")
        target.flush()


def _results(job: Job, source: BinaryIO) -> Iterator[str | None]:
    from reportdiff.pipeline._work import recipes_after_reading, recipes_of_reading, unchanged_desk

    desk = unchanged_desk(job)
    recipes = _by_key(recipes_of_reading(desk))
    for line in source:
        key = json.loads(line)
        if key not in recipes:
            recipes |= _by_key(recipes_after_reading(desk))
        yield _text(recipes.get(key))


def _by_key(recipes: Iterable[Recipe]) -> dict[str, Recipe]:
    return {recipe.key: recipe for recipe in recipes}


def _text(recipe: Recipe | None) -> str | None:
    try:
        return None if recipe is None else encode(recipe.make())
    except Exception:
        return None


def stays_here(memory: Memory) -> bool:
    """Whether results are kept by this machine alone; those that travel are made where they travel to."""
    return type(memory) is Memory

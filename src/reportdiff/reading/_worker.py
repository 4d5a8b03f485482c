"""The process that files are read in: what a hostile one can do, it does to this process alone.

It reads requests (a line of JSON with format, language and length, then the file) from its standard input and
answers each with lines of JSON: the page it goes on to, and at last what it found or why it found nothing.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from reportdiff.errors import Defect, ReadingError
from reportdiff.reading._answer import answer_of
from reportdiff.reading._extract import extracted
from reportdiff.reading._limits import FILE_SECONDS, LAYOUT_SECONDS, MEMORY, PAGE_SECONDS
from reportdiff.reading._source import Format, Source

_SOMEWHERE = Path("report")


def serve() -> None:
    """Answer requests until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_AS, MEMORY)
    source = sys.stdin.buffer
    # What a library prints must not get between the answers.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while head := source.readline():
        asked = json.loads(head)
        form, data = Format(asked["format"]), source.read(asked["length"])
        _answer(Source(_SOMEWHERE, data, form), asked["language"], target)


def _answer(source: Source, language: str | None, target: BinaryIO) -> None:
    def go_on(page: int) -> None:
        _allow(PAGE_SECONDS if page else LAYOUT_SECONDS)
        _say(target, {"page": page})

    _allow(LAYOUT_SECONDS if source.format is Format.PDF else FILE_SECONDS)
    try:
        _say(target, answer_of(*extracted(source, language, go_on)))
    except ReadingError as error:
        _say_error(target, error)
    except MemoryError:
        raise
    except Exception as failure:  # told as what it is, lest it pass for damage to the file
        _say_error(target, Defect.of(failure))


def _say_error(target: BinaryIO, error: ReadingError) -> None:
    said = {"problem": error.problem, "where": error.where, "advice": error.advice}
    _say(target, {"error": type(error).__name__, **said})


def _say(target: BinaryIO, answer: dict[str, Any]) -> None:
    target.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    target.flush()


def _allow(seconds: int) -> None:
    """Let the process run for so long from now, in processor time; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


def _lower(kind: int, limit: int) -> None:
    """Set a limit, as far as the one that the process came with allows it."""
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    serve()

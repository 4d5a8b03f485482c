"""PDFs read in a process of their own, which ends where a file asks for more time or memory than it may.

The library that unpacks PDFs cannot be interrupted, and a broken file can bring it down. The process is
started with the first PDF, kept for the next, and ends with this one.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from reportdiff import errors
from reportdiff.errors import ReadingError, Transient, UnknownFormat
from reportdiff.reading._block import Extract
from reportdiff.reading._limits import LAYOUT_SECONDS, PAGE_SECONDS, PDF_MEMORY
from reportdiff.reading._pdf_answer import extract_of

_COMMAND = "from reportdiff.reading._pdf_worker import serve; serve()"
_AGAIN = "try again"
_ADVICE = "print it to a new PDF or export its text"

_Process = subprocess.Popen[bytes]
_idle: list[_Process] = []


def read_pdf(data: bytes, path: Path) -> Extract:
    """The blocks of a PDF in reading order, and what could not be read.

    Raises:
        ReadingError: as `_pdf.pdf_document` does, or because it takes too long, asks for too much memory,
            or brings down the process that reads it.
    """
    process = _take()
    try:
        answer = _asked(process, data, path)
    except BaseException:
        _end(process)
        raise
    _idle.append(process)
    if "error" in answer:
        kind: type[ReadingError] = getattr(errors, answer["error"])
        raise kind(answer["problem"], path=path, advice=answer["advice"], where=answer["where"])
    return extract_of(answer)


def _take() -> _Process:
    """A process that waits for a file: an idle one, else a new one."""
    while _idle:
        process = _idle.pop()
        if process.poll() is None:
            return process
        _end(process)
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _asked(process: _Process, data: bytes, path: Path) -> dict[str, Any]:
    """The answer of a process to a file."""
    page: int | None = None
    with suppress(BrokenPipeError):
        _send(process, data)
    for line in process.stdout or ():
        if not line.endswith(b"\n"):  # cut off in mid-answer
            break
        answer: dict[str, Any] = json.loads(line)
        if "page" not in answer:
            return answer
        page = answer["page"]
    raise _ended(process.wait(), page, path)


def _send(process: _Process, data: bytes) -> None:
    if process.stdin is not None:
        process.stdin.write(len(data).to_bytes(8))
        process.stdin.write(data)
        process.stdin.flush()


def _ended(status: int, page: int | None, path: Path) -> ReadingError:
    """Why a process ended before it gave its answer, at a page (0 after the last, None before the first).

    What ended by a signal may have been the machine's doing: it says nothing that holds of the file.
    """
    where = f"page {page}" if page else ""
    if status == -signal.SIGXCPU:
        taken = f"more than {PAGE_SECONDS if page else LAYOUT_SECONDS} seconds of computing"
        return Transient(f"reading it takes {taken}", path=path, where=where, advice=_ADVICE)
    if status == -signal.SIGKILL:
        problem = "the process that read it was killed, as the system does when memory runs out"
        return Transient(problem, path=path, where=where, advice=_AGAIN)
    problem = f"it is a damaged PDF, or needs more than {PDF_MEMORY >> 30} GB of memory to be read"
    kind = UnknownFormat if status >= 0 else Transient
    return kind(problem, path=path, where=where, advice=_ADVICE)


def _end(process: _Process) -> None:
    process.kill()
    process.communicate()


@atexit.register
def _end_all() -> None:
    while _idle:
        _end(_idle.pop())

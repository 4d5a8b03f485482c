"""Files read in a process of its own, which ends where one asks for more time or memory than it may.

What unpacks PDFs, Word files and web pages cannot be interrupted, and a broken file can bring it down. The
process is started with the first file that needs it, kept for the next, and ends with this one. A file so
small that it cannot ask for much is read in this process instead, which takes no start.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from reportdiff import errors
from reportdiff.errors import ReadingError, Transient, UnknownFormat
from reportdiff.reading import _extract
from reportdiff.reading._answer import extract_of
from reportdiff.reading._block import Extract
from reportdiff.reading._limits import FILE_SECONDS, LAYOUT_SECONDS, MEMORY, PAGE_SECONDS, SMALL_BYTES
from reportdiff.reading._source import Format, Source

_COMMAND = "from reportdiff.reading._worker import serve; serve()"
_AGAIN = "try again"
_SILENCE = 900.0  # seconds without a sign of life; far above what any limit of computing lets pass
_NAMES = {Format.TEXT: "text", Format.PDF: "PDF", Format.DOCX: "Word file", Format.HTML: "web page"}

_Process = subprocess.Popen[bytes]
_idle: list[_Process] = []


def extracted(source: Source, language: str | None) -> tuple[Extract, str]:
    """What a file holds, and its language: as given, else as told from the text.

    Raises:
        ReadingError: as the reader of its format does, or because it takes too long, asks for too much
            memory, or brings down the process that reads it.
    """
    if _is_small(source):
        return _extract.extracted(source, language)
    process = _take()
    try:
        answer = _asked(process, source, language)
    except BaseException:
        _end(process)
        raise
    _idle.append(process)
    if "error" in answer:
        kind: type[ReadingError] = getattr(errors, answer["error"])
        raise kind(answer["problem"], path=source.path, advice=answer["advice"], where=answer["where"])
    return extract_of(answer)


def _is_small(source: Source) -> bool:
    """Whether a file is small even when it is unpacked. A page of a PDF can draw itself over and over."""
    if source.format is Format.PDF or len(source.data) > SMALL_BYTES:
        return False
    if source.format is not Format.DOCX:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            # No more than the stated size of a part is ever unpacked.
            return sum(part.file_size for part in archive.infolist()) <= SMALL_BYTES
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return True  # its reader refuses it


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


def _asked(process: _Process, source: Source, language: str | None) -> dict[str, Any]:
    """The answer of a process to a file."""
    page: int | None = None
    with _watched(process) as watch:
        with suppress(BrokenPipeError):
            _send(process, source, language)
        for line in process.stdout or ():
            if not line.endswith(b"\n"):  # cut off in mid-answer
                break
            watch.seen()
            answer: dict[str, Any] = json.loads(line)
            if "page" not in answer:
                return answer
            page = answer["page"]
        status = process.wait()
    if watch.has_ended_it:
        problem = f"the process that read it gave no sign of life for {_SILENCE:g} seconds"
        where = f"page {page}" if page else ""
        raise Transient(problem, path=source.path, where=where, advice=_AGAIN)
    raise _ended(status, page, source)


class _Watch:
    """Ends a process that gives no sign of life. Limits of computing do not end one that waits."""

    def __init__(self, process: _Process) -> None:
        self._process = process
        self._seen = threading.Event()
        self._over = False
        self.has_ended_it = False

    def seen(self) -> None:
        """Count the time of silence anew."""
        self._seen.set()

    def stop(self) -> None:
        """Watch no more."""
        self._over = True
        self._seen.set()

    def run(self) -> None:
        """Watch until told to stop."""
        while self._seen.wait(_SILENCE):
            self._seen.clear()
            if self._over:
                return
        self.has_ended_it = True
        self._process.kill()


@contextmanager
def _watched(process: _Process) -> Iterator[_Watch]:
    watch = _Watch(process)
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.stop()
        thread.join()


def _send(process: _Process, source: Source, language: str | None) -> None:
    if process.stdin is None:
        return
    asked = {"format": source.format.value, "language": language, "length": len(source.data)}
    process.stdin.write(json.dumps(asked).encode() + b"\n")
    process.stdin.write(source.data)
    process.stdin.flush()


def _ended(status: int, page: int | None, source: Source) -> ReadingError:
    """Why a process ended before it gave its answer, at a page (0 after the last, None before the first).

    What ended by a signal may have been the machine's doing: it says nothing that holds of the file.
    """
    path, where, advice = source.path, f"page {page}" if page else "", _advice(source.format)
    if status == -signal.SIGXCPU:
        taken = f"more than {_seconds(source.format, page)} seconds of computing"
        return Transient(f"reading it takes {taken}", path=path, where=where, advice=advice)
    if status == -signal.SIGKILL:
        problem = "the process that read it was killed, as the system does when memory runs out"
        return Transient(problem, path=path, where=where, advice=_AGAIN)
    damaged = f"it is a damaged {_NAMES[source.format]}, or needs more than {MEMORY >> 30} GB of memory"
    kind = UnknownFormat if status >= 0 else Transient
    return kind(f"{damaged} to be read", path=path, where=where, advice=advice)


def _seconds(form: Format, page: int | None) -> int:
    if form is not Format.PDF:
        return FILE_SECONDS
    return PAGE_SECONDS if page else LAYOUT_SECONDS


def _advice(form: Format) -> str:
    if form is Format.TEXT:
        return "split it"
    return "print it to a new PDF or export its text" if form is Format.PDF else "split it or export its text"


def _end(process: _Process) -> None:
    process.kill()
    process.communicate()


@atexit.register
def _end_all() -> None:
    while _idle:
        _end(_idle.pop())

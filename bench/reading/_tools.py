"""One tool reads PDFs, with the simplest joining of lines to paragraphs: `python _tools.py TOOL FILE…`.

Runs alone, so that an interpreter that has nothing but the tool can run it. Prints JSON: pages, seconds of
processor time (with that of programs started) without the time of imports, and peak memory in MB.
The simplest joining: lines are joined with a space, a paragraph ends at an empty line or at a short line that
ends a sentence.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SHORT = 0.8


def joined(text: str) -> list[str]:
    """The simplest paragraphs of a page's text."""
    lines = [line.strip() for line in text.splitlines()]
    widest = max(map(len, lines), default=0)
    found, held = [], ""
    for line in lines:
        held = f"{held} {line}".strip()
        if held and (not line or (line.endswith(".") and len(line) < SHORT * widest)):
            found.append(held)
            held = ""
    return [*found, held] if held else found


def with_reportdiff() -> Callable[[str], int]:
    """The reader that is measured: everything, up to the report."""
    import pypdfium2  # type: ignore[import-untyped]

    from reportdiff import read_report

    def read(path: str) -> int:
        read_report(path)
        return len(pypdfium2.PdfDocument(path)) if path.endswith(".pdf") else 1

    return read


def with_lines() -> Callable[[str], int]:
    """The text of a Word file or web page alone, as lxml gives it."""
    sys.path.append(str(Path.cwd()))
    from bench.reading._lines import lines_of

    def read(path: str) -> int:
        lines_of(Path(path))
        return 1

    return read


def with_pdfium_calls() -> Callable[[str], int]:
    """Nothing but the calls of pdfium that the reader makes: text and a box for every character."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    def read(path: str) -> int:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            textpage = page.get_textpage()
            count = textpage.count_chars()
            buffer = (ctypes.c_ushort * (count + 1))()
            raw.FPDFText_GetText(textpage.raw, 0, count, buffer)
            boxes = (raw.FS_RECTF * max(count, 1))()
            for index in range(count):
                raw.FPDFText_GetLooseCharBox(textpage.raw, index, boxes[index])
            textpage.close()
            page.close()
        pages = len(document)
        document.close()
        return pages

    return read


def with_pypdfium2() -> Callable[[str], int]:
    """Plain text of pypdfium2."""
    import pypdfium2

    def read(path: str) -> int:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            joined(page.get_textpage().get_text_range())
        return len(document)

    return read


def with_pdfplumber() -> Callable[[str], int]:
    """Plain text of pdfplumber."""
    import pdfplumber  # type: ignore[import-not-found]

    def read(path: str) -> int:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                joined(page.extract_text() or "")
                page.close()
            return len(document.pages)

    return read


def with_pypdf() -> Callable[[str], int]:
    """Plain text of pypdf."""
    import pypdf  # type: ignore[import-not-found]

    def read(path: str) -> int:
        document = pypdf.PdfReader(path)
        for page in document.pages:
            joined(page.extract_text())
        return len(document.pages)

    return read


def with_pdftotext() -> Callable[[str], int]:
    """`pdftotext -layout` of Poppler."""

    def read(path: str) -> int:
        text = subprocess.run(
            ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
        ).stdout.decode()
        pages = text.split("\f")
        for page in pages:
            joined(page)
        return len(pages) - 1

    return read


TOOLS = {
    "reportdiff": with_reportdiff,
    "lines": with_lines,
    "pdfium-calls": with_pdfium_calls,
    "pypdfium2": with_pypdfium2,
    "pdfplumber": with_pdfplumber,
    "pypdf": with_pypdf,
    "pdftotext": with_pdftotext,
}


def _seconds() -> float:
    """Processor time of this process, those it started, and those that still run for it."""
    times = os.times()
    alive = sum(sum(map(int, _stat(pid)[11:13])) for pid in _children()) / os.sysconf("SC_CLK_TCK")
    return times.user + times.system + times.children_user + times.children_system + alive


def _children() -> list[int]:
    return [
        int(pid) for pid in Path("/proc/self/task").joinpath(str(os.getpid()), "children").read_text().split()
    ]


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _megabytes() -> float:
    """The most memory that this process took, with those that run for it, or one that has ended.

    Not `ru_maxrss`, which of a process that another one started knows its parent's.
    """
    running = sum(_peak(pid) for pid in (os.getpid(), *_children()))
    return max(running, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _peak(pid: int) -> int:
    with Path(f"/proc/{pid}/status").open(encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def main(tool: str, paths: list[str]) -> None:
    """Read all files once and print what it took."""
    read = TOOLS[tool]()
    # What loads once (a model that tells languages, for files in no folder of one) is no time of reading.
    for path in {paths[0], paths[-1], *(path for path in paths if "strays" in path)}:
        read(path)
    start = _seconds()
    pages = sum(read(path) for path in paths)
    seconds = _seconds() - start
    print(json.dumps({"pages": pages, "seconds": seconds, "megabytes": _megabytes()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

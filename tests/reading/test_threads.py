"""Two editions are read at once in one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reportdiff.reading import read_report


def test_pdfs_are_read_from_several_threads_as_from_one(shared: Path) -> None:
    # PDFium keeps state of its own for a whole process; two threads in it at once bring the process down.
    files = sorted((shared / "corpora").glob("un-opcw-syria/en/*.pdf"))
    alone = [read_report(file) for file in files]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(read_report, files * 2))
    assert together == alone * 2

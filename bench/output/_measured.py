"""How long outputs take to make and how large they are; every output adds its rows to `MEASURES`."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from typing import NamedTuple

from bench.output._office import FILES
from bench.output._pairs import large_pair
from bench.output._series import large_series, pairs_of

from reportdiff.output._manifest import Files
from reportdiff.output._of_pair import pair_files
from reportdiff.output._pair import Pair
from reportdiff.output._render import render_summary
from reportdiff.output._summary import summarise
from reportdiff.output.report_page import render_report
from reportdiff.output.series_page import render_series

PARAGRAPHS = 400
"""Of each edition, at least."""
RUNS = 5
EDITIONS, OF_SERIES = 20, 150
"""Editions of a series, and paragraphs of each."""
LANGUAGES = ("en", "zh")
_LIBRARIES = ("jinja2", "markdown-it-py", "matplotlib", "rapidfuzz", "xlsxwriter", "lxml", "duckdb")


class Row(NamedTuple):
    """What was made, of what, in how many seconds (the least of several runs), how many bytes."""

    output: str
    of: str
    seconds: float
    size: int


def timed(output: str, of: str, make: Callable[[], bytes]) -> Row:
    """One row: `make` is run once to warm up, then `RUNS` times."""
    size = len(make())
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        make()
        taken.append(time.perf_counter() - start)
    return Row(output, of, min(taken), size)


def report_rows() -> Iterator[Row]:
    """`report.html` of a pair in its own language."""
    for language in LANGUAGES:
        pair = large_pair(language, PARAGRAPHS)
        of = f"{language}, {len(pair.old.paragraphs)} and {len(pair.new.paragraphs)} paragraphs"
        yield timed("report.html", of, lambda pair=pair, ui=language: render_report(pair, ui).encode())  # type: ignore[misc]


def office_rows() -> Iterator[Row]:
    """The files for office programs and machines, of a pair in its own language."""
    for language in LANGUAGES:
        pair = large_pair(language, PARAGRAPHS)
        of = f"{language}, {len(pair.old.paragraphs)} and {len(pair.new.paragraphs)} paragraphs"
        for name, make in FILES.items():
            yield timed(name, of, lambda pair=pair, ui=language, make=make: make(pair, ui))  # type: ignore[misc]


def pair_rows() -> Iterator[Row]:
    """`summary.md` alone, and all files of a pair: pages and workbook in English and in its own language."""
    for language in LANGUAGES:
        pair = large_pair(language, PARAGRAPHS)
        of = f"{language}, {len(pair.old.paragraphs)} and {len(pair.new.paragraphs)} paragraphs"
        yield timed("summary.md", of, lambda pair=pair, ui=language: _summary(pair, ui))  # type: ignore[misc]
        yield timed("all files of a pair", of, lambda pair=pair: _joined(pair_files(pair, "")))  # type: ignore[misc]


def _summary(pair: Pair, language: str) -> bytes:
    return render_summary(summarise(pair), language).encode()


def _joined(files: Files) -> bytes:
    return b"".join(one.encode() if isinstance(one, str) else one for one in files.values())


def series_rows() -> Iterator[Row]:
    """`series.html`, and once all files of a series, in English."""
    series = large_series(EDITIONS, OF_SERIES)
    pairs = list(pairs_of(series))
    of = f"en, {EDITIONS} editions of {OF_SERIES} paragraphs"
    yield timed("series.html", of, lambda: render_series(series, "en").encode())
    start = time.perf_counter()
    files = [_joined(pair_files(pair, "")) for pair in pairs]
    size = sum(map(len, files)) + len(render_series(series, "en").encode())
    yield Row("all files of a series", of, time.perf_counter() - start, size)


MEASURES: tuple[Callable[[], Iterator[Row]], ...] = (report_rows, office_rows, pair_rows, series_rows)


def results() -> str:
    """Everything that is measured, as Markdown."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    rows = [row for measure in MEASURES for row in measure()]
    table = [f"| {row.output} | {row.of} | {row.seconds:.2f} | {row.size / 1000:,.0f} |" for row in rows]
    machine = f"{platform.system()} {platform.machine()}, one core, Python {platform.python_version()}"
    lines = [
        "# Outputs: measured",
        f"{date.today().isoformat()}; {machine}, {libraries}.",  # noqa: DTZ011
        (
            f"The sample series' last two editions, repeated until each has {PARAGRAPHS} paragraphs; "
            f"the least of {RUNS} runs after a first one. "
            "Goals: all outputs of such a pair in 2 s, `report.html` in 1 s and 2 MB. "
            f"The series is made up, {EDITIONS} editions of some 100 kB each, 15 % of the paragraphs as they "
            "stood in the edition before; all its files are made once. Goals: 20 s, `series.html` in 3 MB."
        ),
        "\n".join(["| Output | Of | Seconds | kB |", "|---|---|---:|---:|", *table]),
    ]
    return "\n\n".join(lines) + "\n"

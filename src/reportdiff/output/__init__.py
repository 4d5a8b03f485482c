"""What people read: change reports from the database.

Usage:
    changed = write_outputs(Path("outputs/reportdiff.duckdb"), Path("outputs"))
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path

from reportdiff.model import Comparison, Facts, PairChanges, Report
from reportdiff.output._catalogue import catalogue_languages
from reportdiff.output._database import Database, ListedComparison, ListedEdition
from reportdiff.output._html import html_page
from reportdiff.output._manifest import Files, OutputFolder
from reportdiff.output._pair import Pair
from reportdiff.output._render import (
    in_language,
    index_languages,
    pair_folder,
    render_index,
    render_summary,
)
from reportdiff.output._series_rows import ListedSeries
from reportdiff.output._summary import summarise

__all__ = [
    "catalogue_languages",
    "html_page",
    "render_comparison_html",
    "render_comparison_markdown",
    "write_outputs",
]

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "matplotlib", "xlsxwriter")


def write_outputs(database: Path, folder: Path, *, only: Collection[str] | None = None) -> list[Path]:
    """Write the files of every comparison and series, and the index; nothing that would stay the same.

    Args:
        database: A published database.
        folder: Where files go: `<series>/<language>/<old>-<new>/…`, `<series>/<language>/series.html`, and
            the index in each language. Files of ours whose comparison is no more are removed, unless
            somebody has changed them.
        only: Comparison ids (`series/old..new/language`) to write, without pages of whole series; all where
            it is None.

    Returns:
        The files whose bytes changed.

    Raises:
        StoreError: The database cannot be read.
    """
    with Database(database) as source:
        outputs = OutputFolder(folder)
        listed, alone, made_of = source.comparisons(), source.alone(), source.made_of()
        whole = source.series()
        for one in listed:
            if only is None or one.comparison_id in only:
                made = _digest(made_of[one.comparison_id])
                outputs.write(one.comparison_id, made, partial(_pair_files, source, one))
        for series in whole if only is None else ():
            outputs.write(series.folder, _digest(series.made_of), partial(_series_files, source, series))
        files = {**_index(listed, alone), "feed.atom": _feed(source)}
        outputs.write("index", _digest("\0".join(files.values())), lambda: files)
        outputs.close({one.comparison_id for one in listed} | {one.folder for one in whole} | {"index"})
    return outputs.changed


def _index(listed: Sequence[ListedComparison], alone: Sequence[ListedEdition]) -> dict[str, str]:
    """The index in each of its languages, as Markdown that leads to summaries, and as a page to reports."""
    files: dict[str, str] = {}
    for language in index_languages(listed, alone):
        files[in_language("index.md", language)] = render_index(listed, alone, ui_language=language)
        page = render_index(listed, alone, ui_language=language, leads_to="report.html")
        files[in_language("index.html", language)] = html_page(page, language)
    return files


def _pair_files(source: Database, listed: ListedComparison) -> Files:
    """All files of one comparison, by name."""
    from reportdiff.output._of_pair import pair_files  # what makes them is loaded when there is need

    return pair_files(source.pair(listed), pair_folder(listed))


def _series_files(source: Database, listed: ListedSeries) -> Files:
    """All files of one series and language, by name."""
    from reportdiff.output._of_series import series_files  # draws charts, which takes long to load

    return series_files(source.whole_series(listed), listed.folder)


def _feed(source: Database) -> str:
    from reportdiff.output.machine import render_feed

    return render_feed(source)


def _digest(made_of: str) -> str:
    return hashlib.sha256(f"{_fingerprint()}\0{made_of}".encode()).hexdigest()[:32]


@cache
def _fingerprint() -> str:
    """Digest of the code, words and libraries that files are made by."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    _take_in(digest, resources.files("reportdiff.output"))
    return digest.hexdigest()


def _take_in(digest: hashlib._Hash, place: Traversable) -> None:
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _take_in(digest, entry)
        elif entry.is_file():
            digest.update(f"{entry.name}\0".encode() + entry.read_bytes())


def render_comparison_markdown(
    old: Report,
    new: Report,
    comparison: Comparison,
    old_facts: Facts,
    new_facts: Facts,
    changes: PairChanges,
    *,
    sample: bool = False,
    ui_language: str = "en",
) -> str:
    """The summary of two editions without a database, as `reportdiff compare --markdown` writes it.

    Args:
        old: The earlier edition.
        new: The later edition.
        comparison: The correspondences between them.
        old_facts: The facts of `old`.
        new_facts: The facts of `new`.
        changes: What `history.pair_changes` made of them.
        sample: Whether the series is one of samples, which the page then says.
        ui_language: One of `catalogue_languages()`.

    Returns:
        Markdown, one page, ending with a line break.
    """
    pair = Pair(old, new, comparison, old_facts, new_facts, changes, sample=sample)
    summary = replace(summarise(pair), comparison_id=None)
    return render_summary(summary, ui_language, links=False)


def render_comparison_html(
    old: Report,
    new: Report,
    comparison: Comparison,
    old_facts: Facts,
    new_facts: Facts,
    changes: PairChanges,
    *,
    sample: bool = False,
    ui_language: str = "en",
) -> str:
    """The report of two editions side by side without a database, as `reportdiff compare --html` writes it.

    Arguments are those of `render_comparison_markdown`.
    """
    from reportdiff.output.report_page import render_report

    return render_report(
        Pair(old, new, comparison, old_facts, new_facts, changes, sample=sample), ui_language
    )

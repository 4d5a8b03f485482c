"""What people read: change reports from the database.

Usage:
    changed = write_outputs(Path("outputs/reportdiff.duckdb"), Path("outputs"))
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from reportdiff.model import Comparison, Facts, PairChanges, Report
from reportdiff.output._catalogue import catalogue_languages
from reportdiff.output._database import Database
from reportdiff.output._files import remove_stale, write_if_different
from reportdiff.output._html import html_page
from reportdiff.output._pair import Pair
from reportdiff.output._render import (
    pair_folder,
    render_index,
    render_summary,
    summary_file,
    summary_languages,
)
from reportdiff.output._summary import summarise

__all__ = ["VERSION", "catalogue_languages", "html_page", "render_comparison_markdown", "write_outputs"]

VERSION = "output/2"
"""Changes whenever the same database gives other files."""


def write_outputs(database: Path, folder: Path, *, only: Collection[str] | None = None) -> list[Path]:
    """Write a summary for every comparison, and the index; nothing whose bytes would stay the same.

    Args:
        database: A published database.
        folder: Where files go: `<series>/<language>/<old>-<new>/summary.md` in English, beside it
            `summary.<language>.md` in the report's own language where there is a catalogue for it, and
            `index.md`. Summaries of ours whose comparison is no more are removed.
        only: Comparison ids (`series/old..new/language`) to write; all where it is None.

    Returns:
        The files whose bytes changed.

    Raises:
        StoreError: The database cannot be read.
    """
    written: list[Path] = []
    wanted: set[Path] = set()
    with Database(database) as source:
        listed, alone = source.comparisons(), source.alone()
        for one in listed:
            paths = {
                language: folder / pair_folder(one) / summary_file(language)
                for language in summary_languages(one.language)
            }
            wanted.update(paths.values())
            if only is not None and one.comparison_id not in only:
                continue
            summary = summarise(source.pair(one))
            written += [
                path
                for language, path in paths.items()
                if write_if_different(path, render_summary(summary, language))
            ]
    remove_stale(folder, wanted)
    index = folder / "index.md"
    return [*written, index] if write_if_different(index, render_index(listed, alone)) else written


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

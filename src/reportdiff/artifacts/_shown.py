"""The artifacts of a run: a summary to read, a table of changes, a link to the report."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from prefect import get_run_logger
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from reportdiff.artifacts._news import NewComparison, News, news_of
from reportdiff.artifacts._server import leave, server_lasts
from reportdiff.errors import StoreError

KEYS = {"summary": "reportdiff-summary", "changes": "reportdiff-changes", "report": "reportdiff-report"}
"""Under which the artifacts stand; Prefect keeps those of earlier runs behind the same key."""

ADDRESS = "REPORTDIFF_URL"
"""Names the address under which the outputs are served; without it links lead to this machine's files."""

_LISTED = 50  # comparisons in the summary
_LONGEST = 200_000  # characters of a summary.md; no real one comes near
_RELATIVE = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|/|#)")


def show(database: Path, output: Path, run: str, closing_line: str, refused: Sequence[str]) -> None:
    """Leave on a server that lasts what a run brought, and say it in the log.

    Args:
        database: The published database.
        output: The folder of outputs.
        run: The run, as `runs.run_id` names it.
        closing_line: What came of it, in one line.
        refused: One line a refused file.
    """
    if not server_lasts():
        return
    try:
        news = news_of(database, run)
    except StoreError as problem:
        get_run_logger().warning("nothing left on the server: %s", problem)
        return
    for one in news.comparisons[:_LISTED]:
        get_run_logger().info("%s: %d changes, %d important", one.title, one.changes, one.important)
    place = _Place(output)
    summary = "\n".join(_summary(news, place, closing_line, refused))
    leave(create_markdown_artifact, markdown=summary, key=KEYS["summary"], description=closing_line)
    if news.comparisons:
        rows = _rows(news)
        leave(create_table_artifact, table=rows, key=KEYS["changes"], description="The most important first")
    link, text = _report(news, place)
    leave(create_link_artifact, link=link, link_text=text, key=KEYS["report"], description=closing_line)


class _Place:
    """Where the outputs are found: where they are served, else in their folder."""

    def __init__(self, output: Path) -> None:
        self.folder = output.resolve()
        self._base = os.environ.get(ADDRESS, "").rstrip("/") or self.folder.as_uri()

    def address(self, name: str) -> str:
        """The address of a file or folder of the outputs."""
        return f"{self._base}/{quote(name)}"


def _summary(news: News, place: _Place, closing_line: str, refused: Sequence[str]) -> list[str]:
    lines = [closing_line]
    if news.line:
        lines += ["", f"**{news.line}**"]
    lines += ["", *(f"- refused: {_plain(line)}" for line in refused)] if refused else []
    if news.comparisons:
        lines += ["", "| Comparison | Changes | Important |", "|---|---:|---:|"]
        lines += [_listed(one, place) for one in news.comparisons[:_LISTED]]
        if len(news.comparisons) > _LISTED:
            lines += ["", f"{len(news.comparisons) - _LISTED} more are in the index."]
    if len(news.comparisons) == 1:
        lines += ["", "---", "", _summary_of(news.comparisons[0], place)]
    return lines


def _listed(one: NewComparison, place: _Place) -> str:
    link = f"[{_plain(one.title)}]({place.address(f'{one.folder}/report.html')})"
    return f"| {link} | {one.changes} | {one.important} |"


def _summary_of(one: NewComparison, place: _Place) -> str:
    """Its summary.md, with links that lead from anywhere."""
    try:
        text = (place.folder / one.folder / "summary.md").read_text(encoding="utf-8")
    except OSError:
        return ""
    return _RELATIVE.sub(lambda _: f"]({place.address(one.folder)}/", text[:_LONGEST])


def _rows(news: News) -> list[dict[str, object]]:
    titles = {one.comparison_id: one.title for one in news.comparisons}
    return [
        {
            "comparison": titles.get(one.comparison_id, one.comparison_id),
            "rank": one.rank,
            "change": one.what,
            "importance": round(one.importance, 1),
            "why": one.reason,
            "paragraphs before": ", ".join(one.old),
            "paragraphs now": ", ".join(one.new),
        }
        for one in news.changes
    ]


def _report(news: News, place: _Place) -> tuple[str, str]:
    """Address and words of the one link: the report of the one new comparison, else the index."""
    if len(news.comparisons) == 1:
        one = news.comparisons[0]
        return place.address(f"{one.folder}/report.html"), one.title
    return place.address("index.html"), "All comparisons"


def _plain(text: str) -> str:
    """Text that does not act as Markdown."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)

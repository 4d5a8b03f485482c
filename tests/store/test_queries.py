"""The worked queries of the documentation run on the sample series, and print what the page shows."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent
from reportdiff.store import QueryResult, query
from small_store import rows

# A query of the page, with the table of what it prints.
WORKED = re.compile(r"```sql\n(?P<sql>.+?)\n```\n(?:\n|\|[^\n]*\n)*", re.DOTALL)

Result = TypeVar("Result")


class _WithoutReports(PlainRunner):
    """Runs the stages and publishes; the pages for readers are not written."""

    def once(self, stage: str, title: str, call: Callable[[], Result]) -> Result:
        return [] if stage == "reports" else super().once(stage, title, call)  # type: ignore[return-value]


@pytest.fixture(scope="module")
def sample_database(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own corpora as `make run` stores them."""
    job = job_of(project / "corpora", tmp_path_factory.mktemp("sample"))
    desk = lay_out_desk(job)
    work(desk, _WithoutReports(desk.results, silent))
    return job.database


def _table(found: QueryResult) -> str:
    lines = [found.columns, ["---"] * len(found.columns), *found.rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    return "" if value is None else str(value).replace("|", "\\|")


def _printed_anew(page: str, database: Path) -> str:
    def worked(match: re.Match[str]) -> str:
        return f"```sql\n{match['sql']}\n```\n\n{_table(query(database, match['sql']))}\n\n"

    return WORKED.sub(worked, page).rstrip() + "\n"


def test_the_worked_queries_print_what_the_page_shows(project: Path, sample_database: Path) -> None:
    path = project / "docs" / "queries.md"
    page = path.read_text(encoding="utf-8")
    printed = _printed_anew(page, sample_database)
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(printed, encoding="utf-8")
    assert page == printed, "stale: UPDATE_DOCS=1 python -m pytest tests/store/test_queries.py"


def test_every_worked_query_finds_something(project: Path, sample_database: Path) -> None:
    page = (project / "docs" / "queries.md").read_text(encoding="utf-8")
    found = [query(sample_database, match["sql"]).rows for match in WORKED.finditer(page)]
    assert len(found) == page.count("\n## ") == 11
    assert all(found)


def test_every_worked_query_names_the_language_that_it_counts(project: Path) -> None:
    page = (project / "docs" / "queries.md").read_text(encoding="utf-8")
    assert [match["sql"] for match in WORKED.finditer(page) if "language" not in match["sql"]] == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "SELECT donor FROM donor_changes WHERE edition_id LIKE '%/2015/zh' AND change = 'left'",
            [("FRA",), ("NLD",), ("harbour-lights-foundation",)],
        ),
        (
            "SELECT edition, address FROM paragraph_history('16', 'sample-annual-report', '2016', 'zh')",
            [("2012", "17"), ("2013", "17"), ("2014", "14"), ("2015", "16"), ("2016", "16")],
        ),
    ],
)
def test_a_question_has_the_same_answer_in_another_language(
    sample_database: Path, question: str, answer: list[tuple[str, ...]]
) -> None:
    assert sorted(rows(sample_database, question)) == answer

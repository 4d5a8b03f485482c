"""The worked queries of the documentation run, and print what the page says they print."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reportdiff.store import QueryResult, query

# A query of the page, with the table of what it prints.
WORKED = re.compile(r"```sql\n(?P<sql>.+?)\n```\n(?:\n\|[^\n]*)?(?:\n\|[^\n]*)*\n?", re.DOTALL)


def _table(found: QueryResult) -> str:
    lines = [found.columns, ["---"] * len(found.columns), *found.rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


def _printed_anew(page: str, database: Path) -> str:
    def worked(match: re.Match[str]) -> str:
        return f"```sql\n{match['sql']}\n```\n\n{_table(query(database, match['sql']))}\n"

    return WORKED.sub(worked, page)


def test_the_worked_queries_print_what_the_page_shows(project: Path, small_database: Path) -> None:
    path = project / "docs" / "queries.md"
    page = path.read_text(encoding="utf-8")
    printed = _printed_anew(page, small_database)
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(printed, encoding="utf-8")
    assert page == printed, "stale: UPDATE_DOCS=1 python -m pytest tests/store/test_queries.py"


def test_every_worked_query_finds_something(project: Path, small_database: Path) -> None:
    page = (project / "docs" / "queries.md").read_text(encoding="utf-8")
    found = [query(small_database, match["sql"]).rows for match in WORKED.finditer(page)]
    assert len(found) == page.count("\n## ") == 10
    assert all(found)

"""What a run brought that was not in the database before: comparisons, changes by rank, contradictions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportdiff.store import query

IMPORTANT = 66.0
"""From here on a change carries a fact that the other edition lacks (docs/outputs.md, ranking)."""

_RUN = re.compile(r"[0-9a-f]{1,32}")

# Rows keep the run that first wrote them, and say when only reportdiff itself made them anew: no news.
_COMPARISONS = """
SELECT c.comparison_id, c.series, c.language, c.old_edition, c.new_edition,
       count(*) FILTER (g.importance > 0), count(*) FILTER (g.importance >= {important})
FROM comparisons c JOIN editions e ON e.edition_id = c.new_edition_id
JOIN changes g ON g.comparison_id = c.comparison_id AND g.run_id = '{run}' AND g.cause <> 'version'
GROUP BY c.comparison_id, c.series, c.language, c.old_edition, c.new_edition, e.position
ORDER BY c.series, c.language, e.position DESC
"""
_CHANGES = """
SELECT c.comparison_id, g.change, g.what, g.importance, g.reason, g.old, g.new
FROM changes g JOIN comparisons c USING (comparison_id)
WHERE g.run_id = '{run}' AND g.cause <> 'version' AND g.importance > 0
ORDER BY g.importance DESC, c.comparison_id, g.change LIMIT {most}
"""
_FINDINGS = """
SELECT f.comparison_id, f.kind, f.message, f.address
FROM findings f JOIN comparisons c USING (comparison_id)
WHERE f.run_id = '{run}' AND c.run_id = '{run}' AND c.cause <> 'version' AND f.severity = 'error'
ORDER BY ALL LIMIT {most}
"""


@dataclass(frozen=True, slots=True)
class NewComparison:
    """Two successive editions with changes that are new; `important` of them at least `IMPORTANT`."""

    comparison_id: str
    series: str
    language: str
    old: str
    new: str
    changes: int
    important: int

    @property
    def folder(self) -> str:
        """Where its files lie below the folder of outputs."""
        return f"{self.series}/{self.language}/{self.old}-{self.new}"

    @property
    def title(self) -> str:
        """As people name it."""
        return f"{self.series} {self.old}–{self.new} {self.language}"


@dataclass(frozen=True, slots=True)
class NewChange:
    """One change; addresses, never words."""

    comparison_id: str
    rank: int
    what: str
    importance: float
    reason: str
    old: Sequence[str]
    new: Sequence[str]


@dataclass(frozen=True, slots=True)
class SevereFinding:
    """A contradiction that the audit found between two editions."""

    comparison_id: str
    kind: str
    message: str
    address: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What a run brought; `changes` and `findings` are the most important ones, up to a number."""

    comparisons: Sequence[NewComparison] = ()
    changes: Sequence[NewChange] = ()
    findings: Sequence[SevereFinding] = ()

    @property
    def important(self) -> int:
        """How many changes are important."""
        return sum(one.important for one in self.comparisons)

    @property
    def line(self) -> str:
        """The important news as one clause; empty where there are none."""
        parts = []
        if self.important:
            parts.append(f"{self.important} important change{'' if self.important == 1 else 's'}")
        if self.findings:
            parts.append(f"{len(self.findings)} contradiction{'' if len(self.findings) == 1 else 's'}")
        touched = {one.comparison_id for one in self.comparisons if one.important}
        touched |= {one.comparison_id for one in self.findings}
        titles = [one.title for one in self.comparisons if one.comparison_id in touched]
        more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
        return f"{' and '.join(parts)} in {', '.join(titles[:3])}{more}" if parts else ""


def news_of(database: Path, run: str, *, most: int = 200) -> News:
    """What a run brought.

    Args:
        database: The published database.
        run: The run, as `runs.run_id` names it; empty for one that published nothing.
        most: Changes, and findings, at most.

    Raises:
        StoreError: The database cannot be read.
    """
    if not _RUN.fullmatch(run):
        return News()
    given = {"run": run, "important": IMPORTANT, "most": most}
    comparisons, changes, findings = (
        query(database, sql.format_map(given)).rows for sql in (_COMPARISONS, _CHANGES, _FINDINGS)
    )
    return News(
        [NewComparison(*row) for row in comparisons],
        [NewChange(*row) for row in changes],
        [SevereFinding(*row) for row in findings],
    )

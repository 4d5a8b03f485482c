"""The findings of the database, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportdiff.model import Severity
from reportdiff.store._open import published

_SEVERITIES = [severity.value for severity in Severity]


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """One finding; `edition` is None where it is about a whole series and language."""

    series: str
    edition: str | None
    language: str
    severity: Severity
    kind: str
    address: str | None
    message: str
    stage: str
    page: int | None
    line: int | None


def stored_findings(
    database: Path, *, severity: Severity = Severity.INFO, equal: Mapping[str, str | None] | None = None
) -> tuple[StoredFinding, ...]:
    """The findings that the database holds: by series and language, the gravest first, then in reading order.

    Args:
        database: The published DuckDB file.
        severity: The least severity.
        equal: What must be equal, by column: series, edition, language, kind, stage. None lets all pass.

    Raises:
        StoreError: There is no such database, or it is not ours or of another version.
    """
    wanted = {name: value for name, value in (equal or {}).items() if value is not None}
    with published(database) as connection:
        rows = connection.execute(
            _statement(list(wanted)), [_SEVERITIES, _SEVERITIES, severity.value, *wanted.values()]
        )
        return tuple(
            StoredFinding(series, edition, language, Severity(grade), *rest)
            for series, edition, language, grade, *rest in rows.fetchall()
        )


def _statement(columns: list[str]) -> str:
    conditions = "".join(f" AND {name} = ?" for name in columns)
    return (
        "WITH told AS (SELECT f.*, e.edition, e.position, p.position AS place,"  # noqa: S608
        " list_position(?, f.severity) AS grade FROM findings f LEFT JOIN editions e USING (edition_id)"
        " LEFT JOIN paragraphs p ON p.edition_id = f.edition_id AND p.address = f.address)"
        " SELECT series, edition, language, severity, kind, address, message, stage, page, line FROM told"
        f" WHERE grade <= list_position(?, ?){conditions}"
        " ORDER BY series, language, grade, position NULLS LAST, place NULLS LAST, stage, finding"
    )

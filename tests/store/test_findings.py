"""The findings of a database, narrowed to what one asks about."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportdiff.errors import StoreError
from reportdiff.model import Severity
from reportdiff.store import stored_findings


def test_the_gravest_come_first_and_each_has_its_edition_and_address(small_database: Path) -> None:
    found = stored_findings(small_database)
    grades = [list(Severity).index(one.severity) for one in found]
    assert grades == sorted(grades)
    assert {(one.edition, one.address) for one in found if one.kind == "jump"} == {
        ("2020", "4"),
        ("2021", "4"),
    }


def test_they_can_be_narrowed_by_severity_and_by_what_they_are_about(small_database: Path) -> None:
    assert {one.severity for one in stored_findings(small_database, severity=Severity.WARNING)} == {
        Severity.WARNING
    }
    assert stored_findings(small_database, severity=Severity.ERROR) == ()
    (one,) = stored_findings(small_database, equal={"kind": "odd-line", "edition": "2020", "series": None})
    assert (one.stage, one.message) == ("reading", "A sample finding.")
    assert stored_findings(small_database, equal={"series": "none"}) == ()
    assert stored_findings(small_database, equal={"language": "zh"}) == ()


def test_without_a_database_there_is_nothing_to_find(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database"):
        stored_findings(tmp_path / "none.duckdb")

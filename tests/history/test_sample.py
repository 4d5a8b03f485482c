"""The audit of the sample series finds the one increment that was written not to add up, and no other."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from reportdiff.facts import extract_facts
from reportdiff.history import pair_changes
from reportdiff.model import Finding, Severity
from reportdiff.reading import read_report
from small_reports import comparison

SERIES = "corpora/sample-annual-report"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_planted_contradiction_is_the_only_error(project: Path, language: str) -> None:
    files = sorted((project / SERIES / language).glob("*.txt"))
    reports = [read_report(file, language) for file in files]
    facts = [extract_facts(report) for report in reports]
    found: list[Finding] = []
    for (old, new), (old_facts, new_facts) in zip(pairwise(reports), pairwise(facts), strict=True):
        found += pair_changes(old, new, comparison(old, new), old_facts, new_facts).findings
    errors = [
        (one.edition, one.kind, one.message.split(":")[0]) for one in found if one.severity is Severity.ERROR
    ]
    assert errors == [("2015", "increment-mismatch", "trafficking-in-persons-protocol")]
    assert all(one.kind == "restated" for one in found if one.severity is not Severity.ERROR)

"""The audit of the sample series finds the one increment that was written not to add up, and no other."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reportdiff.facts import extract_facts
from reportdiff.history import concordance, pair_changes
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


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_quantity_that_can_be_compared_agrees_with_the_chinese_one(
    project: Path, language: str
) -> None:
    compared = 0
    for file in sorted((project / SERIES / language).glob("*.txt")):
        chinese = read_report(project / SERIES / "zh" / file.name, "zh")
        report = read_report(file, language)
        found = concordance(chinese, extract_facts(chinese), report, extract_facts(report))
        assert found.findings == ()
        compared += found.quantities
    assert compared > 150


def test_a_digit_changed_in_one_language_is_found(project: Path) -> None:
    chinese, english = (read_report(project / SERIES / code / "2016.txt", code) for code in ("zh", "en"))
    address, number = next(
        (one.place.address, str(one.parties)) for one in extract_facts(english).treaty_counts
    )
    changed = tuple(
        replace(one, text=one.text.replace(number, str(int(number) + 3))) if one.address == address else one
        for one in english.paragraphs
    )
    spoiled = replace(english, paragraphs=changed)
    found = concordance(chinese, extract_facts(chinese), spoiled, extract_facts(spoiled))
    assert {(one.kind, one.address) for one in found.findings} == {("languages-disagree", address)}


@pytest.mark.parametrize("language", ["en", "zh", "fr", "es"])
def test_no_number_of_the_sample_contradicts_the_list_after_it(project: Path, language: str) -> None:
    for file in sorted((project / SERIES / language).glob("*.txt")):
        found = {one.kind for one in extract_facts(read_report(file, language)).findings}
        assert not found & {"list-length-mismatch", "parts-do-not-sum"}, file

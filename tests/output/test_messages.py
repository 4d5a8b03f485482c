"""What the audit writes in English is said in every interface language."""

from __future__ import annotations

import re

import pytest

from reportdiff.history import pair_changes, series_history
from reportdiff.model import Basis, Facts, Finding, Funding, Report, Severity
from reportdiff.output._catalogue import catalogue, catalogue_languages
from small_reports import comparison, money, parties, report

TEXT = {"7": "Sample figures 50 51 52; 100 dollars, 90 dollars, 5 dollars; 9 %."}


def _findings() -> list[Finding]:
    """At least one finding of every kind and form that the audit has."""
    old, new = report("2020", TEXT), report("2021", TEXT)
    before = Facts(
        treaty_counts=(
            parties(old, "7", 50),
            parties(old, "7", 52, instrument="uncac"),
            parties(old, "7", 51, instrument="firearms-protocol", as_of="2019"),
        ),
        funding=(
            _pledges(old, "100", "2020"),
            money(
                old,
                "7",
                "90 dollars",
                "90",
                measure="expenditure",
                period="2021",
                basis=Basis.FORECAST,
            ),
        ),
    )
    after = Facts(
        treaty_counts=(
            parties(new, "7", 52, 3),
            parties(new, "7", 50, instrument="uncac"),
            parties(new, "7", 52, instrument="firearms-protocol", as_of="2019"),
        ),
        funding=(
            _pledges(new, "90", "2020"),
            _pledges(new, "100", "2021"),
            money(new, "7", "50", "50", measure="special-purpose-income", period="2021"),
            money(new, "7", "5 dollars", "5", measure="general-purpose-income", period="2021"),
            money(new, "7", "9 %", None, measure="general-purpose-share", period="2021", share="9"),
            money(new, "7", "100 dollars", "100", measure="expenditure", period="2021"),
        ),
    )
    pair = pair_changes(old, new, comparison(old, new), before, after)
    lists = (
        Finding("list-length-mismatch", Severity.WARNING, "4 stated, but the list names 3: 4 (1, 2, 3)", "7"),
        Finding("parts-do-not-sum", Severity.WARNING, "12 stated, but its parts sum to 11: 12 (5, 6)", "7"),
    )
    return [*pair.findings, *series_history([new], [], [after]).findings, *lists]


def _pledges(one: Report, amount: str, period: str) -> Funding:
    return money(one, "7", f"{amount} dollars", amount, period=period)


def test_the_findings_tried_are_of_every_kind_that_the_audit_has() -> None:
    kinds = {finding.kind for finding in _findings()}
    assert kinds == {
        "increment-mismatch",
        "count-falls",
        "restated",
        "share-mismatch",
        "parts-do-not-sum",
        "list-length-mismatch",
    }


@pytest.mark.parametrize("language", catalogue_languages())
def test_every_finding_of_the_audit_has_a_wording(language: str) -> None:
    for finding in _findings():
        said = catalogue(language).message(finding)
        assert "here" not in said.split(), finding.message
        assert "general-purpose-share" not in said
        if language == "zh":
            assert not re.search(r"[a-z]{3,}", said), said


def test_a_finding_is_said_with_the_names_and_figures_of_the_interface() -> None:
    first = _findings()[0]
    assert catalogue("en").message(first) == (
        "Organized Crime Convention: 52 parties after 50 in the 2020 edition are 2 more, "
        "but the text says 3 more."
    )
    assert (
        catalogue("zh")
        .message(first)
        .startswith("《打击跨国有组织犯罪公约》缔约方现为 52 个，2020 年版为 50 个")
    )

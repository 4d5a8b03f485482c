"""Party counts of sentences that say the same in six languages: every language is read alike."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from passages import report_of
from reportdiff.facts import extract_facts

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
TABLE = tomllib.loads((Path(__file__).parent / "data" / "parallel.toml").read_text(encoding="utf-8"))
SENTENCES: list[dict[str, Any]] = TABLE["sentence"]


def _heading(language: str, sentence: dict[str, Any]) -> str | None:
    return TABLE["headings"][sentence["about"]][language] if "about" in sentence else None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sentence", SENTENCES, ids=[each["en"][:50] for each in SENTENCES])
def test_a_sentence_gives_the_same_rows_in_each_language(language: str, sentence: dict[str, Any]) -> None:
    facts = extract_facts(report_of(language, sentence[language], heading=_heading(language, sentence)))
    found = [(row.instrument, row.parties, row.newly, row.as_of) for row in facts.treaty_counts]
    assert found == [(row["i"], row["n"], row.get("new"), row.get("at")) for row in sentence.get("rows", [])]


def test_there_are_as_many_traps_as_facts() -> None:
    facts = sum("rows" in sentence for sentence in SENTENCES)
    assert facts >= 20
    assert len(SENTENCES) - facts >= 20


APPROXIMATE = SENTENCES.index(next(each for each in SENTENCES if each["en"].startswith("More than 180")))
EXPECTED = SENTENCES.index(next(each for each in SENTENCES if each["en"].startswith("The Office aims")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("place", "kind"), [(APPROXIMATE, "treaty-count-approximate"), (EXPECTED, "treaty-count-expected")]
)
def test_what_is_only_about_right_or_hoped_for_is_a_finding(language: str, place: int, kind: str) -> None:
    facts = extract_facts(report_of(language, SENTENCES[place][language]))
    assert [finding.kind for finding in facts.findings] == [kind]
    assert facts.treaty_counts == ()

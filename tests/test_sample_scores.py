"""Every stage together on the sample series, against what was written into it: a smoke test."""

from __future__ import annotations

from itertools import pairwise

import pytest

import sample_scores as sample
from reportdiff.history import pair_changes

LANGUAGES = pytest.mark.parametrize("language", sample.LANGUAGES)


@LANGUAGES
def test_links_are_found(language: str) -> None:
    links = sample.link_scores(language)["links"]
    assert links.true > 40 * (len(sample.editions(language)) - 1)
    assert links.precision >= 0.95
    assert links.recall >= 0.95


@LANGUAGES
@pytest.mark.parametrize(
    ("relation", "least"), [("identical", 1.0), ("figures", 1.0), ("edited", 0.95), ("rewritten", 0.85)]
)
def test_links_have_their_relation(language: str, relation: str, least: float) -> None:
    score = sample.link_scores(language)[relation]
    assert score.true > 0
    assert min(score.precision, score.recall) >= least


@LANGUAGES
@pytest.mark.parametrize(
    ("kind", "least"),
    [("treaty_counts", 1.0), ("funding", 1.0), ("donors", 1.0), ("programmes", 0.95), ("quantities", 0.95)],
)
def test_facts_are_understood(language: str, kind: str, least: float) -> None:
    score = sample.fact_scores(language)[kind]
    assert score.true > 0
    assert min(score.precision, score.recall) >= least


@LANGUAGES
def test_the_increment_that_does_not_add_up_is_the_only_one_found(language: str) -> None:
    found = [
        (finding.edition, finding.address)
        for old, new in pairwise(sample.editions(language))
        for finding in pair_changes(
            sample.report(language, old),
            sample.report(language, new),
            sample.comparison(language, old, new),
            sample.facts(language, old),
            sample.facts(language, new),
        ).findings
        if finding.kind == "increment-mismatch"
    ]
    compared = sample.editions(language)[1:]
    assert found == [
        (one["edition"], one["address"]) for one in sample.truth()["findings"] if one["edition"] in compared
    ]


def test_a_score_counts_what_is_right_and_what_is_missed() -> None:
    score = sample.score_of({1, 2, 3, 4}, {3, 4, 5})
    assert (score.right, score.predicted, score.true) == (2, 4, 3)
    assert (score.precision, round(score.recall, 3)) == (0.5, 0.667)

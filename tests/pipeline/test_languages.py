"""The same edition in two languages is held against each other, whichever languages a run looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.conftest import put, rows, sample
from reportdiff.pipeline import Job, Outcome

Run = Callable[[Job], Outcome]

FRENCH = """Texte d’exemple, écrit pour un test

I. Introduction

1. Le Bureau a aidé {countries} pays à former du personnel pénitentiaire en {year}.

2. Les laboratoires de la région ont analysé des échantillons selon une méthode commune.

II. Ressources

3. Les annonces de contributions pour {year} étaient d’environ {money} millions de dollars.
"""
HELD = "SELECT edition_id, reference_language, quantities, agreeing FROM concordances ORDER BY 1"
FOUND = "SELECT edition_id, kind, address FROM findings WHERE stage = 'concordance' ORDER BY 1"
AGREES = [("office/2015/fr", "en", 2, 2), ("office/2016/fr", "en", 2, 2)]


@pytest.fixture
def bilingual(corpus: Path) -> Path:
    """The corpus with its last two editions in French too."""
    for year, countries, money in ((2015, 14, 42), (2016, 14, 45)):
        text = FRENCH.format(year=year, countries=countries, money=money)
        put(corpus, f"office/fr/{year}.txt", text)
    return corpus


def test_editions_in_two_languages_are_held_against_english(bilingual: Path, job: Job, run: Run) -> None:
    assert bilingual == job.corpus
    run(job)
    assert rows(job, HELD) == AGREES
    assert rows(job, FOUND) == []


def test_a_number_that_differs_is_found_in_the_other_language(bilingual: Path, job: Job, run: Run) -> None:
    put(bilingual, "office/fr/2016.txt", FRENCH.format(year=2016, countries=17, money=45))
    run(job)
    assert rows(job, FOUND) == [("office/2016/fr", "languages-disagree", "1")]


def test_the_reference_language_of_the_series_is_the_one_held_against(
    bilingual: Path, job: Job, run: Run
) -> None:
    put(bilingual, "office/series.toml", 'reference_language = "fr"\n')
    run(job)
    assert rows(job, HELD) == [("office/2015/en", "fr", 2, 2), ("office/2016/en", "fr", 2, 2)]


def test_a_run_over_one_language_holds_it_against_what_is_remembered(
    bilingual: Path, job: Job, run: Run
) -> None:
    run(job)
    put(bilingual, "office/fr/2016.txt", FRENCH.format(year=2016, countries=17, money=45))
    run(replace(job, language="fr"))
    assert rows(job, FOUND) == [("office/2016/fr", "languages-disagree", "1")]
    assert [row[0] for row in rows(job, HELD)] == ["office/2015/fr", "office/2016/fr"]


def test_a_run_over_another_series_leaves_them_as_they_are(bilingual: Path, job: Job, run: Run) -> None:
    run(job)
    put(bilingual, "other/en/2016.txt", sample(2016))
    run(replace(job, series="other"))
    assert rows(job, HELD) == AGREES
    assert len(rows(job, "SELECT DISTINCT run_id FROM concordances")) == 1


def test_a_second_run_writes_none_of_them_anew(bilingual: Path, job: Job, run: Run) -> None:
    assert (bilingual / "office/fr").is_dir()
    run(job)
    assert run(job).computed == 0
    assert len(rows(job, "SELECT DISTINCT run_id FROM concordances")) == 1


def test_where_a_language_is_taken_away_nothing_is_left_to_hold_against(
    bilingual: Path, job: Job, run: Run
) -> None:
    run(job)
    (bilingual / "office/en/2016.txt").unlink()
    run(job)
    assert rows(job, HELD) == AGREES[:1]

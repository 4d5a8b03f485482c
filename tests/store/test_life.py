"""The life of a paragraph, read from the database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.errors import StoreError
from reportdiff.model import Facts
from reportdiff.store import life_of, publish
from small_reports import report
from small_store import SERIES, run_of, wanted_of


def test_a_life_holds_every_edition_of_the_subject_in_order(small_database: Path) -> None:
    life = life_of(small_database, SERIES, "2020", "2")
    assert [(step.edition, step.address, step.what) for step in life.steps] == [
        ("2019", "2", None),
        ("2020", "2", "figures"),
        ("2021", "2", "figures"),
    ]
    assert (life.lineage, life.editions) == ("2019#2", ("2019", "2020", "2021"))


def test_a_step_holds_its_words_and_those_it_came_from(small_database: Path) -> None:
    step = life_of(small_database, SERIES, "2019", "2").steps[1]
    assert "had 182 parties" in step.text
    assert "had 180 parties" in step.previous_text
    assert (step.previous_edition, step.previous, step.section) == (
        "2019",
        ("2",),
        "Work of the office › Treaties",
    )


def test_a_merge_holds_the_words_of_all_that_it_came_from(small_database: Path) -> None:
    step = life_of(small_database, SERIES, "2020", "3").steps[1]
    assert step.previous == ("3", "4")
    assert "Alpha went on in 2019" in step.previous_text
    assert "1000 dollars in 2019" in step.previous_text


def test_figures_that_moved_stand_in_the_step(small_database: Path) -> None:
    (figure,) = life_of(small_database, SERIES, "2021", "4").steps[1].figures
    assert (figure.old_value, figure.new_value, figure.currency) == (Decimal(1000), Decimal("1200.5"), "USD")


def test_what_nothing_is_linked_to_is_gone_in_the_next_edition(small_database: Path) -> None:
    assert [step.gone_in for step in life_of(small_database, SERIES, "2019", "5").steps] == [
        "2020",
        "2021",
        None,
    ]


@pytest.mark.parametrize(
    ("series", "edition", "address", "said"),
    [
        ("sample-serie", "2020", "2", "there is no series 'sample-serie'; it holds sample-series"),
        (SERIES, "2031", "2", "there is no edition '2031' of sample-series in en; it holds 2021"),
        (SERIES, "2020", "fn2", "there is no paragraph 'fn2' in sample-series/2020/en; it holds fn1"),
        (SERIES, "2020", "';--", "there is no paragraph"),
    ],
)
def test_what_the_database_does_not_hold_is_said_with_the_nearest_that_it_does(
    small_database: Path, series: str, edition: str, address: str, said: str
) -> None:
    with pytest.raises(StoreError, match="there is no") as refused:
        life_of(small_database, series, edition, address)
    assert said in str(refused.value)


def test_a_series_without_an_edition_in_its_reference_language_is_shown_in_one_it_has(tmp_path: Path) -> None:
    made = report("2020", {"1": "Una frase de muestra."}, language="es")
    publish(tmp_path / "es.duckdb", wanted_of((made, Facts())), run_of(1))
    assert life_of(tmp_path / "es.duckdb", SERIES, "2020", "1").language == "es"


def test_where_there_is_no_database_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database"):
        life_of(tmp_path / "none.duckdb", SERIES, "2020", "1")

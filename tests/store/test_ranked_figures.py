"""Figures that moved come the most important first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.model import Change, Facts, PairChanges, Place, QuantityChange, Relation
from reportdiff.store import publish
from small_reports import comparison, link, place, report
from small_store import SERIES, rows, run_of, wanted_of


def test_figures_are_ranked_by_the_importance_of_their_change_then_by_how_far_they_moved(
    tmp_path: Path,
) -> None:
    found = rows(
        _moved_figures(tmp_path),
        "SELECT rank, new_quote, importance, factor FROM quantity_changes_ranked ORDER BY rank",
    )
    assert found == [
        (1, "11", 80.0, pytest.approx(1.1)),
        (2, "5", 20.0, pytest.approx(4.0)),
        (3, "40", 20.0, pytest.approx(2.0)),
        (4, "7", 20.0, None),
    ]


def _moved_figures(folder: Path) -> Path:
    """Four figures in two paragraphs: 10 to 11; and 20 to 5, 20 to 40, 0 to 7."""
    old = report("2019", {"1": "10 in this sample.", "2": "Sample: 20 and 0."})
    new = report("2020", {"1": "11 in this sample.", "2": "Sample: 5, 40 and 7."})
    moves = [("1", "10", "11"), ("2", "20", "40"), ("2", "20", "5"), ("2", "0", "7")]
    changes = PairChanges(
        tuple(
            Change("2019", "2020", (address,), (address,), "figures", None, importance, "a sample")
            for address, importance in (("1", 80.0), ("2", 20.0))
        ),
        tuple(_move(place(old, at, before), place(new, at, after)) for at, before, after in moves),
    )
    links = [link("1", "1", Relation.FIGURES), link("2", "2", Relation.FIGURES)]
    asked = wanted_of((old, Facts()), (new, Facts()), links={"2020": links})
    pair = asked.comparisons[0]
    compared = comparison(old, new, *links)
    publish(
        folder / "figures.duckdb",
        replace(asked, comparisons=(replace(pair, load=lambda: (compared, changes)),)),
        run_of(1),
    )
    return folder / "figures.duckdb"


def _move(old: Place, new: Place) -> QuantityChange:
    before, after = Decimal(old.quote), Decimal(new.quote)
    relative = float((after - before) / before) if before else None
    return QuantityChange("2019", "2020", old, new, None, None, before, after, after - before, relative)


def test_a_figure_in_no_change_comes_last_and_is_not_lost(small_database: Path) -> None:
    assert rows(
        small_database,
        "SELECT series, language, new_edition, rank, importance, reason FROM quantity_changes_ranked"
        " ORDER BY new_edition",
    ) == [
        (SERIES, "en", "2020", 1, 0.0, None),
        (SERIES, "en", "2021", 1, 0.0, None),
    ]

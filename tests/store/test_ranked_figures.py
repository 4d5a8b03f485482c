"""Figures that moved come the most important first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.model import Change, Facts, PairChanges, Place, QuantityChange, Relation, Report
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
        (1, "11", 65.0, pytest.approx(1.1)),
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
    return _published(folder, old, new, changes)


def _published(folder: Path, old: Report, new: Report, changes: PairChanges) -> Path:
    links = [link("1", "1", Relation.FIGURES), link("2", "2", Relation.FIGURES)]
    asked = wanted_of((old, Facts()), (new, Facts()), links={"2020": links})
    pair, compared = asked.comparisons[0], comparison(old, new, *links)
    told = replace(pair, load=lambda: (compared, changes))
    publish(folder / "figures.duckdb", replace(asked, comparisons=(told,)), run_of(1))
    return folder / "figures.duckdb"


def _move(old: Place, new: Place) -> QuantityChange:
    before, after = Decimal(old.quote), Decimal(new.quote)
    relative = float((after - before) / before) if before else None
    return QuantityChange("2019", "2020", old, new, None, None, before, after, after - before, relative)


def test_totals_and_sums_come_before_other_figures_and_increases_come_last(tmp_path: Path) -> None:
    old = report(
        "2019", {"1": "In the sample 4 joined, 150 in all; 20 courses.", "2": "2000 rooms of the sample."}
    )
    new = report(
        "2020", {"1": "In the sample 1 joined, 151 in all; 60 courses.", "2": "8000 rooms of the sample."}
    )
    roles = {"150": ("untoc", "parties"), "4": ("untoc", "newly")}
    figures = [("1", "4", "1"), ("1", "150", "151"), ("1", "20", "60"), ("2", "2000", "8000")]
    moves = [
        replace(
            _move(place(old, at, before), place(new, at, after)),
            **dict(zip(("subject", "role"), roles.get(before, (None, None)), strict=True)),
        )
        for at, before, after in figures
    ]
    changes = tuple(
        Change("2019", "2020", (address,), (address,), "figures", None, importance, "a sample")
        for address, importance in (("1", 98.0), ("2", 70.0))
    )
    found = rows(
        _published(tmp_path, old, new, PairChanges(changes, tuple(moves))),
        "SELECT new_quote, role, importance, round(weight, 2) FROM quantity_changes_ranked ORDER BY rank",
    )
    assert found == [
        ("151", "parties", 98.0, 0.01),
        ("8000", None, 65.0, 5.41),
        ("60", None, 65.0, 1.96),
        ("1", "newly", 15.0, 0.97),
    ]


def test_a_figure_in_no_change_comes_last_and_is_not_lost(small_database: Path) -> None:
    assert rows(
        small_database,
        "SELECT series, language, new_edition, rank, importance, reason FROM quantity_changes_ranked"
        " ORDER BY new_edition",
    ) == [
        (SERIES, "en", "2020", 1, 0.0, None),
        (SERIES, "en", "2021", 1, 0.0, None),
    ]

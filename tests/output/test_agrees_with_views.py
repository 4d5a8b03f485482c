"""What a summary says and what the database's views say of the same editions is the same."""

from __future__ import annotations

from pathlib import Path

from reportdiff.output._database import Database
from reportdiff.output._figures import count_moves
from reportdiff.output._names import donor_moves
from small_store import published, rows


def test_party_counts_differences_and_whether_they_add_up_are_those_of_the_trend(tmp_path: Path) -> None:
    file = published(tmp_path / "reportdiff.duckdb")
    trend = "SELECT edition, instrument, parties, difference FROM treaty_count_trend WHERE position > 1"
    said = set()
    with Database(file) as database:
        for listed in database.comparisons():
            for move in count_moves(database.pair(listed)):
                assert move.new is not None
                said.add((listed.new, move.instrument, move.new.parties, move.difference))
    assert said == set(rows(file, trend))
    assert said


def test_donors_joined_and_left_are_those_of_the_view(tmp_path: Path) -> None:
    file = published(tmp_path / "reportdiff.duckdb")
    view = "SELECT new_edition, measure, donor, change FROM donor_changes WHERE change IN ('joined', 'left')"
    said = set()
    with Database(file) as database:
        for listed in database.comparisons():
            for moves in donor_moves(database.pair(listed)):
                said |= {(listed.new, moves.measure, donor.donor, "joined") for donor in moves.joined}
                said |= {(listed.new, moves.measure, donor.donor, "left") for donor in moves.left}
    assert said == set(rows(file, view))
    assert said

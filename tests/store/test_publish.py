"""A run twice is a run once, and a new edition touches itself and its neighbours alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.errors import StoreError
from reportdiff.model import Facts
from reportdiff.store import VERSION, Published, publish, stored
from small_reports import money
from small_store import (
    EDITIONS,
    SERIES,
    Loads,
    all_rows,
    published,
    rows,
    run_of,
    small_edition,
    wanted,
)


def _runs_by_edition(database: Path, table: str) -> dict[object, object]:
    return dict(rows(database, f"SELECT DISTINCT edition_id, run_id FROM {table}"))  # type: ignore[arg-type]  # noqa: S608


def test_a_first_run_writes_every_entry(tmp_path: Path) -> None:
    loads = Loads()
    done = publish(tmp_path / "new.duckdb", wanted(*EDITIONS, loads=loads), run_of(1))
    assert done == Published(inserted=6, removed=0, unchanged=0)
    assert sorted(loads.names) == ["2019", "2019..2020", "2020", "2020..2021", "2021", "history"]


def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    publish(tmp_path / "not" / "yet" / "new.duckdb", wanted("2019"), run_of(1))
    assert (tmp_path / "not" / "yet" / "new.duckdb").is_file()


def test_a_run_that_changes_nothing_adds_only_its_own_row_in_runs(database: Path) -> None:
    before = all_rows(database)
    loads = Loads()
    done = publish(database, wanted(*EDITIONS, loads=loads), run_of(2))
    after = all_rows(database)
    assert done == Published(inserted=0, removed=0, unchanged=6)
    assert loads.names == []
    assert {name: found for name, found in after.items() if name != "runs"} == {
        name: found for name, found in before.items() if name != "runs"
    }
    assert [row[0] for row in after["runs"]] == ["run-1", "run-2"]
    assert before["runs"] == after["runs"][:1]


def test_a_changed_edition_touches_itself_and_what_depends_on_it(database: Path) -> None:
    loads = Loads()
    done = publish(database, wanted(*EDITIONS, loads=loads, revision={"2021": "rev1"}), run_of(2))
    assert done == Published(inserted=3, removed=3, unchanged=3)
    assert sorted(loads.names) == ["2020..2021", "2021", "history"]
    expected = {
        f"{SERIES}/2019/en": "run-1",
        f"{SERIES}/2020/en": "run-1",
        f"{SERIES}/2021/en": "run-2",
    }
    for table in ("editions", "paragraphs", "sections", "note_marks", "quantities", "donors", "funding"):
        assert _runs_by_edition(database, table) == expected, table
    for table in ("links", "unlinked", "changes", "quantity_changes"):
        found = rows(database, f"SELECT DISTINCT comparison_id, run_id FROM {table}")  # noqa: S608
        assert dict(found) == {  # type: ignore[arg-type]
            f"{SERIES}/2019..2020/en": "run-1",
            f"{SERIES}/2020..2021/en": "run-2",
        }, table
    findings = rows(database, "SELECT stage, edition_id, run_id FROM findings ORDER BY ALL")
    assert [run for stage, _, run in findings if stage == "history"] == ["run-2"]
    assert [run for stage, edition, run in findings if stage == "reading" and "2019" in str(edition)] == [
        "run-1"
    ]


def test_the_order_in_which_editions_arrive_does_not_show_in_the_rows(tmp_path: Path) -> None:
    step_by_step, at_once = tmp_path / "steps.duckdb", tmp_path / "once.duckdb"
    for number in (1, 2, 3):
        publish(step_by_step, wanted(*list(EDITIONS)[:number]), run_of(number))
    publish(at_once, wanted(*EDITIONS), run_of(3))
    assert {
        name: _without_runs(found) for name, found in all_rows(step_by_step, without=["runs"]).items()
    } == {name: _without_runs(found) for name, found in all_rows(at_once, without=["runs"]).items()}


def _without_runs(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(value for value in row if not str(value).startswith("run-")) for row in found]


def test_an_edition_that_left_the_corpus_leaves_the_store_with_a_note(database: Path) -> None:
    done = publish(database, wanted("2019", "2020"), run_of(2))
    assert done.removed == 3
    assert done.notes == (f"{SERIES}/2021/en is no longer in the corpus and left the database",)
    held = all_rows(database, without=["runs"])
    assert not [row for found in held.values() for row in found if "2021/en" in str(row)]


def test_no_edition_at_all_leaves_an_empty_store(database: Path) -> None:
    publish(database, replace(wanted(), series=()), run_of(2))
    held = all_rows(database, without=["runs", "store_version"])
    assert not any(held.values())


def test_an_earlier_edition_moves_the_positions_of_later_ones_and_no_more(tmp_path: Path) -> None:
    database = published(tmp_path / "reports.duckdb", "2020", "2021")
    publish(database, wanted("2019", "2020", "2021"), run_of(2))
    assert rows(database, "SELECT edition, position, run_id FROM editions ORDER BY position") == [
        ("2019", 1, "run-2"),
        ("2020", 2, "run-1"),
        ("2021", 3, "run-1"),
    ]


def test_a_file_that_was_only_renamed_keeps_its_rows(database: Path) -> None:
    asked = wanted(*EDITIONS)
    first = replace(asked.editions[0], source="sample-series/en/2019.md")
    publish(database, replace(asked, editions=(first, *asked.editions[1:])), run_of(2))
    assert rows(database, "SELECT source, run_id FROM editions WHERE edition = '2019'") == [
        ("sample-series/en/2019.md", "run-1")
    ]


def test_a_series_file_that_changed_is_told_anew(database: Path) -> None:
    asked = wanted(*EDITIONS)
    renamed = replace(asked.series[0], title="Another title", sample=False)
    publish(database, replace(asked, series=(renamed,)), run_of(2))
    assert rows(database, "FROM series") == [(SERIES, "Another title", "en", False)]


def test_what_is_stored_is_told_by_key_series_edition_language_and_source(database: Path) -> None:
    asked = wanted(*EDITIONS)
    held = stored(database)
    assert held.version == VERSION
    for entry, edition in zip(asked.editions, held.editions, strict=True):
        assert (edition.series, edition.edition, edition.language, edition.position) == (
            entry.series,
            entry.edition,
            entry.language,
            entry.position,
        )
        assert (edition.key, edition.sha256, edition.source, edition.extractor) == (
            entry.key,
            entry.sha256,
            entry.source,
            entry.extractor,
        )
    assert [(pair.old, pair.new, pair.key) for pair in held.comparisons] == [
        (entry.old, entry.new, entry.key) for entry in asked.comparisons
    ]
    assert [(history.series, history.key) for history in held.histories] == [(SERIES, asked.histories[0].key)]


def test_nothing_is_stored_where_there_is_no_file(tmp_path: Path) -> None:
    held = stored(tmp_path / "none.duckdb")
    assert held.version is None
    assert held.editions == held.comparisons == held.histories == ()


def test_an_edition_whose_file_is_unreadable_is_kept_by_its_stored_key(database: Path) -> None:
    def unreadable() -> tuple[object, object]:
        raise AssertionError("its file must not be asked for")

    asked = wanted(*EDITIONS)
    kept = replace(asked.editions[0], load=unreadable, key=stored(database).editions[0].key)
    done = publish(database, replace(asked, editions=(kept, *asked.editions[1:])), run_of(2))
    assert done.unchanged == 6


def test_the_row_of_a_run_says_when_what_and_what_was_refused(tmp_path: Path) -> None:
    database = tmp_path / "reports.duckdb"
    refused = ("a.pdf: it holds no text; scan it again", 'b "quoted"; 🎉.txt: empty')
    publish(database, wanted(*EDITIONS), run_of(7, refused))
    (row,) = rows(
        database,
        "SELECT run_id, finished - started, corpus, editions, comparisons, computed, refused FROM runs",
    )
    assert row[0] == "run-7"
    assert str(row[1]) == "0:00:03"
    assert row[2:] == ("corpora", 3, 2, 7, list(refused))


# Tables that hold nothing of the small corpus: it has one language, no revision and no corrigendum.
EMPTY = {"review_outcomes", "concordances", "revisions", "revision_paragraphs", "corrigenda", "corrections"}


def test_every_derived_row_names_its_extractor_and_run(database: Path) -> None:
    tables = rows(
        database,
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND table_name NOT IN"
        " ('series', 'store_version', 'reviews', 'runs', 'treaty_reference')",
    )
    derived = {str(table) for (table,) in tables}
    assert len(derived - EMPTY) == 19
    for table in derived:
        counted = f"SELECT count(*), count(*) FILTER (run_id = 'run-1') FROM {table}"  # noqa: S608
        ((held, of_the_run),) = rows(database, counted)
        assert held == of_the_run
        assert (held == 0) == (table in EMPTY), table
        extractors = rows(database, f"SELECT DISTINCT extractor FROM {table}")  # noqa: S608
        assert {str(name) for (name,) in extractors} <= {"reading 1, facts 1", "alignment 1", "history 1"}


def test_the_same_run_is_not_published_twice(database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(StoreError, match="run-1"):
        publish(database, wanted(*EDITIONS), run_of(1))
    assert database.read_bytes() == before


def test_a_load_that_fails_says_its_own_error_and_leaves_the_database(database: Path) -> None:
    def broken() -> tuple[object, object]:
        raise FileNotFoundError("the memory of results is gone")

    before = database.read_bytes()
    asked = wanted(*EDITIONS, revision={"2021": "rev1"})
    editions = (*asked.editions[:2], replace(asked.editions[2], load=broken))
    with pytest.raises(FileNotFoundError, match="memory of results"):
        publish(database, replace(asked, editions=editions), run_of(2))
    assert database.read_bytes() == before
    assert not list(database.parent.glob(".*building*"))


def test_large_entries_are_inserted_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportdiff.store._load.BATCH", 5)
    in_batches, at_once = tmp_path / "batches.duckdb", published(tmp_path / "once.duckdb")
    publish(in_batches, wanted(*EDITIONS), run_of(1))
    assert all_rows(in_batches) == all_rows(at_once)


def test_money_is_kept_to_the_cent(tmp_path: Path) -> None:
    made, _ = small_edition("2019")
    facts = Facts(
        funding=(
            money(made, "4", "1000", "9007199254740993.07", period="2019"),
            money(made, "4", "1000", None, share="1.3", measure="general-purpose-share", period="2019"),
        )
    )
    asked = wanted("2019")
    edition = replace(asked.editions[0], load=lambda: (made, facts))
    publish(tmp_path / "m.duckdb", replace(asked, editions=(edition,)), run_of(1))
    assert rows(tmp_path / "m.duckdb", "SELECT amount, share FROM funding ORDER BY fact") == [
        (Decimal("9007199254740993.07"), None),
        (None, Decimal("1.3000")),
    ]

"""A database of an older layout is built anew, and what no report can give again is kept."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from reportdiff.store import VERSION, publish, stored
from small_store import EDITIONS, SERIES, published, rows, run_of, wanted

# The second layout as it was, as far as it matters here: columns that are gone since, and some that are new.
SECOND = """
CREATE TABLE store_version (version VARCHAR PRIMARY KEY);
INSERT INTO store_version VALUES ('store/2');
CREATE TABLE series (
    series VARCHAR PRIMARY KEY, title VARCHAR, reference_language VARCHAR NOT NULL, sample BOOLEAN NOT NULL
);
CREATE TABLE editions (
    edition_id VARCHAR PRIMARY KEY, series VARCHAR NOT NULL, edition VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    position INTEGER NOT NULL, source VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
    stage_key VARCHAR NOT NULL, extractor VARCHAR NOT NULL, run_id VARCHAR NOT NULL
);
CREATE TABLE comparisons (
    comparison_id VARCHAR PRIMARY KEY, series VARCHAR NOT NULL, language VARCHAR NOT NULL,
    old_edition VARCHAR NOT NULL, new_edition VARCHAR NOT NULL, old_edition_id VARCHAR NOT NULL,
    new_edition_id VARCHAR NOT NULL, stage_key VARCHAR NOT NULL, extractor VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
CREATE TABLE unlinked (
    comparison_id VARCHAR NOT NULL, what VARCHAR NOT NULL, address VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL, run_id VARCHAR NOT NULL, PRIMARY KEY (comparison_id, what, address)
);
CREATE TABLE treaty_reference (
    instrument VARCHAR NOT NULL, list VARCHAR NOT NULL, participant VARCHAR NOT NULL, code VARCHAR,
    kind VARCHAR NOT NULL, signed DATE, party_since DATE, act VARCHAR, list_as_of DATE NOT NULL,
    source VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, PRIMARY KEY (instrument, list, participant)
);
CREATE TABLE reviews (
    review VARCHAR PRIMARY KEY, series VARCHAR NOT NULL, language VARCHAR, edition VARCHAR, address VARCHAR,
    words_sha256 VARCHAR, decision VARCHAR NOT NULL, note VARCHAR, reviewer VARCHAR, decided DATE
);
CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY, started TIMESTAMPTZ NOT NULL, finished TIMESTAMPTZ NOT NULL,
    reportdiff VARCHAR NOT NULL, corpus VARCHAR NOT NULL, editions INTEGER NOT NULL,
    comparisons INTEGER NOT NULL, computed INTEGER NOT NULL, refused VARCHAR[] NOT NULL
);
INSERT INTO runs VALUES ('run-0', '2025-01-01', '2025-01-01', '0.1', 'corpora', 3, 2, 9, ['one was refused']);
INSERT INTO reviews VALUES
    ('r1', 'sample-series', 'en', '2020', '3(a)', 'ab12', 'confirm', 'it''s so', 'A. Reader', '2025-02-01'),
    ('r2', 'sample-series', NULL, NULL, NULL, NULL, 'look again', NULL, NULL, NULL);
INSERT INTO treaty_reference VALUES
    ('sample-treaty', 'list-1', 'Norway', 'NOR', 'state', NULL, '2001-02-03', 'r', '2014-12-31',
     'a sample', 'cd');
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A database of the second layout that holds 2018, 2019 and 2020, 2020 with other words than now."""
    with duckdb.connect(str(tmp_path / "reports.duckdb")) as connection:
        connection.execute(SECOND)
        for edition, words in (("2018", "2018"), ("2019", "2019"), ("2020", "other words"), ("2021", "2021")):
            connection.execute(
                "INSERT INTO editions VALUES (?, ?, ?, 'en', 1, ?, ?, 'key', 'reading/1', 'run-0')",
                [
                    f"{SERIES}/{edition}/en",
                    SERIES,
                    edition,
                    f"{edition}.txt",
                    hashlib.sha256(words.encode()).hexdigest(),
                ],
            )
    return tmp_path / "reports.duckdb"


def test_an_older_database_holds_nothing_that_a_run_could_keep(older: Path) -> None:
    assert (stored(older).version, stored(older).editions) == ("store/2", ())


def test_runs_and_status_lists_are_kept_and_it_is_said(older: Path) -> None:
    done = publish(older, wanted("2019", "2020", "2021"), run_of(1))
    assert done.notes[0] == (
        f"reports.duckdb was written as store/2: built anew as {VERSION},"
        " its reviews, runs and status lists kept"
    )
    assert stored(older).version == VERSION
    assert rows(older, "SELECT run_id, refused FROM runs ORDER BY 1") == [
        ("run-0", ["one was refused"]),
        ("run-1", []),
    ]
    assert rows(older, "SELECT participant, code, CAST(party_since AS VARCHAR) FROM treaty_reference") == [
        ("Norway", "NOR", "2001-02-03")
    ]


def test_reviews_that_no_file_holds_are_kept_as_notes_and_not_applied(older: Path) -> None:
    asked = replace(wanted(*EDITIONS), reviews={SERIES: ()})
    publish(older, asked, run_of(1))
    told = [
        ("earlier:r1", SERIES, "2020", "note", ["3(a)"], "confirm: it's so", "A. Reader"),
        ("earlier:r2", SERIES, None, "note", [], "look again", None),
    ]
    kept = "SELECT review, series, edition, decision, addresses, note, reviewer FROM reviews ORDER BY 1"
    assert rows(older, kept) == told
    publish(older, asked, run_of(2))
    assert rows(older, kept) == told
    assert rows(older, "SELECT DISTINCT status FROM review_status") == [("not-applied",)]


def test_what_only_the_older_database_holds_stays_in_a_file_beside(older: Path) -> None:
    before = older.read_bytes()
    done = publish(older, wanted(*EDITIONS), run_of(1))
    assert done.notes[1:] == (
        f"{SERIES}/2018/en could not be made anew: reports.store-2.duckdb still holds it",
    )
    assert older.with_name("reports.store-2.duckdb").read_bytes() == before


def test_where_all_is_made_anew_no_older_file_stays(older: Path) -> None:
    with duckdb.connect(str(older)) as connection:
        connection.execute("DELETE FROM editions WHERE edition = '2018'")
    publish(older, wanted(*EDITIONS), run_of(1))
    assert [path.name for path in older.parent.glob("*.duckdb")] == ["reports.duckdb"]


def test_what_only_the_upgrade_changed_is_no_news(older: Path) -> None:
    publish(older, wanted(*EDITIONS), run_of(1))
    assert rows(older, "SELECT edition, cause FROM editions ORDER BY 1") == [
        ("2019", "version"),
        ("2020", "content"),
        ("2021", "version"),
    ]


def test_what_a_client_left_in_the_log_of_an_older_database_is_kept(older: Path) -> None:
    client = "import sys, os, duckdb; c = duckdb.connect(sys.argv[1]); c.execute(sys.argv[2]); os._exit(0)"
    added = "INSERT INTO reviews (review, series, decision) VALUES ('r3', 'sample-series', 'in the log')"
    subprocess.run([sys.executable, "-c", client, str(older), added], check=True)  # noqa: S603
    assert Path(f"{older}.wal").exists()
    publish(older, wanted(*EDITIONS), run_of(1))
    assert not Path(f"{older}.wal").exists()
    assert ("earlier:r3",) in rows(older, "SELECT review FROM reviews")
    assert publish(older, wanted(*EDITIONS), run_of(2)).inserted == 0


def test_reviews_of_the_present_form_are_carried_as_they_are(tmp_path: Path) -> None:
    database = published(tmp_path / "reports.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE store_version SET version = 'store/2'")
        connection.execute(
            "INSERT INTO reviews (review, series, decision, addresses) VALUES ('ab', 'x', 'note', ['1'])"
        )
    publish(database, wanted(*EDITIONS), run_of(2))
    assert rows(database, "SELECT review, decision, addresses FROM reviews") == [("ab", "note", ["1"])]


def test_a_database_of_the_layout_before_keeps_reviews_and_says_what_is_new(tmp_path: Path) -> None:
    """Layout store/3: no outcomes of decisions, no facts that name one, no order among reviews, and so on."""
    database = published(tmp_path / "reports.duckdb")
    since = dict.fromkeys(("quantities", "treaty_counts", "funding", "programme_mentions"), "review")
    since |= {"donors": "review, period_start, period_end", "editions": "follows", "links": "kept"}
    since |= {"quantity_changes": "subject, role, old_period, new_period"}
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE store_version SET version = 'store/3'")
        connection.execute("DROP VIEW review_status; DROP TABLE review_outcomes")
        for table, columns in since.items():
            kept = f"SELECT * EXCLUDE ({columns}) FROM {table}"  # noqa: S608
            connection.execute(f"CREATE TABLE older AS {kept}; DROP TABLE {table}")
            connection.execute(f"ALTER TABLE older RENAME TO {table}")
        connection.execute("CREATE TABLE older AS SELECT * EXCLUDE (position) FROM reviews")
        connection.execute("DROP TABLE reviews; ALTER TABLE older RENAME TO reviews")
        connection.execute(
            "INSERT INTO reviews (review, series, decision, addresses) VALUES ('ab', 'x', 'note', ['1'])"
        )
    before = rows(database, "SELECT paragraph_id, text FROM paragraphs ORDER BY ALL")
    done = publish(database, wanted(*EDITIONS), run_of(2))
    assert done.notes[0].startswith(f"reports.duckdb was written as store/3: built anew as {VERSION}")
    assert rows(database, "SELECT review, position, decision FROM reviews") == [("ab", None, "note")]
    assert rows(database, "SELECT status FROM review_status") == [("no-such-edition",)]
    assert rows(database, "SELECT paragraph_id, text FROM paragraphs ORDER BY ALL") == before
    assert rows(database, "SELECT DISTINCT review FROM treaty_counts") == [(None,)]
    assert rows(database, "SELECT edition, follows, cause FROM editions ORDER BY 1") == [
        ("2019", None, "version"),
        ("2020", "2019", "version"),
        ("2021", "2020", "version"),
    ]
    assert rows(database, "SELECT DISTINCT cause FROM links") == [("first",)]
    assert rows(database, "SELECT count(*) FROM links WHERE kept IS NULL") == [(0,)]

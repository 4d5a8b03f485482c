"""Rows that lead nowhere are found before they are published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from reportdiff.errors import StoreError
from reportdiff.model import Facts, Place, Quantity
from reportdiff.store import publish
from reportdiff.store._layout import sql
from small_store import EDITIONS, run_of, small_comparison, small_edition, wanted

# What spoils the small database, and what the check says of it.
DEFECTS = [
    ("DELETE FROM series", "an edition of no known series", "sample-series/2019/en"),
    (
        "DELETE FROM editions WHERE edition = '2019'",
        "a row of paragraphs belongs to no edition",
        "sample-series/2019/en",
    ),
    (
        "DELETE FROM comparisons WHERE old_edition = '2019'",
        "a finding belongs to no comparison",
        "sample-series/2019..2020/en",
    ),
    (
        "DELETE FROM sections WHERE section = 'I' AND edition_id LIKE '%2020%'",
        "a section hangs under no section",
        "sample-series/2020/en section I.A",
    ),
    (
        "UPDATE paragraphs SET section = 'IX' WHERE address = '1' AND edition_id LIKE '%2020%'",
        "a paragraph stands in no section",
        "sample-series/2020/en#1",
    ),
    (
        "UPDATE findings SET address = '77' WHERE stage = 'reading' AND edition_id LIKE '%2020%'",
        "a row of findings leads to no paragraph",
        "sample-series/2020/en#77",
    ),
    (
        "UPDATE note_marks SET note = 'fn9' WHERE edition_id LIKE '%2020%'",
        "a row of note_marks leads to no paragraph",
        "sample-series/2020/en#fn9",
    ),
    (
        "INSERT INTO lineages VALUES ('sample-series', 'en', '2019#1', '2020', '99', 'x', 'x')",
        "a row of lineages leads to no paragraph",
        "sample-series/2020/en#99",
    ),
    (
        "UPDATE changes SET new = ['1', '99'] WHERE comparison_id LIKE '%2019..%' AND change = 1",
        "a row of changes leads to no paragraph",
        "sample-series/2020/en#99",
    ),
    (
        """UPDATE note_marks SET "offset" = 45 WHERE edition_id LIKE '%2020%'""",
        "a note mark stands outside its paragraph",
        "sample-series/2020/en#1",
    ),
    (
        "UPDATE donors SET quote = 'norway' WHERE donor = 'NOR' AND edition_id LIKE '%2020%'",
        "a quote in donors is not the text at its offsets",
        "sample-series/2020/en#5 12–18",
    ),
    (
        "UPDATE treaty_counts SET start = start + 1 WHERE edition_id LIKE '%2020%'",
        "a quote in treaty_counts is not the text at its offsets",
        "sample-series/2020/en#2 45–47",
    ),
    (
        "UPDATE funding SET address = '88' WHERE fact = 1 AND edition_id LIKE '%2020%'",
        "a quote in funding is not the text at its offsets",
        "sample-series/2020/en#88 16–31",
    ),
    (
        """UPDATE programme_mentions SET start = 0, "end" = 0, quote = '' WHERE edition_id LIKE '%2020%'""",
        "a quote in programme_mentions is not the text at its offsets",
        "sample-series/2020/en#3 0–0",
    ),
    (
        "UPDATE quantity_changes SET old_quote = '9' WHERE comparison_id LIKE '%2019..%'",
        "a quote in quantity_changes is not the text at its offsets",
        "sample-series/2019/en#4 16–20",
    ),
    (
        "DELETE FROM unlinked WHERE what = 'dropped' AND comparison_id LIKE '%2019..%'",
        "a paragraph is in no link and neither added nor dropped",
        "sample-series/2019..2020/en sample-series/2019/en#5",
    ),
    (
        "INSERT INTO revisions VALUES ('a/1.rev0/en', 'a/1/en', 0, NULL, NULL, 's', 'h', 'k', 'x', 'x')",
        "a row of revisions belongs to no edition",
        "a/1/en",
    ),
    (
        "INSERT INTO corrigenda VALUES ('a/1.corr1/en', 'a/1/en', 1, NULL, NULL, 's', 'h', 'k', 'x', 'x')",
        "a row of corrigenda belongs to no edition",
        "a/1/en",
    ),
    (
        "INSERT INTO revisions VALUES ('r', 'sample-series/2020/en', 0, NULL, NULL, 's', 'h', 'k', 'x', 'x')",
        "a superseded file is as new as the one that speaks",
        "r",
    ),
    (
        "INSERT INTO revision_paragraphs VALUES ('r', '1', 1, 'body', 't', 'x', 'x')",
        "a paragraph belongs to no superseded file",
        "r",
    ),
    (
        "INSERT INTO corrections VALUES ('c', 1, ['1'], 't', 'x', 'x')",
        "a correction belongs to no corrigendum",
        "c",
    ),
    (
        "INSERT INTO unlinked VALUES ('sample-series/2019..2020/en', 'added', '4', 'first', 'x', 'x')",
        "a paragraph is linked and added or dropped at once",
        "sample-series/2019..2020/en new 4",
    ),
    (
        "UPDATE links SET old = ['1', '1'] WHERE link = 1 AND comparison_id LIKE '%2019..%'",
        "a link names a paragraph twice",
        "sample-series/2019..2020/en link 1",
    ),
]


def test_what_holds_together_has_no_defect(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        assert connection.execute(sql("checks")).fetchall() == []


@pytest.mark.parametrize(("spoil", "problem", "place"), DEFECTS)
def test_a_row_that_leads_nowhere_is_found(database: Path, spoil: str, problem: str, place: str) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(spoil)
        assert (problem, place) in connection.execute(sql("checks")).fetchall()


def test_a_paragraph_may_be_in_several_links(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "UPDATE links SET old = ['1', '2'] WHERE link = 1 AND comparison_id LIKE '%2019..%'"
        )
        assert connection.execute(sql("checks")).fetchall() == []


def test_a_quote_that_is_not_in_the_text_is_not_published(database: Path) -> None:
    made, _ = small_edition("2021")
    astray = Facts(quantities=(Quantity(Decimal(900), None, None, None, None, Place("4", 0, 3, "900")),))
    asked = wanted(*EDITIONS, revision={"2021": "rev1"})
    editions = (*asked.editions[:2], replace(asked.editions[2], load=lambda: (made, astray)))
    before = database.read_bytes()
    with pytest.raises(
        StoreError, match=r"quote in quantities .+ sample-series/2021/en#4 0–3; this is a defect"
    ):
        publish(database, replace(asked, editions=editions), run_of(2))
    assert database.read_bytes() == before
    assert not list(database.parent.glob(".*building*"))


def test_a_comparison_that_forgets_a_paragraph_is_not_published(database: Path) -> None:
    comparison, changes = small_comparison("2020", "2021")
    forgetful = replace(comparison, added=())
    asked = wanted(*EDITIONS, revision={"2021": "rev1"})
    pairs = (asked.comparisons[0], replace(asked.comparisons[1], load=lambda: (forgetful, changes)))
    with pytest.raises(StoreError, match=r"neither added nor dropped: sample-series/2020\.\.2021/en .+#5"):
        publish(database, replace(asked, comparisons=pairs), run_of(2))


def test_a_word_outside_the_vocabulary_is_not_published(database: Path) -> None:
    made, facts = small_edition("2021")
    odd = replace(facts, donors=(replace(facts.donors[0], kind="person"),))
    asked = wanted(*EDITIONS, revision={"2021": "rev1"})
    editions = (*asked.editions[:2], replace(asked.editions[2], load=lambda: (made, odd)))
    with pytest.raises(StoreError, match="Could not convert string 'person' to ENUM"):
        publish(database, replace(asked, editions=editions), run_of(2))


# What a row can tell of itself is declared, so that nothing that holds the file can write it.
IMPOSSIBLE = [
    "UPDATE paragraphs SET paragraph_id = 'elsewhere#1' WHERE address = '1' AND edition_id LIKE '%2019%'",
    "UPDATE paragraphs SET characters = 7 WHERE address = '1'",
    "UPDATE paragraphs SET position = 0 WHERE address = '1'",
    "UPDATE editions SET series = 'another' WHERE edition = '2019'",
    "UPDATE comparisons SET new_edition = '1999' WHERE old_edition = '2019'",
    "UPDATE links SET relation = 'alike'",
    "UPDATE links SET new = []",
    "UPDATE links SET similarity = 1.01",
    "UPDATE changes SET importance = 101",
    "UPDATE findings SET severity = 'fatal'",
    "UPDATE findings SET finding_id = 'the same'",
    "UPDATE treaty_counts SET parties = -1",
    "UPDATE funding SET start = -1",
    'UPDATE donors SET "end" = start - 1',
    'UPDATE note_marks SET "offset" = -1',
    "INSERT INTO note_marks FROM note_marks LIMIT 1",
]


@pytest.mark.parametrize("spoil", IMPOSSIBLE)
def test_an_impossible_row_cannot_be_written(database: Path, spoil: str) -> None:
    with (
        duckdb.connect(str(database)) as connection,
        pytest.raises((duckdb.ConstraintException, duckdb.ConversionException)),
    ):
        connection.execute(spoil)


def test_vocabularies_sort_as_they_matter_and_not_by_letters(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        found = connection.execute("SELECT DISTINCT severity FROM findings ORDER BY severity").fetchall()
    assert found == [("warning",), ("info",)]

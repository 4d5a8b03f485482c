"""What made a row be as it is: our own upgrade is not news, and a forced run writes only what differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportdiff.model import Comparison, PairChanges, Relation
from reportdiff.store import Wanted, publish
from small_store import EDITIONS, all_rows, rows, run_of, small_comparison, wanted

CAUSES = "SELECT old_edition, cause FROM comparisons ORDER BY 1"
LINKS = "SELECT new[1], relation, l.cause FROM links l JOIN comparisons c USING (comparison_id)"
LINKS += " WHERE old_edition = '2020' ORDER BY link"


def _told_otherwise() -> tuple[Comparison, PairChanges]:
    """The last comparison as a newer version tells it: one link is of another relation."""
    found, changes = small_comparison("2020", "2021")
    links = tuple(
        replace(link, relation=Relation.EDITED) if link.relation is Relation.REWRITTEN else link
        for link in found.links
    )
    return replace(found, links=links), changes


def _upgraded(asked: Wanted) -> Wanted:
    last = replace(asked.comparisons[1], key="pair/2/newer", load=_told_otherwise)
    return replace(asked, comparisons=(asked.comparisons[0], last))


def test_rows_of_a_first_run_are_first(database: Path) -> None:
    assert rows(database, CAUSES) == [("2019", "first"), ("2020", "first")]
    for table in ("editions", "links", "unlinked", "changes", "quantity_changes"):
        assert rows(database, f"SELECT DISTINCT cause FROM {table}") == [("first",)]  # noqa: S608


def test_only_what_a_new_version_of_ours_tells_otherwise_is_marked(database: Path) -> None:
    publish(database, _upgraded(wanted(*EDITIONS)), run_of(2))
    assert rows(database, CAUSES) == [("2019", "first"), ("2020", "version")]
    assert [row for row in rows(database, LINKS) if row[2] != "first"] == [("fn1", "edited", "version")]
    assert rows(database, "SELECT DISTINCT cause FROM unlinked") == [("first",)]
    assert rows(database, "SELECT what, by_version FROM change_summary WHERE by_version > 0") == [
        ("edited", 1)
    ]


def test_what_a_revision_changed_is_told_as_content(database: Path) -> None:
    publish(database, wanted(*EDITIONS, revision={"2021": "rev1"}), run_of(2))
    assert rows(database, CAUSES) == [("2019", "first"), ("2020", "content")]
    # Its words are those of before: what the links tell is no news.
    assert {row[2] for row in rows(database, LINKS)} == {"first"}
    assert rows(database, "SELECT edition, cause FROM editions ORDER BY 1") == [
        ("2019", "first"),
        ("2020", "first"),
        ("2021", "content"),
    ]


def test_of_a_revision_only_what_its_words_changed_is_content(database: Path) -> None:
    asked = wanted(*EDITIONS, revision={"2021": "rev1"})
    found, facts = asked.editions[2].load()
    changed = tuple(
        replace(one, text=one.text.replace("same", "like")) if one.address == "1" else one
        for one in found.paragraphs
    )
    last = replace(asked.editions[2], load=lambda: (replace(found, paragraphs=changed), facts))
    publish(database, replace(asked, editions=(*asked.editions[:2], last)), run_of(2))
    told = {str(address): cause for address, _, cause in rows(database, LINKS)}
    assert told.pop("1") == "content"
    assert set(told.values()) == {"first"}


def test_settings_that_changed_are_content(database: Path) -> None:
    asked = wanted(*EDITIONS)
    last = replace(asked.editions[2], key="edition/other", settings="other aliases")
    publish(database, replace(asked, editions=(*asked.editions[:2], last)), run_of(2))
    assert rows(database, "SELECT cause FROM editions WHERE edition = '2021'") == [("content",)]


def test_an_edition_that_only_we_read_otherwise_is_of_a_version(database: Path) -> None:
    asked = wanted(*EDITIONS)
    last = replace(asked.editions[2], key="edition/read by a newer version")
    publish(database, replace(asked, editions=(*asked.editions[:2], last)), run_of(2))
    assert rows(database, "SELECT cause FROM editions WHERE edition = '2021'") == [("version",)]


def _fresh(asked: Wanted) -> Wanted:
    return replace(
        asked,
        editions=tuple(replace(one, fresh=True) for one in asked.editions),
        comparisons=tuple(replace(one, fresh=True) for one in asked.comparisons),
        histories=tuple(replace(one, fresh=True) for one in asked.histories),
    )


def test_a_forced_run_with_the_same_results_changes_no_row(database: Path) -> None:
    before = all_rows(database, without=["runs"])
    done = publish(database, _fresh(wanted(*EDITIONS)), run_of(2))
    assert (done.inserted, done.removed, done.unchanged) == (0, 0, 6)
    assert all_rows(database, without=["runs"]) == before


def test_a_forced_run_replaces_what_differs_under_the_same_key(database: Path) -> None:
    asked = _fresh(wanted(*EDITIONS))
    pairs = (asked.comparisons[0], replace(asked.comparisons[1], load=_told_otherwise))
    done = publish(database, replace(asked, comparisons=pairs), run_of(2))
    assert (done.inserted, done.removed, done.unchanged) == (1, 1, 5)
    assert rows(database, "SELECT old_edition, run_id, cause FROM comparisons ORDER BY 1") == [
        ("2019", "run-1", "first"),
        ("2020", "run-2", "version"),
    ]
    assert ("fn1", "edited", "version") in rows(database, LINKS)


def test_a_mark_of_a_version_stays_through_the_next_upgrade(database: Path) -> None:
    publish(database, _upgraded(wanted(*EDITIONS)), run_of(2))
    asked = _upgraded(wanted(*EDITIONS))
    again = replace(asked.comparisons[1], key="pair/3/newest")
    publish(database, replace(asked, comparisons=(asked.comparisons[0], again)), run_of(3))
    assert [row for row in rows(database, LINKS) if row[2] != "first"] == [("fn1", "edited", "version")]

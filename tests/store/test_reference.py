"""Status lists in the database: loaded once, kept by runs, and held against stated counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from reportdiff.errors import StoreError
from reportdiff.model import Participation, ReferenceList
from reportdiff.store import load_reference, publish, stored_findings
from small_store import EDITIONS, all_rows, rows, run_of, wanted

# The small corpus states 180, 182 and 185 parties of untoc as of 2019, 2020 and 2021.
STATED = {2019: 180, 2020: 182, 2021: 185}


def _list(
    joined: Mapping[str, date] | None = None, *, name: str = "18-12", as_of: date = date(2022, 6, 30)
) -> ReferenceList:
    parties = [_party(f"State {n:03}", date(2001, 1, 1)) for n in range(STATED[2019])]
    parties += [_party(participant, day) for participant, day in (joined or {}).items()]
    return ReferenceList("untoc", name, as_of, "Sample list", "0" * 64, tuple(parties))


def _party(participant: str, since: date | None) -> Participation:
    return Participation(participant, None, "state", None, since, "accession" if since else None)


AGREEING = {
    "Atlantis": date(2020, 3, 1),
    "Lemuria": date(2020, 5, 1),
    "Mu": date(2021, 2, 1),
    "Hyperborea": date(2021, 3, 1),
    "Thule": date(2021, 12, 31),
}


def _verdicts(database: Path) -> dict[str, str]:
    found = rows(database, "SELECT edition, verdict FROM treaty_reference_check ORDER BY 1")
    return {str(edition): str(verdict) for edition, verdict in found}


def _kinds(database: Path) -> list[tuple[str, str, str]]:
    found = stored_findings(database, equal={"stage": "reference"})
    return sorted((one.edition or "", one.kind, one.severity.value) for one in found)


def test_counts_that_the_list_has_agree_and_who_joined_is_told(database: Path) -> None:
    load_reference(database, [_list(AGREEING)])
    assert _verdicts(database) == dict.fromkeys(EDITIONS, "agrees")
    assert _kinds(database) == [
        ("2020", "reference-joined", "info"),
        ("2021", "reference-joined", "info"),
    ]
    found = stored_findings(database, equal={"kind": "reference-joined", "edition": "2020"})
    assert found[0].message == (
        "untoc: by the list of 2022-06-30 (Sample list), 2 joined between the counts of 2019 and 2020: "
        "Atlantis; Lemuria."
    )
    assert found[0].address == "2"


def test_a_count_that_the_list_does_not_have_is_a_warning(database: Path) -> None:
    load_reference(database, [_list({f"Isle {n}": date(2019, 6, 1) for n in range(3)})])
    assert _verdicts(database) == {"2019": "differs", "2020": "differs", "2021": "differs"}
    found = stored_findings(database, equal={"kind": "reference-differs", "edition": "2019"})
    assert (found[0].severity.value, found[0].address) == ("warning", "2")
    assert found[0].message == (
        "untoc: 180 parties as of 2019 stated, but the list of 2022-06-30 (Sample list) has 183 "
        "(183–183 in the days around)."
    )
    assert ("2020", "reference-differs", "info") in _kinds(database)  # one off


def test_acts_of_the_days_around_make_no_finding(database: Path) -> None:
    early = {"Atlantis": date(2021, 1, 20), "Lemuria": date(2020, 12, 20)}
    load_reference(database, [_list(early | {n: AGREEING[n] for n in ("Mu", "Hyperborea", "Thule")})])
    assert _verdicts(database)["2020"] == "agrees"


def test_organizations_may_be_counted_or_not(database: Path) -> None:
    one = _list(AGREEING)
    union = replace(_party("Sample Union", date(2005, 1, 1)), kind="organization")
    load_reference(database, [replace(one, participations=(*one.participations, union))])
    assert set(_verdicts(database).values()) == {"agrees"}


def test_a_statement_after_the_list_is_not_comparable_and_never_a_finding(database: Path) -> None:
    load_reference(database, [_list(as_of=date(2020, 12, 30))])
    assert _verdicts(database) == {
        "2019": "agrees",
        "2020": "not-comparable",
        "2021": "not-comparable",
    }
    assert _kinds(database) == []


def test_a_count_without_a_date_is_not_held_against_the_list(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE treaty_counts SET as_of = NULL, as_of_end = NULL")
    load_reference(database, [_list()])
    assert set(_verdicts(database).values()) == {"undated"}
    assert _kinds(database) == []


def test_a_party_to_either_list_is_counted_once_and_from_its_first_date(database: Path) -> None:
    later = replace(
        _list(name="18-12-later", as_of=date(2022, 1, 1)),
        participations=(_party("Atlantis", date(2021, 6, 1)), _party("State 000", date(2021, 6, 1))),
    )
    load_reference(database, [_list(AGREEING), later])
    assert set(_verdicts(database).values()) == {"agrees"}
    assert rows(database, "SELECT DISTINCT list_as_of FROM treaty_reference_parties") == [(date(2022, 1, 1),)]


def test_a_signature_alone_is_stored_and_makes_no_party(database: Path) -> None:
    one = _list(AGREEING)
    load_reference(database, [replace(one, participations=(*one.participations, _party("Signer", None)))])
    assert rows(database, "SELECT count(*) FROM treaty_reference WHERE participant = 'Signer'") == [(1,)]
    assert rows(database, "FROM treaty_reference_parties WHERE name = 'Signer'") == []


def test_loading_again_changes_nothing(database: Path) -> None:
    first = load_reference(database, [_list(AGREEING)])
    before = database.read_bytes()
    again = load_reference(database, [_list(AGREEING)])
    assert ((first.changed, first.unchanged), (again.changed, again.unchanged)) == ((1, 0), (0, 1))
    assert database.read_bytes() == before


def test_a_newer_list_takes_the_place_of_the_older_and_its_findings_go(database: Path) -> None:
    load_reference(database, [_list()])
    assert ("2021", "reference-differs", "warning") in _kinds(database)
    load_reference(database, [_list(AGREEING)])
    assert not any(kind == "reference-differs" for _, kind, _ in _kinds(database))


def test_a_run_keeps_the_lists_and_holds_new_editions_against_them(database: Path) -> None:
    load_reference(database, [_list(AGREEING)])
    before = all_rows(database, without=["runs"])
    publish(database, wanted(*EDITIONS), run_of(2))
    assert all_rows(database, without=["runs"]) == before
    publish(database, wanted("2019", "2020"), run_of(3))
    assert _kinds(database) == [("2020", "reference-joined", "info")]
    publish(database, wanted(*EDITIONS), run_of(4))
    assert all_rows(database, without=["runs"])["treaty_reference"] == before["treaty_reference"]
    assert len(_kinds(database)) == 2


def test_lists_may_come_before_the_first_run(tmp_path: Path) -> None:
    database = tmp_path / "new.duckdb"
    load_reference(database, [_list(AGREEING)])
    publish(database, wanted(*EDITIONS), run_of(1))
    assert set(_verdicts(database).values()) == {"agrees"}


def test_a_database_of_an_older_layout_is_left_alone(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE store_version SET version = 'store/0'")
    before = database.read_bytes()
    with pytest.raises(StoreError, match="build it anew first"):
        load_reference(database, [_list()])
    with pytest.raises(StoreError, match="build it anew"):
        stored_findings(database)
    assert database.read_bytes() == before

"""Programmes are followed through the editions, also under a new name, and never two as one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from reportdiff.history import series_history
from reportdiff.model import Facts, Link, SeriesHistory
from small_reports import comparison, link, mention, report

LIKE_BEFORE = link("1", "1", similarity=0.95, confidence=0.95)


def _told(
    *editions: dict[str, str],
    links: tuple[Link[str], ...] = (),
    of: dict[str, dict[str, Any]] | None = None,
    aliases: dict[str, str] | None = None,
) -> SeriesHistory:
    """The history of editions from 2019, whose paragraphs each mention the programme given, if any.

    `of` are values of a programme's mentions by its name; `links` join each two successive editions.
    """
    made = [
        report(str(2019 + place), {address: f"The sample {name} went on." for address, name in said.items()})
        for place, said in enumerate(editions)
    ]
    facts = [
        Facts(
            programmes=tuple(
                replace(mention(one, address, name), **(of or {}).get(name, {}))
                for address, name in said.items()
                if name
            )
        )
        for one, said in zip(made, editions, strict=True)
    ]
    compared = [
        comparison(old, new, *(one for one in links if _fits(one, old.edition)))
        for old, new in pairwise(made)
    ]
    return series_history(made, compared, facts, aliases)


def _fits(one: Link[str], edition: str | None) -> bool:
    return edition == "2019" and bool(one)


def _slugs(history: SeriesHistory) -> list[tuple[str, ...]]:
    return [programme.slugs for programme in history.programmes]


def _reasons(history: SeriesHistory) -> list[str]:
    return [one.message for one in history.findings if one.kind == "programme-renamed"]


def test_names_stand_in_the_order_of_their_first_appearance() -> None:
    history = _told({"1": "Harbour Project", "2": "River Scheme"}, {"1": ""}, {"1": "HARBOUR PROJECT"})
    harbour, river = history.programmes
    assert harbour.names == ("Harbour Project", "HARBOUR PROJECT")
    assert (harbour.first_seen, harbour.last_seen) == ("2019", "2021")
    assert (river.programme, river.first_seen, river.last_seen) == ("river-scheme", "2019", "2019")
    assert _reasons(history) == []


# --------------------------------------------------------------------------------- renamed


def test_a_name_in_another_case_ending_is_the_same_programme_and_a_finding_says_why() -> None:
    history = _told({"1": "Lighthouse Keepers Abroad"}, {"2": "Lighthouse Keeper Abroad"})
    (programme,) = history.programmes
    assert programme.programme == "lighthouse-keepers-abroad"
    assert programme.slugs == ("lighthouse-keepers-abroad", "lighthouse-keeper-abroad")
    assert (programme.first_seen, programme.last_seen) == ("2019", "2020")
    (finding,) = (one for one in history.findings if one.kind == "programme-renamed")
    assert (finding.edition, finding.address) == ("2020", "2")
    assert "“Lighthouse Keeper Abroad” is taken for “Lighthouse Keepers Abroad” of the 2019 edition" in (
        finding.message
    )
    assert "aliases.toml" in finding.message


def test_a_name_with_and_without_its_acronym_is_one_even_beside_each_other() -> None:
    history = _told(
        {"1": "Tidal Courts (TICO)", "2": "Tidal Courts"}, of={"Tidal Courts (TICO)": {"programme": "tico"}}
    )
    assert _slugs(history) == [("tico", "tidal-courts")]


def test_a_paragraph_that_stayed_the_same_but_for_a_name_tells_a_new_name() -> None:
    history = _told({"1": "Harbour Lights"}, {"1": "Coastal Beacons"}, links=(LIKE_BEFORE,))
    assert _slugs(history) == [("harbour-lights", "coastal-beacons")]
    assert "paragraph 1 continues 1" in _reasons(history)[0]


def test_a_looser_link_needs_a_name_of_some_likeness() -> None:
    loose = link("1", "1", similarity=0.4, confidence=0.7)
    kept = _told({"1": "Harbour Lights"}, {"1": "Coastal Beacons"}, links=(loose,))
    joined = _told({"1": "Harbour Lights"}, {"1": "Bright Harbour Lights"}, links=(loose,))
    assert _slugs(kept) == [("harbour-lights",), ("coastal-beacons",)]
    assert _slugs(joined) == [("harbour-lights", "bright-harbour-lights")]


def test_a_country_programme_told_without_its_years_is_the_one_of_those_years() -> None:
    of = {
        "Plan A": {"programme": "country-programme-npl-2018-2022", "period": "2018-2022", "scope": "country"},
        "Plan B": {"programme": "country-programme-npl", "scope": "country"},
        "Plan C": {"programme": "country-programme-npl-2021-2025", "period": "2021-2025", "scope": "country"},
    }
    history = _told({"1": "Plan A"}, {"1": "Plan B"}, {"1": "Plan C"}, of=of)
    assert [programme.programme for programme in history.programmes] == [
        "country-programme-npl-2018-2022",
        "country-programme-npl-2021-2025",
    ]


# --------------------------------------------------------------------------------- kept apart


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Training for Women Judges", "Training for Men Judges"),
        ("Illicit Firearms", "Illicit Forests"),
        ("Safe Ports Phase 1", "Safe Ports Phase 2"),
        ("Crime", "Crimes against Wildlife"),
    ],
)
def test_names_that_differ_in_a_word_or_number_stay_two(old: str, new: str) -> None:
    assert len(_told({"1": old}, {"1": new}).programmes) == 2


@pytest.mark.parametrize(
    "differs",
    [
        ({"scope": "country"}, {"scope": "regional"}),
        ({"places": ("NPL",)}, {"places": ("PER",)}),
        ({"period": "2016-2020"}, {"period": "2021-2025"}),
    ],
    ids=["scope", "places", "period"],
)
def test_another_scope_place_or_period_keeps_like_names_apart(differs: tuple[dict[str, Any], ...]) -> None:
    old, new = "Lighthouse Keepers", "Lighthouse Keeper"
    of = {old: differs[0], new: differs[1]}
    assert len(_told({"1": old}, {"1": new}, of=of, links=(LIKE_BEFORE,)).programmes) == 2


def test_two_that_one_edition_speaks_of_stay_two() -> None:
    both = {"1": "Lighthouse Keepers", "2": "Lighthouse Keeper"}
    assert len(_told(both, {"1": "Lighthouse Keepers"}).programmes) == 2


def test_nothing_joins_two_by_way_of_a_third() -> None:
    history = _told(
        {"1": "Lighthouse Keepers Aid"},
        {"1": "Lighthouse Keeper Aid"},
        {"1": "Lighthouse Keepers Aids", "2": "Lighthouse Keeper Aids"},
    )
    assert all(len({slug for slug in slugs if slug.endswith("aids")}) < 2 for slugs in _slugs(history))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"1": "Harbour Lights"}, {"1": "Coastal Beacons", "2": "Harbour Lights"}),
        ({"1": "Harbour Lights", "2": "Coastal Beacons"}, {"1": "Coastal Beacons"}),
    ],
    ids=["the old one goes on", "the new one was there"],
)
def test_a_link_tells_no_new_name_where_either_stands_on_both_sides(
    old: dict[str, str], new: dict[str, str]
) -> None:
    assert len(_told(old, new, links=(LIKE_BEFORE,)).programmes) == 2


def test_a_slug_of_the_series_own_table_is_joined_to_nothing() -> None:
    editions = {"1": "Lighthouse Keepers"}, {"1": "Lighthouse Keeper"}
    assert len(_told(*editions, links=(LIKE_BEFORE,)).programmes) == 1
    undone = _told(*editions, links=(LIKE_BEFORE,), aliases={"Lighthouse Keeper": "lighthouse-keeper"})
    assert len(undone.programmes) == 2
    assert _reasons(undone) == []

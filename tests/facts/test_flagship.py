"""The real Chinese edition for 2016: its counts, money, donors and a selection of its quantities."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.facts import extract_facts
from reportdiff.model import Facts
from reportdiff.reading import read_report
from reportdiff.series import read_series_file

SERIES = Path(__file__).resolve().parents[2] / "corpora" / "unodc-executive-director"

PLEDGED = [
    "AUS",
    "CAN",
    "COL",
    "DNK",
    "FIN",
    "FRA",
    "DEU",
    "JPN",
    "MEX",
    "NOR",
    "PAN",
    "QAT",
    "RUS",
    "SWE",
    "GBR",
    "USA",
]
GENERAL = [
    "AUT",
    "BGD",
    "CHL",
    "CHN",
    "FRA",
    "DEU",
    "IND",
    "JPN",
    "KWT",
    "LIE",
    "LUX",
    "PAK",
    "KOR",
    "SGP",
    "SWE",
    "THA",
    "ARE",
    "USA",
]
# By reading: the value of every number that counts something, by paragraph (31 of 99 paragraphs have any).
QUANTITIES = {
    "2": [7], "8": [3], "10": [4], "11": [4], "13": [1_200_000], "14": [17, 2], "15": [30], "23": [32, 135, 4, 63, 1400, 25, 2, 5],
    "28": [150], "32": [100, 700], "37": [6], "38": [3], "41": [2], "42": [2, 187, 2, 170, 1, 142, 1, 114], "43": [12], "45": [19, 3], "46": [25],
    "52": [30, 1500], "53": [178], "57": [80, 2000, 19], "62": [2], "66": [200, 600], "77": [70, 222, 38, 638], "80": [9, 436], "83": [3],
    "86": [7], "87": [Decimal("1.3")], "90": [285_000_000], "91": [9_700_000, 3_800_000, 11_500_000], "96(a)": [19], "98(b)": [3],
}  # fmt: skip


@pytest.fixture(scope="module")
def facts(shared: Path) -> Facts:
    aliases = read_series_file(SERIES).aliases
    return extract_facts(read_report(shared / "corpora" / SERIES.name / "zh" / "2016.txt"), aliases)


def test_the_four_party_counts_stand_in_paragraph_42(facts: Facts) -> None:
    rows = [
        (row.instrument, row.parties, row.newly, row.as_of, row.place.address) for row in facts.treaty_counts
    ]
    assert rows == [
        ("untoc", 187, 2, "2016", "42"),
        ("trafficking-in-persons-protocol", 170, 2, "2016", "42"),
        ("smuggling-of-migrants-protocol", 142, 1, "2016", "42"),
        ("firearms-protocol", 114, 1, "2016", "42"),
    ]


def test_the_five_figures_of_money_stand_in_paragraphs_87_90_and_91(facts: Facts) -> None:
    rows = [
        (row.place.address, row.measure, row.period, row.amount or row.share, row.qualifier, str(row.basis))
        for row in facts.funding
    ]
    assert rows == [
        ("87", "general-purpose-share", "2016", Decimal("1.3"), None, "forecast"),
        ("90", "pledges", "2016", Decimal(285_000_000), "about", "estimate"),
        ("91", "general-purpose-income", "2016-2017", Decimal(9_700_000), None, "forecast"),
        ("91", "general-purpose-income", "2016", Decimal(3_800_000), None, "actual"),
        ("91", "general-purpose-income", "2014-2015", Decimal(11_500_000), None, "actual"),
    ]


def test_both_lists_of_donors_are_complete(facts: Facts) -> None:
    pledged = [row for row in facts.donors if row.measure == "pledges"]
    general = [row for row in facts.donors if row.measure == "general-purpose-income"]
    assert [row.donor for row in pledged if row.kind == "state"] == PLEDGED
    assert [row.kind for row in pledged if row.kind != "state"] == [
        "organization",
        "fund",
        "fund",
        "foundation",
    ]
    assert [row.donor for row in general] == GENERAL
    assert {(row.place.address, row.period) for row in pledged} == {("90", "2016")}
    assert {(row.place.address, row.period) for row in general} == {("91", "2016-2017")}


def test_every_quantity_is_found_and_nothing_else(facts: Facts) -> None:
    found: dict[str, list[Decimal]] = {}
    for row in facts.quantities:
        found.setdefault(row.place.address, []).append(row.value)
    assert found == {address: [Decimal(value) for value in values] for address, values in QUANTITIES.items()}


def test_named_programmes_are_found_where_they_stand(facts: Facts) -> None:
    found = {(row.place.address, row.programme) for row in facts.programmes}
    assert {
        ("12", "country-programme-bol-2016-2020"),
        ("11", "country-programme-idn"),
        ("23", "container-control-programme"),
        ("34", "smart"),
        ("79", "smart"),
        ("55", "stolen-asset-recovery"),
    } <= found
    assert {row.place.address for row in facts.programmes} >= {
        "8",
        "9",
        "37",
        "46",
        "47",
        "49",
        "57",
        "60",
        "61",
        "67",
        "69",
        "77",
    }


def test_nothing_was_left_in_doubt(facts: Facts) -> None:
    assert facts.findings == ()

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
# Address, start and end of every mention; of 10 and 36 readers may differ.
PROGRAMMES = [
    ("6", 159, 190),
    ("6", 250, 254),
    ("8", 35, 48),
    ("8", 35, 48),
    ("8", 35, 48),
    ("9", 30, 34),
    ("10", 22, 30),
    ("11", 37, 44),
    ("12", 26, 43),
    ("13", 39, 43),
    ("14", 134, 138),
    ("20", 69, 88),
    ("23", 18, 25),
    ("24", 1, 19),
    ("24", 32, 39),
    ("26", 24, 59),
    ("34", 22, 46),
    ("34", 50, 62),
    ("35", 218, 236),
    ("36", 129, 151),
    ("37", 123, 130),
    ("38", 24, 31),
    ("43", 223, 238),
    ("46", 23, 31),
    ("47", 13, 33),
    ("47", 188, 196),
    ("49", 13, 23),
    ("50", 113, 127),
    ("55", 286, 300),
    ("57", 13, 25),
    ("60", 101, 113),
    ("61", 5, 26),
    ("64", 25, 31),
    ("67", 1, 12),
    ("69", 2, 12),
    ("77", 13, 25),
    ("77", 83, 91),
    ("79", 12, 29),
]
KNOWN_PROGRAMMES = {
    ("6", "education-for-justice"),
    ("8", "regional-programme-middle-east-and-north-africa"),
    ("8", "regional-programme-east-africa"),
    ("8", "regional-programme-west-africa"),
    ("9", "regional-programme-afg"),
    ("10", "paris-pact"),
    ("11", "country-programme-idn"),
    ("12", "country-programme-bol-2016-2020"),
    ("13", "listen-first"),
    ("23", "container-control-programme"),
    ("34", "smart"),
    ("37", "regional-programme-south-east-asia"),
    ("38", "regional-programme-africa-middle-east"),
    ("43", "glo-act"),
    ("47", "paris-pact"),
    ("55", "stolen-asset-recovery"),
    ("77", "quality-assurance"),
    ("79", "smart"),
}


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
    found = [(row.place.address, row.place.start, row.place.end) for row in facts.programmes]
    assert found == PROGRAMMES
    known = {(row.place.address, row.programme) for row in facts.programmes if row.programme.isascii()}
    assert known == KNOWN_PROGRAMMES


def test_the_figures_of_a_programme_are_those_stated_about_it(facts: Facts) -> None:
    stated = [
        (row.value, row.unit)
        for row in facts.programme_figures
        if row.place.address == "23" and row.programme == "container-control-programme"
    ]
    assert stated == [
        (32, "countries"),
        (135, "tons"),
        (4, "tons"),
        (63, "tons"),
        (1400, "tons"),
        (25, "countries"),
    ]
    elsewhere = [(row.programme, row.value) for row in facts.programme_figures if row.place.address == "77"]
    assert elsewhere == [("quality-assurance", value) for value in (70, 222, 38, 638)]


def test_nothing_was_left_in_doubt(facts: Facts) -> None:
    assert facts.findings == ()

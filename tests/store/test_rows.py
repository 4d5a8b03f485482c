"""What the model says stands in the tables exactly, or is said to be left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.errors import StoreError
from reportdiff.model import Facts, Report, TreatyCount
from reportdiff.store import publish, query
from reportdiff.store._rows import fits, iso_date
from small_reports import place, quantity, report
from small_store import edition, facts_of, rows, run_of, sections, wanted


def _published(folder: Path, made: Report, facts: Facts | None = None) -> Path:
    asked = wanted("2019")
    entry = replace(asked.editions[0], load=lambda: (made, facts or Facts()))
    database = folder / "reports.duckdb"
    publish(database, replace(asked, editions=(entry,), histories=()), run_of(1))
    return database


@pytest.mark.parametrize(
    "printed",
    ["10 January 2017", "2017", "2017-13-01", "2017-02-30", "20170110", "2017-W02-1", "", "２０１７-01-10"],
)
def test_a_date_that_is_not_a_date_is_null(tmp_path: Path, printed: str) -> None:
    database = _published(tmp_path, edition("2019", 1, "2", "none", date=printed or " "))
    assert rows(database, "SELECT date FROM editions") == [(None,)]


def test_an_iso_date_is_a_date(tmp_path: Path) -> None:
    database = _published(tmp_path, edition("2019", 1, "2", "none", date="2020-02-29"))
    assert rows(database, "SELECT date FROM editions") == [(date(2020, 2, 29),)]
    assert iso_date(None) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, max_value=10**31, min_value=-(10**31)))
@settings(derandomize=True, max_examples=200)
def test_what_has_six_decimals_fits_the_column_of_quantities(value: Decimal) -> None:
    assert fits(value, 38, 6)


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("0", True),
        ("0E-20", True),
        ("1.500000000000", True),
        ("99999999999999999999999999999999.999999", True),
        ("100000000000000000000000000000000", False),
        ("1E+31", True),
        ("1E+32", False),
        ("0.0000001", False),
        ("-0.000001", True),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_a_number_fits_only_where_no_digit_is_lost(value: str, held: bool) -> None:  # noqa: FBT001
    assert fits(Decimal(value), 38, 6) is held


def test_a_heading_without_words_leaves_no_mark_in_a_path(tmp_path: Path) -> None:
    made = edition("2019", 1, "2", "none")
    (first, *others) = made.sections
    database = _published(tmp_path, replace(made, sections=(replace(first, heading=""), *others)))
    assert rows(database, "SELECT path FROM sections WHERE section LIKE 'I%' ORDER BY section") == [
        ("",),
        ("Treaties",),
        ("Money",),
    ]


def test_numbers_are_stored_to_the_last_digit(tmp_path: Path) -> None:
    made = report("2019", {"1": "Sample numbers 12345678901234567890123456789012.123456 and -0.1."})
    facts = Facts(
        quantities=(
            quantity(
                made,
                "1",
                "12345678901234567890123456789012.123456",
                "12345678901234567890123456789012.123456",
            ),
            quantity(made, "1", "-0.1", "-0.1"),
        )
    )
    database = _published(tmp_path, made, facts)
    assert rows(database, "SELECT value FROM quantities ORDER BY fact") == [
        (Decimal("12345678901234567890123456789012.123456"),),
        (Decimal("-0.100000"),),
    ]


def test_a_number_that_no_column_holds_becomes_a_finding_with_its_place(tmp_path: Path) -> None:
    made = report("2019", {"1": "Sample numbers 0.00000001 and 7 and 99999999999."})
    facts = Facts(
        quantities=(quantity(made, "1", "0.00000001", "0.00000001"), quantity(made, "1", "7", "7")),
        treaty_counts=(TreatyCount("untoc", 99999999999, None, None, place(made, "1", "99999999999")),),
    )
    database = _published(tmp_path, made, facts)
    assert rows(database, "SELECT fact, value FROM quantities") == [(2, Decimal("7.000000"))]
    assert rows(database, "SELECT count(*) FROM treaty_counts") == [(0,)]
    found = rows(database, "SELECT kind, stage, address, message FROM findings ORDER BY finding")
    assert [row[:3] for row in found] == [("number-out-of-range", "facts", "1")] * 2
    assert "99999999999" in str(found[0][3])
    assert "0.00000001" in str(found[1][3])


def test_a_paragraph_number_beyond_an_integer_is_null_and_its_label_stays(tmp_path: Path) -> None:
    made = report("2019", {"20231231235959": "A sample line that begins like a number."})
    database = _published(tmp_path, made)
    assert rows(database, "SELECT number, label FROM paragraphs") == [(None, "20231231235959.")]


def test_a_section_knows_its_headings_from_the_top(tmp_path: Path) -> None:
    database = _published(tmp_path, report("2019", {"1": "Sample."}, sections=sections()))
    assert rows(database, "SELECT section, path, position FROM sections ORDER BY position") == [
        ("I", "Work of the office", 1),
        ("I.A", "Work of the office › Treaties", 2),
        ("II", "Money", 3),
    ]


NAMES = [
    "it's",
    'say "twice"',
    "a;b -- DROP TABLE runs",
    "🎉 party",
    "عربي\u200f",
    "年度报告",
    "a%_*[x]",
    "${HOME} `x`",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_series_or_file_is_stored_as_it_is(tmp_path: Path, name: str) -> None:
    database = tmp_path / f"{name}.duckdb"
    publish(database, wanted("2019", "2020", series=name), run_of(1, (name,)))
    publish(database, wanted("2019", "2020", series=name, revision={"2020": "rev1"}), run_of(2, (name,)))
    assert query(database, "SELECT DISTINCT series FROM editions").rows == ((name,),)
    assert query(database, "SELECT refused FROM runs").rows == (([name],), ([name],))
    assert query(database, "SELECT count(*) FROM paragraph_history").rows == ((12,),)


@pytest.mark.parametrize("name", ["a\\b", "a?b"])
def test_a_path_that_duckdb_cannot_keep_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match=r"DuckDB reads .+ as something else"):
        publish(tmp_path / f"{name}.duckdb", wanted("2019"), run_of(1))
    assert [file.name for file in tmp_path.iterdir() if "lock" not in file.name] == []


@pytest.mark.parametrize(
    "text",
    [
        "quotes ' and \" and ; and --",
        "a family 👩‍👩‍👧 and a flag 🇳🇴",
        "right to left \u200fשלום\u200f and مرحبا",
        "e\u0301 decomposed, \u00e9 composed",
        "a\x00b",
        "tab\tand\u2028line",
        "占位𠮷字",
    ],
)
def test_text_and_offsets_count_code_points_whatever_the_script(tmp_path: Path, text: str) -> None:
    made = report("2019", {"1": text})
    facts = Facts(quantities=tuple(quantity(made, "1", text[start:], "1") for start in range(len(text))))
    database = _published(tmp_path, made, facts)
    assert rows(database, "SELECT text, characters FROM paragraphs") == [(text, len(text))]
    assert len(rows(database, "FROM quantities")) == len(text)


def test_the_facts_of_the_sample_stand_in_their_tables(tmp_path: Path) -> None:
    made = edition("2019", 180, "1000", "Norway")
    facts = facts_of(made, 180, "1000", [("NOR", "Norway")])
    database = _published(tmp_path, made, facts)
    assert rows(database, "SELECT instrument, parties, newly, as_of, address, quote FROM treaty_counts") == [
        ("untoc", 180, 2, "2019", "2", "180")
    ]
    assert rows(database, "SELECT donor, kind, period, quote FROM donors") == [
        ("NOR", "state", "2019", "Norway")
    ]
    assert rows(database, "SELECT programme, status, places FROM programme_mentions") == [
        ("sample-programme-alpha", "continuing", [])
    ]
    assert rows(database, 'SELECT note, address, "offset" FROM note_marks') == [("fn1", "1", 4)]

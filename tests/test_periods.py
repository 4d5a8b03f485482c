"""A period is held against a date by its last day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.periods import period_end


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("2016", date(2016, 12, 31)),
        ("2016-2017", date(2017, 12, 31)),
        ("2016-02", date(2016, 2, 29)),
        ("2016-02-07", date(2016, 2, 7)),
        ("2015q1", date(2015, 3, 31)),
        ("2015h2", date(2015, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(said: str, end: date) -> None:
    assert period_end(said) == end


@pytest.mark.parametrize(
    "said", [None, "", "first", "2016-13", "2016-02-30", "0000", "2016-", "16", "2016q5"]
)
def test_what_is_no_period_has_no_end(said: str | None) -> None:
    assert period_end(said) is None


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_lies_in_its_month_and_the_month_in_its_year(day: date) -> None:
    month, year = period_end(f"{day:%Y-%m}"), period_end(f"{day:%Y}")
    assert period_end(day.isoformat()) == day
    assert month is not None
    assert year is not None
    assert day <= month <= year

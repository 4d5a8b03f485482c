"""A period is held against a date by its last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.periods import follows, period_end, period_start


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
    ("said", "start"),
    [
        ("2016", date(2016, 1, 1)),
        ("2016-2017", date(2016, 1, 1)),
        ("2016-02", date(2016, 2, 1)),
        ("2016-02-07", date(2016, 2, 7)),
        ("2015q3", date(2015, 7, 1)),
        ("2015h2", date(2015, 7, 1)),
    ],
)
def test_a_period_starts_on_its_first_day(said: str, start: date) -> None:
    assert period_start(said) == start


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2015", "2016", True),
        ("2015", "2017", False),
        ("2015q4", "2016q1", True),
        ("2015q1", "2015q3", False),
        ("2014-2015", "2016-2017", True),
        ("2014-2015", "2018-2019", False),
        ("2015-12-31", "2016-01-01", True),
        ("2015h1", "2015h1", False),
        ("2025a", "2025b", True),
        ("first", "2017", True),
    ],
)
def test_a_period_follows_the_one_that_ends_when_it_begins(old: str, new: str, *, expected: bool) -> None:
    assert follows(old, new) is expected


@pytest.mark.parametrize(
    "said", [None, "", "first", "2016-13", "2016-02-30", "0000", "2016-", "16", "2016q5"]
)
def test_what_is_no_period_has_no_end(said: str | None) -> None:
    assert period_end(said) is None
    assert period_start(said) is None


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_lies_in_its_month_and_the_month_in_its_year(day: date) -> None:
    month, year = period_end(f"{day:%Y-%m}"), period_end(f"{day:%Y}")
    assert period_end(day.isoformat()) == day
    assert month is not None
    assert year is not None
    assert day <= month <= year


@given(st.dates(date(1900, 1, 1), date(2999, 12, 30)))
def test_a_day_follows_the_day_before_and_no_other(day: date) -> None:
    later = day + timedelta(days=1)
    assert follows(day.isoformat(), later.isoformat())
    assert not follows(later.isoformat(), day.isoformat())

"""Dates and periods of a text as ISO 8601."""

from __future__ import annotations

import pytest

from reportdiff.language.dates import dates_in


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("zh", "截至 2021 年 12 月 31 日", "2021-12-31"),
        ("zh", "截至2021年12月31日", "2021-12-31"),
        ("zh", "2016 年 5 月", "2016-05"),
        ("zh", "2016 年底", "2016"),
        ("zh", "2014-2015 两年期", "2014-2015"),
        ("zh", "2016 年至 2018 年", "2016-2018"),
        ("zh", "二〇一六年", "2016"),
        ("en", "as at 31 December 2021", "2021-12-31"),
        ("en", "from 13 to 17 March 2017", "2017-03-17"),
        ("en", "March 5, 2017", "2017-03-05"),
        ("en", "in May 2015", "2015-05"),
        ("en", "the biennium 2016–2017", "2016-2017"),
        ("en", "season 2016/17", "2016-2017"),
        ("en", "at the end of 2016", "2016"),
        ("en", "on 2016-12-31", "2016-12-31"),
    ],
)
def test_a_date_says_its_iso_form(language: str, text: str, iso: str) -> None:
    assert [date.iso for date in dates_in(text, language)] == [iso]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "为期 3 个月"),
        ("zh", "A/2016/75"),
        ("en", "2,016 persons"),
        ("en", "A/RES/2016/18"),
        ("en", "in mid-May or later"),
    ],
)
def test_numbers_that_look_like_years_or_months_are_no_dates(language: str, text: str) -> None:
    assert [date.iso for date in dates_in(text, language) if date.iso] == []


def test_a_day_without_a_year_is_a_date_that_says_no_year() -> None:
    assert [date.iso for date in dates_in("on 5 June", "en")] == [None]

"""Tokens by script and language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.language.tokens import is_figure, is_unspaced, token_rules, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共有187个国家", ["共", "有", "187", "个", "国", "家"]),
        ("約1,234,567人です", ["約", "1,234,567", "人", "で", "す"]),
        ("ราคา 25 บาท", ["ร", "า", "ค", "า", "25", "บ", "า", "ท"]),
        ("Don’t pay 2.5% more", ["Don’t", "pay", "2.5", "%", "more"]),
        ("l'année, 1 234 567 euros", ["l'année", ",", "1 234 567", "euros"]),
        ("см. A/RES/71/211 и E/CN.7/2017/3.", ["см", ".", "A/RES/71/211", "и", "E/CN.7/2017/3", "."]),
        ("عدد الدول ١٨٧ دولة", ["عدد", "الدول", "١٨٧", "دولة"]),
        ("नाव घाट पर लौटी।", ["नाव", "घाट", "पर", "लौटी", "।"]),
        ("हिन्दी क्\u200dष", ["हिन्दी", "क्\u200dष"]),
        ("নৌকা ঘাটে ফিরল", ["নৌকা", "ঘাটে", "ফিরল"]),
        ("படகுகள் திரும்பின", ["படகுகள்", "திரும்பின"]),
        ("סִירָה שָׁטָה", ["סִירָה", "שָׁטָה"]),
        ("عَادَ القَارِبُ", ["عَادَ", "القَارِبُ"]),
        ("قایق\u200cها آمدند", ["قایق\u200cها", "آمدند"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("UNODC办公室", ["UNODC", "办", "公", "室"]),
        ("", []),
    ],
)
def test_words_or_characters_with_numbers_whole(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("zh", "截至2016年12月31日共有", "2016年12月31日"),
        ("zh", "二〇一六年三月五日通过", "二〇一六年三月五日"),
        ("en", "on 31 December 2016 in", "31 December 2016"),
        ("en-GB", "on May 4, 2001 in", "May 4, 2001"),
        ("fr", "le 1er mars 2016 à", "1er mars 2016"),
        ("es", "el 3 de mayo de 2016 en", "3 de mayo de 2016"),
        ("ru", "к 31 декабря 2016 года в", "31 декабря 2016 года"),
        ("ar", "في 31 ديسمبر 2016 بلغ", "31 ديسمبر 2016"),
    ],
)
def test_a_date_is_one_token_of_a_display(language: str, text: str, date: str) -> None:
    assert date in [token.text for token in tokens(text, language)]


@pytest.mark.parametrize("language", [None, "xx", "sw", "..", "zh/../en"])
def test_a_language_without_data_has_no_rules(language: str | None) -> None:
    assert token_rules(language).dates == ()
    assert [token.text for token in tokens("a 12", language)] == ["a", "12"]


def test_numbers_and_words_for_numbers_are_figures() -> None:
    assert is_figure("187")
    assert is_figure("March", "en")
    assert is_figure("亿", "zh")
    assert not is_figure("March")
    assert not is_figure("boat", "en")


def test_a_verb_that_is_spelled_like_a_month_is_no_figure() -> None:
    assert is_figure("May", "en")
    assert not is_figure("may", "en")


def test_scripts_without_spaces_are_told() -> None:
    assert is_unspaced("联合国UN报告")
    assert not is_unspaced("The word 国 means country")
    assert not is_unspaced("")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.sampled_from(["en", "zh", "fr", "es", "ru", "ar", None]))
def test_tokens_stand_where_they_say_and_leave_out_only_space(text: str, language: str | None) -> None:
    found = tokens(text, language)
    assert all(text[token.start : token.end] == token.text for token in found)
    ends = [0, *(token.end for token in found)]
    starts = [*(token.start for token in found), len(text)]
    assert all(not text[a:b].strip() for a, b in zip(ends, starts, strict=True))

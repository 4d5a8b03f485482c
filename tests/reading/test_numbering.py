"""Labels at the start of a text, in every style and language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.language.structure import structure_rules
from reportdiff.reading._numbering import bullet_at_start, labels_at_start, value_of


def readings(text: str, language: str) -> set[tuple[str, int]]:
    return {(label.style, label.value) for label in labels_at_start(text, structure_rules(language))}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "一. 样例", {("cjk-dot", 1)}),
        ("zh", "二十一、2020年样例", {("cjk-dot", 21)}),
        ("zh", "（三）样例", {("cjk-paren", 3)}),
        ("zh", "第二章 样例", {("cjk-chapter", 2)}),
        ("zh", "(a)样例", {("letter-paren", 1)}),
        ("zh", "12. 2016 年样例", {("arabic-dot", 12)}),
        ("en", "IV. Sample", {("roman-upper-dot", 4)}),
        ("en", "C. Sample", {("roman-upper-dot", 100), ("letter-upper-dot", 3)}),
        ("en", "(i) sample", {("letter-paren", 9), ("roman-lower-paren", 1)}),
        ("en", "16.2 Sample", {("decimal", 2)}),
        ("en", "ITEM 7. Sample", {("named-item", 7)}),
        ("fr", "b) exemple", {("letter-paren", 2)}),
        ("ru", "а) пример", {("cyrillic-paren", 1)}),
        ("ar", "ثانياً - نموذج", {("ordinal-word", 2)}),
        ("ar", "باء - نموذج", {("letter-name", 2)}),
        ("ar", "٣ - نموذج", {("arabic-dash", 3)}),
        ("ar", "(ب) نموذج", {("abjad-paren", 2)}),
        ("sw", "3. Mfano", {("arabic-dot", 3)}),
        ("zh", "㈠样例", {("cjk-enclosed", 1)}),
    ],
)
def test_a_label_is_read_in_its_style(language: str, text: str, expected: set[tuple[str, int]]) -> None:
    assert readings(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "2016 年样例"),
        ("en", "1.3% of the sample"),
        ("en", "2016 was a sample year"),
        ("en", "IIX. Sample"),
        ("en", "sample"),
        ("zh", "一年来样例"),
    ],
)
def test_what_only_looks_like_a_label_is_none(language: str, text: str) -> None:
    assert readings(text, language) == set()


def test_a_bullet_is_told_from_a_dash_that_is_part_of_the_text() -> None:
    assert bullet_at_start("• sample") == 2
    assert bullet_at_start("——样例") == 0
    assert bullet_at_start("-5 degrees") == 0


@settings(derandomize=True, deadline=None)
@given(value=st.integers(1, 300))
def test_every_roman_number_has_one_value(value: int) -> None:
    style = next(style for style in structure_rules("en").labels if style.name == "roman-upper-dot")
    printed, rest = "", value
    for numeral, worth in (
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ):
        count, rest = divmod(rest, worth)
        printed += numeral * count
    assert value_of(printed, style) == value

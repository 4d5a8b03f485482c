"""Which label goes on with which list, in every language's way of lettering."""

from __future__ import annotations

import pytest

from reportdiff.language.structure import structure_rules
from reportdiff.reading._block import Block
from reportdiff.reading._structure import structured

ENGLISH = "The sample unit wrote down what it had done."


def addresses(*texts: str, language: str = "en") -> list[str]:
    document = structured([Block(text) for text in texts], structure_rules(language))
    return [paragraph.address for paragraph in document.paragraphs]


def test_items_go_as_deep_as_they_are_set() -> None:
    texts = [
        "1. It may:",
        "(a) Do:",
        "(i) One thing:",
        "(1) First;",
        "(2) Then;",
        "(ii) Another;",
        "(b) Rest.",
        "2. It did.",
    ]
    assert addresses(*texts) == [
        "1", "1(a)", "1(a)(i)", "1(a)(i)(1)", "1(a)(i)(2)", "1(a)(ii)", "1(b)", "2",
    ]  # fmt: skip


def test_a_list_may_begin_inside_its_paragraph() -> None:
    texts = [f"1. (a) {ENGLISH}", f"(b) {ENGLISH}", f"2. {ENGLISH}"]
    assert addresses(*texts) == ["1", "1(b)", "2"]


def test_a_list_may_begin_inside_an_item() -> None:
    texts = ["1. It may:", f"(a) (i) {ENGLISH}", f"(ii) {ENGLISH}", f"(b) {ENGLISH}", f"2. {ENGLISH}"]
    assert addresses(*texts) == ["1", "1(a)", "1(a)(ii)", "1(b)", "2"]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("zh", ["（一）", "（二）", "（三）"]),
        ("zh", ["(一)", "(二)", "(三)"]),
        ("zh", ["㈠", "㈡", "㈢"]),
        ("zh", ["1、", "2、", "3、"]),
        ("ar", ["(أ)", "(ب)", "(ج)"]),
        ("ar", ["’1‘", "’2‘", "’3‘"]),
        ("ru", ["а)", "б)", "в)"]),
        ("ru", ["a)", "b)", "c)"]),
        ("ru", ["a)", "б)", "в)"]),
        ("ru", ["i)", "ii)", "iii)"]),
        ("fr", ["a)", "b)", "c)"]),
        ("fr", ["i)", "ii)", "iii)"]),
        ("es", ["a)", "b)", "c)"]),
        ("en", ["(a)", "(b)", "(c)"]),
        ("en", ["(1)", "(2)", "(3)"]),
    ],
)
def test_items_are_lettered_in_the_way_of_their_language(language: str, labels: list[str]) -> None:
    found = addresses("1. A:", *(f"{label} b;" for label in labels), language=language)
    assert found == ["1", *(f"1({label.strip('()（）‘’、')})" for label in labels)]


def test_a_latin_letter_among_cyrillic_ones_does_not_end_the_list() -> None:
    labels = ["a)", "б)", "в)", "г)", "д)", "e)", "ж)"]
    found = addresses("1. Отдел может:", *(f"{label} ждать;" for label in labels), language="ru")
    assert found[1:] == [f"1({label[0]})" for label in labels]


@pytest.mark.parametrize(
    ("language", "labels", "expected"),
    [
        ("en", ["1.", "2.", "2 bis.", "2 ter.", "3."], ["1", "2", "2 bis", "2 ter", "3"]),
        ("fr", ["1.", "1 bis.", "2."], ["1", "1 bis", "2"]),
        ("ru", ["1.", "1 бис.", "2."], ["1", "1 бис", "2"]),
        ("ar", ["1 -", "1 مكررا -", "2 -"], ["1", "1 مكررا", "2"]),
    ],
)
def test_a_paragraph_inserted_later_keeps_its_number(
    language: str, labels: list[str], expected: list[str]
) -> None:
    sentence = {"ar": "واصلت الوحدة العمل.", "ru": "Отдел работал."}.get(language, ENGLISH)
    assert addresses(*(f"{label} {sentence}" for label in labels), language=language) == expected


def test_a_number_inserted_where_it_is_not_due_is_no_number() -> None:
    assert addresses(f"1. {ENGLISH}", f"7 bis. {ENGLISH}", f"2. {ENGLISH}") == ["1", "p1", "2"]

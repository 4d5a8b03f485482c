"""Texts as they are matched, and the tables that are matched with them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest

from passages import report_of
from reportdiff.facts import extract_facts
from reportdiff.language.folding import folded
from reportdiff.language.tables import table

_MATCHED_AS_PRINTED = {"structure", "tokens", "writing"}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _strings(key)
            yield from _strings(below)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)


def _concepts(code: str) -> list[str]:
    files = (resources.files("reportdiff.language") / "data" / code).iterdir()
    return sorted({file.name.removesuffix(".toml") for file in files} - _MATCHED_AS_PRINTED)


@pytest.mark.parametrize(
    ("code", "concept"), [("ar", "treaties"), *(("ru", each) for each in _concepts("ru"))]
)
def test_words_that_facts_are_found_by_stand_in_the_form_that_texts_are_folded_to(
    code: str, concept: str
) -> None:
    strings = list(_strings(table(code, concept)))
    assert strings
    assert [each for each in strings if folded(each, code).text != each] == []


@pytest.mark.parametrize("code", ["en", "es", "fr", "zh"])
def test_a_language_without_rules_folds_nothing(code: str) -> None:
    text = "ещё \u0640\u0660"
    assert folded(text, code).text is text


def test_letters_that_are_replaced_stay_where_they_are() -> None:
    found = folded("Ещё двадцать трёх", "ru")
    assert (found.text, found.offsets) == ("Еще двадцать трех", None)
    assert found.printed(4, 8) == (4, 8)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("В двадцати трёх сёлах проведены занятия.", 23, "villages"),
        ("Закуплено 40 вертолётов.", 40, "aircraft"),
        ("Закуплено 40 вертолетов.", 40, "aircraft"),
    ],
)
def test_russian_is_read_with_and_without_its_two_dots(text: str, value: int, unit: str) -> None:
    (found,) = extract_facts(report_of("ru", text)).quantities
    assert (int(found.value), found.unit) == (value, unit)
    assert found.place.quote == text[found.place.start : found.place.end]


def test_a_programme_keeps_its_name_as_printed() -> None:
    text = "Глобальная программа учёта наркотиков была продлена."
    (found,) = extract_facts(report_of("ru", text)).programmes
    assert "учёта" in found.name
    assert found.name in text

"""Interface strings are complete in every language and write figures its way."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportdiff.model import Donor, Finding, Place, Severity
from reportdiff.output._catalogue import catalogue, catalogue_languages

LANGUAGES = catalogue_languages()
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def _strings(project: Path, language: str) -> dict[str, Any]:
    path = project / f"src/reportdiff/output/data/strings.{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _entries(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every string's key with the places in it; a table of plural forms is one entry."""
    for key, value in table.items():
        if key in ("states", "messages", "scales", "currencies"):
            continue
        if isinstance(value, dict) and not set(value) <= PLURALS:
            yield from _entries(value, f"{path}{key}.")
        else:
            text = value["other"] if isinstance(value, dict) else str(value)
            yield f"{path}{key}", set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_that_english_says(project: Path, language: str) -> None:
    assert dict(_entries(_strings(project, language))) == dict(_entries(_strings(project, "en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_message_fills_only_places_that_its_english_form_has(
    project: Path, language: str
) -> None:
    for entry in _strings(project, language)["messages"]:
        given, used = (set(re.findall(r"\{(\w+)\}", entry[key])) for key in ("message", "text"))
        assert used <= given, entry["message"]


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [
        ("en", "285000000", "US$ 285 million"),
        ("zh", "285000000", "2.85 亿美元"),
        ("en", "3800000", "US$ 3.8 million"),
        ("zh", "3800000", "380 万美元"),
        ("en", "970", "US$ 970"),
        ("zh", "970", "970 美元"),
        ("en", "1250000000", "US$ 1.25 billion"),
        ("zh", "11500000", "1,150 万美元"),
        ("en", "285412300", "US$ 285.4 million (285,412,300)"),
        ("zh", "285412300", "2.854 亿美元（285,412,300）"),
        ("en", "461007800", "US$ 461 million (461,007,800)"),
        ("en", "1200.50", "US$ 1,200.5"),
        ("en", "0", "US$ 0"),
    ],
)
def test_money_is_said_as_people_say_it_with_the_exact_figure_where_digits_were_left_out(
    language: str, amount: str, said: str
) -> None:
    assert catalogue(language).money(Decimal(amount), "USD", exact=True) == said


def test_numbers_of_any_size_can_be_said() -> None:
    words = catalogue("en")
    assert words.money(Decimal("1e35"), "USD").endswith("trillion")
    assert words.relative(1e31).startswith("+1")
    assert words.number(Decimal(12345678901234567890123456789012)).startswith("12,345,678")


def test_a_fall_has_a_minus_sign_and_a_rise_a_plus() -> None:
    words = catalogue("en")
    assert words.money(Decimal(-25000000), "USD", signed=True) == "−US$ 25 million"
    assert words.signed(2) == "+2"
    assert words.signed(-1) == "−1"
    assert words.signed(0) == "0"
    assert words.relative(0.0877) == "+8.8%"
    assert words.relative(-0.5) == "−50%"
    assert words.relative(None) == ""


@pytest.mark.parametrize(
    ("language", "addresses", "said"),
    [
        ("en", ["42"], "para. 42"),
        ("zh", ["42"], "第 42 段"),
        ("en", ["40", "41"], "paras. 40 and 41"),
        ("zh", ["40", "41"], "第 40、41 段"),
        ("en", ["12", "13", "14", "20", "93(b)"], "paras. 12–14, 20 and 93(b)"),
        ("zh", ["12", "13", "14", "20"], "第 12 至 14、20 段"),
        ("en", ["7", "fn1", "summary", "p3"], "para. 7, footnote 1, the summary, unnumbered para. 3"),
        ("en", ["annex1:12"], "annex 1, para. 12"),
        (
            "en",
            ["annex1:enclosure2:7", "annex1:enclosure2:p4"],
            "annex 1, enclosure 2, para. 7, unnumbered para. 4",
        ),
        ("zh", ["annex1:12", "annex1:13"], "附件 1 第 12、13 段"),
        ("en", ["p1", "p2", "p3", "p9(a)"], "unnumbered paras. 1–3 and 9(a)"),
        ("en", ["t4"], "t4"),
        ("en", [], ""),
    ],
)
def test_places_are_written_as_readers_cite_them(language: str, addresses: list[str], said: str) -> None:
    assert catalogue(language).places(addresses) == said


def test_a_place_in_the_old_edition_says_so() -> None:
    assert catalogue("en").places(["6"], edition="2013") == "para. 6 of 2013"
    assert catalogue("zh").places(["6"], edition="2013") == "2013 年版第 6 段"
    assert catalogue("zh").places(["6"], edition="2025a") == "2025a 版第 6 段"


def test_a_donor_is_named_as_printed_in_the_reports_language_and_by_its_code_in_another() -> None:
    donor = Donor("pledges", None, "KOR", "state", Place("1", 0, 4, "大韩民国"))
    assert catalogue("zh").donor(donor, "zh") == "大韩民国"
    assert catalogue("en").donor(donor, "zh") == "Republic of Korea"
    unknown = Donor("pledges", None, "sample-fund", "fund", Place("1", 0, 4, "样本基金"))
    assert catalogue("en").donor(unknown, "zh") == "样本基金"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_without_a_translation_is_shown_as_it_was_written(language: str) -> None:
    finding = Finding("odd", Severity.INFO, "something *odd* nobody foresaw")
    assert catalogue(language).message(finding) == r"something \*odd\* nobody foresaw"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_without_a_word_is_shown_as_it_is(language: str) -> None:
    assert catalogue(language).name("instruments", "sample-convention") == "sample convention"

"""Interface strings are complete in every language and write figures its way."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from page_reading import elements, parsed
from reportdiff.history import pair_changes
from reportdiff.model import Donor, Facts, Finding, Place, Relation, Severity
from reportdiff.output._catalogue import catalogue, catalogue_languages
from reportdiff.output._pair import Pair
from reportdiff.output._render import render_summary
from reportdiff.output._summary import summarise
from reportdiff.output.report_page import render_report
from small_reports import comparison, link, money, parties, quantity, report

LANGUAGES = catalogue_languages()
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def _strings(project: Path, language: str) -> dict[str, Any]:
    path = project / f"src/reportdiff/output/data/strings.{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


NOT_COMPARED = ("states", "messages", "scales", "currencies", "writing")
"""Tables whose keys are a matter of each language."""
LATIN = {"en", "es", "fr"}
NAMES = {
    "reportdiff",
    "Word",
    "JSON",
    "Parquet",
    "UTF-8",
    "aliases.toml",
    "reviews.toml",
    "--language",
    "CLDR",
}
COGNATES = {"section", "page", "note", "instrument", "importance", "programme", "initiative", "regional"}
COGNATES |= {"contradiction"}
"""Words that Spanish or French write as English does."""


def _forms(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every string with its plural forms; a string that has none has the one form `other`."""
    for key, value in table.items():
        if key in NOT_COMPARED:
            continue
        if isinstance(value, dict) and not set(value) <= PLURALS:
            yield from _forms(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value if isinstance(value, dict) else {"other": str(value)}


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _entries(table: dict[str, Any]) -> dict[str, set[str]]:
    """Every string's key with the places in it."""
    return {key: _places(forms["other"]) for key, forms in _forms(table)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_that_english_says(project: Path, language: str) -> None:
    assert _entries(_strings(project, language)) == _entries(_strings(project, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_the_forms_that_numbers_take_in_its_language(project: Path, language: str) -> None:
    strings = _strings(project, language)
    wanted = {Locale.parse(strings["locale"]).plural_form(number) for number in range(1, 200)}
    for key, forms in _forms(strings):
        if set(forms) == {"other"} and isinstance(_at(strings, key), str):
            continue
        assert wanted <= set(forms), key
        counted = {name: text for name, text in forms.items() if name in {"few", "many", "other"}}
        assert {frozenset(_places(text)) for text in counted.values()} == {frozenset(_places(forms["other"]))}
        assert all(_places(text) <= _places(forms["other"]) for text in forms.values()), key


def _at(strings: dict[str, Any], key: str) -> Any:
    for part in key.split("."):
        strings = strings[part]
    return strings


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_english_is_left_in_another_language(project: Path, language: str) -> None:
    english = {key: forms["other"] for key, forms in _forms(_strings(project, "en"))}
    for key, forms in _forms(_strings(project, language)):
        if key in ("locale", "index.files.redline_docx"):
            continue
        for text in forms.values():
            plain = re.sub(r"`[^`]*`|\{\w+\}", " ", text)
            found = {word.strip(".-") for word in re.findall(r"[A-Za-z][A-Za-z.-]{2,}", plain)} - NAMES
            words = {word for word in found if word.lower().removesuffix("s") not in COGNATES}
            if language in LATIN:
                assert not words or text != english[key], key
            else:
                assert not words, key


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_message_that_one_language_words_the_others_word_too(project: Path, language: str) -> None:
    worded = {entry["message"] for entry in _strings(project, language)["messages"]}
    others = {entry["message"] for other in LANGUAGES for entry in _strings(project, other)["messages"]}
    assert worded == others


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_message_fills_only_places_that_its_english_form_has(
    project: Path, language: str
) -> None:
    for entry in _strings(project, language)["messages"]:
        given, used = (_places(entry[key]) for key in ("message", "text"))
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
        ("fr", "285412300", "285,4 millions de dollars (285\u202f412\u202f300)"),
        ("fr", "1500000", "1,5 million de dollars"),
        ("fr", "970", "970 dollars"),
        ("es", "1250000000", "1.250 millones de dólares"),
        ("es", "1000000", "1 millón de dólares"),
        ("ru", "285412300", "285,4 млн долл. США (285\xa0412\xa0300)"),
        ("ar", "9100000", "9,1 ملايين دولار"),
        ("ar", "24500000", "24,5 مليون دولار"),
        ("ar", "285412300", "285,4 مليون دولار (285\xa0412\xa0300)"),
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
    ("language", "number", "said"),
    [
        ("ru", 1, "1 пункт"),
        ("ru", 3, "3 пункта"),
        ("ru", 11, "11 пунктов"),
        ("ru", 21, "21 пункт"),
        ("ar", 1, "فقرة واحدة"),
        ("ar", 2, "فقرتان"),
        ("ar", 7, "7 فقرات"),
        ("ar", 45, "45 فقرة"),
        ("ar", 100, "100 فقرة"),
        ("fr", 1, "1 paragraphe"),
        ("es", 2, "2 párrafos"),
    ],
)
def test_what_is_counted_stands_in_the_form_of_its_number(language: str, number: int, said: str) -> None:
    assert catalogue(language).say("page.paragraphs", n=number) == said


@pytest.mark.parametrize(
    ("language", "share", "said"),
    [
        ("en", "+2.5%", "−12%"),
        ("zh", "+2.5%", "−12%"),
        ("fr", "+2,5\xa0%", "−12\xa0%"),
        ("ru", "+2,5\xa0%", "−12\xa0%"),
        ("ar", "\u200e+2,5%", "\u200e−12%"),
    ],
)
def test_signs_and_shares_are_written_as_in_the_language(language: str, share: str, said: str) -> None:
    assert catalogue(language).relative(0.025) == share
    assert catalogue(language).relative(-0.12) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "31 December 2015"),
        ("zh", "2015年12月31日"),
        ("fr", "31 décembre 2015"),
        ("es", "31 de diciembre de 2015"),
        ("ru", "31 декабря 2015\u202fг."),
        ("ar", "31 كانون الأول/ديسمبر 2015"),
    ],
)
def test_days_are_written_in_full_and_periods_as_periods(language: str, said: str) -> None:
    assert catalogue(language).date("2015-12-31") == said
    assert catalogue(language).date("2015") == "2015"


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
        ("fr", ["12", "13", "14", "20"], "par. 12 à 14 et 20"),
        ("es", ["40", "41"], "párrs. 40 y 41"),
        ("ru", ["annex1:12", "annex1:13"], "приложение 1, пп. 12 и 13"),
        ("ar", ["40", "41"], "الفقرتان 40 و 41"),
        ("ar", ["12", "13", "14"], "الفقرات 12 إلى 14"),
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
@pytest.mark.parametrize("reviews", ["review ab12", "reviews ab12, cd34"])
def test_a_finding_on_decided_figures_is_said_in_the_language_with_the_decision(
    language: str, reviews: str
) -> None:
    plain = "corruption: 186 parties here, after 187 in the 2020 edition: the count falls."
    note = f" Decided by an analyst, not as the text was understood: {reviews}."
    words = catalogue(language)
    said = words.message(Finding("falls", Severity.ERROR, plain + note))
    assert said.startswith(words.message(Finding("falls", Severity.ERROR, plain)))
    assert reviews.split(" ", 1)[1] in said
    assert ("Decided" in said) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_without_its_paragraph_names_source_and_place(language: str) -> None:
    message = "2021.corr1.txt corrects paragraph 7(b), which this edition does not have."
    said = catalogue(language).message(Finding("correction-without-paragraph", Severity.WARNING, message))
    assert "2021.corr1.txt" in said
    assert "7(b)" in said
    assert ("corrects" in said) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_without_a_word_is_shown_as_it_is(language: str) -> None:
    assert catalogue(language).name("instruments", "sample-convention") == "sample convention"


def _without_english() -> Pair:
    """A pair of nonsense in Cyrillic letters, with a change of every kind and figures."""
    old = report(
        "2020",
        {"1": "АБВ 50 ГДЕ.", "2": "ЖЗИ 250 КЛМ.", "3": "НОП РСТ.", "4": "УФХ ЦЧШ 7 ЩЭЮ ЯАБ ВГД."},
        language="ru",
    )
    new = report(
        "2021",
        {"1": "АБВ 52 ГДЕ 3.", "2": "ЖЗИ 285 КЛМ.", "4": "УФХ ЦЧШ 9 ЩЭЮ ЯАБ ВГЕ.", "5": "ЁЖЗ."},
        language="ru",
    )
    old, new = (replace(one, title="АБВ", series=None, symbol=None) for one in (old, new))
    between = comparison(old, new, link("1", "1"), link("2", "2", Relation.REWRITTEN), link("4", "4"))
    facts = [
        Facts(
            treaty_counts=(parties(one, "1", count, newly),),
            funding=(money(one, "2", amount, amount, period=one.edition or ""),),
            quantities=(quantity(one, "4", number, number, None),),
        )
        for one, count, newly, amount, number in ((old, 50, None, "250", "7"), (new, 52, 3, "285", "9"))
    ]
    changes = pair_changes(old, new, between, *facts)
    return Pair(old, new, between, facts[0], facts[1], changes, sample=True)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_english_word_stands_in_a_page_of_another_language(project: Path, language: str) -> None:
    pair = _without_english()
    english = _said(_strings(project, "en")) - _said(_strings(project, language)) - COGNATES
    tree = parsed(render_report(pair, language))
    for one in (*elements(tree, "script"), *elements(tree, "style"), *elements(tree, "code")):
        one.clear()
    page = " ".join(tree.itertext())
    summary = re.sub(r"\]\([^)]*\)|<[^>]*>|\[English", " ", render_summary(summarise(pair), language))
    for text in (page, summary):
        assert _words(text) & english == set()


def _said(strings: dict[str, Any]) -> set[str]:
    """The words of a catalogue."""
    return _words(" ".join(text for _, forms in _forms(strings) for text in forms.values()))


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"`[^`]*`|\{\w+\}", " ", text))}

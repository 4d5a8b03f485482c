"""Which paragraphs a list of corrections names, in each language that we know well, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportdiff.corrigenda import corrections
from reportdiff.reading import read_report

HEAD = {
    "en": "Sample report\n\nCorrigendum\n\n",
    "fr": "Rapport d’exemple\n\nRectificatif\n\n",
    "es": "Informe de muestra\n\nCorrección\n\n",
    "ru": "Пример доклада\n\nИсправление\n\n",
    "ar": "تقرير نموذجي\n\nتصويب\n\n",
    "zh": "示例报告\n\n更正\n\n",
}
SAYS = {
    "en": "The sample words should be deleted.",
    "fr": "Supprimer les mots d’exemple.",
    "es": "Suprímanse las palabras de muestra.",
    "ru": "Исключить слова примера.",
    "ar": "تُحذف كلمات المثال.",
    "zh": "删除示例文字。",
}
NAMES = [
    ("en", "Paragraph 42", ["42"]),
    ("en", "Page 5, paragraph 93 (b) (ii), second sentence", ["93(b)(ii)"]),
    ("en", "Paragraphs 15, 16 and 20–22", ["15", "16", "20", "21", "22"]),
    ("en", "Annex II, para. 3", ["annex2:3"]),
    ("en", "Footnote 7", ["fn7"]),
    ("en", "Summary", ["summary"]),
    ("fr", "Paragraphes 12 et 13, première phrase", ["12", "13"]),
    ("fr", "Annexe I, note de bas de page 4", ["annex1:fn4"]),
    ("es", "Párrafo 8 a), línea 3", ["8"]),
    ("es", "Párrafos 8 y 9", ["8", "9"]),
    ("ru", "Пункт 42, третье предложение", ["42"]),
    ("ru", "Пункты 5–7", ["5", "6", "7"]),
    ("ar", "الفقرة ٤٢", ["42"]),
    ("ar", "الفقرتان 3 و 4", ["3", "4"]),
    ("zh", "第42段", ["42"]),
    ("zh", "第12、13和15段", ["12", "13", "15"]),
    ("zh", "附件一第3段", ["annex1:3"]),
    ("zh", "第93(b)段第二句", ["93(b)"]),
]


def told(folder: Path, language: str, text: str) -> list[tuple[tuple[str, ...], str]]:
    file = folder / "2016.corr1.txt"
    file.write_text(HEAD[language] + text, encoding="utf-8")
    found = corrections(read_report(file, language))
    return [(correction.addresses, correction.text) for correction in found]


@pytest.mark.parametrize(("language", "heading", "addresses"), NAMES)
def test_paragraphs_are_named_as_each_language_cites_them(
    tmp_path: Path, language: str, heading: str, addresses: list[str]
) -> None:
    found = told(tmp_path, language, f"{heading}\n\n{SAYS[language]}\n")
    assert [list(named) for named, _ in found] == [addresses]
    assert SAYS[language] in found[0][1]


def test_numbered_corrections_are_told_apart_and_keep_their_words(tmp_path: Path) -> None:
    text = "1. Paragraph 4\n\nFor 12 read 14.\n\n2. In paragraph 9, delete the sample word.\n"
    found = told(tmp_path, "en", text)
    assert [named for named, _ in found] == [("4",), ("9",)]
    assert "For 12 read 14." in found[0][1]


def test_paragraphs_that_only_quoted_or_new_words_mention_are_not_named(tmp_path: Path) -> None:
    text = (
        "Paragraph 4\n\nReplace the words “as paragraph 7 says” with the words below.\n\n"
        "The sentence should read:\n\nThe sample of paragraph 8 is repeated in paragraph 9.\n"
    )
    assert [named for named, _ in told(tmp_path, "en", text)] == [("4",)]


def test_corrections_that_name_nothing_are_kept_as_one(tmp_path: Path) -> None:
    text = "1. The sample words are replaced throughout the text by other sample words of the same kind.\n"
    found = told(tmp_path, "en", text)
    assert [named for named, _ in found] == [()]
    assert "throughout" in found[0][1]

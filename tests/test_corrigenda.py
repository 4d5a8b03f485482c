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


def test_lines_without_a_full_stop_are_told_apart_by_the_capital_of_what_they_cite(tmp_path: Path) -> None:
    text = (
        "Paragraph 22\n\nFor 181 parties read 183 parties\n\nParagraph 23, second sentence\n\n"
        "Replace forty with fifty\n\nAnnex, paragraph 3\n\nReplace 5 by 6\n"
    )
    assert [(named, said.replace("\n", " ")) for named, said in told(tmp_path, "en", text)] == [
        (("22",), "Paragraph 22 For 181 parties read 183 parties"),
        (("23",), "Paragraph 23, second sentence Replace forty with fifty"),
        (("annex1:3",), "Annex, paragraph 3 Replace 5 by 6"),
    ]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("fr", "Paragraphe 12\n\nRemplacer douze par treize", "Paragraphe 14\n\nSupprimer ces mots"),
        ("es", "Párrafo 12\n\nSustitúyase doce por trece", "Párrafo 14\n\nSuprímanse estas palabras"),
        ("ru", "Пункт 12\n\nВместо двенадцать читать тринадцать", "Пункт 14\n\nИсключить эти слова"),
    ],
)
def test_lines_without_a_full_stop_are_told_apart_in_other_scripts(
    tmp_path: Path, language: str, first: str, second: str
) -> None:
    found = told(tmp_path, language, f"{first}\n\n{second}\n")
    assert [named for named, _ in found] == [("12",), ("14",)]


def test_a_paragraph_that_the_same_sentence_mentions_begins_no_correction(tmp_path: Path) -> None:
    text = "1. In paragraph 4 add a mention of what paragraph 7 says of the sample office.\n"
    assert len(told(tmp_path, "en", text)) == 1


def test_new_words_behind_a_colon_stay_whole(tmp_path: Path) -> None:
    text = "1. Paragraph 4\n\nRead as follows: the sample words of all the editions Paragraph 9 and others.\n"
    assert [named for named, _ in told(tmp_path, "en", text)] == [("4",)]


def test_an_annex_over_corrections_is_where_they_belong(tmp_path: Path) -> None:
    text = (
        "1. Paragraph 34.\n\nDelete the sample word.\n\nAnnex II\n\nParagraph 3.\n\nFor 5 read 6.\n\n"
        "Paragraph 4.\n\nFor 7 read 8.\n"
    )
    found = told(tmp_path, "en", text)
    assert [named for named, _ in found] == [("34",), ("annex2:3",), ("annex2:4",)]
    assert found[1][1].startswith("Annex II\n")


def test_a_table_of_an_annex_is_no_part_of_the_correction_before_it(tmp_path: Path) -> None:
    text = "Paragraphs 34 and 35\n\nThe sample word should be deleted.\n\nAnnex, table 1\n\nReplace 5 by 6\n"
    found = told(tmp_path, "en", text)
    assert [named for named, _ in found] == [("34", "35"), ("annex1",)]
    assert found[1][1] == "Annex, table 1\nReplace 5 by 6"

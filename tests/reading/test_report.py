"""One file to one report: language, place in a corpus, what the front matter says; and the real texts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from reportdiff.language.detect import language_of
from reportdiff.model import Kind, Report
from reportdiff.reading import VERSION, read_report
from reportdiff.reading._characters import cleaned, visible

ENGLISH = """Sample Council
Second session
Vienna, 3 May 2021
Item 4 of the provisional agenda
The agenda item is about samples

Work of the Sample Unit

Report of the Head of Unit

I. Introduction

1. The unit went on with its sample work, as it had done in the year before this one.

2. It then rested, as it had also done in the year before this one, and wrote it down.
"""


def kinds(report: Report) -> Counter[str]:
    return Counter(paragraph.kind.value for paragraph in report.paragraphs)


def test_series_language_and_edition_come_from_a_corpus_path(tmp_path: Path) -> None:
    folder = tmp_path / "sample-series" / "fr"
    folder.mkdir(parents=True)
    path = folder / "2021.txt"
    path.write_text(ENGLISH)
    report = read_report(path)
    assert (report.series, report.language, report.edition) == ("sample-series", "fr", "2021")
    told = read_report(path, "en", series="other", edition="2022")
    assert (told.series, told.language, told.edition) == ("other", "en", "2022")


def test_elsewhere_the_language_is_told_from_the_text_and_the_rest_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(ENGLISH)
    report = read_report(path)
    assert (report.series, report.language, report.edition) == (None, "en", None)


def test_a_language_without_data_is_read_by_the_common_rules(tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    path.write_text("I. Utangulizi\n\n1. Huu ni mfano wa kwanza.\n\n2. Huu ni mfano wa pili.\n")
    report = read_report(path, "sw")
    assert report.language == "sw"
    assert [paragraph.address for paragraph in report.paragraphs] == ["1", "2"]


def test_the_front_matter_says_session_item_and_title(tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(ENGLISH.replace("Vienna, ", "").replace("\n", "\n\n"))
    report = read_report(path, "en")
    assert report.meta.session == "Second session"
    assert report.meta.agenda_item == "Item 4 of the provisional agenda"
    assert report.meta.date == "2021-05-03"
    assert report.title == "Work of the Sample Unit: Report of the Head of Unit"


def test_the_masthead_is_no_title_and_a_date_may_stand_before_the_language(tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    lines = (
        "Security Council",
        "SAMPLE/2021/3",
        "Distr.: General",
        "3 May 2021 English",
        "Sample Unit",
        "Report of the Head",
    )
    path.write_text("\n\n".join((*lines, "1. The unit did its sample work.", "2. It then rested.")))
    report = read_report(path, "en")
    assert (report.symbol, report.title) == ("SAMPLE/2021/3", "Sample Unit: Report of the Head")
    assert report.meta.date == "2021-05-03"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("本文是为测试编写的示例，办公室继续协助各国开展培训活动。", "zh"),
        ("The unit went on helping its partners with training in the year.", "en"),
        ("Le service a continué d’aider ses partenaires pendant toute l’année.", "fr"),
        ("La unidad siguió ayudando a sus asociados durante todo el año pasado.", "es"),
        ("Отдел продолжал помогать своим партнерам в течение всего года.", "ru"),
        ("واصلت الوحدة مساعدة شركائها في مجال التدريب طوال العام الماضي.", "ar"),
        ("12 34", "und"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_version_names_the_stage() -> None:
    assert VERSION.startswith("reading/")


# ------------------------------------------------------------------------------- the real texts


def test_the_flagship_has_every_paragraph_item_and_heading_in_place(shared: Path) -> None:
    report = read_report(shared / "corpora/unodc-executive-director/zh/2016.txt")
    numbers = [p.number for p in report.paragraphs if p.number is not None]
    items = Counter(p.address.split("(")[0] for p in report.paragraphs if p.kind is Kind.SUBPARAGRAPH)
    assert numbers == list(range(1, 100))
    assert items == {"93": 6, "94": 6, "95": 3, "96": 2, "97": 5, "98": 6, "99": 3}
    assert kinds(report) == {"front-matter": 12, "summary": 1, "body": 99, "subparagraph": 31, "footnote": 4}
    levels = Counter(section.level for section in report.sections)
    assert levels == {1: 6, 2: 13, 3: 13, 4: 7}
    assert len(report.sections) == 38 + 1
    assert not report.findings


def test_the_flagship_s_paragraphs_are_complete_and_clean(shared: Path) -> None:
    report = read_report(shared / "corpora/unodc-executive-director/zh/2016.txt")
    texts = {p.address: p.text for p in report.paragraphs}
    body = "".join(texts.values())
    assert "http" not in body
    assert "__" not in body
    assert len(texts["93(b)"]) == 318
    assert {"㈠", "㈡"} <= set(texts["93(b)"])
    assert all(label in texts["43"] for label in ("(a)", "(b)", "(c)"))
    assert all(text[-1] in "。；：:）" for a, text in texts.items() if not a.startswith("front"))
    assert not any(re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]|\n|  ", text) for text in texts.values())


def test_every_character_of_the_flagship_is_in_one_class_of_its_account(shared: Path) -> None:
    path = shared / "corpora/unodc-executive-director/zh/2016.txt"
    report = read_report(path)
    account = report.account
    apart = (Kind.FOOTNOTE, Kind.FRONT_MATTER)
    body = [one for one in report.paragraphs if one.kind not in apart]
    assert account.total == visible(cleaned(path.read_text(encoding="utf-8")))
    assert account.body == sum(visible(one.text) + visible(one.label or "") for one in body)
    assert account.headings == sum(visible(one.heading) + visible(one.label or "") for one in report.sections)
    assert account.front_matter == sum(
        visible(one.text) for one in report.paragraphs if one.kind is Kind.FRONT_MATTER
    )
    assert account.not_understood == 0
    left = account.body + account.headings + account.notes + account.tables + account.front_matter
    assert account.total == left + account.furniture
    assert account.furniture < 0.02 * account.total


def test_the_flagship_s_notes_hang_where_their_marks_stood(shared: Path) -> None:
    report = read_report(shared / "corpora/unodc-executive-director/zh/2016.txt")
    assert [(mark.address, mark.within, mark.offset) for mark in report.notes] == [
        ("fn*", "front4", 4),
        ("fn**", "front9", 4),
        ("fn1", "93(b)", 134),
        ("fn2", "93(b)", 268),
    ]


@pytest.mark.parametrize(
    ("edition", "paragraphs", "sections"),
    [("2021", 86, 11), ("2022", 96, 12), ("2023", 95, 20), ("2024", 88, 13)],
)
def test_a_report_without_numbers_has_a_paragraph_for_each_that_its_page_showed(
    shared: Path, edition: str, paragraphs: int, sections: int
) -> None:
    report = read_report(shared / f"corpora/zh-government-work-report/zh/{edition}.txt")
    body = [p for p in report.paragraphs if p.kind is Kind.BODY]
    assert (len(body), len(report.sections)) == (paragraphs, sections)
    assert [p.address for p in body] == [f"p{n}" for n in range(1, len(body) + 1)]
    assert all(p.text[-1] in "。！：；）” " or p is body[-1] for p in body)


@pytest.mark.parametrize(
    ("edition", "places"), [("2004", 136), ("2005", 136), ("2006", 135), ("2007", 138), ("2008", 139)]
)
def test_a_text_of_named_blocks_has_a_section_and_a_paragraph_for_each(
    shared: Path, edition: str, places: int
) -> None:
    report = read_report(shared / f"corpora/factbook-illicit-drugs/en/{edition}.txt")
    assert len(report.sections) == places
    assert kinds(report) == {"body": places}


@pytest.mark.parametrize("edition", ["2014", "2015", "2016"])
def test_a_filing_has_its_items_as_sections_and_every_character_in_its_account(
    shared: Path, edition: str
) -> None:
    report = read_report(shared / f"corpora/sec-10k-disney/en/{edition}.txt")
    account = report.account
    assert sum(section.level == 1 for section in report.sections) == 20
    assert (
        account.total
        == account.body + account.headings + account.tables + account.front_matter + account.furniture
    )
    assert 450 < kinds(report)["body"] < 650

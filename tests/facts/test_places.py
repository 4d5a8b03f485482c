"""Every fact leads back to its words, whatever the text."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passages import report_of
from reportdiff.facts import extract_facts
from reportdiff.model import Facts, Kind, Place, Report
from reportdiff.reading import read_report

PROJECT = Path(__file__).resolve().parents[2]
UNREADABLE = {"un-strays/stub-A-78-1.pdf"}
"""What the document system sends for a symbol that it does not have: refused, not read."""

_PIECES = [
    "《公约》", "《枪支议定书》", "缔约国", "总数达到 ", "187 个", "又有两个国家", "加入了", "，", "。", "；", "（", "）", "2016 年", "普通用途资金", "认捐额", "约 2.85 亿美元", "捐助方包括", "日本、", "欧洲联盟", "“", "”",
    "全球方案", "启动了", "1.3%", "the Convention ", "Firearms Protocol ", "parties ", "had ", "190 ", "$285 million ", "pledges ", "in 2016 ", "donors were ", "Japan, ", "Programme ", "Global ", " and ", ", ", ". ", "respectively", "(", ")", "الاتفاقيـة ", "دولتانِ ", "١٨٧ طرفًا ", "بلغ عدد الأطراف في ", "التبرعات المعلنة ", "واليابان",
]  # fmt: skip


def _places(facts: Facts) -> list[Place]:
    rows = [*facts.treaty_counts, *facts.funding, *facts.donors, *facts.programmes, *facts.quantities]
    return [row.place for row in rows]


def _assert_quoted(report: Report) -> int:
    """How many facts there were: each quotes its words."""
    texts = {paragraph.address: paragraph.text for paragraph in report.paragraphs}
    places = _places(extract_facts(report))
    for place in places:
        assert place.quote
        assert texts[place.address][place.start : place.end] == place.quote
    return len(places)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=40),
    st.sampled_from(["zh", "en", "fr", "es", "ru", "ar", "sw", "und"]),
)
def test_quotes_stand_at_their_offsets(pieces: list[str], language: str) -> None:
    _assert_quoted(report_of(language, "".join(pieces), heading="枪支 firearms"))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 20_000,
        "1," * 10_000,
        "《" * 20_000,
        "the Convention " * 2_000,
        "Global Programme of the " * 1_000,
        "A" * 20_000 + " Programme",
        "Programme " * 2_000,
        "一" * 20_000,
        "日本、" * 3_000,
        "donors were Japan, " * 1_000,
        "$1 million in pledges, " * 500,
        "Programme mondial de " * 1_000,
        "programme régional pour la et de " * 700,
        "Convención sobre la " * 1_000,
        "mil y cien y " * 1_500,
        "entre 10 et " * 1_500,
        "les donateurs étaient la France, " * 500,
        "Глобальная программа по борьбе с " * 700,
        "Конвенция о защите и охране " * 1_000,
        "участниками Конвенции являются 189 и " * 500,
        "от 10 до " * 2_000,
        "увеличилось почти на " * 1_500,
        "донорами были Япония, " * 500,
        "Боснии и " * 3_000,
        "البرنامج العالمي لمكافحة و" * 700,
        "ثلاثة وعشرون و" * 1_000,
        "دولتان و" * 1_500,
        "\u064b\u0640" * 10_000,
        "الجهات المانحة هي اليابان و" * 500,
    ],
)  # fmt: skip
def test_hostile_texts_are_read_in_the_end(text: str) -> None:
    for language in ("zh", "en", "fr", "es", "ru", "ar"):
        _assert_quoted(report_of(language, text))


def test_tables_and_front_matter_are_not_read() -> None:
    for kind in (Kind.TABLE, Kind.FRONT_MATTER):
        report = report_of("en", "The Firearms Protocol has 121 parties.", kind=kind)
        assert extract_facts(report) == Facts()


def test_a_language_without_data_gives_quantities_without_units_and_no_error() -> None:
    facts = extract_facts(report_of("sw", "Mwaka 2016 watu 12 walifika."))
    assert [row.value for row in facts.quantities] == [12]


def _files(root: Path) -> list[str]:
    """The editions below a folder of series, in order; none where the folder is not there."""
    found = (file for file in root.rglob("*") if file.suffix in {".txt", ".pdf", ".docx", ".html"})
    return sorted(file.relative_to(root).as_posix() for file in found)


@pytest.mark.parametrize("file", _files(PROJECT / "corpora"))
def test_quotes_of_our_own_series_stand_at_their_offsets(file: str) -> None:
    assert _assert_quoted(read_report(PROJECT / "corpora" / file))


@pytest.mark.parametrize(
    "file", [file for file in _files(PROJECT.parent / "shared" / "corpora") if file not in UNREADABLE]
)
def test_quotes_of_real_reports_stand_at_their_offsets(shared: Path, file: str) -> None:
    assert _assert_quoted(read_report(shared / "corpora" / file))


def test_all_editions_at_hand_are_asked_for_their_quotes(shared: Path) -> None:
    files = _files(shared / "corpora")
    assert len(files) > 20
    assert set(files) >= UNREADABLE
    assert len(_files(PROJECT / "corpora")) > 10

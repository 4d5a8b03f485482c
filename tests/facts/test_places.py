"""Every fact leads back to its words, whatever the text."""

# ruff: noqa: E501 (phrases and tables stand on one line each)

from __future__ import annotations

import sys
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


HOSTILE = (
    ("en", "1"),
    ("en", "1,"),
    ("en", "《"),
    ("en", "the Convention "),
    ("en", "Global Programme of the "),
    ("en", "A"),
    ("en", "Programme "),
    ("zh", "一"),
    ("zh", "日本、"),
    ("en", "donors were Japan, "),
    ("en", "$1 million in pledges, "),
    ("en", "In 2021, pledges of $5 million ("),
    ("en", "pledges were $1 million and "),
    ("zh", "认捐额为 3 亿美元，"),
    ("fr", "Programme mondial de "),
    ("fr", "programme régional pour la et de "),
    ("es", "Convención sobre la "),
    ("es", "mil y cien y "),
    ("fr", "entre 10 et "),
    ("fr", "les donateurs étaient la France, "),
    ("ru", "Глобальная программа по борьбе с "),
    ("ru", "Конвенция о защите и охране "),
    ("ru", "участниками Конвенции являются 189 и "),
    ("ru", "от 10 до "),
    ("ru", "увеличилось почти на "),
    ("ru", "донорами были Япония, "),
    ("ru", "Боснии и "),
    ("ar", "البرنامج العالمي لمكافحة و"),
    ("ar", "ثلاثة وعشرون و"),
    ("ar", "دولتان و"),
    ("ar", "\u064b\u0640"),
    ("ar", "الجهات المانحة هي اليابان و"),
    ("ru", "5 участников. "),
    ("ru", "изъято 5 судов. "),
    ("ru", "5 судов и "),
    ("ru", "минус 5 "),
    ("ru", "пять пятых "),
    ("en", "tel. +43 1 260600. "),
    ("en", "May 2016 "),
    ("en", "On 1 May 2020 there were 5 parties to the Convention against Corruption. "),
    ("en", "1-1 "),
    ("en", "$1m "),
    ("en", "1 in 5 "),
    ("en", "-5 "),
    ("en", "two thirds of "),
    ("en", "Aa 5 "),
    ("en", "www.a "),
    ("fr", "5 des 5 "),
    ("zh", "三分之"),
    ("zh", "每三名中有"),
    ("ar", "ثلاثة أرباع "),
    ("ar", "دولتان "),
)
_LONG, _SHORT = 4_000, 2_000


@pytest.mark.parametrize("piece", [piece for _, piece in HOSTILE])
def test_hostile_texts_are_read_in_the_end(piece: str) -> None:
    text = _repeated(piece, 20_000)
    for language in ("zh", "en", "fr", "es", "ru", "ar"):
        _assert_quoted(report_of(language, text))


@pytest.mark.parametrize(("language", "piece"), HOSTILE)
def test_twice_the_text_is_hardly_more_than_twice_the_work(language: str, piece: str) -> None:
    # What is quadratic does four times the work; calls are counted, so that a busy machine changes nothing.
    _calls(language, "1 2")  # what is made once a language
    short, long = (_calls(language, _repeated(piece, size)) for size in (_SHORT, _LONG))
    assert long <= 3 * short + 1_000


def _repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _calls(language: str, text: str) -> int:
    """How many functions, those of Python itself included, are called and left while a text is read."""
    report, count, before = report_of(language, text), 0, sys.getprofile()

    def counting(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counting)
    try:
        extract_facts(report)
    finally:
        sys.setprofile(before)
    return count


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

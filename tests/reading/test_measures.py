"""The measures of bench/reading can fail, and hold on our own pages and on the real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench.reading._files import TRUTH
from bench.reading._leaks import Leaks, leaks, pdf_lines
from bench.reading._numbering import numberings
from bench.reading._result import leaks_of
from bench.reading._truth import accuracies, accuracy, kept, rows_of, texts_of, written

from drafting import TONGUES, drawn
from pdf_setting import set_pdf
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

NUMBERED = (
    "un-undof/en/2025b.pdf",
    "un-opcw-syria/en/2025-03.pdf",
    "un-strays/fr-E-ICEF-672-part-1-scan.pdf",
    "unodc-executive-director/zh/2016.txt",
    "un-programme-budget/en/2026-section-16.docx",
)
WHOLE = ("un-undof/en/2025a.pdf", "unodc-haiti/en/2025q1.pdf", "un-strays/ru-S-2024-216.pdf")


@pytest.fixture(params=["en", "ru", "zh"])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A random report of our own, set as PDF."""
    path = tmp_path / "sample.pdf"
    draft = drawn(TONGUES[request.param], 3)
    path.write_bytes(set_pdf(draft.body, "SAMPLE 3", justified=request.param != "zh"))
    return path


def with_first_body_text(report: Report, text: str) -> Report:
    """The report with another text in its first body paragraph."""
    place = next(index for index, one in enumerate(report.paragraphs) if one.kind is Kind.BODY)
    changed = list(report.paragraphs)
    changed[place] = replace(changed[place], text=text)
    return replace(report, paragraphs=tuple(changed))


def first_body_text(report: Report) -> str:
    return next(one.text for one in report.paragraphs if one.kind is Kind.BODY)


# ------------------------------------------------------------------------------- our own pages


def test_our_own_pages_lose_nothing_and_keep_no_furniture(sample: Path) -> None:
    found = leaks_of(sample)
    assert (found.lost, found.left_in, found.extra) == ((), (), ())
    assert found.body > 1_000


def test_our_own_pages_are_numbered_completely(sample: Path) -> None:
    numbered = [one for one in numberings(read_report(sample)) if one.numbers]
    assert numbered
    assert all(one.is_complete for one in numbered)


# ------------------------------------------------------------------------------- measures that can fail


def measured(path: Path, report: Report) -> Leaks:
    return leaks(pdf_lines(path), report)


def test_a_word_that_is_read_nowhere_is_lost(sample: Path) -> None:
    report = read_report(sample)
    text = first_body_text(report)
    before = measured(sample, report).lost_characters
    assert measured(sample, with_first_body_text(report, text[5:])).lost_characters > before


def test_a_running_head_in_a_paragraph_is_left_in(sample: Path) -> None:
    report = read_report(sample)
    head = "A/99/7"
    assert head not in measured(sample, report).left_in
    changed = with_first_body_text(report, f"{first_body_text(report)} {head}")
    assert head in measured(sample, changed).left_in


def test_text_that_no_page_shows_is_extra(sample: Path) -> None:
    report = read_report(sample)
    changed = with_first_body_text(report, f"{first_body_text(report)} ZZZZ")
    assert "ZZZZ" in "".join(measured(sample, changed).extra)


def test_a_number_that_is_missing_repeated_or_out_of_order_is_seen(sample: Path) -> None:
    report = read_report(sample)
    bodies = [one for one in report.paragraphs if one.number is not None]

    def judged(numbers: list[int]) -> bool:
        paragraphs = tuple(replace(one, number=number) for one, number in zip(bodies, numbers, strict=False))
        return numberings(replace(report, paragraphs=paragraphs))[0].is_complete

    assert judged([1, 2, 3])
    assert not any(judged(numbers) for numbers in ([1, 3], [1, 2, 2], [1, 3, 2], [2, 3]))


def test_a_text_that_differs_in_one_character_counts_as_wrong_as_a_whole() -> None:
    rows = rows_of("# sample.pdf | a page\n@ 1\nA sample text\nof two lines.\n@ 2\nAnother one.\n")
    assert [(row.address, row.length) for row in rows] == [("1", 27), ("2", 12)]
    right = {"1": "A sample text of two lines.", "2": "Another one."}
    assert accuracy("a page", rows, right).wrong == ()
    found = accuracy("a page", rows, right | {"1": "A sample text of two lines"})
    assert (found.wrong, found.wrong_characters) == (("1",), 27)
    assert accuracy("a page", rows, {"2": "Another one."}).wrong == ("1",)


def test_rows_of_truth_hold_no_text() -> None:
    table = written(rows_of("# sample.pdf | a page\n@ 1\nA sample text.\n"))
    assert "sample text" not in table
    assert "\t1\t14\t" in table


def test_spaces_of_chinese_are_not_compared() -> None:
    rows = rows_of("# 样例.txt | 一页\n@ 1\n样例单位在\n2031 年完成。\n")
    assert accuracy("", rows, {"1": "样例单位在 2031 年完成。"}).wrong == ()


def test_headings_are_texts_as_well(sample: Path) -> None:
    report = read_report(sample)
    assert texts_of(report)[f"section:{report.sections[0].id}"] == report.sections[0].heading


# ------------------------------------------------------------------------------- the real files


def test_pages_read_by_hand_are_read_right(shared: Path) -> None:
    found = accuracies(kept(TRUTH), shared / "corpora")
    wrong = sum(one.wrong_characters for one in found)
    assert sum(one.texts for one in found) > 100
    assert wrong <= 0.001 * sum(one.characters for one in found), [one for one in found if one.wrong]


@pytest.mark.parametrize("name", NUMBERED)
def test_real_files_are_numbered_completely(shared: Path, name: str) -> None:
    numbered = [one for one in numberings(read_report(shared / "corpora" / name)) if one.numbers]
    assert numbered
    assert all(one.is_complete for one in numbered)


@pytest.mark.parametrize("name", WHOLE)
def test_real_files_lose_nothing_and_keep_no_furniture(shared: Path, name: str) -> None:
    found = leaks_of(shared / "corpora" / name)
    assert (found.lost, found.left_in) == ((), ())

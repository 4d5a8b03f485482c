"""The measures of bench/reading can fail, and hold on our own pages and on the real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench.reading._draft import agenda, letter, report
from bench.reading._files import TRUTH
from bench.reading._leaks import Aside, Leaks, characters, leaks, leaks_of
from bench.reading._lines import bare, docx_lines, html_lines, pdf_lines
from bench.reading._numbering import numberings
from bench.reading._office import office_is_there, set_by_office
from bench.reading._own import set_accuracy, set_leaks
from bench.reading._own import written as written_pages
from bench.reading._truth import accuracies, accuracy, kept, rows_of, texts_of, written

from docx_writing import docx_of, paragraph
from drafting import TONGUES, drawn
from pdf_setting import set_pdf
from pdf_writing import Page, pdf_of
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

NUMBERED = (
    "un-undof/en/2025b.pdf",
    "un-opcw-syria/en/2025-03.pdf",
    "un-strays/fr-E-ICEF-672-part-1-scan.pdf",
    "unodc-executive-director/zh/2016.txt",
    "un-programme-budget/en/2026-section-16.docx",
)
LETTERHEAD = ("SampleNations", "SampleAssembly", "Sample", "Nations", "Assembly", "A/99/7")
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
    assert (found.lost, found.not_understood, found.left_in, found.extra) == ((), (), (), ())
    assert not set(found.in_furniture) - set(LETTERHEAD)
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
    before = characters(measured(sample, report).lost)
    assert characters(measured(sample, with_first_body_text(report, text[5:])).lost) > before


def test_a_running_head_in_a_paragraph_is_left_in(sample: Path) -> None:
    report = read_report(sample)
    head = "A/99/7"
    assert head not in measured(sample, report).left_in
    changed = with_first_body_text(report, f"{first_body_text(report)} {head} {head}")
    assert head in measured(sample, changed).left_in


PLACES = ("northern", "southern", "eastern", "western", "central", "outer")
MATTERS = ("ports", "roads", "schools", "courts", "islands", "boats", "clerks", "books", "rivers", "hills")
SYMBOL = "A/99/7"
HEADS = [f"Recommendation {number}" for number in range(1, 7)]


@pytest.fixture
def headed(tmp_path: Path) -> Path:
    """Six pages, each with a numbered heading at its top and a running head above it."""
    pages = []
    for place, head in zip(PLACES, HEADS, strict=True):
        page = Page()
        if pages:
            page.write(60, 760, SYMBOL, 8)
        page.write(60, 730, head, 14, bold=True)
        for line, matter in enumerate(MATTERS):
            page.write(60, 690 - 14 * line, f"the {matter} of the {place} district were all invented and")
        pages.append(page)
    path = tmp_path / "headed.pdf"
    path.write_bytes(pdf_of(pages))
    return path


def without(report: Report, texts: list[str]) -> Report:
    """The report as it would be if a reader had not kept these texts."""
    paragraphs = list(report.paragraphs)
    for text in texts:
        paragraphs = [replace(one, text=one.text.replace(text, "")) for one in paragraphs]
    sections = [section for section in report.sections if section.heading not in texts]
    return replace(report, paragraphs=tuple(paragraphs), sections=tuple(sections))


def saying(headed: Path, *more: str) -> Report:
    """A report that says what the body of the pages says, and these texts."""
    report = read_report(headed)
    lines = [
        f"the {matter} of the {place} district were all invented and"
        for place in PLACES
        for matter in MATTERS
    ]
    paragraphs = [replace(report.paragraphs[0], text=text) for text in (*more, " ".join(lines))]
    return replace(report, sections=(), notes=(), paragraphs=tuple(paragraphs))


def test_headings_that_a_reader_took_for_furniture_are_body_in_furniture(headed: Path) -> None:
    report, lines, heads = saying(headed), pdf_lines(headed), sorted(map(bare, HEADS))
    aside = Aside(furniture=(*HEADS, *[SYMBOL] * 5))
    found = leaks(lines, report, aside)
    assert (sorted(found.in_furniture), found.lost, found.not_understood) == (heads, (), ())
    found = leaks(lines, report, Aside(unknown=tuple(HEADS)))
    assert (sorted(found.not_understood), found.lost, found.in_furniture) == (heads, (), ())
    assert characters(leaks(lines, report).lost) == characters(heads)
    assert leaks(lines, saying(headed, *HEADS), Aside((SYMBOL,) * 5)) == Leaks(found.body)


def test_a_line_of_body_is_not_excused_by_a_running_head_that_reads_like_it(headed: Path) -> None:
    report, lines = saying(headed, *HEADS), pdf_lines(headed)
    alike = replace(next(line for line in lines if line.text == SYMBOL), edge=False)
    found = leaks([*lines, alike], report, Aside((SYMBOL,) * 5))
    assert ("".join(found.lost), found.in_furniture) == (SYMBOL, ())
    found = leaks([*lines, alike], report, Aside((SYMBOL,) * 6))
    assert (found.lost, found.in_furniture) == ((), (SYMBOL,))


def test_every_text_of_a_word_file_counts_that_is_not_deleted(tmp_path: Path) -> None:
    math = '<m:t xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">7</m:t>'
    inner = "<w:r><w:delText>gone</w:delText></w:r>"
    deleted = f"<w:del>{inner}<w:r><w:t>gone</w:t></w:r></w:del>"
    choice = (
        "<w:r><mc:AlternateContent><mc:Choice><w:t>shown</w:t></mc:Choice>"
        "<mc:Fallback><w:t>shown</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    only = "<w:r><mc:AlternateContent><mc:Fallback><w:t>alone</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    path = tmp_path / "sample.docx"
    body = paragraph("One", deleted, math) + paragraph(choice) + paragraph(only)
    path.write_bytes(docx_of(body, {"word/footer1.xml": paragraph("Foot")}))
    assert [(line.text, line.apart) for line in docx_lines(path)] == [
        ("One7", False),
        ("shown", False),
        ("alone", False),
        ("Foot", True),
    ]


def test_every_text_node_of_a_web_page_counts_and_what_stands_around_is_apart(tmp_path: Path) -> None:
    path = tmp_path / "sample.html"
    path.write_text(
        "<title>no</title><nav>Home</nav><p>One <b>two</b><br>three<script>no</script></p>tail<svg>four",
        encoding="utf-8",
    )
    assert [(line.text, line.apart) for line in html_lines(path)] == [
        ("Home", True),
        ("Onetwo", False),
        ("three", False),
        ("tailfour", False),
    ]


def test_a_paragraph_of_a_word_file_that_is_not_read_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "sample.docx"
    texts = ["The sample text begins here and goes on.", "The second sample text is another one."]
    path.write_bytes(docx_of("".join(map(paragraph, texts))))
    report = read_report(path, "en")
    assert leaks_of(path).lost == ()
    found = leaks(docx_lines(path), without(report, texts[1:]), marks=False)
    assert characters(found.lost) == len(bare(texts[1]))


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


# ------------------------------------------------------------------------------- harder documents


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_document_written_as_a_web_page_is_measured_against_its_own_texts(
    tmp_path: Path, code: str
) -> None:
    [path] = written_pages([agenda(code)], tmp_path)
    assert set_accuracy(path, agenda(code)).wrong == ()
    path.write_text(path.read_text(encoding="utf-8").replace("<p>2", "<p>two 2", 1), encoding="utf-8")
    assert "2" in set_accuracy(path, agenda(code)).wrong
    assert set_leaks(path).lost == ()


def test_a_document_that_is_refused_is_wrong_and_lost_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "en-agenda.pdf"
    path.write_bytes(pdf_of([Page()]))
    found = set_accuracy(path, agenda("en"))
    assert found.wrong_characters == found.characters > 5_000


def test_documents_set_by_libreoffice_hold_what_was_drafted(tmp_path: Path) -> None:
    if not office_is_there():
        pytest.skip("needs LibreOffice (soffice), which is not installed")
    [path] = set_by_office([letter("fr")], "docx", tmp_path)
    assert set_accuracy(path, letter("fr")).wrong == ()


def test_words_broken_at_line_ends_are_expected_whole_and_others_with_their_hyphen() -> None:
    text = " ".join(report("fr").texts.values())
    assert "\u00ad" not in text
    assert "c’est-à-dire" in text
    assert any("\u00ad" in block.text for block in report("fr").blocks)


# ------------------------------------------------------------------------------- the real files


def test_pages_read_by_hand_are_read_right(shared: Path) -> None:
    body = [row for row in kept(TRUTH) if not row.address.startswith("front")]
    found = accuracies(body, shared / "corpora")
    wrong = sum(one.wrong_characters for one in found)
    assert sum(one.texts for one in found) > 250
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
    # Names in the letterhead, and heads of tables printed again.
    assert characters(found.in_furniture) < 100

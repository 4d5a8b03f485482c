"""PDFs are read as they are printed: paragraphs whole, footnotes and furniture apart, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting import TONGUES, drawn
from pdf_setting import set_pages, wrapped
from pdf_writing import Drawn, Page, pdf_of
from reportdiff.errors import Locked, NoText, ReadingError, UnknownFormat
from reportdiff.model import Kind, Report
from reportdiff.reading import _pdf, read_report
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import visible
from reportdiff.reading._pdf import pdf_blocks
from typesetting import Passage

SOMEWHERE = Path("sample.pdf")
STEADY = settings(
    derandomize=True,
    deadline=None,
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SENTENCE = "The sample unit wrote down what it had done with its partners in the year under review, and why."
TITLES = {"ar": "تقرير نموذجي للوحدة", "zh": "样例单位的报告"}


def blocks_of(*pages: Page) -> list[Block]:
    return pdf_blocks(pdf_of(list(pages)), SOMEWHERE)


def with_role(blocks: list[Block], role: Role) -> list[str]:
    return [block.text for block in blocks if block.role is role]


def prose(sentences: int) -> str:
    return " ".join([SENTENCE] * sentences)


def a_page(*lines: str, x: float = 72, y: float = 700, leading: float = 12, size: float = 10) -> Page:
    page = Page()
    for number, line in enumerate(lines):
        page.write(x, y - number * leading, line, size)
    return page


def filled(text: str, width: float = 400) -> list[str]:
    return wrapped(text, width, 10, 0)


def read_drawn(folder: Path, code: str, seed: int) -> tuple[Report, list[Page]]:
    draft = drawn(TONGUES[code], seed)
    title = TITLES.get(code, "Sample report of the unit")
    pages = set_pages(draft.body, title, rtl=code == "ar", justified=code != "zh")
    path = folder / "sample.pdf"
    path.write_bytes(pdf_of(pages))
    return read_report(path, code), pages


# ------------------------------------------------------------------------------- whole reports


@pytest.mark.parametrize("code", TONGUES)
@STEADY
@given(seed=st.integers(0, 10_000))
def test_a_report_set_as_pages_is_read_back_as_it_was_drawn(tmp_path: Path, code: str, seed: int) -> None:
    draft = drawn(TONGUES[code], seed)
    report, _ = read_drawn(tmp_path, code, seed)
    shown = (lambda text: text.replace(" ", "")) if code == "zh" else str
    texts = {p.address: shown(p.text) for p in report.paragraphs if p.kind in (Kind.BODY, Kind.SUBPARAGRAPH)}
    assert texts == {address: shown(text) for address, text in draft.texts.items()}
    headings = [(section.label, shown(section.heading)) for section in report.sections]
    assert headings[-len(draft.headings) :] == [(label, shown(text)) for label, text in draft.headings]


@pytest.mark.parametrize("code", TONGUES)
@STEADY
@given(seed=st.integers(0, 10_000))
def test_every_character_of_the_pages_is_in_a_block(tmp_path: Path, code: str, seed: int) -> None:
    report, pages = read_drawn(tmp_path, code, seed)
    printed = sum(visible(drawn.text) for page in pages for drawn in page.drawn)
    assert report.account.total == printed
    assert report.account.not_understood == 0


@pytest.mark.parametrize("code", TONGUES)
@STEADY
@given(seed=st.integers(0, 10_000))
def test_every_footnote_hangs_where_its_mark_was_printed(tmp_path: Path, code: str, seed: int) -> None:
    draft = drawn(TONGUES[code], seed)
    report, _ = read_drawn(tmp_path, code, seed)
    lengths = {p.address: len(p.text) for p in report.paragraphs}
    assert len(report.notes) == draft.notes
    assert all(mark.offset == lengths[mark.within] for mark in report.notes)


def test_the_letterhead_gives_symbol_and_date_and_no_title(tmp_path: Path) -> None:
    report, _ = read_drawn(tmp_path, "en", 1)
    assert (report.symbol, report.meta.date) == ("A/99/7", "2031-05-03")
    assert not any("Sample Nations" in paragraph.text for paragraph in report.paragraphs)


def test_heads_feet_and_job_numbers_are_furniture() -> None:
    pages = set_pages([Passage(f"{n}.", prose(6)) for n in range(1, 30)], "Sample report")
    furniture = with_role(pdf_blocks(pdf_of(pages), SOMEWHERE), Role.FURNITURE)
    assert furniture.count("A/99/7") == len(pages) - 1
    assert furniture.count("31-01234") == len(pages) - 1
    assert [f"{n}/{len(pages)}" in furniture for n in range(2, len(pages) + 1)] == [True] * (len(pages) - 1)
    assert {"31-01234 (E)", "*3101234*"} <= set(furniture)


# ------------------------------------------------------------------------------- paragraphs


def test_a_page_break_inside_a_paragraph_does_not_split_it() -> None:
    lines = filled(prose(8))
    first = a_page(*lines[:10], y=200)
    second = a_page(*lines[10:], y=720)
    assert [block.text for block in blocks_of(first, second)] == [" ".join(lines)]


def test_wider_spacing_parts_paragraphs() -> None:
    page = a_page(*filled(prose(3)), y=700)
    for number, line in enumerate(filled(prose(2))):
        page.write(72, 600 - 12 * number, line)
    assert [block.text for block in blocks_of(page)] == [prose(3), prose(2)]


def test_an_indented_first_line_begins_a_paragraph_in_closely_set_text() -> None:
    page, y = Page(), 700.0
    for _ in range(3):
        for number, line in enumerate(wrapped(prose(2), 400, 10, 20)):
            page.write(92 if number == 0 else 72, y, line)
            y -= 12
    assert [block.text for block in blocks_of(page)] == [prose(2)] * 3


def test_a_short_line_ends_its_paragraph() -> None:
    names = ["First sample name", "Second sample name", "Third sample name"]
    page = a_page(*filled(prose(4)))
    for number, name in enumerate(names):
        page.write(72, 500 - 12 * number, name)
    assert [block.text for block in blocks_of(page)][1:] == names


def test_a_heading_of_two_lines_is_one_block() -> None:
    page = a_page(*filled(prose(3)), y=600)
    page.write(72, 660, "A sample heading that goes", 12, bold=True)
    page.write(72, 646, "on over a second line", 12, bold=True)
    first = blocks_of(page)[0]
    assert (first.text, first.bold) == ("A sample heading that goes on over a second line", True)


def test_a_caption_on_the_next_page_is_no_part_of_the_paragraph_before() -> None:
    lines = filled(prose(5))
    page = a_page(*lines[:-1], y=200)
    page.write(72, 200 - 12 * (len(lines) - 1), "x" * 76 + ".")
    after = a_page("Figure II", *[], y=720)
    after.write(72, 500, "1.")
    after.write(96, 500, "And a sample paragraph follows below the figure that nobody drew.")
    assert [block.text for block in blocks_of(page, after)][1] == "Figure II"


def test_words_broken_at_line_ends_are_mended_where_pages_break_words() -> None:
    text = "опытный отдел продол- жал помо- гать партне- рам вести учеб- ные проекты и записы- вал итоги"
    lines = (text.replace("- ", "-\n") + " года.").split("\n")
    blocks = blocks_of(a_page(*lines))
    assert blocks[0].text == text.replace("- ", "") + " года."
    assert blocks[0].removed == 5


def test_a_hyphen_stays_in_a_document_that_breaks_no_words() -> None:
    line = "In the year under review the sample unit went on and wrote more of its long-"
    page = a_page(line, "term samples, which it kept.")
    assert blocks_of(page)[0].text == f"{line}term samples, which it kept."


def test_an_address_broken_after_a_stroke_is_whole() -> None:
    line = "The report is found under www.sample.example/reports/of/the/year/and/more/"
    page = a_page(line, "2031 and nowhere else in the world.")
    assert blocks_of(page)[0].text == f"{line}2031 and nowhere else in the world."


def test_chinese_lines_join_without_a_space() -> None:
    lines = ["样例单位在本年度继续帮助有关地方办好训练项目并把成", "果写进年度材料。"]
    assert blocks_of(a_page(*lines))[0].text == "".join(lines)


# ------------------------------------------------------------------------------- notes


def noted_page(label: str, mark: str) -> Page:
    page = a_page(*filled(prose(4)), y=700)
    page.write(72, 640, "The sample cost 20")
    page.write(155, 644, mark, 6.5)
    page.write(161, 640, "units in all.")
    page.write(48, 120, "_" * 18, 7)
    page.write(66, 113.5, label, 5.5)
    page.write(72, 110, "A sample note that says little,", 8.5)
    page.write(72, 100, "over two lines.", 8.5)
    return page


def test_a_raised_figure_that_a_note_explains_is_its_mark() -> None:
    blocks = blocks_of(noted_page("4", "4"))
    text = next(block for block in blocks if block.text.startswith("The sample cost"))
    note = next(block for block in blocks if block.role is Role.NOTE)
    assert (text.text, text.marks) == ("The sample cost 20 units in all.", (Mark("4", 18),))
    assert (note.label, note.text) == ("4", "A sample note that says little, over two lines.")


def test_a_raised_figure_that_no_note_explains_stays_raised_in_the_text() -> None:
    text = next(
        block for block in blocks_of(noted_page("4", "2")) if block.text.startswith("The sample cost")
    )
    assert (text.text, text.marks) == ("The sample cost 20² units in all.", ())


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    after = a_page(*filled(prose(4)), y=700)
    after.write(48, 120, "_" * 18, 7)
    after.write(72, 110, "and goes on here.", 8.5)
    notes = with_role(blocks_of(noted_page("4", "4"), after), Role.NOTE)
    assert notes == ["A sample note that says little, over two lines. and goes on here."]


def test_a_star_on_a_title_is_a_mark_though_it_is_not_raised() -> None:
    page = a_page(*filled(prose(4)), y=600)
    page.write(72, 660, "A sample title*", 12, bold=True)
    page.write(72, 100, "* Sample note on the title.", 8)
    title = next(block for block in blocks_of(page) if block.bold)
    assert (title.text, title.marks) == ("A sample title", (Mark("*", 14),))


def test_small_notes_without_a_rule_are_told_by_their_raised_marks() -> None:
    page = a_page(*filled(prose(6)), y=700)
    page.write(66, 103.5, "7", 5.5)
    page.write(72, 100, "A sample note below no rule.", 8)
    assert with_role(blocks_of(page), Role.NOTE) == ["A sample note below no rule."]


# ------------------------------------------------------------------------------- tables, figures, columns


def test_cells_below_each_other_are_rows_of_a_table() -> None:
    page = a_page(*filled(prose(4)), y=700)
    rows = [("Office", "Staff", "Posts"), ("North sample", "12", "15"), ("South sample", "–", "9")]
    for number, row in enumerate(rows):
        for x, cell in zip((72, 250, 350), row, strict=True):
            page.write(x, 500 - 18 * number, cell, 9)
    assert with_role(blocks_of(page), Role.TABLE) == [" | ".join(row) for row in rows]


def test_a_wrapped_cell_belongs_to_its_row() -> None:
    page = a_page(*filled(prose(4)), y=700)
    for number in range(3):
        y = 500 - 40 * number
        for x, cell in zip(
            (72, 250, 400), (f"Place {number}", "Sample work that goes on", "14"), strict=True
        ):
            page.write(x, y, cell, 9)
        page.write(250, y - 11, "below in its cell", 9)
    expected = [f"Place {n} | Sample work that goes on below in its cell | 14" for n in range(3)]
    assert with_role(blocks_of(page), Role.TABLE) == expected


def test_the_lettering_of_a_figure_is_no_paragraph() -> None:
    page = a_page(*filled(prose(4)), y=700)
    for number in range(6):
        page.write(72 + 3 * number, 500 - 20 * number, str(100 * number), 8)
    blocks = blocks_of(page)
    assert with_role(blocks, Role.UNKNOWN) == ["0 100 200 300 400 500"]
    assert len(with_role(blocks, Role.TEXT)) == 1


def test_two_columns_are_read_one_after_the_other() -> None:
    text = f"{prose(4)} It ended."
    left, right = wrapped(text, 200, 10, 0), wrapped(text.upper(), 200, 10, 0)
    page = Page()
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        page.write(72, 700 - 12 * number, one)
        page.write(320, 700 - 12 * number, other)
    assert [block.text for block in blocks_of(page)] == [" ".join(left), " ".join(right)]


@pytest.mark.parametrize("turn", [1, 3])
def test_a_page_whose_text_runs_upwards_is_read_level(turn: int) -> None:
    page = Page(rotated=90 if turn == 1 else 270)
    for number, line in enumerate(filled(prose(4))):
        x = 100 + 12 * number if turn == 1 else 500 - 12 * number
        page.drawn.append(Drawn(x, 100 if turn == 1 else 700, line, turn=turn))
    assert [block.text for block in blocks_of(page)] == [prose(4)]


def test_text_along_the_edge_of_a_page_is_furniture() -> None:
    page = a_page(*filled(prose(6)))
    page.drawn.append(Drawn(590, 300, "Sample printed along the edge", 8, turn=1))
    blocks = blocks_of(page)
    assert with_role(blocks, Role.FURNITURE) == ["Sample printed along the edge"]
    assert with_role(blocks, Role.TEXT) == [prose(6)]


def test_an_empty_page_among_others_changes_nothing() -> None:
    lines = filled(prose(8))
    blocks = blocks_of(a_page(*lines[:10], y=200), Page(), a_page(*lines[10:], y=720))
    assert [block.text for block in blocks] == [" ".join(lines)]


# ------------------------------------------------------------------------------- refusals


def test_a_pdf_without_a_text_layer_asks_for_ocr() -> None:
    with pytest.raises(NoText, match="no text layer; run OCR first"):
        pdf_blocks(pdf_of([Page(), Page()], invisible=True), SOMEWHERE)


def test_a_notice_in_place_of_a_document_is_refused_by_its_shape() -> None:
    page = a_page("There is no such sample here.", "Ask at https://samples.example/help")
    with pytest.raises(NoText, match="a symbol that does not exist"):
        blocks_of(page)


def test_a_short_document_of_one_page_is_read() -> None:
    page = a_page("1. The sample unit met on Monday.", "2. It closed the meeting on Monday as well.")
    assert len(blocks_of(page)) == 2


def test_a_locked_pdf_says_so() -> None:
    data = pdf_of([a_page(SENTENCE)])
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]/Root" % (
        b"ab" * 32,
        b"cd" * 32,
    )
    head, trailer, rest = data.rpartition(b"trailer")
    with pytest.raises(Locked, match="locked with a password"):
        pdf_blocks(head + trailer + rest.replace(b"/Root", lock), SOMEWHERE)


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(UnknownFormat, match=r"sample\.pdf: it is a damaged PDF; fetch it again"):
        pdf_blocks(b"%PDF-1.7\n and nothing of a document", SOMEWHERE)


def test_more_pages_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pdf, "MAX_PAGES", 2)
    with pytest.raises(ReadingError, match="it has 3 pages, more than the 2 that are read; split it"):
        blocks_of(*[a_page(SENTENCE)] * 3)


def test_more_characters_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pdf, "MAX_CHARACTERS", 150)
    with pytest.raises(ReadingError, match="page 2: it has more than 150 characters"):
        blocks_of(*[a_page(SENTENCE)] * 3)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(place=st.integers(0, 4000), junk=st.binary(max_size=40), cut=st.integers(0, 300))
def test_broken_bytes_end_in_blocks_or_in_an_error_of_ours(place: int, junk: bytes, cut: int) -> None:
    data = pdf_of([a_page(*filled(prose(3)))])
    place %= len(data)
    broken = data[:place] + junk + data[place + cut :]
    try:
        blocks = pdf_blocks(broken, SOMEWHERE)
    except ReadingError as error:
        assert error.path == SOMEWHERE  # noqa: PT017
    else:
        assert in_blocks(blocks) > 0


# ------------------------------------------------------------------------------- real files

NUMBERED = {
    "un-afghanistan/en/2025a.pdf": (80, 0),
    "un-afghanistan/en/2025b.pdf": (79, 3),
    "un-opcw-syria/en/2025-01.pdf": (46, 0),
    "un-opcw-syria/en/2025-02.pdf": (48, 0),
    "un-opcw-syria/en/2025-03.pdf": (46, 0),
    "un-opcw-syria/en/2025-04.pdf": (45, 0),
    "un-undof/en/2025a.pdf": (46, 0),
    "un-undof/en/2025b.pdf": (47, 0),
    "unodc-haiti/en/2025q1.pdf": (62, 68),
    "unodc-haiti/en/2025q2.pdf": (64, 66),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_real_reports_are_numbered_without_a_gap(shared: Path, name: str) -> None:
    report = read_report(shared / "corpora" / name)
    paragraphs, notes = NUMBERED[name]
    assert [p.number for p in report.paragraphs if p.number] == list(range(1, paragraphs + 1))
    assert sum(1 for p in report.paragraphs if p.kind is Kind.FOOTNOTE) == notes
    assert report.symbol
    assert not any(report.symbol == p.text for p in report.paragraphs if p.kind is Kind.BODY)


def test_what_the_document_system_serves_for_an_unknown_symbol_is_refused(shared: Path) -> None:
    with pytest.raises(NoText, match="check the symbol"):
        read_report(shared / "corpora" / "un-strays" / "stub-A-78-1.pdf")


def test_no_broken_word_is_left_in_the_russian_document(shared: Path) -> None:
    report = read_report(shared / "corpora" / "un-strays" / "ru-S-2024-216.pdf")
    assert report.language == "ru"
    texts = [p.text for p in report.paragraphs if p.kind is Kind.BODY]
    assert sum(text.count("- ") for text in texts) == 0
    assert sum(len(text) for text in texts) > 15_000

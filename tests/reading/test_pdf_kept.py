"""What stands on PDF pages is read or told of: nothing goes to furniture, notes or pictures in silence."""

from __future__ import annotations

import zlib
from pathlib import Path
from random import Random

import pytest

from pdf_setting import wrapped
from pdf_writing import Drawn, Page, pdf_of, text_width
from reportdiff.language.structure import known_languages, structure_rules
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report
from reportdiff.reading._pdf import pdf_document
from reportdiff.reading._pdf_wording import label_alone, label_first

WORDS = ["sample", "unit", "partners", "year", "review", "wrote", "results", "training", "project", "place"]


def prose(seed: int, words: int = 90) -> str:
    """A text of our own that says nothing, another for each seed."""
    random = Random(seed)  # noqa: S311
    words_drawn = [random.choice(WORDS) for _ in range(words)]
    return " ".join(words_drawn).capitalize() + "."


def write(page: Page, text: str, y: float, x: float = 72, width: float = 440, size: float = 10) -> float:
    """Set a paragraph and say where the next may begin."""
    for line in wrapped(text, width, size, 0):
        page.write(x, y, line, size)
        y -= 1.2 * size
    return y - 0.8 * size


def read(folder: Path, *pages: Page) -> Report:
    path = folder / "sample.pdf"
    path.write_bytes(pdf_of(list(pages)))
    return read_report(path, "en")


def body(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs if paragraph.kind is Kind.BODY]


def test_numbered_headings_at_the_heads_of_pages_are_no_running_heads(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 7):
        pages.append(Page())
        pages[-1].write(72, 700, f"Recommendation {number}", 12, bold=True)
        write(pages[-1], prose(number), 676)
    report = read(tmp_path, *pages)
    assert [section.heading for section in report.sections] == [f"Recommendation {n}" for n in range(1, 7)]
    assert report.account.furniture == 0


def test_text_that_stands_at_one_height_of_two_pages_is_text(tmp_path: Path) -> None:
    pages = [Page(), Page()]
    for page in pages:
        write(page, prose(1), 700)
    assert body(read(tmp_path, *pages)) == [prose(1), prose(1)]


def test_a_single_page_has_a_page_number_too(tmp_path: Path) -> None:
    page = Page()
    write(page, prose(1), 700)
    page.write(300, 40, "1/1")
    report = read(tmp_path, page)
    assert (body(report), report.account.furniture) == ([prose(1)], 3)


def test_small_type_throughout_is_the_text(tmp_path: Path) -> None:
    page = Page()
    write(page, prose(1), 700, width=110, size=2.5)
    assert body(read(tmp_path, page)) == [prose(1)]


def test_columns_below_a_symbol_are_no_letterhead(tmp_path: Path) -> None:
    page = Page()
    page.write(480, 734, "A/99/7")
    page.write(397, 712, "Distr.: General")
    for x, seed in ((72, 1), (330, 2)):
        write(page, prose(seed, 150), 690, x, 210)
    assert body(read(tmp_path, page)) == [prose(1, 150), prose(2, 150)]


def test_organs_beside_each_other_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = Page()
    page.write(480, 734, "A/99/7")
    page.write(397, 712, "Distr.: General")
    left = ("Sample Assembly", "Ninety-ninth session", "Agenda item 7", "Samples of the coast")
    for column, names in ((60, left), (348, ("Sample Council", "Ninetieth year"))):
        for row, name in enumerate(names):
            page.write(column, 640 - 12 * row, name, bold=True)
    page.write(123, 560, "Lighthouses of the coast", 14, bold=True)
    page.write(97, 530, "I.", 12, bold=True)
    page.write(123, 530, "Introduction", 12, bold=True)
    write(page, prose(1, 150), 500, 123, 365)
    front = [one.text for one in read(tmp_path, page).paragraphs if one.kind is Kind.FRONT_MATTER]
    assert front[2:] == [*left, "Sample Council", "Ninetieth year", "Lighthouses of the coast"]


def test_short_bold_lines_in_the_margin_of_the_first_page_stay_apart(tmp_path: Path) -> None:
    page = Page()
    page.write(60, 700, "Seventh session", bold=True)
    page.write(60, 688, "Agenda item 4", bold=True)
    page.write(123, 650, "Lighthouses of the coast and", 14, bold=True)
    page.write(123, 634, "those who live there", 14, bold=True)
    for number in range(1, 4):
        page.write(97, 640 - 100 * number, f"{number}.")
        write(page, prose(number, 40), 640 - 100 * number, 123, 365)
    front = [one.text for one in read(tmp_path, page).paragraphs if one.kind is Kind.FRONT_MATTER]
    assert front == ["Seventh session", "Agenda item 4", "Lighthouses of the coast and those who live there"]


def test_columns_whose_lines_stand_at_other_heights_do_not_mix(tmp_path: Path) -> None:
    page = Page()
    page.write(72, 700, "Samples", 16, bold=True)
    write(page, prose(1, 120), 676, 72, 210)
    write(page, prose(2, 120), 705, 330, 210)
    assert {prose(1, 120), prose(2, 120)} <= set(body(read(tmp_path, page)))


def test_turned_text_within_a_page_is_told_with_its_words(tmp_path: Path) -> None:
    page = Page()
    write(page, prose(1), 700)
    for number, line in enumerate(wrapped(prose(2, 40), 300, 10, 0)):
        page.drawn.append(Drawn(300 + 12 * number, 100, line, turn=1))
    report = read(tmp_path, page)
    assert report.account.not_understood == sum(map(len, prose(2, 40).split()))
    assert [(f.kind, prose(2)[:20] in f.message) for f in report.findings] == [("not-understood", True)]


def test_a_long_line_on_every_page_is_set_aside_with_a_word_about_it(tmp_path: Path) -> None:
    pages = []
    for number in range(4):
        pages.append(Page())
        pages[-1].write(
            72, 740, "A sample head that goes on for long and says what every page of this is about"
        )
        write(pages[-1], prose(number), 690)
    report = read(tmp_path, *pages)
    assert {finding.kind for finding in report.findings} == {"long-furniture"}


def pdf_with(content: bytes, *, page: bytes = b"", others: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page by its content; `others` are the objects from 6 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R" + page + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *others,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj" % number + held + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + end


def test_a_page_that_is_a_picture_with_a_running_head_is_told(tmp_path: Path) -> None:
    pixels = zlib.compress(bytes(100))
    image = b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8"
    image += b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(pixels), pixels)
    content = b"BT /F0 9 Tf 1 0 0 1 500 36 Tm (1/1) Tj ET q 450 0 0 600 72 90 cm /I Do Q"
    page = b"/Resources<</Font<</F0 3 0 R>>/XObject<</I 6 0 R>>>>"
    blocks = pdf_document(pdf_with(content + _sample_lines(20), page=page, others=(image,)), tmp_path)
    assert blocks.findings == []
    found = pdf_document(pdf_with(content + _long_foot(), page=page, others=(image,)), tmp_path).findings
    assert [(finding.kind, finding.page) for finding in found] == [("page-without-text", 1)]


def test_what_was_filled_into_a_field_is_told(tmp_path: Path) -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Total pledged: 7 samples)/Rect[72 40 372 60]/F 4>>"
    page = b"/Resources<</Font<</F0 3 0 R>>>>/Annots[6 0 R]"
    path = tmp_path / "sample.pdf"
    path.write_bytes(pdf_with(_sample_lines(20), page=page, others=(field,)))
    report = read_report(path, "en")
    assert report.account.not_understood == len("Totalpledged:7samples")
    assert any("Total pledged: 7 samples" in finding.message for finding in report.findings)


def _sample_lines(count: int) -> bytes:
    text = b"The sample unit wrote down what it had done with its partners in the year."
    return b"".join(
        b" BT /F0 10 Tf 1 0 0 1 72 %d Tm (%s) Tj ET" % (700 - 12 * row, text) for row in range(count)
    )


def _long_foot() -> bytes:
    return b" BT /F0 9 Tf 1 0 0 1 72 36 Tm (31-01234 \\(E\\)) Tj ET"


def test_notes_longer_than_the_text_are_notes(tmp_path: Path) -> None:
    pages = []
    for number in (1, 2):
        page = Page()
        lines = wrapped(prose(number), 440, 10, 0)
        write(page, prose(number), 700)
        end = 700 - 12 * (len(lines) - 1)
        page.write(72 + text_width(lines[-1], 10) + 0.3, end + 4, str(number), 6)
        page.write(72, 404, str(number), 5)
        write(page, prose(10 + number, 400), 400, 78, 420, 8)
        pages.append(page)
    report = read(tmp_path, *pages)
    assert body(report) == [prose(1), prose(2)]
    assert [(mark.address, mark.offset) for mark in report.notes] == [
        ("fn1", len(prose(1))),
        ("fn2", len(prose(2))),
    ]


def test_raised_marks_find_their_notes_at_the_end_of_the_document(tmp_path: Path) -> None:
    page, last = Page(), Page()
    lines = wrapped(prose(1), 440, 10, 0)
    write(page, prose(1), 700)
    for number, at in ((1, 0), (2, len(lines) - 1)):
        page.write(72 + text_width(lines[at], 10) + 0.3, 704 - 12 * at, str(number), 6)
    y = write(last, prose(2), 700)
    for number in (1, 2):
        last.write(72, y + 3, str(number), 6)
        last.write(80, y, f"A sample note that says little of {number}.")
        y -= 16
    report = read(tmp_path, page, last)
    assert [mark.address for mark in report.notes] == ["fn1", "fn2"]
    assert body(report) == [prose(1), prose(2)]


def test_a_raised_figure_without_a_note_stays_apart_with_a_finding(tmp_path: Path) -> None:
    page = Page()
    page.write(72, 700, "It was so in 2016")
    page.write(72 + text_width("It was so in 2016", 10) + 0.3, 704, "3", 6)
    page.write(72 + text_width("It was so in 2016 3", 10), 700, "and later as well, as was said.")
    write(page, prose(1), 670)
    report = read(tmp_path, page)
    assert body(report)[0] == "It was so in 2016³ and later as well, as was said."
    assert [finding.kind for finding in report.findings] == ["mark-without-note"]


def test_a_numbered_paragraph_below_a_table_is_none_of_its_cells(tmp_path: Path) -> None:
    page = Page()
    page.write(72, 640, "1.")
    page.write(96, 640, "The sample unit was given what follows.")
    for row, cells in enumerate((("Donor", "2029", "2030"), ("Chad", "", "5"), ("Fiji", "7", ""))):
        for x, text in zip((72, 200, 350), cells, strict=True):
            if text:
                page.write(x, 600 - 12 * row, text)
    page.write(72, 560, "2.")
    page.write(96, 560, "The sample unit took note of this and of no other.")
    report = read(tmp_path, page)
    rows = [paragraph.text for paragraph in report.paragraphs if paragraph.kind is Kind.TABLE]
    assert rows == ["Donor | 2029 | 2030", "Chad |  | 5", "Fiji | 7 |"]
    assert "The sample unit took note of this and of no other." in body(report)


def test_a_short_document_with_an_address_of_the_web_is_no_notice(tmp_path: Path) -> None:
    page = Page()
    page.write(72, 700, "The sample unit has published its report for the year.")
    page.write(72, 686, "It is at https://samples.example/report and in print.")
    assert body(read(tmp_path, page)) != []


@pytest.mark.parametrize("code", sorted(known_languages()))
def test_every_label_in_the_data_of_a_language_is_one_on_pages(code: str) -> None:
    for style in structure_rules(code).labels:
        for form in style.forms:
            if style.sequence and style.numerals == "" and form != "{}":
                label = form.replace("{}", style.sequence[0])
                assert label_alone().fullmatch(label), label
    assert not label_alone().fullmatch("2016")
    assert not label_first().match("2016 was a year of samples")

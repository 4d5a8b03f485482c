"""Footnotes of several paragraphs, and notes whose mark stands on a heading."""

from __future__ import annotations

from pathlib import Path

from docx_writing import docx_of, paragraph
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

LINE = "the sample goes on over the whole width of this page of our samples and more"
RULE = "______________"
HEADING = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'


def read(folder: Path, data: str | bytes) -> Report:
    path = folder / "sample.txt"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    report = read_report(path, "en")
    account = report.account
    parts = account.body + account.headings + account.notes + account.front_matter
    assert account.total == parts + account.tables + account.furniture + account.not_understood
    return report


def notes(report: Report) -> list[tuple[str, str]]:
    return [(one.address, one.text) for one in report.paragraphs if one.kind is Kind.FOOTNOTE]


def filled(number: int, end: str = "") -> str:
    ends = end or f"and ends with {'sample ' * number}of it."
    return "\n".join([f"{number}. The sample{LINE[10:]}", *[LINE] * 6, ends])


def reference(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: int, *texts: str) -> str:
    return f'<w:footnote w:id="{number}">{"".join(map(paragraph, texts))}</w:footnote>'


def test_a_note_of_two_paragraphs_at_the_foot_of_a_page_is_one_note(tmp_path: Path) -> None:
    first = (
        f"{filled(1, 'and ends1 here.2')}\n{RULE}\n1 First note.\n\n  It goes on.\n\n2 Second.\n\nIt ends."
    )
    report = read(tmp_path, "\f".join([first, *(filled(number) for number in range(2, 6))]))
    assert notes(report) == [("fn1", "First note. It goes on."), ("fn2", "Second. It ends.")]
    assert [one.address for one in report.paragraphs if one.kind is Kind.BODY] == ["1", "2", "3", "4", "5"]


def test_what_stands_between_two_notes_belongs_to_the_first(tmp_path: Path) -> None:
    texts = [
        "1. It was done.1",
        "2. It rested.2",
        RULE,
        "1 A source.",
        "It goes on.",
        "2 Another.",
        "Not so.",
    ]
    report = read(tmp_path, "\n\n".join(texts))
    assert notes(report) == [("fn1", "A source. It goes on."), ("fn2", "Another.")]
    assert [one.text for one in report.paragraphs if one.kind is Kind.BODY][-1] == "Not so."


def test_a_note_of_several_paragraphs_in_a_word_file_is_one_note(tmp_path: Path) -> None:
    body = paragraph("1. It was done.", reference(2)) + paragraph("2. It rested.")
    parts = {"word/footnotes.xml": footnote(2, "A sample source.", "It goes on.", "It ends.")}
    report = read(tmp_path, docx_of(body, parts))
    assert notes(report) == [("fn1", "A sample source. It goes on. It ends.")]
    assert report.account.notes == len("1" + "1" + "Asamplesource.Itgoeson.Itends.")


def test_a_note_on_a_heading_hangs_at_the_start_of_the_paragraph_below(tmp_path: Path) -> None:
    style = '<w:pStyle w:val="H1"/>'
    body = paragraph("I. Work", reference(2), properties=style) + paragraph(
        "1. It was done", reference(3), "."
    )
    notes_part = footnote(2, "On the heading.") + footnote(3, "On the text.")
    parts = {"word/footnotes.xml": notes_part, "word/styles.xml": HEADING}
    report = read(tmp_path, docx_of(body + paragraph("2. It rested."), parts))
    assert [(one.address, one.within, one.offset) for one in report.notes] == [
        ("fn1", "1", 0),
        ("fn2", "1", 11),
    ]
    assert [section.heading for section in report.sections] == ["Work"]
    assert report.account.headings == len("I.Work")


def test_a_note_on_the_last_heading_has_no_paragraph_to_hang_on_and_says_so(tmp_path: Path) -> None:
    style = '<w:pStyle w:val="H1"/>'
    body = (
        paragraph("1. It was done.")
        + paragraph("2. It rested.")
        + paragraph("End", reference(2), properties=style)
    )
    parts = {"word/footnotes.xml": footnote(2, "On the end."), "word/styles.xml": HEADING}
    report = read(tmp_path, docx_of(body, parts))
    assert notes(report) == [("fn1", "On the end.")]
    assert [finding.kind for finding in report.findings] == ["note-without-mark"]

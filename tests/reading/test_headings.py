"""Headings that layouts make hard: set as several paragraphs, with marks of notes, numbered or not."""

from __future__ import annotations

from pathlib import Path

from pdf_writing import Page, pdf_of
from reportdiff.language.structure import structure_rules
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._pdf import pdf_blocks
from reportdiff.reading._structure import Structured, structured

TEXT = "The sample unit wrote down what it had done in the year."


def read(*blocks: Block) -> Structured:
    return structured(blocks, structure_rules("en"))


def heading(text: str, level: int = 1, marks: tuple[Mark, ...] = ()) -> Block:
    return Block(text, Role.HEADING, level=level, marks=marks)


def tree(document: Structured) -> list[tuple[str, str]]:
    return [(section.id, section.heading) for section in document.sections]


def page_of(*lines: tuple[float, str, bool]) -> list[Block]:
    page = Page()
    for y, text, bold in lines:
        page.write(72, y, text, 10, bold=bold)
    for row in range(8):
        page.write(72, 500 - 12 * row, f"{row}, and so the sample text of the page goes on and on", 10)
    return pdf_blocks(pdf_of([page]), Path("sample.pdf"))


def test_a_heading_goes_on_below_a_comma() -> None:
    blocks = page_of(
        (600, "Sample statement of the unit,", True), (582, "made in the year under review", True)
    )
    assert blocks[0].text == "Sample statement of the unit, made in the year under review"


def test_two_headings_below_each_other_stay_two() -> None:
    blocks = page_of(
        (600, "Sample statement of the unit", True), (582, "made in the year under review", True)
    )
    assert blocks[0].text == "Sample statement of the unit"


def test_a_mark_in_a_heading_hangs_on_the_paragraph_below() -> None:
    note = Block("A sample note.", Role.NOTE, label="1")
    document = read(heading("Samples", marks=(Mark("1", 7),)), Block(TEXT), Block(TEXT), note)
    assert [(one.address, one.within, one.offset) for one in document.notes] == [("fn1", "p1", 0)]
    assert not document.findings


def test_numbered_headings_contain_those_between_them_of_the_same_level() -> None:
    titles = ("A. Plan", "Overview", "Outlook", "B. Posts", "Means")
    document = read(*(block for title in titles for block in (heading(title), Block(TEXT))))
    assert tree(document) == [
        ("s1", "Plan"),
        ("s1.1", "Overview"),
        ("s1.2", "Outlook"),
        ("s2", "Posts"),
        ("s2.1", "Means"),
    ]


def test_headings_after_all_numbered_ones_of_their_level_are_their_equals() -> None:
    titles = ("Foreword", "A. Plan", "B. Posts", "Afterword")
    document = read(*(block for title in titles for block in (heading(title), Block(TEXT))))
    assert [section for section, _ in tree(document)] == ["s1", "s2", "s3", "s4"]


def test_values_of_a_figure_in_the_size_of_the_text_are_its_lettering() -> None:
    blocks = page_of((640, "1 149", False), (625, "1 200", False), (610, "1 058", False))
    assert [block.text for block in blocks if block.role is Role.UNKNOWN] == ["1 149 1 200 1 058"]


def test_parts_and_items_of_a_filing_are_headings_with_their_letters() -> None:
    texts = ("PART I", "Item 1. Work", TEXT, "Item 1A. Risks", TEXT, "PART II", "Item 5. Rest", TEXT)
    document = read(*map(Block, texts))
    assert [(one.level, one.label, one.heading) for one in document.sections] == [
        (1, "PART I", ""),
        (2, "Item 1.", "Work"),
        (2, "Item 1A.", "Risks"),
        (1, "PART II", ""),
        (2, "Item 5.", "Rest"),
    ]


def test_the_title_of_a_chapter_may_stand_below_its_number() -> None:
    document = read(*map(Block, ("CHAPTER I", "Sample work", TEXT, "CHAPTER II", "Rest", TEXT)))
    assert [(one.label, one.heading) for one in document.sections] == [
        ("CHAPTER I", "Sample work"),
        ("CHAPTER II", "Rest"),
    ]


def test_chapters_contain_numbered_headings_of_the_same_numerals() -> None:
    text = "本单位在本年度继续开展示例工作，并写下了成果。"
    texts = ("第一章 总则", "一、示例工作", text, "二、示例成果", text, "第二章 附则", text)
    document = structured([Block(one) for one in texts], structure_rules("zh"))
    assert [(one.level, one.label) for one in document.sections] == [
        (1, "第一章"),
        (2, "一、"),
        (2, "二、"),
        (1, "第二章"),
    ]

"""Text taken from PDF pages, with the places of its words kept or lost, is read as the pages are."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportdiff.language.structure import structure_rules
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report
from reportdiff.reading._block import Block, Role
from reportdiff.reading._text import text_blocks

LAID_OUT = """\
Sample Nations                                                E/SMP.9/2031/4
                                                              Distr.: General
                                                              3 May 2031

        Work of the invented bureau
        Report of the Sample Director

     I. Introduction
        1.    This sample report says what the invented bureau did in the invented
        year, in which it worked in two harbours and wrote down what it saw there. 1
        It was asked for by the invented council.
        2.    The bureau did three things, (a) it counted the ships, (b) it counted
        the boats and (c) it counted the rafts, and it wrote the three counts down
        in one book:
              (a)    The ships, which were many in the
              southern harbour;
              (b)    The boats.

1
     A sample note that says nothing.

31-04321 (E)    040531
*3104321*
\f                                                            E/SMP.9/2031/4

        3.    Each count was made twice in the invented year, once in spring and
        once in autumn, and the two were laid side by side. They agreed in the

2/3                                                           31-04321
\f                                                            E/SMP.9/2031/4

        north and not in the south.

        District                   2030              2031
        Hills                        12                14
        Islands                       7                 9

                                   Annex
                         The invented harbours
        1.    The invented harbours are two, and both are closed in winter, so that
        nothing is counted then.

31-04321                                                      3/3
"""
RAW = """\
E/SMP.9/2031/4

Work of the invented bureau
I.

Introduction
1.

This sample report says what the invented bureau did in the invented year, in which
it worked in two harbours and wrote down what it saw there.
2.
The bureau did two things in the harbours, which the invented council had asked for:
(a)
(b)

It counted the ships that came in;

It counted the boats.
And so the sample of the invented year ended, for by that time the invented bureau

3.

had no more days in which to count, and the council had asked for no more than that.
"""
ORDERED = {
    "1": "This sample report says what the invented bureau did in the invented year, in which it worked in "
    "two harbours and wrote down what it saw there. It was asked for by the invented council.",
    "2(a)": "The ships, which were many in the southern harbour;",
    "2(b)": "The boats.",
    "3": "Each count was made twice in the invented year, once in spring and once in autumn, and the two "
    "were laid side by side. They agreed in the north and not in the south.",
    "p1": "District | 2030 | 2031",
    "p2": "Hills | 12 | 14",
    "p3": "Islands | 7 | 9",
    "annex1:1": "The invented harbours are two, and both are closed in winter, so that nothing is "
    "counted then.",
    "fn1": "A sample note that says nothing.",
}
TITLE = "Report of the sample bureau on its work"


def report_of(folder: Path, text: str) -> Report:
    path = folder / "sample.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def blocks_of(text: str, language: str = "en") -> list[Block]:
    return text_blocks(text, structure_rules(language))


def furniture_of(text: str) -> list[str]:
    return [" ".join(block.text.split()) for block in blocks_of(text) if block.role is Role.FURNITURE]


def test_pages_whose_words_keep_their_places_have_numbers_items_rows_and_notes(
    tmp_path: Path,
) -> None:
    report = report_of(tmp_path, LAID_OUT)
    texts = {p.address: p.text for p in report.paragraphs if p.kind is not Kind.FRONT_MATTER}
    assert {address: texts.get(address) for address in ORDERED} == ORDERED
    assert texts.keys() - ORDERED.keys() == {"2"}
    assert "(b) it counted the boats and (c) it counted the rafts" in texts["2"]
    assert [(s.label, s.heading) for s in report.sections] == [
        ("I.", "Introduction"),
        ("Annex", "The invented harbours"),
    ]
    assert [(mark.address, mark.within) for mark in report.notes] == [("fn1", "1")]
    assert (report.symbol, report.meta.date) == ("E/SMP.9/2031/4", "2031-05-03")
    assert report.account.not_understood == 0
    assert report.findings == ()


def test_the_same_pages_without_page_breaks_are_parted_by_their_counting(tmp_path: Path) -> None:
    text = LAID_OUT.replace("\f", "").replace("*3104321*", "*3104321*\n\n31-04321   1/3")
    texts = {p.address: p.text for p in report_of(tmp_path, text).paragraphs}
    assert {address: texts.get(address) for address in ORDERED} == ORDERED


def test_labels_that_stand_alone_go_to_their_texts_in_order(tmp_path: Path) -> None:
    report = report_of(tmp_path, f"{RAW}\f{TITLE}\n")
    texts = {p.address: p.text for p in report.paragraphs if p.kind is not Kind.FRONT_MATTER}
    assert (report.sections[0].label, report.sections[0].heading) == ("I.", "Introduction")
    assert texts["2(a)"] == "It counted the ships that came in;"
    assert texts["2(b)"] == "It counted the boats."
    assert "by that time the invented bureau had no more days in which to count" in texts["3"]


def test_a_number_at_the_head_of_pages_is_masked_only_as_it_counts_with_them() -> None:
    line = "the sample goes on over the whole width of this page of samples and on\n"
    ended = f"{line * 5}and ends.\n\n"
    headings = "\f".join(f"Recommendation {number}\n\n{ended}" for number in range(1, 6))
    assert furniture_of(headings) == []
    heads = "\f".join(f"Sample bureau, page {number}\n\n{line * 6}" for number in range(1, 6))
    assert len(furniture_of(heads)) == 5
    jumping = "\f".join(f"Sample {number * number}\n\n{line * 6}" for number in range(1, 6))
    assert furniture_of(jumping) == []


def test_a_sentence_at_the_foot_of_every_page_is_no_running_line() -> None:
    line = "the sample goes on over the whole width of this page of samples and on\n"
    assert furniture_of("\f".join(f"{line * 6}States were asked to go on.\n" for _ in range(5))) == []


def test_page_numbers_alone_in_mid_line_part_pages_that_have_lost_their_breaks() -> None:
    text = "Sample text that ends here.\n\n{}14\n\nMore of it, which ends too.\n\n{}15\n".replace(
        "{}", " " * 30
    )
    assert furniture_of(text) == ["14", "15"]


def test_a_long_line_left_out_is_a_finding(tmp_path: Path) -> None:
    line = "the sample goes on over the whole width of this page of samples and so it goes on and on and on\n"
    head = "The invented bureau of samples and its invented work in all the districts in"
    pages = "\f".join(f"{head} {2030}\n\n{line * 6}" for _ in range(4))
    assert [f.kind for f in report_of(tmp_path, pages).findings] == ["long-furniture"]


def test_bullets_and_rows_of_a_wrapped_text_stand_apart() -> None:
    wrapped = (
        "The invented firm buys most of its valves from two suppliers and holds few of\nthem in store.\n\n"
    )
    listed = "We may:\n • hire welders;\n • ship on time.\n\nPlace            Use\nHills            Plant\n"
    blocks = blocks_of(wrapped * 4 + listed)
    assert [block.text for block in blocks[-5:-2]] == ["We may:", "• hire welders;", "• ship on time."]
    assert [(block.role, block.text) for block in blocks[-2:]] == [
        (Role.TABLE, "Place | Use"),
        (Role.TABLE, "Hills | Plant"),
    ]


def test_a_chinese_line_that_is_not_indented_goes_on_with_the_one_before() -> None:
    text = "　　过去一年，示例地区完成了各项示例工作，增\n长8.5%。\n　　示例结束。\n　　示例又开始。\n"
    assert blocks_of(text, "zh")[0].text.endswith("工作，增长8.5%。")


@pytest.mark.parametrize(("label", "read"), [("-1", "1-"), ("(أ)", "(أ)"), ("‘’1", "‘1’")])
def test_labels_at_the_end_of_lines_from_the_right_come_first(label: str, read: str) -> None:
    line = "هذا نص نموذجي يقول ما فعله المكتب النموذجي في العام كله في المقاطعتين"
    text = f"   {line}      {label}\n   {line}\n   {line}.\n\f   {line}\n"
    assert blocks_of(text, "ar")[0].text.startswith(f"{read} هذا")


def test_signs_on_the_wrong_side_of_a_space_are_a_finding(tmp_path: Path) -> None:
    line = "هذا نص نموذجي يقول ما فعله المكتب النموذجي ،4وهو يغطي العام كله في المقاطعتين"
    assert {f.kind for f in report_of(tmp_path, f"{line}.\n\n{line}.\n").findings} == {"damaged-text"}

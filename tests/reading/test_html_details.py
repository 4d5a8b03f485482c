"""Corners of web pages: lists, broken and kept lines, tables that are lists, notes of several paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from reportdiff.model import Kind
from reportdiff.reading import read_report
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import visible
from reportdiff.reading._html_flow import Flow

SENTENCE = "The sample unit wrote down what it had done in the year under review."


def blocks_of(body: str) -> list[Block]:
    return Flow(html.document_fromstring(f"<html><body>{body}</body></html>")).blocks()


def texts(body: str) -> list[str]:
    return [block.text for block in blocks_of(body) if block.role is not Role.FURNITURE]


def addresses(folder: Path, body: str, language: str = "en") -> list[tuple[str, str]]:
    path = folder / "sample.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{body}", encoding="utf-8")
    found = read_report(path, language).paragraphs
    return [(one.address, one.text) for one in found if one.kind is not Kind.FRONT_MATTER]


def test_entities_are_the_characters_they_stand_for() -> None:
    body = "<p>A&nbsp;&amp; B &lt;5&gt; &eacute; &#8211; &#x2019; co&shy;op extra<wbr>ordinary</p>"
    assert texts(body) == ["A & B <5> é – ’ coop extraordinary"]


def test_lines_of_a_script_without_spaces_are_joined_without_one() -> None:
    assert texts("<p>样例单位<br>继续\n工作 <br> 二〇三一年 ok<br>好</p>") == [
        "样例单位继续工作二〇三一年 ok好"
    ]
    assert texts("<p>one <b>two</b> <br> three\nfour</p>") == ["one two three four"]


def test_marks_keep_their_place_where_lines_are_joined() -> None:
    body = '<p>One <br>two<sup><a href="#n">1</a></sup>.</p><p id="n">1 Note.</p>'
    assert blocks_of(body)[0].marks == (Mark("1", 7),)


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        ('<ol type="a">', "a."),
        ('<ol type="I" start="4">', "IV."),
        ('<ol style="list-style-type: lower-roman">', "i."),
        ('<ol style="list-style: upper-alpha inside">', "A."),
        ('<ol style="list-style-type:cjk-ideographic">', "一."),
        ('<ol style="list-style-type: none">', None),
        ("<ul>", "•"),
        ('<ul style="list-style:none">', None),
    ],
)
def test_items_have_the_label_that_a_browser_prints(opening: str, label: str | None) -> None:
    assert [one.label for one in blocks_of(f"{opening}<li>x")] == [label]


def test_deleted_text_is_out_and_inserted_text_is_in() -> None:
    assert texts("<p>a <del>gone </del><ins>new</ins></p>") == ["a new"]


def test_kept_lines_are_paragraphs_between_empty_lines_and_rows_where_gaps_part_cells() -> None:
    kept = "<pre>The unit wrote\ndown it.\n\nYear    Samples    Share\n2030      12         3\n\nRest.</pre>"
    assert [(one.role, one.text) for one in blocks_of(kept)] == [
        (Role.TEXT, "The unit wrote down it."),
        (Role.TABLE, "Year | Samples | Share"),
        (Role.TABLE, "2030 | 12 | 3"),
        (Role.TEXT, "Rest."),
    ]
    assert in_blocks(blocks_of(kept)) == visible(kept[5:-6])


def test_a_table_of_labels_and_texts_is_a_list(tmp_path: Path) -> None:
    rows = [("1.", SENTENCE), ("2.", "It may:"), ("(a)", "Write;"), ("(b)", "Rest."), ("3.", SENTENCE)]
    body = "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in rows)
    assert addresses(tmp_path, f"<table>{body}</table>") == [
        ("1", SENTENCE),
        ("2", "It may:"),
        ("2(a)", "Write;"),
        ("2(b)", "Rest."),
        ("3", SENTENCE),
    ]


def test_a_table_with_a_column_of_numbers_is_a_table() -> None:
    rows = "<tr><td>1.<td>Vienna<td>25<tr><td>2.<td>Geneva<td>31"
    assert {one.role for one in blocks_of(f"<table>{rows}</table>")} == {Role.TABLE}


def test_a_sentence_that_two_paragraphs_share_is_one(tmp_path: Path) -> None:
    cut = SENTENCE.index(" year")
    body = f"<p>{SENTENCE[:cut]}</p><p>{SENTENCE[cut + 1 :]}</p><p>It rested.</p>"
    assert addresses(tmp_path, body) == [("p1", SENTENCE), ("p2", "It rested.")]


def test_items_and_headings_are_no_rest_of_a_sentence(tmp_path: Path) -> None:
    body = f"<p>1. {SENTENCE}</p><p>2. The sample unit may wish in the year to come to:</p><p>a) sample;</p>"
    assert [one for one, _ in addresses(tmp_path, f"{body}<p>b) rest.</p><p>3. {SENTENCE}</p>")] == [
        "1", "2", "2(a)", "2(b)", "3",
    ]  # fmt: skip


def test_a_note_of_several_paragraphs_is_one_note() -> None:
    mark = '<p>Text.<a href="#_ftn1" name="_ftnref1">[1]</a></p>'
    note = '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A source.</p><p>It goes on.</p></div>'
    text, found = blocks_of(mark + note)
    assert text.marks == (Mark("1", 5),)
    assert (found.role, found.label, found.text) == (Role.NOTE, "1", "A source. It goes on.")


def test_pages_written_from_the_right_keep_their_order() -> None:
    assert texts("<p dir=rtl>واصلت الوحدة <bdo dir=ltr>A/80/6</bdo> عملها.</p>") == [
        "واصلت الوحدة A/80/6 عملها."
    ]


def rows(*written: str) -> list[str]:
    """The rows of a table of which the cells are written with bars between, after what they span."""
    return [block.text for block in blocks_of(f"<table>{''.join(written)}</table>")]


def row(*cells: str) -> str:
    return f"<tr>{''.join(cell if cell.startswith('<') else f'<td>{cell}' for cell in cells)}</tr>"


def test_an_empty_cell_keeps_figures_in_their_columns() -> None:
    found = rows(row("Unit", "2029", "2030"), row("East", "", "5"), row("West", "7", ""), row("", "1", "2"))
    assert found == ["Unit | 2029 | 2030", "East |  | 5", "West | 7 |", "| 1 | 2"]


def test_a_column_that_is_empty_in_every_row_is_left_out() -> None:
    found = rows(row("", "East", " ", "", "5", ""), row("", "West", "&nbsp;", "", "", ""))
    assert found == ["East | 5", "West |"]


def test_a_cell_of_several_columns_or_rows_stands_once_and_leaves_its_other_places_empty() -> None:
    found = rows(
        row("<td rowspan=2>Unit", "<td colspan=2>Plan", "Memo"),
        row("2031", "2032", "2030"),
        row("East", "1", "2", "<td rowspan=2>good"),
        row("West", "3", "4"),
        row("<td colspan=4>Plans are samples."),
    )
    assert found == [
        "Unit | Plan |  | Memo",
        "| 2031 | 2032 | 2030",
        "East | 1 | 2 | good",
        "West | 3 | 4 |",
        "Plans are samples.",
    ]


def test_signs_in_cells_of_their_own_make_no_columns() -> None:
    found = rows(
        row("", "", "<td colspan=3>2030", "", "<td colspan=3>2029"),
        row("Sales", "", "$", "12", "", "", "$", "(3", ")"),
        row("Costs", "", "", "", "", "", "", "4", ""),
        row("Gain", "", "<td colspan=2>6", "%", "", "<td colspan=2>7", "%"),
    )
    assert found == ["| 2030 | 2029", "Sales | $ 12 | $ (3)", "Costs |  | 4", "Gain | 6% | 7%"]


def test_spans_that_are_no_numbers_or_too_large_do_no_harm() -> None:
    found = rows(
        row("<td colspan=x>a", "<td colspan=999999999>b"), row("<td rowspan=-1>c", "d"), row("", "f")
    )
    assert found == ["a | b", "c | d", "| f"]


def test_a_drawing_before_a_table_is_no_row_of_it() -> None:
    drawing = "<svg><text>x</text><text>y</text><text>z</text></svg>"
    found = blocks_of(f"{drawing}<table>{row('a', '')}{row('b', 'c')}</table>")
    assert [block.text for block in found] == ["x | y | z", "a |", "b | c"]


LETTERED = "<ol type=a><li>Claims;<ol type=i><li>One;<li>Two.</ol><li>Costs.</ol>"


@pytest.mark.parametrize(
    "body",
    [
        f"<ol><li>The sample unit met.<li>It looked at these:{LETTERED}<li>It left.</ol>",
        f"<p>1. The sample unit met.</p><p>2. It looked at these:</p>{LETTERED}<p>3. It left.</p>",
    ],
)
def test_lettered_items_below_a_numbered_paragraph_are_addressed_below_it(body: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.html"
    path.write_text(f"<html><body><h1>Sample</h1>{body}</body></html>", encoding="utf-8")
    addresses = [paragraph.address for paragraph in read_report(path, "en").paragraphs]
    assert addresses == ["1", "2", "2(a)", "2(a)(i)", "2(a)(ii)", "2(b)", "3"]


def test_lettered_items_below_no_number_are_labelled_as_a_browser_does() -> None:
    labels = [block.label for block in blocks_of(f"<p>20 members looked at these:</p>{LETTERED}")]
    assert labels == [None, "a.", "i.", "ii.", "b."]

"""Corners of Word files: how lists count, what tracked changes leave, which signs fonts show."""

from __future__ import annotations

from pathlib import Path

import pytest

from docx_writing import docx_of, numbered, paragraph, run, table
from reportdiff.model import Kind
from reportdiff.reading import read_report
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._characters import visible
from reportdiff.reading._docx import docx_document

SOMEWHERE = Path("sample.docx")
FIRST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def blocks_of(body: str, **parts: str) -> list[Block]:
    """What shows; hidden text is furniture."""
    data = docx_of(body, {f"word/{name}.xml": xml for name, xml in parts.items()})
    return [block for block in docx_document(data, SOMEWHERE).blocks if block.role is not Role.FURNITURE]


def told(body: str, **parts: str) -> list[tuple[str | None, str]]:
    return [(block.label, block.text) for block in blocks_of(body, **parts)]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


def deep(levels: str, numbering: str) -> list[str | None]:
    body = "".join(numbered("x", 1, int(depth)) for depth in levels)
    return [block.label for block in blocks_of(body, numbering=numbering)]


PLAIN = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))


# ------------------------------------------------------------------------------- lists


def test_numbers_of_several_parts_name_the_levels_above() -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
    )
    assert deep("01221201", numbering) == ["1.", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2.", "2.1"]


def test_legal_numbers_are_digits_whatever_the_level_above_is() -> None:
    legal = "<w:isLgl/>"
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", legal))
    assert deep("01101", numbering) == ["I.", "1.1", "1.2", "II.", "2.1"]


def test_a_level_that_never_restarts_counts_on() -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')
    )
    assert deep("01101", numbering) == ["1.", "(a)", "(b)", "2.", "(c)"]


def test_a_list_can_start_a_lower_level_again() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1">'
    numbering = PLAIN + again + '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = numbered("x", 1) + numbered("x", 1, 1) * 2 + numbered("x", 2, 1) * 2
    assert [label for label, _ in told(body, numbering=numbering)] == ["1.", "(a)", "(b)", "(a)", "(b)"]


def test_a_list_can_print_its_numbers_otherwise() -> None:
    other = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    numbering = PLAIN + other + level(0, "upperLetter", "%1)") + "</w:lvlOverride></w:num>"
    body = numbered("x", 1) + numbered("x", 2) + numbered("x", 1)
    assert [label for label, _ in told(body, numbering=numbering)] == ["1.", "B)", "3."]


def test_styles_tied_to_levels_number_their_paragraphs() -> None:
    numbering = lists(
        level(0, "decimal", "%1.", '<w:pStyle w:val="L1"/>'),
        level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="L2"/>'),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name in ("L1", "L2")
    )
    body = "".join(
        paragraph("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("L1", "L2", "L2", "L1")
    )
    assert [label for label, _ in told(body, numbering=numbering, styles=styles)] == [
        "1.",
        "(a)",
        "(b)",
        "2.",
    ]


def test_a_paragraph_can_leave_the_list_of_its_style() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="N"><w:pPr>{FIRST}</w:pPr></w:style>'
    own = '<w:pStyle w:val="N"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        paragraph("x", properties=one) for one in ('<w:pStyle w:val="N"/>', own, '<w:pStyle w:val="N"/>')
    )
    assert [label for label, _ in told(body, numbering=PLAIN, styles=style)] == ["1.", None, "2."]


def test_an_empty_paragraph_of_a_list_counts_and_a_hidden_one_does_not() -> None:
    empty = numbered("x", 1) + numbered("", 1) + numbered("y", 1)
    assert told(empty, numbering=PLAIN) == [("1.", "x"), ("3.", "y")]
    hidden = paragraph(run("h", "<w:vanish/>"), properties=f"{FIRST}<w:rPr><w:vanish/></w:rPr>")
    assert told(numbered("x", 1) + hidden + numbered("y", 1), numbering=PLAIN) == [("1.", "x"), ("2.", "y")]


# ------------------------------------------------------------------------------- tracked changes


def test_paragraphs_that_a_deletion_joins_count_once() -> None:
    first = paragraph("One", properties=f"{FIRST}<w:rPr><w:del/></w:rPr>")
    body = first + numbered("goes on.", 1) + numbered("Next.", 1)
    assert told(body, numbering=PLAIN) == [("1.", "One goes on."), ("2.", "Next.")]


def test_a_paragraph_deleted_with_its_end_leaves_the_next_as_it_is() -> None:
    gone = paragraph(
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        properties=f"{FIRST}<w:rPr><w:del/></w:rPr>",
    )
    body = numbered("One.", 1) + gone + numbered("Two.", 1)
    assert told(body, numbering=PLAIN) == [("1.", "One."), ("2.", "Two.")]


def test_a_paragraph_moved_away_counts_where_it_went() -> None:
    away = paragraph(
        f"<w:moveFrom>{run('It moved.')}</w:moveFrom>", properties=f"{FIRST}<w:rPr><w:moveFrom/></w:rPr>"
    )
    here = paragraph(
        f"<w:moveTo>{run('It moved.')}</w:moveTo>", properties=f"{FIRST}<w:rPr><w:moveTo/></w:rPr>"
    )
    body = numbered("One.", 1) + away + numbered("Two.", 1) + here
    assert told(body, numbering=PLAIN) == [("1.", "One."), ("2.", "Two."), ("3.", "It moved.")]


def test_an_end_deleted_before_a_table_or_in_a_cell_joins_nothing_beyond_it() -> None:
    cut = paragraph("Before", properties="<w:rPr><w:del/></w:rPr>")
    blocks = blocks_of(cut + table([cut, "b"]) + paragraph("After"))
    assert [(one.role, one.text) for one in blocks] == [
        (Role.TEXT, "Before"),
        (Role.TABLE, "Before | b"),
        (Role.TEXT, "After"),
    ]


def test_a_deleted_cell_and_the_rest_of_a_merged_one_are_out() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    gone = cell("gone", "<w:cellDel/>") + cell("a") + cell("b")
    wide = cell("wide", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("c")
    body = f"<w:tbl><w:tr>{gone}</w:tr><w:tr>{wide}</w:tr></w:tbl>"
    assert [one.text for one in blocks_of(body)] == ["a | b", "wide | c"]


def test_notes_of_deleted_text_are_not_counted() -> None:
    def reference(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    body = paragraph("a", reference(2), f"<w:del>{reference(3)}</w:del>", "b", reference(4))
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"Note {n}.")}</w:footnote>' for n in (2, 3, 4))
    text, *found = blocks_of(body, footnotes=notes)
    assert text.marks == (Mark("1", 1), Mark("2", 2))
    assert [(one.label, one.text) for one in found] == [("1", "Note 2."), ("2", "Note 4.")]


# ------------------------------------------------------------------------------- runs


def field(code: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return char("begin") + code + char("separate") + result + char("end")


def test_of_a_field_the_result_shows_and_the_code_never() -> None:
    inner = field("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("7"))
    body = paragraph("See ", field(f"<w:r><w:instrText>IF </w:instrText></w:r>{inner}", run("12")), " here.")
    assert [one.text for one in blocks_of(body)] == ["See 12 here."]
    nested = paragraph("See ", field("<w:r><w:instrText>REF</w:instrText></w:r>", run("no. ") + inner), ".")
    assert [one.text for one in blocks_of(nested)] == ["See no. 7."]


def test_comments_and_smart_tags_leave_nothing_but_the_text() -> None:
    body = paragraph(
        '<w:commentRangeStart w:id="0"/>',
        f'<w:smartTag w:element="place">{run("Vienna")}</w:smartTag>',
        '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
        f'<w:fldSimple w:instr="PAGE">{run(" 7")}</w:fldSimple>',
    )
    comments = f'<w:comment w:id="0">{paragraph("A remark.")}</w:comment>'
    assert [one.text for one in blocks_of(body, comments=comments)] == ["Vienna 7"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F061", "α"),
        ("Symbol", "F057", "Ω"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0B7", "•"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0E0", "→"),
        ("Times New Roman", "00A7", "§"),
    ],
)
def test_signs_of_fonts_are_read_as_what_they_show(font: str, code: str, shown: str) -> None:
    body = paragraph("a ", f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')
    assert blocks_of(body)[0].text == f"a {shown}"


def test_a_sign_that_is_not_known_is_a_finding_and_no_letter(tmp_path: Path) -> None:
    body = paragraph("It was done ", '<w:r><w:sym w:font="Wingdings" w:char="F041"/></w:r>', " at last.")
    path = tmp_path / "sample.docx"
    path.write_bytes(docx_of(body))
    report = read_report(path, "en")
    assert [(one.kind, one.address) for one in report.findings] == [("damaged-text", "p1")]


def test_a_page_break_between_words_is_a_space() -> None:
    body = paragraph('<w:r><w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t></w:r>')
    assert blocks_of(body)[0].text == "one two"


def test_a_style_of_characters_can_hide_them() -> None:
    style = '<w:style w:type="character" w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph("shown", run(" hidden", '<w:rStyle w:val="V"/>'))
    assert [one.text for one in blocks_of(body, styles=style)] == ["shown"]


def test_a_table_in_a_cell_stands_in_its_row_and_bars_are_no_characters() -> None:
    inner = paragraph("outer") + table(["a", "b"])
    blocks = blocks_of(table([inner, "c"], ["d", "e"]))
    assert [one.text for one in blocks] == ["outer a | b | c", "d | e"]
    assert in_blocks(blocks) == visible("outerabcde")


def test_lists_of_a_word_file_are_addressed_to_any_depth(tmp_path: Path) -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")
    )
    sentence = "The sample unit wrote down what it had done in the year under review."
    texts = [(0, sentence), (0, "It may:"), (1, "Do:"), (2, "One;"), (2, "Two;"), (1, "Rest."), (0, sentence)]
    path = tmp_path / "sample.docx"
    body = "".join(numbered(text, 1, depth) for depth, text in texts)
    path.write_bytes(docx_of(body, {"word/numbering.xml": numbering}))
    report = read_report(path, "en")
    assert [one.address for one in report.paragraphs if one.kind is not Kind.FOOTNOTE] == [
        "1", "2", "2(a)", "2(a)(i)", "2(a)(ii)", "2(b)", "3",
    ]  # fmt: skip

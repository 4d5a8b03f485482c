"""Word files are read as they are printed once every tracked change is accepted."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_writing import NAMESPACES, docx_of, numbered, paragraph, run, table
from reportdiff.errors import Locked, NoText, ReadingError, UnknownFormat
from reportdiff.model import Kind
from reportdiff.reading import _docx_parts, read_report
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._docx import docx_document

SOMEWHERE = Path("sample.docx")
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
HEADING = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>'
    '<w:lvlText w:val="%1.%2.%3"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def blocks_of(body: str, **parts: str) -> list[Block]:
    return docx_document(
        docx_of(body, {f"word/{name}.xml": xml for name, xml in parts.items()}), SOMEWHERE
    ).blocks


def labels_of(body: str, form: str = "decimal") -> list[str | None]:
    return [block.label for block in blocks_of(body, numbering=NUMBERING.format(form))]


# ------------------------------------------------------------------------------- text


def test_insertions_are_in_and_deletions_are_out() -> None:
    deleted = "<w:del><w:r><w:delText>eleven</w:delText></w:r></w:del>"
    body = paragraph("The sample has ", deleted, f"<w:ins>{run('twelve')}</w:ins>", " parts.")
    assert [block.text for block in blocks_of(body)] == ["The sample has twelve parts."]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = paragraph("First. ", f"<w:moveFrom>{run('Moved. ')}</w:moveFrom>", "Second. ") + paragraph(
        f"<w:moveTo>{run('Moved. ')}</w:moveTo>", "Third."
    )
    assert [block.text for block in blocks_of(body)] == ["First. Second.", "Moved. Third."]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = paragraph("One sample", properties="<w:rPr><w:del/></w:rPr>") + paragraph("goes on.")
    assert [block.text for block in blocks_of(body)] == ["One sample goes on."]


def shown_by(blocks: list[Block]) -> tuple[list[str], list[str]]:
    """Texts that show, and those that are furniture."""
    texts: tuple[list[str], list[str]] = ([], [])
    for block in blocks:
        texts[block.role is Role.FURNITURE].append(block.text)
    return texts


def test_hidden_text_and_field_codes_do_not_show() -> None:
    field = "<w:r><w:instrText>PAGEREF sample</w:instrText></w:r>"
    body = paragraph("Shown", run(" hidden", "<w:vanish/>"), field, " to all.")
    assert shown_by(blocks_of(body)) == (["Shown to all."], [" hidden"])


def test_tabs_breaks_and_special_hyphens_are_read_as_printed() -> None:
    special = (
        "<w:r><w:tab/><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t><w:br/>"
        "<w:t>sam</w:t><w:softHyphen/><w:t>ple</w:t></w:r>"
    )
    assert blocks_of(paragraph("A", special))[0].text == "A long-term sample"


def test_links_and_content_controls_are_text() -> None:
    body = paragraph(
        f"<w:hyperlink>{run('Linked')}</w:hyperlink>",
        f"<w:sdt><w:sdtContent>{run(' held')}</w:sdtContent></w:sdt>",
    )
    assert blocks_of(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>")[0].text == "Linked held"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<wps:txbx><w:txbxContent>{paragraph('In the box.')}</w:txbxContent></wps:txbx>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    drawing = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    body = paragraph("Around it.", f"<w:r>{drawing}</w:r>") + paragraph("After it.")
    assert [block.text for block in blocks_of(body)] == ["Around it.", "In the box.", "After it."]


def test_bold_size_and_centring_come_from_runs_and_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    )
    body = paragraph("A title", properties='<w:pStyle w:val="T"/>') + paragraph(
        run("Plain", '<w:sz w:val="20"/>')
    )
    title, plain = blocks_of(body, styles=styles)
    assert (title.bold, title.size, title.centred) == (True, 14.0, True)
    assert (plain.bold, plain.size, plain.centred) == (False, 10.0, False)


# ------------------------------------------------------------------------------- numbers


def test_numbers_that_word_generates_are_labels() -> None:
    body = numbered("One", 1) + numbered("Inside", 1, 1) + numbered("Inside", 1, 1) + numbered("Two", 1)
    assert labels_of(body) == ["1.", "(a)", "(b)", "2."]


def test_a_lower_level_starts_again_under_each_number() -> None:
    body = "".join(numbered("x", 1, level) for level in (0, 1, 1, 0, 1, 2, 2))
    assert labels_of(body) == ["1.", "(a)", "(b)", "2.", "(a)", "2.a.i", "2.a.ii"]


def test_lists_of_one_form_count_on_unless_one_starts_again() -> None:
    body = numbered("x", 1) + numbered("x", 1) + numbered("x", 2) + numbered("x", 2) + numbered("x", 1)
    assert labels_of(body) == ["1.", "2.", "5.", "6.", "7."]


def test_paragraphs_between_do_not_stop_the_count() -> None:
    assert labels_of(numbered("x", 1) + paragraph("between") + numbered("x", 1)) == ["1.", None, "2."]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("upperRoman", ["I.", "II.", "III.", "IV."]),
        ("upperLetter", ["A.", "B.", "C.", "D."]),
        ("chineseCounting", ["一.", "二.", "三.", "四."]),
        ("russianLower", ["а.", "б.", "в.", "г."]),
        ("arabicAbjad", ["أ.", "ب.", "ج.", "د."]),
        ("decimalZero", ["01.", "02.", "03.", "04."]),
        ("some form to come", ["1.", "2.", "3.", "4."]),
    ],
)
def test_numbers_are_printed_in_the_form_of_their_list(form: str, expected: list[str]) -> None:
    assert labels_of(numbered("x", 1) * 4, form) == expected


def test_a_style_can_number_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="N">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("x", properties='<w:pStyle w:val="N"/>') * 2
    assert [b.label for b in blocks_of(body, styles=styles, numbering=NUMBERING.format("decimal"))] == [
        "1.",
        "2.",
    ]


def test_a_bullet_of_a_symbol_font_is_a_bullet() -> None:
    bullet = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert blocks_of(numbered("x", 1), numbering=bullet)[0].label == "•"


# ------------------------------------------------------------------------------- headings, notes, tables


def test_heading_styles_and_outline_levels_are_headings() -> None:
    body = paragraph("Chapter", properties='<w:pStyle w:val="H1"/>') + paragraph(
        "Section", properties='<w:outlineLvl w:val="1"/>'
    )
    found = [(block.role, block.level) for block in blocks_of(body + paragraph("Text."), styles=HEADING)]
    assert found == [(Role.HEADING, 1), (Role.HEADING, 2), (Role.TEXT, None)]


def test_of_two_headings_of_one_outline_level_the_larger_stands_higher() -> None:
    outline = '<w:outlineLvl w:val="0"/>'
    body = paragraph(run("Small", '<w:sz w:val="24"/>'), properties=outline) + paragraph(
        run("Large", '<w:sz w:val="28"/>'), properties=outline
    )
    assert [block.level for block in blocks_of(body)] == [2, 1]


def test_footnotes_hang_where_their_mark_stands() -> None:
    mark = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    own = '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="5">{paragraph("* Starred.")}</w:footnote>'
        f'<w:footnote w:id="4">{paragraph("First.")}{paragraph("Goes on.")}</w:footnote>'
    )
    blocks = blocks_of(paragraph("The sample", mark, " ended") + paragraph("A title", own), footnotes=notes)
    assert [(b.text, b.marks) for b in blocks[:2]] == [
        ("The sample ended", (Mark("1", 10),)),
        ("A title", (Mark("*", 7),)),
    ]
    assert [(b.role, b.label, b.text) for b in blocks[2:]] == [
        (Role.NOTE, "1", "First. Goes on."),
        (Role.NOTE, "*", "Starred."),
    ]


def test_a_note_whose_mark_was_deleted_is_gone() -> None:
    mark = '<w:del><w:r><w:footnoteReference w:id="4"/></w:r></w:del>'
    kept = '<w:r><w:footnoteReference w:id="6"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"Note {n}.")}</w:footnote>' for n in (4, 6))
    blocks = blocks_of(paragraph("One", mark, " two", kept), footnotes=notes)
    assert [(b.label, b.text) for b in blocks if b.role is Role.NOTE] == [("1", "Note 6.")]


def test_a_table_is_rows_of_cells() -> None:
    body = table(["Office", "Posts"], ["North", paragraph("15") + paragraph("of 20")], ["South", ""])
    assert [block.text for block in blocks_of(body)] == ["Office | Posts", "North | 15 of 20", "South |"]


def test_a_frame_of_one_cell_is_text() -> None:
    body = table([paragraph("Summary") + paragraph("The sample in short.")])
    assert [(block.role, block.text) for block in blocks_of(body)] == [
        (Role.TEXT, "Summary"),
        (Role.TEXT, "The sample in short."),
    ]


def test_a_deleted_row_is_out() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('x')}</w:tc><w:tc>{paragraph('y')}</w:tc></w:tr>"
    body = table(["a", "b"]).replace("</w:tbl>", gone + "</w:tbl>")
    assert [block.text for block in blocks_of(body)] == ["a | b"]


def test_headers_and_footers_are_furniture() -> None:
    blocks = blocks_of(paragraph("Text."), header1=paragraph("A/99/7"), footer1=paragraph("31-01234"))
    assert [(b.text, b.role) for b in blocks] == [
        ("A/99/7", Role.FURNITURE),
        ("31-01234", Role.FURNITURE),
        ("Text.", Role.TEXT),
    ]


def test_the_right_column_of_the_first_letterhead_is_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="r1"/><w:titlePg/></w:sectPr>'
    relations = (
        '<?xml version="1.0"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="header1.xml"/></Relationships>'
    )
    head = table(["Sample Nations", "A/99/7"], ["Sample Assembly", "3 May 2031"])
    data = docx_of(
        paragraph("Text.") + section,
        {"word/header1.xml": head, "word/_rels/document.xml.rels": relations},
    )
    shown = [block.text for block in docx_document(data, SOMEWHERE).blocks if block.role is Role.TEXT]
    assert shown == ["A/99/7", "3 May 2031", "Text."]


def test_pages_are_counted_where_word_left_its_breaks() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>second page</w:t></w:r>"
    blocks = blocks_of(
        paragraph("First page") + paragraph("Starts on the first", broken) + paragraph("Third")
    )
    assert [block.page for block in blocks] == [1, 1, 2]
    assert blocks_of(paragraph("x"))[0].page is None


def test_numbered_paragraphs_of_a_word_file_get_their_addresses(tmp_path: Path) -> None:
    sentence = "The sample unit wrote down what it had done in the year under review."
    body = paragraph("Report", properties='<w:pStyle w:val="H1"/>')
    body += numbered(sentence, 1) + numbered("The unit did the following in the year:", 1)
    body += numbered("It wrote;", 1, 1) + numbered("It read.", 1, 1) + numbered(sentence, 1)
    path = tmp_path / "sample.docx"
    parts = {"word/numbering.xml": NUMBERING.format("decimal"), "word/styles.xml": HEADING}
    path.write_bytes(docx_of(body, parts))
    report = read_report(path, "en")
    addresses = [p.address for p in report.paragraphs if p.kind in (Kind.BODY, Kind.SUBPARAGRAPH)]
    assert addresses == ["1", "2", "2(a)", "2(b)", "3"]


def test_a_note_set_by_hand_takes_its_sign_from_the_title() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="F"><w:name w:val="footnote text"/></w:style>'
    body = paragraph("A sample title*") + paragraph("* On the title.", properties='<w:pStyle w:val="F"/>')
    title, note = blocks_of(body, styles=styles)
    assert (title.text, title.marks) == ("A sample title", (Mark("*", 14),))
    assert (note.role, note.label, note.text) == (Role.NOTE, "*", "On the title.")


def test_a_note_in_a_frame_at_the_foot_of_a_page_is_a_note() -> None:
    body = paragraph("A sample title*") + paragraph(
        "* On the title.", properties='<w:framePr w:vAnchor="page"/>'
    )
    assert [(block.role, block.text) for block in blocks_of(body)] == [
        (Role.TEXT, "A sample title"),
        (Role.NOTE, "On the title."),
    ]


def test_paragraphs_numbered_in_two_parts_begin_below_their_headings(tmp_path: Path) -> None:
    sentence = "The sample unit wrote down what it had done in the year under review."
    body = paragraph("A sample budget") + paragraph("Overview", properties='<w:pStyle w:val="H1"/>')
    body += "".join(paragraph(f"16.{n} {sentence}") for n in range(1, 4))
    path = tmp_path / "sample.docx"
    path.write_bytes(docx_of(body, {"word/styles.xml": HEADING}))
    report = read_report(path, "en")
    assert [section.heading for section in report.sections] == ["Overview"]
    assert [(p.address, p.kind) for p in report.paragraphs] == [
        ("front1", Kind.FRONT_MATTER),
        ("16.1", Kind.BODY),
        ("16.2", Kind.BODY),
        ("16.3", Kind.BODY),
    ]


# ------------------------------------------------------------------------------- refusals


def test_a_word_file_without_text_is_refused() -> None:
    with pytest.raises(NoText, match="the document shows no text"):
        blocks_of(paragraph(""))


def test_entities_are_refused_and_never_expanded() -> None:
    bomb = (
        '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(UnknownFormat, match="declares a document type"):
        docx_document(held.getvalue(), SOMEWHERE)


def test_a_zip_bomb_is_refused_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_docx_parts, "MAX_XML", 1 << 20)
    body = paragraph("x" * (8 << 20))
    assert len(docx_of(body)) < 100_000
    with pytest.raises(ReadingError, match="unpacks to more than 1 MB of XML"):
        blocks_of(body)


def test_an_encrypted_part_is_locked() -> None:
    data = bytearray(docx_of(paragraph("x")))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    with pytest.raises(Locked, match="locked with a password"):
        docx_document(bytes(data), SOMEWHERE)


def test_deep_nesting_ends() -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + paragraph("x") + "</w:sdtContent></w:sdt>" * 200
    with pytest.raises((NoText, UnknownFormat)):
        blocks_of(deep)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(place=st.integers(0, 4000), junk=st.binary(max_size=20), cut=st.integers(0, 60))
def test_broken_bytes_end_in_blocks_or_in_an_error_of_ours(place: int, junk: bytes, cut: int) -> None:
    data = docx_of(
        numbered("A sample.", 1) + table(["a", "b"]), {"word/numbering.xml": NUMBERING.format("decimal")}
    )
    place %= len(data)
    try:
        blocks = docx_document(data[:place] + junk + data[place + cut :], SOMEWHERE).blocks
    except ReadingError as error:
        assert error.path == SOMEWHERE  # noqa: PT017
    else:
        assert blocks


# ------------------------------------------------------------------------------- a real file


def test_the_real_budget_keeps_its_numbers_notes_and_tables(shared: Path) -> None:
    path = shared / "corpora" / "un-programme-budget" / "en" / "2026-section-16.docx"
    blocks = docx_document(path.read_bytes(), path).blocks
    numbers = [int(b.text[3:].split()[0]) for b in blocks if b.role is Role.TEXT and b.text.startswith("16.")]
    assert numbers[:5] == [1, 2, 3, 4, 5]
    assert sum(1 for n, after in pairwise(numbers) if after != n + 1) <= 2
    labels = [block.label for block in blocks if block.role is Role.NOTE]
    assert labels == [*(str(n) for n in range(1, 10)), "*", "**", "***"]
    assert sum(1 for block in blocks if block.role is Role.TABLE) > 1000


def test_an_empty_cell_stays_in_its_row() -> None:
    body = table(["", "2029", "2030"], ["Chad", "", "5"], ["Fiji", "7", ""], ["", "", ""])
    assert [block.text for block in blocks_of(body)] == ["| 2029 | 2030", "Chad |  | 5", "Fiji | 7 |"]


def test_a_table_that_lists_documents_is_no_letterhead() -> None:
    body = paragraph("The documents.") + table(["Report one", "A/86/40"], ["Report two", "A/86/41"])
    assert [block.text for block in blocks_of(body)[1:]] == ["Report one | A/86/40", "Report two | A/86/41"]


def test_raised_and_lowered_signs_keep_apart_from_figures() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = paragraph("10", run("6", up), " items of CO", run("2", down), " in the 4", run("th", up), " year")
    assert blocks_of(body)[0].text == "10⁶ items of CO₂ in the 4th year"
    marked = table(["Grade", paragraph("P-4", run("a", up))])
    assert blocks_of(marked)[0].text == "Grade | P-4ᵃ"


@pytest.mark.parametrize(
    "lost",
    [
        f'<w:p><w:r><w:drawing><a:t xmlns:a="{DRAWING}">lost</a:t></w:drawing></w:r></w:p>',
        "<w:unheardOf><w:p><w:r><w:t>lost</w:t></w:r></w:p></w:unheardOf>",
    ],
)
def test_text_that_no_block_holds_is_in_the_account(lost: str) -> None:
    found = docx_document(docx_of(paragraph("A sample.") + lost), SOMEWHERE)
    assert found.total - in_blocks(found.blocks) == len("lost")


def test_what_is_shown_twice_for_old_programs_is_read_and_counted_once() -> None:
    text = run("once")
    first, other = f"<mc:Choice>{text}</mc:Choice>", f"<mc:Fallback>{text}</mc:Fallback>"
    both = f"<mc:AlternateContent>{first}{other}</mc:AlternateContent>"
    only = f"<mc:Fallback>{run(' for old ones')}</mc:Fallback>"
    old = f"<mc:AlternateContent>{only}</mc:AlternateContent>"
    found = docx_document(docx_of(f"<w:p>{both}{old}</w:p>"), SOMEWHERE)
    assert [block.text for block in found.blocks] == ["once for old ones"]
    assert found.total == in_blocks(found.blocks)


def test_another_document_inside_is_a_finding() -> None:
    found = docx_document(docx_of(paragraph("A sample.") + "<w:altChunk/>"), SOMEWHERE)
    assert [finding.kind for finding in found.findings] == ["not-understood"]

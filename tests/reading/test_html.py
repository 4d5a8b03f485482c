"""Web pages are read as a browser shows them, without what belongs to the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.errors import NoText, ReadingError
from reportdiff.model import Kind
from reportdiff.reading import _html, _html_notes, read_report
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._html import html_document
from reportdiff.reading._html_flow import Flow
from reportdiff.reading._html_notes import Element

SOMEWHERE = Path("sample.html")


def html_blocks(data: bytes, path: Path) -> list[Block]:
    """The blocks that a page shows. What they and the unseen hold is all that the page's texts hold."""
    found = html_document(data, path)
    assert in_blocks(found.blocks) == found.total
    return [block for block in found.blocks if block.text]


def blocks_of(body: str, head: str = "") -> list[Block]:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return html_blocks(page.encode(), SOMEWHERE)


def texts(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


def test_paragraphs_and_headings_are_blocks() -> None:
    blocks = blocks_of("<h1>Sample</h1><h3>Deeper</h3><p>Some\n <b>bold</b> text.</p>")
    assert [(block.role, block.level, block.text) for block in blocks] == [
        (Role.HEADING, 1, "Sample"),
        (Role.HEADING, 3, "Deeper"),
        (Role.TEXT, None, "Some bold text."),
    ]


def test_loose_text_around_paragraphs_is_read() -> None:
    assert texts("<div>Before <p>Inside.</p> after</div> tail") == ["Before", "Inside.", "after", "tail"]


def test_two_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert texts("One<br>goes on.<br><br>Two.") == ["One goes on.", "Two."]


def test_list_numbers_are_those_a_browser_prints() -> None:
    body = "<ol start=4><li>x<ol type=a><li>x<li>x</ol><li value=9>x<li>x</ol><ul><li>x</ul>"
    assert [block.label for block in blocks_of(body)] == ["4.", "(a)", "(b)", "9.", "10.", "•"]
    reverse = "<ol reversed type=I><li>x<li>x<li>x</ol>"
    assert [block.label for block in blocks_of(reverse)] == ["III.", "II.", "I."]


def test_the_number_of_an_item_goes_to_the_first_paragraph_in_it() -> None:
    labels = [block.label for block in blocks_of("<ol><li><p>One.</p><p>More.</p></li></ol>")]
    assert labels == ["1.", None]


def test_rows_of_tables_are_cells_with_bars_between() -> None:
    body = (
        "<table><caption>Posts</caption><tr><th>Office<th>Posts<tr><td>North<td><p>15</p><p>of 20</p></table>"
    )
    assert [(block.role, block.text) for block in blocks_of(body)] == [
        (Role.TEXT, "Posts"),
        (Role.TABLE, "Office | Posts"),
        (Role.TABLE, "North | 15 of 20"),
    ]


def test_a_page_laid_out_with_a_table_is_text() -> None:
    body = "<table><tr><td><h2>Menu</h2><td><h2>Report</h2><p>The text.</p></table>"
    assert [block.role for block in blocks_of(body)] == [Role.HEADING, Role.HEADING, Role.TEXT]


def test_menus_banners_and_forms_are_furniture() -> None:
    body = (
        "<header>Site</header><nav><a>Menu</a></nav><p>Text.</p><form>Search</form><footer>Contact</footer>"
    )
    furniture = [block.text for block in blocks_of(body) if block.role is Role.FURNITURE]
    assert furniture == ["Site", "Menu", "Search", "Contact"]
    assert blocks_of("<article><header><h1>Title</h1></header></article>")[0].role is Role.HEADING


def test_scripts_styles_and_hidden_parts_do_not_show() -> None:
    body = "<p>a<script>x</script><span style='display: none'>x</span><span hidden>x</span>b<!-- x --></p>"
    assert texts(f"<style>x</style>{body}<noscript>x</noscript>") == ["ab"]


NOTED = (
    '<p>The sample<sup><a id="r1" href="#n1">1</a></sup> ended <a href="#n2">[2]</a> here. '
    'See <a href="#s">4</a>.</p><h2 id="s">Section</h2>'
    '<ol><li id="n1">First note. <a href="#r1">↩</a></li></ol><p id="n2">[2] Second note.</p>'
)


def test_footnotes_are_told_by_links_from_raised_or_bracketed_marks() -> None:
    blocks = blocks_of(NOTED)
    assert blocks[0].text == "The sample ended here. See 4."
    assert blocks[0].marks == (Mark("1", 10), Mark("2", 16))
    notes = [(block.label, block.text) for block in blocks if block.role is Role.NOTE]
    assert notes == [("1", "First note."), ("2", "Second note.")]


def test_exponents_are_no_marks() -> None:
    assert texts("<p>20 m<sup>2</sup> of samples</p>") == ["20 m² of samples"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">'),
        ("big5", "<meta charset='big5'>"),
        ("utf-8", '<meta charset="none-such">'),
    ],
)
def test_the_encoding_is_that_of_the_mark_or_the_page(encoding: str, head: str) -> None:
    text = "本文是測試用的樣例。" if encoding == "big5" else "本文是测试用的样例。办公室在年底公布了成果。"
    page = f"<html><head>{head}</head><body><p>{text}</p></body></html>"
    assert [block.text for block in html_blocks(page.encode(encoding), SOMEWHERE)] == [text]


def test_an_xhtml_declaration_does_no_harm() -> None:
    page = "<?xml version='1.0' encoding='windows-1251'?><html><body><p>Пример</p></body></html>"
    assert html_blocks(page.encode("cp1251"), SOMEWHERE)[0].text == "Пример"


def test_zeros_in_a_page_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "sample.html"
    path.write_bytes(b"<html><body><p>The sample unit worked.</p>\0<p>It we\0nt on.</p></body></html>")
    assert [paragraph.text for paragraph in read_report(path, "en").paragraphs] == [
        "The sample unit worked.",
        "It went on.",
    ]


def test_a_web_report_gets_its_addresses(tmp_path: Path) -> None:
    sentence = "The sample unit wrote down what it had done in the year under review."
    items = "".join(f"<p>{n}. {sentence}</p>" for n in range(1, 4))
    path = tmp_path / "sample.html"
    path.write_text(f"<!doctype html><h1>Report</h1><h2>I. Work</h2>{items}", encoding="utf-8")
    report = read_report(path, "en")
    assert [p.address for p in report.paragraphs if p.kind is Kind.BODY] == ["1", "2", "3"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(NoText, match="the page shows no text"):
        blocks_of("<nav>Menu</nav><script>x</script>")


def test_a_page_larger_than_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_html, "MAX_PAGE_SOURCE", 10)
    with pytest.raises(ReadingError, match="of a web page that are read; split it"):
        blocks_of("<p>x</p>")


def test_a_page_nested_too_deeply_is_refused_rather_than_cut() -> None:
    with pytest.raises(ReadingError, match="nested too deeply"):
        texts("<div>" * 3000 + "x" + "</div>" * 3000)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(place=st.integers(0, 2000), junk=st.binary(max_size=30), cut=st.integers(0, 60))
def test_broken_bytes_end_in_blocks_or_in_an_error_of_ours(place: int, junk: bytes, cut: int) -> None:
    data = f"<html><body>{NOTED}<table><tr><td>a<td>b</table></body></html>".encode()
    place %= len(data)
    try:
        blocks = html_blocks(data[:place] + junk + data[place + cut :], SOMEWHERE)
    except ReadingError as error:
        assert error.path == SOMEWHERE  # noqa: PT017
    else:
        assert blocks


# ------------------------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("10<sup>6</sup> samples", "10⁶ samples"),
        ("10<sup>-6</sup> or 10<sup>−12</sup>", "10⁻⁶ or 10⁻¹²"),
        ("1,500 km<sup>2</sup> of CO<sub>2</sub>", "1,500 km² of CO₂"),
        ("In 2016<sup>3</sup> there were 45<sup>1,2</sup>", "In 2016³ there were 45¹,²"),
        ("2<sup>1</sup>/<sub>2</sub> tons", "2¹/₂ tons"),
        ('45<span style="vertical-align: super">1</span> places', "45¹ places"),
        ("the 1<sup>st</sup>, le 1<sup>er</sup>, n<sup>o</sup> 4", "the 1st, le 1er, no 4"),
    ],
)
def test_a_raised_or_lowered_figure_never_joins_the_figure_it_stands_at(body: str, text: str) -> None:
    assert texts(f"<p>{body}</p>") == [text]


def test_a_raised_sign_that_a_block_below_begins_with_is_the_mark_of_a_note() -> None:
    blocks = blocks_of(
        "<p>In 2016<sup>3</sup> it kept 10<sup>3</sup> samples on 5 km<sup>3</sup>.</p>"
        "<table><tr><td>Posts</td><td>45<sup>a</sup></td></tr>"
        "<tr><td colspan=2><sup>a</sup> Some vacant.</td></tr>"
        "<tr><td>Both</td><td>9</td></tr></table><p><sup>3</sup> A sample note.</p>"
    )
    assert [(block.role, block.label, block.text, block.marks) for block in blocks] == [
        (Role.TEXT, None, "In 2016 it kept 10³ samples on 5 km³.", (Mark("3", 7),)),
        (Role.TABLE, None, "Posts | 45", (Mark("a", 10),)),
        (Role.TABLE, None, "Both | 9", ()),
        (Role.NOTE, "a", "Some vacant.", ()),
        (Role.NOTE, "3", "A sample note.", ()),
    ]


def test_a_note_with_its_sign_in_a_cell_of_its_own_is_a_note() -> None:
    body = (
        "<p>It kept 45<sup>(1)</sup> samples.</p>"
        "<table><tr><td><sup>(1)</sup></td><td>Of which some were lost.</td></tr></table>"
    )
    blocks = blocks_of(body)
    assert [(block.role, block.label, block.text) for block in blocks] == [
        (Role.TEXT, None, "It kept 45 samples."),
        (Role.NOTE, "1", "Of which some were lost."),
    ]


def test_signs_in_cells_of_their_own_go_with_their_figures() -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in ("Net", "$", "(1,234", ")", "", "12", "%", "€", "5", "—"))
    assert texts(f"<table><tr>{cells}</tr></table>") == ["Net | $ (1,234) | 12% | € 5 | —"]


# ------------------------------------------------------------------------------- what belongs to the site


PARAGRAPHS = "<p>The sample unit wrote down what it had done.</p>" * 3


@pytest.mark.parametrize("frame", ["form id=f", "header", "footer", "div role=banner"])
def test_a_frame_around_most_of_the_text_is_how_the_page_was_built(frame: str) -> None:
    body = f"<nav>Menu</nav><{frame}><h1>Title</h1>{PARAGRAPHS}</{frame.partition(' ')[0]}>"
    roles = [block.role for block in blocks_of(body)]
    assert roles == [Role.FURNITURE, Role.HEADING, Role.TEXT, Role.TEXT, Role.TEXT]


def test_a_header_with_the_one_title_of_the_page_is_text() -> None:
    kept = blocks_of(f"<header><nav>Menu</nav><h1>Title</h1></header>{PARAGRAPHS}")
    assert [block.role for block in kept][:2] == [Role.FURNITURE, Role.HEADING]
    banner = blocks_of(f"<header><h1>Site</h1></header><h1>Title</h1>{PARAGRAPHS}")
    assert [block.role for block in banner][:2] == [Role.FURNITURE, Role.HEADING]


def test_what_stands_outside_the_main_part_of_a_page_is_furniture_but_for_its_title() -> None:
    main = f"<main><h2>Part</h2>{PARAGRAPHS}</main>"
    body = f"<p>Share this page</p><h1>Title</h1>{main}<ul><li>Other pages</ul>"
    furniture = [block.text for block in blocks_of(body) if block.role is Role.FURNITURE]
    assert furniture == ["Share this page", "Other pages"]
    small = blocks_of(f"<main><p>Menu</p></main>{PARAGRAPHS}")
    assert not any(block.role is Role.FURNITURE for block in small)


def test_page_numbers_and_lines_repeated_at_page_breaks_are_furniture() -> None:
    top = '<p><a href="#toc">Table of Contents</a></p><p>SAMPLE UNIT</p>'
    pages = "".join(
        f"{top}<p>Sample text of page {n} that is</p><p>{n}</p><hr style='page-break-after: always'>"
        for n in range(7, 11)
    )
    found = blocks_of(pages)
    again = ["Table of Contents", "SAMPLE UNIT"]
    assert [block.text for block in found if block.role is Role.FURNITURE] == [
        *("7", *again, "8", *again, "9", *again, "10")
    ]
    assert [block.text for block in found if block.role is Role.TEXT][:2] == again


def test_numbers_before_breaks_that_do_not_count_pages_stay() -> None:
    body = "".join(f"<p>Some text.</p><p>{n}</p><hr>" for n in (40, 3, 77, 12))
    assert not any(block.role is Role.FURNITURE for block in blocks_of(body))


# ------------------------------------------------------------------------------- lists, headings, tables


def test_the_number_of_an_empty_item_goes_to_nothing() -> None:
    blocks = blocks_of("<ol><li>One.</li><li></li><li>Three.</li></ol><p>After the list.</p>")
    assert [(block.label, block.text) for block in blocks] == [
        ("1.", "One."),
        ("3.", "Three."),
        (None, "After the list."),
    ]


def test_a_heading_keeps_its_level_whatever_is_in_it() -> None:
    blocks = blocks_of("<h2><div>Part</div></h2><p>Text.</p>")
    assert [(block.role, block.level) for block in blocks] == [(Role.HEADING, 2), (Role.TEXT, None)]


def test_a_list_in_a_cell_does_not_take_a_table_apart() -> None:
    body = (
        "<table><tr><td>Income<td>Amount<tr><td>Pledges<ul><li>new</ul><td>12<tr><td>Paid<td>9</table>"
        "<table><tr><td><ul><li>Menu</ul><td><p>The text.</p></table>"
    )
    assert texts(body) == ["Income | Amount", "Pledges • new | 12", "Paid | 9", "Menu", "The text."]


def test_a_page_whose_text_is_one_cell_is_text() -> None:
    text = "The sample unit wrote down what it had done. " * 60
    blocks = blocks_of(f"<table><tr><td>Menu</td><td><p>{text}</p><p>More.</p></td></tr></table>")
    assert [block.role for block in blocks] == [Role.TEXT] * 3


def test_bold_by_style_is_bold() -> None:
    body = '<p><span style="font-weight:700">Item 1. Business</span></p><p style="FONT-WEIGHT: bold">All</p>'
    assert [block.bold for block in blocks_of(f"{body}<p>x</p>")] == [True, True, False]


# ------------------------------------------------------------------------------- the account


def test_the_texts_of_a_drawing_are_a_row() -> None:
    drawing = "<svg><title>icon</title><text>Share</text><g><text>45 <tspan>per cent</tspan></text></g></svg>"
    blocks = blocks_of(f"<p>Before.</p>{drawing}<p>After.</p>")
    assert [(block.role, block.text) for block in blocks] == [
        (Role.TEXT, "Before."),
        (Role.TABLE, "Share | 45 per cent"),
        (Role.TEXT, "After."),
    ]


def test_what_a_browser_does_not_show_is_counted_as_furniture() -> None:
    unseen = (
        "<script>if (a < b) c()</script><style>p {}</style><noscript>Turn it on</noscript>"
        "<p hidden>Secret</p><object>No plug-in</object><template>x</template>"
    )
    found = html_document(f"<title>Site</title>{PARAGRAPHS}{unseen}".encode(), SOMEWHERE)
    counted = sum(block.removed for block in found.blocks if block.role is Role.FURNITURE)
    assert counted == len("if(a<b)c()p{}TurnitonSecretNoplug-inxSite")
    assert in_blocks(found.blocks) == found.total == counted + 3 * len("Thesampleunitwrotedownwhatithaddone.")


def test_a_text_that_the_walk_loses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = Flow.blocks
    monkeypatch.setattr(Flow, "blocks", lambda flow: blocks(flow)[1:])
    path = tmp_path / "sample.html"
    path.write_text(f"<!doctype html><body><p>Lost words.</p>{PARAGRAPHS}", encoding="utf-8")
    report = read_report(path, "en")
    assert [finding.kind for finding in report.findings] == ["characters-lost"]
    assert report.account.not_understood == len("Lostwords.")


NAMES = st.sampled_from(
    ["p", "div", "li", "ol", "ul", "td", "tr", "table", "h2", "sup", "b", "a href='#n'", "svg", "text", "nav",
     "main", "form", "header", "script", "pre", "br", "hr", "p id='n'", "span hidden", "noscript", "dl", "th"]
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    pieces=st.lists(
        st.one_of(NAMES.map("<{}>".format), NAMES.map(lambda name: f"</{name.split()[0]}>"),
                  st.sampled_from(["1", "(a)", "Text. ", "2016", "•", "$", "%", "样例", "\ufb01n", "↩"])),
        min_size=3, max_size=40,
    )
)  # fmt: skip
def test_every_text_of_any_page_is_counted_once(pieces: list[str]) -> None:
    try:
        found = html_document(f"<!doctype html><body><p>Sample.</p>{''.join(pieces)}".encode(), SOMEWHERE)
    except NoText:
        return
    assert in_blocks(found.blocks) == found.total


def test_a_row_of_raised_signs_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    text_of = _html_notes.text_of

    def counting(element: Element) -> str:
        nonlocal looked
        looked += 1
        return text_of(element)

    monkeypatch.setattr(_html_notes, "text_of", counting)
    blocks_of(f"<table><tr>{'<td><sup>1</sup></td>' * 1_000}</tr></table>")
    assert looked < 10_000


@pytest.mark.parametrize(("name", "language"), [("Annex", "en"), ("المرفق", "ar"), ("附件", "zh")])
def test_an_annex_is_opened_by_a_heading_whose_first_line_names_it(
    name: str, language: str, tmp_path: Path
) -> None:
    page = tmp_path / "sample.html"
    page.write_text(
        f"<html><head><meta charset='utf-8'></head><body><h2>{name}<br>Members of the sample</h2>"
        "<p>1. The members met twice in the year.</p><p>2. They met again.</p></body></html>",
        encoding="utf-8",
    )
    report = read_report(page, language)
    assert [paragraph.address for paragraph in report.paragraphs] == ["annex1:1", "annex1:2"]
    assert report.sections[0].heading == "Members of the sample"

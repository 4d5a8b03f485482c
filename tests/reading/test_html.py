"""Web pages are read as a browser shows them, without what belongs to the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.errors import NoText, ReadingError
from reportdiff.model import Kind
from reportdiff.reading import _html, read_report
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._html import html_blocks

SOMEWHERE = Path("sample.html")


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
    assert [block.label for block in blocks_of(body)] == ["4.", "a.", "b.", "9.", "10.", "•"]
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
    assert texts("<p>20 m<sup>2</sup> of samples</p>") == ["20 m2 of samples"]


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

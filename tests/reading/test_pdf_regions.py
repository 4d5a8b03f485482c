"""Columns of text, tables and page turns of PDFs: what stands beside what, told by where it stands."""

from __future__ import annotations

from pathlib import Path

from pdf_writing import Page, pdf_of, text_width
from reportdiff.reading._block import Block, Role
from reportdiff.reading._pdf import pdf_blocks
from reportdiff.reading._pdf_lines import Cell, Line
from reportdiff.reading._pdf_tables import Around, Table, parted

LEFT, RIGHT, WIDTH = 72.0, 312.0, 220.0
WORDS = ("harbours", "lanterns", "ferrymen", "ledgers", "pilots", "timbers", "anchors", "rudders")


def blocks_of(*pages: Page) -> list[Block]:
    return pdf_blocks(pdf_of(list(pages)), Path("sample.pdf"))


def texts(blocks: list[Block], role: Role = Role.TEXT) -> list[str]:
    return [block.text for block in blocks if block.role is role]


def line_of(number: int) -> str:
    """Words that nearly fill a column, other ones on every line."""
    count = len(WORDS)
    return " ".join(WORDS[(number // count**step + number + step) % count] for step in range(5))


def justified(page: Page, x: float, y: float, text: str, width: float = WIDTH) -> None:
    """Put a line on a page with its spaces so wide that it fills a column."""
    page.write(x, y, text, gap=(width - text_width(text, 10)) / text.count(" "))


def column(page: Page, x: float, top: float, lines: list[str]) -> None:
    for number, line in enumerate(lines[:-1]):
        justified(page, x, top - 12 * number, line)
    page.write(x, top - 12 * (len(lines) - 1), lines[-1])


def paragraph(first: int, count: int) -> list[str]:
    return [line_of(first + number) for number in range(count - 1)] + ["and that was all."]


# ------------------------------------------------------------------------------------- columns


def test_a_heading_in_one_column_mixes_no_lines_of_the_other() -> None:
    page = Page()
    left, right = paragraph(0, 14), paragraph(3, 22)
    page.write(LEFT, 700, "Sample heading", 16, bold=True)
    column(page, LEFT, 673, left)
    column(page, RIGHT, 706, right)
    assert texts(blocks_of(page)) == ["Sample heading", " ".join(left), " ".join(right)]


def test_a_paragraph_goes_on_at_the_top_of_the_next_column() -> None:
    page = Page()
    lines = [line_of(number) for number in range(39)] + ["and that was all."]
    for number, line in enumerate(lines[:20]):
        justified(page, LEFT, 700 - 12 * number, line)
    column(page, RIGHT, 700, lines[20:])
    assert texts(blocks_of(page)) == [" ".join(lines)]


def test_two_words_spread_over_a_narrow_column_are_a_line_of_text() -> None:
    page = Page()
    left, right = paragraph(0, 20), paragraph(5, 20)
    left[7:9] = ["harbour-masters lanterns", "ferrymen ledger-keepers"]
    column(page, LEFT, 700, left)
    column(page, RIGHT, 700, right)
    assert texts(blocks_of(page)) == [" ".join(left), " ".join(right)]


def test_a_last_page_of_a_few_lines_is_parted_where_margins_have_changed_sides() -> None:
    pages, wanted = [], []
    for number in range(3):
        page, aside = Page(), 30.0 * (number % 2)
        for x in (LEFT, RIGHT):
            lines = paragraph(number + int(x), 20)
            column(page, x - aside, 700, lines)
            wanted.append(" ".join(lines))
        pages.append(page)
    last = Page()
    for x, first in ((LEFT, 1), (RIGHT, 4)):
        lines = paragraph(first, 3)
        column(last, x - 30, 700, lines)
        wanted.append(" ".join(lines))
    assert texts(blocks_of(*pages, last)) == wanted


# -------------------------------------------------------------------------------------- tables


def row(page: Page, y: float, *cells: str, places: tuple[float, ...] = (72, 282.5, 340)) -> None:
    for x, cell in zip(places, cells, strict=True):
        page.write(x, y, cell)


def test_a_row_whose_cells_nearly_touch_leaves_the_columns_apart() -> None:
    page = Page()
    close = "n" * 40
    assert text_width(close, 10) == 282.5 - 72 - 10.5
    row(page, 700, "Sample unit", "Staff", "Share")
    row(page, 680, "Harbours", "101", "0.5")
    row(page, 660, close, "108", "1.5")
    row(page, 640, "Lanterns", "115", "2.5")
    wanted = ["Sample unit | Staff | Share", "Harbours | 101 | 0.5", f"{close} | 108 | 1.5"]
    assert texts(blocks_of(page), Role.TABLE) == [*wanted, "Lanterns | 115 | 2.5"]


def test_rows_whose_cells_overlap_in_turn_are_read_without_columns_to_part_them() -> None:
    spans = (((72, 150), (200, 300)), ((72, 220), (260, 300)), ((72, 180), (230, 300)), ((72, 100),))
    lines = [
        Line(1, [Cell("sample", x0, x1, 700 - 14 * number, 10, bold=False) for x0, x1 in cells])
        for number, cells in enumerate(spans)
    ]
    (table, rest) = parted(lines, 72, 540, Around())
    assert isinstance(table, Table)
    assert (len(table.columns), len(table.rows), rest) == (1, 3, lines[3])


def test_wrapped_cells_of_loosely_set_type_stay_in_their_rows() -> None:
    page = Page()
    for number, line in enumerate(paragraph(0, 8)):
        page.write(72, 740 - 17 * number, line)
    cells = (("Sample " * 5, "unit"), ("Harbour " * 4, "unit"), ("Pilots", ""))
    for number, (first, rest) in enumerate(cells):
        y = 560 - 42 * number
        row(page, y, first.strip(), str(101 + number), "0.5")
        if rest:
            page.write(72, y - 17, rest)
    assert texts(blocks_of(page), Role.TABLE) == [
        "Sample Sample Sample Sample Sample unit | 101 | 0.5",
        "Harbour Harbour Harbour Harbour unit | 102 | 0.5",
        "Pilots | 103 | 0.5",
    ]


# ---------------------------------------------------------------------------------- page turns


def turned(*, aside: float) -> tuple[list[Page], list[str]]:
    """Pages whose margins change sides, one of them with a title beside the symbol, and a text over all."""
    lines = [line_of(number) for number in range(93)] + ["and that was all."]
    pages = []
    for number in range(4):
        page, x = Page(), LEFT + aside * (number % 2)
        if number == 1:
            page.write(x, 760, "The sample harbours", 8)
        page.write(x + 180, 760, "A/99/12", 8)
        for place, line in enumerate(lines[30 * number : 30 * number + 30]):
            if line == lines[-1]:
                page.write(x, 700 - 12 * place, line)
            else:
                justified(page, x, 700 - 12 * place, line)
        pages.append(page)
    return pages, lines


def test_a_title_beside_the_symbol_on_one_page_is_a_running_head() -> None:
    pages, lines = turned(aside=10)
    found = blocks_of(*pages)
    assert texts(found) == [" ".join(lines)]
    assert sorted(texts(found, Role.FURNITURE)) == ["A/99/12"] * 4 + ["The sample harbours"]


def test_a_line_below_the_height_of_the_symbol_stays() -> None:
    pages, _ = turned(aside=10)
    pages[2].write(LEFT, 730, "The pilots wrote down what they had done.")
    assert any("The pilots wrote down" in text for text in texts(blocks_of(*pages)))


def test_items_with_a_right_margin_of_their_own_go_on_after_a_line_that_ends_there() -> None:
    page, wanted = Page(), []
    for number in range(8):
        justified(page, 72, 740 - 12 * number, f"{line_of(number)} {line_of(number + 9)}", 440)
    for number in range(4):
        y = 620 - 40 * number
        first = line_of(number)
        page.write(72, y, "–")
        justified(page, 92, y, first)
        page.write(92, y - 12, "Rudders and lanterns.")
        wanted.append(f"– {first} Rudders and lanterns.")
    assert texts(blocks_of(page))[-4:] == wanted


def test_a_number_that_a_line_of_chinese_breaks_is_one() -> None:
    page = Page()
    text = "样例单位在港口写下灯塔的年度成果并参考材料和措施以及项目" + "2030" + "年的建议把它写进报告。"
    lines = [text[:30], text[30:]]
    assert (lines[0][-2:], lines[1][:2]) == ("20", "30")
    for number, line in enumerate(lines):
        page.write(72, 700 - 14 * number, line)
    assert texts(blocks_of(page)) == [text]

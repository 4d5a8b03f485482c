"""The workbook: sheets to sort, filter and count, in which no text is ever a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import quote_sheetname  # type: ignore[import-untyped]

from reportdiff.output._catalogue import Catalogue, catalogue
from reportdiff.output._diff import Mark
from reportdiff.output._excerpts import width
from reportdiff.output._pair import Pair
from reportdiff.output._plain import edition_date, is_right_to_left, plain, visible
from reportdiff.output.office._cells import Cell, Form, Linked, Marked, Money, Share, Sheet
from reportdiff.output.office._sheets import Sheets, about_lines

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767
"""Characters that a cell holds; a longer text ends with `_CUT`."""
_CUT = " […]"
_LINE, _MOST_LINES = 15, 9
"""Height of a line in points, and how many a row shows at most: a longer text is there, below its edge."""
_PRECISE = 15
"""Digits that a number in a workbook keeps; with more it is written as text."""
_WRAPPED = (Form.WRAPPED, Form.REPORT)
_FORMATS = {
    Form.COUNT: "#,##0",
    Form.NUMBER: "#,##0.######",
    Form.SIGNED: "+#,##0.######;\u2212#,##0.######;0",
    Form.SCORE: "0.0",
    Form.PERCENT: "0%",
    Form.CHANGE: "+0.0%;\u22120.0%;0%",
}
_OLD, _NEW, _GREY = "#A3262F", "#14632C", "#5B6270"


def render_workbook(pair: Pair, ui_language: str = "en", *, report_file: str = "report.html") -> bytes:
    """A workbook of everything that a pair says: changes, figures, programmes, donors and findings.

    Args:
        pair: The two editions, their facts and changes.
        ui_language: One of `catalogue_languages()`; sheets run from the right where it does.
        report_file: The page with both texts, beside the workbook, to which places lead.

    Returns:
        The bytes of an .xlsx file; the same pair gives the same bytes.
    """
    words = catalogue(ui_language)
    sheets = Sheets(pair, words, report_file)
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, _OPTIONS)
    book.set_properties(
        {
            "title": visible(pair.new.title or pair.series_title or ""),
            "author": "reportdiff",
            "created": datetime.combine(edition_date(pair.new), time()),
        }
    )
    _Writer(book, pair, words, sheets).write(report_file)
    book.close()
    return held.getvalue()


class _Writer:
    """Writes sheets of cells into one workbook."""

    def __init__(self, book: Any, pair: Pair, words: Catalogue, sheets: Sheets) -> None:  # noqa: ANN401
        self._book, self._pair, self._words, self._sheets = book, pair, words, sheets
        self._from_right = is_right_to_left(words.language)
        self._report_order = 2 if is_right_to_left(pair.new.language) else 1
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def write(self, report_file: str) -> None:
        """All sheets, the one that says what they are first."""
        sheets = self._sheets.all()
        about = self._add_sheet("about")
        for sheet in sheets:
            self._sheet(sheet)
        self._about(about, sheets, report_file)

    def _add_sheet(self, key: str) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        page = self._book.add_worksheet(self._sheets.say(f"sheet.{key}"))
        if self._from_right:
            page.right_to_left()
        page.hide_gridlines(2 if key == "about" else 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def _format(self, **properties: object) -> Any:  # noqa: ANN401
        """One format for the same properties: each takes room in the file."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"valign": "top", "font_name": "Calibri", "font_size": 10.5}
            self._formats[key] = self._book.add_format(base | properties)
        return self._formats[key]

    # -------------------------------------------------------------------------- a table

    def _sheet(self, sheet: Sheet) -> None:
        page = self._add_sheet(sheet.key)
        head = self._format(bold=True, text_wrap=True, bottom=1, bg_color="#EEF1F5", valign="vcenter")
        page.set_row(0, 33)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, visible(column.name), head)
        for number, row in enumerate(sheet.rows, 1):
            page.set_row(number, self._height(sheet, row))
            for place, cell in enumerate(row):
                self._cell(page, number, place, cell, sheet.columns[place].form)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)

    def _height(self, sheet: Sheet, row: Sequence[Cell]) -> int:
        lines = 1
        for column, cell in zip(sheet.columns, row, strict=True):
            text = "".join(piece.text for piece in cell.pieces) if isinstance(cell, Marked) else cell
            if column.form in _WRAPPED and isinstance(text, str):
                lines = max(lines, math.ceil(1.15 * width(text[: 20 * column.width]) / column.width))
        return 3 + _LINE * min(lines, _MOST_LINES)

    def _cell(self, page: Any, row: int, place: int, cell: Cell, form: Form) -> None:  # noqa: ANN401
        look = self._look(form)
        match cell:
            case None | "":
                return
            case Linked(text, target):
                link = self._format(**look, font_color="#0B57A4", underline=1)
                page.write_url(row, place, f"external:{target}", link, _fitting(text))
            case Marked():
                self._marked(page, row, place, cell, look)
            case Money(amount, currency, signed):
                shown = self._money_format(amount, currency, signed=signed)
                self._number(page, row, place, amount, look | {"num_format": shown})
            case Share(percent, signed):
                shown = "+0.00%;\u22120.00%;0%" if signed else "0.0#%"
                self._number(page, row, place, percent / 100, look | {"num_format": shown})
            case str():
                page.write_string(row, place, _fitting(cell), self._format(**look))
            case _:
                self._number(page, row, place, cell, look | {"num_format": self._number_format(cell, form)})

    def _look(self, form: Form) -> dict[str, object]:
        if form is Form.REPORT:
            return {"text_wrap": True, "reading_order": self._report_order}
        return {"text_wrap": True} if form is Form.WRAPPED else {}

    def _number_format(self, value: float | Decimal, form: Form) -> str:
        shown = _FORMATS.get(form, _FORMATS[Form.NUMBER])
        # Digits that are only shown where they are would leave a point behind whole numbers.
        return shown.replace(".######", "") if value == int(value) else shown

    def _number(
        self,
        page: Any,  # noqa: ANN401
        row: int,
        place: int,
        value: float | Decimal,
        look: dict[str, object],
    ) -> None:
        if isinstance(value, Decimal | int) and len(Decimal(value).as_tuple().digits) > _PRECISE:
            page.write_string(row, place, self._words.number(value), self._format(align="right"))
        else:
            page.write_number(row, place, float(value), self._format(**look))

    def _money_format(self, amount: Decimal, currency: str, *, signed: bool) -> str:
        digits = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
        before, _, after = plain(self._words.money(Decimal(0), currency)).partition("0")
        text = f"{_literal(before)}{digits}{_literal(after)}"
        return f"+{text};\u2212{text};{text}" if signed else text

    def _marked(self, page: Any, row: int, place: int, cell: Marked, look: dict[str, object]) -> None:  # noqa: ANN401
        looks = {
            Mark.OLD: self._format(font_strikeout=True, font_color=_OLD),
            Mark.NEW: self._format(underline=1, font_color=_NEW),
            Mark.SAME: self._format(),
        }
        gap = self._format(font_color=_GREY)
        parts: list[Any] = []
        size = 0
        last = Mark.SAME
        for piece in cell.pieces:
            text = f" … ({piece.text}) … " if piece.mark is Mark.HIDDEN else visible(piece.text)
            if (last, piece.mark) == (Mark.OLD, Mark.NEW) and parts and not parts[-1][-1:].isspace():
                text = f" {text}"  # where the marks are lost, 2014 and 2015 are still two numbers
            last = piece.mark
            if text and size + len(text) < _LONGEST:
                parts += [looks.get(piece.mark, gap), text]
                size += len(text)
        around = self._format(**look)
        if len(parts) > 2:
            page.write_rich_string(row, place, *parts, around)
        elif parts:
            mark = cell.pieces[0].mark
            styles = {
                Mark.OLD: {"font_strikeout": True, "font_color": _OLD},
                Mark.NEW: {"underline": 1, "font_color": _NEW},
            }
            page.write_string(row, place, parts[1], self._format(**look, **styles.get(mark, {})))

    # -------------------------------------------------------------------------- the first sheet

    def _about(self, page: Any, sheets: Sequence[Sheet], report_file: str) -> None:  # noqa: ANN401
        say = self._sheets.say
        pair = self._pair
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 74)
        page.set_column(2, 2, 10)
        old, new = (one.edition or one.symbol or "" for one in (pair.old, pair.new))
        title = plain(self._words.say("page.title", old=old, new=new))
        page.set_row(0, 30)
        page.write_string(0, 0, visible(title), self._format(bold=True, font_size=18))
        language = plain(self._words.language_name(pair.new.language))
        name = f"{pair.new.title or pair.series_title or pair.new.series or ''} ({language})"
        page.write_string(1, 0, _fitting(name), self._format(font_size=12, font_color=_GREY))
        row = 3
        for text in about_lines(self._sheets, pair, self._words, report_file):
            page.set_row(row, 4 + _LINE * math.ceil(width(text) / 92))
            page.merge_range(row, 0, row, 2, "", self._format(text_wrap=True))
            page.write_string(row, 0, _fitting(text), self._format(text_wrap=True))
            row += 1
        head = self._format(bold=True, bottom=1, bg_color="#EEF1F5")
        row += 1
        for place, key in enumerate(("sheets", "contents", "rows")):
            page.write_string(row, place, say(key), head)
        for number, sheet in enumerate(sheets, row + 1):
            name = say(f"sheet.{sheet.key}")
            link = self._format(font_color="#0B57A4", underline=1)
            page.write_url(number, 0, f"internal:{quote_sheetname(name)}!A1", link, name)
            page.write_string(number, 1, say(f"contents_of.{sheet.key}"), self._format())
            page.write_number(number, 2, len(sheet.rows), self._format(num_format="#,##0"))
        row += len(sheets) + 2
        page.write_string(row, 0, say("editions"), head)
        page.write_string(row, 1, "", head)
        for number, one in enumerate((pair.old, pair.new), row + 1):
            count = plain(self._words.say("page.paragraphs", n=len(one.paragraphs)))
            details = [one.symbol, one.meta.date, count]
            page.write_string(number, 0, _fitting(one.edition or ""), self._format())
            page.write_string(
                number, 1, _fitting(" · ".join(part for part in details if part)), self._format()
            )


def _literal(text: str) -> str:
    """Text in a number format that stands for itself."""
    return f'"{text}"' if text else ""


def _fitting(text: str) -> str:
    """The text as a cell can hold it."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - len(_CUT)] + _CUT

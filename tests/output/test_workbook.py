"""The workbook holds every row of a comparison, to be filtered, and no text in it is ever a formula."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.model import Change, Facts, Finding, PairChanges, Severity, TreatyCount
from reportdiff.output._anchors import NEW, OLD, anchor
from reportdiff.output._catalogue import catalogue, catalogue_languages
from reportdiff.output._database import Database
from reportdiff.output._pair import Pair
from reportdiff.output.office import render_workbook
from small_reports import comparison, link, money, place, report
from small_store import published

SHEETS = ("changes", "quantities", "treaty_counts", "programmes", "funding", "donors", "findings")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    database = published(Path(tmp_path_factory.mktemp("workbook")) / "reportdiff.duckdb", "2019", "2020")
    with Database(database) as source:
        return source.pair(source.comparisons()[0])


def opened(content: bytes) -> Any:  # openpyxl's pages have many kinds
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def page(content: bytes, key: str, language: str = "en") -> Any:
    return opened(content)[str(catalogue(language).say(f"workbook.sheet.{key}"))]


def rows(content: bytes, key: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of its columns."""
    head, *body = page(content, key).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body if any(cell is not None for cell in row)]


@pytest.mark.parametrize("language", catalogue_languages())
def test_every_sheet_has_frozen_headers_a_filter_over_all_rows_and_names_in_the_language(
    pair: Pair, language: str
) -> None:
    content = render_workbook(pair, language)
    book = opened(content)
    assert book.sheetnames == [
        str(catalogue(language).say(f"workbook.sheet.{k}")) for k in ("about", *SHEETS)
    ]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(max(2, sheet.max_row), sheet.max_column).coordinate}"
        heads = [cell.value for cell in sheet[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads)
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets} == {language == "ar"}


def test_a_change_has_its_words_its_reason_and_links_to_both_texts(pair: Pair) -> None:
    content = render_workbook(pair)
    first = rows(content, "changes")[0]
    assert (first["Rank"], first["Importance"], first["What happened"]) == (1, 90, "Figures only")
    assert "182" in first["Text of 2020"]
    assert "180" in first["Text of 2019"]
    links = [cell.hyperlink for cell in page(content, "changes")[2] if cell.hyperlink]
    assert [(one.target, one.location) for one in links] == [
        ("report.html", anchor(NEW, "2")),
        ("report.html", anchor(OLD, "2")),
    ]


def test_marked_words_keep_old_and_new_figures_apart(pair: Pair) -> None:
    words = rows(render_workbook(pair), "changes")[0]["Words"]
    assert "2019 2020" in words
    assert "180 182" in words


def test_figures_are_numbers_and_money_shows_its_currency(pair: Pair) -> None:
    content = render_workbook(pair)
    (count,) = rows(content, "treaty_counts")
    assert (count["2019"], count["2020"], count["Difference"], count["Stated increase"]) == (180, 182, 2, 2)
    moved = rows(content, "quantities")[0]
    assert (moved["2019"], moved["2020"], moved["Difference"]) == (1000, 1200.5, 200.5)
    formats = {cell.value: cell.number_format for cell in page(content, "quantities")[2]}
    assert formats[1000] == '"US$ "#,##0'
    assert formats[1200.5] == '"US$ "#,##0.00'
    assert "%" in formats[moved["Relative"]]


def test_donors_are_told_to_have_joined_or_left_only_where_both_editions_have_a_list(pair: Pair) -> None:
    told = {row["Donor"]: row["What happened"] for row in rows(render_workbook(pair), "donors")}
    assert told == {"Norway": "named in both", "Sweden": "newly named", "Japan": "no longer named"}
    alone = replace(pair, old_facts=replace(pair.old_facts, donors=()))
    assert {row["What happened"] for row in rows(render_workbook(alone), "donors")} == {
        "no list in the other edition"
    }


def test_findings_come_with_the_worst_first_and_lead_to_their_place(pair: Pair) -> None:
    worst = Finding("increment-mismatch", Severity.ERROR, "A sample contradiction.", address="2")
    content = render_workbook(replace(pair, series_findings=(worst,)))
    found = rows(content, "findings")
    assert found[0]["Severity"] == "contradiction"
    assert found[0]["Finding"] == "A sample contradiction."
    assert page(content, "findings")["E2"].hyperlink.location == anchor(NEW, "2")


def test_the_first_sheet_says_what_the_file_is_and_leads_to_the_others(pair: Pair) -> None:
    sheet = opened(render_workbook(pair)).worksheets[0]
    text = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "What changed from 2019 to 2020" in text
    assert "Sample data" in text
    assert "not zero" in text
    leads = {row[0].value: row[2].value for row in sheet.iter_rows() if row[0].hyperlink}
    assert leads["Changes"] == 3
    assert len(leads) == len(SHEETS)


def test_a_number_with_more_digits_than_a_workbook_keeps_is_written_as_text() -> None:
    old, new = report("2019", {"1": "none"}), report("2020", {"1": "12345678901234567 dollars"})
    figure = money(new, "1", "12345678901234567 dollars", "12345678901234567")
    facts = Facts(
        funding=(figure,), treaty_counts=(TreatyCount("untoc", 3, None, None, place(new, "1", "1")),)
    )
    made = Pair(old, new, comparison(old, new, link("1", "1")), Facts(), facts, PairChanges())
    (told,) = rows(render_workbook(made), "funding")
    assert told["2020"] == "12,345,678,901,234,567"
    assert figure.amount == Decimal(12345678901234567)


def test_a_currency_without_a_sign_of_its_own_is_shown_by_its_code() -> None:
    old, new = report("2019", {"1": "none"}), report("2020", {"1": "500 kroner"})
    facts = Facts(funding=(replace(money(new, "1", "500 kroner", "500"), currency="NOK"),))
    made = Pair(old, new, comparison(old, new, link("1", "1")), Facts(), facts, PairChanges())
    assert page(render_workbook(made), "funding")["F2"].number_format == '"NOK "#,##0'


def test_the_same_pair_gives_the_same_bytes_whenever_it_is_written(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render_workbook(pair)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render_workbook(pair) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1
        assert "2020-01-10" not in archive.read("docProps/core.xml").decode()
        assert "2021-01-10T00:00:00Z" in archive.read("docProps/core.xml").decode()


ODD = ["=1+1", "+1", "-1", "@SUM(A1)", "<script>alert(1)</script>", "\u202eabc", "\x07", "_x0041_", "{=1}"]
ODD += ["http://sample.example", "internal:A1", "\ud800", "\ufffe", "\t=1", "mailto:a@sample.example", "'=1"]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(ODD) | st.text(max_size=12), min_size=4, max_size=4))
def test_text_is_text_whatever_it_begins_with(texts: list[str]) -> None:
    before, after, name, message = (f"{text} " for text in texts)
    old, new = report("2019", {"1": before}), report("2020", {"1": after + name})
    changes = PairChanges(
        changes=(Change("2019", "2020", ("1",), ("1",), "edited", None, 50.0, message),),
        findings=(Finding("odd", Severity.INFO, message, address="1"),),
    )
    facts = Facts(treaty_counts=(TreatyCount(name, 3, None, texts[0], place(new, "1", name)),))
    made = Pair(old, new, comparison(old, new, link("1", "1")), Facts(), facts, changes, series_title=name)
    for sheet in opened(render_workbook(made)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                shown = str(cell.value or "")
                assert not any("\u202a" <= letter <= "\u202e" for letter in shown)
                target = cell.hyperlink and (cell.hyperlink.target or cell.hyperlink.location)
                assert target is None or target == "report.html" or target.endswith("!A1")


def test_control_characters_and_escapes_of_the_format_come_back_as_they_are_shown() -> None:
    old, new = report("2019", {"1": "a"}), report("2020", {"1": "b\x07\u202e_x0041_"})
    changes = PairChanges(changes=(Change("2019", "2020", (), ("1",), "added", None, 50.0, "new paragraph"),))
    made = Pair(old, new, comparison(old, new), Facts(), Facts(), changes)
    (row,) = rows(render_workbook(made), "changes")
    assert row["Text of 2020"].replace("_x005F_", "_") == "b⟨U+0007⟩⟨U+202E⟩_x0041_"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    old, new = report("2019", {"1": "a"}), report("2020", {"1": "long " * 8000})
    changes = PairChanges(changes=(Change("2019", "2020", (), ("1",), "added", None, 50.0, "new paragraph"),))
    made = Pair(old, new, comparison(old, new), Facts(), Facts(), changes)
    (row,) = rows(render_workbook(made), "changes")
    assert len(row["Text of 2020"]) == 32_767
    assert row["Text of 2020"].endswith("[…]")

"""The page of a series says what the database carries, with every chart's figures as a table."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from made_series import TEXTS, made_series, series_of
from page_reading import XHTML, parsed, text_of
from reportdiff.alignment._scoring import shipped_weights
from reportdiff.language.tokens import is_figure, tokens
from reportdiff.model import Relation, Report, Section
from reportdiff.output._catalogue import catalogue_languages
from reportdiff.output._database import Database
from reportdiff.output._marked_text import shown
from reportdiff.output._series import ProgrammeYear, Series
from reportdiff.output.series_page import render_series
from reportdiff.output.series_page._charts import Bar, Point, stack, trend
from reportdiff.output.series_page._data import EDITED_FROM
from reportdiff.output.series_page._reuse import by_edition, by_section
from reportdiff.output.series_page._subjects import in_reading_order, linked_subjects
from small_reports import comparison, link, report
from small_store import published

SVG = "{http://www.w3.org/2000/svg}"
PIECES = (
    "<script>alert(1)</script>", "</script>", "<!--", "]]>", "&", "&amp;", '"', "'", "=1+1", "\u202e",
    "\u2066", "\u2028", "\x00", "\x1b", "\ud800", "\ufffe", "{{ x }}", "{% x %}", "**b**",
    "[a](javascript:x)", "word", "another word", "12", "1,300", "$x$", "\U00020000", "段落", "نص",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)


def elements(tree: Element, tag: str, **attributes: str) -> Iterator[Element]:
    for one in tree.iter(f"{XHTML}{tag}"):
        if all(one.get(name.rstrip("_")) == value for name, value in attributes.items()):
            yield one


def data_of(tree: Element) -> Any:
    (data,) = elements(tree, "script", id="data")
    return json.loads(data.text or "")


def section_of(tree: Element, name: str) -> Element:
    return next(one for one in elements(tree, "section") if one.get("aria-labelledby") == name)


def table_of(section: Element) -> list[list[str]]:
    """The cells of a section's first table, row by row."""
    table = next(elements(section, "table"))
    return [[text_of(cell) for cell in row] for row in elements(table, "tr")]


@pytest.fixture(scope="module")
def tree() -> Element:
    """The page of the series made by hand."""
    return parsed(render_series(made_series(), "en"))


# ------------------------------------------------------------------------------ figures


def test_party_counts_stand_in_a_table_with_their_stated_increase_and_its_check(tree: Element) -> None:
    rows = table_of(section_of(tree, "parties"))
    assert rows[0][1:] == ["2019", "2020", "2021", "2022"]
    assert rows[1] == [
        "Organized Crime Convention",
        "1,300",
        "1,350 (+50)",
        "1,400 (+49 stated: does not add up)",
        "1,450 (+50)",
    ]


def test_money_stands_in_a_table_with_its_basis_and_what_was_said_before(tree: Element) -> None:
    rows = table_of(section_of(tree, "money"))
    assert ["Pledges", "2020", "US$ 260 million", "estimate", "2020", "US$ 255 million in 2019"] in rows
    assert ["General-purpose share", "2020", "3.5%", "actual", "2020", ""] in rows
    assert ["Total income", "2020–2021", "US$ 99 million", "actual", "2021", ""] in rows


def test_a_trend_needs_two_figures_that_can_be_compared(tree: Element) -> None:
    cards = [text_of(card) for card in elements(section_of(tree, "money"), "figcaption")]
    assert len(cards) == 2
    assert cards[0].startswith("Pledges US$ 310 million in 2022 · +24% since 2019")
    assert cards[1].startswith("General-purpose share 3.5% in 2020 · −0.6 percentage points since 2019")


def test_programmes_and_donors_have_a_cell_a_year_that_leads_to_their_words(tree: Element) -> None:
    programmes = table_of(section_of(tree, "programmes"))
    assert programmes[1:] == [
        ["Harbour Project", "continuing", "not named", "not named", "not named"],
        ["Kite Initiative", "not named", "new", "ended", "not named"],
    ]
    donors = table_of(section_of(tree, "donors"))
    assert donors[1] == ["Samplia", "●named", "●named", "no list", "no list"]
    assert donors[3] == ["Exempla", "not named", "●named", "no list", "no list"]
    cell = next(one for one in section_of(tree, "programmes").iter(f"{XHTML}a") if text_of(one) == "ended")
    assert cell.get("href") == "2020-2021/report.html#n-4"


def test_many_editions_leave_room_for_signs_alone_which_a_legend_names() -> None:
    editions = [report(str(year), {"1": "A sample sentence."}) for year in range(2001, 2011)]
    same = [comparison(old, new, link("1", "1", Relation.IDENTICAL)) for old, new in pairwise(editions)]
    statuses = ["planned", "new", "continuing", "ended"]
    programmes = tuple(
        ProgrammeYear("a", "Project A", "global", str(2001 + n), status, ("1",))
        for n, status in enumerate(statuses)
    )
    tree = parsed(render_series(replace(series_of(editions, same), programmes=programmes), "en"))
    section = section_of(tree, "programmes")
    legend = [text_of(one).split(" ") for one in next(elements(section, "ul")).iter(f"{XHTML}li")]
    assert [name for _, name in legend] == statuses
    cells = table_of(section)[1][1:5]
    assert cells == [f"{sign}{name}" for sign, name in legend]
    assert len({sign for sign, _ in legend}) == len(statuses)


def test_reuse_is_told_by_edition_and_by_section_that_paragraphs_follow(tree: Element) -> None:
    rows = table_of(section_of(tree, "reuse"))
    assert [row[0] for row in rows[1:]] == ["2020", "2021", "2022"]
    assert sum(int(cell.rstrip("%")) for cell in rows[1][1:6]) in (99, 100, 101)
    sections = by_section(made_series())
    assert [row.path[-1].heading if row.path else None for row in sections] == [
        None, "Treaties", "Means", "Pledges",
    ]  # fmt: skip
    treaties = sections[1].reuse
    assert [round(treaties[edition].kept, 2) for edition in ("2020", "2021", "2022")] == [1, 1, 1]


def test_a_section_with_another_name_goes_on_in_the_row_of_its_paragraphs() -> None:
    def edition(name: str, heading: str) -> Report:
        texts = {"1": "The first sample sentence.", "2": "The second sample sentence."}
        sections = (Section("A", None, 1, None, heading),)
        return report(name, texts, sections=sections, section_of={"1": "A", "2": "A"})

    old, new = edition("2019", "Old name"), edition("2020", "New name")
    links = (link("1", "1", Relation.IDENTICAL), link("2", "2", Relation.IDENTICAL))
    (row,) = by_section(series_of([old, new], [comparison(old, new, *links)]))
    assert [section.heading for section in row.path] == ["New name"]
    assert row.reuse["2020"].kept == 1


def test_no_figure_is_no_section_and_no_sentence() -> None:
    bare = replace(made_series(), counts=(), funding=(), programmes=(), donors=())
    tree = parsed(render_series(bare, "en"))
    named = {one.get("aria-labelledby") for one in elements(tree, "section")}
    assert not named & {"parties", "money", "programmes", "donors"}
    glance = next(elements(tree, "dl"))
    assert [text_of(one) for one in glance.iter(f"{XHTML}dt")] == ["Editions.", "Text."]


# ------------------------------------------------------------------------------ charts


def test_a_chart_holds_numbers_alone_and_the_colours_of_the_page() -> None:
    ticks = [(0.0, "2019"), (1.0, "2020"), (2.0, "2021")]
    points = [Point(0, 10), Point(2, 30, doubtful=True)]
    chart = trend(points, ticks, lambda value: f"{value:g}", alt='"<a>"', from_zero=True)
    assert set(re.findall(r"<text[^>]*>([^<]*)</text>", chart)) >= {"2019", "2020", "2021", "0"}
    assert not re.search(r"#[0-9a-f]{6}|<style|<metadata|\bid=|http", chart)
    assert "var(--trend)" in chart
    assert "&#34;&lt;a&gt;&#34;" in chart


def test_a_line_is_broken_where_nothing_is_stated() -> None:
    ticks = [(float(year), str(year)) for year in range(2019, 2023)]

    def strokes(*years: int) -> list[str]:
        chart = trend([Point(year, year) for year in years], ticks, str, alt="a", from_zero=False)
        return re.findall(r'd="([^"]*)" style="fill: none; stroke: var\(--trend\)', chart)

    assert [path.count("L") for path in strokes(2019, 2020, 2021, 2022)] == [3]
    assert [path.count("L") for path in strokes(2019, 2020, 2022)] == [1]


def test_time_runs_where_writing_runs() -> None:
    def places(*, rightward: bool) -> list[float]:
        ticks = [(0.0, "2019"), (1.0, "2020")]
        chart = trend([Point(0, 1), Point(1, 2)], ticks, str, alt="a", from_zero=False, rightward=rightward)
        return [
            float(re.search(rf'x="([\d.]+)"[^>]*>{year}<', chart)[1])  # type: ignore[index]
            for year in ("2019", "2020")
        ]

    assert places(rightward=True) == sorted(places(rightward=True))
    assert places(rightward=False) == sorted(places(rightward=False), reverse=True)


def test_a_name_in_a_chart_is_text_and_no_formula() -> None:
    chart = stack([Bar("$<b>$", (20, 20, 20, 20, 20))], alt="a")
    assert "$&lt;b&gt;$" in chart


@pytest.mark.parametrize("language", catalogue_languages())
def test_the_same_series_gives_the_same_bytes_in_every_language(language: str) -> None:
    page = render_series(made_series(), language)
    assert page == render_series(made_series(), language)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page


# ------------------------------------------------------------------------------ texts


def test_every_text_is_stored_once_and_every_paragraph_leads_to_it(tree: Element) -> None:
    data = data_of(tree)
    assert len(set(data["texts"])) == len(data["texts"])
    for edition in data["editions"]:
        texts = [data["texts"][one[1]] for one in edition["paragraphs"]]
        assert texts == list(TEXTS[edition["name"]].values())
        labels = [data["addresses"][one[0]][0] for one in edition["paragraphs"]]
        assert labels[:2] == ["para. 1", "para. 2"]


def test_the_latest_editions_are_readable_without_a_script(tree: Element) -> None:
    words = [text_of(one) for one in elements(tree, "p", class_="words")]
    for edition in ("2021", "2022"):
        for text in TEXTS[edition].values():
            assert text in words
    compared = next(elements(tree, "div", id="compared"))
    assert text_of(next(elements(compared, "h3"))) == "2021 → 2022"


@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
@given(data=st.data())
def test_hostile_text_is_text_wherever_it_stands(data: st.DataObject) -> None:
    hostile = data.draw(TEXT)
    sections = (Section("A", None, 1, hostile, hostile),)
    editions = []
    for name in ("2019", "2020", "2021"):
        texts = {str(n): data.draw(TEXT) for n in (1, 2)}
        made = report(name, texts, sections=sections, section_of={"1": "A"})
        editions.append(replace(made, symbol=hostile))
    links = (link("1", "1", data.draw(st.sampled_from(list(Relation)))),)
    plain = series_of(editions, [comparison(old, new, *links) for old, new in pairwise(editions)])
    source = made_series()
    series = replace(
        plain,
        title=hostile,
        programmes=tuple(replace(one, name=hostile, edition="2020") for one in source.programmes[:1]),
    )
    tree = parsed(render_series(series, "en"))
    assert len(list(elements(tree, "script"))) == 3
    stored = data_of(tree)
    for edition, one in zip(editions, stored["editions"], strict=True):
        assert [stored["texts"][p[1]] for p in one["paragraphs"]] == [
            shown(p.text) for p in edition.paragraphs
        ]
    assert not set("\u202e\u2066\x00\x1b") & set("".join(tree.itertext()))
    assert all(not (one.get("href") or "").startswith("javascript") for one in elements(tree, "a"))


@settings(max_examples=50, deadline=None, derandomize=True, phases=[Phase.generate])
@given(text=TEXT)
def test_figures_are_told_to_the_script_in_its_own_units(text: str) -> None:
    editions = [report(name, {"1": text}) for name in ("2019", "2020")]
    linked = link("1", "1", Relation.IDENTICAL)
    made = series_of(editions, [comparison(editions[0], editions[1], linked)])
    data = data_of(parsed(render_series(made, "en")))
    (stored,), (figures,) = data["texts"], data["figures"]
    units = stored.encode("utf-16-le", "surrogatepass")
    place, found = 0, []
    for gap, length in zip(figures[::2], figures[1::2], strict=True):
        found.append(units[2 * (place + gap) : 2 * (place + gap + length)].decode("utf-16-le"))
        place += gap + length
    assert found == [one.text for one in tokens(stored, "en") if is_figure(one.text, "en")]


def test_the_script_calls_edited_what_the_alignment_does() -> None:
    assert shipped_weights().edited_from == EDITED_FROM


def test_subjects_hold_every_paragraph_once_and_the_dropped_stand_where_they_stood() -> None:
    old = report("2019", {str(n): f"Sample {n}." for n in range(1, 6)})
    new = report("2020", {str(n): f"Sample {n}." for n in range(1, 5)})
    between = comparison(old, new, link("2", "3"), link("4 5", "1"), link("5", "2"))
    subjects = in_reading_order(linked_subjects(old, new, between), old, new)
    assert [(one.old, one.new, one.what) for one in subjects] == [
        ((0,), (), "dropped"),
        ((3, 4), (0, 1), "edited"),
        ((1,), (2,), "edited"),
        ((2,), (), "dropped"),
        ((), (3,), "added"),
    ]


def test_ways_out_lead_to_reports_of_pairs_and_to_official_documents() -> None:
    page = render_series(made_series(), "zh")
    tree = parsed(page)
    hrefs = {one.get("href") for one in elements(tree, "a")}
    assert "2021-2022/report.zh.html" in hrefs
    assert "2021-2022/report.zh.html#n-2" in hrefs
    assert "2020-2021/report.zh.html#n-2" in hrefs
    assert "https://undocs.org/en/A/2022/1#page=2" in hrefs


# ------------------------------------------------------------------------------ from the database


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Database]:
    with Database(published(tmp_path / "reportdiff.duckdb")) as source:
        yield source


def test_a_series_is_read_from_the_views_that_analysts_ask(stored: Database) -> None:
    (listed,) = stored.series()
    series = stored.whole_series(listed)
    assert series.editions == ("2019", "2020", "2021")
    assert [(one.edition, one.parties) for one in series.counts] == [
        ("2019", 180),
        ("2020", 182),
        ("2021", 185),
    ]
    pledges = {one.period: (one.value, one.edition) for one in series.funding}
    assert pledges["2020"] == (Decimal(899), "2021")
    assert pledges["2021"] == (Decimal(900), "2021")
    earlier = next(one.earlier for one in series.funding if one.period == "2020")
    assert earlier == (("2020", Decimal("1200.50")),)
    donors = [(one.edition, one.donor.donor) for one in series.donors]
    assert donors == [("2019", "NOR"), ("2019", "JPN"), ("2020", "NOR"), ("2020", "SWE"), ("2021", "SWE")]
    assert {one.edition for one in series.programmes} == {"2019", "2020", "2021"}
    members = Counter((member.edition, member.address) for one in series.lineages for member in one.members)
    paragraphs = {(one.edition, p.address) for one in series.reports for p in one.paragraphs}
    assert set(members) == paragraphs
    assert max(members.values()) == 1


def test_reuse_in_the_page_adds_up_to_the_text(stored: Database) -> None:
    series: Series = stored.whole_series(stored.series()[0])
    lengths = {one.edition: sum(len(p.text) for p in one.paragraphs) for one in series.reports}
    for edition, reuse in by_edition(series).items():
        assert abs(reuse.total - lengths[edition]) <= len(series.reuse)


def test_what_a_series_is_made_of_changes_with_any_edition(tmp_path: Path) -> None:
    with (
        Database(published(tmp_path / "a.duckdb")) as one,
        Database(published(tmp_path / "b.duckdb")) as other,
    ):
        assert one.series() == other.series()
        assert one.series()[0].made_of

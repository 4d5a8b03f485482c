"""Corrigenda, revisions, decisions of analysts and what is no news are told, and told to be such."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from page_reading import elements, parsed, text_of
from report_pairs import every_kind
from reportdiff.output._catalogue import catalogue_languages
from reportdiff.output._database import Database
from reportdiff.output._pair import Pair
from reportdiff.output._provenance import Correction, Provenance, Reviewed, Revision
from reportdiff.output._render import render_summary
from reportdiff.output._summary import summarise
from reportdiff.output.report_page import render_report
from reportdiff.store import publish
from small_store import run_of, wanted

BESIDE = Provenance(
    corrections=(
        Correction("2021", 1, None, ("4", "5"), "For 285 read 286."),
        Correction("2020", 1, "S/2020/1/Corr.1", ("2",), "For 50 read *51*."),
    ),
    revisions=(Revision("2021", 1, 0, ("7",), ()),),
    reviews=(
        Reviewed(
            "abc", "set-link", "2021", ("12",), ("11",), None, None, "applied", "one story", "A. Reader", None
        ),
        Reviewed(
            "def",
            "reject-fact",
            "2021",
            ("4",),
            (),
            "funding",
            "285",
            "not-applied",
            None,
            None,
            "2022-03-01",
        ),
    ),
    by_version=frozenset({(("2",), ("3",))}),
)


@pytest.fixture
def pair() -> Pair:
    return replace(every_kind(), provenance=BESIDE)


def _summary(pair: Pair, language: str = "en") -> list[str]:
    return render_summary(summarise(pair), language).splitlines()


def _line(lines: list[str], start: str) -> str:
    return next(line for line in lines if line.startswith(start))


def test_the_first_lines_name_the_paragraphs_of_corrigenda_and_revisions(pair: Pair) -> None:
    lines = _summary(pair)
    assert _line(lines, "- **Corrigenda:**") == (
        "- **Corrigenda:** Corr.1 to 2021 names paras. [4](report.html#n-4) and [5](report.html#n-5); "
        "S/2020/1/Corr.1 to 2020 names para. [2](report.html#o-2)."
    )
    assert "revision 1, which changed para. [7](report.html#n-7)." in _line(lines, "- **Revisions:**")


def test_words_of_a_corrigendum_are_shown_and_act_as_text(pair: Pair) -> None:
    assert r"For 50 read \*51\*." in _line(_summary(pair), "- S/2020/1/Corr.1")


def test_what_only_our_own_version_changed_is_said_to_be_no_news(pair: Pair) -> None:
    lines = _summary(pair)
    assert "1 of these changes is told only since a newer reportdiff" in _line(lines, "- **No news:**")
    marked = [line for line in lines if "told so only since a newer reportdiff" in line]
    assert len(marked) == 1
    assert "para. [3](report.html#n-3)" in marked[0]


def test_decisions_are_shown_with_place_reason_person_day_and_whether_they_hold(pair: Pair) -> None:
    lines = _summary(pair)
    assert _line(lines, "- **link set**") == (
        "- **link set** · para. [12](report.html#n-12) ← para. [11](report.html#o-11) of 2020 "
        "· one story · A. Reader"
    )
    rejected = _line(lines, "- **fact rejected**")
    assert "1 March 2022" in rejected
    assert "**not applied:**" in rejected


def test_a_pair_without_any_of_it_says_nothing_of_it() -> None:
    text = "\n".join(_summary(every_kind()))
    for word in ("Corrigenda", "Revisions:", "No news", "What analysts decided"):
        assert word not in text


@pytest.mark.parametrize("language", catalogue_languages())
def test_the_report_shows_it_where_the_paragraph_stands(pair: Pair, language: str) -> None:
    tree = parsed(render_report(pair, language))
    assert "For 285 read 286." in _said_beside(tree, "n-4")
    assert "*51*" in _said_beside(tree, "o-2")
    assert "one story" in _said_beside(tree, "n-12")
    assert not _said_beside(tree, "n-1")


def _said_beside(tree: Element, anchor: str) -> str:
    block = next(
        one for one in elements(tree, "article") if any(part.get("id") == anchor for part in one.iter())
    )
    return " ".join(text_of(one) for one in elements(block, "p") if "finding" in (one.get("class") or ""))


def test_the_report_marks_what_is_no_news(pair: Pair) -> None:
    tree = parsed(render_report(pair, "en"))
    marked = [
        one for one in elements(tree, "article") if "newer reportdiff" in text_of(elements(one, "p")[0])
    ]
    assert len(marked) == 1


def test_a_database_without_any_of_it_gives_none(tmp_path: Path) -> None:
    database = tmp_path / "reportdiff.duckdb"
    publish(database, wanted("2019", "2020"), run_of(1))
    with Database(database) as source:
        assert source.pair(source.comparisons()[0]).provenance == Provenance()

"""Files for every comparison of the database, written when their content changes and only then."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from page_reading import parsed
from reportdiff.errors import StoreError
from reportdiff.output import write_outputs
from reportdiff.output._database import Database
from reportdiff.store import publish
from small_store import published, run_of, small_comparison, small_edition, wanted


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Three editions of the small corpus, hence two comparisons."""
    return published(tmp_path / "reportdiff.duckdb")


def test_every_comparison_has_a_summary_and_the_index_leads_to_it(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    written = write_outputs(database, folder)
    names = [path.relative_to(folder).as_posix() for path in written]
    each = ("summary.md", "report.html", "workbook.xlsx", "redline.docx", "changes.json", "changes.parquet")
    assert names == [
        *(f"sample-series/en/2019-2020/{name}" for name in each),
        *(f"sample-series/en/2020-2021/{name}" for name in each),
        "sample-series/en/series.html",
        "index.md",
        "index.html",
        "feed.atom",
    ]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<a href="sample-series/en/2019-2020/report.html">2019\u00a0→\u00a02020</a>' in page
    assert '<a href="sample-series/en/series.html">' in page
    index = (folder / "index.md").read_text(encoding="utf-8")
    assert "[2019\u00a0→\u00a02020](sample-series/en/2019-2020/summary.md)" in index
    assert "](sample-series/en/series.html)" in index
    assert "sample data" in index


def test_a_summary_of_a_sample_series_says_that_it_is_one(database: Path, tmp_path: Path) -> None:
    written = write_outputs(database, tmp_path / "outputs")
    for path in (path for path in written if path.name == "summary.md"):
        assert "> **Sample data.**" in path.read_text(encoding="utf-8")


def test_a_second_writing_changes_nothing(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in write_outputs(database, folder)}
    assert write_outputs(database, folder) == []
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before


def test_what_somebody_edited_is_written_anew(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    first = write_outputs(database, folder)[0]
    before = first.read_bytes()
    first.write_text("edited", encoding="utf-8")
    assert write_outputs(database, folder) == [first]
    assert first.read_bytes() == before


def test_nothing_is_read_for_files_that_would_stay_the_same(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(database, tmp_path / "outputs")
    monkeypatch.setattr(Database, "pair", lambda *_: pytest.fail("a pair was read"))
    monkeypatch.setattr(Database, "whole_series", lambda *_: pytest.fail("a series was read"))
    assert write_outputs(database, tmp_path / "outputs") == []


def test_a_lost_manifest_costs_a_writing_and_nothing_else(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    write_outputs(database, folder)
    (folder / ".reportdiff.json").write_text("{", encoding="utf-8")
    assert write_outputs(database, folder) == []
    assert "2019-2020" in (folder / ".reportdiff.json").read_text(encoding="utf-8")


def test_a_manifest_cannot_lead_out_of_the_folder(database: Path, tmp_path: Path) -> None:
    folder, strange = tmp_path / "outputs", tmp_path / "strange.md"
    write_outputs(database, folder)
    strange.write_text("x", encoding="utf-8")
    manifest = folder / ".reportdiff.json"
    digest = hashlib.sha256(b"x").hexdigest()[:32]
    group = f'"gone": {{"made_of": "", "files": {{"../strange.md": "{digest}"}}}}, '
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"groups": {', '"groups": {' + group, 1), encoding="utf-8")
    write_outputs(database, folder)
    assert strange.exists()


def test_a_file_of_a_comparison_that_is_no_more_stays_where_somebody_changed_it(
    database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "outputs"
    summary = write_outputs(database, folder)[0]
    summary.write_text("My own words.\n", encoding="utf-8")
    publish(database, wanted("2020", "2021"), run_of(2))
    write_outputs(database, folder)
    assert summary.exists()


def test_only_the_named_comparisons_are_written(database: Path, tmp_path: Path) -> None:
    written = write_outputs(database, tmp_path / "outputs", only=["sample-series/2020..2021/en"])
    assert {path.parent.name for path in written} == {"2020-2021", "outputs"}


def test_summaries_of_comparisons_that_are_no_more_go_and_other_files_stay(
    database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "outputs"
    write_outputs(database, folder)
    note = folder / "sample-series/en/2019-2020/note.md"
    note.write_text("My own note.\n", encoding="utf-8")
    publish(database, wanted("2020", "2021"), run_of(2))
    write_outputs(database, folder)
    assert not (folder / "sample-series/en/2019-2020/summary.md").exists()
    assert note.exists()
    assert (folder / "sample-series/en/2020-2021/summary.md").exists()
    note.unlink()
    note.parent.rmdir()
    publish(database, wanted("2021"), run_of(3))
    write_outputs(database, folder)
    assert not (folder / "sample-series").exists()


def test_a_report_in_another_language_has_its_summary_in_that_language_too(tmp_path: Path) -> None:
    database = tmp_path / "reportdiff.duckdb"
    publish(database, wanted("2019", "2020", language="zh"), run_of(1))
    folder = tmp_path / "outputs"
    names = {path.name for path in write_outputs(database, folder)}
    assert {"summary.md", "summary.zh.md", "report.html", "report.zh.html", "workbook.zh.xlsx"} <= names
    english = (folder / "sample-series/zh/2019-2020/summary.md").read_text(encoding="utf-8")
    assert "[中文](summary.zh.md)" in english


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_every_page_that_is_written_is_html_by_the_standard(tmp_path: Path, language: str) -> None:
    database = tmp_path / "reportdiff.duckdb"
    publish(database, wanted("2019", "2020", "2021", language=language), run_of(1))
    pages = [path for path in write_outputs(database, tmp_path / "outputs") if path.suffix == ".html"]
    assert {page.name.split(".")[0] for page in pages} == {"index", "report", "series"}
    for page in pages:
        tree = parsed(page.read_text(encoding="utf-8"))
        own = language if f".{language}." in page.name else "en"
        assert (tree.get("lang"), tree.get("dir")) == (own, "rtl" if own == "ar" else "ltr")


def test_a_language_without_a_catalogue_has_the_english_summary_alone(tmp_path: Path) -> None:
    database = tmp_path / "reportdiff.duckdb"
    publish(database, wanted("2019", "2020", language="de"), run_of(1))
    names = {path.name for path in write_outputs(database, tmp_path / "outputs")}
    assert {name for name in names if name.count(".") > 1} == set()


def test_the_database_gives_back_what_was_stored(database: Path) -> None:
    with Database(database) as source:
        first = source.comparisons()[0]
        pair = source.pair(first)
    old, facts = small_edition("2019")
    comparison, changes = small_comparison("2019", "2020")
    assert pair.old.paragraphs == old.paragraphs
    assert pair.old.sections == old.sections
    assert pair.old_facts.treaty_counts == facts.treaty_counts
    assert pair.old_facts.funding == facts.funding
    assert pair.old_facts.donors == facts.donors
    assert pair.old_facts.quantities == facts.quantities
    assert pair.old_facts.programmes == facts.programmes
    assert pair.comparison.links == comparison.links
    assert pair.comparison.added == comparison.added
    assert pair.comparison.dropped == comparison.dropped
    assert pair.changes.changes == changes.changes
    assert pair.changes.quantity_changes == changes.quantity_changes
    assert [finding.kind for finding in pair.changes.findings] == ["jump"]
    assert [finding.kind for finding in pair.new.findings] == ["odd-line"]


def test_a_missing_database_is_said_in_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        write_outputs(tmp_path / "none.duckdb", tmp_path / "outputs")


def test_a_single_edition_is_in_the_index_with_its_paragraphs(tmp_path: Path) -> None:
    database = tmp_path / "reportdiff.duckdb"
    publish(database, wanted("2019"), run_of(1))
    index = write_outputs(database, tmp_path / "outputs")[0]
    assert "- 2019: 6 paragraphs, read; there is nothing to compare" in index.read_text(encoding="utf-8")


def test_an_edition_of_a_pair_is_not_said_to_stand_alone(database: Path, tmp_path: Path) -> None:
    write_outputs(database, tmp_path / "outputs")
    index = tmp_path / "outputs" / "index.md"
    assert "nothing to compare" not in index.read_text(encoding="utf-8")


def test_an_empty_database_leaves_an_index_that_says_so(tmp_path: Path) -> None:
    database = tmp_path / "reportdiff.duckdb"
    publish(database, wanted(), run_of(1))
    index = write_outputs(database, tmp_path / "outputs")[0]
    assert "No series has been read yet" in index.read_text(encoding="utf-8")


def test_the_index_is_written_in_each_language_of_the_reports_and_leads_to_their_own_files(
    tmp_path: Path,
) -> None:
    database, folder = tmp_path / "reportdiff.duckdb", tmp_path / "outputs"
    publish(database, wanted("2019", "2020", language="ar"), run_of(1))
    write_outputs(database, folder)
    index = (folder / "index.ar.md").read_text(encoding="utf-8")
    assert '<div dir="rtl" lang="ar">' in index
    assert "[English](index.md)" in index
    for line in (index, (folder / "index.ar.html").read_text(encoding="utf-8")):
        places = re.findall(r'(?:\]\(|href=")([^)"#]+)', line)
        assert {"report.ar.html", "summary.ar.md", "workbook.ar.xlsx", "redline.docx", "changes.json"} <= {
            place.rsplit("/", 1)[-1] for place in places
        }
        assert all((folder / unquote(place)).is_file() for place in places), places
    assert '<html lang="ar" dir="rtl">' in (folder / "index.ar.html").read_text(encoding="utf-8")


def test_every_place_of_a_summary_leads_to_a_paragraph_of_the_report_beside_it(
    database: Path, tmp_path: Path
) -> None:
    write_outputs(database, tmp_path / "outputs")
    summaries = list((tmp_path / "outputs").rglob("summary*.md"))
    assert summaries
    for summary in summaries:
        places = re.findall(r"\]\((report[^)]*\.html)#([^)]+)\)", summary.read_text(encoding="utf-8"))
        assert places
        for page, anchor in places:
            assert f'id="{anchor}"' in (summary.parent / page).read_text(encoding="utf-8")

"""Whatever somebody else put into the folders: nothing outside of them is read or written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.conftest import put, rows, sample
from reportdiff.corpus import content_hash, read_corpus
from reportdiff.errors import ReportdiffError, ReviewError, SeriesFileError
from reportdiff.output import write_outputs
from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent
from reportdiff.reviews import read_reviews
from reportdiff.series import read_series_file
from reportdiff.store import run_lock
from small_store import published

OUTSIDE = "A sample text that stands outside of the corpus."


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that no run has any business with."""
    return put(tmp_path, "outside/kept.txt", OUTSIDE)


@pytest.mark.parametrize("name", ["office", "office/en"])
def test_a_folder_that_is_a_link_out_of_the_corpus_is_refused_and_the_rest_is_read(
    tmp_path: Path, outside: Path, name: str
) -> None:
    corpus = tmp_path / "corpus"
    put(corpus, "budget/en/2015.txt", sample(2015))
    put(outside.parent, "en/2015.txt", OUTSIDE)
    put(outside.parent, "2015.txt", OUTSIDE)
    (corpus / name).parent.mkdir(exist_ok=True)
    (corpus / name).symlink_to(outside.parent)
    found = read_corpus(corpus)
    assert [file.series for file in found.editions] == ["budget"]
    assert ["leads out of the corpus" in str(one.error) for one in found.refused] == [True]


def test_a_run_over_links_devices_and_pipes_reads_nothing_of_them(tmp_path: Path, outside: Path) -> None:
    corpus = tmp_path / "corpus"
    put(corpus, "office/en/2014.txt", sample(2014))
    (corpus / "office/en/2015.txt").symlink_to(outside)
    (corpus / "office/en/2016.txt").symlink_to("/dev/zero")
    os.mkfifo(corpus / "office/en/2017.txt")
    job = job_of(corpus, tmp_path / "out")
    desk = lay_out_desk(job)
    outcome = work(desk, PlainRunner(desk.results, silent))
    assert rows(job, "SELECT edition FROM editions") == [("2014",)]
    assert len(outcome.refused) == 3
    assert rows(job, "SELECT count(*) FROM paragraphs WHERE text LIKE '%stands outside%'") == [(0,)]


@pytest.mark.parametrize("name", ["series.toml", "reviews.toml"])
@pytest.mark.parametrize("kind", ["link", "device", "pipe", "folder"])
def test_what_stands_in_place_of_a_settings_file_is_refused_in_one_line(
    tmp_path: Path, outside: Path, name: str, kind: str
) -> None:
    place = tmp_path / "corpus/office" / name
    place.parent.mkdir(parents=True)
    if kind == "link":
        place.symlink_to(outside)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    with pytest.raises((SeriesFileError, ReviewError)) as refused:
        read_series_file(place.parent) if name == "series.toml" else read_reviews(place.parent)
    assert "\n" not in str(refused.value)
    assert OUTSIDE not in str(refused.value)
    assert f"office/{name}" in str(refused.value)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no regular file"):
        content_hash(tmp_path / "pipe")


def test_outputs_do_not_go_through_a_link_out_of_their_folder(tmp_path: Path, outside: Path) -> None:
    database = published(tmp_path / "reportdiff.duckdb")
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    (outputs / "sample-series").symlink_to(outside.parent)
    with pytest.raises(ReportdiffError, match="outside the folder of outputs"):
        write_outputs(database, outputs)
    assert [path.name for path in outside.parent.iterdir()] == ["kept.txt"]


def test_nothing_is_removed_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    database = published(tmp_path / "reportdiff.duckdb")
    outputs = tmp_path / "outputs"
    write_outputs(database, outputs)
    moved = tmp_path / "moved"
    (outputs / "sample-series").rename(moved)
    (outputs / "sample-series").symlink_to(moved)
    before = sorted(path for path in moved.rglob("*"))
    without_pairs = published(tmp_path / "other.duckdb", "2019")
    write_outputs(without_pairs, outputs)
    assert sorted(path for path in moved.rglob("*")) == before


def test_a_lock_is_not_made_through_a_link(tmp_path: Path, outside: Path) -> None:
    database = tmp_path / "out/reportdiff.duckdb"
    with run_lock(database):
        (lock,) = [path for path in database.parent.iterdir() if path != database]
    lock.unlink(missing_ok=True)
    lock.symlink_to(outside)
    with pytest.raises(ReportdiffError), run_lock(database):
        pass
    assert outside.read_text(encoding="utf-8") == OUTSIDE

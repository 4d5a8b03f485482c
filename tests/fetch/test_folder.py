"""Nothing is written outside the folder of the series, and nothing in it is written over."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from fetch.conftest import SYMBOL, Trial, pdf_document, whole
from reportdiff.errors import CorpusError, FetchError
from reportdiff.fetch import Result
from reportdiff.fetch._folder import series_folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside the corpus."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_a_series_that_is_a_link_is_refused(trial: Trial, elsewhere: Path) -> None:
    trial.folder.rename(elsewhere / "office")
    trial.folder.symlink_to(elsewhere / "office")
    with pytest.raises(CorpusError, match="a link that leads out of the corpus"):
        trial.fetch()
    assert [path.name for path in (elsewhere / "office").iterdir()] == ["series.toml"]


def test_a_language_that_is_a_link_is_refused(trial: Trial, elsewhere: Path) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()))
    (trial.folder / "en").symlink_to(elsewhere)
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert "a link" in outcome.note
    assert list(elsewhere.iterdir()) == []


def test_a_language_that_became_a_link_in_between_is_refused(trial: Trial, elsewhere: Path) -> None:
    def linked(playing: Any) -> None:
        (trial.folder / "en").symlink_to(elsewhere)
        whole(pdf_document())(playing)

    trial.server.play(SYMBOL, linked)
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert list(elsewhere.iterdir()) == []


def test_downloads_do_not_go_through_a_link(trial: Trial, elsewhere: Path) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()))
    (trial.folder / ".fetch").symlink_to(elsewhere)
    assert "a link" in trial.fetch().outcomes[0].note
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_file_in_place_of_an_edition_is_refused(trial: Trial, elsewhere: Path, kind: str) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()))
    place = trial.folder / "en/2016.pdf"
    place.parent.mkdir()
    if kind == "link":
        place.symlink_to(elsewhere / "victim")
    elif kind == "folder":
        place.mkdir()
    else:
        os.mkfifo(place)
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert trial.server.asked == []
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_came_in_between_is_not_written_over(trial: Trial) -> None:
    def overtaken(playing: Any) -> None:
        (trial.folder / "en").mkdir()
        (trial.folder / "en/2016.pdf").write_bytes(b"mine")
        whole(pdf_document())(playing)

    trial.server.play(SYMBOL, overtaken)
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert "another file came in its place" in outcome.note
    assert (trial.folder / "en/2016.pdf").read_bytes() == b"mine"


@pytest.mark.parametrize("taken", [False, True])
def test_without_hard_links_a_file_is_moved_and_still_never_over_another(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    def none(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    def overtaken(playing: Any) -> None:
        (trial.folder / "en").mkdir()
        if taken:
            (trial.folder / "en/2016.pdf").write_bytes(b"mine")
        whole(pdf_document())(playing)

    monkeypatch.setattr(os, "link", none)
    trial.server.play(SYMBOL, overtaken)
    (outcome,) = trial.fetch().outcomes
    assert outcome.result is (Result.REFUSED if taken else Result.NEW)
    there = (trial.folder / "en/2016.pdf").read_bytes()
    assert there == (b"mine" if taken else pdf_document())


def test_two_processes_do_not_fetch_into_one_series(trial: Trial) -> None:
    with series_folder(trial.corpus, "office"), pytest.raises(FetchError, match="by another process"):
        trial.fetch()
    trial.server.play(SYMBOL, whole(pdf_document()))
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]


def test_a_run_killed_between_record_and_file_does_not_lose_the_edition(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()))
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            trial.fetch()
    assert (trial.folder / "fetched.toml").exists()
    assert not (trial.folder / "en/2016.pdf").exists()
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]
    assert [one.result for one in trial.fetch().outcomes] == [Result.PRESENT]


def test_a_full_disk_is_said_and_leaves_no_half_file(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    trial.server.play(SYMBOL, whole(pdf_document()))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        (outcome,) = trial.fetch().outcomes
    assert outcome.result is Result.REFUSED
    assert "No space left on device" in outcome.note
    assert not (trial.folder / "en/2016.pdf").exists()
    assert [one.result for one in trial.fetch().outcomes] == [Result.NEW]


def test_there_are_no_more_revisions_than_the_corpus_knows(trial: Trial) -> None:
    trial.server.play(SYMBOL, whole(pdf_document()), whole(pdf_document(count=40)))
    trial.fetch()
    manifest = trial.folder / "fetched.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2016.pdf", "2016.rev99.pdf"), "utf-8")
    (trial.folder / "en/2016.pdf").rename(trial.folder / "en/2016.rev99.pdf")
    (outcome,) = trial.fetch().outcomes
    assert "changed more than 99 times" in outcome.note

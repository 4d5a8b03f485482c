"""Revisions keep what they superseded, and corrigenda stand beside the paragraphs that they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.conftest import everything, put, rows, sample
from reportdiff.pipeline import Job, Outcome

Run = Callable[[Job], Outcome]

CORRIGENDUM = """Sample text, written for a test

Corrigendum

1. Paragraph 3

For 45 read 46.

2. Paragraph 9

Delete the paragraph.
"""
NAMED = (
    "SELECT edition_id, address, correction, paragraph_id IS NOT NULL FROM paragraph_corrections ORDER BY 3"
)
MOVED = "SELECT edition, old_revision, new_revision, address, what FROM revision_changes ORDER BY ALL"


def test_a_revision_speaks_and_what_it_superseded_is_kept_word_for_word(
    job: Job, run: Run, corpus: Path
) -> None:
    run(job)
    put(corpus, "office/en/2016.rev1.txt", sample(2016, countries=14, money=46))
    run(job)
    assert rows(job, "SELECT revision, cause, source FROM editions WHERE edition = '2016'") == [
        (1, "content", "office/en/2016.rev1.txt")
    ]
    assert rows(job, "SELECT revision_id, edition_id, revision, source FROM revisions") == [
        ("office/2016.rev0/en", "office/2016/en", 0, "office/en/2016.txt")
    ]
    assert rows(job, MOVED) == [("2016", 0, 1, "3", "edited")]
    assert rows(
        job, "SELECT old_text LIKE '%$45 million%', new_text LIKE '%$46 million%' FROM revision_changes"
    ) == [(True, True)]


def test_each_revision_is_held_against_the_one_before(job: Job, run: Run, corpus: Path) -> None:
    put(corpus, "office/en/2016.rev1.txt", sample(2016, countries=14, money=46))
    put(corpus, "office/en/2016.rev2.txt", sample(2016, countries=15, money=46))
    run(job)
    assert rows(job, MOVED) == [("2016", 0, 1, "3", "edited"), ("2016", 1, 2, "1", "edited")]
    before = everything(job)
    assert run(job).computed == 0
    assert everything(job) == before


def test_a_superseded_file_that_is_taken_away_leaves(job: Job, run: Run, corpus: Path) -> None:
    put(corpus, "office/en/2016.rev1.txt", sample(2016, money=46))
    run(job)
    (corpus / "office/en/2016.txt").unlink()
    notes = run(job).notes
    assert rows(job, "FROM revisions") == rows(job, "FROM revision_paragraphs") == []
    assert "office/2016.rev0/en is no longer in the corpus: its words left the database" in notes


def test_a_corrigendum_stands_beside_the_paragraphs_that_it_names_and_changes_none(
    job: Job, run: Run, corpus: Path
) -> None:
    run(job)
    before = rows(job, "FROM paragraphs ORDER BY paragraph_id")
    put(corpus, "office/en/2016.corr1.txt", CORRIGENDUM)
    assert run(job).refused == ()
    assert rows(job, "FROM paragraphs ORDER BY paragraph_id") == before
    assert rows(job, NAMED) == [("office/2016/en", "3", 1, True), ("office/2016/en", "9", 2, False)]
    assert rows(
        job, "SELECT correction_text, paragraph_text FROM paragraph_corrections WHERE address = '3'"
    ) == [("1. Paragraph 3\nFor 45 read 46.", "Voluntary pledges for 2016 were about $45 million.")]
    missing = "SELECT edition_id, message FROM findings WHERE kind = 'correction-without-paragraph'"
    assert rows(job, missing) == [
        (
            "office/2016/en",
            "office/en/2016.corr1.txt corrects paragraph 9, which this edition does not have.",
        )
    ]


def test_a_revision_that_is_withdrawn_lets_the_one_before_speak_and_says_so(
    job: Job, run: Run, corpus: Path
) -> None:
    put(corpus, "office/en/2016.rev1.txt", sample(2016, money=46))
    last = put(corpus, "office/en/2016.rev3.txt", sample(2016, money=47))
    run(job)
    last.unlink()
    notes = run(job).notes
    assert "office/2016/en: revision 3 is no longer in the corpus: revision 1 speaks again" in notes
    assert not any("left the database" in note for note in notes)
    assert rows(job, "SELECT revision FROM editions WHERE edition = '2016'") == [(1,)]
    kept = everything(job)
    assert run(job).computed == 0
    assert everything(job) == kept


def test_a_corrigendum_goes_with_its_edition(job: Job, run: Run, corpus: Path) -> None:
    put(corpus, "office/en/2016.corr1.txt", CORRIGENDUM)
    run(job)
    (corpus / "office/en/2016.txt").unlink()
    notes = run(job).notes
    assert rows(job, "FROM corrections") == []
    assert "office/en/2016.corr1.txt corrects an edition that is not in the database" in notes


def test_what_stands_beside_an_edition_stays_when_it_becomes_unreadable(
    job: Job, run: Run, corpus: Path
) -> None:
    put(corpus, "office/en/2016.corr1.txt", CORRIGENDUM)
    put(corpus, "office/en/2015.rev1.txt", sample(2015, money=43))
    run(job)
    before = everything(job)
    put(corpus, "office/en/2016.corr1.txt", b"")
    put(corpus, "office/en/2015.txt", b"")
    assert len(run(job).refused) == 2
    assert everything(job) == before


def test_a_run_over_another_series_leaves_what_stands_beside_editions(
    job: Job, run: Run, corpus: Path
) -> None:
    put(corpus, "office/en/2016.corr1.txt", CORRIGENDUM)
    put(corpus, "office/en/2015.rev1.txt", sample(2015, money=43))
    put(corpus, "other/en/2015.txt", sample(2015))
    run(job)
    before = everything(job)
    run(replace(job, series="other"))
    assert everything(job) == before


def test_an_unreadable_revision_leaves_the_stored_edition_as_it_is(job: Job, run: Run, corpus: Path) -> None:
    run(job)
    before = everything(job)
    put(corpus, "office/en/2016.rev1.txt", b"")
    assert len(run(job).refused) == 1
    assert everything(job) == before

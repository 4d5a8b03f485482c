"""Two corpus folders with a series of the same name, published into one database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.conftest import everything, put, rows, sample
from reportdiff.cli import app
from reportdiff.errors import CorpusError
from reportdiff.pipeline import Job, Outcome

Run = Callable[[Job], Outcome]
STORED = "SELECT value, review IS NOT NULL FROM quantities WHERE edition_id = 'office/2016/en' AND value > 14"


@pytest.fixture
def first(job: Job, run: Run, corpus: Path) -> Job:
    """A corpus with a title, a revision, a corrigendum and two decisions."""
    put(corpus, "office/series.toml", 'title = "Sample office"\nsample = true\n')
    put(corpus, "office/en/2015.rev1.txt", sample(2015, countries=13, money=42))
    put(corpus, "office/en/2016.corr1.txt", "Paragraph 1\n\nReplace 14 by 15.\n")
    run(job)
    where = ["--series", "office", "--corpus", str(corpus)]
    decisions = (
        "fact correct 1 14 --kind quantity --edition 2016 --set value=15",
        "link set 1 2 --from 2015 --to 2016",
    )
    for decision in decisions:
        done = CliRunner().invoke(app, ["review", *decision.split(), *where])
        assert done.exit_code == 0, done.output
    run(job)
    return job


@pytest.fixture
def second(first: Job, tmp_path: Path) -> Job:
    """Another folder, with an earlier edition of a series of that name."""
    put(tmp_path / "other", "office/en/2013.txt", sample(2013, countries=11, money=39))
    return replace(first, corpus=tmp_path / "other")


def test_what_was_decided_and_kept_of_the_other_folder_stays(first: Job, second: Job, run: Run) -> None:
    tables = ("reviews", "review_status", "revisions", "corrigenda", "series", "programmes")
    before = [rows(first, f"FROM {table} ORDER BY ALL") for table in tables]
    outcome = run(second)
    assert [rows(first, f"FROM {table} ORDER BY ALL") for table in tables] == before
    assert [(float(str(value)), decided) for value, decided in rows(first, STORED)] == [
        (15.0, True),
        (45000000.0, False),
    ]
    assert rows(first, "SELECT count(*) FROM comparisons") == [(3,)]
    (said,) = (note for note in outcome.notes if "another corpus folder" in note)
    assert str(first.corpus.resolve()) in said
    assert not any("left the database" in note for note in outcome.notes)


def test_both_folders_by_turns_leave_the_same(first: Job, second: Job, run: Run) -> None:
    run(second)
    both = everything(first)
    run(first)
    assert everything(first) == both


def test_an_edition_with_names_of_its_own_is_left_as_it_is(first: Job, second: Job, run: Run) -> None:
    put(first.corpus, "office/aliases.toml", '"Sample Land" = "XSL"\n')
    run(first)
    editions = (
        "SELECT edition, settings, stage_key, run_id FROM editions WHERE edition >= '2014' ORDER BY ALL"
    )
    before = rows(first, editions), rows(first, "FROM reviews")
    run(second)
    assert (rows(first, editions), rows(first, "FROM reviews")) == before


def test_an_edition_that_another_folder_has_too_is_said_to_come_from_here(second: Job, run: Run) -> None:
    put(second.corpus, "office/en/2016.txt", sample(2016, countries=14, money=45))
    outcome = run(second)
    (said,) = (note for note in outcome.notes if "read from" in note)
    assert "office/2016/en: read from" in said
    assert "the 2 decisions on them there hold as far as they are made here too" in said
    assert not any("read from" in note for note in run(second).notes)


def test_a_folder_of_outputs_is_no_corpus(first: Job, run: Run) -> None:
    before = everything(first)
    with pytest.raises(CorpusError, match="it is a folder of outputs"):
        run(replace(first, corpus=first.output))
    assert everything(first) == before

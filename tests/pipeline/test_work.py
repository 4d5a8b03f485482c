"""The main job: what it stores, what it leaves alone, and what it does with files that it cannot read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.conftest import everything, put, rows, sample
from reportdiff.errors import CorpusError, NoText, ReadingError, StoreError, Transient
from reportdiff.model import Report
from reportdiff.pipeline import Job, Outcome
from reportdiff.pipeline._work import is_current, lay_out_desk
from reportdiff.reading import read_report

Run = Callable[[Job], Outcome]

EDITIONS = "SELECT edition FROM editions ORDER BY position"
PAIRS = "SELECT old_edition || '-' || new_edition FROM comparisons ORDER BY 1"


def test_every_edition_and_every_pair_of_successive_editions_is_stored(job: Job, run: Run) -> None:
    outcome = run(job)
    assert (outcome.editions, outcome.comparisons, outcome.refused) == (3, 2, ())
    assert rows(job, EDITIONS) == [("2014",), ("2015",), ("2016",)]
    assert rows(job, PAIRS) == [("2014-2015",), ("2015-2016",)]


def test_a_summary_is_written_for_every_pair(job: Job, run: Run) -> None:
    run(job)
    for pair in ("2014-2015", "2015-2016"):
        assert (job.output / f"office/en/{pair}/summary.md").is_file()
    assert (job.output / "index.md").is_file()


def test_the_closing_line_says_where_to_look(job: Job, run: Run) -> None:
    line = run(job).closing_line
    assert str(job.output / "index.md") in line
    assert str(job.database) in line


def test_a_second_run_changes_nothing_but_its_own_row(job: Job, run: Run) -> None:
    run(job)
    before = everything(job)
    files = {path: path.stat().st_mtime_ns for path in job.output.rglob("*.md")}
    second = run(job)
    assert (second.computed, second.written) == (0, ())
    assert everything(job) == before
    assert rows(job, "SELECT count(*) FROM runs") == [(2,)]
    assert {path: path.stat().st_mtime_ns for path in job.output.rglob("*.md")} == files


def test_a_job_is_current_once_it_has_run_and_until_a_file_changes(job: Job, run: Run, corpus: Path) -> None:
    assert not is_current(lay_out_desk(job))
    run(job)
    assert is_current(lay_out_desk(job))
    assert not is_current(lay_out_desk(replace(job, force=True)))
    put(corpus, "office/en/2016.txt", sample(2016, countries=15))
    assert not is_current(lay_out_desk(job))


def test_force_computes_everything_anew_and_changes_no_result(job: Job, run: Run) -> None:
    first = run(job)
    before = everything(job)
    forced = run(replace(job, force=True))
    assert forced.computed == first.computed
    assert everything(job) == before


def test_a_new_edition_touches_itself_and_its_neighbour_alone(job: Job, run: Run, corpus: Path) -> None:
    run(job)
    old_runs = rows(job, "SELECT edition_id, run_id FROM editions") + rows(
        job, "SELECT comparison_id, run_id FROM comparisons"
    )
    put(corpus, "office/en/2017.txt", sample(2017, money=50))
    outcome = run(job)
    # Report and facts, links and changes, the links over the edition before, the history of the series.
    assert outcome.computed == 2 + 2 + 1 + 1
    now = rows(job, "SELECT edition_id, run_id FROM editions") + rows(
        job, "SELECT comparison_id, run_id FROM comparisons"
    )
    assert set(old_runs) < set(now)
    assert len(now) == len(old_runs) + 2


def test_an_edition_between_two_others_parts_their_pair(job: Job, run: Run, corpus: Path) -> None:
    (corpus / "office/en/2015.txt").unlink()
    run(job)
    assert rows(job, PAIRS) == [("2014-2016",)]
    put(corpus, "office/en/2015.txt", sample(2015))
    run(job)
    assert rows(job, PAIRS) == [("2014-2015",), ("2015-2016",)]
    assert rows(job, EDITIONS) == [("2014",), ("2015",), ("2016",)]


def test_a_deleted_edition_leaves_with_a_note(job: Job, run: Run, corpus: Path) -> None:
    run(job)
    (corpus / "office/en/2016.txt").unlink()
    outcome = run(job)
    assert rows(job, EDITIONS) == [("2014",), ("2015",)]
    assert any("2016" in note and "no longer in the corpus" in note for note in outcome.notes)


def test_a_revised_edition_takes_the_place_of_the_one_before(job: Job, run: Run, corpus: Path) -> None:
    run(job)
    put(corpus, "office/en/2016.rev1.txt", sample(2016, money=46))
    run(job)
    assert rows(job, "SELECT source FROM editions WHERE edition = '2016'") == [("office/en/2016.rev1.txt",)]


def test_an_edited_alias_is_used_by_the_next_run(job: Job, run: Run, corpus: Path) -> None:
    put(
        corpus,
        "office/en/2016.txt",
        sample(2016) + "\n4. Pledges for 2016 came from Japan and the Reef Fund.\n",
    )
    run(job)
    put(corpus, "office/aliases.toml", '"Reef Fund" = "coral-reef-fund"')
    run(job)
    donors = {donor for (donor,) in rows(job, "SELECT donor FROM donors")}
    assert donors == {"JPN", "coral-reef-fund"}


BAD = {
    "an empty file": (b"", "2016.txt"),
    "only white space": (b" \n\n \n", "2016.txt"),
    "a binary renamed .txt": (bytes(range(256)) * 40, "2016.txt"),
    "bytes of no encoding": (b"\x81\xff\xfe\x8d Report \x9d\x90 of \xff\xff\n" * 40, "2016.txt"),
    "a broken PDF": (b"%PDF-1.7\nnothing that follows is a PDF", "2016.pdf"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_report_is_refused_in_one_line_and_the_rest_goes_on(
    job: Job, run: Run, corpus: Path, name: str
) -> None:
    content, file = BAD[name]
    (corpus / "office/en/2016.txt").unlink()
    put(corpus, f"office/en/{file}", content)
    outcome = run(job)
    assert len(outcome.refused) == 1
    assert outcome.refused[0].startswith(f"office/en/{file}")
    assert "\n" not in outcome.refused[0]
    assert ";" in outcome.refused[0], "it says what to do"
    assert (outcome.editions, outcome.comparisons) == (2, 1)
    assert not outcome.nothing_done


def test_what_is_stored_of_an_edition_stays_when_its_file_becomes_unreadable(
    job: Job, run: Run, corpus: Path
) -> None:
    run(job)
    before = everything(job)
    put(corpus, "office/en/2016.txt", b"")
    outcome = run(job)
    assert everything(job) == before
    assert len(outcome.refused) == 1
    assert any("2016" in note and "stays in the database" in note for note in outcome.notes)


def test_what_is_stored_stays_when_two_files_claim_its_edition(job: Job, run: Run, corpus: Path) -> None:
    run(job)
    before = everything(job)
    put(corpus, "office/en/2015.html", "<p>1. Another text for the same edition.</p>")
    outcome = run(job)
    assert everything(job) == before
    assert len(outcome.refused) == 2


def test_what_is_stored_of_a_series_stays_when_its_series_file_has_a_mistake(
    job: Job, run: Run, corpus: Path
) -> None:
    run(job)
    before = everything(job)
    put(corpus, "office/series.toml", "title = ")
    outcome = run(job)
    assert everything(job) == before
    assert outcome.refused[0].startswith("office/series.toml")


def test_a_series_may_lose_one_edition_to_deletion_and_the_other_to_damage(
    job: Job, run: Run, corpus: Path
) -> None:
    put(corpus, "budget/en/2016.txt", sample(2016))
    run(job)
    (corpus / "office/en/2016.txt").unlink()
    for year in (2014, 2015):
        put(corpus, f"office/en/{year}.txt", b"")
    put(corpus, "budget/en/2016.txt", sample(2016, money=50))
    run(job)
    assert rows(job, "SELECT edition_id FROM editions ORDER BY 1") == [
        ("budget/2016/en",),
        ("office/2014/en",),
        ("office/2015/en",),
    ]
    assert rows(job, "SELECT DISTINCT edition FROM lineages WHERE series = 'office' ORDER BY 1") == [
        ("2014",),
        ("2015",),
    ]


def test_an_output_folder_that_is_a_file_is_one_clear_error(job: Job, run: Run, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="it is a file; name a folder with --output"):
        run(replace(job, output=put(tmp_path, "taken", "x")))


def test_a_run_over_one_series_leaves_the_others_alone(job: Job, run: Run, corpus: Path) -> None:
    put(corpus, "budget/en/2015.txt", sample(2015))
    put(corpus, "budget/en/2016.txt", sample(2016))
    run(job)
    before = everything(job)
    outcome = run(replace(job, series="budget"))
    assert everything(job) == before
    assert outcome.editions == 2


def test_a_run_over_one_language_leaves_the_others_alone(job: Job, run: Run, corpus: Path) -> None:
    put(corpus, "office/fr/2016.txt", sample(2016))
    run(job)
    before = everything(job)
    run(replace(job, language="en"))
    assert everything(job) == before


def test_another_corpus_adds_to_the_database_and_takes_nothing_away(
    job: Job, run: Run, tmp_path: Path
) -> None:
    run(job)
    put(tmp_path / "other", "budget/en/2016.txt", sample(2016))
    outcome = run(replace(job, corpus=tmp_path / "other"))
    assert rows(job, "SELECT count(*) FROM editions") == [(4,)]
    assert any("another corpus" in note for note in outcome.notes)
    assert rows(job, PAIRS) == [("2014-2015",), ("2015-2016",)]


def test_an_empty_corpus_says_so_and_makes_no_database(job: Job, run: Run, corpus: Path) -> None:
    for path in (corpus / "office/en").iterdir():
        path.unlink()
    outcome = run(job)
    assert outcome.nothing_done
    assert "No edition could be read" in outcome.closing_line
    assert not job.database.exists()


def test_a_foreign_database_is_refused_before_anything_is_read(job: Job, run: Run) -> None:
    job.output.mkdir()
    job.database.write_bytes(b"not a database at all, but somebody's file")
    with pytest.raises(StoreError):
        run(job)
    assert job.database.read_bytes() == b"not a database at all, but somebody's file"


def test_a_damaged_result_in_memory_is_made_again(job: Job, run: Run) -> None:
    run(job)
    before = everything(job)
    for path in (job.output / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:40])
    job.database.unlink()
    run(job)
    strip = [{name: len(found) for name, found in state.items()} for state in (before, everything(job))]
    assert strip[0] == strip[1]


def test_a_run_survives_a_damaged_report_in_memory(job: Job, run: Run) -> None:
    run(job)
    before = everything(job)
    damaged = next((job.output / ".cache/reading").iterdir())
    damaged.write_text("{")
    assert is_current(lay_out_desk(job))
    run(job)
    assert everything(job) == before


def test_a_file_that_changes_while_it_is_read_leaves_no_result(
    job: Job, run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sample(2016)

    def cut_off(path: Path, *given: Any, **named: Any) -> Report:
        if path.stem != "2016":
            return read_report(path, *given, **named)
        put(corpus, "office/en/2016.txt", whole[:5])
        raise NoText("the file is empty")

    put(corpus, "office/en/2016.txt", whole)
    with monkeypatch.context() as patch:
        patch.setattr("reportdiff.reading.read_report", cut_off)
        with pytest.raises(CorpusError, match="replaced while it was read"):
            run(job)
    for year in (2014, 2015, 2016):
        put(corpus, f"office/en/{year}.txt", sample(year))
    assert run(job).refused == ()


def refusing(error: ReadingError, asked: list[str]) -> Callable[..., Report]:
    """A reader that refuses the edition of 2016, and notes what it was asked for."""

    def read(path: Path, *given: Any, **named: Any) -> Report:
        asked.append(path.stem)
        if path.stem == "2016":
            raise error
        return read_report(path, *given, **named)

    return read


def test_what_could_not_be_read_for_a_passing_reason_is_read_by_the_next_run(
    job: Job, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        reader = refusing(Transient("it was cut off", advice="try again"), [])
        patch.setattr("reportdiff.reading.read_report", reader)
        refused = run(job).refused
    assert len(refused) == 1
    assert "it was cut off; try again" in refused[0]
    assert not is_current(lay_out_desk(job))
    assert run(job).refused == ()
    assert rows(job, EDITIONS) == [("2014",), ("2015",), ("2016",)]


def test_what_a_file_itself_is_refused_for_is_remembered(
    job: Job, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("reportdiff.reading.read_report", refusing(NoText("it is empty"), asked))
    first, second = run(job), run(job)
    assert first.refused == second.refused != ()
    assert asked == ["2014", "2015", "2016"]


def test_a_symbol_that_the_text_does_not_print_comes_from_the_series_file(
    job: Job, run: Run, corpus: Path
) -> None:
    put(corpus, "office/series.toml", '[symbols]\npattern = "SAMPLE/{next_year}/3"')
    run(job)
    assert rows(job, "SELECT symbol FROM editions WHERE edition = '2016'") == [("SAMPLE/2017/3",)]


def test_editions_with_odd_digits_in_their_names_are_ordered_all_the_same(
    job: Job, run: Run, corpus: Path
) -> None:
    put(corpus, "office/en/²³.txt", sample(2017))
    assert run(job).editions == 4


def test_a_missing_corpus_is_one_clear_error(job: Job, run: Run, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        run(replace(job, corpus=tmp_path / "nowhere"))


def test_an_edition_that_neither_file_nor_memory_holds_keeps_its_comparisons(
    job: Job, run: Run, corpus: Path
) -> None:
    run(job)
    before = everything(job)
    put(corpus, "office/en/2015.txt", b"")
    shutil.rmtree(job.output / ".cache")
    outcome = run(job)
    assert len(outcome.refused) == 1
    assert everything(job) == before
    assert run(job).computed == 0


def test_what_cannot_be_compared_any_more_is_said(job: Job, run: Run, corpus: Path) -> None:
    run(job)
    put(corpus, "office/en/2015.txt", b"")
    put(corpus, "office/en/2016.txt", sample(2016, money=60))
    shutil.rmtree(job.output / ".cache")
    notes = run(job).notes
    assert rows(job, PAIRS) == [("2014-2015",)]
    assert "office/en: 2015 and 2016 are not compared until both can be read" in notes
    put(corpus, "office/en/2015.txt", sample(2015, countries=14, money=42))
    run(job)
    assert rows(job, PAIRS) == [("2014-2015",), ("2015-2016",)]


def test_a_corpus_that_was_moved_is_the_same_corpus(job: Job, run: Run, corpus: Path, tmp_path: Path) -> None:
    run(job)
    moved = replace(job, corpus=corpus.rename(tmp_path / "elsewhere"))
    (moved.corpus / "office/en/2014.txt").unlink()
    outcome = run(moved)
    assert rows(job, EDITIONS) == [("2015",), ("2016",)]
    assert any("the corpus was moved" in note for note in outcome.notes)
    (moved.corpus / "office/en/2015.txt").unlink()
    assert not any("moved" in note for note in run(moved).notes)
    assert rows(job, EDITIONS) == [("2016",)]


def test_a_folder_that_is_away_for_a_while_loses_nothing_to_another_corpus(
    job: Job, run: Run, corpus: Path, tmp_path: Path
) -> None:
    run(job)
    corpus.rename(tmp_path / "away")
    put(tmp_path / "other", "office/en/2017.txt", sample(2017))
    run(replace(job, corpus=tmp_path / "other"))
    assert rows(job, EDITIONS) == [("2014",), ("2015",), ("2016",), ("2017",)]


def test_force_replaces_rows_whose_result_differs_under_the_same_key(
    job: Job, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(job)

    def shouting(path: Path, *given: Any, **named: Any) -> Report:
        made = read_report(path, *given, **named)
        if path.stem != "2016":
            return made
        return replace(made, title="ANOTHER TITLE")

    monkeypatch.setattr("reportdiff.reading.read_report", shouting)
    run(replace(job, force=True))
    assert rows(job, "SELECT title, cause FROM editions WHERE edition = '2016'") == [
        ("ANOTHER TITLE", "version")
    ]
    assert len(rows(job, "SELECT DISTINCT run_id FROM editions")) == 2
    assert len(rows(job, "SELECT DISTINCT run_id FROM comparisons")) == 1


ODD = {
    "quotes": """it's "odd" `name`""",
    "semicolons": "x'; DROP TABLE editions; --",
    "emoji": "🎉 family 👨\u200d👩\u200d👧",
    "marks of direction": "تقرير\u200f 2016",
    "signs of patterns": "100% of [a]*_{b}",
}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_odd_names_of_series_and_editions_are_stored_as_they_are(
    job: Job, run: Run, corpus: Path, name: str
) -> None:
    for year in (1, 2):
        put(corpus, f"{name}/en/{name} {year}.txt", sample(2000 + year, money=40 + year))
    outcome = run(job)
    assert outcome.refused == ()
    asked = "SELECT edition, edition_id FROM editions WHERE series <> 'office' ORDER BY position"
    assert rows(job, asked) == [(f"{name} {year}", f"{name}/{name} {year}/en") for year in (1, 2)]
    assert rows(job, "SELECT count(*) FROM editions") == [(5,)]
    assert rows(job, "SELECT comparison_id FROM comparisons WHERE series <> 'office'") == [
        (f"{name}/{name} 1..{name} 2/en",)
    ]
    assert run(job).computed == 0


@pytest.mark.parametrize("name", ["two\nlines", "turned \u202eround", "bell\a"])
def test_names_that_cannot_be_shown_are_refused_in_one_line(
    job: Job, run: Run, corpus: Path, name: str
) -> None:
    put(corpus, f"{name}/en/2016.txt", sample(2016))
    put(corpus, f"office/en/{name}.txt", sample(2016))
    outcome = run(job)
    assert len(outcome.refused) == 2
    assert all(line.isprintable() for line in outcome.refused)
    assert rows(job, "SELECT count(*) FROM editions") == [(3,)]

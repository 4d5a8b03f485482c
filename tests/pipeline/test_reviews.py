"""An analyst's word survives every run, as long as the words that it is about stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.conftest import everything, put, rows, sample
from reportdiff.cli import app
from reportdiff.errors import ReviewError
from reportdiff.pipeline import Job, Outcome

Run = Callable[[Job], Outcome]


def decide(job: Job, *arguments: str) -> None:
    done = CliRunner().invoke(app, ["review", *arguments, "--series", "office", "--corpus", str(job.corpus)])
    assert done.exit_code == 0, done.output


def test_a_decision_on_a_link_holds_from_the_next_run_on(job: Job, run: Run) -> None:
    run(job)
    assert rows(job, "SELECT count(*) FROM links WHERE old = ['1'] AND new = ['2']") == [(0,)]
    decide(job, "link", "set", "1", "2", "--from", "2015", "--to", "2016")
    run(job)
    set_links = "SELECT confidence, review IS NOT NULL FROM links WHERE old = ['1'] AND new = ['2']"
    assert rows(job, set_links) == [(1.0, True)]
    assert rows(
        job, "SELECT what, old, new FROM changes WHERE old = ['1'] AND comparison_id LIKE '%2016%'"
    ) == [("rewritten", ["1"], ["2"])]
    assert rows(job, "SELECT decision, status FROM review_status") == [("set-link", "applied")]
    both = "(edition, address) IN (('2015', '1'), ('2016', '2'))"
    assert rows(job, f"SELECT count(DISTINCT lineage) FROM lineages WHERE {both}") == [(1,)]  # noqa: S608


def test_a_corrected_fact_is_what_is_stored_and_compared(job: Job, run: Run) -> None:
    run(job)
    decide(job, "fact", "correct", "1", "14", "--kind", "quantity", "--edition", "2016", "--set", "value=15")
    run(job)
    stored = "SELECT value FROM quantities WHERE edition_id = 'office/2016/en' AND unit = 'countries'"
    assert [float(str(value)) for (value,) in rows(job, stored)] == [15.0]
    moved = (
        "SELECT new_value FROM quantity_changes WHERE unit = 'countries' AND comparison_id LIKE '%..2016%'"
    )
    assert [float(str(value)) for (value,) in rows(job, moved)] == [15.0]


def test_a_run_with_the_same_reviews_computes_nothing(job: Job, run: Run) -> None:
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    before = everything(job)
    assert run(job).computed == 0
    assert everything(job) == before


def test_what_a_decision_changed_is_not_taken_for_our_own_upgrade(job: Job, run: Run) -> None:
    run(job)
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    assert rows(job, "SELECT count(*) FROM unlinked WHERE cause = 'version'") == [(0,)]
    assert rows(job, "SELECT sum(by_version) FROM change_summary") == [(0,)]


def test_a_decision_on_one_pair_touches_no_other(job: Job, run: Run) -> None:
    run(job)
    first = rows(job, "FROM links WHERE comparison_id = 'office/2014..2015/en'")
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    assert rows(job, "FROM links WHERE comparison_id = 'office/2014..2015/en'") == first


def test_where_the_words_have_changed_a_decision_is_a_finding(job: Job, run: Run) -> None:
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    decide(job, "fact", "reject", "1", "14", "--kind", "quantity", "--edition", "2016")
    put(job.corpus, "office/en/2016.txt", sample(2016, countries=17, money=45))
    run(job)
    found = rows(job, "SELECT address, stage FROM findings WHERE kind = 'review-not-applied' ORDER BY stage")
    assert found == [("1", "facts"), ("1", "pair")]
    assert rows(job, "SELECT DISTINCT status FROM review_status") == [("not-applied",)]
    assert rows(job, "SELECT count(*) FROM links WHERE old = ['1'] AND new = ['1']") == [(2,)]


def test_a_decision_that_is_taken_out_of_the_file_is_undone(job: Job, run: Run) -> None:
    run(job)
    before = rows(job, "SELECT comparison_id, old, new, relation FROM links ORDER BY ALL")
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    (job.corpus / "office" / "reviews.toml").unlink()
    run(job)
    assert rows(job, "SELECT comparison_id, old, new, relation FROM links ORDER BY ALL") == before
    assert rows(job, "FROM reviews") == []


def test_a_mistake_in_the_file_stops_the_run_before_anything_is_undone(job: Job, run: Run) -> None:
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    before = everything(job)
    file: Path = job.corpus / "office" / "reviews.toml"
    file.write_text(file.read_text(encoding="utf-8") + "[[review]]\ndecision = 'maybe'\n", encoding="utf-8")
    with pytest.raises(ReviewError, match="review 2: “maybe” is no decision"):
        run(job)
    assert everything(job) == before


def _write(job: Job, *, old: str, new: str) -> None:
    """An entry by hand; its digest is of no words."""
    file = job.corpus / "office" / "reviews.toml"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(
        f"{before}\n[[review]]\ndecision = 'set-link'\nlanguage = 'en'\n"
        f"old_edition = '{old}'\nold = ['1']\n"
        f"edition = '{new}'\nnew = ['1']\nwords = '0'\n",
        encoding="utf-8",
    )


def _statuses(job: Job) -> list[object]:
    return [status for (status,) in rows(job, "SELECT status FROM review_status ORDER BY edition, status")]


def test_a_decision_on_no_edition_held_is_a_finding_and_a_note(job: Job, run: Run) -> None:
    _write(job, old="2015", new="2031")
    outcome = run(job)
    assert any(
        "office/2031/en is not in the database: 1 decision on it has no effect" in n for n in outcome.notes
    )
    found = rows(job, "SELECT stage, edition_id, message FROM findings WHERE kind = 'review-not-applied'")
    ((stage, edition, message),) = found
    assert (stage, edition) == ("history", None)
    assert "there is no such edition" in str(message)
    assert _statuses(job) == ["no-such-edition"]


def test_an_edition_that_leaves_takes_its_decisions_with_it_and_the_run_says_so(job: Job, run: Run) -> None:
    decide(job, "note", "1", "Ask.", "--edition", "2016")
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    (job.corpus / "office/en/2016.txt").unlink()
    assert any("2 decisions on it have no effect" in note for note in run(job).notes)
    assert _statuses(job) == ["no-such-edition", "no-such-edition"]


def test_a_decision_from_a_later_edition_to_an_earlier_one_is_not_applied(job: Job, run: Run) -> None:
    _write(job, old="2016", new="2015")
    run(job)
    assert _statuses(job) == ["no-such-comparison"]


def test_a_decision_that_a_later_one_overrides_is_superseded_without_a_finding(job: Job, run: Run) -> None:
    decide(job, "link", "reject", "1", "1", "--from", "2015", "--to", "2016")
    decide(job, "link", "confirm", "1", "1", "--from", "2015", "--to", "2016")
    run(job)
    assert rows(job, "SELECT decision, status FROM review_status ORDER BY ALL") == [
        ("confirm-link", "applied"),
        ("reject-link", "superseded"),
    ]
    assert rows(job, "FROM findings WHERE kind = 'review-not-applied'") == []


def test_a_fact_that_a_person_decided_says_so_in_its_row(job: Job, run: Run) -> None:
    decide(job, "fact", "correct", "1", "14", "--kind", "quantity", "--edition", "2016", "--set", "value=15")
    run(job)
    decided = "SELECT CAST(value AS INTEGER) FROM quantities JOIN review_status USING (review)"
    assert rows(job, decided) == [(15,)]


@pytest.mark.parametrize("between", [1, 2])
def test_a_link_over_editions_joins_what_is_one_subject(job: Job, run: Run, between: int) -> None:
    for year in range(2017, 2017 + between):
        put(job.corpus, f"office/en/{year}.txt", sample(year))
    last = str(2016 + between)
    run(job)
    both = f"(edition, address) IN (('2015', '1'), ('{last}', '2'))"
    count = f"SELECT count(DISTINCT lineage) FROM lineages WHERE {both}"  # noqa: S608
    assert rows(job, count) == [(2,)]
    decide(job, "link", "set", "1", "2", "--from", "2015", "--to", last)
    run(job)
    assert rows(job, count) == [(1,)]
    assert _statuses(job) == ["applied"]
    computed = run(job).computed
    assert computed == 0


def test_a_subject_that_was_away_for_years_is_known_again_unless_an_analyst_says_no(
    job: Job, run: Run
) -> None:
    text = "4. A sample depot for seized substances was opened in the northern harbour with {} officers."
    for year, officers in ((2014, 20), (2015, None), (2016, None), (2017, 35)):
        end = f"\n{text.format(officers)}\n" if officers else ""
        put(job.corpus, f"office/en/{year}.txt", sample(year) + end)
    run(job)
    count = "SELECT count(DISTINCT lineage) FROM lineages WHERE address = '4'"
    assert rows(job, "SELECT edition FROM lineages WHERE address = '4' ORDER BY ALL") == [
        ("2014",),
        ("2017",),
    ]
    assert rows(job, count) == [(1,)]
    decide(job, "link", "reject", "4", "4", "--from", "2014", "--to", "2017")
    run(job)
    assert rows(job, count) == [(2,)]
    assert _statuses(job) == ["applied"]

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

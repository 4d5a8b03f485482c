"""`reportdiff review`: decisions are written with the words they are about, or refused with what there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.conftest import put, sample
from reportdiff.cli import app
from reportdiff.errors import ReportdiffError
from reportdiff.model import Decision
from reportdiff.reviews import read_reviews


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    put(tmp_path, "office/en/2015.txt", sample(2015))
    put(tmp_path, "office/en/2016.txt", sample(2016, countries=14, money=45))
    return tmp_path


def review(corpus: Path, *arguments: str) -> Result:
    options = [] if arguments[0] == "list" else ["--series", "office"]
    return CliRunner().invoke(app, ["review", *arguments, *options, "--corpus", str(corpus)])


def test_a_decision_on_a_link_is_written_with_a_digest_of_both_sides(corpus: Path) -> None:
    done = review(
        corpus, "link", "set", "1", "2,3", "--from", "2015", "--to", "2016", "--note", "One subject."
    )
    assert done.exit_code == 0
    assert "office/reviews.toml; the next `reportdiff run` applies it" in done.stdout
    (written,) = read_reviews(corpus / "office")
    assert (written.decision, written.old, written.addresses) == (Decision.SET_LINK, ("1",), ("2", "3"))
    assert (written.old_edition, written.edition, written.note) == ("2015", "2016", "One subject.")
    assert len(written.words) == 16


def test_the_same_decision_is_said_to_be_there_already(corpus: Path) -> None:
    review(corpus, "note", "1", "Ask again.", "--edition", "2016")
    again = review(corpus, "note", "1", "Ask again.", "--edition", "2016")
    assert "office/reviews.toml holds it already" in again.stdout
    assert len(read_reviews(corpus / "office")) == 1


def test_a_fact_is_named_by_a_part_of_its_words_and_kept_with_all_its_fields(corpus: Path) -> None:
    review(
        corpus, "fact", "correct", "1", "14", "--kind", "quantity", "--edition", "2016", "--set", "value=15"
    )
    (written,) = read_reviews(corpus / "office")
    assert written.decision is Decision.CORRECT_FACT
    assert written.values["value"] == "15"
    assert written.values["unit"] == written.subject


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("note", "99", "x", "--edition", "2016"), "there is no paragraph “99”"),
        (("note", "1", "x", "--edition", "2018"), "there is no edition “2018”; there is 2016, 2015"),
        (("link", "set", "1", "7", "--from", "2015", "--to", "2016"), "there is no paragraph “7”"),
        (
            ("fact", "reject", "1", "999", "--kind", "quantity", "--edition", "2016"),
            "0 facts of kind quantity with the words “999”; there is “14 countries”",
        ),
        (
            ("fact", "correct", "1", "14", "--kind", "quantity", "--edition", "2016", "--set", "value=many"),
            "“many” is no value of “value”",
        ),
        (("fact", "correct", "1", "14", "--kind", "quantity", "--edition", "2016"), "add --set parties=188"),
        (("note", "1", "x", "--edition", "2016", "--language", "fr"), "there is no edition in “fr”"),
        (("note", "7", "x", "--edition", "2016"), "there is no paragraph “7”; there is 3, 2, 1"),
        (("note", "1", " ", "--edition", "2016"), "the remark is empty"),
        (("link", "set", "1", "1", "--from", "2016", "--to", "2015"), "2016 is not earlier than 2015"),
        (("link", "set", "1", ",", "--from", "2015", "--to", "2016"), "paragraphs on both sides"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(
    corpus: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = review(corpus, *arguments)
    assert isinstance(refused.exception, ReportdiffError)
    assert said in str(refused.exception)
    assert read_reviews(corpus / "office") == ()


def test_decisions_are_listed_a_line_each(corpus: Path) -> None:
    review(corpus, "note", "1", "Ask again.", "--edition", "2016", "--reviewer", "A. Sample")
    review(corpus, "link", "reject", "1", "2", "--from", "2015", "--to", "2016")
    lines = review(corpus, "list").stdout.splitlines()
    assert "office en note 2016 1 — Ask again. · A. Sample" in lines[0]
    assert "reject-link 2015 1 → 2016 2" in lines[1]
    assert lines[2] == "2 reviews"


def test_a_correction_to_nothing_where_something_is_needed_is_refused(tmp_path: Path) -> None:
    text = sample(2016).replace("about $40 million", "$40 million, from the sample donors Norway and Japan")
    put(tmp_path, "office/en/2016.txt", text)
    told = ("fact", "correct", "3", "Norway", "--kind", "donor", "--edition", "2016", "--set", "donor=")
    refused = review(tmp_path, *told)
    assert "“donor” needs a value" in str(refused.exception)
    assert not (tmp_path / "office/reviews.toml").exists()


def test_a_decision_over_editions_says_what_it_decides(corpus: Path) -> None:
    put(corpus, "office/en/2014.txt", sample(2014))
    done = review(corpus, "link", "set", "1", "1", "--from", "2014", "--to", "2016")
    assert done.exit_code == 0
    assert "2014 and 2016 do not follow each other" in done.stdout


def test_the_list_says_what_became_of_each_decision(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    review(corpus, "note", "1", "Ask.", "--edition", "2016")
    review(corpus, "link", "reject", "1", "3", "--from", "2015", "--to", "2016")
    listed = ("list", "--database", str(out / "reportdiff.duckdb"))
    assert review(corpus, *listed).stdout.count("not yet applied: no run since") == 2
    assert CliRunner().invoke(app, ["run", "--corpus", str(corpus), "--output", str(out)]).exit_code == 0
    lines = review(corpus, *listed).stdout.splitlines()
    assert lines[0].endswith("  [applied]")
    assert lines[1].endswith("  [nothing-to-reject: nothing links these paragraphs]")


def test_a_folder_in_the_place_of_the_reviews_is_no_lack_of_them(corpus: Path) -> None:
    (corpus / "office/reviews.toml").mkdir()
    refused = review(corpus, "list")
    assert "office/reviews.toml: it cannot be read (it is no regular file)" in str(refused.exception)

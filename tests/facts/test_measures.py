"""The measures of bench/facts can fail, and hold on the phrases and on the real texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench.facts._corpora import CORPUSES, outcomes
from bench.facts._phrases import FROM_OUTSIDE, KINDS, OF_TESTS, phrase_scores, phrases, stated, traps
from bench.facts._score import Outcome, outcome
from bench.facts._truth import VALUES, Row, kept, kept_paragraphs, marked
from bench.sample_scores import Score

from passages import report_of
from reportdiff.facts import extract_facts
from reportdiff.model import Quantity

TEXT = "The Office trained 46 judges in about 12 countries; it spent $3 million."
MARKS = """# sample.txt
@ 1
trained [46] judges | 46 | persons
[12] countries | 12 | countries | about
$[3 million] | 3000000 | USD
"""
UNITS = frozenset({"persons", "countries", "ships"})
GOALS = {
    "treaties": (1.0, 0.95),
    "funding": (1.0, 0.95),
    "donors": (1.0, 0.95),
    "programmes": (0.9, 0.9),
    "quantities": (0.98, 0.97),
}


def rows_of(marks: str) -> list[Row]:
    """The rows of a private file on the sample text."""
    return [
        Row(row["file"], row["address"], int(row["start"]), int(row["end"]), row["sure"] == "yes",
            tuple(row[name] for name in VALUES["quantities"]))
        for row in marked(marks, "quantities", lambda _: {"1": TEXT})
    ]  # fmt: skip


def found() -> list[Quantity]:
    return list(extract_facts(report_of("en", TEXT)).quantities)


def scored(marks: str, facts: list[Quantity]) -> Outcome:
    return outcome("quantities", rows_of(marks), facts, UNITS)


# ------------------------------------------------------------------------------- the measure


def test_facts_that_stand_where_they_were_read_are_found_and_whole() -> None:
    result = scored(MARKS, found())
    assert result.found == result.whole == Score(3, 3, 3)


def test_a_fact_that_was_not_read_is_false_and_one_not_stated_is_missed() -> None:
    facts = found()
    stranger = replace(facts[0], place=replace(facts[0].place, start=0, end=3))
    result = scored(MARKS, [stranger, *facts[1:]])
    assert result.found == Score(2, 3, 3)
    assert [row.values[0] for row in result.missed] == ["46"]
    assert list(result.false) == [stranger]


def test_a_number_read_wrongly_is_both_missed_and_false() -> None:
    facts = found()
    result = scored(MARKS, [replace(facts[0], value=facts[0].value + 1), *facts[1:]])
    assert (len(result.missed), len(result.false)) == (1, 1)


def test_a_number_with_another_unit_is_found_but_not_whole() -> None:
    facts = found()
    result = scored(MARKS, [replace(facts[0], unit="ships"), *facts[1:]])
    assert (result.found.right, result.whole.right) == (3, 2)


def test_a_fact_stated_twice_is_right_once() -> None:
    facts = found()
    assert scored(MARKS, [facts[0], *facts]).found == Score(3, 4, 3)


def test_what_readers_may_take_either_way_is_neither_missed_nor_false() -> None:
    marks = MARKS.replace("46 | persons", "46 | persons | - | may")
    assert scored(marks, found()).found == scored(marks, found()[1:]).found == Score(2, 2, 2)


def test_of_a_noun_outside_the_vocabulary_no_unit_is_expected() -> None:
    marks = MARKS.replace("| persons", "| magistrates")
    facts = found()
    assert scored(marks, facts).whole.right == 2
    assert scored(marks, [replace(facts[0], unit=None), *facts[1:]]).whole.right == 3


@pytest.mark.parametrize("words", ["[47] judges", "[i]"])
def test_marked_words_must_be_in_their_paragraph_once(words: str) -> None:
    with pytest.raises(ValueError, match=r"is there \d+ times"):
        rows_of(f"# sample.txt\n@ 1\n{words} | 47 | persons")


# ------------------------------------------------------------------------------- what is kept


@pytest.mark.parametrize("kind", VALUES)
def test_rows_of_truth_stand_in_paragraphs_that_were_read(kind: str) -> None:
    rows, read = kept(kind), kept_paragraphs()
    assert rows
    assert len({(row.file, row.address, row.start, row.values) for row in rows}) >= len(rows) - 2
    assert all(0 <= row.start < row.end and row.address in read[row.file] for row in rows)


@pytest.mark.parametrize("folder", [OF_TESTS, FROM_OUTSIDE], ids=["tests", "outside"])
def test_phrases_state_only_what_is_compared(folder: Path) -> None:
    for _, kind, phrase in phrases(folder):
        assert stated(kind, phrase).total() == len(phrase.get("rows", []))
    assert sum(traps(folder).values()) > 40


# ------------------------------------------------------------------------------- the gate


@pytest.mark.parametrize("kind", KINDS)
def test_the_phrases_of_each_language_are_understood(kind: str) -> None:
    scores = {language: score for (language, one), score in phrase_scores(OF_TESTS).items() if one == kind}
    precision, recall = GOALS[kind]
    assert scores
    assert not {
        language: score
        for language, score in scores.items()
        if score.precision < precision or score.recall < recall
    }


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("treaty_counts", 1.0, 1.0),
        ("funding", 1.0, 1.0),
        ("donors", 1.0, 1.0),
        ("programmes", 0.9, 0.8),
        ("quantities", 0.98, 0.97),
    ],
)
def test_the_flagship_is_understood(shared: Path, kind: str, precision: float, recall: float) -> None:
    assert shared
    found = outcomes(CORPUSES[0])[kind].found
    assert found.true
    assert found.precision >= precision
    assert found.recall >= recall

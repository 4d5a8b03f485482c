"""The measures of bench/facts can fail, and hold on the phrases and on the real texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench.facts._corpora import outcome_of
from bench.facts._phrases import (
    KINDS,
    OF_TESTS,
    PhraseSet,
    outside_sets,
    phrase_scores,
    phrases,
    score_of_kind,
    stated,
    traps,
)
from bench.facts._score import Outcome, outcome, reaches
from bench.facts._speed import READERS
from bench.facts._truth import VALUES, Row, first_looks, kept, kept_paragraphs, kept_sets, marked
from bench.sample_scores import LANGUAGES, SAMPLE, Score, fact_scores

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


def test_any_unit_is_right_where_the_truth_leaves_it_open() -> None:
    assert scored(MARKS.replace("| persons", "| *"), found()).whole.right == 3


@pytest.mark.parametrize("words", ["[47] judges", "[i]"])
def test_marked_words_must_be_in_their_paragraph_once(words: str) -> None:
    with pytest.raises(ValueError, match=r"is there \d+ times"):
        rows_of(f"# sample.txt\n@ 1\n{words} | 47 | persons")


def test_outcomes_of_several_files_add_up() -> None:
    one = scored(MARKS, found()[1:])
    both = one + scored(MARKS, found())
    assert both.found == Score(5, 5, 6)
    assert both.missed == one.missed


@pytest.mark.parametrize(
    ("kind", "score"), [("quantities", Score(98, 100, 100)), ("treaties", Score(95, 95, 100))]
)
def test_a_goal_is_reached_with_its_precision_and_its_recall(kind: str, score: Score) -> None:
    assert reaches(kind, score)


@pytest.mark.parametrize(
    ("kind", "score"),
    [
        ("quantities", Score(97, 100, 100)),
        ("quantities", Score(96, 96, 100)),
        ("treaty_counts", Score(99, 100, 100)),
        ("funding", Score(0, 1, 0)),
    ],
)
def test_a_goal_is_missed_with_either_of_them(kind: str, score: Score) -> None:
    assert not reaches(kind, score)


@pytest.mark.parametrize("name", READERS)
def test_every_reader_that_is_timed_is_there(name: str) -> None:
    owner, work = READERS[name]
    assert callable(getattr(owner, work))


# ------------------------------------------------------------------------------- what is kept


@pytest.mark.parametrize("kind", VALUES)
def test_rows_of_truth_stand_in_paragraphs_that_were_read_for_their_kind(kind: str) -> None:
    read = {
        (file, address)
        for one in kept_sets()
        if kind in one.kinds
        for file, places in kept_paragraphs(one.name).items()
        for address in places
    }
    rows = kept(kind)
    assert rows
    assert len({(row.file, row.address, row.start, row.values) for row in rows}) >= len(rows) - 2
    assert all(0 <= row.start < row.end and (row.file, row.address) in read for row in rows)


@pytest.mark.parametrize("kind", VALUES)
def test_no_paragraph_is_measured_twice_for_a_kind(kind: str) -> None:
    read = [
        (file, address)
        for one in kept_sets()
        if kind in one.kinds
        for file, places in kept_paragraphs(one.name).items()
        for address in places
    ]
    assert len(set(read)) == len(read)


def test_every_set_of_truth_has_paragraphs_and_every_unseen_one_its_first_look() -> None:
    for one in kept_sets():
        assert kept_paragraphs(one.name)
        assert set(one.held_to) <= set(one.kinds) <= set(VALUES)
        assert one.tuned or not one.held_to
        assert one.tuned or all((one.name, kind) in first_looks() for kind in one.kinds)


PHRASES = [OF_TESTS, *(one.folder for one in outside_sets())]


@pytest.mark.parametrize("folder", PHRASES, ids=lambda folder: folder.name)
def test_phrases_state_only_what_is_compared(folder: Path) -> None:
    for _, kind, phrase in phrases(folder):
        assert stated(kind, phrase).total() == len(phrase.get("rows", []))
    assert sum(traps(folder).values()) >= 20


@pytest.mark.parametrize("folder", PHRASES, ids=lambda folder: folder.name)
def test_phrases_are_there_in_six_languages(folder: Path) -> None:
    assert {language for language, _, _ in phrases(folder)} >= set(LANGUAGES)


# ------------------------------------------------------------------------------- the gate


@pytest.mark.parametrize("kind", KINDS)
def test_the_phrases_of_each_language_are_understood(kind: str) -> None:
    scores = {language: score for (language, one), score in phrase_scores(OF_TESTS).items() if one == kind}
    assert scores
    assert not {language: score for language, score in scores.items() if not reaches(kind, score)}


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        pytest.param(one, kind, id=f"{one.name}-{kind}")
        for one in outside_sets()
        if one.tuned
        for kind in one.held_to
    ],
)
def test_phrases_from_the_outside_that_have_been_read_are_understood(one: PhraseSet, kind: str) -> None:
    score = score_of_kind(one.folder, kind)
    assert score.true
    assert reaches(kind, score)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_series_is_understood_in_each_language(language: str) -> None:
    assert (SAMPLE / language).is_dir()
    scores = fact_scores(language)
    assert all(score.true for score in scores.values())
    assert not {kind: score for kind, score in scores.items() if not reaches(kind, score)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [pytest.param(one.name, kind, id=f"{one.name}-{kind}") for one in kept_sets() for kind in one.held_to],
)
def test_real_texts_that_have_been_read_are_understood(shared: Path, name: str, kind: str) -> None:
    assert shared
    found = outcome_of(name, kind).found
    assert reaches(kind, found)

"""Numbers that recognition of a scan misread are told by the number that is due, and said to be so."""

from __future__ import annotations

import pytest

from reportdiff.language.structure import structure_rules
from reportdiff.reading._block import Block
from reportdiff.reading._misread import misread_number
from reportdiff.reading._structure import Structured, structured

TEXT = "The sample unit wrote down what it had done in the year."


def read(*labels: str) -> Structured:
    return structured([Block(f"{label} {TEXT}") for label in labels], structure_rules("en"))


def addresses(*labels: str) -> list[str]:
    return [paragraph.address for paragraph in read(*labels).paragraphs]


@pytest.mark.parametrize(
    ("printed", "due"), [("lU.", 14), ("2k.", 24), ("3l+.", 34), ("1+6.", 46), ("17^", 17), ("S.", 5)]
)
def test_signs_that_look_like_the_number_due_can_be_it(printed: str, due: int) -> None:
    label = misread_number(f"{printed} {TEXT}", due)
    assert label is not None
    assert (label.value, label.printed) == (due, printed)


@pytest.mark.parametrize(("printed", "due"), [("Mr.", 14), ("lU.", 15), ("A.", 1), ("14", 14)])
def test_other_signs_are_no_misread_number(printed: str, due: int) -> None:
    assert misread_number(f"{printed} {TEXT}", due) is None


def test_a_misread_number_between_its_neighbours_is_taken_with_a_finding() -> None:
    document = read("1.", "2.", "3.", "U.", "5.")
    assert [paragraph.address for paragraph in document.paragraphs] == ["1", "2", "3", "4", "5"]
    assert [(one.kind, one.address) for one in document.findings] == [("number-misread", "4")]


def test_nothing_is_taken_for_a_number_that_stands_further_on() -> None:
    assert addresses("1.", "2.", "3.", "U.", "4.", "5.") == ["1", "2", "3", "p1", "4", "5"]


def test_at_the_end_only_a_document_that_misread_before_misreads_again() -> None:
    assert addresses("1.", "2.", "3.", "U.")[-1] == "p1"
    assert addresses("1.", "2.", "3.", "U.", "5.", "b.")[-1] == "6"

"""What the front matter says of the document, in whichever language its letterhead is."""

from __future__ import annotations

import pytest

from reportdiff.language.structure import structure_rules
from reportdiff.reading._front import front_of


def test_a_letterhead_in_english_dates_a_document_in_another_language() -> None:
    front = ["S/2031/7", "11 March 2031", "Russian", "Письмо представителя образца"]
    assert front_of(front, [], [], structure_rules("ru")).meta.date == "2031-03-11"


def test_what_leads_in_is_no_part_of_the_title() -> None:
    front = ["S/2031/7", "Sample letter of the unit", "On behalf of the samples, which are:"]
    assert front_of(front, [], [], structure_rules("en")).title == "Sample letter of the unit"


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("A/80/6 (Sect. 16)", "A/80/6 (Sect. 16)"),
        ("S/2031/7", "S/2031/7"),
        ("A/99/7–S/2031/7", "A/99/7–S/2031/7"),
        ("A/99/7-S/2031/7", "A/99/7–S/2031/7"),
        ("S/RES/2231 (2015)", "S/RES/2231 (2015)"),
    ],
)
def test_a_line_that_is_a_symbol_is_the_document_s(printed: str, symbol: str) -> None:
    assert front_of([printed], [], [], structure_rules("en")).symbol == symbol


def test_items_of_a_preliminary_list_are_agenda_items() -> None:
    line = "Items 137 and 138 of the preliminary list"
    assert front_of([line], [], [], structure_rules("en")).meta.agenda_item == line

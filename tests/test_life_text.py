"""A paragraph's life in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportdiff._life_text import life_json, life_text
from reportdiff.store import Life, LifeStep, MovedFigure

FIRST = LifeStep(
    edition="2018",
    address="7",
    section="Work",
    page=3,
    text="The sample office trained 120 officers.",
    what="added",
    previous_edition="2017",
    previous=(),
    previous_text="",
    shape=None,
    moved=False,
    confidence=None,
    figures=(),
    gone_in=None,
)
EDITED = replace(
    FIRST,
    edition="2019",
    address="9",
    text="The sample office trained 150 officers.",
    what="figures",
    previous_edition="2018",
    previous=("7",),
    previous_text=FIRST.text,
    shape="one-to-one",
    confidence=0.9,
    figures=(MovedFigure(Decimal(120), Decimal(150), "persons", None, "120 officers", "150 officers"),),
)
AGAIN = replace(
    EDITED, edition="2021", what="added", previous=(), previous_text="", figures=(), gone_in="2022"
)
LIFE = Life(
    "sample", "en", "2018#7", ("2017", "2018", "2019", "2020", "2021", "2022"), (FIRST, EDITED, AGAIN)
)


def _text() -> str:
    return "\n".join(life_text(LIFE, "9", "2019"))


def test_the_first_line_says_what_was_asked() -> None:
    assert _text().splitlines()[0] == "sample · en · 9 of 2019"


def test_the_first_appearance_is_said_with_its_words() -> None:
    assert "2018  7  first seen (page 3)\n    in Work\n    The sample office trained 120 officers." in _text()


def test_a_rewording_is_shown_word_by_word_with_the_figures_that_moved() -> None:
    assert "2019  9  figures from 2018 7 (confidence 0.90, page 3)" in _text()
    assert "The sample office trained [-120-]{+150+} officers." in _text()
    assert "persons: 120 → 150 (+30, +25.0%)" in _text()


def test_an_edition_without_the_subject_is_said_to_be_silent_and_its_return_too() -> None:
    assert "\n2020  not there\n\n2021  9  there again" in _text()


def test_the_edition_in_which_it_left_is_named() -> None:
    assert _text().endswith("2022  gone: nothing in this edition is linked to it")


def test_where_a_doubtful_link_leads_on_it_is_not_said_to_be_gone() -> None:
    followed = replace(AGAIN, gone_in=None)
    text = "\n".join(life_text(replace(LIFE, steps=(FIRST, EDITED, followed)), "9", "2019"))
    assert "2022  not followed further" in text


def test_an_identical_paragraph_is_not_printed_twice() -> None:
    same = replace(EDITED, what="identical", figures=())
    text = "\n".join(life_text(replace(LIFE, steps=(FIRST, same)), "9", "2019"))
    assert text.count("trained") == 1


def test_the_json_form_holds_numbers_and_both_texts() -> None:
    step = life_json(LIFE)["steps"][1]
    assert step["previous_text"] == FIRST.text
    assert step["figures"][0]["new_value"] == 150
    assert step["previous"] == ("7",)

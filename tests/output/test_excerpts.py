"""Excerpts are short, show what changed, and never cut a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.output._diff import Mark, Piece, marked_words
from reportdiff.output._excerpts import changed_excerpt, marked_excerpt, plain_excerpt, width

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORDS = st.lists(
    st.sampled_from(
        ["the", "office", "trained", "1,150", "2.85", "187", "189", "30", "officers", "及", "国家", "。"]
    ),
    max_size=40,
).map(" ".join)


def _text(pieces: list[Piece] | tuple[Piece, ...], *marks: Mark) -> str:
    return "".join(piece.text for piece in pieces if piece.mark in marks)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_can_be_rebuilt_from_the_marked_words(old: str, new: str) -> None:
    pieces = marked_words(old, new, "en")
    assert _text(pieces, Mark.SAME, Mark.NEW).split() == new.split()
    assert _text(pieces, Mark.SAME, Mark.OLD).split() == old.split()


@settings(derandomize=True, max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_every_number_of_an_excerpt_is_a_number_of_its_text(old: str, new: str) -> None:
    numbers = {*NUMBER.findall(old), *NUMBER.findall(new)}
    for piece in (*changed_excerpt(old, new, "en"), *plain_excerpt(new, "en", None, 40)):
        assert set(NUMBER.findall(piece.text)) <= numbers


def test_a_changed_number_is_marked_whole() -> None:
    pieces = marked_words("The count rose to 187 parties.", "The count rose to 189 parties.", "en")
    assert [piece.text.strip() for piece in pieces if piece.mark is not Mark.SAME] == ["187", "189"]


def test_a_currency_sign_and_a_per_cent_sign_stay_with_their_number() -> None:
    pieces = marked_words("It got US$ 2.5 million, or 3 %.", "It got US$ 2.9 million, or 4 %.", "en")
    changed = [piece.text.strip() for piece in pieces if piece.mark is not Mark.SAME]
    assert changed == ["US$ 2.5", "US$ 2.9", "3 %", "4 %"]
    assert _text(plain_excerpt("The fund had about $ 1,150 in all.", "en", None, 22), Mark.SAME).endswith(
        "about"
    )


def test_few_common_words_between_changes_are_taken_into_the_change() -> None:
    pieces = marked_words("Work on the harbour ended", "Talks about the bridge began", "en")
    assert [piece.mark for piece in pieces] == [Mark.OLD, Mark.NEW]


def test_unchanged_stretches_are_left_out_and_changed_figures_come_first() -> None:
    filler = "This sample sentence says the same in either year and goes on for a while. " * 6
    old = f"Apples were sold by some. {filler}The fund had 12 members. {filler}Pears were {'very ' * 80}good."
    new = (
        f"Grapes were sold by some. {filler}The fund had 15 members. {filler}Plums were {'quite ' * 80}good."
    )
    excerpt = changed_excerpt(old, new, "en")
    assert "15" in _text(excerpt, Mark.NEW)
    assert "12" in _text(excerpt, Mark.OLD)
    assert any(piece.mark is Mark.GAP for piece in excerpt)
    assert sum(width(piece.text) for piece in excerpt) < 700


@settings(derandomize=True, max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_no_change_is_left_out_without_being_counted(old: str, new: str) -> None:
    shown, hidden = _shown_and_hidden(changed_excerpt(old, new, "en"))
    assert shown + hidden == _shown_and_hidden(marked_words(old, new, "en"))[0]


def _shown_and_hidden(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many changes an excerpt shows, and how many it says that it leaves out."""
    marks = [piece.mark for piece in pieces if piece.mark is not Mark.CUT]
    shown = sum(changed for changed, _ in groupby(mark in (Mark.OLD, Mark.NEW) for mark in marks))
    return shown, sum(int(piece.text) for piece in pieces if piece.mark is Mark.HIDDEN)


def test_changes_that_do_not_fit_are_counted_where_they_stood() -> None:
    filler = "This sample sentence says the same in either year and goes on for a while. "
    old = "".join(f"{filler}{f'The {name} fund was large and old. ' * 6}" for name in ("red", "blue", "grey"))
    new = "".join(f"{filler}{f'A {name} tree has grown so well. ' * 6}" for name in ("red", "blue", "grey"))
    excerpt = changed_excerpt(old, new, "en")
    shown, hidden = _shown_and_hidden(excerpt)
    assert hidden > 0
    assert shown + hidden == _shown_and_hidden(marked_words(old, new, "en"))[0]
    assert sum(width(piece.text) for piece in excerpt) < 1200


def test_a_plain_excerpt_goes_to_the_fact_it_is_about() -> None:
    text = (
        "Nothing much to tell here in this sample. " * 20 + "Parties numbered 189 at the end." + " More." * 50
    )
    start = text.index("189")
    excerpt = plain_excerpt(text, "en", (start, start + 3), 120)
    assert "189" in _text(excerpt, Mark.SAME)
    assert excerpt[0].mark is Mark.GAP
    assert excerpt[-1].mark is Mark.GAP


def test_the_figure_of_a_marked_excerpt_stands_out() -> None:
    text = "The sample office trained 480 officers in 15 ports during the whole of the year, and more later."
    start = text.index("480")
    excerpt = marked_excerpt(text, "en", (start, start + len("480 officers")))
    assert [piece.text for piece in excerpt if piece.mark is Mark.NEW] == ["480 officers"]

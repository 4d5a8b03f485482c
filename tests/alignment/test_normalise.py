"""The form on which texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment._normalise import normalise

SAME = [
    ("ＵＮ　２０１６", "UN 2016"),
    ("“quiet” ‘year’", "\"quiet\" 'year'"),
    ("2010–2012 — a truce", "2010-2012 - a truce"),
    ("eﬃcient oﬀice", "efficient office"),
    ("co\u00adoperate\u200b", "cooperate"),
    ("在 2016 年， 有 187 个国家。", "在2016年,有187个国家."),
    ("（a）向渔民提供船只", "(a) 向渔民提供船只"),
    ("12. Boats were lent.", "Boats were lent."),
    ("(iv) Boats were lent.", "Boats were lent."),
    ("（三）船只出借。", "船只出借。"),
    ("三、船只出借。", "船只出借。"),
    ("• Boats were lent.", "Boats were lent."),
    ("« calme » : oui", '"calme": oui'),
    ("línea  uno\nlínea dos", "línea uno línea dos"),
]
DIFFERENT = [
    ("10² boats", "102 boats"),
    ("½ of them", "1/2 of them"),
    ("1.5 million boats", "5 million boats"),
    ("2016 was calm", "was calm"),
    ("Boats were lent.", "boats were lent."),
    ("187", "189"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_is_folded_away(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_said_is_kept(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_text_that_is_only_a_label_is_kept() -> None:
    assert normalise("(a) ") == "(a)"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_spaces_at_the_ends_and_doubled_never_matter(text: str) -> None:
    assert normalise(f"  {text}\n") == normalise(text)

"""The form on which texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment._normalise import list_label, normalise

SAME = [
    ("ＵＮ　２０１６", "UN 2016"),
    ("“quiet” ‘year’", "\"quiet\" 'year'"),
    ("2010–2012 — a truce", "2010-2012 - a truce"),
    ("eﬃcient oﬀice", "efficient office"),
    ("co\u00adoperate\u200b", "cooperate"),
    ("在 2016 年， 有 187 个国家。", "在2016年,有187个国家."),
    ("（a）向渔民提供船只", "(a) 向渔民提供船只"),
    ("（三）船只出借。", "(三)船只出借."),
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
    ("12. Tagung des Hafenrats", "13. Tagung des Hafenrats"),
    ("5. Mai 2020 war ein Feiertag", "6. Mai 2020 war ein Feiertag"),
    ("J. Smith rowed home", "K. Smith rowed home"),
    ("(5) million boats", "(6) million boats"),
    ("- 5 degrees", "5 degrees"),
    ("二、三产业增长", "三产业增长"),
    ("(a) Boats were lent.", "(b) Boats were lent."),
]
LABELS = [
    ("12. Boats were lent.", "12. "),
    ("(iv) Boats were lent.", "(iv) "),
    ("b) Boats were lent.", "b) "),
    ("(三)船只出借.", "(三)"),
    ("三,船只出借.", "三,"),
    ("12,船只出借.", "12,"),
    ("- Boats were lent.", "- "),
    ("Boats were lent.", ""),
    ("1.5 million boats", ""),
    ("2016 was calm", ""),
    ("(a)", ""),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_is_folded_away(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_said_is_kept(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_the_label_of_a_list_item_is_told_from_its_text(text: str, label: str) -> None:
    assert list_label(text) == label


@pytest.mark.parametrize("text", ["(a)", "•", "12."])
def test_a_text_that_is_only_a_label_is_kept(text: str) -> None:
    assert normalise(f"{text} ") == text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_spaces_at_the_ends_and_doubled_never_matter(text: str) -> None:
    assert normalise(f"  {text}\n") == normalise(text)

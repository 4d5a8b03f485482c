"""How the words of two texts relate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment._relations import Relations, joined
from reportdiff.alignment._units import Unit, prepare
from reportdiff.model import Relation


def between(old: str, new: str, language: str | None = "en") -> tuple[Relation, float]:
    left, right, texts = prepare([Unit(old)], [Unit(new)])
    return Relations(texts.vocabulary, 0.45, language).between(joined(left, [0]), joined(right, [0]))


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("12 March 2025", "11 June 2025", "en"),
        ("187", "189", None),
        ("187", "1,890", None),
        ("三月", "六月", "zh"),
        ("Fees rose by 5 million.", "Fees rose by 5,200,000.", "en"),
        ("Twenty-one boats sailed.", "Thirty boats sailed.", "en"),
        ("In May two boats sank.", "In October two boats sank.", "en"),
        ("第一次会议统一了三个码头的收费。", "第二次会议统一了十二个码头的收费。", "zh"),
    ],
)
def test_where_only_figures_differ_the_relation_is_figures(old: str, new: str, language: str | None) -> None:
    assert between(old, new, language)[0] is Relation.FIGURES


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("Captains may report their catch.", "Captains report their catch.", "en"),
        ("Crews must march toward the pier.", "Crews must toward the pier.", "en"),
        ("At least three may moor here.", "At least three moor here.", "en"),
        ("Fees of 5 million dollars were paid.", "Fees of dollars were paid.", "en"),
        ("It got no letters from three crews.", "It got 5 letters from three crews.", "en"),
        ("进一步推动码头统一收费。", "进步推动码头统收费。", "zh"),
        ("码头统一收费，渔民表示欢迎。", "码头统三收费，渔民表示欢迎。", "zh"),
        ("In March two boats sank.", "In October two boats sank.", None),
        ("Boats 5 and 6 left the pier.", "Boats 5 left the pier.", "en"),
    ],
)
def test_words_that_came_or_went_are_more_than_figures(old: str, new: str, language: str | None) -> None:
    assert between(old, new, language)[0] is Relation.EDITED


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("ab1二 -.", max_size=20), st.text("ab1二 -.", max_size=20))
def test_only_identical_texts_have_a_similarity_of_one(old: str, new: str) -> None:
    relation, similarity = between(old, new, "zh")
    assert (relation is Relation.IDENTICAL) == (similarity == 1.0)
    assert between(new, old, "zh")[0] is relation


def test_similarity_is_the_share_of_tokens_in_the_same_order() -> None:
    assert between("one two x four", "one y two four")[1] == pytest.approx(2 * 3 / 8)

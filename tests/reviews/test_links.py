"""Decisions on links: what they leave of a comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment import compare
from reportdiff.model import Comparison, Decision, Relation, Report, Review, ReviewStatus, Shape
from reportdiff.reviews import Standing, digest_of, review_findings, standing, with_link_reviews
from small_reports import comparison, link, report

OLD = report(
    "2020",
    {
        "1": "The sample office opened two branches in the north.",
        "2": "Training reached 120 officers.",
        "3": "Costs rose slightly.",
    },
)
NEW = report(
    "2021",
    {
        "1": "The sample office opened three branches in the north.",
        "2": "Training reached 150 officers and 30 judges.",
        "3": "A new depot was built.",
        "4": "Judges were trained too.",
    },
)
FOUND = comparison(OLD, NEW, link("1", "1"), link("2", "2 4", confidence=0.6), link("3", "3", confidence=0.3))


def review_of(decision: Decision, old: str, new: str, *, before: Report = OLD, after: Report = NEW) -> Review:
    """A decision on a link, made on the words as they are."""
    olds, news = tuple(old.split()), tuple(new.split())
    texts = [
        [p.text for p in one.paragraphs if p.address in side] for one, side in ((before, olds), (after, news))
    ]
    return Review(
        f"{decision}-{old}-{new}",
        "sample-series",
        "en",
        decision,
        "2021",
        news,
        digest_of(*texts),
        old_edition="2020",
        old=olds,
    )


def _sides(made: Comparison) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(one.old, one.new) for one in made.links]


def test_a_rejected_link_leaves_its_paragraphs_added_and_dropped() -> None:
    made = with_link_reviews(FOUND, OLD, NEW, [review_of(Decision.REJECT_LINK, "3", "3")])
    assert _sides(made) == [(("1",), ("1",)), (("2",), ("2", "4"))]
    assert (made.added, made.dropped) == (("3",), ("3",))


def test_a_confirmed_link_is_certain_and_says_who_confirmed_it() -> None:
    decided = review_of(Decision.CONFIRM_LINK, "3", "3")
    (_, _, confirmed) = sorted(
        with_link_reviews(FOUND, OLD, NEW, [decided]).links, key=lambda one: one.old[0]
    )
    assert (confirmed.confidence, confirmed.review) == (1.0, decided.id)
    assert confirmed.relation is FOUND.links[2].relation


def test_a_confirmed_link_is_set_again_where_another_version_would_not_link_it() -> None:
    silent = comparison(OLD, NEW, link("1", "1"))
    made = with_link_reviews(silent, OLD, NEW, [review_of(Decision.CONFIRM_LINK, "3", "3")])
    assert (("3",), ("3",)) in _sides(made)


def test_a_link_set_by_hand_takes_its_paragraphs_out_of_all_others() -> None:
    made = with_link_reviews(FOUND, OLD, NEW, [review_of(Decision.SET_LINK, "3", "4")])
    assert _sides(made) == [(("1",), ("1",)), (("2",), ("2",)), (("3",), ("4",))]
    assert made.added == ("3",)
    assert made.links[2].review == "set-link-3-4"
    assert made.links[1].confidence == 0.6


def test_a_split_that_loses_a_part_is_a_link_of_what_is_left() -> None:
    made = with_link_reviews(FOUND, OLD, NEW, [review_of(Decision.REJECT_LINK, "2", "4")])
    left = next(one for one in made.links if one.old == ("2",))
    assert (left.new, left.shape) == (("2",), Shape.ONE_TO_ONE)
    assert made.added == ("4",)


def test_the_relation_of_a_link_by_hand_is_that_of_its_words() -> None:
    made = with_link_reviews(comparison(OLD, NEW), OLD, NEW, [review_of(Decision.SET_LINK, "1", "1")])
    assert made.links[0].relation is Relation.FIGURES
    assert 0.8 < made.links[0].similarity < 1


def test_of_decisions_that_contradict_each_other_the_later_one_holds() -> None:
    both = [review_of(Decision.CONFIRM_LINK, "3", "3"), review_of(Decision.REJECT_LINK, "3", "3")]
    assert (("3",), ("3",)) not in _sides(with_link_reviews(FOUND, OLD, NEW, both))
    assert (("3",), ("3",)) in _sides(with_link_reviews(FOUND, OLD, NEW, both[::-1]))


def _outcomes(*decided: Review) -> list[ReviewStatus]:
    return [outcome.status for outcome in with_link_reviews(FOUND, OLD, NEW, decided).reviews]


def test_a_decision_that_a_later_one_takes_back_says_so() -> None:
    confirm, reject = review_of(Decision.CONFIRM_LINK, "3", "3"), review_of(Decision.REJECT_LINK, "3", "3")
    assert _outcomes(confirm, reject) == [ReviewStatus.SUPERSEDED, ReviewStatus.APPLIED]
    assert _outcomes(reject, confirm) == [ReviewStatus.SUPERSEDED, ReviewStatus.APPLIED]
    elsewhere = review_of(Decision.SET_LINK, "3", "4")
    assert _outcomes(confirm, elsewhere) == [ReviewStatus.SUPERSEDED, ReviewStatus.APPLIED]


def test_a_rejection_of_what_nothing_links_says_so() -> None:
    decided = review_of(Decision.REJECT_LINK, "1", "3")
    assert _outcomes(decided) == [ReviewStatus.NOTHING_TO_REJECT]
    made = with_link_reviews(FOUND, OLD, NEW, [decided])
    assert [finding.kind for finding in review_findings([decided], made.reviews, NEW)] == [
        "review-not-applied"
    ]


def test_a_link_by_hand_has_moved_where_it_crosses_others() -> None:
    silent = comparison(OLD, NEW, link("2", "2"))
    (crossing, _) = with_link_reviews(silent, OLD, NEW, [review_of(Decision.SET_LINK, "3", "1")]).links
    assert crossing.moved
    (_, following) = with_link_reviews(silent, OLD, NEW, [review_of(Decision.SET_LINK, "3", "4")]).links
    assert not following.moved


def test_a_decision_on_other_words_is_not_applied_and_becomes_a_finding() -> None:
    stale = replace(review_of(Decision.REJECT_LINK, "3", "3"), words="0" * 16)
    made = with_link_reviews(FOUND, OLD, NEW, [stale])
    assert replace(made, reviews=()) == FOUND
    (finding,) = review_findings([stale], made.reviews, NEW)
    assert (finding.kind, finding.address, finding.edition) == ("review-not-applied", "3", "2021")
    assert "3 of 2020 and 3 of 2021" in finding.message


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (review_of(Decision.SET_LINK, "3", "3"), Standing.APPLIED),
        (replace(review_of(Decision.SET_LINK, "3", "3"), old=("9",)), Standing.NO_SUCH_PARAGRAPH),
        (replace(review_of(Decision.SET_LINK, "3", "3"), words="x"), Standing.OTHER_WORDS),
    ],
)
def test_a_decision_knows_how_it_stands(decided: Review, said: Standing) -> None:
    assert standing(decided, NEW, OLD) is said
    assert standing(decided, NEW, None) is Standing.NO_SUCH_EDITION


def test_another_line_break_is_no_other_wording() -> None:
    assert digest_of(["one\ntwo  three"], ["four"]) == digest_of(["one two three"], [" four"])
    assert digest_of(["one"], ["two"]) != digest_of(["one two"], [])


_ADDRESSES = st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, max_size=2, unique=True)
_NEW_ADDRESSES = st.lists(st.sampled_from(["1", "2", "3", "4"]), min_size=1, max_size=2, unique=True)
_DECISIONS = st.sampled_from([Decision.CONFIRM_LINK, Decision.REJECT_LINK, Decision.SET_LINK])


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(_DECISIONS, _ADDRESSES, _NEW_ADDRESSES), max_size=4))
def test_whatever_is_decided_every_paragraph_is_in_a_link_or_added_or_dropped(
    decided: list[tuple[Decision, list[str], list[str]]],
) -> None:
    reviews = [review_of(what, " ".join(sorted(old)), " ".join(sorted(new))) for what, old, new in decided]
    made = with_link_reviews(compare(OLD, NEW), OLD, NEW, reviews)
    linked = {address for one in made.links for address in one.new}
    assert linked | set(made.added) == {p.address for p in NEW.paragraphs}
    assert linked.isdisjoint(made.added)
    gone = {address for one in made.links for address in one.old}
    assert gone | set(made.dropped) == {p.address for p in OLD.paragraphs}
    for review in reviews[-1:]:
        pairs = {(a, b) for one in made.links for a in one.old for b in one.new}
        meant = {(a, b) for a in review.old for b in review.addresses}
        assert pairs.isdisjoint(meant) if review.decision is Decision.REJECT_LINK else meant <= pairs

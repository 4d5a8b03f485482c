"""Decisions on facts: what they leave of what an edition states."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reportdiff.model import Decision, Donor, FactKind, Facts, ProgrammeFigure, Review, ReviewStatus
from reportdiff.reviews import digest_of, fact_fields, with_fact_reviews
from small_reports import donor, money, parties, quantity, report

EDITION = report(
    "2021",
    {
        "1": "The sample treaty has 185 parties and 12 signatories.",
        "2": "Pledges came to 900 dollars, given by Exempla and Testland.",
    },
)
FACTS = Facts(
    treaty_counts=(parties(EDITION, "1", 185),),
    funding=(money(EDITION, "2", "900 dollars", "900", period="2021"),),
    donors=(donor(EDITION, "2", "Exempla", "EXE"), donor(EDITION, "2", "Testland", "TST")),
    quantities=(
        quantity(EDITION, "1", "185", "185", "parties"),
        quantity(EDITION, "1", "12", "12", "states"),
    ),
)


def review_of(decision: Decision, address: str, kind: FactKind, quote: str, /, **fields: object) -> Review:
    """A decision on a fact, made on the words as they are."""
    text = next(p.text for p in EDITION.paragraphs if p.address == address)
    made = Review(
        "r1", "sample-series", "en", decision, "2021", (address,), digest_of([text]), fact=kind, quote=quote
    )
    values: dict[str, object] = {"values": {name: str(value) for name, value in fields.items()}}
    return replace(made, **values)  # type: ignore[arg-type]


def undecided(facts: Facts) -> Facts:
    """The facts without what is told of decisions on them."""
    kinds = ("treaty_counts", "funding", "donors", "programmes", "quantities")
    plain: dict[str, Any] = {
        kind: tuple(replace(one, review=None) for one in getattr(facts, kind)) for kind in kinds
    }
    return replace(facts, **plain, reviews=())


def outcomes(facts: Facts) -> dict[str, ReviewStatus]:
    return {outcome.review: outcome.status for outcome in facts.reviews}


def test_a_rejected_fact_is_gone_and_nothing_else() -> None:
    made = with_fact_reviews(FACTS, EDITION, [review_of(Decision.REJECT_FACT, "1", FactKind.QUANTITY, "12")])
    assert [one.value for one in made.quantities] == [185]
    assert undecided(replace(made, quantities=FACTS.quantities)) == FACTS
    assert outcomes(made) == {"r1": ReviewStatus.APPLIED}


def test_a_corrected_fact_has_the_values_of_the_review_at_the_same_words() -> None:
    decided = review_of(Decision.CORRECT_FACT, "1", FactKind.TREATY_COUNT, "185", instrument="uncac", newly=3)
    (count,) = with_fact_reviews(FACTS, EDITION, [decided]).treaty_counts
    assert (count.instrument, count.parties, count.newly) == ("uncac", 185, 3)
    assert count.place == FACTS.treaty_counts[0].place


def test_a_figure_of_a_programme_is_as_its_quantity_is_decided() -> None:
    twelve = FACTS.quantities[1]
    figure = ProgrammeFigure("sample", twelve.value, None, twelve.unit, None, None, twelve.place)
    facts = replace(FACTS, programme_figures=(figure,))
    corrected = review_of(Decision.CORRECT_FACT, "1", FactKind.QUANTITY, "12", value=13)
    assert [one.value for one in with_fact_reviews(facts, EDITION, [corrected]).programme_figures] == [13]
    rejected = review_of(Decision.REJECT_FACT, "1", FactKind.QUANTITY, "12")
    assert with_fact_reviews(facts, EDITION, [rejected]).programme_figures == ()


def test_a_corrected_amount_is_a_decimal_and_an_empty_value_none() -> None:
    decided = review_of(
        Decision.CORRECT_FACT, "2", FactKind.FUNDING, "900 dollars", amount="900.5", period=""
    )
    (figure,) = with_fact_reviews(FACTS, EDITION, [decided]).funding
    assert (figure.amount, figure.period, figure.basis) == (Decimal("900.5"), None, FACTS.funding[0].basis)


def test_a_confirmed_fact_is_there_again_where_another_version_does_not_find_it() -> None:
    fields = fact_fields(FACTS.funding[0])
    decided = review_of(Decision.CONFIRM_FACT, "2", FactKind.FUNDING, "900 dollars", **fields)
    assert undecided(with_fact_reviews(Facts(), EDITION, [decided])).funding == FACTS.funding
    assert undecided(with_fact_reviews(FACTS, EDITION, [decided])) == FACTS


def test_the_subject_tells_two_facts_at_the_same_words_apart() -> None:
    twice = replace(
        FACTS, treaty_counts=(parties(EDITION, "1", 185), parties(EDITION, "1", 185, instrument="uncac"))
    )
    decided = replace(review_of(Decision.REJECT_FACT, "1", FactKind.TREATY_COUNT, "185"), subject="uncac")
    assert with_fact_reviews(twice, EDITION, [decided]).treaty_counts == FACTS.treaty_counts


def test_a_correction_that_may_mean_several_facts_is_not_applied() -> None:
    decided = review_of(Decision.CORRECT_FACT, "2", FactKind.DONOR, "Exempla and Testland", kind="other")
    made = with_fact_reviews(FACTS, EDITION, [decided])
    assert made.donors == FACTS.donors
    assert outcomes(made) == {"r1": ReviewStatus.NOT_APPLIED}
    assert "“Exempla”, “Testland”" in made.findings[0].message


def test_a_fact_names_the_last_decision_on_it() -> None:
    decided = review_of(Decision.CORRECT_FACT, "1", FactKind.TREATY_COUNT, "185", parties=186)
    made = with_fact_reviews(FACTS, EDITION, [decided])
    assert [one.review for one in made.treaty_counts] == ["r1"]
    assert {one.review for one in made.quantities} == {one.review for one in made.funding} == {None}


APPLIED, SUPERSEDED = ReviewStatus.APPLIED, ReviewStatus.SUPERSEDED


def _count(decision: Decision, **fields: object) -> Review:
    return review_of(decision, "1", FactKind.TREATY_COUNT, "185", **fields)


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (
            _count(Decision.CORRECT_FACT, parties=186),
            _count(Decision.CORRECT_FACT, parties=187),
            [SUPERSEDED, APPLIED],
        ),
        (
            _count(Decision.CORRECT_FACT, parties=186),
            _count(Decision.CORRECT_FACT, newly=1),
            [APPLIED, APPLIED],
        ),
        (_count(Decision.CORRECT_FACT, parties=186), _count(Decision.REJECT_FACT), [SUPERSEDED, APPLIED]),
        (
            _count(Decision.REJECT_FACT),
            _count(Decision.CONFIRM_FACT, instrument="untoc", parties=185),
            [SUPERSEDED, APPLIED],
        ),
        (_count(Decision.CONFIRM_FACT), _count(Decision.CORRECT_FACT, parties=186), [SUPERSEDED, APPLIED]),
        (_count(Decision.CORRECT_FACT, parties=186), _count(Decision.CONFIRM_FACT), [APPLIED, APPLIED]),
        (
            _count(Decision.REJECT_FACT),
            _count(Decision.REJECT_FACT),
            [APPLIED, ReviewStatus.NOTHING_TO_REJECT],
        ),
    ],
)
def test_a_decision_that_a_later_one_overrides_says_so(
    first: Review, then: Review, told: list[ReviewStatus]
) -> None:
    made = with_fact_reviews(FACTS, EDITION, [first, replace(then, id="r2")])
    assert list(outcomes(made).values()) == told


def test_a_fact_that_a_review_adds_stands_in_the_order_of_the_text() -> None:
    fields = fact_fields(Donor("pledges", None, "EXE", "state", FACTS.donors[0].place))
    decided = review_of(Decision.CONFIRM_FACT, "2", FactKind.DONOR, "Exempla", **fields)
    made = with_fact_reviews(replace(FACTS, donors=FACTS.donors[1:]), EDITION, [decided])
    assert undecided(made).donors == FACTS.donors


@pytest.mark.parametrize(
    ("decided", "why"),
    [
        (review_of(Decision.CORRECT_FACT, "1", FactKind.TREATY_COUNT, "185", people=3), "none of its fields"),
        (
            review_of(Decision.CORRECT_FACT, "1", FactKind.TREATY_COUNT, "185", parties="many"),
            "no value of “parties”",
        ),
        (review_of(Decision.CORRECT_FACT, "1", FactKind.QUANTITY, "77", value=77), "does not stand in"),
        (review_of(Decision.CORRECT_FACT, "1", FactKind.TREATY_COUNT, "185", parties=-5), "no value of"),
        (review_of(Decision.CORRECT_FACT, "1", FactKind.QUANTITY, "12", value="NaN"), "no value of"),
        (review_of(Decision.CORRECT_FACT, "1", FactKind.QUANTITY, "12", value="1e400"), "no value of"),
        (review_of(Decision.CORRECT_FACT, "2", FactKind.FUNDING, "900 dollars", amount="1.005"), "no value"),
        (review_of(Decision.CORRECT_FACT, "2", FactKind.DONOR, "Exempla", donor=""), "needs a value"),
        (review_of(Decision.REJECT_FACT, "1", FactKind.FUNDING, "12"), "no such fact"),
        (review_of(Decision.CONFIRM_FACT, "1", FactKind.TREATY_COUNT, "12", parties=12), "its “instrument”"),
        (
            replace(review_of(Decision.REJECT_FACT, "1", FactKind.QUANTITY, "12"), words="0"),
            "no longer those",
        ),
    ],
)
def test_what_cannot_be_applied_leaves_the_facts_and_says_why(decided: Review, why: str) -> None:
    made = with_fact_reviews(FACTS, EDITION, [decided])
    (finding,) = made.findings
    assert undecided(replace(made, findings=())) == FACTS
    assert APPLIED not in outcomes(made).values()
    assert why in finding.message
    assert (finding.kind, finding.address) == ("review-not-applied", decided.addresses[0])


def test_a_note_on_words_that_are_still_there_changes_nothing() -> None:
    note = replace(
        review_of(Decision.NOTE, "1", FactKind.QUANTITY, ""), fact=None, quote=None, note="A sample remark."
    )
    made = with_fact_reviews(FACTS, EDITION, [note])
    assert replace(made, reviews=()) == FACTS
    assert outcomes(made) == {"r1": ReviewStatus.APPLIED}

"""reviews.toml: what is written is read again, what people write by hand is understood or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportdiff.errors import ReviewError
from reportdiff.model import Decision, FactKind, Review
from reportdiff.reviews import REVIEWS_FILE, add_review, read_reviews

LINK = Review(
    "", "series", "en", Decision.SET_LINK, "2021", ("2", "4"), "ab" * 8, old_edition="2020", old=("2",)
)
FACT = Review(
    "",
    "series",
    "zh",
    Decision.CORRECT_FACT,
    "2021",
    ("93(b)",),
    "cd" * 8,
    fact=FactKind.TREATY_COUNT,
    subject="uncac",
    quote="187 个缔约方",
    start=4,
    values={"parties": "188"},
    note='Counted anew: "188"',
    reviewer="A. Sample",
    decided=date(2026, 1, 31),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "series").mkdir()
    return tmp_path / "series"


def _without_id(review: Review) -> tuple[object, ...]:
    return tuple(getattr(review, name) for name in Review.__slots__ if name != "id")


@pytest.mark.parametrize("review", [LINK, FACT])
def test_what_is_written_is_read_again(folder: Path, review: Review) -> None:
    assert add_review(folder, review)
    (read,) = read_reviews(folder)
    assert _without_id(read) == _without_id(review)
    assert len(read.id) == 8


def test_the_same_decision_is_not_written_twice(folder: Path) -> None:
    assert add_review(folder, LINK)
    assert not add_review(folder, LINK)
    assert len(read_reviews(folder)) == 1


def test_changing_ones_mind_back_is_a_decision(folder: Path) -> None:
    reject = replace(LINK, decision=Decision.REJECT_LINK)
    assert [add_review(folder, one) for one in (reject, LINK, reject)] == [True, True, True]
    assert [one.decision for one in read_reviews(folder)] == [Decision.SET_LINK, Decision.REJECT_LINK]


def test_the_same_decision_in_two_series_has_two_ids(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        add_review(tmp_path / name, replace(LINK, series=name))
    assert read_reviews(tmp_path / "one")[0].id != read_reviews(tmp_path / "other")[0].id


def test_what_people_wrote_into_the_file_stays(folder: Path) -> None:
    add_review(folder, LINK)
    path = folder / REVIEWS_FILE
    path.write_text(path.read_text(encoding="utf-8") + "\n# A remark of ours\n", encoding="utf-8")
    add_review(folder, FACT)
    assert "# A remark of ours" in path.read_text(encoding="utf-8")
    assert [review.decision for review in read_reviews(folder)] == [LINK.decision, FACT.decision]


def test_a_series_without_the_file_has_no_reviews(folder: Path) -> None:
    assert read_reviews(folder) == ()


@settings(
    derandomize=True,
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    note=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    address=st.text("0123a()é\"\\'\n", min_size=1),
)
def test_any_text_is_kept_to_the_letter(folder: Path, note: str, address: str) -> None:
    (folder / REVIEWS_FILE).unlink(missing_ok=True)
    written = Review("", "series", "en", Decision.NOTE, "2021", (address,), "ef" * 8, note=note)
    add_review(folder, written)
    (read,) = read_reviews(folder)
    assert (read.note, read.addresses) == (note, (address,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[review]\n", "it is not valid TOML"),
        (
            "[[review]]\ndecision = 'approve'\n",
            "review 1: “approve” is no decision; write one of confirm-link",
        ),
        ("[[review]]\ndecision = 'note'\nlanguage = 'en'\n", "a note needs “edition”"),
        ("[[review]]\ndecision = 'note'\nwhat = 1\n", "unknown key “what”"),
        ("review = 3\n", "more than [[review]] entries"),
        (
            (
                "[[review]]\ndecision = 'set-link'\nlanguage='en'\nedition='2'\nwords='a'\n"
                "old_edition='1'\nold='4'\nnew=['4']\n"
            ),
            "“old” is not a list of addresses",
        ),
        (
            "[[review]]\ndecision = 'reject-fact'\nlanguage='en'\nedition='2'\nwords='a'\naddress='4'\n",
            "needs “fact” and “quote”",
        ),
    ],
)
def test_a_mistake_is_said_with_its_place_and_what_to_do(folder: Path, text: str, said: str) -> None:
    (folder / REVIEWS_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ReviewError) as refused:
        read_reviews(folder)
    assert said in str(refused.value)
    assert "series/reviews.toml" in str(refused.value)

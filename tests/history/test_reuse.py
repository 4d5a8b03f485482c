"""Characters kept are those that a reader would find again in the old text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.history._reuse import kept_characters
from reportdiff.model import Link, Relation
from small_reports import comparison, link, report

OLD = "The sample office ran nine courses for judges in the capital last year."
OTHER = "Prices of sample goods rose in all of the towns on the coast."


def _kept(
    old: dict[str, str], new: dict[str, str], *links: Link[str], language: str = "en"
) -> tuple[tuple[int, ...], ...]:
    before, after = report("2015", old, language=language), report("2016", new, language=language)
    return kept_characters(before, after, comparison(before, after, *links))


def test_an_identical_paragraph_keeps_all_its_characters_whatever_its_typography() -> None:
    assert _kept({"1": "“A” sample"}, {"1": '"A" sample'}, link("1", "1", Relation.IDENTICAL)) == ((10,),)


def test_one_word_changed_in_an_edited_paragraph_leaves_the_others_kept() -> None:
    new = OLD.replace("judges", "lawyers")
    assert _kept({"1": OLD}, {"1": new}, link("1", "1", Relation.EDITED)) == ((len(new) - len("lawyers"),),)


def test_numbers_changed_leave_even_single_words_between_them_kept() -> None:
    kept = _kept({"1": "4 of 5 and 6"}, {"1": "7 of 8 and 9"}, link("1", "1", Relation.FIGURES))
    assert kept == ((len(" of  and "),),)


def test_single_words_that_a_rewritten_paragraph_shares_by_chance_are_not_kept() -> None:
    assert _kept({"1": OLD}, {"1": OTHER}, link("1", "1", Relation.REWRITTEN)) == ((0,),)


def test_a_phrase_that_a_rewritten_paragraph_keeps_is_counted() -> None:
    new = "Money was short, yet it ran nine courses for judges."
    (count,) = _kept({"1": OLD}, {"1": new}, link("1", "1", Relation.REWRITTEN))[0]
    assert count == len("ran nine courses for judges")


def test_chinese_is_counted_by_characters() -> None:
    old, new = "样本办公室为法官举办了九期培训班。", "今年经费不足，办公室仍为法官举办了三期样本课程。"
    (count,) = _kept({"1": old}, {"1": new}, link("1", "1", Relation.REWRITTEN), language="zh")[0]
    assert count == len("为法官举办了")


def test_a_merged_paragraph_keeps_words_of_each_in_whatever_order() -> None:
    assert _kept({"1": OLD, "2": OTHER}, {"1": f"{OTHER} {OLD}"}, link("1 2", "1", Relation.EDITED)) == (
        (len(OLD) + len(OTHER),),
    )


def test_what_two_links_keep_counts_for_the_closest_alone() -> None:
    kept = _kept(
        {"1": OLD, "2": OLD, "3": OTHER},
        {"1": f"{OLD} {OTHER}"},
        link("2", "1", Relation.REWRITTEN, similarity=0.4),
        link("1", "1", Relation.EDITED),
        link("3", "1", Relation.REWRITTEN, similarity=0.3),
    )
    assert kept == ((0,), (len(OLD),), (len(OTHER),))


def test_each_half_of_a_split_paragraph_has_its_own_count() -> None:
    assert _kept({"1": f"{OLD} {OTHER}"}, {"1": OLD, "2": OTHER}, link("1", "1 2", Relation.EDITED)) == (
        (len(OLD), len(OTHER)),
    )


@settings(derandomize=True, max_examples=60)
@given(
    st.lists(st.text("ab 12中文,", max_size=30), min_size=2, max_size=4),
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.sampled_from(Relation)), max_size=4),
)
def test_no_paragraph_keeps_more_than_it_has(
    texts: list[str], drawn: list[tuple[int, int, Relation]]
) -> None:
    old, new = {"0": texts[0], "1": texts[1]}, {"0": texts[-1], "1": texts[-2]}
    links = [link(str(one), str(other), relation) for one, other, relation in drawn]
    kept = _kept(old, new, *links)
    for address, text in new.items():
        counts = [numbers[0] for one, numbers in zip(links, kept, strict=True) if one.new == (address,)]
        assert 0 <= sum(counts) <= len(text)
        if any(one.relation is Relation.IDENTICAL for one in links if one.new == (address,)):
            assert sum(counts) == pytest.approx(len(text))

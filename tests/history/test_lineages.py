"""A lineage is one subject through all editions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.history import far_apart, returns, series_history
from reportdiff.model import Comparison, Facts, Lineage, Link, Relation, Report
from small_reports import comparison, link, report


def _members(lineages: tuple[Lineage, ...]) -> dict[str, list[str]]:
    return {one.id: [f"{member.edition}#{member.address}" for member in one.members] for one in lineages}


def _edition(name: str, *addresses: str) -> Report:
    return report(name, {address: f"Sample paragraph {address} of {name}." for address in addresses})


def test_splits_and_merges_stay_one_lineage() -> None:
    first, second, third = _edition("2020", "1", "2"), _edition("2021", "1", "2", "3"), _edition("2022", "1")
    history = series_history(
        [first, second, third],
        [
            comparison(first, second, link("1", "1 2"), link("2", "3")),
            comparison(second, third, link("2 3", "1")),
        ],
        [Facts()] * 3,
    )
    assert _members(history.lineages) == {
        "2020#1": ["2020#1", "2020#2", "2021#1", "2021#2", "2021#3", "2022#1"]
    }


def test_a_subject_that_returns_is_joined_only_by_a_comparison_that_links_it() -> None:
    editions = [_edition("2020", "1"), _edition("2021", "5"), _edition("2022", "1")]
    first, second, third = editions
    successive = [comparison(first, second), comparison(second, third)]
    apart = series_history(editions, successive, [Facts()] * 3).lineages
    assert set(_members(apart)) == {"2020#1", "2021#5", "2022#1"}
    over = [*successive, comparison(first, third, link("1", "1"))]
    joined = series_history(editions, over, [Facts()] * 3).lineages
    assert _members(joined) == {"2020#1": ["2020#1", "2022#1"], "2021#5": ["2021#5"]}


def test_a_comparison_over_a_skipped_edition_joins_only_what_left_and_came_back() -> None:
    first, second, third = _edition("2020", "1", "2"), _edition("2021", "1"), _edition("2022", "1", "2")
    over = comparison(first, third, link("1", "2"), link("2", "1"), link("2", "2"))
    successive = [comparison(first, second, link("1", "1")), comparison(second, third, link("1", "1"))]
    assert _members(series_history([first, second, third], [over, *successive], [Facts()] * 3).lineages) == {
        "2020#1": ["2020#1", "2021#1", "2022#1"],
        "2020#2": ["2020#2", "2022#2"],
    }


def _of_two(first: Report, second: Report, *links: Link[str]) -> list[set[str]]:
    found = series_history([first, second], [comparison(first, second, *links)], [Facts()] * 2).lineages
    return [set(members) for members in _members(found).values() if len(members) > 1]


def test_a_doubtful_link_joins_two_paragraphs_that_no_surer_link_holds() -> None:
    first, second = _edition("2020", "1", "2"), _edition("2021", "1", "2")
    doubtful = link("1", "1", confidence=0.6)
    assert _of_two(first, second, doubtful) == [{"2020#1", "2021#1"}]
    for surer in (link("1", "2", confidence=0.7), link("2", "1", confidence=0.95)):
        members = {f"2020#{surer.old[0]}", f"2021#{surer.new[0]}"}
        assert _of_two(first, second, doubtful, surer) == [members]


def test_a_link_that_is_rather_wrong_than_right_joins_nothing() -> None:
    first, second = _edition("2020", "1", "2"), _edition("2021", "1", "2")
    assert _of_two(first, second, link("1", "1", confidence=0.49), link("2", "1 2", confidence=0.4)) == []


def test_a_doubtful_split_or_merge_joins_only_the_pair_that_is_most_alike() -> None:
    whole = report("2020", {"1": "Ferries ran at night. The pier was painted white and green by volunteers."})
    parts = report(
        "2021",
        {"1": "Night boats ran.", "2": "The pier was painted white and green by pupils.", "3": "Fees rose."},
    )
    split, merge = link("1", "1 2 3", confidence=0.7), link("1 2 3", "1", confidence=0.7)
    assert _of_two(whole, parts, split) == [{"2020#1", "2021#2"}]
    earlier, later = replace(parts, edition="2020"), replace(whole, edition="2021")
    assert _of_two(earlier, later, merge) == [{"2020#2", "2021#1"}]


def test_doubtful_links_string_no_theme_together() -> None:
    editions = [_edition(str(2020 + n), "1", "2", "3") for n in range(4)]
    comparisons = [
        comparison(
            one,
            other,
            *(link(a, a, confidence=0.95) for a in "123"),
            *(link(a, b, confidence=0.75) for a, b in ("12", "23", "31")),
        )
        for one, other in pairwise(editions)
    ]
    history = series_history(editions, comparisons, [Facts()] * 4)
    assert _members(history.lineages) == {
        f"2020#{address}": [f"{2020 + n}#{address}" for n in range(4)] for address in "123"
    }


def test_a_subject_doubtfully_linked_to_the_next_edition_may_return_surely_in_the_one_after() -> None:
    first, second, third = (_edition(str(2020 + n), "1") for n in range(3))
    comparisons = [
        comparison(first, second, link("1", "1", confidence=0.3)),
        comparison(second, third, link("1", "1", confidence=0.3)),
        comparison(first, third, link("1", "1")),
    ]
    found = series_history([first, second, third], comparisons, [Facts()] * 3).lineages
    assert _members(found) == {"2020#1": ["2020#1", "2022#1"], "2021#1": ["2021#1"]}


@settings(derandomize=True, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from((0.3, 0.6, 0.9))), max_size=6
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_paragraph_is_in_exactly_one_lineage(pairs: list[list[tuple[int, int, float]]]) -> None:
    editions = [_edition(str(2020 + n), "1", "2", "3", "4", "5") for n in range(len(pairs) + 1)]
    comparisons = [
        comparison(editions[n], editions[n + 1], *(link(str(a), str(b), confidence=c) for a, b, c in links))
        for n, links in enumerate(pairs)
    ]
    history = series_history(editions, comparisons, [Facts()] * len(editions))
    members = [(m.edition, m.address) for one in history.lineages for m in one.members]
    assert sorted(members) == sorted((e.edition or "", p.address) for e in editions for p in e.paragraphs)
    assert all(one.id == f"{one.members[0].edition}#{one.members[0].address}" for one in history.lineages)


DEPOT = "The sample depot in the northern harbour was run by {} officers and two clerks of the region."
OTHER = "Training of sample judges went on in {} places, with more to follow in the year after."


def _away(*present: str | None, other: str = OTHER) -> list[Report]:
    """Editions with the depot where a number is given, and with another paragraph in each."""
    return [
        report(str(2020 + place), {"1": other.format(place)} | ({"9": DEPOT.format(n)} if n else {}))
        for place, n in enumerate(present)
    ]


def _successive(editions: list[Report]) -> list[Comparison]:
    return [comparison(old, new, link("1", "1")) for old, new in pairwise(editions)]


def test_words_that_come_back_after_editions_without_them_are_linked() -> None:
    editions = _away("30", None, None, "30")
    (found,) = returns(editions, _successive(editions))
    assert (found.old.edition, found.new.edition) == ("2020", "2023")
    ((relation, old, new),) = [(one.relation, one.old, one.new) for one in found.links]
    assert (relation, old, new) == (Relation.IDENTICAL, ("9",), ("9",))
    lineages = series_history(editions, _successive(editions), [Facts()] * 4, returned=[found]).lineages
    assert _members(lineages)["2020#9"] == ["2020#9", "2023#9"]


def test_words_that_come_back_with_other_numbers_are_the_same_subject() -> None:
    editions = _away("30", None, None, None, "1,250")
    (found,) = returns(editions, _successive(editions))
    assert [one.relation for one in found.links] == [Relation.FIGURES]


def test_of_several_that_left_the_latest_came_back() -> None:
    editions = _away("30", None, "30", None, None, "30")
    (found,) = returns(editions, _successive(editions))
    assert (found.old.edition, found.new.edition) == ("2022", "2025")


def test_what_another_comparison_links_has_not_left() -> None:
    editions = _away("30", None, "30", "30")
    compared = [*_successive(editions)[:2], comparison(*editions[2:], link("1", "1"), link("9", "9"))]
    over = comparison(editions[0], editions[2], link("9", "9"))
    assert returns(editions, [*compared, over]) == ()


def test_short_or_unlike_words_do_not_come_back() -> None:
    editions = _away(None, None, None, None)
    first = report("2020", {"1": OTHER, "9": "See table 3.", "8": DEPOT.format(3)})
    last = report(
        "2023", {"1": OTHER, "9": "See table 3.", "8": "Sample clerks left the southern depot for good."}
    )
    changed = [first, *editions[1:3], last]
    assert returns(changed, _successive(changed)) == ()


def test_what_a_person_links_over_editions_is_joined_whatever_else_is_linked() -> None:
    editions = _away("30", "30", None, "30")
    compared = _successive(editions)
    compared[0] = comparison(*editions[:2], link("1", "1"), link("9", "9"))
    decided = far_apart(editions[0], editions[3], [replace(link("9", "9", confidence=1.0), review="r1")])
    found = series_history(editions, compared, [Facts()] * 4, returned=[decided]).lineages
    assert _members(found)["2020#9"] == ["2020#9", "2021#9", "2023#9"]

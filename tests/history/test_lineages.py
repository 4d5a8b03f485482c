"""A lineage is one subject through all editions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.history import series_history
from reportdiff.model import Facts, Lineage, Report
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


@settings(derandomize=True, max_examples=60)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=6), min_size=1, max_size=4)
)
def test_every_paragraph_is_in_exactly_one_lineage(pairs: list[list[tuple[int, int]]]) -> None:
    editions = [_edition(str(2020 + n), "1", "2", "3", "4", "5") for n in range(len(pairs) + 1)]
    comparisons = [
        comparison(editions[n], editions[n + 1], *(link(str(a), str(b)) for a, b in links))
        for n, links in enumerate(pairs)
    ]
    history = series_history(editions, comparisons, [Facts()] * len(editions))
    members = [(m.edition, m.address) for one in history.lineages for m in one.members]
    assert sorted(members) == sorted((e.edition or "", p.address) for e in editions for p in e.paragraphs)
    assert all(one.id == f"{one.members[0].edition}#{one.members[0].address}" for one in history.lineages)

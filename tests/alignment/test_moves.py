"""Which links left the order of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import log1p

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment import align
from reportdiff.alignment._moves import moved
from reportdiff.alignment._shape import Bead, beads
from reportdiff.alignment._stages import Chosen
from reportdiff.alignment._units import Unit

Case = tuple[list[Bead], list[Unit], list[Unit]]


def case(
    places: Sequence[int],
    lengths: Sequence[int] = (),
    groups: str = "",
    confidence: dict[int, float] | None = None,
) -> Case:
    """Old unit k linked with the new unit at `places[k]`; each letter of `groups` is a group."""
    found = beads([Chosen(i, j, 1.0, (confidence or {}).get(i, 0.9), {}) for i, j in enumerate(places)])
    old = [Unit("x" * (lengths[k] if lengths else 100), group=groups[k : k + 1]) for k in range(len(places))]
    new = [Unit("")] * len(places)
    for i, j in enumerate(places):
        new[j] = old[i]
    return found, old, new


def moved_old(found: list[Bead], old: list[Unit], new: list[Unit]) -> set[tuple[int, ...]]:
    return {found[k].old for k in moved(found, old, new)}


def mirrored(found: list[Bead], old: list[Unit], new: list[Unit]) -> Case:
    turned = [Chosen(p.new, p.old, p.score, p.confidence, {}) for bead in found for p in bead.pairs]
    return beads(turned), new, old


def test_what_stands_off_the_chain_of_the_others_has_moved() -> None:
    assert moved_old(*case((1, 2, 0, 3))) == {(2,)}


def test_of_two_neighbours_that_changed_places_the_shorter_has_moved() -> None:
    assert moved_old(*case((0, 2, 1, 3), lengths=(90, 300, 20, 90))) == {(2,)}
    assert moved_old(*case((0, 2, 1, 3), lengths=(90, 20, 300, 90))) == {(1,)}


def test_a_long_paragraph_that_passed_many_short_ones_has_moved_itself() -> None:
    assert moved_old(*case((5, 0, 1, 2, 3, 4), lengths=(900, 30, 30, 30, 30, 30))) == {(0,)}


def test_of_two_that_nothing_tells_apart_both_have_changed_places() -> None:
    assert moved_old(*case((0, 2, 1, 3))) == {(1,), (2,)}


def test_footnotes_between_other_paragraphs_than_before_have_not_moved() -> None:
    assert moved_old(*case((0, 2, 1, 4, 3, 5), groups="bfbfbb")) == set()
    assert moved_old(*case((3, 1, 2, 0, 4), groups="bfffb")) == {(3,)}


def test_a_weak_link_has_not_moved_and_moves_no_other() -> None:
    assert moved_old(*case((1, 2, 0, 3), confidence={2: 0.3})) == set()
    assert moved_old(*case((2, 0, 1), confidence={1: 0.3, 2: 0.3})) == set()


def drawn_cases() -> st.SearchStrategy[Case]:
    @st.composite
    def draw_case(draw: st.DrawFn) -> Case:
        places = draw(st.permutations(range(draw(st.integers(1, 7)))))
        lengths = draw(st.lists(st.sampled_from((10, 10, 40)), min_size=len(places), max_size=len(places)))
        groups = "".join(draw(st.lists(st.sampled_from("bbf"), min_size=len(places), max_size=len(places))))
        sure = {k: draw(st.sampled_from((0.3, 0.6, 0.9, 0.9))) for k in range(len(places))}
        return case(places, lengths, groups, sure)

    return draw_case()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(drawn_cases())
def test_read_backwards_the_same_links_have_moved(one: Case) -> None:
    found, old, new = mirrored(*one)
    assert {found[k].new for k in moved(found, old, new)} == moved_old(*one)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8, unique=True))
def test_splits_and_merges_read_backwards_have_moved_as_well(pairs: list[tuple[int, int]]) -> None:
    found = beads([Chosen(i, j, 1.0, 0.9, {}) for i, j in sorted(pairs)])
    units = [Unit("x" * 50)] * 5
    turned = [
        Bead(b.new, b.old, tuple(Chosen(p.new, p.old, p.score, p.confidence, {}) for p in b.pairs))
        for b in found
    ]
    assert moved(turned, units, units) == moved(found, units, units)


def _by_writing_down_every_chain(found: list[Bead], old: list[Unit]) -> set[tuple[int, ...]]:
    every = set[tuple[int, ...]]()
    for group in {unit.group for unit in old}:
        inside = [b for b in found if b.confidence >= 0.4 and old[b.old[0]].group == group]
        chains = [
            part
            for size in range(len(inside) + 1)
            for part in combinations(sorted(inside, key=lambda b: b.old), size)
            if [b.new for b in part] == sorted(b.new for b in part)
        ]
        weights = [
            sum(1 + round(1000 * b.confidence * log1p(2 * len(old[b.old[0]].text))) for b in part)
            for part in chains
        ]
        best = [part for part, weight in zip(chains, weights, strict=True) if weight == max(weights)]
        every |= {b.old for b in inside if not all(b in part for part in best)}
    return every


@settings(max_examples=200, deadline=None, derandomize=True)
@given(drawn_cases())
def test_what_has_not_moved_stands_on_every_heaviest_chain(one: Case) -> None:
    assert moved_old(*one) == _by_writing_down_every_chain(one[0], one[1])


def test_two_neighbours_that_changed_places_are_told_alike_from_both_sides() -> None:
    texts = [
        "The ferry to the island ran every hour in summer and carried cattle on Tuesdays.",
        "A dry dock was opened by the harbour council for boats of up to forty tonnes.",
        "Beekeepers of the valley met at the old mill.",
        "The lighthouse received a second lamp, which ships saw from nine miles off the coast.",
        "Two bakers taught pupils to build ovens of clay.",
    ]
    swapped = [texts[0], texts[2], texts[1], *texts[3:]]
    assert [link.old for link in align(texts, swapped) if link.moved] == [(2,)]
    assert [link.new for link in align(swapped, texts) if link.moved] == [(2,)]

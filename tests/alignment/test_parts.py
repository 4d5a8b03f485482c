"""The parts of the method on their own."""

from __future__ import annotations

import math
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment._assignment import best_matching
from reportdiff.alignment._candidates import Pairs
from reportdiff.alignment._context import longest_chain
from reportdiff.alignment._scoring import shipped_weights
from reportdiff.alignment._sequence import sequence_share
from reportdiff.alignment._shape import beads
from reportdiff.alignment._stages import Chosen
from reportdiff.alignment._vectors import Rows, cosines, gram_space, nearest


def chosen(*pairs: tuple[int, int]) -> list[Chosen]:
    return [Chosen(i, j, 1.0, 0.9, {}) for i, j in sorted(pairs)]


def best_sum(gain: list[list[int]], row: int = 0, taken: frozenset[int] = frozenset()) -> int:
    if row == len(gain):
        return 0
    free = (j for j in range(len(gain[row])) if j not in taken)
    alone = best_sum(gain, row + 1, taken)
    return max([alone, *(gain[row][j] + best_sum(gain, row + 1, taken | {j}) for j in free)])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(-5, 9), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_matching_has_the_greatest_sum_there_is(gain: list[list[int]]) -> None:
    keys = list(product(range(len(gain)), range(4)))
    pairs = Pairs(np.array([i for i, _ in keys]), np.array([j for _, j in keys]))
    flat = np.array([gain[i][j] for i, j in keys], dtype=float)
    places = best_matching(pairs, flat, len(gain), 4)
    found = [keys[k] for k in places]
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert sum(gain[i][j] for i, j in found) == best_sum(gain)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 6), max_size=9))
def test_the_longest_chain_never_falls_and_none_is_longer(values: list[int]) -> None:
    chain = [values[k] for k in longest_chain(values)]
    assert chain == sorted(chain)
    longest = 0
    for mask in range(1 << len(values)):
        part = [v for k, v in enumerate(values) if mask >> k & 1]
        longest = max(longest, len(part) if part == sorted(part) else 0)
    assert len(chain) == longest


def test_pairs_that_are_all_connected_make_one_link() -> None:
    (bead,) = beads(chosen((0, 0), (0, 1), (1, 0), (1, 1)))
    assert (bead.old, bead.new) == ((0, 1), (0, 1))


def test_a_chain_of_pairs_is_cut_so_that_no_link_says_more_than_was_chosen() -> None:
    pairs = {(0, 0), (0, 1), (0, 2), (1, 2), (2, 3)}
    found = beads(chosen(*pairs))
    said = [(i, j) for bead in found for i in bead.old for j in bead.new]
    assert sorted(said) == sorted(pairs)
    assert ((0,), (0, 1, 2)) in [(bead.old, bead.new) for bead in found]


def test_cosines_are_those_of_the_dense_product() -> None:
    space = gram_space(Rows.of([[1, 2, 3], [4, 5], [1, 2, 3], [3, 4, 5], [6]]), (1, 2), 2)
    dense = np.asarray((space.old @ space.new.T).todense())
    i, j = np.array([0, 0, 1]), np.array([0, 1, 1])
    assert np.allclose(cosines(space, i, j), dense[i, j])
    assert dense[0, 0] > 0.999


def test_the_nearest_are_the_largest_products() -> None:
    space = gram_space(Rows.of([[1, 2, 3], [4, 5, 6], [1, 2, 9], [1, 5, 6], [4, 5, 6], [7, 8]]), (1,), 2)
    found = [
        (i, j)
        for rows, columns in nearest(space.old, space.new, 1)
        for i, j in zip(rows, columns, strict=True)
    ]
    assert found == [(0, 0), (1, 2)]


def test_every_weight_that_ships_has_the_sign_its_signal_must_have() -> None:
    weights = shipped_weights()
    against = {"position", "rivals", "lesser rivals", "crossing"}
    told_apart = {"beyond chance", "rare words", "sentences", "best sentence", "figures"}
    for model in weights.opinions:
        assert all(weight <= 0 for name, weight in model.weights.items() if name in against)
        assert all(weight >= 0 for name, weight in model.weights.items() if name in told_apart)
    assert weights.confidence.slope > 0
    assert weights.further_confidence.slope > 0


def test_the_share_of_a_pair_is_that_of_all_chains_that_run_through_it() -> None:
    """Counted by writing down every chain of a small case."""
    rng = np.random.default_rng(3)
    places = [(i, j) for i in range(4) for j in range(4) if rng.random() < 0.6]
    score = rng.normal(size=len(places)) * 2.0
    pairs = Pairs(np.array([i for i, _ in places]), np.array([j for _, j in places]))
    total, through = 1.0, np.zeros(len(places))
    for chain in (c for n in range(1, 8) for c in combinations(range(len(places)), n)):
        weight = math.prod(math.exp(score[k]) for k in chain) * math.exp(1.0)
        for before, after in pairwise(chain):
            (a, b), (c, d) = places[before], places[after]
            beside = 0.5 * math.exp(0.5) if (c == a and d > b) or (c > a and d == b) else 0.0
            weight *= math.exp(1.0) if c > a and d > b else beside
        total += weight
        through[list(chain)] += weight
    assert sequence_share(pairs, score, 4, 4) == pytest.approx(through / total)


def test_a_pair_that_no_order_allows_has_no_share_and_long_documents_do_not_overflow() -> None:
    count = 600
    line = np.arange(count)
    pairs = Pairs(np.append(line, count - 1), np.append(line, 0))
    order = np.argsort(pairs.old * count + pairs.new, kind="stable")
    pairs = Pairs(pairs.old[order], pairs.new[order])
    share = sequence_share(pairs, np.full(count + 1, 8.0), count, count)
    assert share[pairs.new == pairs.old].min() > 0.99
    assert share[(pairs.old == count - 1) & (pairs.new == 0)] < 1e-6


@pytest.mark.parametrize("count", [1, 90, 300])
def test_a_unit_with_hundreds_of_partners_leaves_every_share_finite(count: int) -> None:
    line, noughts = np.arange(count), np.zeros(count, dtype=np.int64)
    for pairs, sizes in ((Pairs(noughts, line), (1, count)), (Pairs(line, noughts), (count, 1))):
        share = sequence_share(pairs, np.full(count, 8.0), *sizes)
        assert np.isfinite(share).all()
        assert share.min() > 0.9

"""Products of sparse rows: right, and bounded however long a row is."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from scipy import sparse

from reportdiff.alignment import _vectors as vectors
from reportdiff.alignment import align
from reportdiff.alignment._stages import find_pairs, first_signals, prepare_sides
from reportdiff.alignment._units import Unit
from reportdiff.alignment._vectors import products


def rows_of(sizes: list[int], width: int, seed: int) -> vectors.Matrix:
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    columns = np.concatenate([rng.choice(width, size, replace=False) for size in sizes])
    values = rng.random(len(columns)).astype(np.float32)
    return sparse.csr_array((values, (owner, columns)), shape=(len(sizes), width))


def test_products_of_rows_of_any_lengths_are_those_of_the_dense_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vectors, "_ENTRIES_AT_ONCE", 50)
    old, new = rows_of([0, 3, 90, 40, 1], 100, 1), rows_of([80, 2, 0, 30], 100, 2)
    i, j = (grid.ravel() for grid in np.meshgrid(np.arange(5), np.arange(4), indexing="ij"))
    weights = np.random.default_rng(3).random((2, 100))
    found = products(old, new, i, j, *weights)
    both = old.toarray()[i] * new.toarray()[j]
    assert np.allclose(found, [both @ weight for weight in weights], atol=1e-5)


def test_no_pairs_have_no_products() -> None:
    none = np.zeros(0, dtype=np.int64)
    (found,) = products(rows_of([2], 5, 1), rows_of([2], 5, 2), none, none, np.ones(5))
    assert len(found) == 0


def greatest_allocation(work: object) -> int:
    tracemalloc.start()
    try:
        assert callable(work)
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_row_is_not_copied_for_each_of_its_partners() -> None:
    partners, length = 2_000, 50_000
    old, new = rows_of([length], 2 * length, 1), rows_of([20] * partners, 2 * length, 2)
    i, j = np.zeros(partners, dtype=np.int64), np.arange(partners)
    ones = np.ones(2 * length)
    # Copied, the row alone would take 2,000 × 50,000 × 8 bytes.
    assert greatest_allocation(lambda: products(old, new, i, j, ones)) < 20e6
    assert greatest_allocation(lambda: products(new, old, j, i, ones)) < 20e6


def test_long_rows_are_multiplied_a_few_at_a_time() -> None:
    old = rows_of([20_000] * 40, 100_000, 1)
    i, j = (grid.ravel() for grid in np.meshgrid(np.arange(40), np.arange(40), indexing="ij"))
    assert greatest_allocation(lambda: products(old, old, i, j, np.ones(100_000))) < 60e6


def sentences(count: int) -> list[str]:
    rng = random.Random(2)  # noqa: S311
    return ["".join(chr(0x4E00 + rng.randrange(3000)) for _ in range(40)) + "。" for _ in range(count)]


def test_memory_for_a_unit_against_its_own_sentences_grows_with_its_length_alone() -> None:
    def all_first_signals(count: int) -> None:
        split = [Unit(text) for text in sentences(count)]
        sides = prepare_sides([Unit("".join(sentences(count)))], split)
        first_signals(sides, find_pairs(sides))

    assert greatest_allocation(lambda: all_first_signals(1_500)) < 60e6


def test_a_unit_is_linked_to_sentences_of_its_own() -> None:
    split = sentences(120)
    (link,) = align(["".join(split)], split, language="zh")
    assert link.old == (0,)
    assert len(link.new) > 1

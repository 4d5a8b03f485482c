"""Sparse TF-IDF vectors of n-grams, shared by both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = sparse.csr_array[Any]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_PAIRS_AT_ONCE = 20_000
_COMMON = 60
"""A feature held by more units than this finds no candidates: the search would grow as the square."""
UNSEEN = 20
"""Units thought to exist besides these, without their words, lest few units make every word a common one."""


@dataclass(frozen=True, slots=True)
class Space:
    """Both sides in one vector space: rows of unit length, and how many units hold each feature."""

    old: Matrix
    new: Matrix
    frequency: Indices


def gram_space(old: Sequence[Sequence[int]], new: Sequence[Sequence[int]], orders: Sequence[int]) -> Space:
    """TF-IDF over n-grams of the given orders, counted on the two sides alone.

    Args:
        old: Token ids of each unit.
        new: The same for the other side.
        orders: Lengths of the n-grams, for instance (1, 2).
    """
    units = [*old, *new]
    owners, grams = _grams(units, orders)
    counts = _counts(owners, grams, len(units))
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    counts.data = 1.0 + np.log(counts.data)
    counts.data *= np.log((len(units) + UNSEEN) / frequency)[counts.indices]
    weighted = _unit_rows(counts)
    # A feature that only one unit holds can match nothing; it has done its work in the length of its row.
    shared = np.flatnonzero(frequency > 1)
    weighted = weighted[:, shared]
    return Space(weighted[: len(old)], weighted[len(old) :], frequency[shared])


def _grams(units: Sequence[Sequence[int]], orders: Sequence[int]) -> tuple[Indices, NDArray[np.uint64]]:
    lengths = np.fromiter((len(unit) for unit in units), dtype=np.int64, count=len(units))
    flat = np.fromiter((i for unit in units for i in unit), dtype=np.uint64, count=int(lengths.sum()))
    owner = np.repeat(np.arange(len(units)), lengths)
    owners, grams, code = [], [], np.zeros_like(flat)
    for order in range(1, max(orders) + 1):
        code = _append(code, flat, order)
        if order in orders:
            inside = owner[: len(code)] == owner[order - 1 :][: len(code)]
            owners.append(owner[: len(code)][inside])
            grams.append(code[inside])
    return np.concatenate(owners), np.concatenate(grams)


def _append(code: NDArray[np.uint64], flat: NDArray[np.uint64], order: int) -> NDArray[np.uint64]:
    following = flat[order - 1 :]
    return (code[: len(following)] + following + np.uint64(order)) * _PRIME


def _counts(owners: Indices, grams: NDArray[np.uint64], rows: int) -> Matrix:
    known, column = np.unique(grams, return_inverse=True)
    ones = np.ones(len(column))
    counts = sparse.csr_array((ones, (owners, column)), shape=(rows, len(known)))
    counts.sum_duplicates()
    return counts


def _unit_rows(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray((matrix * matrix).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1.0 / np.where(lengths > 0, lengths, 1.0)) @ matrix)


def telling(space: Space) -> Indices:
    """The features rare enough to find candidates by; without the others the search stays near linear."""
    return np.flatnonzero(space.frequency <= _COMMON)


def cosines(old: Matrix, new: Matrix, rows: Indices, columns: Indices) -> Floats:
    """The product of row `rows[k]` of `old` and row `columns[k]` of `new`, for each k."""
    found = np.zeros(len(rows))
    for start in range(0, len(rows), _PAIRS_AT_ONCE):
        part = slice(start, start + _PAIRS_AT_ONCE)
        found[part] = np.asarray(old[rows[part]].multiply(new[columns[part]]).sum(axis=1)).ravel()
    return found


def nearest(
    old: Matrix, new: Matrix, count: int, rows_at_once: int = 512
) -> Iterator[tuple[Indices, Indices]]:
    """For each row of `old`, its `count` nearest rows of `new`, as pairs of indices, block by block."""
    other = sparse.csc_array(new.T).tocsr()
    for start in range(0, old.shape[0], rows_at_once):
        product = sparse.csr_array(old[start : start + rows_at_once] @ other)
        yield _largest(product, count, start)


def _largest(product: Matrix, count: int, offset: int) -> tuple[Indices, Indices]:
    rows, columns = [], []
    for row in range(product.shape[0]):
        found = slice(product.indptr[row], product.indptr[row + 1])
        near = product.indices[found]
        if len(near) > count:
            near = near[np.argpartition(product.data[found], -count)[-count:]]
        rows.append(np.full(len(near), row + offset, dtype=np.int64))
        columns.append(near.astype(np.int64))
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *rows]), np.concatenate([none, *columns])

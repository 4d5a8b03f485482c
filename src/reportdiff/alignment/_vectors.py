"""Sparse TF-IDF vectors of n-grams, shared by both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = sparse.csr_array[Any]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_ENTRIES_AT_ONCE = 500_000
"""Entries of rows that are copied at once: what bounds memory, however long the rows are."""
_LOPSIDED = 8
"""How many times longer than the other a row is looked up in, lest it be copied for each of its partners."""
_ROWS_AT_ONCE = 512
_COMMON = 60
"""A feature held by more units than this finds no candidates: the search would grow as the square."""
UNSEEN = 20
"""Units thought to exist besides these, without their words, lest few units make every word a common one."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of unequal length, one after the other: all values, and (rising) the row that each stands in."""

    values: Indices
    owner: Indices
    count: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Rows:
        """The same rows, given one by one."""
        lengths = np.array([len(row) for row in rows], dtype=np.int64)
        values = np.array([value for row in rows for value in row], dtype=np.int64)
        return cls(values, np.repeat(np.arange(len(rows)), lengths), len(rows))

    @property
    def starts(self) -> Indices:
        """Where each row begins among the values, and the end of the last."""
        return np.searchsorted(self.owner, np.arange(self.count + 1))


@dataclass(frozen=True, slots=True)
class Space:
    """Both sides in one vector space: rows of unit length, and how many rows hold each feature."""

    old: Matrix
    new: Matrix
    frequency: Indices


def gram_space(rows: Rows, orders: Sequence[int], first_new: int) -> Space:
    """TF-IDF over n-grams of the given orders, counted on the two sides alone.

    Args:
        rows: Token ids of each unit, those of the old side first.
        orders: Lengths of the n-grams, for instance (1, 2).
        first_new: The row at which the new side begins.
    """
    owners, columns, width = [], [], 0
    for owner, grams in _grams(rows, orders):
        known, column = np.unique(grams, return_inverse=True)
        owners.append(owner.astype(np.int32))
        columns.append((column + width).astype(np.int32))
        width += len(known)
    return space(counts(np.concatenate(owners), np.concatenate(columns), (rows.count, width)), first_new)


def _grams(rows: Rows, orders: Sequence[int]) -> Iterator[tuple[Indices, NDArray[np.uint64]]]:
    """For each order the row of every n-gram, and its hash."""
    flat = rows.values.astype(np.uint64)
    code = np.zeros_like(flat)
    for order in range(1, max(orders) + 1):
        following = flat[order - 1 :]
        code = (code[: len(following)] + following + np.uint64(order)) * _PRIME
        if order in orders:
            owner = rows.owner[: len(code)]
            inside = owner == rows.owner[order - 1 :]
            yield owner[inside], code[inside]


def counts(owners: Indices, columns: Indices, shape: tuple[int, int]) -> Matrix:
    """How often each column stands in each row."""
    ones = np.ones(len(columns), dtype=np.float32)
    found = sparse.csr_array((ones, (owners, columns)), shape=shape)
    found.sum_duplicates()
    return found


def space(counted: Matrix, first_new: int) -> Space:
    """Both sides by TF-IDF of the columns counted, rows from `first_new` on being those of the new side."""
    frequency = np.bincount(counted.indices, minlength=counted.shape[1])
    rarity = np.log((counted.shape[0] + UNSEEN) / np.maximum(1, frequency))
    values = (1.0 + np.log(counted.data)) * rarity[counted.indices]
    row = np.repeat(np.arange(counted.shape[0]), np.diff(counted.indptr))
    values /= np.sqrt(np.bincount(row, values * values, counted.shape[0]))[row]
    weighted = sparse.csr_array((values.astype(np.float32), counted.indices, counted.indptr), counted.shape)
    # A feature that only one row holds can match nothing; it has done its work in the length of its row.
    shared = _only(weighted, frequency > 1)
    return Space(shared[:first_new], shared[first_new:], frequency)


def _only(matrix: Matrix, columns: NDArray[np.bool_]) -> Matrix:
    """The matrix with all other columns empty."""
    kept = columns[matrix.indices]
    ends = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    return sparse.csr_array((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)


def telling(vectors: Space) -> tuple[Matrix, Matrix]:
    """Both sides by the features rare enough to find candidates: so the search stays near linear."""
    rare = vectors.frequency <= _COMMON
    return _only(vectors.old, rare), _only(vectors.new, rare)


def products(
    old: Matrix, new: Matrix, rows: Indices, columns: Indices, *weights: NDArray[Any]
) -> list[Floats]:
    """For each k, row `rows[k]` of `old` times row `columns[k]` of `new`, features weighed as given.

    One array for each of the weights: the sum over all features of both values times the weight.
    """
    found = [np.zeros(len(rows)) for _ in weights]
    of_old, of_new = np.diff(old.indptr)[rows], np.diff(new.indptr)[columns]
    short_old, short_new = of_new > _LOPSIDED * of_old, of_old > _LOPSIDED * of_new
    for places in _blocks(np.flatnonzero(~short_old & ~short_new), of_old + of_new):
        both = sparse.csr_array(old[rows[places]].multiply(new[columns[places]]))
        for total, weight in zip(found, weights, strict=True):
            total[places] = both @ weight
    for short, long, lopsided, (short_rows, long_rows), entries in (
        (old, new, short_old, (rows, columns), of_old),
        (new, old, short_new, (columns, rows), of_new),
    ):
        keys = _keys(long) if lopsided.any() else np.zeros(0, dtype=np.int64)
        for places in _blocks(np.flatnonzero(lopsided), entries):
            both = _looked_up(short[short_rows[places]], long, keys, long_rows[places])
            for total, weight in zip(found, weights, strict=True):
                total[places] = both @ weight
    return found


def _blocks(places: Indices, entries: Indices) -> Iterator[Indices]:
    """The places, so many at once that their entries stay within bounds (one place at least)."""
    block = np.cumsum(entries[places]) // _ENTRIES_AT_ONCE
    yield from np.split(places, np.flatnonzero(np.diff(block)) + 1) if len(places) else ()


def _keys(matrix: Matrix) -> Indices:
    """One rising number for each entry: its row and its column."""
    row = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    return row * matrix.shape[1] + matrix.indices


def _looked_up(short: Matrix, long: Matrix, keys: Indices, long_rows: Indices) -> Matrix:
    """Each row of `short` times its row of `long`, feature by feature, at the cost of the short one."""
    wanted = np.repeat(long_rows.astype(np.int64), np.diff(short.indptr)) * long.shape[1] + short.indices
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    values = short.data * long.data[place] * (keys[place] == wanted)
    return sparse.csr_array((values, short.indices, short.indptr), shape=short.shape)


def cosines(vectors: Space, rows: Indices, columns: Indices) -> Floats:
    """The cosine of the old row `rows[k]` and the new row `columns[k]`, for each k."""
    return products(vectors.old, vectors.new, rows, columns, np.ones(vectors.old.shape[1]))[0]


def nearest(old: Matrix, new: Matrix, count: int) -> Iterator[tuple[Indices, Indices]]:
    """For each row of `old`, its `count` nearest rows of `new`, as pairs of indices, block by block."""
    other = new.T.tocsr()
    for start in range(0, old.shape[0], _ROWS_AT_ONCE):
        product = sparse.csr_array(old[start : start + _ROWS_AT_ONCE] @ other)
        yield _largest(product, count, start)


def _largest(product: Matrix, count: int, offset: int) -> tuple[Indices, Indices]:
    ends, near, alike = product.indptr.tolist(), product.indices, product.data
    rows, columns = [], []
    for row, (start, end) in enumerate(pairwise(ends)):
        best = slice(0, None) if end - start <= count else np.argpartition(alike[start:end], -count)[-count:]
        columns.append(near[start:end][best])
        rows.append(np.full(len(columns[-1]), row + offset))
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *rows]), np.concatenate([none, *columns])

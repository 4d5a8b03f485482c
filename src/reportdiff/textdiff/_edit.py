"""The least edit between two lists of ids, in memory that does not grow as their product."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from math import isqrt

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

Block = tuple[int, int, int]
"""Old place, new place, length of a run of equal ids."""

_CELLS = 1_000_000_000
"""Old times new length up to which one edit matrix is kept: rapidfuzz needs a bit for each cell."""
_SEARCHABLE = 10_000_000_000
"""Old times new length up to which a place to cut is searched for; beyond it the cut is proportional."""
_ANCHORS = (32, 12, 5)
_BEYOND_CHANCE = 4
"""Anchors count if so many times the root of their number are in one order, or if they cover a quarter."""
_FINENESS = 100
"""The cut lies within such a part of the new length of the best one."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def matching_blocks(old: Sequence[int], new: Sequence[int]) -> list[Block]:
    """Runs of equal ids that leave the least to insert and delete (near least where texts are very long)."""
    return list(_blocks(old, new, 0, 0))


def _blocks(old: Sequence[int], new: Sequence[int], i: int, j: int) -> Iterator[Block]:
    head = _common_start(old, new)
    if head:
        yield i, j, head
        old, new, i, j = old[head:], new[head:], i + head, j + head
    tail = _common_start(old[::-1], new[::-1])
    inner_old, inner_new = old[: len(old) - tail], new[: len(new) - tail]
    if inner_old and inner_new:
        yield from _inner(inner_old, inner_new, i, j)
    if tail:
        yield i + len(inner_old), j + len(inner_new), tail


def _common_start(old: Sequence[int], new: Sequence[int]) -> int:
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter
    low, high = 0, shorter
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if old[low:middle] == new[low:middle] else (low, middle)
    return low


def _inner(old: Sequence[int], new: Sequence[int], i: int, j: int) -> Iterator[Block]:
    if len(old) * len(new) <= _CELLS:
        yield from _least(old, new, i, j)
        return
    cuts = next((found for size in _ANCHORS if (found := _anchors(old, new, size))), None)
    before = (0, 0)
    for cut in [*(cuts or [_middle(old, new)]), (len(old), len(new))]:
        part_old, part_new = old[before[0] : cut[0]], new[before[1] : cut[1]]
        if part_old and part_new:
            yield from _blocks(part_old, part_new, i + before[0], j + before[1])
        before = cut


def _least(old: Sequence[int], new: Sequence[int], i: int, j: int) -> Iterator[Block]:
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            yield i + code.src_start, j + code.dest_start, code.src_end - code.src_start


def _anchors(old: Sequence[int], new: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Places to cut both lists at: where runs begin that occur once in each, in one order on both sides.

    Runs that unrelated texts share by chance are short and stand in no order (about 2 √n of n in a chain).
    """
    runs = _shared_runs(old, new, size)
    chain = _rising(runs)
    covered = sum(length for _, _, length in chain)
    ordered = len(chain) > _BEYOND_CHANCE * isqrt(len(runs))
    return [(i, j) for i, j, _ in chain] if ordered or 4 * covered > min(len(old), len(new)) else []


def _shared_runs(old: Sequence[int], new: Sequence[int], size: int) -> list[Block]:
    """Runs of at least `size` ids made of pieces that occur once in each list, by their place in the old."""
    here, there = _single_runs(old, size), _single_runs(new, size)
    _, at_old, at_new = np.intersect1d(here[0], there[0], assume_unique=True, return_indices=True)
    runs: list[Block] = []
    for i, j in sorted(zip(here[1][at_old].tolist(), there[1][at_new].tolist(), strict=True)):
        if old[i : i + size] != new[j : j + size]:  # different pieces may have one hash
            continue
        first_i, first_j, length = runs[-1] if runs else (0, 0, 0)
        if length and (i, j) == (first_i + length - size + 1, first_j + length - size + 1):
            runs[-1] = (first_i, first_j, length + 1)
        else:
            runs.append((i, j, size))
    return runs


def _rising(runs: list[Block]) -> list[Block]:
    """A longest chain of the runs whose places in the new list rise too."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous = [-1] * len(runs)
    for k, (_, j, _) in enumerate(runs):
        rank = bisect_left(tails, j)
        previous[k] = tail_at[rank - 1] if rank else -1
        tails[rank : rank + 1] = [j]
        tail_at[rank : rank + 1] = [k]
    chain, k = [], tail_at[-1] if tail_at else -1
    while k >= 0:
        chain.append(runs[k])
        k = previous[k]
    return chain[::-1]


def _single_runs(ids: Sequence[int], size: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of the runs that occur once, in rising order, and where each stands."""
    flat = np.array(ids, dtype=np.uint64)
    count = max(0, len(flat) - size + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for k in range(size):
        hashes = hashes * _PRIME + flat[k : k + count] + np.uint64(1)
    found, places, times = np.unique(hashes, return_index=True, return_counts=True)
    return found[times == 1], places[times == 1].astype(np.int64)


def _middle(old: Sequence[int], new: Sequence[int]) -> tuple[int, int]:
    """A place to cut texts that share no run: half of the old one, and where the new one then costs least."""
    half, best = max(1, len(old) // 2), len(new) // 2
    if len(old) == 1 or len(old) * len(new) > _SEARCHABLE:
        return half, best
    # Few kinds of ids make the distance several times quicker; what was equal stays so.
    before, after, other = _folded(old[:half]), _folded(old[half:]), _folded(new)

    @cache
    def cost(j: int) -> int:
        return int(Indel.distance(before, other[:j]) + Indel.distance(after, other[j:]))

    step = len(new) // 4
    while step > max(1, len(new) // _FINENESS):
        best = min((best, best - step, best + step), key=cost)
        step //= 2
    return half, best


def _folded(ids: Sequence[int]) -> bytes:
    return bytes([identity % 251 for identity in ids])

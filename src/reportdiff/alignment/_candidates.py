"""Which pairs of units are looked at: a few for each unit, so that cost does not grow as the square."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reportdiff.alignment._units import Side
from reportdiff.alignment._vectors import Indices, Space, nearest, telling

NEAREST = 6
"""Nearest units asked for, from each side."""
BESIDE = 2
"""How far from the diagonal of a document (or its straight line) units are candidates whatever they say."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of units, sorted by old and then new index, without repeats."""

    old: Indices
    new: Indices

    def __len__(self) -> int:
        return len(self.old)


def candidates(old: Side, new: Side, spaces: tuple[Space, ...], besides: tuple[Indices, Indices]) -> Pairs:
    """The pairs worth scoring: nearest in a space, equal, in the same place, and those given besides."""
    found = [_of_one_group(old, new, *besides)]
    for rows, columns in _groups(old, new):
        for space in spaces:
            found += _near(space, rows, columns)
        found.append(_same_place(rows, columns))
    found.append(_equal(old, new))
    return _sorted(found, len(new))


def _groups(old: Side, new: Side) -> Iterator[tuple[Indices, Indices]]:
    names = sorted({unit.group for unit in old.units} & {unit.group for unit in new.units})
    for name in names:
        yield _members(old, name), _members(new, name)


def _members(side: Side, group: str) -> Indices:
    return np.array([k for k, unit in enumerate(side.units) if unit.group == group], dtype=np.int64)


def _of_one_group(old: Side, new: Side, i: Indices, j: Indices) -> tuple[Indices, Indices]:
    same = [old.units[a].group == new.units[b].group for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    return i[same], j[same]


def _near(space: Space, rows: Indices, columns: Indices) -> Iterator[tuple[Indices, Indices]]:
    rare_old, rare_new = telling(space)
    old, new = rare_old[rows], rare_new[columns]
    for i, j in nearest(old, new, NEAREST):
        yield rows[i], columns[j]
    for j, i in nearest(new, old, NEAREST):
        yield rows[i], columns[j]


def _same_place(rows: Indices, columns: Indices) -> tuple[Indices, Indices]:
    longer, shorter = max(len(rows), len(columns)), min(len(rows), len(columns))
    steps = np.arange(longer)
    line = steps * shorter // longer
    i, j = (steps, line) if len(rows) >= len(columns) else (line, steps)
    spread = range(-BESIDE, BESIDE + 1)
    near_i = np.concatenate([i for _ in spread])
    near_j = np.clip(np.concatenate([j + k for k in spread]), 0, len(columns) - 1)
    return rows[near_i], columns[near_j]


def _equal(old: Side, new: Side) -> tuple[Indices, Indices]:
    places: dict[tuple[str, str], list[int]] = {}
    for j, unit in enumerate(new.units):
        places.setdefault((unit.group, new.normal[j]), []).append(j)
    pairs = [
        (i, j)
        for i, unit in enumerate(old.units)
        for j in _nearest_few(places.get((unit.group, old.normal[i]), []), i * len(new) / len(old))
    ]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _nearest_few(places: list[int], expected: float) -> list[int]:
    first = bisect_left(places, expected) - NEAREST // 2
    first = max(0, min(first, len(places) - NEAREST))
    return places[first : first + NEAREST]


def _sorted(found: list[tuple[Indices, Indices]], width: int) -> Pairs:
    keys = np.unique(np.concatenate([i * width + j for i, j in found])) if found else np.zeros(0, np.int64)
    return Pairs(keys // max(1, width), keys % max(1, width))

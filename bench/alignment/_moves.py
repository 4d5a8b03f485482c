"""Moves made on purpose: real paragraphs put elsewhere, so that it is known which have moved.

A new edition is made of an old one: some blocks of one to four paragraphs are put at another place, further
off than they are long, some paragraphs lose words, some are left out. What was put elsewhere has moved.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.alignment._cases import Case

from reportdiff import align

_SEED = 16
_MOVES = 4
_EDITIONS = 5


@dataclass(frozen=True)
class Moved:
    """Which old paragraphs were moved, and which of the linked ones the program calls moved."""

    truth: frozenset[int]
    found: frozenset[int]


def seeded_moves(cases: Sequence[Case]) -> Iterator[Moved]:
    """The moves of several made editions of every report."""
    rng = random.Random(_SEED)  # noqa: S311
    for case in cases:
        texts = [unit.text for k, unit in enumerate(case.old) if k in case.old_judged]
        for _ in range(_EDITIONS):
            order, truth = _rearranged(len(texts), rng)
            kept = [k for k in order if k in truth or rng.random() > 0.05]
            links = align(texts, [_edited(texts[k], rng) for k in kept], language=case.language)
            found = {i for link in links if link.moved for i in link.old}
            yield Moved(frozenset(truth), frozenset(found))


def _rearranged(count: int, rng: random.Random) -> tuple[list[int], set[int]]:
    order, truth = list(range(count)), set[int]()
    for _ in range(_MOVES):
        size = rng.randint(1, 4)
        start = rng.randrange(count - size)
        block = order[start : start + size]
        left = order[:start] + order[start + size :]
        places = [p for p in range(len(left) + 1) if abs(p - start) > 3 * size]
        if truth & set(block) or not places:
            continue
        place = rng.choice(places)
        order = [*left[:place], *block, *left[place:]]
        truth |= set(block)
    return order, truth


def _edited(text: str, rng: random.Random) -> str:
    """The text, in three of ten cases with a few words (or characters, where none are spaced) left out."""
    if rng.random() > 0.3:
        return text
    parts = text.split(" ") if " " in text else list(text)
    return (" " if " " in text else "").join(part for part in parts if rng.random() > 0.15) or text


def moves_found(cases: Sequence[Case]) -> tuple[float, float, int]:
    """Precision and recall of the moves found, and how many there were."""
    moves = list(seeded_moves(cases))
    right = sum(len(move.truth & move.found) for move in moves)
    found, truth = (sum(len(getattr(move, name)) for move in moves) for name in ("found", "truth"))
    return right / max(1, found), right / max(1, truth), truth

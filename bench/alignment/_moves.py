"""Moves made on purpose: real paragraphs put elsewhere, so that it is known which have moved.

A new edition is made of an old one: some blocks of one to four paragraphs are put at another place, further
off than they are long, some paragraphs lose words or get others, some are left out. What was put elsewhere
has moved.
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
_EDITED = 0.3
"""Share of the paragraphs that are edited."""
_LIGHT, _HEAVY = (0.15, 0.0), (0.35, 0.15)
"""In an edited paragraph, the share of words that are left out, and that words of another one replace."""


@dataclass(frozen=True)
class Moved:
    """Which old paragraphs were moved, and which of the linked ones the program calls moved."""

    truth: frozenset[int]
    found: frozenset[int]


def seeded_moves(cases: Sequence[Case], edits: tuple[float, float]) -> Iterator[Moved]:
    """The moves of several made editions of every report."""
    rng = random.Random(_SEED)  # noqa: S311
    for case in cases:
        texts = [unit.text for k, unit in enumerate(case.old) if k in case.old_judged]
        for _ in range(_EDITIONS):
            order, truth = _rearranged(len(texts), rng)
            kept = [k for k in order if k in truth or rng.random() > 0.05]
            new = [_edited(texts[k], rng.choice(texts), edits, rng) for k in kept]
            links = align(texts, new, language=case.language)
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


def _edited(text: str, other: str, edits: tuple[float, float], rng: random.Random) -> str:
    """The text, in some cases with words (characters, where none are spaced) left out or replaced."""
    if rng.random() > _EDITED:
        return text
    between = " " if " " in text else ""
    strange = other.split(between) if between else list(other)
    parts = []
    for part in text.split(between) if between else text:
        drawn = rng.random()
        if drawn >= sum(edits):
            parts.append(part)
        elif drawn >= edits[0]:
            parts.append(rng.choice(strange))
    return between.join(parts) or text


def moves_rows(cases: Sequence[Case]) -> list[list[str]]:
    """A row a manner of editing: how many paragraphs were moved, precision and recall of those found."""
    manners = {"15 % of the words left out": _LIGHT, "35 % left out, 15 % replaced": _HEAVY}
    rows = []
    for name, edits in manners.items():
        precision, recall, count = moves_found(cases, edits)
        rows.append([name, str(count), f"{precision:.3f}", f"{recall:.3f}"])
    return rows


def moves_found(cases: Sequence[Case], edits: tuple[float, float] = _LIGHT) -> tuple[float, float, int]:
    """Precision and recall of the moves found, and how many there were."""
    moves = list(seeded_moves(cases, edits))
    right = sum(len(move.truth & move.found) for move in moves)
    found, truth = (sum(len(getattr(move, name)) for move in moves) for name in ("found", "truth"))
    return right / max(1, found), right / max(1, truth), truth

"""What a careful reader says corresponds, and what really changed in it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from bench.output.peers._shown import Shown
from bench.output.peers._texts import Text, ink
from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|\S")
"""A number, a Han character, a word, or any other sign."""
_RELATIONS = ("identical", "figures", "edited", "rewritten")


@dataclass(frozen=True)
class Truth:
    """Correspondences by unit (as the labels name paragraphs), each with its relation.

    `units` are all that the labels speak of, old and new; `unit` gives the unit of an address.
    """

    links: Mapping[tuple[str, str], str]
    units: tuple[frozenset[str], frozenset[str]]
    unit: Callable[[str], str]
    moved: frozenset[tuple[str, str]] = frozenset()

    def lines(self, text: Text, side: int) -> dict[str, list[int]]:
        """By unit the lines of a text that are of it."""
        found: dict[str, list[int]] = defaultdict(list)
        for address, line in text.line_at.items():
            if self.unit(address) in self.units[side]:
                found[self.unit(address)].append(line)
        return found


def sample_truth(folder: Path, old: str, new: str) -> Truth:
    """What was written into the sample series."""
    table = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))["links"][f"{old}-{new}"]
    links = {pair: relation for relation in _RELATIONS for pair in _pairs(table.get(relation, ()))}
    units = (
        frozenset([*(a for a, _ in links), *table["dropped"]]),
        frozenset([*(b for _, b in links), *table["added"]]),
    )
    return Truth(links, units, lambda address: address, frozenset(_pairs(table.get("moved", ()))))


def _pairs(links: Iterable[str]) -> list[tuple[str, str]]:
    sides = [link.split(">") for link in links]
    return [pair for left, right in sides for pair in product(left.split(","), right.split(","))]


def labelled_truth(file: Path) -> Truth:
    """Labels by paragraph number: lettered items belong to their paragraph."""
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    links = {(r["old"], r["new"]): r["label"] for r in rows if "-" not in (r["old"], r["new"])}
    units = tuple(frozenset(r[side] for r in rows) - {"-"} for side in ("old", "new"))
    return Truth(links, (units[0], units[1]), lambda address: address.partition("(")[0])


# ------------------------------------------------------------------------------ pairs


@dataclass(frozen=True)
class Found:
    """How many pairs are shown, and how many of the true ones, by relation."""

    shown: int
    right: Mapping[str, int]
    true: Mapping[str, int]
    moved: tuple[int, int]

    @property
    def precision(self) -> float:
        """Share of the shown pairs that are true."""
        return sum(self.right.values()) / max(1, self.shown)

    @property
    def recall(self) -> float:
        """Share of the true pairs that are shown."""
        return sum(self.right.values()) / max(1, sum(self.true.values()))

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


LEAST = (0.05, 0.1, 0.15, 0.2, 0.25, 0.33, 0.5)
"""Strengths from which a pair in a running text may count; the one that suits a tool best is taken."""


def found_pairs(truth: Truth, shown: Shown, old: Text, new: Text) -> Found:
    """The pairs that a tool shows against the true ones, counted to its greatest advantage."""
    return max((_found(truth, shown.pairs(least), old, new) for least in LEAST), key=lambda found: found.f1)


def _found(truth: Truth, lines: Iterable[tuple[int, int]], old: Text, new: Text) -> Found:
    units = [
        {line: unit for unit, lines in truth.lines(text, side).items() for line in lines}
        for side, text in enumerate((old, new))
    ]
    pairs = {(units[0][a], units[1][b]) for a, b in lines if a in units[0] and b in units[1]}
    relations = dict.fromkeys(truth.links.values(), 0)
    right = relations | {r: sum(truth.links.get(pair) == r for pair in pairs) for r in relations}
    true = {r: sum(one == r for one in truth.links.values()) for r in relations}
    return Found(len(pairs), right, true, (len(truth.moved & pairs), len(truth.moved)))


# ------------------------------------------------------------------------------ characters


def really_changed(truth: Truth, old: Text, new: Text) -> tuple[list[bool | None], list[bool | None]]:
    """By character with ink whether it changed, None where the labels say nothing (headings, numbers, notes).

    Of what corresponds the least edit in words counts; what corresponds to nothing changed as a whole.
    """
    masks: tuple[list[bool | None], list[bool | None]] = ([None] * len(old.ink), [None] * len(new.ink))
    sides = truth.lines(old, 0), truth.lines(new, 1)
    for group in _groups(truth):
        places = [
            [
                place
                for line in sorted(line for unit in units for line in lines.get(unit, ()))
                for place in _tokens(text, line)
            ]
            for units, lines, text in zip(group, sides, (old, new), strict=True)
        ]
        words = [[text.ink[a:b] for a, b in some] for some, text in zip(places, (old, new), strict=True)]
        changed: tuple[set[int], set[int]] = (set(), set())
        for code in Indel.opcodes(words[0], words[1]):
            if code.tag != "equal":
                changed[0].update(range(code.src_start, code.src_end))
                changed[1].update(range(code.dest_start, code.dest_end))
        for side in (0, 1):
            for n, (a, b) in enumerate(places[side]):
                masks[side][a:b] = [n in changed[side]] * (b - a)
    return masks


def _tokens(text: Text, line: int) -> list[tuple[int, int]]:
    """Places in `ink` of a line's words, without its number."""
    places, start = [], text.words_of[line][0]
    for token in _TOKEN.finditer(text.lines[line].text):
        places.append((start, start + len(ink(token[0]))))
        start = places[-1][1]
    return places


def _groups(truth: Truth) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Units that true links join, and each of the others alone."""
    groups: list[tuple[set[str], set[str]]] = [({a}, {b}) for a, b in truth.links]
    joined: list[tuple[set[str], set[str]]] = []
    for left, right in groups:
        for other in [one for one in joined if one[0] & left or one[1] & right]:
            left, right = left | other[0], right | other[1]  # noqa: PLW2901
            joined.remove(other)
        joined.append((left, right))
    linked = [set().union(*(group[side] for group in joined)) for side in (0, 1)]
    alone: list[tuple[set[str], set[str]]] = [
        *(({unit}, set[str]()) for unit in truth.units[0] - linked[0]),
        *((set[str](), {unit}) for unit in truth.units[1] - linked[1]),
    ]
    return [(sorted(left), sorted(right)) for left, right in (*joined, *alone)]


@dataclass(frozen=True)
class Marked:
    """Characters on both sides: really changed, marked, marked for nothing, changed but not marked."""

    changed: int
    marked: int
    needless: int
    missed: int


def marked_characters(truth: Sequence[Sequence[bool | None]], shown: Shown) -> Marked:
    """What a tool marks against what changed, where the labels say something."""
    both = [
        (real, mark)
        for reals, marks in zip(truth, (shown.old, shown.new), strict=True)
        for real, mark in zip(reals, marks, strict=True)
        if real is not None
    ]
    return Marked(
        sum(bool(real) for real, _ in both),
        sum(mark for _, mark in both),
        sum(mark and not real for real, mark in both),
        sum(bool(real) and not mark for real, mark in both),
    )

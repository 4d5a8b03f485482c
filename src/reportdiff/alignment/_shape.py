"""From chosen pairs to links: which of them make one split or merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportdiff.alignment._stages import Chosen
from reportdiff.model import Shape


@dataclass(frozen=True, slots=True)
class Bead:
    """The pairs of one link, every unit of its old side paired with every unit of its new side."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    pairs: tuple[Chosen, ...]

    @property
    def confidence(self) -> float:
        """The share of its pairs that may be expected to be right; of missing partners it says nothing."""
        return sum(pair.confidence for pair in self.pairs) / len(self.pairs)


def beads(pairs: Sequence[Chosen]) -> list[Bead]:
    """The pairs as links in the order of the new side.

    Connected pairs make one link where each old unit is paired with each new one; otherwise they are cut
    into splits and merges, the unit with most pairs first, so that no link says more than was chosen.
    """
    found = [bead for component in _components(pairs) for bead in _complete(component)]
    return sorted(found, key=lambda bead: (bead.new, bead.old))


def _components(pairs: Sequence[Chosen]) -> Iterable[list[Chosen]]:
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for pair in pairs:
        parent[root(("old", pair.old))] = root(("new", pair.new))
    groups: dict[tuple[str, int], list[Chosen]] = defaultdict(list)
    for pair in pairs:
        groups[root(("old", pair.old))].append(pair)
    return groups.values()


def _complete(component: list[Chosen]) -> Iterable[Bead]:
    old, new = {pair.old for pair in component}, {pair.new for pair in component}
    if len(component) == len(old) * len(new):
        yield Bead(tuple(sorted(old)), tuple(sorted(new)), tuple(component))
        return
    star = _largest_star(component)
    yield from _complete(star)
    for rest in _components([pair for pair in component if pair not in star]):
        yield from _complete(rest)


def _largest_star(component: list[Chosen]) -> list[Chosen]:
    stars: dict[tuple[str, int], list[Chosen]] = defaultdict(list)
    for pair in component:
        stars["old", pair.old].append(pair)
        stars["new", pair.new].append(pair)
    return max(stars.values(), key=lambda star: (len(star), sum(pair.score for pair in star)))


def shape(old: int, new: int) -> Shape:
    """The shape of a link with so many units on either side."""
    if old == 1:
        return Shape.ONE_TO_ONE if new == 1 else Shape.SPLIT
    return Shape.MERGE if new == 1 else Shape.MANY_TO_MANY

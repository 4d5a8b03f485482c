"""Equal units that nothing in their text tells apart: linked by their place among the other links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import LCSseq

from reportdiff.alignment._context import longest_chain
from reportdiff.alignment._units import Side, Unit

Link = tuple[int, int]

SCORE = 2.0
"""Score (log-odds) of a pair found by its place alone. The labelled texts hold too few to learn it from."""
_SURE = 4.0
"""A link between repeated texts that their place does not explain stays from this score on."""
_CELLS = 400_000_000
"""Old times new units of one gap up to which they are matched: the matching needs a bit for each cell."""


def with_repeated(old: Side, new: Side, scores: Mapping[Link, float]) -> list[Link]:
    """The links, those between repeated texts ("None.", a formula) found anew by their place.

    A repeated text is linked where the units before or after it are, and where it fills a gap between
    links, in order; elsewhere only a link that was sure stays, so that a few formulas that two unrelated
    texts share link nothing.

    Args:
        old: One edition.
        new: The other.
        scores: The links chosen so far and the score of each.
    """
    place = _Places(old, new)
    told_apart = sorted(link for link in scores if not place.is_repeated(*link))
    elsewhere = [link for link, score in scores.items() if place.is_repeated(*link) and score > _SURE]
    place.take(told_apart)
    for i, j in told_apart:
        place.follow(i, j, 1)
        place.follow(i, j, -1)
    for gap in _gaps(told_apart, len(old), len(new)):
        place.fill(*gap)
    return [*told_apart, *place.found, *(link for link in elsewhere if place.is_free(*link))]


class _Places:
    """Both sides as numbers, equal for equal texts, and the units that no link has taken yet."""

    def __init__(self, old: Side, new: Side) -> None:
        known: dict[tuple[str, str], int] = {}
        self._old, self._new = (
            [known.setdefault((unit.group, text), len(known)) for unit, text in _texts(side)]
            for side in (old, new)
        )
        times = Counter(self._old), Counter(self._new)
        empty = {known[key] for key in known if not key[1]}
        self._shared = (times[0].keys() & times[1].keys()) - empty
        self._repeated = {text for text in self._shared if times[0][text] > 1 or times[1][text] > 1}
        self._free_old, self._free_new = set(range(len(old))), set(range(len(new)))
        self.found: list[Link] = []

    def is_repeated(self, i: int, j: int) -> bool:
        """Whether the two units say the same and others say it too."""
        return self._old[i] == self._new[j] and self._old[i] in self._repeated

    def is_free(self, i: int, j: int) -> bool:
        """Whether neither of the two units is taken."""
        return i in self._free_old and j in self._free_new

    def take(self, links: Iterable[Link]) -> None:
        """Let units have the links."""
        for i, j in links:
            self._free_old.discard(i)
            self._free_new.discard(j)

    def _add(self, links: Iterable[Link]) -> None:
        fresh = [link for link in links if self.is_free(*link)]
        self.take(fresh)
        self.found += fresh

    def follow(self, i: int, j: int, step: int) -> None:
        """Link the equal units that follow a link (or, with step -1, come before it) without a break."""
        while self.is_free(i + step, j + step) and self._old[i + step] == self._new[j + step]:
            i, j = i + step, j + step
            if self._old[i] not in self._shared:
                return
            self._add([(i, j)])

    def fill(self, rows: range, columns: range) -> None:
        """Link the equal units of a gap in their order, if they are more than half of its lesser side."""
        old = [i for i in rows if i in self._free_old]
        new = [j for j in columns if j in self._free_new]
        places = (
            [i for i in old if self._old[i] in self._shared],
            [j for j in new if self._new[j] in self._shared],
        )
        equal = _in_order(places, ([self._old[i] for i in places[0]], [self._new[j] for j in places[1]]))
        if equal and 2 * len(equal) > min(len(old), len(new)):
            self._add(equal)


def _texts(side: Side) -> Iterator[tuple[Unit, str]]:
    return zip(side.units, side.normal, strict=True)


def _in_order(places: tuple[list[int], list[int]], texts: tuple[list[int], list[int]]) -> list[Link]:
    """The longest chain of equal texts in the order of both sides."""
    if len(texts[0]) * len(texts[1]) > _CELLS or set(texts[0]).isdisjoint(texts[1]):
        return []
    return [
        (places[0][code.src_start + k], places[1][code.dest_start + k])
        for code in LCSseq.opcodes(*texts)
        if code.tag == "equal"
        for k in range(code.src_end - code.src_start)
    ]


def _gaps(links: list[Link], rows: int, columns: int) -> Iterator[tuple[range, range]]:
    """What lies between two links that follow one another in the longest chain without crossing."""
    chain = [links[k] for k in longest_chain([j for _, j in links])]
    i, j = -1, -1
    for next_i, next_j in [*chain, (rows, columns)]:
        yield range(i + 1, next_i), range(j + 1, next_j)
        i, j = next_i, next_j

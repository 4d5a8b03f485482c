"""One subject through all editions: the union of paragraphs over the links that can be relied on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from reportdiff.model import Address, Comparison, Lineage, LineageMember, Link, Report

Node = tuple[int, int]
"""Position of an edition in the series, position of a paragraph in it: sorts in reading order."""

_SURE = 0.8
"""A link of this confidence joins all that it links."""
FAIR = 0.5
"""Down to this confidence a link joins one pair, where neither of the two is in a surer link."""
_COMPARED = 4000
"""Characters of a paragraph that tell which pair of a doubtful split or merge is the most alike."""


@dataclass(frozen=True, slots=True)
class _Correspondence:
    """A link by its nodes. `likest` is the one pair of them whose texts are most alike."""

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    likest: tuple[Node, Node]
    confidence: float
    decided: bool

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self.old + self.new

    @property
    def is_sure(self) -> bool:
        return self.confidence >= _SURE


class _Union:
    """Disjoint sets whose representative is always the earliest member."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def find(self, node: Node) -> Node:
        root = node
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while node != root:
            self._parent[node], node = root, self._parent.get(node, node)
        return root

    def join(self, one: Node, other: Node) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


def lineages(
    reports: Sequence[Report], names: Sequence[str], comparisons: Sequence[Comparison]
) -> tuple[Lineage, ...]:
    """Every paragraph in exactly one lineage, which follows one subject.

    Sure links join all that they link, so that their splits and merges stay one lineage. Doubtful ones
    would, over the editions, string unlike subjects of one theme together: of each at most the pair that
    is most alike is joined, and only where neither of the two is linked more surely.

    A comparison over skipped editions joins only what those over fewer left alone: a paragraph that was
    dropped, and one that was added when its subject came back. What a person linked is joined all the same.
    """
    nodes = [
        {paragraph.address: (edition, place) for place, paragraph in enumerate(report.paragraphs)}
        for edition, report in enumerate(reports)
    ]
    edition_of = {report.edition: position for position, report in enumerate(reports)}
    union = _Union()
    gone_on, come_from = set[Node](), set[Node]()
    for apart in sorted({_apart(comparison, edition_of) for comparison in comparisons}):
        told = [
            joined
            for comparison in comparisons
            if _apart(comparison, edition_of) == apart
            for joined in _joined(
                found
                for found in _correspondences(comparison, reports, nodes, edition_of)
                if found.decided or (gone_on.isdisjoint(found.old) and come_from.isdisjoint(found.new))
            )
        ]
        for old, new in told:
            gone_on.update(old)
            come_from.update(new)
            for member in [*old, *new]:
                union.join(old[0], member)
    return _lineages_of(union, nodes, names)


def _apart(comparison: Comparison, edition_of: Mapping[str | None, int]) -> int:
    """How many places the editions stand apart; 1 where they follow each other."""
    return edition_of[comparison.new.edition] - edition_of[comparison.old.edition]


def _correspondences(
    comparison: Comparison,
    reports: Sequence[Report],
    nodes: Sequence[dict[Address, Node]],
    edition_of: Mapping[str | None, int],
) -> Iterator[_Correspondence]:
    start, end = edition_of[comparison.old.edition], edition_of[comparison.new.edition]
    for link in comparison.links:
        old, new = tuple(nodes[start][a] for a in link.old), tuple(nodes[end][a] for a in link.new)
        likest = _likest(link, old, new, reports)
        yield _Correspondence(old, new, likest, link.confidence, link.review is not None)


def _likest(
    link: Link[Address], old: Sequence[Node], new: Sequence[Node], reports: Sequence[Report]
) -> tuple[Node, Node]:
    """The pair whose texts are most alike, which four times of five is also the surest pair of the link."""
    if len(old) == len(new) == 1 or not FAIR <= link.confidence < _SURE:
        return old[0], new[0]

    def text(node: Node) -> str:
        return reports[node[0]].paragraphs[node[1]].text[:_COMPARED]

    return max(product(old, new), key=lambda pair: fuzz.ratio(text(pair[0]), text(pair[1])))


def _joined(found: Iterable[_Correspondence]) -> Iterator[tuple[Sequence[Node], Sequence[Node]]]:
    """What the links of one comparison join, the surest first."""
    linked = set[Node]()
    for one in sorted(found, key=lambda one: -one.confidence):
        if one.is_sure:
            yield one.old, one.new
        elif one.confidence >= FAIR and linked.isdisjoint(one.likest):
            yield one.likest[:1], one.likest[1:]
        linked.update(one.nodes)


def _lineages_of(
    union: _Union, nodes: Sequence[dict[Address, Node]], names: Sequence[str]
) -> tuple[Lineage, ...]:
    groups: dict[Node, list[LineageMember]] = defaultdict(list)
    for name, addresses in zip(names, nodes, strict=True):
        for address, node in addresses.items():
            groups[union.find(node)].append(LineageMember(name, address))
    return tuple(
        Lineage(id=f"{members[0].edition}#{members[0].address}", members=tuple(members))
        for _, members in sorted(groups.items())
    )

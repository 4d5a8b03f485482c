"""One subject through all editions: the union of paragraphs over all links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reportdiff.model import Address, Comparison, Lineage, LineageMember, Report

Node = tuple[int, int]
"""Position of an edition in the series, position of a paragraph in it: sorts in reading order."""


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
    """Every paragraph in exactly one lineage; splits and merges stay one lineage.

    A comparison over a skipped edition joins only what the successive ones left alone: a paragraph
    that was dropped, and one that was added when its subject came back.
    """
    nodes = [
        {paragraph.address: (edition, place) for place, paragraph in enumerate(report.paragraphs)}
        for edition, report in enumerate(reports)
    ]
    edition_of = {report.edition: position for position, report in enumerate(reports)}
    union = _Union()
    gone_on, come_from = set[Node](), set[Node]()
    for successive in (True, False):
        told = [
            link
            for comparison in comparisons
            for link in _nodes_of_links(comparison, nodes, edition_of, successive=successive)
            if gone_on.isdisjoint(link[0]) and come_from.isdisjoint(link[1])
        ]
        for old, new in told:
            gone_on.update(old)
            come_from.update(new)
            for member in [*old, *new]:
                union.join(old[0], member)
    return _lineages_of(union, nodes, names)


def _nodes_of_links(
    comparison: Comparison,
    nodes: Sequence[dict[Address, Node]],
    edition_of: Mapping[str | None, int],
    *,
    successive: bool,
) -> Iterator[tuple[list[Node], list[Node]]]:
    start, end = edition_of[comparison.old.edition], edition_of[comparison.new.edition]
    if (end - start == 1) is successive:
        for link in comparison.links:
            yield [nodes[start][a] for a in link.old], [nodes[end][a] for a in link.new]


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

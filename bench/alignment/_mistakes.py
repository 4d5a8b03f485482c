"""Mistakes on the labelled pairs by kind, and some of each: what to read to better the method."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bench.alignment._cases import Case, Pair

KINDS = {
    "missed: neither is linked": "a subject told in other words was taken for dropped and added",
    "missed: one is linked elsewhere": "a part of a split or merge was not seen",
    "missed: both are linked elsewhere": "the wrong partner won on both sides",
    "false: neither has a link": "two subjects of one theme were taken for one",
    "false: one has another link": "a partner too many",
    "false: both have other links": "the wrong partner won",
}
_MISSED, _FALSE = tuple(KINDS)[:3], tuple(KINDS)[3:]


@dataclass(frozen=True)
class Mistake:
    """One pair that was missed or falsely linked; `weight` is the score of a false one, else 0."""

    kind: str
    case: Case
    pair: Pair
    weight: float

    def __str__(self) -> str:
        assert self.case.reports is not None
        old, new = (
            report.paragraphs[place].address
            for report, place in zip(self.case.reports, self.pair, strict=True)
        )
        return f"{self.case.name}: {old} → {new}"


def mistakes(case: Case, predicted: Mapping[Pair, tuple[float, bool]]) -> Iterator[Mistake]:
    """All mistakes on one labelled pair of reports."""
    found = {pair: score for pair, (score, _) in predicted.items() if case.judged(pair)}
    for pair in sorted(case.gold - found.keys()):
        yield Mistake(_MISSED[_linked_sides(pair, found.keys())], case, pair, 0.0)
    for pair in sorted(found.keys() - case.gold):
        yield Mistake(_FALSE[_linked_sides(pair, case.gold)], case, pair, found[pair])


def _linked_sides(pair: Pair, links: Collection[Pair]) -> int:
    """How many of the pair's two units stand in one of the links."""
    return len(
        {("old", i) for i, _ in links if i == pair[0]} | {("new", j) for _, j in links if j == pair[1]}
    )


def mistakes_table(found: Iterable[tuple[Case, Mapping[Pair, tuple[float, bool]]]]) -> list[list[str]]:
    """A row a kind: how many, what it means, and three of them, the surest first."""
    every = [mistake for case, predicted in found for mistake in mistakes(case, predicted)]
    rows = []
    for kind, meaning in KINDS.items():
        own = sorted((m for m in every if m.kind == kind), key=lambda m: -m.weight)
        shown = own[:3] if kind.startswith("false") else own[:: max(1, len(own) // 3)][:3]
        rows.append([kind, str(len(own)), meaning, "; ".join(map(str, shown))])
    return rows

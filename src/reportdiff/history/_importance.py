"""How much a change matters to a reader: a fixed order of bands, and weight inside each.

| importance | what puts a change there                        | weight inside the band            |
|-----------:|-------------------------------------------------|-----------------------------------|
|     90–100 | a party count that the other edition lacks      | how many                          |
|      80–90 | a funding figure that the other edition lacks   | how many                          |
|      76–80 | a donor that the other edition does not name    | how many                          |
|      71–76 | a programme starts or ends                      | how many                          |
|      66–71 | a programme enters its next phase               | how many                          |
|      45–65 | a new or dropped paragraph                      | its share of its section's text   |
|      30–45 | rewritten                                       | its share of its section's text   |
|      15–30 | figures or edited                               | how far figures and wording moved |
|       5–15 | footnotes and front matter, by the bands above  |                                   |
|        1–5 | identical, but moved, split or merged           | share of its section's text       |
|          0 | identical                                       |                                   |

Facts count only where they differ from what the *whole* other edition states, so that a sentence that
merely moved is no news. `reason` is made of a closed set of phrases, the strongest first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

from reportdiff.history._editions import EditionPair
from reportdiff.model import (
    Address,
    Change,
    Comparison,
    Facts,
    Kind,
    Link,
    Paragraph,
    QuantityChange,
    Relation,
    Report,
    Shape,
)


class Reason(StrEnum):
    """Every phrase a reason may consist of."""

    PARTY_COUNT = "party count changed"
    FUNDING = "funding figure changed"
    DONORS = "donors changed"
    STARTS = "programme starts"
    ENDS = "programme ends"
    NEXT_PHASE = "programme enters its next phase"
    ADDED = "new paragraph"
    DROPPED = "dropped paragraph"
    REWRITTEN = "rewritten"
    FIGURES = "only figures differ"
    EDITED = "wording edited"
    QUANTITIES = "quantities moved"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    IDENTICAL = "identical"


@dataclass(frozen=True, slots=True)
class _Side:
    """One edition as importance sees it: its paragraphs, their weights, and its news by topic."""

    paragraphs: Mapping[Address, Paragraph]
    place: Mapping[Address, int]
    weight: Mapping[Address, float]
    news: Mapping[Reason, Mapping[Address, int]] = field(default_factory=dict)

    def most(self, addresses: Iterable[Address]) -> float:
        """Weight of the paragraphs together, at most 1."""
        return min(1.0, sum(self.weight[address] for address in addresses))

    def count(self, reason: Reason, addresses: Iterable[Address]) -> int:
        """How many news of a topic the paragraphs hold."""
        return sum(self.news.get(reason, {}).get(address, 0) for address in addresses)


_TOPICS: Mapping[Reason, tuple[float, float]] = {
    Reason.PARTY_COUNT: (90, 100),
    Reason.FUNDING: (80, 90),
    Reason.DONORS: (76, 80),
    Reason.STARTS: (71, 76),
    Reason.ENDS: (71, 76),
    Reason.NEXT_PHASE: (66, 71),
}
_MINOR_KINDS = (Kind.FOOTNOTE, Kind.FRONT_MATTER)
_SHAPES = {Shape.SPLIT: Reason.SPLIT, Shape.MERGE: Reason.MERGED}
_RELATIONS = {
    Relation.REWRITTEN: Reason.REWRITTEN,
    Relation.FIGURES: Reason.FIGURES,
    Relation.EDITED: Reason.EDITED,
    Relation.IDENTICAL: Reason.IDENTICAL,
}


def ranked_changes(
    names: EditionPair,
    old: Report,
    new: Report,
    comparison: Comparison,
    old_facts: Facts,
    new_facts: Facts,
    quantity_changes: Sequence[QuantityChange],
) -> tuple[Change, ...]:
    """One change a link and one an added or dropped paragraph, most important first.

    Ties keep the reading order of the new edition, dropped paragraphs that of the old one.
    """
    before = _side(old, _losses(_news(old_facts, new_facts)))
    after = _side(new, _news(new_facts, old_facts))
    figures = _relative_by_address(quantity_changes)
    changes = [
        *(_linked(names, before, after, link, figures) for link in comparison.links),
        *(_alone(names, before, after, (), (address,)) for address in comparison.added),
        *(_alone(names, before, after, (address,), ()) for address in comparison.dropped),
    ]
    return tuple(sorted(changes, key=lambda change: (-change.importance, *_position(change, before, after))))


def _position(change: Change, before: _Side, after: _Side) -> tuple[int, int]:
    if change.new:
        return after.place[change.new[0]], 0
    return before.place[change.old[0]], 1


# ------------------------------------------------------------------------------ what an edition tells


def _side(report: Report, news: Mapping[Reason, Mapping[Address, int]]) -> _Side:
    return _Side(
        paragraphs={paragraph.address: paragraph for paragraph in report.paragraphs},
        place={paragraph.address: place for place, paragraph in enumerate(report.paragraphs)},
        weight=_weights(report.paragraphs),
        news=news,
    )


def _weights(paragraphs: Sequence[Paragraph]) -> dict[Address, float]:
    """Share of the section's text, tempered by length: a section of one short line weighs little."""
    if not paragraphs:
        return {}
    sections: dict[str | None, int] = defaultdict(int)
    for paragraph in paragraphs:
        sections[paragraph.section] += len(paragraph.text)
    long = max(1, 2 * median(len(paragraph.text) for paragraph in paragraphs))
    return {
        paragraph.address: math.sqrt(
            len(paragraph.text) / max(1, sections[paragraph.section]) * min(1.0, len(paragraph.text) / long)
        )
        for paragraph in paragraphs
    }


def _news(facts: Facts, others: Facts) -> dict[Reason, dict[Address, int]]:
    """By topic and address, how many statements of `facts` the other edition does not make."""
    topics: dict[Reason, dict[Address, int]] = defaultdict(lambda: defaultdict(int))
    known = set(_statements(others))
    for reason, address, statement in _placed(facts):
        if (reason, statement) not in known:
            topics[reason][address] += 1
    return topics


def _losses(news: Mapping[Reason, Mapping[Address, int]]) -> dict[Reason, Mapping[Address, int]]:
    """What counts when only the old edition says it; that a programme started then is no news now."""
    return {reason: places for reason, places in news.items() if reason not in _STATUS.values()}


def _statements(facts: Facts) -> Iterable[tuple[Reason, Hashable]]:
    return ((reason, statement) for reason, _, statement in _placed(facts))


_STATUS = {"new": Reason.STARTS, "ended": Reason.ENDS, "next-phase": Reason.NEXT_PHASE}


def _placed(facts: Facts) -> Iterable[tuple[Reason, Address, Hashable]]:
    for count in facts.treaty_counts:
        yield Reason.PARTY_COUNT, count.place.address, (count.instrument, count.parties)
    for figure in facts.funding:
        statement = (figure.measure, figure.period, figure.amount, figure.currency, figure.share)
        yield Reason.FUNDING, figure.place.address, statement
    for donor in facts.donors:
        yield Reason.DONORS, donor.place.address, (donor.measure, donor.donor)
    for mention in facts.programmes:
        if mention.status in _STATUS:
            yield _STATUS[mention.status], mention.place.address, mention.programme


def _relative_by_address(changes: Sequence[QuantityChange]) -> dict[Address, float]:
    """How far the figures of a new edition's paragraph moved, 0–1, the farthest counting."""
    moved: dict[Address, float] = {}
    for change in changes:
        relative = min(1.0, abs(change.relative)) if change.relative is not None else 1.0
        address = change.new_place.address
        moved[address] = max(moved.get(address, 0.0), relative)
    return moved


# ------------------------------------------------------------------------------ one change


def _linked(
    names: EditionPair, before: _Side, after: _Side, link: Link[Address], figures: Mapping[Address, float]
) -> Change:
    reasons = [] if link.relation is Relation.IDENTICAL else _topics(before, after, link.old, link.new)
    moved = max((figures.get(address, 0.0) for address in link.new), default=0.0)
    floor, ceiling, weight = _link_band(link, after.most(link.new), moved)
    reasons.append(_RELATIONS[link.relation])
    if moved and link.relation is not Relation.FIGURES:
        reasons.append(Reason.QUANTITIES)
    if link.moved:
        reasons.append(Reason.MOVED)
    if link.shape in _SHAPES:
        reasons.append(_SHAPES[link.shape])
    importance = _importance(reasons, before, after, link.old, link.new, floor + (ceiling - floor) * weight)
    section = after.paragraphs[link.new[0]].section
    return _change(names, link.old, link.new, link.relation.value, section, importance, reasons)


def _link_band(link: Link[Address], share: float, moved: float) -> tuple[float, float, float]:
    """The band of a link by its relation, and its weight in it."""
    if link.relation is Relation.REWRITTEN:
        return 30, 45, share
    if link.relation is Relation.IDENTICAL:
        rearranged = link.moved or link.shape is not Shape.ONE_TO_ONE
        return (1, 5, share) if rearranged else (0, 0, 0)
    return 15, 30, 0.5 * moved + 0.5 * (1 - link.similarity)


def _alone(
    names: EditionPair, before: _Side, after: _Side, old: tuple[Address, ...], new: tuple[Address, ...]
) -> Change:
    side, addresses = (after, new) if new else (before, old)
    reasons = _topics(before, after, old, new)
    reasons.append(Reason.ADDED if new else Reason.DROPPED)
    importance = _importance(reasons, before, after, old, new, 45 + 20 * side.most(addresses))
    section = side.paragraphs[addresses[0]].section
    return _change(names, old, new, "added" if new else "dropped", section, importance, reasons)


def _topics(before: _Side, after: _Side, old: Sequence[Address], new: Sequence[Address]) -> list[Reason]:
    return [reason for reason in _TOPICS if before.count(reason, old) or after.count(reason, new)]


def _importance(
    reasons: Sequence[Reason],
    before: _Side,
    after: _Side,
    old: Sequence[Address],
    new: Sequence[Address],
    otherwise: float,
) -> float:
    """The strongest topic's band, filled by how many news it holds; else what the wording is worth."""
    strongest = reasons[0]
    if strongest in _TOPICS:
        floor, ceiling = _TOPICS[strongest]
        count = before.count(strongest, old) + after.count(strongest, new)
        return floor + (ceiling - floor) * count / (count + 2)
    if all(_is_minor(before, address) for address in old) and all(
        _is_minor(after, address) for address in new
    ):
        return min(otherwise, 5 + otherwise * 10 / 65)
    return otherwise


def _is_minor(side: _Side, address: Address) -> bool:
    return side.paragraphs[address].kind in _MINOR_KINDS


def _change(
    names: EditionPair,
    old: tuple[Address, ...],
    new: tuple[Address, ...],
    what: str,
    section: str | None,
    importance: float,
    reasons: Sequence[Reason],
) -> Change:
    return Change(
        old_edition=names.old,
        new_edition=names.new,
        old=old,
        new=new,
        what=what,
        section=section,
        importance=round(importance, 2),
        reason="; ".join(reasons),
    )

"""A link that a person sets: what its words say of the relation, without asking whether it is right."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.alignment._compare import is_renumbered, report_units
from reportdiff.alignment._relations import Relations, joined
from reportdiff.alignment._scoring import shipped_weights
from reportdiff.alignment._shape import shape
from reportdiff.alignment._units import Unit, prepare
from reportdiff.model import Address, Link, Report


def link_by_hand(
    old: Report, new: Report, old_addresses: Sequence[Address], new_addresses: Sequence[Address]
) -> Link[Address]:
    """The link between these paragraphs, with the relation and similarity of their words.

    Its confidence is 1; `moved` is told by its neighbours: see `is_out_of_order`.

    Raises:
        ValueError: A side is empty, or has an address that its report does not.
    """
    before, after = _units(old, old_addresses), _units(new, new_addresses)
    left, right, texts = prepare(before, after)
    relations = Relations(texts.vocabulary, shipped_weights().edited_from, new.language)
    relation, similarity = relations.between(
        joined(left, range(len(before))), joined(right, range(len(after)))
    )
    return Link(
        old=_ordered(old, old_addresses),
        new=_ordered(new, new_addresses),
        relation=relation,
        shape=shape(len(before), len(after)),
        moved=False,
        renumbered=is_renumbered(before, after),
        similarity=round(similarity, 4),
        confidence=1.0,
    )


def is_out_of_order(link: Link[Address], links: Sequence[Link[Address]], old: Report, new: Report) -> bool:
    """Whether a link that a person made crosses links of its group that kept their place."""
    before, after = _Places(old), _Places(new)
    group, first, then = before.group(link.old), before.middle(link.old), after.middle(link.new)
    return any(
        (before.middle(other.old) - first) * (after.middle(other.new) - then) < 0
        for other in links
        if other is not link and not other.moved and before.group(other.old) == group
    )


class _Places:
    """Where the paragraphs of a report stand, and in which group of those that keep one order."""

    def __init__(self, report: Report) -> None:
        self._place = {paragraph.address: place for place, paragraph in enumerate(report.paragraphs)}
        self._groups = [unit.group for unit in report_units(report)]

    def middle(self, addresses: Sequence[Address]) -> float:
        return sum(self._place[address] for address in addresses) / len(addresses)

    def group(self, addresses: Sequence[Address]) -> str:
        return self._groups[self._place[addresses[0]]]


def _ordered(report: Report, addresses: Sequence[Address]) -> tuple[Address, ...]:
    """The addresses in reading order."""
    wanted = set(addresses)
    found = tuple(paragraph.address for paragraph in report.paragraphs if paragraph.address in wanted)
    if not found or len(found) < len(wanted):
        missing = ", ".join(sorted(wanted - set(found))) or "none given"
        raise ValueError(f"not in the {report.edition} edition: {missing}")
    return found


def _units(report: Report, addresses: Sequence[Address]) -> list[Unit]:
    wanted = set(_ordered(report, addresses))
    units = zip(report.paragraphs, report_units(report), strict=True)
    return [unit for paragraph, unit in units if paragraph.address in wanted]

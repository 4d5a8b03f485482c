"""The two questions that others ask: which units correspond, and what became of every paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.alignment._moves import moved
from reportdiff.alignment._relations import Relations, joined
from reportdiff.alignment._scoring import Weights, shipped_weights
from reportdiff.alignment._shape import Bead, beads, shape
from reportdiff.alignment._stages import Sides, chosen_pairs, prepare_sides
from reportdiff.alignment._units import Unit
from reportdiff.model import Address, Comparison, EditionName, Kind, Link, Report

_GROUPS = {Kind.BODY: "body", Kind.SUBPARAGRAPH: "body"}
"""Kinds that may be linked with one another; any other kind is linked with its own only."""


def align(old: Sequence[str], new: Sequence[str], *, language: str | None = None) -> list[Link[int]]:
    """Which units of `new` correspond to which of `old`.

    Args:
        old: Texts of the older side in reading order: sentences, lines or paragraphs.
        new: Those of the newer side.
        language: BCP 47, if known; it tells spelled numerals from words. Any language is aligned.

    Returns:
        Links in the order of the new side, `old` and `new` being tuples of indices. A unit in no link was
        dropped or added; a unit may be in more than one link where part of it went elsewhere.
    """
    return links_between(
        [Unit(text) for text in old], [Unit(text) for text in new], shipped_weights(), language
    )


def compare(old: Report, new: Report) -> Comparison:
    """What became of every paragraph of `old` in `new`: each is in a link, or in `added` or `dropped`."""
    found = links_between(report_units(old), report_units(new), shipped_weights(), new.language)
    old_addresses = [paragraph.address for paragraph in old.paragraphs]
    new_addresses = [paragraph.address for paragraph in new.paragraphs]
    links = tuple(_addressed(link, old_addresses, new_addresses) for link in found)
    kept = {address for link in links for address in link.old}
    come = {address for link in links for address in link.new}
    return Comparison(
        old=_name(old),
        new=_name(new),
        links=links,
        added=tuple(address for address in new_addresses if address not in come),
        dropped=tuple(address for address in old_addresses if address not in kept),
    )


def links_between(
    old: Sequence[Unit], new: Sequence[Unit], weights: Weights, language: str | None
) -> list[Link[int]]:
    """The links between two lists of units under given weights."""
    if not old or not new:
        return []
    sides = prepare_sides(old, new)
    relations = Relations(sides.texts.vocabulary, weights.edited_from, language)
    found = beads(chosen_pairs(sides, weights))
    off_chain = moved(found, old, new)
    return [_link(bead, sides, relations, has_moved=k in off_chain) for k, bead in enumerate(found)]


def _link(bead: Bead, sides: Sides, relations: Relations, *, has_moved: bool) -> Link[int]:
    old, new = sides.old, sides.new
    relation, similarity = relations.between(joined(old, bead.old), joined(new, bead.new))
    return Link(
        old=bead.old,
        new=bead.new,
        relation=relation,
        shape=shape(len(bead.old), len(bead.new)),
        moved=has_moved,
        renumbered=is_renumbered([old.units[i] for i in bead.old], [new.units[j] for j in bead.new]),
        similarity=round(similarity, 4),
        confidence=round(bead.confidence, 4),
        signals=_mean_signals(bead),
    )


def _mean_signals(bead: Bead) -> dict[str, float]:
    total: dict[str, float] = {}
    for pair in bead.pairs:
        for name, value in pair.signals.items():
            total[name] = total.get(name, 0.0) + value
    return {name: round(value / len(bead.pairs), 4) for name, value in total.items() if value}


def is_renumbered(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether there are labels, and none of them stayed: a split of 4 into 4 and 5 keeps its number."""
    before, after = ({unit.label for unit in units} - {None} for units in (old, new))
    return bool(before | after) and before.isdisjoint(after)


def report_units(report: Report) -> list[Unit]:
    """The paragraphs of a report as units to align, in its order."""
    return [
        Unit(
            text=paragraph.text,
            group=_GROUPS.get(paragraph.kind, paragraph.kind.value),
            label=paragraph.label if paragraph.number is None else str(paragraph.address),
            section=paragraph.section,
        )
        for paragraph in report.paragraphs
    ]


def _addressed(link: Link[int], old: Sequence[Address], new: Sequence[Address]) -> Link[Address]:
    return Link(
        old=tuple(old[i] for i in link.old),
        new=tuple(new[j] for j in link.new),
        relation=link.relation,
        shape=link.shape,
        moved=link.moved,
        renumbered=link.renumbered,
        similarity=link.similarity,
        confidence=link.confidence,
        signals=link.signals,
    )


def _name(report: Report) -> EditionName:
    return EditionName(report.series, report.edition, report.language, report.symbol, report.title)

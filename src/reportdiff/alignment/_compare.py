"""The two questions that others ask: which units correspond, and what became of every paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reportdiff.alignment._relations import relation
from reportdiff.alignment._scoring import Weights, probability, shipped_weights
from reportdiff.alignment._shape import Bead, beads, moved, shape
from reportdiff.alignment._stages import chosen_pairs
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
    found = beads(chosen_pairs(old, new, weights))
    off_chain = moved(found)
    return [
        replace(_link(bead, old, new, weights, language), moved=k in off_chain)
        for k, bead in enumerate(found)
    ]


def _link(
    bead: Bead,
    old: Sequence[Unit],
    new: Sequence[Unit],
    weights: Weights,
    language: str | None,
) -> Link[int]:
    how, similarity = relation(
        [old[i].text for i in bead.old], [new[j].text for j in bead.new], weights.edited_from, language
    )
    return Link(
        old=bead.old,
        new=bead.new,
        relation=how,
        shape=shape(bead),
        moved=False,
        renumbered=_labels(old, bead.old) != _labels(new, bead.new),
        similarity=round(similarity, 4),
        confidence=round(_confidence(bead, weights), 4),
        signals=_mean_signals(bead),
    )


def _confidence(bead: Bead, weights: Weights) -> float:
    scores = np.array([pair.score for pair in bead.pairs])
    return float(probability(weights.slope * scores + weights.offset).mean())


def _mean_signals(bead: Bead) -> dict[str, float]:
    names = {name: None for pair in bead.pairs for name in pair.signals}
    means = {
        name: sum(pair.signals.get(name, 0.0) for pair in bead.pairs) / len(bead.pairs) for name in names
    }
    return {name: round(value, 4) for name, value in means.items() if value}


def _labels(units: Sequence[Unit], places: Sequence[int]) -> list[str]:
    return [label for place in places if (label := units[place].label) is not None]


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

"""Where change is: the top sections of the new edition with what happened in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reportdiff.model import Address, Report, Section
from reportdiff.output._pair import Pair


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A top section: what happened to how many subjects, and its paragraphs.

    `gone` marks a section that only the old edition has; its addresses are then of the old one.
    A heading of None stands for what precedes the first section.
    """

    heading: str | None
    addresses: tuple[Address, ...]
    counts: Mapping[str, int]
    gone: bool = False


def section_rows(pair: Pair) -> tuple[SectionRow, ...]:
    """Rows in the new edition's order, then the sections that are gone."""
    old_top, new_top = _top_sections(pair.old), _top_sections(pair.new)
    became = _became(pair, old_top, new_top)
    counts: dict[tuple[bool, str | None], Counter[str]] = defaultdict(Counter)
    for change in pair.changes.changes:
        if change.new:
            key = (False, new_top[change.new[0]])
        else:
            section = old_top[change.old[0]]
            key = (False, became[section]) if section in became else (True, section)
        counts[key][change.what] += 1
    return (
        *_rows(pair.new, new_top, counts, gone=False),
        *_rows(pair.old, old_top, counts, gone=True),
    )


def _top_sections(report: Report) -> dict[Address, str | None]:
    """By address, the id of the topmost section above it."""
    parents = {section.id: section.parent for section in report.sections}
    top: dict[Address, str | None] = {}
    for paragraph in report.paragraphs:
        section = paragraph.section
        while section is not None and parents.get(section) is not None:
            section = parents[section]
        top[paragraph.address] = section
    return top


def _became(
    pair: Pair, old_top: Mapping[Address, str | None], new_top: Mapping[Address, str | None]
) -> dict[str | None, str | None]:
    """Old sections with the new one that has their heading, or that most of their links lead to."""
    votes: dict[str | None, Counter[str | None]] = defaultdict(Counter)
    for link in pair.comparison.links:
        for old in link.old:
            votes[old_top[old]].update(new_top[new] for new in link.new)
    became = {section: counter.most_common(1)[0][0] for section, counter in votes.items()}
    by_heading = {section.heading.casefold(): section.id for section in reversed(_tops(pair.new))}
    for section in _tops(pair.old):
        if section.heading.casefold() in by_heading:
            became[section.id] = by_heading[section.heading.casefold()]
    became.setdefault(None, None)
    return became


def _tops(report: Report) -> list[Section]:
    return [section for section in report.sections if section.parent is None]


def _rows(
    report: Report,
    top: Mapping[Address, str | None],
    counts: Mapping[tuple[bool, str | None], Counter[str]],
    *,
    gone: bool,
) -> list[SectionRow]:
    headings = {section.id: section.heading for section in report.sections}
    order = [None, *(section.id for section in _tops(report))]
    return [
        SectionRow(
            heading=headings.get(section or ""),
            addresses=tuple(address for address, above in top.items() if above == section),
            counts=counts[gone, section],
            gone=gone,
        )
        for section in order
        if counts.get((gone, section))
    ]

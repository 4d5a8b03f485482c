"""Where change is: the sections of the new edition with what happened in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportdiff.model import Address, Kind, Report
from reportdiff.output._pair import Pair

_LARGE = 15
"""Paragraphs of a top section from which on its subsections are shown in its place."""
ASIDE = {Kind.FRONT_MATTER: "front", Kind.FOOTNOTE: "notes"}
"""Kinds that are counted apart: what happens to them is seldom what a reader asks about."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section, or a subsection of a large one: what happened to how many subjects, and where.

    `gone` marks a section that only the old edition has; its addresses are then of the old one.
    `headings` lead from the top to it; `aside` is `front` or `notes` for what stands outside of
    sections, else None.
    """

    headings: tuple[str, ...]
    addresses: tuple[Address, ...]
    counts: Mapping[str, int]
    gone: bool = False
    aside: str | None = None


Row = tuple[str, ...]
"""Ids of the sections from the top to a row; `front` and `notes` stand for themselves."""


def section_rows(pair: Pair) -> tuple[SectionRow, ...]:
    """Rows in the new edition's order, then the sections that are gone, then notes and front matter."""
    before, after = _rows_of(pair.old), _rows_of(pair.new)
    became = _became(pair, before, after)
    gone = {address: row for address, row in before.items() if row not in became}
    counts: dict[tuple[bool, Row], Counter[str]] = defaultdict(Counter)
    for change in pair.changes.changes:
        if change.new:
            key = (False, after[change.new[0]])
        else:
            row = before[change.old[0]]
            key = (False, became[row]) if row in became else (True, row[:1])
        counts[key][change.what] += 1
    rows = [
        *_section_rows(pair.new, after, counts, gone=False),
        *_section_rows(pair.old, {a: row[:1] for a, row in gone.items()}, counts, gone=True),
    ]
    return tuple(sorted(rows, key=lambda row: row.aside or ""))


def _rows_of(report: Report) -> dict[Address, Row]:
    """By address, the row that a paragraph is counted in."""
    parents = {section.id: section.parent for section in report.sections}
    paths: dict[Address, Row] = {}
    for paragraph in report.paragraphs:
        path: Row = ()
        section = paragraph.section
        while section is not None:
            path, section = (section, *path), parents.get(section)
        aside = ASIDE.get(paragraph.kind)
        paths[paragraph.address] = path if aside is None else (aside,)
    sizes = Counter(path[:1] for path in paths.values())
    return {address: path[:2] if sizes[path[:1]] > _LARGE else path[:1] for address, path in paths.items()}


def _became(pair: Pair, before: Mapping[Address, Row], after: Mapping[Address, Row]) -> dict[Row, Row]:
    """Old rows with the new one that has their headings, or that most of their links lead to."""
    votes: dict[Row, Counter[Row]] = defaultdict(Counter)
    for link in pair.comparison.links:
        for old in link.old:
            votes[before[old]].update(after[new] for new in link.new)
    became = {row: counter.most_common(1)[0][0] for row, counter in votes.items()}
    named = {_key(pair.new, row): row for row in reversed(_unique(after.values()))}
    for row in _unique(before.values()):
        same = named.get(_key(pair.old, row))
        if same is not None:
            became[row] = same
    return became


def _unique(rows: Iterable[Row]) -> list[Row]:
    return list(dict.fromkeys(rows))


def _headings(report: Report, row: Row) -> tuple[str, ...]:
    headings = {section.id: section.heading or section.label or section.id for section in report.sections}
    return tuple(headings[section] for section in row if section in headings)


def _key(report: Report, row: Row) -> Row:
    return tuple(heading.casefold() for heading in _headings(report, row)) or row


def _section_rows(
    report: Report,
    rows: Mapping[Address, Row],
    counts: Mapping[tuple[bool, Row], Counter[str]],
    *,
    gone: bool,
) -> list[SectionRow]:
    return [
        SectionRow(
            headings=_headings(report, row),
            addresses=tuple(address for address, own in rows.items() if own == row),
            counts=counts[gone, row],
            gone=gone,
            aside=row[0] if row[:1] in {(aside,) for aside in ASIDE.values()} else None,
        )
        for row in _unique(rows.values())
        if counts.get((gone, row))
    ]

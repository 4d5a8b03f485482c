"""How much of each edition's text stood in the one before: in all, and section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportdiff.model import Comparison, Report, Section
from reportdiff.output._series import SectionReuse, Series

RELATIONS = ("identical", "figures", "edited", "rewritten", "added")


@dataclass(frozen=True, slots=True)
class Reuse:
    """Characters of an edition, or a section of it, by what happened to their paragraphs."""

    characters: Mapping[str, int]

    @property
    def total(self) -> int:
        """All characters."""
        return sum(self.characters.values())

    @property
    def kept(self) -> float:
        """The share (0–1) whose wording stood in the edition before, at most edited."""
        kept = sum(self.characters[what] for what in ("identical", "figures", "edited"))
        return kept / self.total if self.total else 0.0

    def share(self, what: str) -> float:
        """The share (0–1) that this happened to."""
        return self.characters[what] / self.total if self.total else 0.0


@dataclass(slots=True, eq=False)
class SectionRow:
    """One section through the editions; `path` are its headings as the latest edition has them."""

    path: tuple[Section, ...]
    reuse: dict[str, Reuse] = field(default_factory=dict)


def by_edition(series: Series) -> dict[str, Reuse]:
    """By edition that was compared with the one before it."""
    told: dict[tuple[str, str], list[SectionReuse]] = {}
    for one in series.reuse:
        told.setdefault((one.old_edition, one.new_edition), []).append(one)
    return {pair[1]: _sum(told[pair]) for pair in pairwise(series.editions) if pair in told}


def by_section(series: Series) -> list[SectionRow]:
    """Every section with text, in the order of the latest editions; one that goes on is one row."""
    successive = set(pairwise(series.editions))
    told: dict[tuple[str, str | None], list[SectionReuse]] = {}
    for one in series.reuse:
        if (one.old_edition, one.new_edition) in successive:
            told.setdefault((one.new_edition, one.section), []).append(one)
    row_of: dict[tuple[str, str | None], SectionRow] = {}
    orders: list[list[SectionRow]] = []
    for report, became in zip(series.reports, _went_on(series), strict=True):
        edition = report.edition or ""
        order = []
        for section in [None, *(one.id for one in report.sections)]:
            if (edition, section) not in told and not _has_text(report, section):
                continue
            before = became.get(section)
            row = row_of.get(before) if before is not None else None
            row = SectionRow(()) if row is None or row in order else row
            row.path = _path(report, section)
            row_of[edition, section] = row
            if (edition, section) in told:
                row.reuse[edition] = _sum(told[edition, section])
            order.append(row)
        orders.append(order)
    return [row for row in _merged(orders) if row.reuse]


def _sum(some: Sequence[SectionReuse]) -> Reuse:
    return Reuse({what: sum(getattr(one, what) for one in some) for what in RELATIONS})


def _has_text(report: Report, section: str | None) -> bool:
    return any(paragraph.section == section for paragraph in report.paragraphs)


def _path(report: Report, section: str | None) -> tuple[Section, ...]:
    sections = {one.id: one for one in report.sections}
    path: list[Section] = []
    while section is not None and section in sections:
        path.insert(0, sections[section])
        section = sections[section].parent
    return tuple(path)


def _went_on(series: Series) -> Iterator[dict[str | None, tuple[str, str | None]]]:
    """For each edition, its sections with the section of the edition before that they go on from."""
    compared = {(one.old.edition, one.new.edition): one for one in series.comparisons}
    yield {}
    for old, new in pairwise(series.reports):
        comparison = compared.get((old.edition, new.edition))
        yield {} if comparison is None else _went_on_between(old, new, comparison)


def _went_on_between(
    old: Report, new: Report, comparison: Comparison
) -> dict[str | None, tuple[str, str | None]]:
    """By new section, the old one under the same headings, else the one that most links lead to."""
    became: dict[str | None, str | None] = {None: None}
    before, after = _by_headings(old), _by_headings(new)
    became |= {section: before[path] for path, section in after.items() if path in before}
    taken = set(became.values())
    votes = _votes(old, new, comparison)
    for one, other in sorted(votes, key=lambda pair: (-votes[pair], pair)):
        if other not in became and one not in taken:
            became[other] = one
            taken.add(one)
    return {section: (old.edition or "", known) for section, known in became.items()}


def _by_headings(report: Report) -> dict[tuple[str, ...], str]:
    """The sections whose headings, from the top to their own, no other section has."""
    paths = {one.id: tuple(h.heading.casefold() for h in _path(report, one.id)) for one in report.sections}
    times = Counter(paths.values())
    return {path: section for section, path in paths.items() if times[path] == 1}


def _votes(old: Report, new: Report, comparison: Comparison) -> Counter[tuple[str, str]]:
    """How many links lead from an old section to a new one."""
    old_of = {paragraph.address: paragraph.section for paragraph in old.paragraphs}
    new_of = {paragraph.address: paragraph.section for paragraph in new.paragraphs}
    return Counter(
        (before, after)
        for one in comparison.links
        for a in one.old
        for b in one.new
        if (before := old_of.get(a)) is not None and (after := new_of.get(b)) is not None
    )


def _merged(orders: Sequence[Sequence[SectionRow]]) -> list[SectionRow]:
    """Rows in the order of the last edition; one that ended earlier follows what it stood behind."""
    merged: list[SectionRow] = []
    for order in reversed(orders):
        place = 0
        for row in order:
            if row in merged:
                place = merged.index(row) + 1
            else:
                merged.insert(place, row)
                place += 1
    return merged

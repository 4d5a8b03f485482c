"""The subjects of two editions in the order that a reader meets them, each paragraph in exactly one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportdiff.model import Address, Comparison, Link, Report

_WEIGHT = ("identical", "figures", "edited", "rewritten")
"""Relations by how much changed: a subject of several links is told by the most."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Paragraphs of two editions by their places in them; `what` is a relation, `added` or `dropped`."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    what: str


def linked_subjects(old: Report, new: Report, comparison: Comparison) -> list[Subject]:
    """What the links of a comparison join, directly or through one another."""
    olds = {paragraph.address: place for place, paragraph in enumerate(old.paragraphs)}
    news = {paragraph.address: place for place, paragraph in enumerate(new.paragraphs)}
    return sorted(
        (_joined(links, olds, news) for links in _hanging_together(comparison.links)),
        key=lambda subject: subject.new,
    )


def in_reading_order(subjects: Iterable[Subject], old: Report, new: Report) -> list[Subject]:
    """All subjects by the new edition; what is dropped follows what stood before it in the old one."""
    linked = list(subjects)
    taken_old = {place: subject for subject in linked for place in subject.old}
    taken_new = {place for subject in linked for place in subject.new}
    added = [Subject((), (place,), "added") for place in range(len(new.paragraphs)) if place not in taken_new]
    ordered = sorted([*linked, *added], key=lambda subject: subject.new[0])
    following: dict[Subject | None, list[Subject]] = {}
    before: Subject | None = None
    for place in range(len(old.paragraphs)):
        if place in taken_old:
            before = taken_old[place]
        else:
            following.setdefault(before, []).append(Subject((place,), (), "dropped"))
    return [
        *following.get(None, ()),
        *(one for subject in ordered for one in (subject, *following.get(subject, ()))),
    ]


def _joined(links: Sequence[Link[Address]], olds: dict[Address, int], news: dict[Address, int]) -> Subject:
    return Subject(
        tuple(sorted({olds[address] for link in links for address in link.old})),
        tuple(sorted({news[address] for link in links for address in link.new})),
        max((link.relation.value for link in links), key=_WEIGHT.index),
    )


def _hanging_together(links: Iterable[Link[Address]]) -> Iterator[list[Link[Address]]]:
    """Links in groups that share no paragraph with one another."""
    groups: list[tuple[set[tuple[str, Address]], list[Link[Address]]]] = []
    for link in links:
        keys = {*(("o", address) for address in link.old), *(("n", address) for address in link.new)}
        touched = [group for group in groups if not keys.isdisjoint(group[0])]
        groups = [group for group in groups if keys.isdisjoint(group[0])]
        groups.append(
            (keys.union(*(group[0] for group in touched)), [*(one for g in touched for one in g[1]), link])
        )
    for _, some in groups:
        yield some

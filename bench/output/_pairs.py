"""Pairs of a wanted length, made of the sample series: its paragraphs over and over, as annexes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import reportdiff
from reportdiff.history import pair_changes
from reportdiff.model import Address, Comparison, Facts, Link, Paragraph, Report, Section
from reportdiff.output._pair import Pair

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "sample-annual-report"
EDITIONS = ("2015", "2016")
Fact = TypeVar("Fact", bound=Any)


@cache
def large_pair(language: str, paragraphs: int) -> Pair:
    """A pair of the sample series' last editions, each repeated until it has so many paragraphs.

    Args:
        language: One that the sample has both editions in.
        paragraphs: Of each edition, at least.
    """
    old, new = (_edition(language, edition) for edition in EDITIONS)
    between = reportdiff.compare(old, new)
    facts = reportdiff.extract_facts(old), reportdiff.extract_facts(new)
    times = -(-paragraphs // min(len(old.paragraphs), len(new.paragraphs)))
    old, new = _repeated(old, times), _repeated(new, times)
    between = _comparison(between, times)
    old_facts, new_facts = (_facts(one, times) for one in facts)
    changes = pair_changes(old, new, between, old_facts, new_facts)
    return Pair(old, new, between, old_facts, new_facts, changes, sample=True)


def _edition(language: str, edition: str) -> Report:
    report = reportdiff.read_report(SAMPLE / language / f"{edition}.txt", language)
    return replace(report, series="sample-annual-report", edition=edition, symbol=f"SAMPLE/{edition}")


def _moved(address: Address, time: int) -> Address:
    return address if not time else f"annex{time}:{address}"


def _repeated(report: Report, times: int) -> Report:
    return replace(
        report,
        sections=tuple(_section(one, time) for time in range(times) for one in report.sections),
        paragraphs=tuple(_paragraph(one, time) for time in range(times) for one in report.paragraphs),
        notes=(),
    )


def _section(section: Section, time: int) -> Section:
    parent = None if section.parent is None else f"{time}/{section.parent}"
    return replace(section, id=f"{time}/{section.id}", parent=parent)


def _paragraph(paragraph: Paragraph, time: int) -> Paragraph:
    section = None if paragraph.section is None else f"{time}/{paragraph.section}"
    text = f"{paragraph.text} [{time}]" if time else paragraph.text  # no text twice: that would be too easy
    return replace(paragraph, address=_moved(paragraph.address, time), section=section, text=text)


def _link(link: Link[Address], time: int) -> Link[Address]:
    return replace(
        link,
        old=tuple(_moved(address, time) for address in link.old),
        new=tuple(_moved(address, time) for address in link.new),
    )


def _comparison(between: Comparison, times: int) -> Comparison:
    return replace(
        between,
        links=tuple(_link(link, time) for time in range(times) for link in between.links),
        added=tuple(_moved(address, time) for time in range(times) for address in between.added),
        dropped=tuple(_moved(address, time) for time in range(times) for address in between.dropped),
    )


def _facts(facts: Facts, times: int) -> Facts:
    def repeated(some: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(
            replace(one, place=replace(one.place, address=_moved(one.place.address, time)))
            for time in range(times)
            for one in some
        )

    return Facts(
        treaty_counts=repeated(facts.treaty_counts),
        funding=repeated(facts.funding),
        donors=repeated(facts.donors),
        programmes=repeated(facts.programmes),
        quantities=repeated(facts.quantities),
    )

"""From a report to its facts: every paragraph is read once, each kind of fact by its own reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportdiff._versions import VERSIONS
from reportdiff.facts._donors import DonorReader, Member, donors
from reportdiff.facts._money import FundingReader
from reportdiff.facts._passage import Passage, passage, period_of
from reportdiff.facts._programmes import ProgrammeReader
from reportdiff.facts._quantities import quantities
from reportdiff.facts._treaties import TreatyReader
from reportdiff.model import (
    Donor,
    Facts,
    Finding,
    Kind,
    ProgrammeMention,
    Quantity,
    Report,
    Section,
    Severity,
)

VERSION = VERSIONS["facts"]
"""Changes with every change of what is extracted; part of the key under which results are kept."""

_READ = frozenset({Kind.BODY, Kind.SUBPARAGRAPH, Kind.SUMMARY, Kind.FOOTNOTE})


def extract_facts(report: Report, aliases: Mapping[str, str] | None = None) -> Facts:
    """Everything a report states that could be understood, and findings for what could not.

    Args:
        report: one edition; its language decides which tables are used.
        aliases: slugs of donors and programmes by name as printed, where a series keeps such a table.

    Returns:
        Facts whose places all satisfy `quote == text[start:end]`, in reading order. Tables and front matter
        are not read.
    """
    headings = _headings(report.sections)
    period = period_of(report.meta.period, report.edition)
    treaties = TreatyReader(report.language)
    money = FundingReader(report.language)
    givers = DonorReader(report.language, aliases or {})
    given: list[Donor] = []
    named = ProgrammeReader(report.language, aliases or {})
    mentioned: list[ProgrammeMention] = []
    counted: list[Quantity] = []
    findings: list[Finding] = []
    for paragraph in report.paragraphs:
        if paragraph.kind not in _READ:
            continue
        read = passage(paragraph, report.language, headings.get(paragraph.section, ()), period)
        counted += quantities(read.text, read.address, read.counted, read.dates, report.language)
        treaties.read(read)
        if paragraph.kind is not Kind.FOOTNOTE:  # notes cite programmes, they tell nothing of them
            mentioned += named.mentions(read)
        spoken = money.read(read)
        for sentence, stated in zip(read.sentences, spoken, strict=True):
            members = givers.lists(read, sentence)
            if members and stated:
                given += donors(read, members, stated.measure, stated.period)
            elif members:
                findings.append(_unplaced(read, members))
    findings += [*treaties.findings, *money.findings, *givers.findings]
    return Facts(
        treaty_counts=tuple(treaties.counts),
        funding=tuple(money.funding),
        donors=tuple(given),
        programmes=tuple(mentioned),
        quantities=tuple(counted),
        findings=tuple(findings),
    )


def _unplaced(read: Passage, members: Sequence[Member]) -> Finding:
    message = f"a list of {len(members)} donors whose measure is not clear"
    return Finding("donors-without-measure", Severity.INFO, message, read.address)


def _headings(sections: Sequence[Section]) -> dict[str | None, tuple[str, ...]]:
    """The headings of each section and those above it, the nearest first."""
    known: dict[str | None, tuple[str, ...]] = {}
    for section in sections:
        known[section.id] = (section.heading, *known.get(section.parent, ()))
    return known

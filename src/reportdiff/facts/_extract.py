"""From a report to its facts: every paragraph is read once, each kind of fact by its own reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from reportdiff._versions import VERSIONS
from reportdiff.facts._donor_members import Member
from reportdiff.facts._donors import DonorReader, donors
from reportdiff.facts._lists import donor_list_findings, list_findings
from reportdiff.facts._money import FundingReader
from reportdiff.facts._passage import Passage, passage, period_of
from reportdiff.facts._programme_figures import programme_figures
from reportdiff.facts._programmes import ProgrammeReader, mentions
from reportdiff.facts._quantities import quantities
from reportdiff.facts._treaties import TreatyReader
from reportdiff.language.folding import Folded, folded
from reportdiff.model import (
    Donor,
    Facts,
    Finding,
    Funding,
    Kind,
    Paragraph,
    Place,
    ProgrammeFigure,
    ProgrammeMention,
    Quantity,
    Report,
    Section,
    Severity,
    TreatyCount,
)

VERSION = VERSIONS["facts"]
"""Changes with every change of what is extracted; part of the key under which results are kept."""

_Row = TypeVar("_Row", TreatyCount, Funding, Donor, ProgrammeMention, ProgrammeFigure, Quantity)
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
    headings = _headings(report.sections, report.language)
    period = period_of(report.meta.period, report.edition)
    treaties = TreatyReader(report.language)
    money = FundingReader(report.language)
    givers = DonorReader(report.language, aliases or {})
    given: list[Donor] = []
    named = ProgrammeReader(report.language, aliases or {})
    mentioned: list[ProgrammeMention] = []
    figures: list[ProgrammeFigure] = []
    counted: list[Quantity] = []
    findings: list[Finding] = []
    matched: dict[str, tuple[str, Folded]] = {}
    for paragraph in report.paragraphs:
        if paragraph.kind not in _READ:
            continue
        read = passage(
            _folded(paragraph, report.language, matched),
            report.language,
            headings.get(paragraph.section, ()),
            period,
        )
        numbers = quantities(read.text, read.address, read.counted, read.dates, report.language)
        counted += numbers
        findings += list_findings(read)
        treaties.read(read)
        if paragraph.kind is not Kind.FOOTNOTE:  # notes cite programmes, they tell nothing of them
            told = named.told(read)
            mentioned += mentions(told)
            figures += programme_figures(read, told, numbers)
        spoken = money.read(read)
        for sentence, stated in zip(read.sentences, spoken, strict=True):
            members = givers.lists(read, sentence)
            findings += donor_list_findings(read, sentence, members)
            if members and stated:
                given += donors(read, members, stated.measure, stated.period)
            elif members:
                findings.append(_unplaced(read, members))
    money.settle()
    findings += [*treaties.findings, *money.findings, *givers.findings]
    return Facts(
        treaty_counts=_printed(treaties.counts, matched),
        funding=_printed(money.funding, matched),
        donors=_printed(given, matched),
        programmes=_named_as_printed(mentioned, matched),
        quantities=_printed(counted, matched),
        programme_figures=_printed(figures, matched),
        findings=tuple(findings),
        instrument_numbers=_printed_places(treaties.numbers, matched),
    )


def _folded(paragraph: Paragraph, language: str, matched: dict[str, tuple[str, Folded]]) -> Paragraph:
    """The paragraph as it is matched, which is noted where that differs from the printed one."""
    found = folded(paragraph.text, language)
    if found.text == paragraph.text:
        return paragraph
    matched[paragraph.address] = paragraph.text, found
    return replace(paragraph, text=found.text)


def _printed(rows: Sequence[_Row], matched: Mapping[str, tuple[str, Folded]]) -> tuple[_Row, ...]:
    """The same facts, with the places of their words in the printed texts."""
    return tuple(
        replace(row, place=_printed_place(row.place, *matched[row.place.address]))
        if row.place.address in matched
        else row
        for row in rows
    )


def _named_as_printed(
    rows: Sequence[ProgrammeMention], matched: Mapping[str, tuple[str, Folded]]
) -> tuple[ProgrammeMention, ...]:
    """The same mentions with printed names, where every letter of these stands where it stood."""
    return tuple(
        replace(printed, name=_as_printed(row.name, row.place.quote, printed.place.quote))
        for row, printed in zip(rows, _printed(rows, matched), strict=True)
    )


def _as_printed(name: str, quote: str, printed: str) -> str:
    at = quote.find(name)
    return name if at < 0 or len(quote) != len(printed) else printed[at : at + len(name)]


def _printed_places(places: Sequence[Place], matched: Mapping[str, tuple[str, Folded]]) -> tuple[Place, ...]:
    return tuple(
        _printed_place(place, *matched[place.address]) if place.address in matched else place
        for place in places
    )


def _printed_place(place: Place, text: str, found: Folded) -> Place:
    start, end = found.printed(place.start, place.end)
    return replace(place, start=start, end=end, quote=text[start:end])


def _unplaced(read: Passage, members: Sequence[Member]) -> Finding:
    message = f"a list of {len(members)} donors whose measure is not clear"
    return Finding("donors-without-measure", Severity.INFO, message, read.address)


def _headings(sections: Sequence[Section], language: str) -> dict[str | None, tuple[str, ...]]:
    """The headings of each section and those above it, the nearest first."""
    known: dict[str | None, tuple[str, ...]] = {}
    for section in sections:
        known[section.id] = (folded(section.heading, language).text, *known.get(section.parent, ()))
    return known

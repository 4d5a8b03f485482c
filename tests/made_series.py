"""A series of four editions made by hand, with subjects that stay, change, go and come back; all samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reportdiff.history._lineages import lineages
from reportdiff.model import Comparison, Donor, Kind, Place, Relation, Report, Section
from reportdiff.output._series import (
    FundingFigure,
    ListedDonor,
    PartyCount,
    ProgrammeYear,
    SectionReuse,
    Series,
)
from small_reports import comparison, link, report

SECTIONS = (
    Section("A", None, 1, "I.", "Treaties"),
    Section("B", None, 1, "II.", "Means"),
    Section("B1", "B", 2, "A.", "Pledges"),
)
SECTION_OF = {"2": "A", "3": "B1", "4": "B", "5": "B"}
TEXTS: Mapping[str, Mapping[str, str]] = {
    "2019": {
        "1": "This sample report tells of the year.",
        "2": "The sample convention has 1,300 parties, counted on 3 May 2019 by the sample clerk.",
        "3": "Pledges reached 250 million dollars in 2019, from Samplia and Testland.",
        "4": "The Harbour Project went on and trained 40 officers in the sample year.",
        "5": "A paragraph on bridges that nobody takes up again.",
        "fn1": "A note to the sample.",
    },
    "2020": {
        "1": "This sample report tells of the year.",
        "2": "The sample convention has 1,350 parties, counted on 4 May 2020 by the sample clerk.",
        "3": "Pledges reached 260 million dollars in 2020, from Samplia and Exempla.",
        "4": "Kites were flown by the wardens of the old harbour hall, all summer long.",
        "fn1": "A note to the sample.",
    },
    "2021": {
        "1": "This sample report tells of the year.",
        "2": "The sample convention has 1,400 parties, counted on 5 May 2021 by the sample clerk.",
        "3": "Nobody was asked to pledge, and nobody did.",
        "4": "Kites were flown by the wardens of the old harbour hall, all winter long.",
        "5": "A new dam was built in the hills.",
        "fn1": "A note to the sample.",
    },
    "2022": {
        "1": "This sample report tells of the year.",
        "2": "The sample convention now has 1,450 parties, counted on 6 May 2022 by the clerk.",
        "3": (
            "Letters came in for the wardens of the old harbour hall, who sang every evening, and wept, "
            "to nobody who would ever answer."
        ),
        "4": "This sample report tells of the year.",
        "fn1": "Another note, with other words.",
    },
}
LINKS = {
    "2020": (
        link("1", "1", Relation.IDENTICAL, similarity=1),
        link("2", "2", Relation.FIGURES),
        link("3", "3", Relation.EDITED),
        link("fn1", "fn1", Relation.IDENTICAL, similarity=1),
    ),
    "2021": (
        link("1", "1", Relation.IDENTICAL, similarity=1),
        link("2", "2", Relation.FIGURES),
        link("4", "4", Relation.EDITED),
        link("fn1", "fn1", Relation.IDENTICAL, similarity=1),
    ),
    "2022": (
        link("1", "1", Relation.IDENTICAL, similarity=1),
        link("2", "2", Relation.EDITED),
        link("4", "3", Relation.REWRITTEN, similarity=0.3),
    ),
}
_RELATIONS = ("identical", "figures", "edited", "rewritten", "added")


def made_series(language: str = "en") -> Series:
    """Four editions with trends, programmes and donors; 2022 names no donors."""
    reports = [_edition(name, texts, language) for name, texts in TEXTS.items()]
    comparisons = [comparison(old, new, *LINKS[new.edition or ""]) for old, new in pairwise(reports)]
    return replace(
        series_of(reports, comparisons),
        counts=tuple(
            PartyCount("untoc", name, parties, newly, agrees, "2")
            for name, parties, newly, agrees in (
                ("2019", 1300, None, None),
                ("2020", 1350, 50, True),
                ("2021", 1400, 49, False),
                ("2022", 1450, 50, True),
            )
        ),
        funding=(
            _figure("general-purpose-share", "2019", "4.1", None),
            _figure("general-purpose-share", "2020", "3.5", None),
            _figure("pledges", "2019", "250000000"),
            replace(
                _figure("pledges", "2020", "260000000"),
                basis="estimate",
                earlier=(("2019", Decimal(255000000)),),
            ),
            _figure("pledges", "2022", "310000000"),
            _figure("income-total", "2020-2021", "99000000"),
        ),
        programmes=(
            _programme("harbour", "Harbour Project", "2019", "continuing"),
            _programme("kites", "Kite Initiative", "2020", "new"),
            _programme("kites", "Kite Initiative", "2021", "ended"),
        ),
        donors=(
            _donor("2019", "AAA", "Samplia"),
            _donor("2019", "BBB", "Testland"),
            _donor("2020", "AAA", "Samplia"),
            _donor("2020", "CCC", "Exempla"),
        ),
    )


def series_of(reports: Sequence[Report], comparisons: Sequence[Comparison]) -> Series:
    """A series with the lineages that history follows through it, and the reuse of its text."""
    return Series(
        series="sample-series",
        language=reports[0].language,
        title="A sample series",
        sample=True,
        reports=tuple(reports),
        comparisons=tuple(comparisons),
        lineages=lineages(reports, [one.edition or "" for one in reports], comparisons),
        reuse=tuple(
            row
            for (old, new), between in zip(pairwise(reports), comparisons, strict=True)
            for row in _reuse(old, new, between)
        ),
    )


def _edition(name: str, texts: Mapping[str, str], language: str) -> Report:
    made = report(name, dict(texts), language=language, sections=SECTIONS, section_of=SECTION_OF)
    paragraphs = tuple(replace(p, page=2, kind=p.kind or Kind.BODY) for p in made.paragraphs)
    return replace(made, paragraphs=paragraphs, symbol=f"A/{name}/1")


def _reuse(old: Report, new: Report, between: Comparison) -> list[SectionReuse]:
    what = {address: one.relation.value for one in between.links for address in one.new}
    found: dict[str | None, dict[str, int]] = {}
    for p in new.paragraphs:
        counts = found.setdefault(p.section, dict.fromkeys(_RELATIONS, 0))
        counts[what.get(p.address, "added")] += len(p.text)
    return [
        SectionReuse(old.edition or "", new.edition or "", section, **counts)
        for section, counts in found.items()
    ]


def _figure(measure: str, period: str, value: str, currency: str | None = "USD") -> FundingFigure:
    edition = period if period in TEXTS else "2021"
    return FundingFigure(measure, period, Decimal(value), currency, "actual", None, edition, "3")


def _programme(slug: str, name: str, edition: str, status: str) -> ProgrammeYear:
    return ProgrammeYear(slug, name, "global", edition, status, ("4",))


def _donor(edition: str, code: str, name: str) -> ListedDonor:
    start = TEXTS[edition]["3"].index(name)
    return ListedDonor(
        edition, Donor("pledges", edition, code, "state", Place("3", start, start + len(name), name))
    )

"""A series of a wanted size, of made-up words, seeded: most of its text is reworded in every edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from random import Random

from reportdiff.history import pair_changes
from reportdiff.history._lineages import lineages
from reportdiff.model import (
    Account,
    Comparison,
    Donor,
    EditionName,
    Facts,
    Kind,
    Link,
    Meta,
    Paragraph,
    Place,
    Relation,
    Report,
    Section,
    Shape,
)
from reportdiff.output._pair import Pair
from reportdiff.output._series import (
    FundingFigure,
    ListedDonor,
    PartyCount,
    ProgrammeYear,
    SectionReuse,
    Series,
)

SEED = 20161231
FIRST_YEAR = 2001
WORDS = 100
"""Of a paragraph: some 700 characters."""
SECTION = 10
"""Paragraphs of a section."""
# Of a hundred paragraphs, up to which number they go on in which way; new ones take the others' place.
GO_ON = (
    (15, Relation.IDENTICAL),
    (30, Relation.FIGURES),
    (60, Relation.EDITED),
    (85, Relation.REWRITTEN),
)
INSTRUMENTS = ("untoc", "uncac", "firearms-protocol", "trafficking-in-persons-protocol")
MEASURES = ("pledges", "income-total", "general-purpose-income", "special-purpose-income")
PROGRAMMES, DONORS = 30, 40
_LETTERS = "bdfgklmnprst", "aeiou"


@dataclass(frozen=True, slots=True)
class _Going:
    """A paragraph of the new edition: where it stood before, and how it goes on."""

    text: str
    was: int | None
    relation: Relation | None


def large_series(editions: int, paragraphs: int) -> Series:
    """A series with trends, programmes and donors.

    Args:
        editions: How many.
        paragraphs: Of each edition.
    """
    random = Random(SEED)  # noqa: S311 - made-up text
    vocabulary = [_word(random) for _ in range(4000)]
    years = [str(FIRST_YEAR + number) for number in range(editions)]
    texts = [_sentence(random, vocabulary) for _ in range(paragraphs)]
    reports = [_report(years[0], texts)]
    comparisons = []
    for year in years[1:]:
        going = [_going_on(random, vocabulary, text, place) for place, text in enumerate(texts)]
        texts = [one.text for one in going]
        reports.append(_report(year, texts))
        comparisons.append(_comparison(reports[-2], reports[-1], going))
    return Series(
        series="made-up-series",
        language="en",
        title="Made-up series",
        sample=True,
        reports=tuple(reports),
        comparisons=tuple(comparisons),
        lineages=lineages(reports, years, comparisons),
        counts=tuple(_counts(years)),
        funding=tuple(_funding(years)),
        programmes=tuple(_programmes(random, years)),
        donors=tuple(_donors(random, years)),
        reuse=tuple(
            row
            for pair, one in zip(pairwise(reports), comparisons, strict=True)
            for row in _reuse(*pair, one)
        ),
    )


def pairs_of(series: Series) -> Iterator[Pair]:
    """Its successive editions, without facts."""
    for (old, new), between in zip(pairwise(series.reports), series.comparisons, strict=True):
        changes = pair_changes(old, new, between, Facts(), Facts())
        yield Pair(old, new, between, Facts(), Facts(), changes, series.title, sample=True)


# ------------------------------------------------------------------------------ texts


def _word(random: Random) -> str:
    return "".join(random.choice(_LETTERS[k % 2]) for k in range(random.randint(4, 10)))


def _sentence(random: Random, vocabulary: Sequence[str]) -> str:
    return " ".join([str(random.randint(10, 9999)), *random.choices(vocabulary, k=WORDS - 1)]) + "."


def _going_on(random: Random, vocabulary: Sequence[str], text: str, place: int) -> _Going:
    drawn = random.randrange(100)
    relation = next((relation for most, relation in GO_ON if drawn < most), None)
    words = text.split(" ")
    if relation is None:
        return _Going(_sentence(random, vocabulary), None, None)
    if relation is not Relation.IDENTICAL:
        words[0] = str(random.randint(10, 9999))
    changed = {Relation.EDITED: 15, Relation.REWRITTEN: 75}.get(relation, 0)
    for at in random.sample(range(1, WORDS), changed):
        words[at] = random.choice(vocabulary)
    return _Going(" ".join(words), place, relation)


def _report(year: str, texts: Sequence[str]) -> Report:
    sections = tuple(
        Section(str(number), None, 1, f"{number + 1}.", f"Section {number + 1}")
        for number in range(-(-len(texts) // SECTION))
    )
    return Report(
        series="made-up-series",
        edition=year,
        language="en",
        symbol=f"SAMPLE/{year}",
        title="Made-up report",
        meta=Meta(),
        sections=sections,
        paragraphs=tuple(
            Paragraph(str(n), n, f"{n}.", str((n - 1) // SECTION), Kind.BODY, text, page=1 + n // 8)
            for n, text in enumerate(texts, 1)
        ),
        notes=(),
        account=Account(),
    )


def _comparison(old: Report, new: Report, going: Sequence[_Going]) -> Comparison:
    links = tuple(
        Link((str(one.was + 1),), (str(place + 1),), one.relation, Shape.ONE_TO_ONE, False, False, 0.9, 0.9)
        for place, one in enumerate(going)
        if one.was is not None and one.relation is not None
    )
    left = tuple(str(place + 1) for place, one in enumerate(going) if one.was is None)
    return Comparison(_name(old), _name(new), links=links, added=left, dropped=left)


def _name(report: Report) -> EditionName:
    return EditionName(report.series, report.edition, report.language)


# ------------------------------------------------------------------------------ what is stated


def _counts(years: Sequence[str]) -> Iterator[PartyCount]:
    for base, instrument in enumerate(INSTRUMENTS, 10):
        for n, year in enumerate(years):
            yield PartyCount(instrument, year, 10 * base + 2 * n, 2, agrees=n > 0 or None, address="1")


def _funding(years: Sequence[str]) -> Iterator[FundingFigure]:
    for base, measure in enumerate(MEASURES, 1):
        for n, year in enumerate(years):
            amount = Decimal(base * (100_000_000 + 5_000_000 * n))
            yield FundingFigure(measure, year, amount, "USD", "actual", None, year, "2")


def _programmes(random: Random, years: Sequence[str]) -> Iterator[ProgrammeYear]:
    for number in range(PROGRAMMES):
        for year in years:
            if random.random() < 0.5:
                name = f"Programme {number:02}"
                yield ProgrammeYear(name, name, "global", year, "continuing", ("3",))


def _donors(random: Random, years: Sequence[str]) -> Iterator[ListedDonor]:
    for year in years:
        for number in range(DONORS):
            if random.random() < 0.6:
                name = f"Donor {number:02}"
                yield ListedDonor(year, Donor("pledges", year, name, "other", Place("4", 0, 4, name)))


def _reuse(old: Report, new: Report, between: Comparison) -> Iterator[SectionReuse]:
    relation = {one.new[0]: one.relation.value for one in between.links}
    empty = SectionReuse(old.edition or "", new.edition or "", None, 0, 0, 0, 0, 0)
    found: dict[str | None, SectionReuse] = {}
    for one in new.paragraphs:
        what = relation.get(one.address, "added")
        row = found.setdefault(one.section, replace(empty, section=one.section))
        found[one.section] = replace(row, **{what: getattr(row, what) + len(one.text)})
    yield from found.values()

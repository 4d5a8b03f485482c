"""A made-up corpus as a run would want it stored: nonsense words, seeded, so that it is always the same.

Half of the text is in Latin letters, half in Chinese characters. Nine paragraphs of ten go on from one
edition to the next; the facts quote the number that each paragraph begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

import numpy as np

from reportdiff.model import (
    Account,
    Basis,
    Change,
    Comparison,
    Donor,
    EditionName,
    Facts,
    Finding,
    Funding,
    Kind,
    Lineage,
    LineageMember,
    Link,
    Meta,
    PairChanges,
    Paragraph,
    Place,
    Programme,
    ProgrammeMention,
    Quantity,
    QuantityChange,
    Relation,
    Report,
    Section,
    SeriesHistory,
    Severity,
    Shape,
    TreatyCount,
)
from reportdiff.store import ComparisonEntry, EditionEntry, HistoryEntry, SeriesEntry, Wanted

SEED = 20161231
LANGUAGES = ("en", "zh")
PARAGRAPHS = 1000
KEPT = 900
"""Paragraphs that go on into the next edition; the others are dropped, and as many added."""
WORDS, CHARACTERS = 40, 90
"""Length of a paragraph in Latin letters, in words, and in Chinese, in characters."""
# Of a hundred paragraphs that go on, how many do so in which way.
RELATIONS = (
    (60, Relation.IDENTICAL),
    (75, Relation.FIGURES),
    (90, Relation.EDITED),
    (100, Relation.REWRITTEN),
)
DONORS = ("NOR", "SWE", "JPN", "DEU", "CAN", "QAT", "COL", "DNK", "NLD", "KOR", "FRA", "THA")
INSTRUMENTS = ("untoc", "uncac", "firearms-protocol", "trafficking-in-persons-protocol")
FIRST_YEAR = 2001


@dataclass(frozen=True, slots=True)
class Size:
    """How large the corpus is: series, each in two languages, and editions of each."""

    series: int
    editions: int

    @property
    def paragraphs(self) -> int:
        """Paragraphs in all."""
        return self.series * len(LANGUAGES) * self.editions * PARAGRAPHS


def wanted(size: Size, *, longer: str | None = None) -> Wanted:
    """What a run over the corpus wants; the series named `longer` has one edition more."""
    names = [f"series-{number:03}" for number in range(1, size.series + 1)]
    entries = tuple(SeriesEntry(name, f"Made-up series {name}", "en", sample=True) for name in names)
    years = {name: _years(size.editions + (name == longer)) for name in names}
    told = [(name, language) for name in names for language in LANGUAGES]
    return Wanted(
        entries,
        tuple(_edition(*one, year, n) for one in told for n, year in enumerate(years[one[0]], 1)),
        tuple(_pair(*one, *pair) for one in told for pair in pairwise(years[one[0]])),
        tuple(_history(*one, years[one[0]]) for one in told),
    )


def _years(count: int) -> list[str]:
    return [str(FIRST_YEAR + number) for number in range(count)]


# --------------------------------------------------------------------------------- entries


def _edition(series: str, language: str, year: str, position: int) -> EditionEntry:
    key = f"{series}/{year}/{language}"
    return EditionEntry(
        series,
        year,
        language,
        position,
        f"{series}/{language}/{year}.txt",
        f"{hash_of(key):064x}",
        f"reading/{key}",
        "made up",
        lambda: edition(series, language, year),
    )


def _pair(series: str, language: str, old: str, new: str) -> ComparisonEntry:
    key = f"changes/{series}/{old}..{new}/{language}"
    return ComparisonEntry(
        series, language, old, new, key, "made up", lambda: compared(series, language, old, new)
    )


def _history(series: str, language: str, years: Sequence[str]) -> HistoryEntry:
    key = f"history/{series}/{language}/{len(years)}"
    return HistoryEntry(series, language, key, "made up", lambda: _lived(years))


# --------------------------------------------------------------------------------- one edition


def edition(series: str, language: str, year: str) -> tuple[Report, Facts]:
    """One edition with its facts."""
    report = _report(series, language, year)
    return report, _facts(report)


def _report(series: str, language: str, year: str) -> Report:
    texts = _texts(series, language, year)
    sections = tuple(Section(f"s{n}", None, 1, f"{n}.", f"Made-up section {n}") for n in range(1, 11))
    return Report(
        series=series,
        edition=year,
        language=language,
        symbol=None,
        title=f"Made-up report {year}",
        meta=Meta(date=f"{int(year) + 1}-02-01", period=year),
        sections=sections,
        paragraphs=tuple(
            Paragraph(str(n), n, f"{n}.", f"s{1 + (n - 1) * 10 // PARAGRAPHS}", Kind.BODY, text)
            for n, text in enumerate(texts, 1)
        ),
        notes=(),
        account=Account(total=sum(map(len, texts)), body=sum(map(len, texts))),
    )


def _texts(series: str, language: str, year: str) -> list[str]:
    """Each begins with a number and goes on in nonsense, the same nonsense where its words are kept."""
    rng = np.random.default_rng([SEED, hash_of(f"{series}/{language}")])
    kept = rng.integers(len(_vocabulary(language)), size=(PARAGRAPHS, _length(language)))
    rng = np.random.default_rng([SEED, hash_of(f"{series}/{language}/{year}")])
    fresh = rng.integers(len(_vocabulary(language)), size=kept.shape)
    space = " " if language == "en" else ""
    texts = []
    for place, (old, new) in enumerate(zip(kept, fresh, strict=True)):
        words = _vocabulary(language)[np.where(np.arange(len(old)) < _kept_words(place, len(old)), old, new)]
        texts.append(f"{_number(place, year)} {space.join(words)}.")
    return texts


def _number(place: int, year: str) -> int:
    return (
        100 + place if _relation(place) is Relation.IDENTICAL else 100 + place + 7 * (int(year) - FIRST_YEAR)
    )


def _kept_words(place: int, length: int) -> int:
    """How many words at the beginning stay those of the edition before."""
    if place >= KEPT:
        return 0
    return {Relation.EDITED: length * 8 // 10, Relation.REWRITTEN: length // 5}.get(_relation(place), length)


def _relation(place: int) -> Relation:
    return next(relation for limit, relation in RELATIONS if place % 100 < limit)


def _length(language: str) -> int:
    return WORDS if language == "en" else CHARACTERS


@cache
def _vocabulary(language: str) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    if language == "zh":
        return np.array([chr(code) for code in rng.choice(np.arange(0x4E00, 0x9FA5), 2500, replace=False)])
    letters = np.array(list("abcdefghilmnoprstuvw"))
    return np.array(["".join(rng.choice(letters, rng.integers(2, 9))) for _ in range(5000)])


def hash_of(name: str) -> int:
    """A number for a name, the same in every process."""
    return int.from_bytes(name.encode()) % (2**61 - 1)


def _facts(report: Report) -> Facts:
    places = [_place(paragraph) for paragraph in report.paragraphs[:300]]
    year = report.edition or ""
    counts = {code: int(places[n].quote) for n, code in enumerate(INSTRUMENTS, 60)}
    return Facts(
        quantities=tuple(Quantity(Decimal(one.quote), None, "persons", None, None, one) for one in places),
        treaty_counts=tuple(
            TreatyCount(code, counts[code], 7, year, places[n]) for n, code in enumerate(INSTRUMENTS, 60)
        ),
        funding=tuple(
            Funding(
                "pledges",
                str(int(year) - back),
                Decimal(places[back].quote),
                "USD",
                None,
                None,
                Basis.ACTUAL,
                places[back],
            )
            for back in range(10)
        ),
        donors=tuple(
            Donor("pledges", year, code, "state", places[n])
            for n, code in enumerate(DONORS)
            if (n + int(year)) % 5
        ),
        programmes=tuple(
            ProgrammeMention(
                f"programme-{n % 15}",
                f"Programme {n % 15}",
                "global",
                "continuing",
                None,
                ("COL",),
                places[n],
            )
            for n in range(30, 30 + 10 + int(year) % 20)
        ),
        findings=(Finding("not-understood", Severity.WARNING, "Made up.", address="5"),) * 3,
    )


def _place(paragraph: Paragraph) -> Place:
    number = paragraph.text.partition(" ")[0]
    return Place(paragraph.address, 0, len(number), number)


# --------------------------------------------------------------------------------- editions together


def compared(series: str, language: str, old: str, new: str) -> tuple[Comparison, PairChanges]:
    """Two editions, linked and their changes."""
    names = [EditionName(series, year, language, None, None) for year in (old, new)]
    links = tuple(_link(place) for place in range(KEPT))
    alone = tuple(str(place + 1) for place in range(KEPT, PARAGRAPHS))
    changes = tuple(
        Change(old, new, link.old, link.new, link.relation.value, None, 100 - n / 20, "made up")
        for n, link in enumerate(links)
    )
    figures = tuple(_figure(place, old, new) for place in range(300) if _relation(place) is Relation.FIGURES)
    findings = (Finding("jump", Severity.WARNING, "Made up.", address="62", edition=new),)
    return Comparison(names[0], names[1], links, alone, alone), PairChanges(changes, figures, findings)


def _link(place: int) -> Link[str]:
    address = (str(place + 1),)
    similarity = {Relation.EDITED: 0.8, Relation.REWRITTEN: 0.3}.get(_relation(place), 1.0)
    return Link(address, address, _relation(place), Shape.ONE_TO_ONE, False, False, similarity, 0.9)


def _figure(place: int, old: str, new: str) -> QuantityChange:
    before, after = (_number(place, year) for year in (old, new))
    places = [Place(str(place + 1), 0, len(str(number)), str(number)) for number in (before, after)]
    difference = after - before
    return QuantityChange(
        old,
        new,
        *places,
        "persons",
        None,
        Decimal(before),
        Decimal(after),
        Decimal(difference),
        difference / before,
    )


def _lived(years: Sequence[str]) -> SeriesHistory:
    through = [
        Lineage(f"{years[0]}#{place + 1}", tuple(LineageMember(year, str(place + 1)) for year in years))
        for place in range(KEPT)
    ]
    brief = [
        Lineage(f"{year}#{place + 1}", (LineageMember(year, str(place + 1)),))
        for year in years
        for place in range(KEPT, PARAGRAPHS)
    ]
    programmes = [
        Programme(f"programme-{n}", (f"Programme {n}",), "global", years[0], years[-1]) for n in range(15)
    ]
    return SeriesHistory((*through, *brief), tuple(programmes), ())

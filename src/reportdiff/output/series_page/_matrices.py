"""Programmes and donors by year: what each edition says of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from reportdiff.model import Donor
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import html
from reportdiff.output._marked_text import shown
from reportdiff.output._series import ListedDonor, ProgrammeYear, Series
from reportdiff.output.series_page._ways import Ways

STATUSES = ("planned", "new", "continuing", "next-phase", "ended", "unstated")
"""What a programme can be in a year, in the order of its life."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell of a matrix: what it says (a class and words), with the way to its words."""

    what: str
    said: Markup
    href: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One programme or donor; a cell an edition, None where that does not mention it."""

    name: str | Markup
    own_words: bool
    cells: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows under a title; `unlisted` are the editions of which nothing can be said."""

    title: Markup
    rows: tuple[MatrixRow, ...]
    unlisted: frozenset[str] = frozenset()


def programme_matrix(series: Series, words: Catalogue, ways: Ways) -> tuple[MatrixRow, ...]:
    """Programmes by the edition that first mentions them, then by how long they are mentioned."""
    named = groupby(series.programmes, key=lambda one: one.programme)
    lives = [(name, {one.edition: one for one in some}) for name, some in named]
    lives.sort(key=lambda life: ([edition not in life[1] for edition in series.editions], life[0]))

    def mark(year: ProgrammeYear) -> Mark:
        said = html(words.say(f"report.status.{year.status}"))
        return Mark(year.status, said, ways.to_paragraph(year.edition, year.addresses[0]))

    return tuple(
        MatrixRow(
            shown(list(life.values())[-1].name),
            own_words=True,
            cells=tuple(mark(life[edition]) if edition in life else None for edition in series.editions),
        )
        for _, life in lives
    )


def donor_matrices(series: Series, words: Catalogue, ways: Ways) -> list[Matrix]:
    """For each measure its donors, those named most often first."""
    by_measure: dict[str, list[ListedDonor]] = {}
    for one in series.donors:
        by_measure.setdefault(one.donor.measure, []).append(one)
    ordered = sorted(by_measure, key=lambda measure: words.order("measures", measure))
    return [_donor_matrix(series, words, ways, measure, by_measure[measure]) for measure in ordered]


def _donor_matrix(
    series: Series, words: Catalogue, ways: Ways, measure: str, listed: list[ListedDonor]
) -> Matrix:
    lives: dict[str, dict[str, Donor]] = {}
    for one in listed:
        lives.setdefault(one.donor.donor, {})[one.edition] = one.donor
    said = html(words.say("series.named"))

    def mark(edition: str, donor: Donor) -> Mark:
        return Mark("named", said, ways.to_paragraph(edition, donor.place.address))

    rows = [
        MatrixRow(
            html(words.donor(list(life.values())[-1], series.language)),
            own_words=False,
            cells=tuple(
                mark(edition, life[edition]) if edition in life else None for edition in series.editions
            ),
        )
        for life in lives.values()
    ]
    rows.sort(key=lambda row: (-sum(cell is not None for cell in row.cells), [c is None for c in row.cells]))
    with_list = {one.edition for one in listed}
    without = frozenset(edition for edition in series.editions if edition not in with_list)
    return Matrix(html(words.name("measures", measure)), tuple(rows), without)

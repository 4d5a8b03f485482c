"""Everything that is known of one series in one language: what its page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportdiff.model import Address, Comparison, Donor, Lineage, Report


@dataclass(frozen=True, slots=True)
class PartyCount:
    """The count of an instrument's parties that stands for an edition.

    `agrees` says whether the stated increment is the difference to the edition before; None where that
    cannot be said.
    """

    instrument: str
    edition: str
    parties: int
    newly: int | None
    agrees: bool | None
    address: Address


@dataclass(frozen=True, slots=True)
class FundingFigure:
    """A measure for a period as the latest edition that states it gives it.

    `currency` is None for a share (per cent); `earlier` are other values that earlier editions gave.
    """

    measure: str
    period: str | None
    value: Decimal
    currency: str | None
    basis: str
    qualifier: str | None
    edition: str
    address: Address
    earlier: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeYear:
    """A programme in an edition that mentions it; `status` is the most telling of its mentions."""

    programme: str
    name: str
    scope: str
    edition: str
    status: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class ListedDonor:
    """A donor in the list that an edition gives for the latest period of a measure."""

    edition: str
    donor: Donor


@dataclass(frozen=True, slots=True)
class SectionReuse:
    """Characters of a section of the new edition by what happened to their paragraphs.

    `section` is None for what stands before the first heading.
    """

    old_edition: str
    new_edition: str
    section: str | None
    identical: int
    figures: int
    edited: int
    rewritten: int
    added: int


@dataclass(frozen=True, slots=True)
class Series:
    """All editions of a series in one language, in their order, with what links and what is stated."""

    series: str
    language: str
    title: str | None
    sample: bool
    reports: tuple[Report, ...]
    comparisons: tuple[Comparison, ...]
    lineages: tuple[Lineage, ...]
    counts: tuple[PartyCount, ...] = ()
    funding: tuple[FundingFigure, ...] = ()
    programmes: tuple[ProgrammeYear, ...] = ()
    donors: tuple[ListedDonor, ...] = ()
    reuse: tuple[SectionReuse, ...] = ()

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions' names in their order."""
        return tuple(report.edition or "" for report in self.reports)

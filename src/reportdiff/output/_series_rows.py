"""A whole series as the published database holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportdiff.model import Comparison, Donor, Lineage, LineageMember, Place, Report
from reportdiff.output._series import (
    FundingFigure,
    ListedDonor,
    PartyCount,
    ProgrammeYear,
    SectionReuse,
    Series,
)

Rows = Callable[..., list[dict[str, Any]]]
"""Runs a query with its values and gives its rows."""
_RELATIONS = ("identical", "figures", "edited", "rewritten", "added")


@dataclass(frozen=True, slots=True)
class ListedSeries:
    """A series in one language with at least one comparison.

    `made_of` digests all that is stored of it: equal digests mean an equal page.
    """

    series: str
    language: str
    title: str | None
    sample: bool
    made_of: str

    @property
    def folder(self) -> str:
        """Where its files lie below the folder of outputs."""
        return f"{self.series}/{self.language}"


LISTED = """
    SELECT e.series, e.language, s.title, s.sample, md5(concat_ws(chr(10),
        s.title, s.sample, any_value(h.stage_key),
        string_agg(concat_ws('|', e.edition, e.position, e.stage_key), chr(10) ORDER BY e.position),
        (SELECT string_agg(concat_ws('|', c.comparison_id, c.stage_key), chr(10) ORDER BY c.comparison_id)
         FROM comparisons c
         WHERE c.series = e.series AND c.language = e.language)
    )) AS made_of
    FROM editions e
    JOIN series s USING (series)
    LEFT JOIN histories h ON h.series = e.series AND h.language = e.language
    WHERE EXISTS (FROM comparisons c WHERE c.series = e.series AND c.language = e.language)
    GROUP BY e.series, e.language, s.title, s.sample
    ORDER BY e.series, e.language
"""
_HERE = "WHERE series = ? AND language = ?"
_COUNTS = f"FROM treaty_count_trend {_HERE} ORDER BY instrument, position"
_FUNDING = f"""
    FROM funding_trend {_HERE} AND (amount IS NOT NULL OR share IS NOT NULL)
    ORDER BY measure, currency, period, edition, address
"""
_PROGRAMMES = f"FROM programme_status {_HERE} AND mentions > 0 ORDER BY programme, position"
_DONORS = f"FROM donor_lists {_HERE} ORDER BY position, measure, place"
_REUSE = f"FROM text_reuse {_HERE} ORDER BY new_edition, old_edition, section_position NULLS FIRST"
_LINEAGES = """
    SELECT l.lineage, l.edition, l.address
    FROM lineages l
    JOIN editions e ON e.series = l.series AND e.language = l.language AND e.edition = l.edition
    JOIN paragraphs p ON p.edition_id = e.edition_id AND p.address = l.address
    WHERE l.series = ? AND l.language = ?
    ORDER BY e.position, p.position
"""


def read_series(
    rows: Rows, listed: ListedSeries, reports: tuple[Report, ...], comparisons: tuple[Comparison, ...]
) -> Series:
    """A series from the views of a published database; editions and comparisons are read already."""
    here = (listed.series, listed.language)
    return Series(
        series=listed.series,
        language=listed.language,
        title=listed.title,
        sample=listed.sample,
        reports=reports,
        comparisons=comparisons,
        lineages=_lineages(rows(_LINEAGES, *here)),
        counts=tuple(_count(row) for row in rows(_COUNTS, *here)),
        funding=tuple(_funding(row) for row in rows(_FUNDING, *here)),
        programmes=tuple(_programme(row) for row in rows(_PROGRAMMES, *here)),
        donors=tuple(_donor(row) for row in rows(_DONORS, *here)),
        reuse=tuple(_reuse(row) for row in rows(_REUSE, *here)),
    )


def _lineages(rows: list[dict[str, Any]]) -> tuple[Lineage, ...]:
    members: dict[str, list[LineageMember]] = {}
    for row in rows:
        members.setdefault(row["lineage"], []).append(LineageMember(row["edition"], row["address"]))
    return tuple(Lineage(name, tuple(some)) for name, some in members.items())


def _count(row: Mapping[str, Any]) -> PartyCount:
    return PartyCount(
        row["instrument"], row["edition"], row["parties"], row["newly"], row["agrees"], row["address"]
    )


def _funding(row: Mapping[str, Any]) -> FundingFigure:
    value = _value(row)
    earlier = [(one["edition"], _value(one)) for one in row["earlier"]]
    return FundingFigure(
        measure=row["measure"],
        period=row["period"],
        value=value,
        currency=row["currency"] if row["amount"] is not None else None,
        basis=row["basis"],
        qualifier=row["qualifier"],
        edition=row["edition"],
        address=row["address"],
        earlier=tuple(dict.fromkeys(one for one in earlier if one[1] != value and one[0] != row["edition"])),
    )


def _value(row: Mapping[str, Any]) -> Decimal:
    return Decimal(row["amount"] if row["amount"] is not None else row["share"] or 0)


def _programme(row: Mapping[str, Any]) -> ProgrammeYear:
    return ProgrammeYear(
        row["programme"], row["name"], row["scope"], row["edition"], row["status"], tuple(row["addresses"])
    )


def _donor(row: Mapping[str, Any]) -> ListedDonor:
    place = Place(row["address"], row["start"], row["end"], row["quote"])
    return ListedDonor(row["edition"], Donor(row["measure"], row["period"], row["donor"], row["kind"], place))


def _reuse(row: Mapping[str, Any]) -> SectionReuse:
    shares = [row["new" if what == "added" else what] or 0 for what in _RELATIONS]
    characters = [round(share * row["characters"]) for share in shares]
    return SectionReuse(row["old_edition"], row["new_edition"], row["section"], *characters)

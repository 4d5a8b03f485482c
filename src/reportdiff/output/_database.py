"""Pairs as the published database holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from reportdiff.errors import StoreError
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
    Link,
    Meta,
    NoteMark,
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
    Severity,
    Shape,
    TreatyCount,
)
from reportdiff.output._pair import Pair
from reportdiff.output._provenance import read_provenance
from reportdiff.output._series import Series
from reportdiff.output._series_rows import LISTED, ListedSeries, read_series

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListedComparison:
    """One comparison as the index lists it; `counts` are changes by what happened."""

    comparison_id: str
    series: str
    title: str | None
    sample: bool
    language: str
    old: str
    new: str
    counts: Mapping[str, int]
    findings: int


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """An edition that is in no comparison, as the index lists it."""

    series: str
    title: str | None
    sample: bool
    language: str
    edition: str
    paragraphs: int


_NO_EXTENSIONS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
# As in a summary: footnotes and front matter only where a fact in them changed.
_COUNTS = """
    SELECT comparison_id, what, count(*) AS n
    FROM changes h
    JOIN comparisons c USING (comparison_id)
    JOIN paragraphs p
      ON p.edition_id = if(len(h.new) > 0, c.new_edition_id, c.old_edition_id)
     AND p.address = if(len(h.new) > 0, h.new[1], h.old[1])
    WHERE p.kind NOT IN ('front-matter', 'footnote') OR h.importance > 15
    GROUP BY ALL
"""


# Everything that the files of a comparison are made of has a key, but for series, findings and reviews.
_MADE_OF = """
    SELECT c.comparison_id, md5(concat_ws(chr(10),
        c.stage_key, o.stage_key, n.stage_key, h.stage_key, s.title, s.sample,
        (SELECT string_agg(concat_ws('|', f.stage, f.kind, f.severity, f.address, f.message), chr(10)
                           ORDER BY f.stage, f.finding)
         FROM findings f
         WHERE f.edition_id = n.edition_id OR f.comparison_id = c.comparison_id),
        (SELECT string_agg(concat_ws('|', r.review, r.note, r.reviewer, r.decided), chr(10)
                           ORDER BY r.review)
         FROM reviews r
         WHERE r.series = c.series AND r.language = c.language
           AND r.edition IN (c.old_edition, c.new_edition)),
        (SELECT string_agg(k.stage_key, chr(10) ORDER BY k.corrigendum_id)
         FROM corrigenda k
         WHERE k.edition_id IN (o.edition_id, n.edition_id)),
        (SELECT string_agg(v.stage_key, chr(10) ORDER BY v.revision_id)
         FROM revisions v
         WHERE v.edition_id IN (o.edition_id, n.edition_id)),
        (SELECT string_agg(v.change, ',' ORDER BY v.change)
         FROM changes v
         WHERE v.comparison_id = c.comparison_id AND v.cause = 'version')
    ))
    FROM comparisons c
    JOIN series s USING (series)
    JOIN editions o ON o.edition_id = c.old_edition_id
    JOIN editions n ON n.edition_id = c.new_edition_id
    LEFT JOIN histories h ON h.series = c.series AND h.language = c.language
"""


class Database:
    """A published database, opened for reading only.

    Usage:
        with Database(path) as database:
            for listed in database.comparisons():
                pair = database.pair(listed)
    """

    def __init__(self, path: Path) -> None:
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config={**_NO_EXTENSIONS})
        except duckdb.Error as failure:
            raise StoreError(
                f"the database cannot be opened for reading ({failure})",
                path=path,
                advice="run `reportdiff run` first, or close the program that holds it",
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def _rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, list(values))
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def comparisons(self) -> list[ListedComparison]:
        """Every comparison by series, language and the order of its editions."""
        counts: dict[str, dict[str, int]] = {}
        for row in self._rows(_COUNTS):
            counts.setdefault(row["comparison_id"], {})[row["what"]] = row["n"]
        rows = self._rows(
            """
            SELECT c.*, s.title, s.sample,
                   (SELECT count(*) FROM findings f WHERE f.comparison_id = c.comparison_id) AS findings
            FROM comparisons c
            JOIN series s USING (series)
            JOIN editions o ON o.edition_id = c.old_edition_id
            JOIN editions n ON n.edition_id = c.new_edition_id
            ORDER BY c.series, c.language, n.position, o.position
            """
        )
        return [
            ListedComparison(
                comparison_id=row["comparison_id"],
                series=row["series"],
                title=row["title"],
                sample=row["sample"],
                language=row["language"],
                old=row["old_edition"],
                new=row["new_edition"],
                counts=counts.get(row["comparison_id"], {}),
                findings=row["findings"],
            )
            for row in rows
        ]

    def made_of(self) -> dict[str, str]:
        """By comparison, a digest of all that is stored of it: equal digests mean equal files."""
        return dict(self._connection.execute(_MADE_OF).fetchall())

    def alone(self) -> list[ListedEdition]:
        """Every edition that no comparison has, by series, language and its place among the others."""
        rows = self._rows(
            """
            SELECT e.series, s.title, s.sample, e.language, e.edition,
                   (SELECT count(*) FROM paragraphs p WHERE p.edition_id = e.edition_id) AS paragraphs
            FROM editions e
            JOIN series s USING (series)
            WHERE e.edition_id NOT IN (SELECT old_edition_id FROM comparisons)
              AND e.edition_id NOT IN (SELECT new_edition_id FROM comparisons)
            ORDER BY e.series, e.language, e.position
            """
        )
        return [ListedEdition(**row) for row in rows]

    def findings_of(self, listed: ListedComparison) -> tuple[Finding, ...]:
        """What the audit found when this pair was compared, the most serious first."""
        found = self._findings("comparison_id = ?", listed.comparison_id)
        return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))

    def dates(self) -> Mapping[tuple[str, str, str], date]:
        """The date that an edition gives itself, by series, edition and language."""
        rows = self._rows("SELECT series, edition, language, date FROM editions WHERE date IS NOT NULL")
        return {(row["series"], row["edition"], row["language"]): row["date"] for row in rows}

    def pair(self, listed: ListedComparison) -> Pair:
        """Everything the database holds of one comparison and its two editions."""
        row = self._rows("FROM comparisons WHERE comparison_id = ?", listed.comparison_id)[0]
        old, new = self._report(row["old_edition_id"]), self._report(row["new_edition_id"])
        return Pair(
            old=old,
            new=new,
            comparison=self._comparison(listed.comparison_id, old, new),
            old_facts=self._facts(row["old_edition_id"]),
            new_facts=self._facts(row["new_edition_id"]),
            changes=self._changes(listed),
            series_title=listed.title,
            sample=listed.sample,
            series_findings=self._findings(
                "edition_id = ? AND stage IN ('history', 'concordance', 'reference') AND address IS NOT NULL",
                row["new_edition_id"],
            ),
            programmes=self._programmes(listed.series, listed.language),
            provenance=read_provenance(self._rows, row),
        )

    def series(self) -> list[ListedSeries]:
        """Every series and language that has a comparison, in their order."""
        return [ListedSeries(**row) for row in self._rows(LISTED)]

    def whole_series(self, listed: ListedSeries) -> Series:
        """Everything the database holds of a series in one language."""
        here = (listed.series, listed.language)
        editions = self._rows(
            "SELECT edition, edition_id FROM editions WHERE series = ? AND language = ? ORDER BY position",
            *here,
        )
        reports = {row["edition"]: self._report(row["edition_id"]) for row in editions}
        compared = self._rows(
            "FROM comparisons WHERE series = ? AND language = ? ORDER BY comparison_id", *here
        )
        comparisons = [
            self._comparison(row["comparison_id"], reports[row["old_edition"]], reports[row["new_edition"]])
            for row in compared
        ]
        return read_series(self._rows, listed, tuple(reports.values()), tuple(comparisons))

    def _report(self, edition_id: str) -> Report:
        edition = self._rows("FROM editions WHERE edition_id = ?", edition_id)[0]
        sections = self._rows("FROM sections WHERE edition_id = ? ORDER BY position", edition_id)
        paragraphs = self._rows("FROM paragraphs WHERE edition_id = ? ORDER BY position", edition_id)
        return Report(
            series=edition["series"],
            edition=edition["edition"],
            language=edition["language"],
            symbol=edition["symbol"],
            title=edition["title"],
            meta=Meta(
                date=None if edition["date"] is None else edition["date"].isoformat(),
                session=edition["session"],
                agenda_item=edition["agenda_item"],
                period=edition["period"],
            ),
            sections=tuple(
                Section(row["section"], row["parent"], row["level"], row["label"], row["heading"])
                for row in sections
            ),
            paragraphs=tuple(_paragraph(row) for row in paragraphs),
            notes=tuple(
                NoteMark(row["note"], row["address"], row["offset"])
                for row in self._rows("FROM note_marks WHERE edition_id = ?", edition_id)
            ),
            account=Account(total=edition["characters"], not_understood=edition["not_understood"]),
            findings=self._findings("edition_id = ? AND stage = 'reading'", edition_id),
        )

    def _comparison(self, comparison_id: str, old: Report, new: Report) -> Comparison:
        links = self._rows("FROM links WHERE comparison_id = ? ORDER BY link", comparison_id)
        linked_old = {address for row in links for address in row["old"]}
        linked_new = {address for row in links for address in row["new"]}
        return Comparison(
            old=_edition_name(old),
            new=_edition_name(new),
            links=tuple(_link(row) for row in links),
            added=tuple(p.address for p in new.paragraphs if p.address not in linked_new),
            dropped=tuple(p.address for p in old.paragraphs if p.address not in linked_old),
        )

    def _changes(self, listed: ListedComparison) -> PairChanges:
        id_, names = listed.comparison_id, (listed.old, listed.new)
        changes = self._rows("FROM changes WHERE comparison_id = ? ORDER BY change", id_)
        moved = self._rows("FROM quantity_changes WHERE comparison_id = ? ORDER BY change", id_)
        return PairChanges(
            changes=tuple(
                Change(
                    *names,
                    old=tuple(row["old"]),
                    new=tuple(row["new"]),
                    what=row["what"],
                    section=row["section"],
                    importance=row["importance"],
                    reason=row["reason"],
                )
                for row in changes
            ),
            quantity_changes=tuple(
                QuantityChange(
                    *names,
                    old_place=_place(row, "old_"),
                    new_place=_place(row, "new_"),
                    unit=row["unit"],
                    currency=row["currency"],
                    old_value=_plain(row["old_value"]),
                    new_value=_plain(row["new_value"]),
                    difference=_plain(row["difference"]),
                    relative=row["relative"],
                )
                for row in moved
            ),
            findings=self._findings("comparison_id = ?", id_),
        )

    def _findings(self, where: str, value: str) -> tuple[Finding, ...]:
        rows = self._rows(
            "SELECT f.*, e.edition FROM findings f LEFT JOIN editions e USING (edition_id) "  # noqa: S608
            f"WHERE f.{where} ORDER BY finding",
            value,
        )
        return tuple(
            Finding(
                kind=row["kind"],
                severity=Severity(row["severity"]),
                message=row["message"],
                address=row["address"],
                edition=row["edition"],
                page=row["page"],
                line=row["line"],
            )
            for row in rows
        )

    def _programmes(self, series: str, language: str) -> tuple[Programme, ...]:
        rows = self._rows(
            "FROM programmes WHERE series = ? AND language = ? ORDER BY programme", series, language
        )
        return tuple(
            Programme(
                row["programme"],
                tuple(row["names"]),
                row["scope"],
                row["first_seen"],
                row["last_seen"],
                tuple(row["slugs"]),
            )
            for row in rows
        )

    def _facts(self, edition_id: str) -> Facts:
        def rows(table: str) -> Iterable[Row]:
            return self._rows(f"FROM {table} WHERE edition_id = ? ORDER BY fact", edition_id)

        return Facts(
            treaty_counts=tuple(
                TreatyCount(row["instrument"], row["parties"], row["newly"], row["as_of"], _place(row))
                for row in rows("treaty_counts")
            ),
            funding=tuple(_funding(row) for row in rows("funding")),
            donors=tuple(
                Donor(row["measure"], row["period"], row["donor"], row["kind"], _place(row))
                for row in rows("donors")
            ),
            programmes=tuple(_mention(row) for row in rows("programme_mentions")),
            quantities=tuple(
                Quantity(
                    value=_plain(row["value"]),
                    high=None if row["high"] is None else _plain(row["high"]),
                    unit=row["unit"],
                    currency=row["currency"],
                    qualifier=row["qualifier"],
                    place=_place(row),
                )
                for row in rows("quantities")
            ),
            findings=self._findings("edition_id = ? AND stage = 'facts'", edition_id),
        )


# ------------------------------------------------------------------------------ rows to values


def _edition_name(report: Report) -> EditionName:
    return EditionName(report.series, report.edition, report.language, report.symbol, report.title)


def _paragraph(row: Row) -> Paragraph:
    return Paragraph(
        address=row["address"],
        number=row["number"],
        label=row["label"],
        section=row["section"],
        kind=Kind(row["kind"]),
        text=row["text"],
        page=row["page"],
        line=row["line"],
    )


def _link(row: Row) -> Link[str]:
    return Link(
        old=tuple(row["old"]),
        new=tuple(row["new"]),
        relation=Relation(row["relation"]),
        shape=Shape(row["shape"]),
        moved=row["moved"],
        renumbered=row["renumbered"],
        similarity=row["similarity"],
        confidence=row["confidence"],
        signals=dict(row["signals"] or {}),
        review=row["review"],
    )


def _funding(row: Row) -> Funding:
    return Funding(
        measure=row["measure"],
        period=row["period"],
        amount=None if row["amount"] is None else _plain(row["amount"]),
        currency=row["currency"],
        share=None if row["share"] is None else _plain(row["share"]),
        qualifier=row["qualifier"],
        basis=Basis(row["basis"]),
        place=_place(row),
    )


def _mention(row: Row) -> ProgrammeMention:
    return ProgrammeMention(
        programme=row["programme"],
        name=row["name"],
        scope=row["scope"],
        status=row["status"],
        period=row["period"],
        places=tuple(row["places"]),
        place=_place(row),
    )


def _place(row: Row, prefix: str = "") -> Place:
    return Place(row[f"{prefix}address"], row[f"{prefix}start"], row[f"{prefix}end"], row[f"{prefix}quote"])


def _plain(value: Decimal) -> Decimal:
    """The value without the zeros that the column's scale appends."""
    whole = value.to_integral_value()
    return whole if value == whole else Decimal(f"{value:f}".rstrip("0"))

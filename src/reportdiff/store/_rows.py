"""Stage results as rows of the tables: pairs of a table's name and a row by column name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from reportdiff.model import (
    Address,
    Comparison,
    Concordance,
    Facts,
    Finding,
    Link,
    PairChanges,
    Paragraph,
    Place,
    Report,
    ReviewOutcome,
    Section,
    SeriesHistory,
    Severity,
)
from reportdiff.periods import period_end, period_start
from reportdiff.store._entry import ComparisonEntry, ConcordanceEntry, EditionEntry, HistoryEntry

Row = dict[str, Any]
TableRow = tuple[str, Row]

PATH_SEPARATOR = " › "

FIRST = "first"  # what made a row that has no predecessor be as it is; `_causes` says it of the others

# Digits and decimals of the columns that hold numbers as printed.
_DECIMALS = {"value": (38, 6), "high": (38, 6), "amount": (18, 2), "share": (9, 4)}
_DECIMALS |= dict.fromkeys(("old_value", "new_value", "difference"), (38, 6))
_LARGEST_INTEGER = 2**31 - 1


def edition_id(series: str, edition: str, language: str) -> str:
    """The key of an edition."""
    return f"{series}/{edition}/{language}"


def comparison_id(series: str, old: str, new: str, language: str) -> str:
    """The key of a comparison."""
    return f"{series}/{old}..{new}/{language}"


# --------------------------------------------------------------------------------- one edition


def edition_rows(entry: EditionEntry, report: Report, facts: Facts) -> Iterator[TableRow]:
    """All rows of one edition."""
    key = edition_id(entry.series, entry.edition, entry.language)
    yield "editions", _edition_row(entry, key, report)
    for table, row in _report_rows(report):
        yield table, {"edition_id": key, **row}
    for paragraph_row in _paragraph_rows(key, report.paragraphs):
        yield "paragraphs", paragraph_row
    unfit: list[Finding] = []
    for table, row in _fact_rows(facts, unfit):
        yield table, {"edition_id": key, **row}
    about = {"series": entry.series, "language": entry.language, "edition_id": key, "comparison_id": None}
    yield from _finding_rows(key, "reading", report.findings, about)
    yield from _finding_rows(key, "facts", (*facts.findings, *unfit), about)
    yield from _outcome_rows("facts", facts.reviews, about)


def _edition_row(entry: EditionEntry, key: str, report: Report) -> Row:
    account = report.account
    return {
        "edition_id": key,
        "series": entry.series,
        "edition": entry.edition,
        "language": entry.language,
        "position": entry.position,
        "follows": entry.follows,
        "symbol": report.symbol,
        "title": report.title,
        "date": iso_date(report.meta.date),
        "session": report.meta.session,
        "agenda_item": report.meta.agenda_item,
        "period": report.meta.period,
        "corpus": entry.corpus,
        "source": entry.source,
        "sha256": entry.sha256,
        "revision": entry.revision,
        "settings": entry.settings,
        "characters": account.total,
        "body": account.body,
        "headings": account.headings,
        "notes": account.notes,
        "tables": account.tables,
        "front_matter": account.front_matter,
        "furniture": account.furniture,
        "not_understood": account.not_understood,
        "cause": FIRST,
        "stage_key": entry.key,
    }


def iso_date(printed: str | None) -> str | None:
    """The date as ISO 8601 (YYYY-MM-DD), or None where it is not one."""
    if printed is None or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", printed):
        return None
    try:
        return date.fromisoformat(printed).isoformat()
    except ValueError:
        return None


def _report_rows(report: Report) -> Iterator[TableRow]:
    by_id = {section.id: section for section in report.sections}
    for position, section in enumerate(report.sections, 1):
        yield "sections", _section_row(position, section, by_id)
    for mark in report.notes:
        yield "note_marks", {"note": mark.address, "address": mark.within, "offset": mark.offset}


def _section_row(position: int, section: Section, by_id: Mapping[str, Section]) -> Row:
    return {
        "section": section.id,
        "parent": section.parent,
        "position": position,
        "level": section.level,
        "label": section.label,
        "heading": section.heading,
        "path": PATH_SEPARATOR.join(_headings_above(section, by_id)),
    }


def _headings_above(section: Section, by_id: Mapping[str, Section]) -> list[str]:
    headings: list[str] = []
    seen: set[str] = set()
    at: Section | None = section
    while at is not None and at.id not in seen:
        seen.add(at.id)
        headings += [at.heading] if at.heading else []
        at = None if at.parent is None else by_id.get(at.parent)
    return headings[::-1]


def _paragraph_rows(key: str, paragraphs: Iterable[Paragraph]) -> Iterator[Row]:
    for position, paragraph in enumerate(paragraphs, 1):
        yield {
            "paragraph_id": f"{key}#{paragraph.address}",
            "edition_id": key,
            "address": paragraph.address,
            "position": position,
            "number": paragraph.number if _is_integer(paragraph.number) else None,
            "label": paragraph.label,
            "section": paragraph.section,
            "kind": paragraph.kind.value,
            "text": paragraph.text,
            "characters": len(paragraph.text),
            "page": paragraph.page,
            "line": paragraph.line,
        }


# --------------------------------------------------------------------------------- facts


def _fact_rows(facts: Facts, unfit: list[Finding]) -> Iterator[TableRow]:
    """Rows of facts; those whose numbers no column can hold exactly become findings in `unfit`."""
    for table, rows in _facts_by_table(facts):
        for number, (row, place) in enumerate(rows, 1):
            if misfit := _misfit(table, row):
                unfit.append(_number_out_of_range(misfit, place.address, place.quote))
            else:
                yield table, {"fact": number, **row, **_place_columns(place)}


def _facts_by_table(facts: Facts) -> Iterator[tuple[str, list[tuple[Row, Place]]]]:
    yield (
        "treaty_counts",
        [
            (
                _columns(fact, "instrument parties newly as_of review")
                | {"as_of_end": period_end(fact.as_of)},
                fact.place,
            )
            for fact in facts.treaty_counts
        ],
    )
    yield (
        "funding",
        [
            (_columns(fact, "measure period amount currency share qualifier basis review"), fact.place)
            for fact in facts.funding
        ],
    )
    yield (
        "donors",
        [
            (
                _columns(fact, "measure period donor kind review")
                | {"period_start": period_start(fact.period), "period_end": period_end(fact.period)},
                fact.place,
            )
            for fact in facts.donors
        ],
    )
    yield (
        "programme_mentions",
        [
            (_columns(fact, "programme name scope status period places review"), fact.place)
            for fact in facts.programmes
        ],
    )
    yield (
        "programme_figures",
        [
            (_columns(fact, "programme value high unit currency qualifier"), fact.place)
            for fact in facts.programme_figures
        ],
    )
    yield (
        "quantities",
        [
            (_columns(fact, "value high unit currency qualifier review"), fact.place)
            for fact in facts.quantities
        ],
    )


def _columns(fact: object, names: str) -> Row:
    return {name: getattr(fact, name) for name in names.split()}


def _place_columns(place: Place, prefix: str = "") -> Row:
    return {
        f"{prefix}address": place.address,
        f"{prefix}start": place.start,
        f"{prefix}end": place.end,
        f"{prefix}quote": place.quote,
    }


def _misfit(table: str, row: Row) -> str | None:
    """The first column, with its number, that cannot hold it exactly."""
    for name, value in row.items():
        if isinstance(value, Decimal) and not fits(value, *_DECIMALS[name]):
            return f"{table}.{name} cannot hold {value} exactly"
        if isinstance(value, int) and not isinstance(value, bool) and not _is_integer(value):
            return f"{table}.{name} cannot hold {value}"
    return None


def fits(value: Decimal, digits: int, decimals: int) -> bool:
    """Whether DECIMAL(digits, decimals) holds the number without rounding it."""
    if not value.is_finite():
        return False
    if not value:
        return True
    _, figures, exponent = value.as_tuple()
    printed = "".join(map(str, figures)).rstrip("0")
    lowest = int(exponent) + len(figures) - len(printed)
    return lowest >= -decimals and value.adjusted() < digits - decimals


def _is_integer(value: int | None) -> bool:
    return value is None or abs(value) <= _LARGEST_INTEGER


def _number_out_of_range(misfit: str, address: Address, quote: str) -> Finding:
    message = f"“{quote}”: {misfit}, so the row is left out."
    return Finding("number-out-of-range", Severity.WARNING, message, address=address)


# --------------------------------------------------------------------------------- two editions


def comparison_rows(
    entry: ComparisonEntry, comparison: Comparison, changes: PairChanges
) -> Iterator[TableRow]:
    """All rows of one comparison."""
    key = comparison_id(entry.series, entry.old, entry.new, entry.language)
    yield (
        "comparisons",
        {
            "comparison_id": key,
            "series": entry.series,
            "language": entry.language,
            "old_edition": entry.old,
            "new_edition": entry.new,
            "old_edition_id": edition_id(entry.series, entry.old, entry.language),
            "new_edition_id": edition_id(entry.series, entry.new, entry.language),
            "cause": FIRST,
            "stage_key": entry.key,
        },
    )
    unfit: list[Finding] = []
    for table, row in (*_comparison_rows(comparison, changes.kept), *_change_rows(changes, unfit)):
        yield table, {"comparison_id": key, **row, "cause": FIRST}
    about = {"series": entry.series, "language": entry.language, "comparison_id": key}
    yield from _finding_rows(key, "pair", (*changes.findings, *unfit), about)
    yield from _outcome_rows("pair", comparison.reviews, {"edition_id": None, **about})


def _comparison_rows(comparison: Comparison, kept: Sequence[Sequence[int]]) -> Iterator[TableRow]:
    for number, (link, characters) in enumerate(zip_longest(comparison.links, kept), 1):
        yield "links", _link_row(number, link) | {"kept": characters}
    for what, addresses in (("added", comparison.added), ("dropped", comparison.dropped)):
        for address in addresses:
            yield "unlinked", {"what": what, "address": address}


def _link_row(number: int, link: Link[Address]) -> Row:
    return {
        "link": number,
        "old": link.old,
        "new": link.new,
        "relation": link.relation.value,
        "shape": link.shape.value,
        "moved": link.moved,
        "renumbered": link.renumbered,
        "similarity": _without_noise(link.similarity),
        "confidence": _without_noise(link.confidence),
        "review": link.review,
        "signals": link.signals,
    }


def _without_noise(share: float) -> float:
    """A share of 1.0000000000000002 is 1: sums of floats may overstep by their last bits."""
    nearest = min(max(share, 0.0), 1.0)
    return nearest if abs(nearest - share) < 1e-9 else share


def _change_rows(changes: PairChanges, unfit: list[Finding]) -> Iterator[TableRow]:
    for number, change in enumerate(changes.changes, 1):
        yield "changes", {"change": number, **_columns(change, "what old new section importance reason")}
    for number, moved in enumerate(changes.quantity_changes, 1):
        told = "subject role old_period new_period unit currency old_value new_value difference relative"
        row = _columns(moved, told)
        if misfit := _misfit("quantity_changes", row):
            unfit.append(_number_out_of_range(misfit, moved.new_place.address, moved.new_place.quote))
            continue
        places = _place_columns(moved.old_place, "old_") | _place_columns(moved.new_place, "new_")
        yield "quantity_changes", {"change": number, **places, **row}


# --------------------------------------------------------------------------------- all editions


def history_rows(entry: HistoryEntry, history: SeriesHistory) -> Iterator[TableRow]:
    """All rows of the history of one series and language."""
    about = {"series": entry.series, "language": entry.language}
    yield "histories", {**about, "stage_key": entry.key}
    for lineage in history.lineages:
        for member in lineage.members:
            yield "lineages", {**about, "lineage": lineage.id, **_columns(member, "edition address")}
    for programme in history.programmes:
        named = _columns(programme, "programme names scope first_seen last_seen")
        yield "programmes", {**about, **named, "slugs": programme.slugs or (programme.programme,)}
    owner = f"{entry.series}/{entry.language}"
    yield from _finding_rows(owner, "history", history.findings, {**about, "comparison_id": None})
    yield from _outcome_rows("history", history.reviews, {**about, "edition_id": None, "comparison_id": None})


def concordance_rows(entry: ConcordanceEntry, found: Concordance) -> Iterator[TableRow]:
    """All rows of one edition held against the same in the reference language."""
    key = edition_id(entry.series, entry.edition, entry.language)
    about = {"series": entry.series, "language": entry.language}
    yield (
        "concordances",
        {
            "edition_id": key,
            **about,
            **_columns(entry, "edition reference_language"),
            **_columns(found, "paragraphs quantities agreeing"),
            "stage_key": entry.key,
        },
    )
    yield from _finding_rows(key, "concordance", found.findings, {**about, "comparison_id": None})


def _finding_rows(owner: str, stage: str, findings: Iterable[Finding], about: Row) -> Iterator[TableRow]:
    for number, finding in enumerate(findings, 1):
        found_in = finding.edition and edition_id(about["series"], finding.edition, about["language"])
        yield (
            "findings",
            {
                "edition_id": found_in or None,
                **about,
                "finding_id": f"{owner} {stage} {number}",
                "finding": number,
                "stage": stage,
                "severity": finding.severity.value,
                **_columns(finding, "kind message address page line"),
            },
        )


def _outcome_rows(stage: str, outcomes: Iterable[ReviewOutcome], about: Row) -> Iterator[TableRow]:
    for outcome in outcomes:
        row = {"status": outcome.status.value, **_columns(outcome, "review reason")}
        yield "review_outcomes", {"stage": stage, **about, **row}

"""What the command line shows a person: plain text for a terminal or a pipe, without colour codes."""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from reportdiff.interchange import facts_json
from reportdiff.model import Comparison, Facts, Finding, Kind, Link, Paragraph, Report, Severity
from reportdiff.store import StoredFinding

_MARGIN = 12
_UNBOUNDED = 1_000_000


def report_text(report: Report) -> Iterator[str]:
    """A report as an outline: headings by level, each paragraph behind its address."""
    yield " · ".join(part for part in (report.title, report.symbol, report.edition, report.language) if part)
    sections = {section.id: section for section in report.sections}
    shown: set[str] = set()
    for paragraph in report.paragraphs:
        for section_id in _path(paragraph.section, sections):
            if section_id not in shown:
                shown.add(section_id)
                section = sections[section_id]
                yield f"\n{'#' * section.level} {' '.join(filter(None, (section.label, section.heading)))}"
        yield f"{paragraph.address:>{_MARGIN - 2}}  {paragraph.text}"
    yield ""
    yield _account_line(report)
    yield from (_finding_line(finding) for finding in report.findings)


def _path(section_id: str | None, sections: dict[str, Any]) -> list[str]:
    path: list[str] = []
    while section_id is not None and section_id in sections:
        path.append(section_id)
        section_id = sections[section_id].parent
    return path[::-1]


def _account_line(report: Report) -> str:
    account = report.account
    return (
        f"{account.total} characters: {account.body} body, {account.headings} headings, "
        f"{account.notes} notes, {account.tables} tables, "
        f"{account.front_matter} front matter, {account.furniture} furniture, "
        f"{account.not_understood} not understood"
    )


def _finding_line(finding: Finding) -> str:
    place = finding.address or (f"page {finding.page}" if finding.page else None)
    place = place or (f"line {finding.line}" if finding.line else "")
    return f"{finding.severity.value}: {f'{place}: ' if place else ''}{finding.message}"


def comparison_text(
    comparison: Comparison, old: Report, new: Report, *, explain: bool = False
) -> Iterator[str]:
    """Every paragraph of the new edition beside what it was, then what is gone, in reading order."""
    links = {address: link for link in comparison.links for address in link.new}
    done: set[int] = set()
    for paragraph in new.paragraphs:
        link = links.get(paragraph.address)
        if link is None:
            if paragraph.kind is not Kind.FRONT_MATTER:
                yield f"{'added':>10}  + {paragraph.address}  {_excerpt(paragraph)}"
        elif id(link) not in done:
            done.add(id(link))
            yield _link_line(link, paragraph)
            if explain:
                yield from _signal_lines(link)
    dropped = set(comparison.dropped)
    for paragraph in old.paragraphs:
        if paragraph.address in dropped and paragraph.kind is not Kind.FRONT_MATTER:
            yield f"{'dropped':>10}  − {paragraph.address}  {_excerpt(paragraph)}"


def _link_line(link: Link[str], paragraph: Paragraph) -> str:
    notes = [link.shape.value] if len(link.old) + len(link.new) > 2 else []
    notes += ["moved"] if link.moved else []
    detail = f" ({', '.join(notes)})" if notes else ""
    sides = f"{', '.join(link.old)} → {', '.join(link.new)}"
    return f"{link.relation.value:>10}  {sides}{detail}  {link.confidence:.2f}  {_excerpt(paragraph)}"


def _signal_lines(link: Link[str]) -> Iterator[str]:
    strongest = sorted(link.signals.items(), key=lambda item: -abs(item[1]))
    yield " " * _MARGIN + "because " + ", ".join(f"{name} {value:+.2f}" for name, value in strongest)


def _excerpt(paragraph: Paragraph, width: int = 60) -> str:
    text = " ".join(paragraph.text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def facts_text(facts: Facts) -> Iterator[str]:
    """Facts by kind, one a line, each with the words it stands on."""
    for kind, rows in facts_json(facts).items():
        if kind == "findings":
            continue
        yield f"{kind.replace('_', ' ')} ({len(rows)})"
        for row in rows:
            values = ", ".join(
                f"{name} {value}"
                for name, value in row.items()
                if value not in (None, []) and name not in ("address", "start", "end", "quote")
            )
            yield f"{row['address']:>{_MARGIN - 2}}  {values}  “{row['quote']}”"
    yield from (_finding_line(finding) for finding in facts.findings)


def audit_text(findings: Sequence[StoredFinding]) -> Iterator[str]:
    """Findings by series and language, the gravest first, and how many there are of each severity."""
    shown: tuple[str, str] | None = None
    for one in findings:
        if shown != (one.series, one.language):
            shown = one.series, one.language
            yield f"{one.series} · {one.language}"
        place = one.address or (f"page {one.page}" if one.page else f"line {one.line}" if one.line else "")
        where = " ".join(filter(None, (one.edition, place)))
        yield f"{one.severity.value:>9}  {where}: {one.kind}: {_one_line(one.message)}"
    counts = Counter(one.severity for one in findings)
    told = ", ".join(f"{counts[severity]} {severity.value}" for severity in Severity)
    yield f"{len(findings)} findings: {told}"


def audit_json(findings: Sequence[StoredFinding]) -> list[dict[str, Any]]:
    """Findings as `audit --json` prints them."""
    return [{**asdict(one), "severity": one.severity.value} for one in findings]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def rows_text(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> str:
    """The result of a query as `table`, `csv`, `json` or `markdown`."""
    if form == "json":
        names = _told_apart(columns)
        plain = [dict(zip(names, map(_json_value, row), strict=True)) for row in rows]
        return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if form == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([["" if value is None else _cell(value) for value in row] for row in rows])
        return buffer.getvalue()
    return _markdown_rows(columns, rows) if form == "markdown" else _table_rows(columns, rows)


def _told_apart(columns: Sequence[str]) -> list[str]:
    """The names of the columns, a repeated one with a number, so that none hides another."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return names


def _json_value(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_json_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json_value(item) for key, item in value.items()}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, list | tuple):
        return ", ".join(_cell(item) for item in value)
    return "" if value is None else str(value)


def _markdown_rows(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    body = [line([_cell(value) for value in row]) for row in rows]
    return "\n".join([line(columns), line(["---"] * len(columns)), *body]) + "\n"


def _table_rows(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for index, column in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[index], int | float | Decimal | None) for row in rows)
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    width = None if sys.stdout.isatty() else _UNBOUNDED  # through a pipe, a row stays on one line
    console = Console(no_color=True, highlight=False, width=width)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"

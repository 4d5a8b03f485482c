"""The documented JSON form of reports, comparisons and facts: what `--json` prints.

Plain dicts of JSON values, keys in a fixed order. Offsets count Unicode code points of the
paragraph's text. Amounts are numbers in whole units; a Decimal that is whole becomes an integer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from reportdiff.model import (
    Comparison,
    EditionName,
    Facts,
    Finding,
    Link,
    Place,
    Report,
)

Json = dict[str, Any]


def to_text(document: object) -> str:
    """One JSON document as text: UTF-8 characters as they are, indented by one space."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def report_json(report: Report) -> Json:
    """A report as `parse --json` prints it."""
    return {
        "series": report.series,
        "edition": report.edition,
        "language": report.language,
        "symbol": report.symbol,
        "title": report.title,
        "meta": asdict(report.meta),
        "sections": [asdict(section) for section in report.sections],
        "paragraphs": [asdict(paragraph) for paragraph in report.paragraphs],
        "notes": [
            {"address": mark.address, "in": mark.within, "offset": mark.offset} for mark in report.notes
        ],
        "account": asdict(report.account),
        "findings": findings_json(report.findings),
    }


def comparison_json(comparison: Comparison, *, explain: bool = False) -> Json:
    """A comparison as `compare --json` prints it; with `explain`, each link says what spoke for it."""
    return {
        "old": _name_json(comparison.old),
        "new": _name_json(comparison.new),
        "links": [link_json(link, explain=explain) for link in comparison.links],
        "added": list(comparison.added),
        "dropped": list(comparison.dropped),
    }


def link_json(link: Link[Any], *, explain: bool = False) -> Json:
    """One link, scores rounded to four places."""
    form: Json = {
        "old": list(link.old),
        "new": list(link.new),
        "relation": link.relation.value,
        "shape": link.shape.value,
        "moved": link.moved,
        "renumbered": link.renumbered,
        "similarity": round(link.similarity, 4),
        "confidence": round(link.confidence, 4),
    }
    if explain:
        form["signals"] = {name: round(value, 4) for name, value in link.signals.items()}
    return form


def facts_json(facts: Facts) -> Json:
    """Facts as `facts --json` prints them."""
    return {
        "treaty_counts": [_fact_json(fact, fact.place) for fact in facts.treaty_counts],
        "funding": [_fact_json(fact, fact.place) for fact in facts.funding],
        "donors": [_fact_json(fact, fact.place) for fact in facts.donors],
        "programmes": [_fact_json(fact, fact.place) for fact in facts.programmes],
        "quantities": [_fact_json(fact, fact.place) for fact in facts.quantities],
        "programme_figures": [_fact_json(fact, fact.place) for fact in facts.programme_figures],
        "findings": findings_json(facts.findings),
    }


def findings_json(findings: Iterable[Finding]) -> list[Json]:
    """Findings with their places."""
    return [{**asdict(finding), "severity": finding.severity.value} for finding in findings]


def _name_json(name: EditionName) -> Json:
    return asdict(name)


def _fact_json(fact: Any, place: Place) -> Json:  # noqa: ANN401 - the five kinds of fact share only their place
    plain = {name: _value(getattr(fact, name)) for name in fact.__slots__ if name not in ("place", "review")}
    return plain | asdict(place)


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value

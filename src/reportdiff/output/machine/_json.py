"""A comparison as one JSON document; its keys are those of `changes.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from importlib import resources
from typing import Any

from reportdiff.interchange import comparison_json, facts_json, findings_json
from reportdiff.model import Change, Donor, Facts, Funding, QuantityChange, Report, TreatyCount
from reportdiff.output._anchors import document_link
from reportdiff.output._figures import count_moves, money_moves
from reportdiff.output._names import donor_moves, programme_events
from reportdiff.output._pair import Pair

SCHEMA_VERSION = "changes/1"
Json = dict[str, Any]


def changes_json(pair: Pair) -> str:
    """Everything that is known of a pair, for machines: UTF-8, keys in a fixed order.

    Offsets count code points of the paragraph's text, end exclusive; amounts are in whole units. The
    keys are described by `json_schema()`.
    """
    compared = comparison_json(pair.comparison)
    document = {
        "schema": SCHEMA_VERSION,
        "series": pair.new.series,
        "series_title": pair.series_title,
        "sample": pair.sample,
        "language": pair.new.language,
        "old": _edition(pair.old),
        "new": _edition(pair.new),
        "links": [
            {**form, "review": link.review}
            for form, link in zip(compared["links"], pair.comparison.links, strict=True)
        ],
        "added": compared["added"],
        "dropped": compared["dropped"],
        "changes": [_change(rank, change) for rank, change in enumerate(pair.changes.changes, 1)],
        "quantity_changes": [_quantity_change(moved) for moved in pair.changes.quantity_changes],
        **_fact_moves(pair),
        "findings": {
            "pair": findings_json(pair.changes.findings),
            "series": findings_json(pair.series_findings),
            "facts": findings_json(pair.new_facts.findings),
            "reading": findings_json(pair.new.findings),
        },
    }
    return json.dumps(_without_lone_surrogates(document), ensure_ascii=False, indent=1) + "\n"


def json_schema() -> Json:
    """The JSON Schema (draft 2020-12) of what `changes_json` gives."""
    file = resources.files("reportdiff.output.machine") / "changes.schema.json"
    schema: Json = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _edition(report: Report) -> Json:
    return {
        "edition": report.edition,
        "symbol": report.symbol,
        "title": report.title,
        "date": report.meta.date,
        "period": report.meta.period,
        "document": document_link(report),
        "sections": [asdict(section) for section in report.sections],
        "paragraphs": [
            {key: value for key, value in asdict(paragraph).items() if key != "line"}
            for paragraph in report.paragraphs
        ],
        "notes": [
            {"address": mark.address, "in": mark.within, "offset": mark.offset} for mark in report.notes
        ],
    }


def _change(rank: int, change: Change) -> Json:
    return {
        "rank": rank,
        "what": change.what,
        "old": list(change.old),
        "new": list(change.new),
        "section": change.section,
        "importance": round(change.importance, 2),
        "reason": change.reason,
    }


def _quantity_change(moved: QuantityChange) -> Json:
    return {
        "old": asdict(moved.old_place) | {"value": _number(moved.old_value)},
        "new": asdict(moved.new_place) | {"value": _number(moved.new_value)},
        "unit": moved.unit,
        "currency": moved.currency,
        "difference": _number(moved.difference),
        "relative": moved.relative,
    }


def _fact_moves(pair: Pair) -> Json:
    """What facts did between the editions, each with its words on either side."""
    return {
        "treaty_counts": [
            {
                "instrument": move.instrument,
                "old": _fact(move.old),
                "new": _fact(move.new),
                "difference": move.difference,
                "adds_up": move.adds_up,
            }
            for move in count_moves(pair)
        ],
        "funding": [
            {
                "measure": move.measure,
                "old": _fact(move.old),
                "new": _fact(move.new),
                "earlier": _fact(move.earlier),
                "difference": None if move.difference is None else _number(move.difference),
                "relative": move.relative,
            }
            for move in money_moves(pair)
        ],
        "programmes": [
            {"name": event.name, "event": event.event, "addresses": list(event.addresses)}
            for event in programme_events(pair)
        ],
        "donors": [
            {
                "measure": moves.measure,
                "joined": [_fact(donor) for donor in moves.joined],
                "left": [_fact(donor) for donor in moves.left],
                "listed": moves.listed,
            }
            for moves in donor_moves(pair)
        ],
    }


def _fact(fact: TreatyCount | Funding | Donor | None) -> Json | None:
    """A fact as `reportdiff facts --json` has it."""
    if fact is None:
        return None
    if isinstance(fact, TreatyCount):
        form = facts_json(Facts(treaty_counts=(fact,)))["treaty_counts"][0]
    elif isinstance(fact, Funding):
        form = facts_json(Facts(funding=(fact,)))["funding"][0]
    else:
        form = facts_json(Facts(donors=(fact,)))["donors"][0]
    return dict(form)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _without_lone_surrogates(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """UTF-8 cannot hold half a pair; it becomes the replacement character, which is one code point too."""
    if isinstance(value, str):
        return (
            value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    if isinstance(value, dict):
        return {key: _without_lone_surrogates(one) for key, one in value.items()}
    return [_without_lone_surrogates(one) for one in value] if isinstance(value, list) else value

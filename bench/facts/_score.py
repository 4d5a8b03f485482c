"""Facts that were found against those that were read, one to one."""

# ruff: noqa: ANN401 (facts of any kind)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bench.facts._truth import VALUES, Row
from bench.sample_scores import Score

IDENTITY = {
    "quantities": ("value",),
    "treaty_counts": ("instrument", "parties"),
    "funding": ("measure", "amount", "share"),
    "donors": ("donor",),
    "programmes": (),
}
"""The values without which a fact is another one; a fact is whole where all its values are right."""

GOALS = {
    "treaty_counts": (1.0, 0.95),
    "funding": (1.0, 0.95),
    "donors": (1.0, 0.95),
    "programmes": (0.9, 0.9),
    "quantities": (0.98, 0.97),
}
"""The least precision and recall that are wanted of each kind."""

Units = frozenset[str]
"""The units that the vocabulary holds: of a noun outside it, no unit is expected."""

_SLACK = 4
"""Characters by which a programme's name may be cut otherwise: quotation marks, the word for programme."""


_NONE = Score(0, 0, 0)


@dataclass(frozen=True)
class Outcome:
    """What became of the facts of one kind: found, found with all values right, missed, stated wrongly."""

    found: Score = _NONE
    whole: Score = _NONE
    missed: tuple[Row, ...] = ()
    false: tuple[Any, ...] = ()
    partly: tuple[tuple[Row, Any], ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.found + other.found,
            self.whole + other.whole,
            self.missed + other.missed,
            self.false + other.false,
            self.partly + other.partly,
        )


def outcome(kind: str, rows: Sequence[Row], facts: Sequence[Any], units: Units) -> Outcome:
    """Pairs each fact with the row whose words it covers; of several rows the one with most values right."""
    left = list(rows)
    pairs: list[tuple[Row, Any]] = []
    false: list[Any] = []
    for fact in facts:
        near = [row for row in left if _points_at(kind, fact, row) and _is_same(kind, fact, row, units)]
        if near:
            row = max(near, key=lambda row: (row.sure, sum(_agreement(kind, fact, row, units).values())))
            left.remove(row)
            pairs.append((row, fact))
        elif not any(_points_at(kind, fact, row) for row in rows if not row.sure):
            false.append(fact)
    sure = [(row, fact) for row, fact in pairs if row.sure]
    partly = [(row, fact) for row, fact in sure if not all(_agreement(kind, fact, row, units).values())]
    true, stated = sum(row.sure for row in rows), len(sure) + len(false)
    return Outcome(
        Score(len(sure), stated, true),
        Score(len(sure) - len(partly), stated, true),
        tuple(row for row in left if row.sure),
        tuple(false),
        tuple(partly),
    )


def reaches(kind: str, score: Score) -> bool:
    """Whether a score is as good as is wanted of its kind."""
    precision, recall = GOALS["treaty_counts" if kind == "treaties" else kind]
    return score.precision >= precision and score.recall >= recall


def _points_at(kind: str, fact: Any, row: Row) -> bool:
    place = fact.place
    if place.address != row.address:
        return False
    if kind in ("donors", "programmes"):
        return bool(place.start < row.end and row.start < place.end)
    return bool(place.start <= row.start and row.end <= place.end)


def _is_same(kind: str, fact: Any, row: Row, units: Units) -> bool:
    agreement = _agreement(kind, fact, row, units)
    return all(agreement[name] for name in IDENTITY[kind])


def _agreement(kind: str, fact: Any, row: Row, units: Units) -> dict[str, bool]:
    values = dict(zip(VALUES[kind], row.values, strict=True))
    if kind == "programmes":
        return {name: _names(fact, row, text) if name == "name" else _fits(getattr(fact, name), text)
                for name, text in values.items()}  # fmt: skip
    if kind == "quantities":
        return _quantity_agreement(fact, values, units)
    return {name: _fits(getattr(fact, name), text) for name, text in values.items()}


def _names(fact: Any, row: Row, text: str) -> bool:
    cut = abs(fact.place.start - row.start) + abs(fact.place.end - row.end)
    return text == "*" or cut <= _SLACK


def _quantity_agreement(fact: Any, values: Mapping[str, str], units: Units) -> dict[str, bool]:
    low, _, high = values["value"].partition("..")
    money = values["unit"] if values["unit"].isupper() else None
    expected = [unit for unit in values["unit"].split("|") if unit in {"-", "*"} or unit in units] or ["-"]
    return {
        "value": _fits(fact.value, low) and _fits(fact.high, high or "-") and fact.currency == money,
        "unit": fact.unit is None if money else _fits(fact.unit, "|".join(expected)),
        "qualifier": _fits(fact.qualifier, values["qualifier"]),
    }


def _fits(value: object, text: str) -> bool:
    return text == "*" or any(_equals(value, one) for one in text.split("|"))


def _equals(value: object, text: str) -> bool:
    if value is None or text == "-":
        return value is None and text == "-"
    if isinstance(value, Decimal | int):
        return abs(Decimal(value) - Decimal(text)) < Decimal("0.0001")
    return str(value) == text

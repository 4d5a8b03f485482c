"""Different amounts of one measure and period, of which nothing tells which is the whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reportdiff.model import Finding, Funding, Severity

_NUMBER = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d+)*")
_SHOWN = 3
Key = tuple[str, str | None, str | None, str]


def without_conflicts(rows: Iterable[Funding]) -> tuple[list[Funding], list[Finding]]:
    """The rows that do not contradict each other within the edition, and a finding for each other one."""
    rows = list(rows)
    groups: dict[Key, list[Funding]] = defaultdict(list)
    for row in rows:
        groups[_key(row)].append(row)
    doubted = {key: group for key, group in groups.items() if key[1] and _differ(group)}
    findings = [_finding(row, group) for group in doubted.values() for row in group]
    return [row for row in rows if _key(row) not in doubted], findings


def _key(row: Funding) -> Key:
    return row.measure, row.period, row.currency, row.basis


def _value(row: Funding) -> Decimal:
    value = row.amount if row.amount is not None else row.share
    return value if value is not None else Decimal(0)


def _differ(group: Sequence[Funding]) -> bool:
    """Whether two are further apart than the rounding of the coarser one."""
    coarsest = max(group, key=_last_digit)
    unit = _last_digit(coarsest) * (2 if any(row.qualifier for row in group) else 1)
    return any(abs(_value(row) - _value(coarsest)) >= unit for row in group)


def _last_digit(row: Funding) -> Decimal:
    """The worth of the last digit printed: a million of 300 million, 1 of 300,000,000."""
    printed = _NUMBER.search(row.place.quote)
    digits = re.sub(r"\D", "", printed.group()).lstrip("0") if printed else ""
    return Decimal(1).scaleb(_value(row).adjusted() - max(len(digits), 1) + 1)


def _finding(row: Funding, group: Sequence[Funding]) -> Finding:
    others = [f"{other.place.quote} ({other.place.address})" for other in group if other is not row]
    shown = ", ".join(others[:_SHOWN]) + (" …" if len(others) > _SHOWN else "")
    message = (
        f"{row.measure} of {row.period}: {row.place.quote} here, {shown} elsewhere in the edition; "
        "which of them is the whole is not said"
    )
    return Finding("funding-not-understood", Severity.INFO, message, row.place.address)

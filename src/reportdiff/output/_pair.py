"""Everything that is known of two editions, wherever it came from: what a summary is made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportdiff.model import Comparison, Facts, Finding, PairChanges, Programme, Report
from reportdiff.output._provenance import Provenance


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions of one series and language, their correspondences, facts and changes.

    `series_findings` are the audit's on the new edition that no pair could see; `programmes` those of
    the whole series, empty where only the two editions are known. `provenance` is what the store holds
    beside.
    """

    old: Report
    new: Report
    comparison: Comparison
    old_facts: Facts
    new_facts: Facts
    changes: PairChanges
    series_title: str | None = None
    sample: bool = False
    series_findings: tuple[Finding, ...] = ()
    programmes: tuple[Programme, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

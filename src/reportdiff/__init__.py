"""reportdiff: what happened to each subject since last year's report."""

from __future__ import annotations

from reportdiff.alignment import align, compare
from reportdiff.facts import extract_facts
from reportdiff.model import Comparison, Facts, Link, Paragraph, Report, Section
from reportdiff.reading import read_report

__all__ = [
    "Comparison",
    "Facts",
    "Link",
    "Paragraph",
    "Report",
    "Section",
    "align",
    "compare",
    "extract_facts",
    "read_report",
]

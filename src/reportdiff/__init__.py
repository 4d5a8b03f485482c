"""reportdiff: what happened to each subject since last year's report.

    report = reportdiff.read_report("2016.txt")
    comparison = reportdiff.compare(reportdiff.read_report("2015.txt"), report)
    facts = reportdiff.extract_facts(report)

Names are looked up when first used, so that a query does not wait for the aligner to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOME = {"align": "alignment", "compare": "alignment", "extract_facts": "facts", "read_report": "reading"}


def __getattr__(name: str) -> object:
    if name == "textdiff":
        return import_module("reportdiff.textdiff")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"reportdiff.{_HOME.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

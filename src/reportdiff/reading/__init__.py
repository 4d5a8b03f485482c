"""A file to a report: text, PDF, DOCX or HTML, in any language."""

from reportdiff.reading._report import VERSION, read_report

__all__ = ["VERSION", "read_report"]

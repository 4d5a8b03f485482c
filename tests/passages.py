"""Reports of a few paragraphs, for tests of what is read from them."""

from __future__ import annotations

from reportdiff.model import Account, Kind, Meta, Paragraph, Report, Section


def report_of(
    language: str, *texts: str, heading: str | None = None, edition: str = "2021", kind: Kind = Kind.BODY
) -> Report:
    """A report whose paragraphs 1, 2, … are the texts, under one heading if one is given."""
    section = "s1" if heading else None
    paragraphs = tuple(
        Paragraph(str(number), number, None, section, kind, text)
        for number, text in enumerate(texts, start=1)
    )
    sections = (Section("s1", None, 1, None, heading),) if heading else ()
    return Report("test", edition, language, None, None, Meta(), sections, paragraphs, (), Account())

"""One report's facts: quantities, treaty counts, funding, donors, programmes, each with its words."""

from reportdiff.facts._extract import VERSION, extract_facts

__all__ = ["VERSION", "extract_facts"]

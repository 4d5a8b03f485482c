"""Editions from a document system, by symbol: politely, and trusting nothing that comes.

The only part of reportdiff that uses the network, and only when it is asked to.
"""

from reportdiff.fetch._client import Limits
from reportdiff.fetch._clock import Clock
from reportdiff.fetch._fetch import Fetched, Outcome, Result, Wish, fetch_editions, planned_documents
from reportdiff.fetch._manifest import MANIFEST_FILE, Record, read_manifest
from reportdiff.fetch._plan import Document

__all__ = [
    "MANIFEST_FILE",
    "Clock",
    "Document",
    "Fetched",
    "Limits",
    "Outcome",
    "Record",
    "Result",
    "Wish",
    "fetch_editions",
    "planned_documents",
    "read_manifest",
]

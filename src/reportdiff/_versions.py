"""The version of each stage's results: raised whenever the same input gives another result."""

from __future__ import annotations

VERSIONS = {
    "reading": "reading/3",
    "facts": "facts/7",
    "alignment": "alignment/3",
    "history": "history/6",
}

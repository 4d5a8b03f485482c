"""The version of each stage's results: raised whenever the same input gives another result."""

from __future__ import annotations

VERSIONS = {
    "reading": "reading/2",
    "facts": "facts/2",
    "alignment": "alignment/3",
    "history": "history/4",
}

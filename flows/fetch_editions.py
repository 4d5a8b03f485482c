"""Looking for new editions, for schedulers and for `python flows/fetch_editions.py`."""

from __future__ import annotations

from reportdiff._prefect import quiet_prefect
from reportdiff.operations import fetch_editions

__all__ = ["fetch_editions"]

if __name__ == "__main__":
    with quiet_prefect():
        fetch_editions()

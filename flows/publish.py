"""Publishing, for schedulers and for `python flows/publish.py`."""

from __future__ import annotations

from reportdiff._prefect import quiet_prefect
from reportdiff.operations import publish

__all__ = ["publish"]

if __name__ == "__main__":
    with quiet_prefect():
        publish("public/reports")

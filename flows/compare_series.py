"""The main job for schedulers and for `python flows/compare_series.py`; deployments name `compare_series`."""

from __future__ import annotations

from reportdiff._prefect import quiet_prefect
from reportdiff.operations import compare_series

__all__ = ["compare_series"]

if __name__ == "__main__":
    with quiet_prefect():
        compare_series()

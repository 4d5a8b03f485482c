"""Flows that a Prefect server runs again and again, and the one process that serves them.

`flows/` holds the entry points that deployments name; `reportdiff serve` needs nothing but this package.
"""

from reportdiff.operations._automation import LOST_RUNS, watch_lost_runs
from reportdiff.operations._compare import compare_series
from reportdiff.operations._deployments import DEPLOYMENTS, Planned
from reportdiff.operations._fetch import fetch_editions
from reportdiff.operations._notify import NOTIFY, tell_of_completion, tell_of_failure
from reportdiff.operations._publish import publish
from reportdiff.operations._serve import Place, serve

__all__ = [
    "DEPLOYMENTS",
    "LOST_RUNS",
    "NOTIFY",
    "Place",
    "Planned",
    "compare_series",
    "fetch_editions",
    "publish",
    "serve",
    "tell_of_completion",
    "tell_of_failure",
    "watch_lost_runs",
]

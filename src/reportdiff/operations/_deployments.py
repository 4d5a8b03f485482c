"""The deployments: what runs, when, and how many runs of it at once. `prefect.yaml` says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.flows import Flow

from reportdiff.operations._compare import compare_series
from reportdiff.operations._fetch import fetch_editions
from reportdiff.operations._publish import publish

TIME_ZONE = "Europe/Vienna"

COMPARING = "compare-series/compare-series"
"""The deployment that a fetch starts for each series of which something came."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One deployment.

    Attributes:
        flow: What runs; the deployment has its name.
        cron: When.
        parameters: What its runs are given.
    """

    flow: Flow[..., Any]
    cron: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The flow's, and the deployment's."""
        return self.flow.name

    @property
    def description(self) -> str:
        """What it does, in one sentence."""
        return (self.flow.__doc__ or "").strip().splitlines()[0]


# A fetch starts the comparison of what came. The weekly comparison is for what came by hand, and for what
# a run that was killed left; where there is nothing new it ends at once, and so does publishing.
DEPLOYMENTS = (
    Planned(fetch_editions, "0 4 * * 1", {"deployment": COMPARING}),
    Planned(compare_series, "0 7 * * 1"),
    Planned(publish, "0 8 * * *", {"to": "public/reports"}),
)

TAGS = ("reportdiff",)

# One run of each at a time, the next ones in a queue: two would wait for each other's lock, one of them with
# a process that does nothing. The lock itself (`run_lock`) also holds between deployments and machines.
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)

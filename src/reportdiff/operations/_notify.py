"""Telling somebody, through a webhook block of Prefect, that a run failed or found important changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from prefect import State
from prefect.blocks.webhook import Webhook
from prefect.utilities.urls import url_for

from reportdiff.artifacts import news_of
from reportdiff.pipeline import Outcome

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.schemas.objects import FlowRun

NOTIFY = "REPORTDIFF_NOTIFY"
"""Names the block where a run's parameter `notify` does not."""


async def tell_of_failure(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Tell that a run failed or crashed: a hook of flows."""
    await _tell(flow, flow_run, state, state.message or "no reason is known")


async def tell_of_completion(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Tell of important changes that a run found, if it found any: a hook of flows."""
    if not _block_of(flow_run):
        return
    outcome = await state.aresult(raise_on_failure=False)
    if isinstance(outcome, Outcome) and (line := news_of(outcome.job.database, outcome.run).line):
        await _tell(flow, flow_run, state, line)


def _block_of(flow_run: FlowRun) -> str | None:
    """The name of the block that hears of a run, if any does."""
    return flow_run.parameters.get("notify") or os.environ.get(NOTIFY)


async def _tell(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any], message: str) -> None:
    name = _block_of(flow_run)
    if not name:
        return
    block: Webhook = await Webhook.aload(name)
    response = await block.call(_payload(flow, flow_run, state, message))
    response.raise_for_status()


def _payload(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any], message: str) -> dict[str, str]:
    """What is sent, as JSON; `text` alone is what Slack, Mattermost and others show."""
    address = url_for("flow-run", obj_id=flow_run.id) or ""
    return {
        "text": " ".join(f"{flow.name} {flow_run.name}: {state.name}: {message} {address}".split()),
        "flow": flow.name,
        "run": flow_run.name,
        "state": state.name or state.type.value,
        "message": message,
        "url": address,
    }

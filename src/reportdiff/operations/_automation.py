"""Runs whose process or machine is gone: Prefect leaves them running, an automation does not."""

from __future__ import annotations

import json
from importlib.resources import files
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import ObjectNotFound

from reportdiff.errors import ReportdiffError

HEARTBEAT_SECONDS = 30
"""How often a run gives a sign of life; Prefect takes no smaller number."""

LOST_RUNS = AutomationCore.model_validate(
    json.loads(files("reportdiff.operations").joinpath("data/lost_runs.json").read_text(encoding="utf-8"))
)
"""Marks a run of ours as crashed that has given no sign of life for three heartbeats."""

_PAYLOAD = json.dumps(
    {
        "text": "{{ flow.name }} {{ flow_run.name }}: it gave no sign of life and is marked as crashed "
        "{{ flow_run|ui_url }}",
        "flow": "{{ flow.name }}",
        "run": "{{ flow_run.name }}",
        "state": "Crashed",
        "message": "it gave no sign of life",
        "url": "{{ flow_run|ui_url }}",
    }
)


def watch_lost_runs(client: SyncPrefectClient, notify: str | None = None) -> None:
    """See to it that a server marks lost runs: once, however often this is called.

    Args:
        client: Of the server.
        notify: Name of the webhook block that hears of them; nobody does if left out.

    Raises:
        ReportdiffError: The server has no such block.
    """
    automation = LOST_RUNS.model_copy()
    if notify is not None:
        told = CallWebhook(block_document_id=_block(client, notify), payload=_PAYLOAD)
        automation = LOST_RUNS.model_copy(update={"actions": [*LOST_RUNS.actions, told]})
    known = client.read_automations_by_name(LOST_RUNS.name)
    if known:
        client.update_automation(known[0].id, automation)
    else:
        client.create_automation(automation)


def _block(client: SyncPrefectClient, name: str) -> UUID:
    try:
        found = client.read_block_document_by_name(name, "webhook").id
    except ObjectNotFound:
        found = None
    if found is None:
        raise ReportdiffError(
            f"the Prefect server has no webhook block “{name}”",
            advice="make one on its page Blocks, or as docs/operations.md shows",
        )
    return found

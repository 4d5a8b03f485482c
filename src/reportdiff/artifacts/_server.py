"""Whether there is a server to leave something on, and leaving it without ever failing a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prefect import get_run_logger
from prefect.context import FlowRunContext

from reportdiff._prefect import is_quiet


def server_lasts() -> bool:
    """Whether this is a run under a server that stays after it, so that somebody can look."""
    return FlowRunContext.get() is not None and not is_quiet()


def leave(make: Callable[..., Any], **given: Any) -> Any:  # noqa: ANN401 - Prefect's functions
    """What `make` made on the server; None where it could not: the work is done all the same."""
    try:
        return make(**given)
    except Exception as failure:  # of the network, the server, or its database
        get_run_logger().warning("nothing left on the server (%s)", type(failure).__name__)
        return None

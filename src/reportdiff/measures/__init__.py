"""How the measures of funding hang together: which share is whose, which parts make up which whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Share", "Sum", "shares", "sums"]


@dataclass(frozen=True, slots=True)
class Share:
    """Whose share a measure of shares is, and which measures it may be a share of."""

    part: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that make up one of the wholes, with or without any of what stands beside them."""

    parts: tuple[str, ...]
    beside: tuple[str, ...]
    wholes: tuple[str, ...]


@cache
def shares() -> Mapping[str, Share]:
    """The measures that are shares, by name."""
    return {name: Share(entry["part"], tuple(entry["of"])) for name, entry in _data()["shares"].items()}


@cache
def sums() -> tuple[Sum, ...]:
    """The sums that measures make."""
    return tuple(
        Sum(tuple(entry["parts"]), tuple(entry["beside"]), tuple(entry["wholes"]))
        for entry in _data()["sums"]
    )


@cache
def _data() -> dict[str, Any]:
    file = resources.files("reportdiff.measures") / "data" / "measures.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))

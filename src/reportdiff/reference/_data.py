"""What is known of the lists themselves: their instruments, marks, and participants that are no States."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from reportdiff.language.places import is_state, place_at


def instrument_of(name: str) -> str | None:
    """The instrument that a list is of, by the list's name; None where reports count no parties of it."""
    return _said("instruments").get(name)


def known_instruments() -> list[str]:
    """The instruments that there are lists of, in the depositary's order."""
    return list(dict.fromkeys(_said("instruments").values()))


def acts() -> Mapping[str, str]:
    """What each mark behind a date says."""
    return _said("acts")


def kind_and_code(participant: str) -> tuple[str, str | None]:
    """`state`, `organization` or `other`, and the ISO 3166-1 alpha-3 code of a State."""
    if participant in _said("organizations")["names"]:
        return "organization", None
    code = _codes().get(participant) or _code_of_place(participant)
    return ("other", None) if code is None else ("state", code)


def _code_of_place(participant: str) -> str | None:
    found = place_at(participant, "en", 0)
    whole = found is not None and found.end == len(participant) and is_state(found.key)
    return found.key if found is not None and whole else None


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in _said("states").items() for name in names}


@cache
def _tables() -> dict[str, Any]:
    file = resources.files("reportdiff.reference") / "data" / "lists.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _said(table: str) -> dict[str, Any]:
    found: dict[str, Any] = _tables()[table]
    return found

"""Encodings that texts of a script came in before Unicode, and how the right one is told.

The knowledge is data in `data/<language>/encoding.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Encoding:
    """One encoding of a script of letters.

    Args:
        name: Its name in Python.
        frequent: Letters that make most of any text of the script.
        share: The least share of them in the letters of a text.
    """

    name: str
    frequent: frozenset[str]
    share: float


@cache
def encodings() -> tuple[Encoding, ...]:
    """The encodings of all scripts of letters that we hold data for."""
    folders = sorted((resources.files("reportdiff.language") / "data").iterdir(), key=lambda one: one.name)
    files = [folder / "encoding.toml" for folder in folders]
    held = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.is_file()]
    return tuple(
        Encoding(name, frozenset(one["frequent"]), float(one["share"]))
        for one in held
        for name in one["encodings"]
    )

"""Encodings that texts of a script came in before Unicode, and how the right one is told.

The knowledge is data in `data/<language>/encoding.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a text in Chinese is full of.

    Args:
        characters: Characters of grammar, simplified and traditional.
        share: The least share of them in the Chinese characters of a text.
    """

    characters: frozenset[str]
    share: float


@cache
def encodings() -> tuple[Encoding, ...]:
    """The encodings of all scripts of letters that we hold data for."""
    folders = sorted((resources.files("reportdiff.language") / "data").iterdir(), key=lambda one: one.name)
    held = [_data(folder.name) for folder in folders]
    return tuple(
        Encoding(name, frozenset(one["frequent"]), float(one["share"]))
        for one in held
        for name in one.get("encodings", ())
    )


@cache
def chinese_grammar() -> Grammar:
    """What tells a text in Chinese from one that is read as Chinese by mistake."""
    held = _data("zh")
    return Grammar(frozenset(held["grammar"]), float(held["grammar_share"]))


@cache
def western_languages() -> frozenset[str]:
    """The languages (ISO 639) that Windows-1252 has all letters of."""
    return frozenset(_data("und")["western"])


def _data(language: str) -> dict[str, Any]:
    """The data on encodings of one language, empty where there is none."""
    file = resources.files("reportdiff.language") / "data" / language / "encoding.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

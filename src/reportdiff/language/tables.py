"""What the project knows of a language, as tables read from `data/<language>/<concept>.toml`."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=256)
def primary(language: str | None) -> str:
    """The primary subtag of a BCP 47 code, in lower case: `zh` of `zh-Hans`."""
    return (language or "").lower().replace("_", "-").split("-")[0]


@cache
def table(language: str | None, concept: str) -> dict[str, Any]:
    """The table of one concept in one language; empty where we hold none.

    Args:
        language: BCP 47 code; only its primary subtag counts.
        concept: the name of the file without its ending: `numbers`, `units`, `treaties`, …
    """
    code = primary(language)
    if not (code.isascii() and code.isalpha()):
        return {}
    file = resources.files("reportdiff.language") / "data" / code / f"{concept}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

"""Stable names of things: slugs."""

from __future__ import annotations

import re
import unicodedata

_LATIN = re.compile(r"[a-z0-9]+")
_NO_WORD = re.compile(r"[\W_]+")


def slug(name: str) -> str:
    """The name in small letters with hyphens: Latin letters without accents, other scripts as they are."""
    folded = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    latin = _LATIN.findall(plain.replace("'", "").replace("’", ""))
    if latin and sum(map(len, latin)) * 2 > sum(map(str.isalnum, plain)):
        return "-".join(latin)
    return _NO_WORD.sub("-", unicodedata.normalize("NFKC", name.lower())).strip("-")

"""Names of States and regions in a language: ISO 3166-1 alpha-3 codes and slugs of regions.

Names come from Unicode's locale data (by babel) and from our own table of the long forms that the United
Nations print (`data/<language>/places.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from reportdiff.language.folding import folded
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.tables import primary, table

_NOT_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ"})
_IGNORED = "-"
_WORD = re.compile(r"[^\W\d_]{3,}(?!\w|-)")


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2."""
    aliases = get_global("territory_aliases")
    pairs = ((name, codes) for name, codes in aliases.items() if len(name) == 3 and name.isalpha())
    return {codes[0]: name for name, codes in pairs if len(codes) == 1 and len(codes[0]) == 2} | _AMENDED


# Codes that the locale data list under an older or a shared name.
_AMENDED = {
    "FR": "FRA",
    "CD": "COD",
    "TL": "TLS",
    "MM": "MMR",
    "RO": "ROU",
    "YE": "YEM",
    "DE": "DEU",
    "RS": "SRB",
    "ME": "MNE",
}


def places_in(text: str, language: str | None, start: int = 0, end: int | None = None) -> list[Term]:
    """The States and regions that a text names; keys are alpha-3 codes or slugs of regions."""
    return [term for term in _lexicon(primary(language)).find(text, start, end) if term.key != _IGNORED]


def place_at(text: str, language: str | None, start: int) -> Term | None:
    """The State or region whose name begins exactly here."""
    term = _lexicon(primary(language)).at(text, start)
    return term if term and term.key != _IGNORED else None


def is_state(key: str) -> bool:
    """Whether the key of a place is a State's (regions are in small letters)."""
    return key.isupper()


@cache
def _lexicon(code: str) -> Lexicon:
    data = table(code, "places")
    names: dict[str, list[str]] = {_IGNORED: list(data.get("ignored", []))}  # first: these are no States
    names |= {key: list(said) for key, said in data.get("states", {}).items()}
    for key, said in _from_locale(code).items():
        names.setdefault(key, []).extend(said)
    names.update({key: list(said) for key, said in data.get("regions", {}).items()})
    endings = [(re.compile(rf"(?:{ending})\Z"), forms) for ending, forms in data.get("endings", [])]
    names = {key: [_in_all_cases(name, endings) for name in said] for key, said in names.items()}
    names = {key: _with_fused(said, data.get("fused", {})) for key, said in names.items()}
    return Lexicon(names, clitics=data.get("clitics", ""), exact_case=True)


def _with_fused(names: list[str], fused: dict[str, str]) -> list[str]:
    """The names, also as their beginning is written with a preposition: Arabic للأردن for ل and الأردن."""
    return names + [
        written + name.removeprefix(article)
        for article, written in fused.items()
        for name in names
        if name.startswith(article)
    ]


def _in_all_cases(name: str, endings: Sequence[tuple[re.Pattern[str], str]]) -> str:
    """The name with the endings of its words in each case, the first that fits counts."""
    return name if "*" in name or "[" in name else _WORD.sub(lambda word: _declined(word[0], endings), name)


def _declined(word: str, endings: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for ending, forms in endings:
        if match := ending.search(word):
            return f"{word[: match.start()]}[{forms}]"
    return word


def _from_locale(code: str) -> dict[str, list[str]]:
    try:
        territories = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):
        return {}
    codes = alpha3()
    return {
        codes[two]: [folded(name, code).text.split("(")[0].strip()]
        for two, name in territories.items()
        if two in codes and two not in _NOT_STATES and " - " not in name and "（" not in name
    }

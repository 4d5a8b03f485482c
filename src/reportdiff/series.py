"""What a series says of itself: series.toml (title, languages, symbols, sample) and aliases.toml."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportdiff.errors import SeriesFileError

SERIES_FILE = "series.toml"
ALIASES_FILE = "aliases.toml"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Series:
    """What series.toml says; a folder without one is a series named after itself.

    `symbols` are patterns of document symbols with `{year}` and `{next_year}`, `symbol_exceptions`
    the symbols of editions that do not follow them. `editions` are names of editions that would be taken for
    another version of one. `aliases` are slugs of donors and programmes by name
    as printed, which make one subject of its names in several editions and languages.
    """

    id: str
    title: str | None = None
    description: str | None = None
    reference_language: str | None = None
    languages: tuple[str, ...] = ()
    sample: bool = False
    editions: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    symbol_exceptions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def symbol(self, edition: str) -> str | None:
        """What the edition is cited by: its symbols joined by a dash, None where unknown."""
        if edition in self.symbol_exceptions:
            return "–".join(self.symbol_exceptions[edition])
        year = re.match(r"\d{4}", edition)
        if year is None or not self.symbols:
            return None
        values = {"year": year[0], "next_year": str(int(year[0]) + 1)}
        return "–".join(pattern.format_map(values) for pattern in self.symbols)


def read_series_file(folder: Path) -> Series:
    """The series that a folder describes.

    Raises:
        SeriesFileError: series.toml or aliases.toml is not TOML, or says what cannot be understood.
    """
    source = f"{folder.name}/{SERIES_FILE}"
    series = _series(folder.name, _table(folder / SERIES_FILE, source), source)
    return replace(series, aliases=_aliases(folder))


def _table(path: Path, source: str) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as failure:
        raise SeriesFileError(
            f"it is not valid TOML: {failure}", path=source, advice="correct that place"
        ) from None
    except (OSError, UnicodeDecodeError):
        raise SeriesFileError(
            "it is not readable UTF-8 text", path=source, advice="save it as UTF-8"
        ) from None


def _aliases(folder: Path) -> dict[str, str]:
    source = f"{folder.name}/{ALIASES_FILE}"
    aliases = _table(folder / ALIASES_FILE, source)
    for name, slug in aliases.items():
        if not isinstance(slug, str) or not slug:
            raise SeriesFileError(f"“{name}” stands for no name", path=source, advice="write one in quotes")
    return aliases


_FIELDS: dict[str, type] = {
    "title": str,
    "description": str,
    "reference_language": str,
    "languages": list,
    "sample": bool,
    "editions": list,
    "symbols": dict,
}


def _series(name: str, table: Mapping[str, Any], source: str) -> Series:
    for key, value in table.items():
        if key not in _FIELDS:
            close = difflib.get_close_matches(key, _FIELDS, n=1)
            advice = f"did you mean “{close[0]}”?" if close else f"the keys are {', '.join(_FIELDS)}"
            raise SeriesFileError(f"unknown key “{key}”", path=source, advice=advice)
        if not isinstance(value, _FIELDS[key]):
            wanted = {str: "text in quotes", list: "a list", bool: "true or false", dict: "a table"}
            raise SeriesFileError(f"“{key}” is not {wanted[_FIELDS[key]]}", path=source, advice="correct it")
    languages = _strings(table.get("languages", []), "languages", source)
    reference = table.get("reference_language")
    for language in (*languages, *([reference] if reference else [])):
        if not LANGUAGE_CODE.match(language):
            raise SeriesFileError(
                f"“{language}” is no language code", path=source, advice="write one such as “zh”"
            )
    if reference and languages and reference not in languages:
        raise SeriesFileError(
            f"the reference language “{reference}” is not among its languages",
            path=source,
            advice="add it to them",
        )
    symbols = dict(table.get("symbols", {}))
    exceptions = symbols.pop("exceptions", {})
    patterns = _strings(symbols.pop("pattern", []), "symbols.pattern", source)
    if symbols or not isinstance(exceptions, dict):
        raise SeriesFileError(
            "“symbols” holds more than pattern and exceptions", path=source, advice="correct it"
        )
    _check_patterns(patterns, source)
    return Series(
        id=name,
        title=table.get("title"),
        description=table.get("description"),
        reference_language=reference,
        languages=languages,
        sample=table.get("sample", False),
        editions=_strings(table.get("editions", []), "editions", source),
        symbols=patterns,
        symbol_exceptions={
            str(edition): _strings(value, "symbols.exceptions", source)
            for edition, value in exceptions.items()
        },
    )


def _strings(value: object, key: str, source: str) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise SeriesFileError(f"“{key}” is not text or a list of texts", path=source, advice="correct it")
    return tuple(items)


def _check_patterns(patterns: tuple[str, ...], source: str) -> None:
    for pattern in patterns:
        unknown = set(re.findall(r"\{([^}]*)\}", pattern)) - {"year", "next_year"}
        if unknown or pattern.count("{") != pattern.count("}"):
            raise SeriesFileError(
                f"the pattern “{pattern}” holds more than {{year}} and {{next_year}}",
                path=source,
                advice="correct it",
            )

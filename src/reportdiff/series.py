"""What a series says of itself: series.toml (title, languages, symbols, sample) and aliases.toml."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportdiff._regular import bytes_inside
from reportdiff.errors import SeriesFileError

SERIES_FILE = "series.toml"
ALIASES_FILE = "aliases.toml"
_LARGEST = 1 << 20
_YEAR = re.compile(r"[0-9]{4}")
_YEARS = re.compile(r"(?P<first>[0-9]{4})\.\.(?P<last>[0-9]{4})")
_PLACE = re.compile(r"\{(?:next_year|year(?P<more>[+-][0-9]{1,4})?)\}")
_LONGEST = 100
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Series:
    """What series.toml says; a folder without one is a series named after itself.

    `symbols` are patterns of document symbols with `{year}`, `{next_year}` and `{year-1945}`,
    `symbol_exceptions` those of editions, or of years `1998..2007`, that do not follow them. `corrigenda`
    are the symbols of each edition's corrigenda, in order. `editions` are names of editions that would be
    taken for another version of one. `aliases` are slugs of donors and programmes by name as printed,
    which make one subject of its names in several editions and languages.
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
    corrigenda: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def symbol(self, edition: str) -> str | None:
        """What the edition is cited by: its symbols joined by a dash, None where unknown."""
        return "–".join(self.symbols_of(edition)) or None

    def symbols_of(self, edition: str) -> tuple[str, ...]:
        """The symbols that the one document of an edition bears; none where unknown."""
        found = _YEAR.match(edition)
        year = int(found[0]) if found else None
        patterns = self._patterns_of(edition, year)
        if year is None:
            return tuple(pattern for pattern in patterns if "{" not in pattern)
        return tuple(_filled(pattern, year) for pattern in patterns)

    def _patterns_of(self, edition: str, year: int | None) -> tuple[str, ...]:
        if edition in self.symbol_exceptions:
            return self.symbol_exceptions[edition]
        if year is None:
            return ()
        for years, patterns in self.symbol_exceptions.items():
            span = _YEARS.fullmatch(years)
            if span and int(span["first"]) <= year <= int(span["last"]):
                return patterns
        return self.symbols


def _filled(pattern: str, year: int) -> str:
    def value(place: re.Match[str]) -> str:
        return str(year + 1 if place[0] == "{next_year}" else year + int(place["more"] or 0))

    return _PLACE.sub(value, pattern)


def read_series_file(folder: Path) -> Series:
    """The series that a folder describes.

    Raises:
        SeriesFileError: series.toml or aliases.toml is not TOML, or says what cannot be understood.
    """
    source = f"{folder.name}/{SERIES_FILE}"
    series = _series(folder.name, _table(folder / SERIES_FILE, source), source)
    return replace(series, aliases=_aliases(folder))


def _table(path: Path, source: str) -> dict[str, Any]:
    try:
        data = bytes_inside(path, path.parent.parent, _LARGEST + 1)
        if data is None:
            return {}
        if len(data) > _LARGEST:
            raise SeriesFileError("it is larger than 1 MB", path=source, advice="shorten it")
        return tomllib.loads(data.decode("utf-8"))
    except OSError as failure:
        raise SeriesFileError(
            f"it cannot be read ({failure.strerror})", path=source, advice="put a file in its place"
        ) from None
    except UnicodeDecodeError:
        raise SeriesFileError(
            "it is not readable UTF-8 text", path=source, advice="save it as UTF-8"
        ) from None
    except (ValueError, RecursionError) as failure:  # a number of thousands of digits, a list of lists of …
        problem = f"it is not valid TOML: {failure}"
        raise SeriesFileError(problem, path=source, advice="correct that place") from None


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
    exceptions, corrigenda = symbols.pop("exceptions", {}), symbols.pop("corrigenda", {})
    patterns = _symbols(symbols.pop("pattern", []), "symbols.pattern", source)
    if symbols or not isinstance(exceptions, dict) or not isinstance(corrigenda, dict):
        raise SeriesFileError(
            "“symbols” holds more than pattern and the tables exceptions and corrigenda",
            path=source,
            advice="correct it",
        )
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
            _edition_name(edition, source, years=True): _symbols(value, "symbols.exceptions", source)
            for edition, value in exceptions.items()
        },
        corrigenda={
            _edition_name(edition, source): _corrigenda(value, source)
            for edition, value in corrigenda.items()
        },
    )


def _edition_name(name: str, source: str, *, years: bool = False) -> str:
    """The name of an edition, which is that of a file; or a span of years."""
    if years and _YEARS.fullmatch(name):
        return name
    fits = 0 < len(name) <= _LONGEST and name.isprintable() and name.strip() == name
    if not fits or name.startswith(".") or ".." in name or not {"/", "\\"}.isdisjoint(name):
        raise SeriesFileError(
            f"{name[:_LONGEST]!a} under symbols is no name of an edition",
            path=source,
            advice="write one such as “2016”" + (" or years such as “1998..2007”" if years else ""),
        )
    return name


def _corrigenda(value: object, source: str) -> tuple[tuple[str, ...], ...]:
    """The symbols of each corrigendum; one that bears several is a list in the list."""
    items = value if isinstance(value, list) else [value]
    return tuple(_symbols(item, "symbols.corrigenda", source) for item in items)


def _strings(value: object, key: str, source: str) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise SeriesFileError(f"“{key}” is not text or a list of texts", path=source, advice="correct it")
    return tuple(items)


def _symbols(value: object, key: str, source: str) -> tuple[str, ...]:
    patterns = _strings(value, key, source)
    for pattern in patterns:
        if not 0 < len(pattern) <= _LONGEST or not pattern.isprintable() or pattern.strip() != pattern:
            raise SeriesFileError(
                f"{pattern[:_LONGEST]!a} in “{key}” is no document symbol",
                path=source,
                advice="write one such as “E/CN.7/{next_year}/3”",
            )
        rest = _PLACE.sub("", pattern)
        if "{" in rest or "}" in rest:
            raise SeriesFileError(
                f"the pattern “{pattern}” holds more than {{year}} and {{next_year}}",
                path=source,
                advice="correct it; a number reckoned from the year is written {year-1945}",
            )
    return patterns

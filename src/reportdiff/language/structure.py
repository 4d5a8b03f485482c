"""What is known of how reports are laid out in each language: labels, words for parts, sentence ends.

The knowledge is data in `data/<language>/structure.toml`; `data/und/structure.toml` holds what is
common to all languages and is all that is used for a language without a file of its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_COMMON = "und"
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """One way of numbering, such as `(a)` or `一.`.

    Args:
        name: Its stable name.
        numerals: How values are written: `arabic`, `arabic-letter` (`1A`), `decimal`, `roman-upper`,
            `roman-lower`, `cjk`,
            `inserted` (a number and a word of `sequence`), or empty where `sequence` lists them in order.
        sequence: The values in order, the first stands for 1.
        forms: The printed forms with `{}` for the value.
        serves: What it can number: `heading`, `paragraph`, `item`.
    """

    name: str
    numerals: str
    sequence: tuple[str, ...]
    forms: tuple[str, ...]
    serves: frozenset[str]


@dataclass(frozen=True, slots=True)
class StructureRules:
    """How reports are built in one language. Words are compared folded to lower case.

    Args:
        language: The code the rules are for.
        spaced: Whether words are separated by spaces, so that lines join with one.
        sentence_end: Marks that end a sentence.
        clause_end: Marks after which a text goes on or an item of a list ends.
        summary: Headings of a summary.
        annex: Words that open an annex, alone or with a label.
        appendix: Words that open an appendix to an annex, or, where no annex is open, an annex.
        enclosure: Words that open an enclosure to an annex or letter.
        contents: Headings of a table of contents.
        annex_title: Patterns of a title that opens an annex and names it.
        caption: Words that open the caption of a figure or table.
        session, agenda_item: Patterns of a whole line of front matter.
        masthead: Patterns of whole lines above a title that say nothing of the report.
        period: Patterns one of whose groups is the period a report covers; `{month}` and `{year}` stand
            for the name of a month and the digits of a year.
        title_period: Such patterns for titles.
        this_report: Words by which a report speaks of itself.
        dates: Patterns with the groups `year`, `month` (a name of `months`, or a number) and `day`.
        months: Names of months with their numbers.
        labels: Ways of numbering.
    """

    language: str
    spaced: bool
    sentence_end: str
    clause_end: str
    summary: frozenset[str]
    annex: tuple[str, ...]
    appendix: tuple[str, ...]
    enclosure: tuple[str, ...]
    contents: frozenset[str]
    annex_title: tuple[re.Pattern[str], ...]
    caption: tuple[str, ...]
    session: tuple[re.Pattern[str], ...]
    agenda_item: tuple[re.Pattern[str], ...]
    masthead: tuple[re.Pattern[str], ...]
    period: tuple[re.Pattern[str], ...]
    title_period: tuple[re.Pattern[str], ...]
    this_report: tuple[str, ...]
    dates: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    labels: tuple[LabelStyle, ...]


@cache
def known_languages() -> frozenset[str]:
    """The codes of the languages that have structure data of their own."""
    folders = (resources.files("reportdiff.language") / "data").iterdir()
    return frozenset(folder.name for folder in folders if (folder / "structure.toml").is_file()) - {_COMMON}


@cache
def hyphened_words(language: str) -> re.Pattern[str]:
    """Words of a language that are written with a hyphen, however lines break them; none where unknown."""
    primary = _primary(language)
    patterns = _read(primary).get("hyphened", ()) if primary in known_languages() else ()
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)", re.IGNORECASE)


@cache
def words_of_one_letter(language: str | None) -> frozenset[str]:
    """Letters that are words in a language; in any known one where it is not said or not known."""
    primary = _primary(language or _COMMON)
    codes = {primary} & known_languages() or known_languages()
    return frozenset(letter for code in codes for letter in _read(code).get("letter_words", ()))


@cache
def structure_rules(language: str | None) -> StructureRules:
    """The rules of a language (BCP 47), or the common ones for a language that we hold no data for."""
    primary = _primary(language or _COMMON)
    common = _read(_COMMON)
    own = _read(primary) if primary in known_languages() else {}
    return StructureRules(
        language=language or _COMMON,
        spaced=bool(own.get("spaced", common["spaced"])),
        sentence_end=common["sentence_end"] + own.get("sentence_end", ""),
        clause_end=common["clause_end"] + own.get("clause_end", ""),
        summary=frozenset(_words(own, "summary")),
        annex=_words(own, "annex"),
        appendix=_words(own, "appendix"),
        enclosure=_words(own, "enclosure"),
        contents=frozenset(_words(own, "contents")),
        annex_title=_patterns(own, "annex_title"),
        caption=_words(own, "caption"),
        session=_patterns(own, "session"),
        agenda_item=_patterns(own, "agenda_item"),
        masthead=_patterns(own, "masthead") + _patterns(common, "masthead"),
        period=_patterns(own, "period"),
        title_period=_patterns(own, "title_period"),
        this_report=_words(own, "this_report"),
        dates=_patterns(own, "dates") + _patterns(common, "dates"),
        months={name.casefold(): number for name, number in own.get("months", {}).items()},
        labels=tuple(_style(entry) for entry in [*own.get("label", []), *common["label"]]),
    )


def _primary(language: str) -> str:
    """The code of the language alone, without script or region."""
    return language.lower().replace("_", "-").split("-")[0]


def _read(folder: str) -> dict[str, Any]:
    file = resources.files("reportdiff.language") / "data" / folder / "structure.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _words(data: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in data.get(key, ()))


def _patterns(data: dict[str, Any], key: str) -> tuple[re.Pattern[str], ...]:
    months = "|".join(map(re.escape, data.get("months", ())))
    filled = (
        pattern.replace("{month}", f"(?:{months})").replace("{year}", _YEAR) for pattern in data.get(key, ())
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in filled)


def _style(entry: dict[str, Any]) -> LabelStyle:
    return LabelStyle(
        name=entry["style"],
        numerals=entry.get("numerals", ""),
        sequence=tuple(entry.get("sequence", ())),
        forms=tuple(entry["forms"]),
        serves=frozenset(entry["serves"]),
    )

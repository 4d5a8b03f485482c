"""How a language speaks of programmes, from its table `programmes.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table

SCOPES = ("country", "regional", "global", "initiative")
STATUSES = ("ended", "running", "next-phase", "planned", "new", "continuing")
ANYWHERE, BEFORE, AFTER, BESIDE = "", "before", "after", "beside"
DENIES, DENIED_BY, PLAIN = "denies", "denied_by", "plain"

_YEARS = r"[（(]?\s?(\d{4})\s?{year}\s?[-–—{to}]\s?(\d{4})(?:\s?{year})?\s?[）)]?"


@dataclass(frozen=True, slots=True)
class ProgrammeSay:
    """The words and patterns of one language; the comments of its table tell what each is for.

    `status` finds the cues of each status, with the side of the name that they count on; `denials` what
    denies a cue after it or before it. `years` has the first and the last year as groups.
    """

    kinds: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    heads: Lexicon
    triggers: Lexicon
    demonstratives: tuple[str, ...]
    quantified: tuple[str, ...]
    followers: tuple[str, ...]
    news: tuple[str, ...]
    year_links: tuple[str, ...]
    purposes: Lexicon
    leading: frozenset[str]
    ignored: Lexicon
    whole: frozenset[str]
    generic: Lexicon
    joins: Lexicon
    clauses: Lexicon
    scopes: Mapping[str, Lexicon]
    status: Mapping[str, Lexicon]
    denials: Lexicon
    denial_reach: int
    active: Lexicon
    locatives: Lexicon
    spreading: Lexicon
    toward: Lexicon
    back: Lexicon
    pronouns: Lexicon
    totals: Lexicon
    years: re.Pattern[str]
    known: Lexicon
    known_scopes: Mapping[str, str]


def programme_say(language: str) -> ProgrammeSay:
    """What is known of a language, empty lists for one without a table."""
    return _say(primary(language))


@cache
def _say(code: str) -> ProgrammeSay:
    data = table(code, "programmes")
    known, scopes, status = data.get("known", {}), data.get("scope", {}), data.get("status", {})
    figures, denials = data.get("figures", {}), data.get("denials", {})
    clitics = data.get("clitics", "")

    def words(name: str) -> Lexicon:
        return Lexicon({"": data.get(name, [])}, clitics=clitics)

    return ProgrammeSay(
        kinds=tuple(data.get("kinds", [""])),
        patterns=tuple(re.compile(pattern.replace(" ", r"\s")) for pattern in data.get("patterns", [])),
        heads=Lexicon({"": data.get("heads", [])}),
        triggers=Lexicon({"": data.get("triggers", [])}),
        demonstratives=tuple(data.get("demonstratives", ())) or ("\0",),
        quantified=tuple(data.get("quantified", ())) or ("\0",),
        followers=tuple(data.get("followers", ())) or ("\0",),
        news=tuple(data.get("news", ())),
        year_links=tuple(data.get("year_links", ())),
        purposes=Lexicon({"": data.get("purposes", [])}),
        leading=frozenset(data.get("leading", ())),
        ignored=Lexicon({"": data.get("ignored", [])}, exact_case=True),
        whole=frozenset(data.get("whole", ())),
        generic=Lexicon({"": data.get("generic", [])}),
        joins=words("joins"),
        clauses=Lexicon({"": data.get("clauses", [])}),
        scopes={name: Lexicon({"": scopes.get(name, [])}, clitics=clitics) for name in SCOPES},
        status={name: _cues(status, name, clitics) for name in STATUSES},
        denials=Lexicon({key: denials.get(key, []) for key in (DENIES, DENIED_BY, PLAIN)}, clitics=clitics),
        denial_reach=int(denials.get("reach", 30)),
        active=words("active"),
        locatives=Lexicon({"": data.get("locatives", [])}),
        spreading=words("spreading"),
        toward=Lexicon({"": data.get("toward", [])}),
        back=Lexicon({"": figures.get("back", [])}, clitics=clitics),
        pronouns=Lexicon({"": figures.get("pronouns", [])}, clitics=clitics),
        totals=Lexicon({"": figures.get("totals", [])}, clitics=clitics),
        years=_years(data.get("years", {})),
        known=Lexicon({key: entry["names"] for key, entry in known.items()}, exact_case=True),
        known_scopes={key: entry["scope"] for key, entry in known.items()},
    )


def _cues(status: Mapping[str, list[str]], name: str, clitics: str) -> Lexicon:
    """The cues of one status, by the side of the name that they stand on; `-plain` are no cues."""
    sides = {
        BESIDE: f"{name}-beside",
        BEFORE: f"{name}-before",
        AFTER: f"{name}-after",
        PLAIN: f"{name}-plain",
    }
    return Lexicon(
        {ANYWHERE: status.get(name, [])} | {side: status.get(key, []) for side, key in sides.items()},
        clitics=clitics,
    )


def _years(words: Mapping[str, str]) -> re.Pattern[str]:
    year, to = words.get("year", ""), words.get("to", "")
    return re.compile(_YEARS.replace("{year}", f"{year}?" if year else "").replace("{to}", to))

"""How a language speaks of money: the lists of its `funding.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table

NEUTRAL = "neutral"
"""The measure of money that is none of ours."""


@dataclass(frozen=True, slots=True)
class MoneySay:
    """One lexicon a list of `[say]`, and the words of `[measures]`, `[opening]` and `[parted_…]`.

    `givers` are the organizations and funds that the table of donors knows, `accounted` all words that a
    clause may consist of which tells what a measure amounts to: those of the lists, and of `plain`.
    """

    measures: Lexicon
    opening: Lexicon
    parted_first: Lexicon
    parted_second: Lexicon
    allotted: Lexicon
    link: Lexicon
    level: Lexicon
    change_before: Lexicon
    change_after: Lexicon
    exceeds: Lexicon
    by_as_much: Lexicon
    part: Lexicon
    elsewhere: Lexicon
    standing_at: Lexicon
    aside: Lexicon
    aside_after: Lexicon
    unreal: Lexicon
    since: Lexicon
    respectively: Lexicon
    joining: Lexicon
    compared: Lexicon
    same: Lexicon
    context: Lexicon
    forecast: Lexicon
    estimate: Lexicon
    period: Lexicon
    previous_year: Lexicon
    previous_biennium: Lexicon
    biennium: Lexicon
    share_of: Lexicon
    of_it: Lexicon
    received: Lexicon
    receiving: Lexicon
    not_forecast: Lexicon
    share_verb: Lexicon
    beside: Lexicon
    excursus: Lexicon
    givers: Lexicon
    accounted: Lexicon
    verb_first: bool


def money_say(language: str) -> MoneySay:
    """The lists of one language; empty where we hold none."""
    return _tables(primary(language))


_OF_AMOUNTING = (
    "link", "level", "change_before", "compared", "same", "forecast", "estimate", "period", "previous_year",
    "previous_biennium", "biennium", "share_of", "share_verb", "of_it", "received", "not_forecast", "beside",
    "standing_at", "respectively", "joining", "since", "plain",
)  # fmt: skip


@cache
def _tables(code: str) -> MoneySay:
    data = table(code, "funding")
    clitics, said = data.get("clitics", ""), data.get("say", {})
    lists = {
        field.name: {field.name: said.get(field.name, [])}
        for field in fields(MoneySay)
        if field.name not in ("verb_first", "givers", "accounted")
    }
    by_measure = ("measures", "opening", "parted_first", "parted_second", "allotted")
    lists |= {name: data.get(name, {}) for name in by_measure}
    return MoneySay(
        **{name: Lexicon(words, clitics=clitics) for name, words in lists.items()},
        givers=_givers(code),
        accounted=_accounted(data, clitics),
        verb_first=bool(data.get("verb_first")),
    )


def _givers(code: str) -> Lexicon:
    data = table(code, "donors")
    known = {key: entry["names"] for key, entry in data.get("known", {}).items()}
    return Lexicon(known, clitics=data.get("clitics", ""), exact_case=True)


def _accounted(data: Mapping[str, Any], clitics: str) -> Lexicon:
    said, measures = data.get("say", {}), data.get("measures", {})
    words = [term for name in _OF_AMOUNTING for term in said.get(name, [])]
    words += [term for name, terms in measures.items() if name != NEUTRAL for term in terms]
    for section in ("opening", "allotted"):
        words += [term for terms in data.get(section, {}).values() for term in terms]
    return Lexicon({"": words}, clitics=clitics)

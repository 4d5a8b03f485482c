"""How a language speaks of money: the lists of its `funding.toml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table

NEUTRAL = "neutral"
"""The measure of money that is none of ours."""


@dataclass(frozen=True, slots=True)
class MoneySay:
    """One lexicon a list of `[say]`, and the words of `[measures]` and `[opening]`."""

    measures: Lexicon
    opening: Lexicon
    link: Lexicon
    level: Lexicon
    change_before: Lexicon
    change_after: Lexicon
    part: Lexicon
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
    not_forecast: Lexicon
    share_verb: Lexicon
    beside: Lexicon
    verb_first: bool


def money_say(language: str) -> MoneySay:
    """The lists of one language; empty where we hold none."""
    return _tables(primary(language))


@cache
def _tables(code: str) -> MoneySay:
    data = table(code, "funding")
    clitics, said = data.get("clitics", ""), data.get("say", {})
    lists = {
        field.name: {field.name: said.get(field.name, [])}
        for field in fields(MoneySay)
        if field.name != "verb_first"
    }
    lists |= {name: data.get(name, {}) for name in ("measures", "opening")}
    return MoneySay(
        **{name: Lexicon(words, clitics=clitics) for name, words in lists.items()},
        verb_first=bool(data.get("verb_first")),
    )

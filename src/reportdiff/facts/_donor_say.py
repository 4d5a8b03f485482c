"""How a language speaks of donors: the lists of its `donors.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table


@dataclass(frozen=True, slots=True)
class DonorSay:
    """The lists of one language; the comments of its table tell what each is for."""

    giving: Lexicon
    connectors: Lexicon
    after: Lexicon
    giver: Lexicon
    being: Lexicon
    relative: Lexicon
    ending: Lexicon
    gave: Lexicon
    between: Lexicon
    inserting: Lexicon
    separators: Lexicon
    context: Lexicon
    heads: Lexicon
    known: Lexicon
    kinds: Mapping[str, str]
    joining: Lexicon
    locative: Lexicon
    joined: re.Pattern[str]
    head_first: bool


def donor_say(language: str) -> DonorSay:
    """What is known of a language, empty lists for one without a table."""
    return _say(primary(language))


@cache
def _say(code: str) -> DonorSay:
    data = table(code, "donors")
    clitics = data.get("clitics", "")
    known = data.get("known", {})
    return DonorSay(
        giving=Lexicon({"": data.get("giving", [])}, clitics=clitics),
        connectors=Lexicon({"": data.get("connectors", [])}, clitics=clitics),
        after=Lexicon({"": data.get("after", [])}, clitics=clitics),
        gave=Lexicon({"": data.get("gave", [])}, clitics=clitics),
        giver=Lexicon({"": data.get("giver", [])}, clitics=clitics),
        being=Lexicon({"": data.get("being", [])}, clitics=clitics),
        relative=Lexicon({"": data.get("relative", [])}),
        ending=Lexicon({"": data.get("ending", [])}),
        between=Lexicon({"": data.get("between", [])}, clitics=clitics),
        inserting=Lexicon({"": data.get("inserting", [])}, clitics=clitics),
        separators=Lexicon({"": data.get("separators", [])}, clitics=clitics),
        context=Lexicon({"": data.get("context", [])}, clitics=clitics),
        heads=Lexicon(data.get("kinds", {}), clitics=clitics, exact_case=True),
        known=Lexicon(
            {key: entry["names"] for key, entry in known.items()}, clitics=clitics, exact_case=True
        ),
        kinds={key: entry["kind"] for key, entry in known.items()},
        joining=Lexicon({"": data.get("joining", [])}),
        locative=Lexicon({"": data.get("locative", [])}),
        joined=re.compile(data.get("joined", "(?!)")),
        head_first=data.get("head") == "first",
    )

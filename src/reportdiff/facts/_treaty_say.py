"""The ways of saying how many parties an instrument has, as `treaties.toml` of each language lists them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table


@dataclass(frozen=True, slots=True)
class Say:
    """One lexicon for each list under `[say]`; the comments there tell what each is for."""

    party: Lexicon
    partake: Lexicon
    whereof: Lexicon
    join: Lexicon
    copulas: Lexicon
    leads: Lexicon
    genitive: Lexicon
    that: Lexicon
    plain: Lexicon
    never: Lexicon
    only: Lexicon
    urging: Lexicon
    praise: Lexicon
    within: Lexicon
    articles: Lexicon
    naming: Lexicon
    every: Lexicon
    part_of: Lexicon
    part_after: Lexicon
    shares: Lexicon
    acted: Lexicon
    all_after: Lexicon
    duty: Lexicon
    among: Lexicon
    nations: Lexicon
    adverbs: Lexicon
    approximate: Lexicon
    unreal: Lexicon
    granting: Lexicon
    granted: Lexicon
    stated: Lexicon
    announcing: Lexicon
    apart: Lexicon
    regions: Lexicon
    new_before: Lexicon
    new_after: Lexicon
    new_tail: Lexicon
    rise: Lexicon
    one_besides: Lexicon
    increments: Lexicon
    total_after: Lexicon
    lately: Lexicon
    earlier: Lexicon
    counting: Lexicon
    inverted: Lexicon
    again: Lexicon
    reports: Lexicon
    itself: Lexicon
    not_as_of: Lexicon
    since: Lexicon
    when: Lexicon
    as_at: Lexicon
    of_which_after: Lexicon
    of_which_before: Lexicon
    before_was: Lexicon
    stood: Lexicon
    total: Lexicon
    have: Lexicon
    apposed: Lexicon
    owner: Lexicon
    weakly: Lexicon
    being: Lexicon
    perfect: Lexicon
    standing: Lexicon
    joined_by: Lexicon
    amount_to: Lexicon
    closers: Lexicon
    link: Lexicon
    split: Lexicon
    separators: Lexicon
    between: Lexicon
    commas: Lexicon
    respectively: Lexicon
    period: Lexicon


def said_in(language: str) -> Say:
    """What the tables of a language (BCP 47) hold; empty lexicons where there is none."""
    return _said_in(primary(language))


@cache
def _said_in(code: str) -> Say:
    data = table(code, "treaties")
    said, clitics = data.get("say", {}), data.get("clitics", "")
    names = [field.name for field in fields(Say)]
    said = said | {"join": [*said.get("join", []), *said.get("being", [])]}
    words = {name: Lexicon({name: said.get(name, [])}, clitics=clitics) for name in names}
    return Say(**words | {"increments": Lexicon(data.get("increments", {}), clitics=clitics)})

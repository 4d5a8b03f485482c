"""Programmes: where a text names one or describes one by its scope and place, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportdiff.facts._passage import Passage
from reportdiff.facts._programme_found import Found, core, names_found, scope_said
from reportdiff.facts._programme_say import ProgrammeSay, programme_say
from reportdiff.facts._programme_status import clauses, grouped, status
from reportdiff.facts._sentences import Span
from reportdiff.facts._slugs import slug
from reportdiff.language.lexicon import Term
from reportdiff.language.places import places_in
from reportdiff.model import Place, ProgrammeMention

_ACRONYM = re.compile(r"[（(]([A-Z][A-Za-z0-9.-]{1,12})[）)]")
_STOP = re.compile(r"[,;:，；：،؛]")
_LIST_GAP = re.compile(r"[^\d;:.()；：。（）]{0,10}")
_LONGEST_WAY = 48


@dataclass(frozen=True, slots=True)
class Told:
    """Each time that a programme is named: the name, the words that speak of it, and what it was read as.

    `mentions` are several where one name stands for as many programmes as it names places; `alone` is False
    where other programmes are spoken of by the same words.
    """

    found: Found
    clause: Span
    mentions: tuple[ProgrammeMention, ...]
    alone: bool


class ProgrammeReader:
    """Reads the programmes that a paragraph mentions.

    Args:
        language: BCP 47.
        aliases: slugs by name as printed, from a series' own table.
    """

    def __init__(self, language: str, aliases: Mapping[str, str]) -> None:
        self._say = programme_say(language)
        self._aliases = aliases

    def told(self, passage: Passage) -> list[Told]:
        """Every time that a programme is named, in reading order."""
        groups = grouped(passage.text, names_found(passage, self._say), self._say)
        spans = clauses(passage, groups, self._say)
        return [
            Told(found, clause, mentions, alone=len(group) == len(mentions) == 1)
            for group, clause in zip(groups, spans, strict=True)
            for found in group
            if (
                mentions := tuple(self._mentions(passage, found, Span(group[0].start, group[-1].end), clause))
            )
        ]

    def _mentions(
        self, passage: Passage, found: Found, group: Span, clause: Span
    ) -> Iterator[ProgrammeMention]:
        text, say = passage.text, self._say
        name = " ".join(text[found.start : found.end].split())
        scope = say.known_scopes.get(found.known or "") or found.scope or _scope(text, found, say)
        named = _named_places(passage, found, clause, scope)
        if not found.known and not _is_specific(passage, found, scope, named, say):
            return
        where, end = _where(passage, found, clause, say)
        places = named or where
        period = _period(text, found, end, say)
        told = status(passage, found, group, clause, period, say)
        several = _several(passage, found, named)
        for here in [[place] for place in named] if several else [places]:
            own = here if several else named
            yield ProgrammeMention(
                programme=self._aliases.get(name) or found.known or _key(name, scope, own, say),
                name=name,
                scope=scope,
                status=told,
                period=period,
                places=tuple(here),
                place=Place(passage.address, found.start, found.end, text[found.start : found.end]),
            )


def mentions(told: Sequence[Told]) -> list[ProgrammeMention]:
    """One mention a programme: the first, or the first that tells a status."""
    kept: dict[str, ProgrammeMention] = {}
    for mention in (mention for one in told for mention in one.mentions):
        kept.setdefault(mention.programme, mention)
    return list(kept.values())


def _scope(text: str, found: Found, say: ProgrammeSay) -> str:
    around = text[found.start : min(len(text), found.end + 12)]
    return scope_said(text[found.start : found.end], say) or scope_said(around, say) or "global"


def _is_specific(
    passage: Passage, found: Found, scope: str, places: Sequence[str], say: ProgrammeSay
) -> bool:
    """Whether the name says more than that it is a programme; one State's initiative may be any.

    A national programme that leads to no country is a Government's own.
    """
    if scope == "country":
        return bool(places)
    if scope != "initiative" or len(places) > 1:
        return bool(places) or bool(slug(core(passage.text[found.start : found.end], say)))
    rest = passage.text[found.start : found.end]
    for term in reversed(places_in(passage.text, passage.language, found.start, found.end)):
        rest = rest[: term.start - found.start] + rest[term.end - found.start :]
    return bool(slug(core(rest, say)))


# --------------------------------------------------------------------------------- places and period


def _named_places(passage: Passage, found: Found, clause: Span, scope: str) -> list[str]:
    """The places in the name; for a country or regional programme else those that lead to it."""
    text, language = passage.text, passage.language
    named = places_in(text, language, found.start, found.end)
    if not named and scope in ("country", "regional"):
        named = _first_group(text, places_in(text, language, clause.start, found.start)[::-1])
    return list(dict.fromkeys(term.key for term in sorted(named, key=lambda term: term.start)))


def _where(passage: Passage, found: Found, clause: Span, say: ProgrammeSay) -> tuple[list[str], int]:
    """The places where it is said to work, which the name or a word of work leads to; and where they end."""
    text = passage.text
    nearby = places_in(text, passage.language, found.end, min(clause.end, found.end + 2 * _LONGEST_WAY))
    group = _first_group(text, nearby)
    if not group or not _leads(text[found.end : group[0].start], say):
        return [], found.end
    return list(dict.fromkeys(term.key for term in group)), group[-1].end


def _leads(way: str, say: ProgrammeSay) -> bool:
    """Whether the words between a name and a place say that the programme works there."""
    locatives = say.locatives.find(way)
    if len(way) > _LONGEST_WAY or not locatives or way[locatives[-1].end :].strip(" \u00a0\n’'"):
        return False
    work = way[: locatives[-1].start].strip(' ”»"（(')
    said = [cue for cues in say.status.values() for cue in cues.find(work)]
    return not work or (not _STOP.search(work) and bool(said or say.active.find(work)))


def _first_group(text: str, places: Sequence[Term]) -> list[Term]:
    """The first places that stand together as a list, whichever way they are read."""
    group: list[Term] = []
    for term in places:
        if group:
            first, second = sorted((group[-1], term), key=lambda place: place.start)
            if not _LIST_GAP.fullmatch(text, first.end, second.start):
                break
        group.append(term)
    return group


def _several(passage: Passage, found: Found, places: Sequence[str]) -> bool:
    """Whether as many programmes are meant as places are named: "three new programmes for A, B and C"."""
    near = [item for item in passage.counted if found.start - 4 <= item.start < found.end]
    return len(places) > 1 and any(item.numeral.value == len(places) for item in near)


def _period(text: str, found: Found, end: int, say: ProgrammeSay) -> str | None:
    """The years in or right after the name or its places, or right before the name (2014-2018 年的…)."""
    inside = say.years.search(text, found.start, min(len(text), found.end + 14))
    inside = inside or say.years.search(text, end, min(len(text), end + 14))
    before = list(say.years.finditer(text, max(0, found.start - 16), found.start))
    gap = text[before[-1].end() : found.start] if before else "-"
    years = inside or (before[-1] if gap.strip() in ("", *say.year_links) else None)
    return f"{years[1]}-{years[2]}" if years else None


def _key(name: str, scope: str, places: Sequence[str], say: ProgrammeSay) -> str:
    """A slug of what is particular in the name; of scope and places where nothing else is."""
    acronym = _ACRONYM.search(name)
    if acronym and not say.years.search(acronym.group()):
        return slug(acronym[1])
    years = say.years.search(name)
    dated = f"-{years[1]}-{years[2]}" if years else ""
    if places and scope in ("country", "regional"):
        return f"{scope}-programme-{'-'.join(place.lower() for place in places)}{dated}"
    return slug(core(name, say))

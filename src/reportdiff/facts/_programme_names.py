"""Names of programmes that begin with their head word: where such a name ends.

French, Spanish and their like write only the first words of a name with capitals, if any: a name is read on
from its head, word by word, to a word that can be in no name (a verb, a relative pronoun) or a stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.places import is_state, place_at
from reportdiff.language.tables import primary, table

_WORD = re.compile(r"[^\W_][\w-]{0,30}")
_GAP = re.compile(r"[ \u00a0\u202f\n]{1,2}|['’]")
_ADDED = re.compile(r"[ \u00a0\n][(（](?:\d{4}\s?[-–—]\s?\d{4}(?:\s\w{1,6})?|[A-Z][\w.-]{1,12})[)）]")
_OPENING = re.compile(r"(?:\A|[.!?:;«»“”\n(])\s*(?:\w{1,3}['’\s]\s?)?\Z")
_MOST_WORDS = 18
_SCOPED = ("country", "regional", "global", "initiative")
_OF_PLACE, _CAPITAL = "place", "capital"


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name in a text, and its scope where its head says it."""

    start: int
    end: int
    scope: str | None


@dataclass(frozen=True, slots=True)
class _Say:
    heads: Lexicon
    links: Lexicon
    stops: Lexicon
    verbs: re.Pattern[str]
    after_verb: re.Pattern[str]
    added: re.Pattern[str]
    title_case: bool


def names_read_on(text: str, language: str) -> Iterator[ReadName]:
    """The names of a text that begin with a head word of the language, in reading order."""
    say = _say(primary(language))
    for head in say.heads.find(text):
        end = _end(text, head, say)
        if end is None or not _opens(text, head, end, language, say):
            continue
        added = _ADDED.match(text, end) or say.added.match(text, end)
        yield ReadName(head.start, added.end() if added else end, _scope(text, head, language, say))


def _end(text: str, head: Term, say: _Say) -> int | None:
    """Where the last word ends that belongs to the name; None where no word of its own follows its head.

    A word is a verb where an article or a number follows without a preposition, as after no noun of a name.
    """
    at, end = head.end, None
    strict = say.title_case and text[head.start].isupper()
    for _ in range(_MOST_WORDS):
        gap = _GAP.match(text, at)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or word.group()[0].isdigit() or _stops(text, word, say):
            break
        link = say.links.at(text, word.start())
        at = link.end if link and link.end >= word.end() else word.end()
        if link is None or link.end < word.end():
            if strict and not word.group()[0].isupper():
                break
            if say.after_verb.match(text, at):
                break
            end = at
        elif text[at - 1] in "'’":
            at -= 1  # the apostrophe is the gap to the next word
    return end


def _stops(text: str, word: re.Match[str], say: _Say) -> bool:
    return bool(say.stops.at(text, word.start()) or say.verbs.fullmatch(word.group()))


def _opens(text: str, head: Term, end: int, language: str, say: _Say) -> bool:
    """Whether the head opens a name: by its scope, by a place after it, or by its capital in mid-sentence."""
    if head.key == _OF_PLACE:
        return _place_after(text, head, language, say) is not None
    if head.key != _CAPITAL:
        return True
    if not text[head.start].isupper():
        return False
    following = _WORD.search(text, head.end, end)
    named = following is not None and following.group()[0].isupper()
    return named or (
        following is not None
        and say.links.at(text, following.start()) is not None
        and not _OPENING.search(text, max(0, head.start - 6), head.start)
    )


def _scope(text: str, head: Term, language: str, say: _Say) -> str | None:
    if head.key == _OF_PLACE:
        place = _place_after(text, head, language, say)
        return "country" if place and is_state(place.key) else "regional"
    return head.key if head.key in _SCOPED else None


def _place_after(text: str, head: Term, language: str, say: _Say) -> Term | None:
    at = head.end
    while gap := _GAP.match(text, at):
        at = gap.end()
        place = place_at(text, language, at)
        link = say.links.at(text, at)
        if place or link is None:
            return place
        at = link.end - (text[link.end - 1] in "'’")
    return None


@cache
def _say(code: str) -> _Say:
    data: Mapping[str, Any] = table(code, "programmes").get("reads_on", {})
    kinds = (*_SCOPED, _OF_PLACE, _CAPITAL)
    return _Say(
        heads=Lexicon({kind: data.get(kind, []) for kind in kinds}, clitics=data.get("clitics", "")),
        links=Lexicon({"": data.get("links", [])}),
        stops=Lexicon({"": data.get("stops", [])}, exact_case=True),
        verbs=_one_of(data.get("verbs", [])),
        after_verb=_one_of(data.get("after_verb", [])),
        added=_one_of(data.get("added", [])),
        title_case=bool(data.get("title_case", False)),
    )


def _one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")

"""Programmes: where a text names one or describes one by its scope and place, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportdiff.facts._passage import Passage
from reportdiff.facts._programme_names import names_read_on
from reportdiff.facts._sentences import Span
from reportdiff.facts._slugs import slug
from reportdiff.language.casing import small
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.places import places_in
from reportdiff.language.tables import primary, table
from reportdiff.model import Place, ProgrammeMention

_YEARS = re.compile(
    r"[（(]?\s?(\d{4})\s?年?\s?[-–—至]\s?(\d{4})(?:\s?年)?\s?[）)]?"
)  # 年, 至: as Chinese dates are written
_ACRONYM = re.compile(r"[（(]([A-Z][A-Za-z0-9.-]{1,12})[）)]")
_WORD = re.compile(r"[\w'’-]+")
_CLAUSE = re.compile(r"[，。；：“”（）！？\n]")
_AROUND = 110
_BACK = 34
# The order in which what is said decides: words, the status that they give, how far from the name they count.
_SAID = (
    ("ended", "ended", 70),
    ("running", "continuing", 70),
    ("next-phase", "next-phase", 70),
    ("planned", "planned", 70),
    ("new", "new", 36),
    ("continuing", "continuing", 110),
)
_SCOPES = ("country", "regional", "global", "initiative")


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the text; `known` is its slug where it is of the list of known ones."""

    start: int
    end: int
    known: str | None = None
    described: bool = False
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class _Say:
    kinds: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    heads: Lexicon
    triggers: Lexicon
    demonstratives: tuple[str, ...]
    followers: tuple[str, ...]
    news: tuple[str, ...]
    year_links: tuple[str, ...]
    purposes: Lexicon
    leading: frozenset[str]
    ignored: Lexicon
    generic: Lexicon
    scopes: Mapping[str, Lexicon]
    status: Mapping[str, Lexicon]
    known: Lexicon
    known_scopes: Mapping[str, str]


class ProgrammeReader:
    """Reads the programmes that a paragraph mentions.

    Args:
        language: BCP 47.
        aliases: slugs by name as printed, from a series' own table.
    """

    def __init__(self, language: str, aliases: Mapping[str, str]) -> None:
        self._say = _say(primary(language))
        self._aliases = aliases

    def mentions(self, passage: Passage) -> list[ProgrammeMention]:
        """One mention a programme, in reading order."""
        found: dict[str, ProgrammeMention] = {}
        names = _names(passage, self._say)
        begins = [0, *(name.end for name in names)]
        ends = [*(name.start for name in names), len(passage.text)][1:]
        for name, begin, end in zip(names, begins, ends, strict=False):
            for mention in self._described(passage, name, Span(begin, end)):
                found.setdefault(mention.programme, mention)
        return sorted(found.values(), key=lambda mention: mention.place.start)

    def _described(self, passage: Passage, found: _Found, around: Span) -> Iterator[ProgrammeMention]:
        text = passage.text
        name = " ".join(text[found.start : found.end].split())
        sentence = next(span for span in passage.sentences if found.start in span)
        known = self._say.known_scopes.get(found.known or "")
        scope = known or found.scope or _scope(text, found, self._say)
        places = _places(passage, found, sentence, scope)
        if not found.known and not _is_specific(name, places, self._say):
            return
        several = _several(passage, found, places)
        for group in [[place] for place in places] if several else [places]:
            key = self._aliases.get(name) or found.known or _key(name, scope, group, self._say)
            yield ProgrammeMention(
                programme=key,
                name=name,
                scope=scope,
                status=_status(passage, found, sentence, around, self._say),
                period=_period(text, found, self._say),
                places=tuple(group),
                place=Place(passage.address, found.start, found.end, text[found.start : found.end]),
            )


def _names(passage: Passage, say: _Say) -> list[_Found]:
    """The names of a paragraph: known ones first, then what the patterns and head words give; no overlaps."""
    text = passage.text
    taken = bytearray(len(text))
    kept: list[_Found] = []
    candidates = [
        *(_Found(term.start, term.end, term.key) for term in say.known.find(text)),
        *_by_pattern(text, say),
        *(_Found(name.start, name.end, scope=name.scope) for name in names_read_on(text, passage.language)),
        *_by_head(passage, say),
    ]
    for found in candidates:
        ignored = any(
            term.end > found.start and term.start < found.end
            for term in say.ignored.find(text, max(0, found.start - 40), min(len(text), found.end + 40))
        )
        if not ignored and 1 not in taken[found.start : found.end]:
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _by_pattern(text: str, say: _Say) -> Iterator[_Found]:
    if not any(kind in small(text) for kind in say.kinds):
        return
    for pattern in say.patterns:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            start = _without_leading(text, start, end, say)
            if start < end:
                yield _Found(start, end, scope=_scope_said(match.group(), say))


def _without_leading(text: str, start: int, end: int, say: _Say) -> int:
    while True:
        word = _WORD.match(text, start, end)
        if word is None or word.group().replace("’", "'") not in say.leading:
            return start
        start = word.end() + 1


def _by_head(passage: Passage, say: _Say) -> Iterator[_Found]:
    """Names that end in a head word and are written without marks or spaces."""
    text = passage.text
    for head in say.heads.find(text):
        if text.startswith(say.followers, head.end):
            continue
        begin = max(0, head.start - _BACK)
        breaks = [match.end() for match in _CLAUSE.finditer(text, begin, head.start)]
        begin = breaks[-1] if breaks else begin
        triggers = say.triggers.find(text, begin, head.start)
        start = triggers[-1].end if triggers else begin
        start += len(text[start : head.start]) - len(text[start : head.start].lstrip())
        core = text[start : head.start]
        if not core or core.endswith(say.demonstratives):
            if (
                triggers
                and text[begin : head.start].rstrip().endswith(say.demonstratives)
                and not text[max(0, head.start - 12) : head.start].endswith(say.news)
            ):
                continue
            yield _Found(
                start, _purpose_end(text, head.end, say) or _with_years(text, head.end), described=True
            )
        else:
            yield _Found(start, _with_years(text, head.end))


def _purpose_end(text: str, at: int, say: _Say) -> int | None:
    """Where the words end that tell what a programme without a name is for."""
    purpose = say.purposes.at(text, at)
    stop = _CLAUSE.search(text, purpose.end, purpose.end + _BACK) if purpose else None
    return stop.start() if stop else None


def _with_years(text: str, end: int) -> int:
    years = _YEARS.match(text, end)
    return years.end() if years and text[end] in "（(" else end


def _places(passage: Passage, found: _Found, sentence: Span, scope: str) -> list[str]:
    """The places in the name; for a country or regional programme else those that lead to it."""
    text, language = passage.text, passage.language
    named = places_in(text, language, found.start, found.end)
    if not named and scope in ("country", "regional"):
        before = places_in(text, language, sentence.start, found.start)
        named = _last_group(before)
    return list(dict.fromkeys(term.key for term in named))


def _last_group(places: Sequence[Term]) -> list[Term]:
    """The last places that stand together as a list."""
    group: list[Term] = []
    for term in reversed(places):
        if group and group[-1].start - term.end > 4:
            break
        group.append(term)
    return group[::-1]


def _several(passage: Passage, found: _Found, places: Sequence[str]) -> bool:
    """Whether as many programmes are meant as places are named: "three new programmes for A, B and C"."""
    near = [item for item in passage.counted if found.start - 4 <= item.start < found.end]
    return len(places) > 1 and any(item.numeral.value == len(places) for item in near)


def _is_specific(name: str, places: Sequence[str], say: _Say) -> bool:
    """Whether the name says more than that it is a programme."""
    return bool(places) or bool(_core(name, say))


def _core(name: str, say: _Say) -> str:
    kept, at = [], 0
    for term in say.generic.find(name):
        kept.append(name[at : term.start])
        at = term.end
    return slug("".join([*kept, name[at:]]))


def _key(name: str, scope: str, places: Sequence[str], say: _Say) -> str:
    """A slug of what is particular in the name; of scope and places where nothing else is."""
    acronym = _ACRONYM.search(name)
    if acronym and not _YEARS.search(acronym.group()):
        return slug(acronym[1])
    years = _YEARS.search(name)
    dated = f"-{years[1]}-{years[2]}" if years else ""
    if places and scope in ("country", "regional"):
        return f"{scope}-programme-{'-'.join(place.lower() for place in places)}{dated}"
    return _core(name, say)


def _scope(text: str, found: _Found, say: _Say) -> str:
    around = text[found.start : min(len(text), found.end + 12)]
    return _scope_said(text[found.start : found.end], say) or _scope_said(around, say) or "global"


def _scope_said(words: str, say: _Say) -> str | None:
    return next((scope for scope in _SCOPES if say.scopes[scope].find(words)), None)


def _status(passage: Passage, found: _Found, sentence: Span, around: Span, say: _Say) -> str:
    """What the sentence says of it near its name; a launch in another year than the edition's is no news."""
    text, period = passage.text, _period(passage.text, found, say)
    if period and passage.period and period[:4] > passage.period[-4:]:
        return "planned"
    start = max(sentence.start, around.start, found.start - _AROUND)
    end = min(sentence.end, around.end, found.end + _AROUND)
    for cues, status, reach in _SAID:
        said = say.status[cues].find(text, start, end)
        near = [term for term in said if term.start - found.end < reach and found.start - term.end < reach]
        if cues == "new" and near:
            return _by_year(passage, near[0], sentence)
        if near:
            return status
    return "unstated"


def _by_year(passage: Passage, cue: Term, sentence: Span) -> str:
    years = [date for date in passage.dates if date.iso and date.start in sentence]
    near = [d for d in years if abs(d.start - cue.end) < 12 or abs(cue.start - d.end) < 12]
    if not near or not passage.period or near[0].iso is None:
        return "new"
    year, now = near[0].iso[:4], passage.period[-4:]
    return "new" if passage.period[:4] <= year <= now else "continuing" if year < now else "planned"


def _period(text: str, found: _Found, say: _Say) -> str | None:
    """The years in or right after the name, or right before it (2014-2018 年的…)."""
    inside = _YEARS.search(text, found.start, min(len(text), found.end + 14))
    before = list(_YEARS.finditer(text, max(0, found.start - 16), found.start))
    gap = text[before[-1].end() : found.start] if before else "-"
    years = inside or (before[-1] if gap.strip() in ("", *say.year_links) else None)
    return f"{years[1]}-{years[2]}" if years else None


@cache
def _say(code: str) -> _Say:
    data = table(code, "programmes")
    clitics = data.get("clitics", "")
    known = data.get("known", {})
    scopes, status = data.get("scope", {}), data.get("status", {})
    return _Say(
        kinds=tuple(data.get("kinds", [""])),
        patterns=tuple(re.compile(pattern.replace(" ", r"\s")) for pattern in data.get("patterns", [])),
        heads=Lexicon({"": data.get("heads", [])}),
        triggers=Lexicon({"": data.get("triggers", [])}),
        demonstratives=tuple(data.get("demonstratives", ())) or ("\0",),
        followers=tuple(data.get("followers", ())) or ("\0",),
        news=tuple(data.get("news", ())),
        year_links=tuple(data.get("year_links", ())),
        purposes=Lexicon({"": data.get("purposes", [])}),
        leading=frozenset(data.get("leading", ())),
        ignored=Lexicon({"": data.get("ignored", [])}, exact_case=True),
        generic=Lexicon({"": data.get("generic", [])}),
        scopes={name: Lexicon({"": scopes.get(name, [])}, clitics=clitics) for name in _SCOPES},
        status={name: Lexicon({"": status.get(name, [])}, clitics=clitics) for name, *_ in _SAID},
        known=Lexicon({key: entry["names"] for key, entry in known.items()}, exact_case=True),
        known_scopes={key: entry["scope"] for key, entry in known.items()},
    )

"""Where a paragraph names a programme: known names, patterns, names read on or back from a head word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportdiff.facts._passage import Passage
from reportdiff.facts._programme_names import names_read_on
from reportdiff.facts._programme_say import SCOPES, ProgrammeSay
from reportdiff.language.casing import small
from reportdiff.language.places import place_at, places_in

_ADDED = re.compile(r"\s?[（(](?:\d{4}\s?[-–—]\s?\d{4}|[A-Z][\w.-]{1,12})[）)]")
_WORD = re.compile(r"[\w'’-]+")
_CLAUSE = re.compile(r"[，。；：“”（）！？\n]")
_QUOTES = ("“", "«", '"', "„")
_BACK = 34
_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text; `known` is its slug where it is of the list of known ones."""

    start: int
    end: int
    known: str | None = None
    described: bool = False
    scope: str | None = None


def names_found(passage: Passage, say: ProgrammeSay) -> list[Found]:
    """The names of a paragraph: known ones first, then those of patterns and head words; no overlaps."""
    text = passage.text
    taken = bytearray(len(text))
    kept: list[Found] = []
    candidates = [
        *(Found(term.start, term.end, term.key) for term in say.known.find(text)),
        *_by_pattern(passage, say),
        *(Found(name.start, name.end, scope=name.scope) for name in names_read_on(text, passage.language)),
        *_by_head(passage, say),
    ]
    for found in candidates:
        if not _is_ignored(text, found, say) and 1 not in taken[found.start : found.end]:
            whole = found if found.known else _with_place(passage, _without_reach(passage, found, say))
            taken[whole.start : whole.end] = b"\1" * (whole.end - whole.start)
            kept.append(whole)
    return sorted(kept, key=lambda found: found.start)


def scope_said(words: str, say: ProgrammeSay) -> str | None:
    """The scope that some words tell."""
    return next((scope for scope in SCOPES if say.scopes[scope].find(words)), None)


def core(name: str, say: ProgrammeSay) -> str:
    """What is particular in a name: the name without the words that any programme's may have."""
    kept, at = [], 0
    for term in say.generic.find(name):
        kept.append(name[at : term.start])
        at = term.end
    return "".join([*kept, name[at:]])


def _is_ignored(text: str, found: Found, say: ProgrammeSay) -> bool:
    around = say.ignored.find(text, max(0, found.start - 40), min(len(text), found.end + 40))
    name = " ".join(text[found.start : found.end].split())
    says_nothing = not (found.known or found.described or found.scope or re.search(r"\w", core(name, say)))
    return (
        says_nothing
        or name in say.whole
        or any(term.end > found.start and term.start < found.end for term in around)
    )


def _with_place(passage: Passage, found: Found) -> Found:
    """The same, with a place that begins in it and goes on behind it: Bolivia (Plurinational State of)."""
    text = passage.text
    beyond = places_in(text, passage.language, found.start, min(len(text), found.end + _LONGEST_PLACE))
    end = next((term.end for term in beyond if term.start < found.end < term.end), None)
    if end is None:
        return found
    added = _ADDED.match(text, end)
    return replace(found, end=added.end() if added else end)


def _without_reach(passage: Passage, found: Found, say: ProgrammeSay) -> Found:
    """The same without the places that it was spread to: "expanded its programme on X to Y"."""
    text = passage.text
    if not say.spreading.find(text, max(0, found.start - _LONGEST_PLACE), found.start):
        return found
    for way in say.toward.find(text, found.start, found.end):
        after = way.end + (text[way.end : way.end + 1] in (" ", "\u00a0", "\n"))
        if place_at(text, passage.language, after):
            return replace(found, end=found.start + len(text[found.start : way.start].rstrip()))
    return found


def _by_pattern(passage: Passage, say: ProgrammeSay) -> Iterator[Found]:
    text = passage.text
    if not any(kind in small(text) for kind in say.kinds):
        return
    for pattern in say.patterns:
        for match in pattern.finditer(text):
            scope = scope_said(match.group(), say)
            for start, end in _parted(text, *match.span("name"), say):
                quoted = text[max(0, start - 1) : start] in _QUOTES
                begin = start if quoted else _without_leading(text, start, end, say)
                if begin < end:
                    whole = (start, end) == match.span("name")
                    yield Found(begin, end, scope=scope if whole else scope_said(text[begin:end], say))


def _parted(text: str, start: int, end: int, say: ProgrammeSay) -> Iterator[tuple[int, int]]:
    """A name, or the two that "and" joins where each has its own word for programme."""
    name = small(text[start:end])
    heads = sorted(m.start() for kind in say.kinds if kind for m in re.finditer(re.escape(kind), name))
    joins = say.joins.find(text, start + heads[0], start + heads[-1]) if len(heads) > 1 else []
    if joins and core(text[start : joins[-1].start], say).strip():
        yield start, start + len(text[start : joins[-1].start].rstrip(" ,\n\u00a0"))
        start = joins[-1].end + 1
    yield start, end


def _without_leading(text: str, start: int, end: int, say: ProgrammeSay) -> int:
    while True:
        word = _WORD.match(text, start, end)
        if word is None or word.group().replace("’", "'") not in say.leading:
            return start
        start = word.end() + 1


def _by_head(passage: Passage, say: ProgrammeSay) -> Iterator[Found]:
    """Names that end in a head word and are written without marks or spaces."""
    text = passage.text
    for head in say.heads.find(text):
        if text.startswith(say.followers, head.end):
            continue
        begin = max(0, head.start - _BACK)
        breaks = [match.end() for match in _CLAUSE.finditer(text, begin, head.start)]
        begin = breaks[-1] if breaks else begin
        before = text[begin : head.start].rstrip()
        triggers = say.triggers.find(text, begin, head.start)
        start = triggers[-1].end if triggers else begin
        start += len(text[start : head.start]) - len(text[start : head.start].lstrip())
        name = text[start : head.start]
        if before.endswith(say.quantified) or name.startswith(say.quantified):
            continue
        if name and not name.endswith(say.demonstratives):
            yield Found(start, _with_years(text, head.end, say))
        elif not triggers or not before.endswith(say.demonstratives) or before[-12:].endswith(say.news):
            end = _purpose_end(text, head.end, say) or _with_years(text, head.end, say)
            yield Found(start, end, described=True)


def _purpose_end(text: str, at: int, say: ProgrammeSay) -> int | None:
    """Where the words end that tell what a programme without a name is for."""
    purpose = say.purposes.at(text, at)
    stop = _CLAUSE.search(text, purpose.end, purpose.end + _BACK) if purpose else None
    return stop.start() if stop else None


def _with_years(text: str, end: int, say: ProgrammeSay) -> int:
    years = say.years.match(text, end)
    return years.end() if years and text[end] in "（(" else end

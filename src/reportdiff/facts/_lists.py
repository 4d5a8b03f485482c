"""Numbers that a list right after them should bear out: States by their names, parts by their sum.

Only lists that begin right at a bracket or colon and are understood to their end are held against the
number: "three States (Fiji, Niue and Samoa)", "120 officers (70 men and 50 women)". What is introduced
as an example does not begin with a name or number, so nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportdiff.facts._changes import Counted
from reportdiff.facts._donor_members import Member
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Term
from reportdiff.language.places import is_state, places_in
from reportdiff.model import Finding, Severity

_STATES = frozenset({"states", "countries", "parties"})
_GIVERS = _STATES | {"organizations"}
_BRACKET = re.compile(r"[^\d()（）:：,，;；.。!?！？]{0,40}[(（]([^()（）]{1,600})[)）]")
_COLON = re.compile(
    r"[^\d()（）:：,，;；.。!?！？]{0,40}[:：]([^()（）:：;；。!?！？]{1,600}?)(?=[.。;；]|\Z)"
)
_JOINT = 9
"""Characters between two names of a list: a comma, an "and", an article."""
_ARTICLE = re.compile(r"[A-Za-z]{0,3}\Z")
_FAR = 60
_CLOSED = re.compile(r"[\s.。;；!?！？”’»)）]*\Z")


def list_findings(passage: Passage) -> Iterator[Finding]:
    """Numbers of a paragraph that the list in brackets or after a colon contradicts."""
    for item in passage.counted:
        if item.qualifier is not None or item.numeral.high is not None:
            continue
        if item.unit in _STATES:
            for form in (_BRACKET, _COLON):
                yield from _states_named(passage, item, form.match(passage.text, item.end))
        yield from _parts(passage, item, _BRACKET.match(passage.text, item.end))


def donor_list_findings(passage: Passage, sentence: Span, members: Sequence[Member]) -> Iterator[Finding]:
    """A number of donors that the list of them, read to the end of its sentence, contradicts."""
    if len(members) < 2 or not _CLOSED.match(passage.text[members[-1].end : sentence.end]):
        return
    first = members[0].start
    before = [item for item in passage.counted if sentence.start <= item.start and item.end <= first]
    if not before or before[-1].unit not in _GIVERS or before[-1].qualifier is not None:
        return
    gap = passage.text[before[-1].end : first]
    if len(gap) <= _FAR and not re.search(r"[\d,，;；.。(（]", gap):
        yield from _length(passage, before[-1], len(members), members[-1].end)


def _states_named(passage: Passage, item: Counted, found: re.Match[str] | None) -> Iterator[Finding]:
    if found is None:
        return
    named = places_in(passage.text, passage.language, found.start(1), found.end(1))
    if len(named) > 1 and _is_whole_list(passage.text, named, found.start(1), found.end(1)):
        yield from _length(passage, item, len({term.key for term in named}), found.end())


def _is_whole_list(text: str, named: Sequence[Term], start: int, end: int) -> bool:
    """Whether a stretch of text holds these States and nothing else."""
    ends = [start, *(term.end for term in named)]
    starts = [*(term.start for term in named), end]
    gaps = [text[one:other].strip() for one, other in zip(ends, starts, strict=True)]
    joints = all(0 < len(gap) <= _JOINT and not re.search(r"\d", gap) for gap in gaps[1:-1])
    return (
        joints
        and _ARTICLE.match(gaps[0]) is not None
        and not gaps[-1]
        and all(is_state(term.key) for term in named)
    )


def _length(passage: Passage, item: Counted, named: int, end: int) -> Iterator[Finding]:
    if item.numeral.value != named:
        yield Finding(
            "list-length-mismatch",
            Severity.WARNING,
            f"{item.numeral.value:f} stated, but the list names {named}: {_quote(passage, item, end)}",
            passage.address,
        )


def _parts(passage: Passage, item: Counted, found: re.Match[str] | None) -> Iterator[Finding]:
    """Parts in a bracket that do not sum to the number before it."""
    if found is None:
        return
    inside = Span(found.start(1), found.end(1))
    parts = [other for other in passage.counted if other.start in inside]
    if len(parts) < 2 or passage.text[inside.start : parts[0].start].strip():
        return
    if len(parts) != sum(numeral.start in inside for numeral in passage.numerals):
        return
    if any(date.start in inside for date in passage.dates) or not all(_is_part(part, item) for part in parts):
        return
    total = sum((part.numeral.value for part in parts), Decimal(0))
    room = sum((_half_unit(passage.text, each) for each in (item, *parts)), Decimal(0))
    if abs(total - item.numeral.value) > room:
        yield Finding(
            "parts-do-not-sum",
            Severity.WARNING,
            f"{item.numeral.value:f} stated, but its parts sum to {total:f}: "
            f"{_quote(passage, item, found.end())}",
            passage.address,
        )


def _is_part(part: Counted, whole: Counted) -> bool:
    """Whether two numbers count the same, both exactly."""
    same_unit = part.unit == whole.unit and part.numeral.unit == whole.numeral.unit
    exact = part.qualifier is None and part.numeral.high is None
    return exact and same_unit and part.numeral.currency == whole.numeral.currency


def _half_unit(text: str, item: Counted) -> Decimal:
    """Half of the last printed digit of a number with decimals or a scale word; nothing for a whole one."""
    digits = re.sub(r"\D", "", text[item.numeral.start : item.numeral.end]).lstrip("0")
    half = Decimal(5).scaleb(item.numeral.value.adjusted() - len(digits)) if digits else Decimal(0)
    return Decimal(0) if half == Decimal("0.5") else half


def _quote(passage: Passage, item: Counted, end: int) -> str:
    return passage.text[item.start : end].strip()[:120]

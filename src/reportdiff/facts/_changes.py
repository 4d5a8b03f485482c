"""Which of a sentence's numbers a change starts from, and which say how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from reportdiff.language.casing import Uncased
from reportdiff.language.dates import Date
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.numbers import Numeral
from reportdiff.language.tables import primary, table

FROM, BY, UP_TO = "from", "by", "up to"
_DATE = "\ufffc"
"""Stands for a date, so that "from 19 in 2012 to 7" reads as "from 19 to 7" does."""
_BEFORE = 80
_BETWEEN = 60
_SPACE = "[ \u00a0\u2009\u202f\n]"


@dataclass(frozen=True, slots=True)
class Counted:
    """A numeral with the unit that it counts; the span holds both where they stand together.

    `is_article` marks a one that may be no more than an article (French un État): of use beside verbs alone.
    """

    numeral: Numeral
    unit: str | None
    qualifier: str | None
    start: int
    end: int
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class _Say:
    leaving: Uncased
    reaching: Uncased
    differing: Uncased
    reached: Uncased


def with_changes(
    text: str, counted: Sequence[Counted], dates: Sequence[Date], language: str
) -> list[Counted]:
    """The same numbers; what a change is from is marked so, and what it is by.

    Of "fell from 7 days to 5" the first is of an earlier time, and both count days. A mark takes the
    place of another qualifier (about).
    """
    say = _say(primary(language))
    plain = _without_dates(text, dates)
    marked = list(counted)
    for place, (first, second) in enumerate(pairwise(counted)):
        if _is_from_to(plain, first, second, say):
            unit = first.unit or second.unit
            marked[place] = replace(first, unit=unit, qualifier=FROM)
            reached = None if second.qualifier == UP_TO else second.qualifier  # до 5: no limit here
            marked[place + 1] = replace(second, unit=unit, qualifier=reached)
    return [
        replace(item, qualifier=BY)
        if item.qualifier != FROM and say.differing.search(plain, max(0, item.start - _BEFORE), item.start)
        else item
        for item in marked
    ]


def without_reached_limits(text: str, counted: Sequence[Counted], language: str) -> list[Counted]:
    """The same; what a change reaches is no limit, though the same word (до) says "to" and "up to"."""
    reached = _say(primary(language)).reached
    return [
        replace(item, qualifier=None)
        if item.qualifier == UP_TO and reached.search(text, max(0, item.start - _BEFORE), item.start)
        else item
        for item in counted
    ]


def _is_from_to(plain: str, first: Counted, second: Counted, say: _Say) -> bool:
    one, other = first.numeral, second.numeral
    alike = first.unit == second.unit or None in (first.unit, second.unit)
    return (
        alike
        and one.currency == other.currency
        and second.start - first.end <= _BETWEEN
        and bool(say.leaving.search(plain, max(0, first.start - _BEFORE), first.start))
        and bool(say.reaching.fullmatch(plain, first.end, second.start))
    )


def _without_dates(text: str, dates: Sequence[Date]) -> str:
    """The text with every character of a date replaced, so that offsets stay."""
    for date in dates:
        text = text[: date.start] + _DATE * (date.end - date.start) + text[date.end :]
    return text


@cache
def _say(code: str) -> _Say:
    data = table(code, "numbers")
    words = data.get("changes", {})
    about = Lexicon(data.get("before", {})).pattern
    between = rf"(?:{_SPACE}|{_DATE}|{_either([*words.get('when', []), about])})*"
    edge = r"(?<!\w)" if data.get("spaced", True) else ""
    clitics = rf"(?:{data['clitics']})?" if data.get("clitics") else ""
    leaving, reaching, differing = (_either(words.get(name, [])) for name in ("from", "to", "by"))
    return _Say(
        leaving=Uncased(rf"{edge}{clitics}(?:{leaving}){between}\Z"),
        reaching=Uncased(rf"{between}{edge}(?:{reaching}){between}"),
        differing=Uncased(rf"{edge}(?:{differing}){between}\Z"),
        reached=Uncased(rf"{edge}(?:{_either(words.get('reached', []))}){between}\Z"),
    )


def _either(forms: Iterable[str]) -> str:
    return "|".join(f"(?:{form})" for form in forms if form) or "(?!)"

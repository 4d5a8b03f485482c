"""Which of a sentence's numbers a change starts from, and which say how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from reportdiff.language.casing import Uncased
from reportdiff.language.dates import Date, month_names
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.numbers import Numeral
from reportdiff.language.tables import primary, table

FROM, BY, UP_TO = "from", "by", "up to"
_DATE = "\ufffc"
"""Stands for a date, so that "from 19 in 2012 to 7" reads as "from 19 to 7" does."""
_BEFORE = 80
SHARES = frozenset({"per-cent", "percentage-points", "basis-points"})
_BETWEEN = 60
_AFTER = 10
_LEAP = 100  # a number that falls to less than one in so many has a scale of its own
_WORDS = (
    "from",
    "to",
    "by",
    "reached",
    "started",
    "share_by",
    "share_after",
    "more",
    "thus",
    "again",
    "further",
    "moving",
)
_SPACE = "[ \u00a0\u2009\u202f\n]"


@dataclass(frozen=True, slots=True)
class Counted:
    """A numeral with the unit that it counts; the span holds both where they stand together.

    `is_article` marks a one that may be no more than an article (French un État): of use beside verbs alone;
    `is_bare` a spelled number without a noun.
    """

    numeral: Numeral
    unit: str | None
    qualifier: str | None
    start: int
    end: int
    is_article: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class _Say:
    leaving: Uncased
    reaching: Uncased
    differing: Uncased
    reached: Uncased
    started: Uncased
    changing: Uncased
    changed: Uncased
    more: Uncased
    thus: Uncased
    again: Uncased
    further: Uncased
    moving: Uncased | None


def with_changes(
    text: str, counted: Sequence[Counted], dates: Sequence[Date], language: str
) -> list[Counted]:
    """The same numbers; what a change is from is marked so, and what it is by.

    Of "fell from 7 days to 5" the first is of an earlier time, and both count days. A mark takes the
    place of another qualifier (about).
    """
    say = _say(primary(language))
    plain = _without_dates(text, dates)
    counted = _with_ranges(plain, counted, say)
    marked = list(counted)
    for place, (first, second) in enumerate(pairwise(counted)):
        if _is_from_to(plain, first, second, say):
            unit, money = first.unit or second.unit, second.numeral.currency
            value = _of_the_same_scale(first.numeral, second.numeral)
            numeral = replace(first.numeral, value=value, currency=money)  # "from 300 to 450 dollars"
            marked[place] = replace(first, numeral=numeral, unit=unit, qualifier=FROM)
            reached = None if second.qualifier == UP_TO else second.qualifier  # до 5: no limit here
            marked[place + 1] = replace(second, unit=unit, qualifier=reached)
    for place, item in enumerate(marked):
        marked[place] = _with_mark(plain, item, marked[max(0, place - 2) : place], say)
    return marked


def _with_ranges(plain: str, counted: Sequence[Counted], say: _Say) -> Sequence[Counted]:
    """The same; where no verb of change is near, "from 1 to 1,500 persons" is a range (从1人至1,500人)."""
    if say.moving is None:
        return counted
    read: list[Counted] = []
    for item in counted:
        first = read[-1] if read else None
        if first and _is_from_to(plain, first, item, say) and _is_rising(first, item):
            near = max(0, first.start - _BETWEEN), min(len(plain), item.end + _AFTER)
            if not say.moving.search(plain, *near):
                high = replace(item.numeral, value=first.numeral.value, high=item.numeral.value)
                read[-1] = replace(item, numeral=high, start=first.start)
                continue
        read.append(item)
    return read


def _is_rising(first: Counted, second: Counted) -> bool:
    plain = first.numeral.high is None and second.numeral.high is None
    return plain and first.numeral.value < second.numeral.value


def _with_mark(plain: str, item: Counted, before: Sequence[Counted], say: _Say) -> Counted:
    if item.qualifier == FROM:
        return item
    begin = max(0, item.start - _BEFORE)
    if say.started.search(plain, begin, item.start):
        return replace(item, qualifier=FROM)
    is_share = item.unit in SHARES
    differs = (
        say.differing.search(plain, begin, item.start)
        or say.more.match(plain, item.end)
        or (is_share and item.numeral.value >= 0 and say.changing.search(plain, begin, item.start))
        or (is_share and say.changed.match(plain, item.end))
        or _is_told_again(plain, before, item, say)
    )
    return replace(item, qualifier=BY) if differs else item


def without_reached_limits(text: str, counted: Sequence[Counted], language: str) -> list[Counted]:
    """The same; what a change reaches is no limit, though the same word (до) says "to" and "up to"."""
    reached = _say(primary(language)).reached
    return [
        replace(item, qualifier=None)
        if item.qualifier == UP_TO and reached.search(text, max(0, item.start - _BEFORE), item.start)
        else item
        for item in counted
    ]


def _of_the_same_scale(first: Numeral, second: Numeral) -> Decimal:
    """The value that a change starts from; a scale after the one reached is of both: "12 to 15 million"."""
    scaled = first.value * second.scale
    told = first.scale != 1 or first.currency is not None or scaled > _LEAP * second.value
    return first.value if told else scaled


def _is_told_again(plain: str, before: Sequence[Counted], item: Counted, say: _Say) -> bool:
    """Whether a change is told once more: "from 3.5 to 4.2 tons, or 20 per cent", "7 per cent, or $46"."""
    if _goes_on(plain, before, item, say):
        return True
    moved = len(before) > 1 and before[0].qualifier == FROM and item.unit in SHARES
    told = bool(before) and before[-1].qualifier == BY and before[-1].unit != item.unit
    return (moved or told) and say.thus.fullmatch(plain, before[-1].end, item.start) is not None


def _goes_on(plain: str, before: Sequence[Counted], item: Counted, say: _Say) -> bool:
    """Whether a change goes on: "fell by 3 per cent in 2020 and by a further 1 per cent in 2021"."""
    if not before or before[-1].qualifier != BY or before[-1].unit != item.unit or item.unit not in SHARES:
        return False
    gap = plain[before[-1].end : item.start]
    said = _DATE in gap or say.further.search(gap)
    return bool(said and say.again.fullmatch(plain, before[-1].end, item.start))


def _is_from_to(plain: str, first: Counted, second: Counted, say: _Say) -> bool:
    one, other = first.numeral, second.numeral
    alike = first.unit == second.unit or None in (first.unit, second.unit)
    return (
        alike
        and (one.currency == other.currency or (one.currency is None and first.unit is None))
        and second.start - first.end <= _BETWEEN
        and bool(say.leaving.search(plain, max(0, first.start - _BEFORE), first.start))
        and bool(say.reaching.fullmatch(plain, first.end, second.start))
    )


def _without_dates(text: str, dates: Sequence[Date]) -> str:
    """The text with every character of a date replaced, so that offsets stay."""
    kept, at = [], 0
    for date in dates:
        kept += [text[at : date.start], _DATE * (date.end - date.start)]
        at = date.end
    return "".join([*kept, text[at:]]) if dates else text


@cache
def _say(code: str) -> _Say:
    data = table(code, "numbers")
    words = data.get("changes", {})
    about = Lexicon(data.get("before", {})).pattern
    months = month_names(code) if data.get("spaced", True) else ""
    between = rf"(?:{_SPACE}|{_DATE}|{_either([*words.get('when', []), months, about])})*"
    edge = r"(?<!\w)" if data.get("spaced", True) else ""
    clitics = rf"(?:{data['clitics']})?" if data.get("clitics") else ""
    said = {name: _either(words.get(name, [])) for name in _WORDS}
    return _Say(
        leaving=Uncased(rf"{edge}{clitics}(?:{said['from']}){between}\Z"),
        reaching=Uncased(rf"{between}{edge}(?:{said['to']}){between}"),
        differing=Uncased(rf"{edge}(?:{said['by']}){between}\Z"),
        reached=Uncased(rf"{edge}(?:{said['reached']}){between}\Z"),
        started=Uncased(rf"{edge}(?:{said['started']}){between}\Z"),
        changing=Uncased(rf"{edge}(?:{said['share_by']}){between}\Z"),
        changed=Uncased(rf"{_SPACE}?(?:{said['share_after']})"),
        more=Uncased(rf"{_SPACE}?(?:{said['more']})"),
        thus=Uncased(rf"{_SPACE}?[,，；(（]?{_SPACE}?(?:{said['thus']}){between}"),
        again=Uncased(rf"{between}(?:{said['again']}){between}"),
        further=Uncased(said["further"]),
        moving=Uncased(said["moving"]) if "moving" in words else None,
    )


def _either(forms: Iterable[str]) -> str:
    return "|".join(f"(?:{form})" for form in forms if form) or "(?!)"

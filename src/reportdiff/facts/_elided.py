"""Numbers that stand without their noun: "of these, seven", "93 of the 120 States", "9.1 million"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportdiff.facts._changes import SHARES, Counted
from reportdiff.language.casing import Uncased
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table

_SCALED, _NEAR, _FAR = 1_000_000, 80, 300
# Shares, and what is weighed or measured: a number without its noun hardly counts these.
_SAID_ALWAYS = SHARES | {
    *("tons", "kilograms", "grams", "litres", "hectares", "acres"),
    *("square-kilometres", "kilometres", "metres"),
    *("years", "months", "weeks", "days", "hours", "minutes"),
}
_STOP = re.compile(r"[.;!?]\s|[。；！？]")


def with_elided(text: str, counted: Sequence[Counted], language: str) -> list[Counted]:
    """The same numbers with the units that their neighbours say; spelled ones that still count nothing go.

    "Of the 19 cases, seven were closed": seven cases. "Ninety-three of the 120 States": 93 States.
    "9.1 million" beside "8.5 million dollars": dollars. A spelled number whose noun is not known stays
    where words such as "of which" say that it is a part.
    """
    say = _say(primary(language))
    read: list[Counted] = []
    for place, printed in enumerate(counted):
        following = counted[place + 1] if place + 1 < len(counted) else None
        item = _with_money(text, read[-1] if read else None, printed)
        if item.unit or item.numeral.unit or item.numeral.currency:
            read.append(item)
            continue
        part = _is_part(text, item, say)
        whole = _whole(text, item, following, say.of_whole)
        whole = whole or _whole_before(text, read, item, say)
        whole = whole or (_told_before(text, read, item, say) if part else None)
        whole = whole or (_measured_alike(text, read, item, say) if say.nouns else None)
        known = whole is not None and whole.unit is not None
        if (
            item.is_bare
            and item.numeral.value == 1
            and not (known and _whole(text, item, following, say.of_whole))
        ):
            continue
        if known or not (item.numeral.fraction or (item.is_bare and not part)):
            read.append(replace(item, unit=whole.unit, is_article=False) if whole else item)
    return read


def _whole(text: str, item: Counted, following: Counted | None, of_whole: Uncased) -> Counted | None:
    """What a number is a part of that stands right after it: "93 of the 120 States"."""
    if following is None or following.unit in SHARES or following.numeral.currency:
        return None
    return following if of_whole.fullmatch(text, item.numeral.end, following.start) else None


def _whole_before(text: str, read: Sequence[Counted], item: Counted, say: _Say) -> Counted | None:
    """What a number is the whole of ("12 schools out of 20"), or one of the parts that its sentence tells.

    "Of the 46 complaints, 31 were upheld and 15 dismissed": all count complaints.
    """
    last = read[-1] if read else None
    if last and _is_divisible(last) and say.over_whole.fullmatch(text, last.end, item.start):
        return last
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, item.start)), default=0)
    first = next((one for one in read if one.start >= begin), None)
    told = first is not None and _is_divisible(first) and say.divided.fullmatch(text, begin, first.start)
    return first if told and item.numeral.scale == 1 else None


def _is_divisible(item: Counted) -> bool:
    return item.unit is not None and item.unit not in _SAID_ALWAYS


def _is_part(text: str, item: Counted, say: _Say) -> bool:
    """Whether words say that the number is a part of what was counted before it, or more of it."""
    begin = max(0, item.start - _NEAR)
    subject = say.does.match(text, item.numeral.end) and say.opening.search(text, begin, item.start)
    return bool(subject or say.part.search(text, begin, item.start) or say.more.match(text, item.numeral.end))


def _told_before(text: str, read: Sequence[Counted], item: Counted, say: _Say) -> Counted | None:
    """What was counted last, shares and money apart, and if it can be not only to say where."""
    units = [one for one in reversed(read[-4:]) if one.unit and one.unit not in _SAID_ALWAYS]
    told = (one for one in units if not say.aside.search(text, max(0, one.start - _NEAR), one.start))
    last = next(told, units[0] if units else None)
    return last if last and item.start - last.end <= _FAR else None


def _measured_alike(text: str, read: Sequence[Counted], item: Counted, say: _Say) -> Counted | None:
    """What was counted last in the sentence with the same measure word: 48 份答复, 13 份.

    A noun in the number's own clause would be what it counts.
    """
    measure = text[item.numeral.end : item.end].strip()
    last = _told_before(text, read, item, say)
    if last is None or not measure or _STOP.search(text, last.end, item.start):
        return None
    clause = max(text.rfind(mark, last.end, item.start) for mark in "，、；") + 1
    if not clause or (say.nouns and say.nouns.find(text, clause, item.start)):
        return None
    return last if text[last.numeral.end : last.end].lstrip().startswith(measure) else None


def _with_money(text: str, before: Counted | None, item: Counted) -> Counted:
    """The same; "9.1 million" beside "8.5 million dollars" counts dollars too."""
    if (
        before is None
        or not before.numeral.currency
        or item.unit
        or item.numeral.unit
        or item.numeral.currency
    ):
        return item
    goes_on = text[item.end : item.end + 1].isalpha()  # 500多万在校生
    scaled = item.numeral.value >= _SCALED and text[item.end - 1].isalpha() and not goes_on
    if not scaled or item.start - before.end > _NEAR or _STOP.search(text, before.end, item.start):
        return item
    return replace(item, numeral=replace(item.numeral, currency=before.numeral.currency))


@dataclass(frozen=True, slots=True)
class _Say:
    of_whole: Uncased
    over_whole: Uncased
    divided: Uncased
    part: Uncased
    more: Uncased
    opening: Uncased
    does: Uncased
    aside: Uncased
    nouns: Lexicon | None


@cache
def _say(code: str) -> _Say:
    data = table(code, "units").get("elided", {})
    spaced = bool(table(code, "numbers").get("spaced", True))
    edge = r"\b" if spaced else ""
    about = Lexicon(table(code, "numbers").get("before", {})).pattern or "(?!)"
    return _Say(
        of_whole=Uncased(rf"\s?(?:{_either(data.get('of_whole', []))})\s?(?:(?:{about})\s?)?"),
        over_whole=Uncased(rf"\s?(?:{_either(data.get('over_whole', []))})\s?"),
        divided=Uncased(rf"\s*(?:{_either(data.get('divided', []))})\s?(?:(?:{about})\s?)?"),
        part=Uncased(rf"{edge}(?:{_either(data.get('part', []))})[,，]?\s?(?:(?:{about})\s?)?\Z"),
        more=Uncased(rf"\s?(?:{_either(data.get('more', []))})"),
        opening=Uncased(
            rf"(?:\A|[.,;:—]\s|\b(?:{_either(data.get('opening', []))})\s"
            rf"|(?<!\w)(?:{_either(data.get('joined_opening', []))}))(?:(?:{about})\s?)?\Z"
        ),
        does=Uncased(rf"\s(?:{_either(data.get('does', []))})(?![\w-])"),
        aside=Uncased(rf"(?<=\w ){edge}(?:{_either(data.get('aside', []))})\s\Z"),
        nouns=None if spaced else Lexicon(table(code, "units").get("units", {})),
    )


def _either(forms: Iterable[str]) -> str:
    return "|".join(f"(?:{form})" for form in forms) or "(?!)"

"""Numerals of a language: their values, qualifiers and places.

Read are digits with the separators of the language (and any space as thousands separator), digits of
other scripts, scale words and letters, spelled-out numbers, ranges, fractions, signs, currencies.
Dates, document symbols, ordinals, numbers of articles, paragraphs, goals and resolutions are no numerals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reportdiff.language._number_rules import Rules, rules_of
from reportdiff.language._number_values import (
    PLACES,
    digits_value,
    holds,
    is_one_number,
    words_scale,
    words_value,
)
from reportdiff.language.dates import Date, dates_in
from reportdiff.language.tables import primary

_MOST = Decimal(10) ** 18  # and so is a larger value
_ONE = Decimal(1)
_HALF = Decimal("0.5")
_SHARES = frozenset({"per-cent", "per-mille"})
_BRACKET = re.compile(r"[)）]?\s?[(（]|\s(?=\d{1,2}\))")  # between a number that names something and its part
_ITEM = re.compile(r"(?:[(（;；:：。\n]\s?|\A)\Z")  # before the number of an item: (1), 1)
_MEMBERS = 32
_MEMBER = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][\w’'-]{3,} \(\d{1,2}\)[,.;]\Z"
)  # how many of a kind: Ghana (4), Nepal (3).
_NO_LABEL = ("", ",", ";", "(", "（", "，", "、", "。", "；", "$", "€", "%")
_SUMMAND = 100  # a smaller number after a scale is another one: "285 millions un an plus tôt"
_AFTER_YEARS = 2100  # from here on four digits are no year
_APART = 60  # how far before a number words can stand that part it from the next: "rose in 2016 from 9 to 14"
_LABELLED = 40
ROUGHLY = "about"
"""The qualifier of words that only round numbers have (French centaine)."""
_ONE_WORD = 8  # letters of the longest postposed number that is one word
_ZEROS = re.compile(r"0\d+(?![\d.,])")  # 0600 hours
_GLUE = frozenset("/._-@#&=?:\u2010\u2011")
_JOINED = 6  # how long what stands between a number and the hyphen of a range can be: 20 kg-30 kg
_NUMBERED = re.compile(r"[ \u00a0]\d")  # after a dual that only names: الفقرتين 12 و14
_FOUR_DIGITS = re.compile(r"\d{4}[-\u2010\u2011\u2013\u2014]\d{4,5}")
_HYPHENS = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    `start` and `end` hold digits, scale and currency; `qualifier` stands outside. `unit` is set where the
    numeral itself says it (百分之十). `high` closes a range. `scale` is what its scale word multiplies by.
    `maybe_year` marks four digits that may be a year: only a unit right after them makes them a number. A
    `fraction` (two thirds) has a value below one. `postposed` stands after what it counts (الدول الخمس).
    """

    value: Decimal
    start: int
    end: int
    high: Decimal | None = None
    currency: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    maybe_year: bool = False
    spelled: bool = False
    fraction: bool = False
    postposed: bool = False
    scale: Decimal = _ONE


def numerals_in(text: str, language: str | None, dates: Sequence[Date] | None = None) -> list[Numeral]:
    """The numerals of a text in reading order.

    Args:
        text: one paragraph.
        language: BCP 47; without data for it, digits alone are read.
        dates: the dates of the text, where they have been found already.
    """
    rules = rules_of(primary(language))
    known = dates_in(text, language) if dates is None else dates
    matches = list(_matches(text, rules))
    read = bool(matches or rules.counted_forms.find(text))
    codes = [[match.span() for match in one.finditer(text)] for one in rules.codes] if read else []
    near = [match.start() for match in rules.near.finditer(text)] if matches else []
    found: list[Numeral] = []
    label: tuple[int, bool] = (-1, False)
    glued_end = -1
    for match in matches:
        start, end = _begin(match), match.end("body")
        if any(_meets(start, start + 1, spans) for spans in codes if spans):
            continue
        digits_end = match.end("digits") if match["digits"] else end
        if _ZEROS.match(text, start):
            continue
        if _is_glued(text, start, digits_end, match, rules) or text[glued_end:start] in _HYPHENS:
            glued_end = digits_end
            continue
        date = _date_at(start, end, known)
        is_year = date is not None and (date.start, date.end) == (start, end) and end - start == 4
        if date and not is_year and not match["currency"] and not match["currency_after"]:
            label = -1, False
            continue
        numeral = _numeral(match, rules, maybe_year=is_year)
        if numeral is None:
            continue
        listed = label[1] == numeral.spelled and _is_listed(text, label[0], start, rules)
        told = bisect_left(near, start - _LABELLED) < bisect_left(near, start)
        if (
            listed
            or _is_named(text, start, digits_end, rules)
            or (told and _is_label(text, start, numeral, rules))
        ):
            label = end, numeral.spelled
            continue
        label = -1, False
        if not (told and rules.indefinite.search(text, max(0, start - _LABELLED), start)):
            found.append(numeral)
    found = _with_postposed(text, _with_counted_forms(text, found, rules, codes), rules)
    found = _with_fractions(text, _with_divided(text, found, rules), rules)
    return _ranges(text, _without_ratios(text, found, rules), rules)


def _meets(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch has something in common with one of others that are in order."""
    place = bisect_left(spans, (end, end))
    return place > 0 and spans[place - 1][1] > start


def _begin(match: re.Match[str]) -> int:
    """Where the number begins, after what is written as one word with it."""
    return match.start("digits" if match["digits"] else "words")


def _matches(text: str, rules: Rules) -> Iterator[re.Match[str]]:
    """What is written as one number; two that only a conjunction joins (two and four) one by one."""
    at = 0
    # Where a language has no words of its own, a number may begin anywhere, behind the end too.
    while at < len(text) and (begin := rules.begin.search(text, at)):
        match = rules.numeral.match(text, begin.start())
        if match is None:
            at = begin.start() + 1
            continue
        first = _first_of_two(match, rules) if match["words"] and rules.spaced else None
        match = rules.numeral.match(text, match.start(), first) or match if first else match
        yield match
        at = max(match.end(), match.start() + 1)


def _first_of_two(match: re.Match[str], rules: Rules) -> int | None:
    """Where the first of two numbers ends that a conjunction parts."""
    printed, begin = match["words"], match.start("words")
    terms = rules.parts.find(printed)
    for one, other in pairwise(terms):
        gap = printed[one.end : other.start]
        parts = [rules.values[one.key], rules.values[other.key]]
        if gap.strip() and not is_one_number(parts, units_first=rules.units_first):
            return begin + one.end
    return None


def _numeral(match: re.Match[str], rules: Rules, *, maybe_year: bool) -> Numeral | None:
    if match["digits"]:
        value, factor = digits_value(match["digits"], rules.group, rules.decimal), _ONE
    else:
        value, factor = _spelled(match, rules)
    if value is None:
        return None
    said = match["scale"] or match["letter"]
    scale = Decimal(rules.scales.key(said.strip()) or 1) if said else _ONE
    halves = (_HALF if match["half"] else 0) + (_HALF if match["halved"] else 0)
    value = (value + halves) * scale if halves or said else value
    if abs(value) >= _MOST:
        return None
    if value == value.to_integral_value():
        value = value.quantize(_ONE)
    prefix, suffix = match["currency"], match["currency_after"]
    meaning = rules.currencies.key(prefix or suffix) if prefix or suffix else None
    return Numeral(
        value=-value if match["sign"] else value,
        start=match.start("sign") if match["sign"] else match.start("currency") if prefix else _begin(match),
        end=match.end("currency_after") if suffix else match.end("body"),
        currency=None if meaning in _SHARES else meaning,
        unit=meaning if meaning in _SHARES else None,
        qualifier=_qualifier(match, rules),
        maybe_year=maybe_year and meaning is None,
        spelled=not match["digits"],
        scale=factor * scale,
    )


def _qualifier(match: re.Match[str], rules: Rules) -> str | None:
    before, after = match["before"], match["inner"] or match["after"]
    said = (rules.before.key(before) if before else None) or (rules.after.key(after) if after else None)
    rough = match["words"] and any(term.key in rules.rough for term in rules.parts.find(match["words"]))
    return said or (ROUGHLY if rough else None)


def _spelled(match: re.Match[str], rules: Rules) -> tuple[Decimal | None, Decimal]:
    """The value of a spelled number, and by what its last word multiplies."""
    printed = match["words"]
    terms = rules.parts.find(printed)
    parts = [rules.values[term.key] for term in terms]
    if len(parts) > 1 and not is_one_number(parts, units_first=rules.units_first):
        return None, _ONE
    plain = any(not multiplies for _, multiplies in parts)
    first = printed[terms[0].start : terms[0].end].lower() in rules.alone
    indefinite = not rules.spaced or (terms[0].key in rules.rough and not first)
    several = len(parts) > 1 and not indefinite  # cent mille is a number; 亿万, сотни тысяч are none
    nearly = bool(match["before"])  # 近千名, casi un millar; but 千名 counts nothing
    alone = nearly or parts[0][0] == 10 or " ".join(printed.lower().split()) in rules.alone
    return (words_value(parts), words_scale(parts)) if plain or several or alone else (None, _ONE)


def _is_listed(text: str, label_end: int, start: int, rules: Rules) -> bool:
    """Whether a number goes on with those that a label stands before."""
    if label_end < 0:
        return False
    bracket = _BRACKET.match(text, label_end)
    return (bracket is not None and bracket.end() == start) or bool(
        rules.lists.fullmatch(text, label_end, start)
    )


def _is_named(text: str, start: int, end: int, rules: Rules) -> bool:
    """Whether the number opens a paragraph or an item, or is an ordinal by what stands after it."""
    if start == 0 and text[end : end + 2] in (". ", ".\u00a0"):
        return True
    if (
        end - start <= 2
        and _ITEM.search(text, max(0, start - 2), start)
        and text[end : end + 1] in (")", "）")
    ):
        return not _MEMBER.search(text, max(0, start - _MEMBERS), end + 2)
    return rules.label_tails.match(text, end) is not None


def _is_label(text: str, start: int, numeral: Numeral, rules: Rules) -> bool:
    """Whether the word before a number names something by it: a paragraph, a resolution."""
    begin = max(0, start - _LABELLED)
    if text[begin:start].rstrip()[-1:] in _NO_LABEL:  # a cheap check before a dear one
        return False
    if rules.labels.search(text, begin, start):
        return True
    if numeral.currency or numeral.unit or not rules.weak_labels.search(text, begin, start):
        return False
    return not rules.counting.match(text, numeral.end)


def _is_glued(text: str, start: int, end: int, match: re.Match[str], rules: Rules) -> bool:
    """Whether the number is a part of a symbol or a name: A/70/951, COVID-19, Ту-154, .50."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (_is_letter(before[-1]) or before[-1] in "/."):
        return before[-2:] not in ("S$", "A$")
    if len(before) == 2 and before[1] in _GLUE and (_is_ascii_letter(before[0]) or before[0].isdigit()):
        return before[1] != "-" or not before[0].isdigit()
    if (
        len(before) == 2
        and before[1] in _HYPHENS
        and before[0].isalpha()
        and match["digits"]
        and not match["sign"]
    ):
        return rules.joins.search(text, max(0, start - _JOINED), start) is None
    if after and (after[0] == "/" and after[1:].isalnum()):
        return True
    if len(after) == 2 and after[0] in "-._@'’" and _is_ascii_letter(after[1]):
        over = _divides(text, end, rules) if match["words"] else False
        return not over and rules.compounds.match(text, end) is None
    glued = bool(after) and _is_ascii_letter(after[0]) and text[start:end][-1].isdigit()
    return glued and match.end() == end and not rules.attached.match(text, end)


def _divides(text: str, end: int, rules: Rules) -> bool:
    """Whether a hyphen joins a number to what it is divided by: two-thirds."""
    return text[end] in _HYPHENS and rules.denominators.at(text, end + 1) is not None


def _is_letter(char: str) -> bool:
    """Whether a letter makes a code of the digits right after it: B7, Б7, but not the Arabic و7."""
    return _is_ascii_letter(char) or "\u0400" <= char <= "\u04ff"


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _date_at(start: int, end: int, dates: Sequence[Date]) -> Date | None:
    """The date that a number is a part of."""
    last = bisect_left(dates, end, key=_start_of) if dates else 0
    return dates[last - 1] if last and start < dates[last - 1].end else None


def _start_of(item: Date | Numeral) -> int:
    return item.start


def _with_counted_forms(
    text: str, found: Sequence[Numeral], rules: Rules, codes: Sequence[Sequence[tuple[int, int]]]
) -> list[Numeral]:
    """The same, and the nouns that say by their form how many they are: the Arabic dual."""
    terms = rules.counted_forms.find(text)
    spans = [(numeral.start, numeral.end) for numeral in found]
    forms = []
    for term in terms:
        named = any(_meets(term.start, term.start + 1, one) for one in codes if one)
        if named or _meets(term.start, term.end, spans) or _NUMBERED.match(text, term.end):
            continue
        value, unit = term.key.split(" ")
        said = _qualifier_before(text, term.start, rules)
        form = Numeral(Decimal(value), term.start, term.end, qualifier=said, spelled=True)
        forms.append(replace(form, currency=unit) if unit.isupper() else replace(form, unit=unit))
    return sorted([*found, *forms], key=_start_of) if forms else list(found)


def _with_postposed(text: str, found: Sequence[Numeral], rules: Rules) -> list[Numeral]:
    """The same, and the numbers that stand after their noun; a part of one (عشر of الأحد عشر) is none."""
    terms = rules.postposed.find(text)
    if not terms:
        return list(found)
    spans = [(one.start, one.end) for one in found]
    terms = [
        term for term in terms if term.end - term.start > _ONE_WORD or not _meets(term.start, term.end, spans)
    ]
    after = [(term.start, term.end) for term in terms]
    whole = [one for one in found if not _meets(one.start, one.end, after)]
    said = [Numeral(Decimal(term.key), term.start, term.end, spelled=True, postposed=True) for term in terms]
    return sorted([*whole, *said], key=_start_of)


def _qualifier_before(text: str, start: int, rules: Rules) -> str | None:
    match = rules.qualified.search(text, max(0, start - _LABELLED), start)
    return rules.before.key(match["before"]) if match else None


def _with_divided(text: str, found: Sequence[Numeral], rules: Rules) -> list[Numeral]:
    """The same, with one fraction for a number and what it is divided by: three fifths, 五分之三."""
    read: list[Numeral] = []
    for numeral in found:
        before = read[-1] if read else None
        if before is not None and rules.under_over.fullmatch(text, before.end, numeral.start):
            read[-1:] = _fraction(numeral, before, before.start, numeral.end)
        else:
            read.append(numeral)
    terms = rules.denominators.find(text) if any(numeral.spelled for numeral in read) else []
    if not terms:
        return read
    begins = [term.start for term in terms]
    divided: list[Numeral] = []
    for numeral in read:
        place = bisect_left(begins, numeral.end)
        if place < len(terms) and rules.over_under.fullmatch(text, numeral.end, terms[place].start):
            under = replace(numeral, value=Decimal(terms[place].key))
            divided += _fraction(numeral, under, numeral.start, terms[place].end)
        else:
            divided.append(numeral)
    return divided


def _fraction(over: Numeral, under: Numeral, start: int, end: int) -> list[Numeral]:
    """One fraction; none where it would be no part of a whole (двадцать пятая) or less than can be kept."""
    value = (over.value / under.value).quantize(PLACES) if under.value else Decimal(0)
    if not 0 < value < 1 or under.currency or over.currency:
        return []
    return [replace(under, value=value, start=start, end=end, spelled=True, fraction=True, scale=_ONE)]


def _with_fractions(text: str, found: Sequence[Numeral], rules: Rules) -> list[Numeral]:
    """The same, with fractions that have a name in the place of the numbers that they are told with."""
    terms = rules.fractions.find(text)
    if not terms:
        return list(found)
    parts = []
    for term in terms:
        if any(
            part.end == term.start - 1
            for part in rules.parts.find(text, max(0, term.start - _APART), term.start)
        ):
            continue  # двадцать одна треть
        over, under = map(int, term.key.split("/"))
        value = (Decimal(over) / under).quantize(PLACES)
        said = _qualifier_before(text, term.start, rules)
        parts.append(Numeral(value, term.start, term.end, qualifier=said, spelled=True, fraction=True))
    spans = [(part.start, part.end) for part in parts]
    whole = [one for one in found if not _meets(one.start, one.end, spans)]
    return sorted([*whole, *parts], key=_start_of)


def _without_ratios(text: str, numerals: Sequence[Numeral], rules: Rules) -> list[Numeral]:
    """The same without the numbers of a ratio: one in five, uno de cada cinco."""
    dropped: set[int] = set()
    for place, (low, high) in enumerate(pairwise(numerals)):
        parted = rules.ratios.match(text, low.end) if _is_ratio(low, high) else None
        if parted and parted.end() == high.start:
            dropped |= {place, place + 1}
    return [numeral for place, numeral in enumerate(numerals) if place not in dropped]


def _is_ratio(low: Numeral, high: Numeral) -> bool:
    plain = not (low.currency or low.unit or high.currency or high.unit or high.maybe_year)
    return plain and low.scale == 1 and 0 < low.value < high.value


def _ranges(text: str, numerals: Sequence[Numeral], rules: Rules) -> list[Numeral]:
    merged: list[Numeral] = []
    for numeral in numerals:
        low = merged[-1] if merged else None
        if low is not None and _is_range(text, low, numeral, rules):
            merged[-1] = _range(low, numeral)
        elif low is not None and rules.spaced and _is_sum(text, low, numeral):
            value = low.value + numeral.value
            merged[-1] = replace(numeral, value=value, start=low.start, qualifier=low.qualifier)
        else:
            merged.append(numeral)
    return merged


def _is_sum(text: str, high: Numeral, low: Numeral) -> bool:
    """Whether one number is told in two scales: "2 million 300 thousand"."""
    gap = text[high.end : low.start]
    plain = high.high is None and low.high is None and not high.currency and not low.maybe_year
    scaled = high.value >= 1000 and text[high.end - 1] not in "0123456789"
    follows = 0 < len(gap) <= 2 and gap.isspace() and (low.scale > 1 or low.value >= _SUMMAND)
    return plain and scaled and follows and holds(high.value, low.value)


def _is_range(text: str, low: Numeral, high: Numeral, rules: Rules) -> bool:
    if low.high is not None or high.maybe_year or (low.maybe_year and high.value < _AFTER_YEARS):
        return False
    if low.maybe_year and not _FOUR_DIGITS.fullmatch(text, low.start, high.end):
        return _is_paired(text, low, high, rules)
    if low.value >= high.value or (low.unit and low.unit != high.unit):
        return False
    begin = max(0, low.start - _APART)
    if rules.joiners.fullmatch(text, low.end, high.start):
        twice = rules.spaced and low.currency and high.currency  # "rose $4 million to $9 million" is none
        return not twice and not rules.parted.search(text, begin, low.start)
    return _is_paired(text, low, high, rules)


def _is_paired(text: str, low: Numeral, high: Numeral, rules: Rules) -> bool:
    """Whether words before both and between make a range of two numbers: between 5 and 10."""
    begin = max(0, low.start - _APART)
    return low.value < high.value and any(
        opening.search(text, begin, low.start) and closing.fullmatch(text, low.end, high.start)
        for opening, closing in rules.paired
    )


def _range(low: Numeral, high: Numeral) -> Numeral:
    """One numeral of two; a scale that stands once, after the second number, is of both: "10–15 million"."""
    scaled = low.value * high.scale
    return replace(
        low,
        value=scaled if low.scale == 1 and scaled < high.value else low.value,
        high=high.value,
        end=high.end,
        maybe_year=False,
        currency=low.currency or high.currency,
        unit=low.unit or high.unit,
    )

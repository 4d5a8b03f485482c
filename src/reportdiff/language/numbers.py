"""Numerals of a language: their values, qualifiers and places.

Read are digits with the separators of the language (and any space as thousands separator), digits of
other scripts, scale words, spelled-out numbers, ranges, fractions of a hundred, currency signs.
Dates, document symbols, ordinals, numbers of articles, paragraphs, goals and resolutions are no numerals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from reportdiff.language.casing import Uncased
from reportdiff.language.dates import Date, dates_in
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.tables import primary, table

_SPACE = "[ \u00a0\u2009\u202f\n]"
_DIGIT = r"[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]"
_ASCII = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3, "\u066c \u00a0\u2009\u202f\n，"
)
_MOST = Decimal(10) ** 18  # and so is a larger value
_PLACES = Decimal("0.0001")  # of a fraction
_MOST_DIGITS = 18  # a longer run of digits is a code, a serial number or a torn table, and counts nothing
_BRACKET = re.compile(r"[)）]?\s?[(（]")  # between a number that names something and its part or year
_ITEM = re.compile(r"(?:[(（;；:：。\n]\s?|\A)\Z")  # before the number of an item: (1), 1)
_PHONE = re.compile(r"\+\d[\d ()-]{6,20}")
_APART = 60  # how far before a number words can stand that part it from the next: "rose in 2016 from 9 to 14"
ROUGHLY = "about"
"""The qualifier of words that only round numbers have (French centaine)."""
_GLUE = frozenset("/._-@#&=?:\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    `start` and `end` hold digits, scale and currency; `qualifier` stands outside. `unit` is set where the
    numeral itself says it (百分之十). `high` closes a range. `maybe_year` marks four digits that may be
    a year: only a unit right after them makes them a number. A `fraction` (two thirds) has a value below one.
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


@dataclass(frozen=True, slots=True)
class _Rules:
    numeral: Uncased
    counted: Uncased
    counted_forms: Lexicon
    fraction: Uncased
    fractions: Lexicon
    parts: Lexicon
    values: dict[str, tuple[Decimal, bool]]
    scales: Lexicon
    before: Lexicon
    after: Lexicon
    currencies: Lexicon
    labels: Uncased
    label_tails: Uncased
    joiners: re.Pattern[str]
    apart: Uncased
    paired: tuple[tuple[Uncased, Uncased], ...]
    lists: Uncased
    decimal: str
    group: str
    alone: frozenset[str]
    rough: frozenset[str]
    phones: Uncased
    spaced: bool
    units_first: bool


def numerals_in(text: str, language: str | None, dates: Sequence[Date] | None = None) -> list[Numeral]:
    """The numerals of a text in reading order.

    Args:
        text: one paragraph.
        language: BCP 47; without data for it, digits alone are read.
        dates: the dates of the text, where they have been found already.
    """
    rules = _rules(primary(language))
    known = dates_in(text, language) if dates is None else dates
    phones = [match.span() for pattern in (_PHONE, rules.phones) for match in pattern.finditer(text)]
    found: list[Numeral] = []
    label_end = -1
    for match in _matches(text, rules):
        numeral = _numeral(match, rules)
        if numeral is None or any(a <= numeral.start < b for a, b in phones):
            continue
        start, end = _begin(match), match.end("body")
        digits_end = match.end("digits") if match["digits"] else end
        if _is_glued(text, start, digits_end):
            continue
        listed = label_end >= 0 and (
            rules.lists.fullmatch(text, label_end, start) or _BRACKET.fullmatch(text, label_end, start)
        )
        if listed or _is_label(text, start, digits_end, rules):
            label_end = end
            continue
        label_end = -1
        kept = _unless_date(numeral, start, end, known)
        if kept is not None:
            found.append(kept)
    return _ranges(text, _with_fractions(text, _with_counted_forms(text, found, rules), rules), rules)


def _with_counted_forms(text: str, found: Sequence[Numeral], rules: _Rules) -> list[Numeral]:
    """The same, and the nouns that say by their form how many they are: the Arabic dual."""
    if not rules.counted_forms.pattern:
        return list(found)
    forms = []
    for match in rules.counted.finditer(text):
        start, end = match.span("form")
        if any(numeral.start < end and start < numeral.end for numeral in found):
            continue
        value, unit = (rules.counted_forms.key(match["form"]) or "").split(" ")
        qualifier = rules.before.key(match["before"] or "")
        forms.append(Numeral(Decimal(value), start, end, unit=unit, qualifier=qualifier, spelled=True))
    return sorted([*found, *forms], key=lambda numeral: numeral.start)


def _with_fractions(text: str, found: Sequence[Numeral], rules: _Rules) -> list[Numeral]:
    """The same, with fractions in the place of the numbers that they are told with."""
    if not rules.fractions.pattern:
        return list(found)
    parts = []
    for match in rules.fraction.finditer(text):
        over, under = map(int, (rules.fractions.key(match["form"]) or "0/1").split("/"))
        value = (Decimal(over) / under).quantize(_PLACES)
        qualifier = rules.before.key(match["before"] or "")
        parts.append(Numeral(value, *match.span("form"), qualifier=qualifier, spelled=True, fraction=True))
    if not parts:
        return list(found)
    whole = [one for one in found if not any(one.start < p.end and p.start < one.end for p in parts)]
    return sorted([*whole, *parts], key=lambda numeral: numeral.start)


def _begin(match: re.Match[str]) -> int:
    """Where the number begins, after what is written as one word with it."""
    return match.start("digits" if match["digits"] else "words")


def _matches(text: str, rules: _Rules) -> Iterator[re.Match[str]]:
    """What is written as one number; two that only a conjunction joins (two and four) one by one."""
    at = 0
    while match := rules.numeral.search(text, at):
        first = _first_of_two(match, rules) if match["words"] and rules.spaced else None
        match = rules.numeral.match(text, match.start(), first) or match if first else match
        yield match
        at = max(match.end(), match.start() + 1)


def _first_of_two(match: re.Match[str], rules: _Rules) -> int | None:
    """Where the first of two numbers ends that a conjunction parts."""
    printed, begin = match["words"], match.start("words")
    terms = rules.parts.find(printed)
    for one, other in pairwise(terms):
        gap = printed[one.end : other.start]
        parts = [rules.values[one.key], rules.values[other.key]]
        if gap.strip() and not _is_one_number(parts, units_first=rules.units_first):
            return begin + one.end
    return None


def _numeral(match: re.Match[str], rules: _Rules) -> Numeral | None:
    value = _digits(match["digits"], rules) if match["digits"] else _spelled(match, rules)
    if value is None:
        return None
    scale = match["scale"]
    if scale:
        value *= Decimal(rules.scales.key(scale) or 1)
    if abs(value) >= _MOST:
        return None
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    prefix, suffix = match["currency"], match["currency_after"]
    meaning = rules.currencies.key(prefix or suffix or "")
    qualifier = rules.before.key(match["before"] or "") or rules.after.key(
        match["inner"] or match["after"] or ""
    )
    if qualifier is None and match["words"] and _is_rough(match["words"], rules):
        qualifier = ROUGHLY
    return Numeral(
        value=value,
        start=match.start("currency") if prefix else _begin(match),
        end=match.end("currency_after") if suffix else match.end("body"),
        currency=None if meaning == "per-cent" else meaning,
        unit="per-cent" if meaning == "per-cent" else None,
        qualifier=qualifier,
        spelled=not match["digits"],
    )


def _digits(printed: str, rules: _Rules) -> Decimal | None:
    plain = printed.translate(_ASCII).replace("\u066b", ".")
    if rules.group in rules.decimal:
        plain = _by_places(plain, rules.group)
    elif rules.decimal == ",":
        plain = plain.replace(".", "").replace(",", ".") if rules.group == "." else plain.replace(",", ".")
    else:
        plain = plain.replace(",", "")
    if plain.count(".") > 1 or len(plain) > _MOST_DIGITS:
        return None
    return Decimal(plain)


def _by_places(plain: str, mark: str) -> str:
    """A number whose mark parts thousands where three digits follow, else decimals: 9,600 but 4,2."""
    groups = plain.split(mark)
    parted = not plain.startswith("0") and all(len(group.split(".")[0]) == 3 for group in groups[1:])
    return "".join(groups) if parted else ".".join(groups)


def _spelled(match: re.Match[str], rules: _Rules) -> Decimal | None:
    printed = match["words"]
    terms = rules.parts.find(printed)
    parts = [rules.values[term.key] for term in terms]
    plain = [value for value, multiplies in parts if not multiplies]
    if len(parts) > 1 and not _is_one_number(parts, units_first=rules.units_first):
        return None
    nearly = bool(match["before"])  # 近千名, casi un millar; but 千名 counts nothing
    alone = nearly or parts[0][0] == 10 or " ".join(printed.lower().split()) in rules.alone
    return _value(parts) if plain or len(parts) > 1 or alone else None


def _is_rough(printed: str, rules: _Rules) -> bool:
    return any(term.key in rules.rough for term in rules.parts.find(printed))


def _is_one_number(parts: Sequence[tuple[Decimal, bool]], *, units_first: bool) -> bool:
    """Whether plain values that stand side by side shrink (twenty-five), as those of one number do."""
    return all(
        second[1] or first[1] or _holds(first[0], second[0]) or (units_first and _holds(second[0], first[0]))
        for first, second in pairwise(parts)
    )


def _holds(first: Decimal, second: Decimal) -> bool:
    """Whether a value has room for another in its zeros: 20 for 5, 200 for 50 and 5."""
    if first == 0:
        return True
    room = 10 ** (len(str(first)) - len(str(first).rstrip("0")))
    return first >= 20 and second < room


def _value(parts: Sequence[tuple[Decimal, bool]]) -> Decimal:
    """Two hundred and five: what stands before the greatest multiplier counts it, what follows is added."""
    multipliers = [value for value, multiplies in parts if multiplies]
    if not multipliers:
        return sum((value for value, _ in parts), Decimal(0))
    index = max(i for i, part in enumerate(parts) if part == (max(multipliers), True))
    count = _value(parts[:index]) if index else Decimal(1)
    return count * parts[index][0] + _value(parts[index + 1 :])


def _is_label(text: str, start: int, end: int, rules: _Rules) -> bool:
    """Whether the number only names something: a paragraph, a resolution, an ordinal."""
    if start == 0 and text[end : end + 2] in (". ", ".\u00a0"):
        return True
    if (
        end - start <= 2
        and _ITEM.search(text, max(0, start - 2), start)
        and text[end : end + 1] in (")", "）")
    ):
        return True
    return bool(rules.label_tails.match(text, end)) or bool(
        rules.labels.search(text, max(0, start - 40), start)
    )


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether the number is a part of a symbol: A/70/951, COVID-19."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (_is_ascii_letter(before[-1]) or before[-1] == "/"):
        return before[-2:] not in ("S$", "A$")
    if len(before) == 2 and before[1] in _GLUE and (_is_ascii_letter(before[0]) or before[0].isdigit()):
        return before[1] != "-" or not before[0].isdigit()
    if after and (after[0] == "/" and after[1:].isalnum()):
        return True
    if len(after) == 2 and after[0] in "-._@" and _is_ascii_letter(after[1]):
        return True
    return (
        bool(after)
        and _is_ascii_letter(after[0])
        and text[start:end][-1].isdigit()
        and not _has_unit(text, end)
    )


def _has_unit(text: str, end: int) -> bool:
    return re.compile(r"(?:kg|km|m|t|ha|g|l|bn|mn)(?![A-Za-z])").match(text, end) is not None


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _unless_date(numeral: Numeral, start: int, end: int, dates: Sequence[Date]) -> Numeral | None:
    last = bisect_left(dates, end, key=_start_of)
    date = dates[last - 1] if last and start < dates[last - 1].end else None
    if date is None or numeral.currency:
        return numeral
    bare_year = date.end - date.start == 4 and (date.start, date.end) == (start, end)
    return replace(numeral, maybe_year=True) if bare_year else None


def _start_of(date: Date) -> int:
    return date.start


def _ranges(text: str, numerals: Sequence[Numeral], rules: _Rules) -> list[Numeral]:
    merged: list[Numeral] = []
    for numeral in numerals:
        low = merged[-1] if merged else None
        if low is not None and _is_range(text, low, numeral, rules):
            merged[-1] = _range(low, numeral)
        elif low is not None and rules.spaced and _is_sum(text, low, numeral):
            merged[-1] = replace(
                numeral, value=low.value + numeral.value, start=low.start, qualifier=low.qualifier
            )
        else:
            merged.append(numeral)
    return merged


def _is_sum(text: str, high: Numeral, low: Numeral) -> bool:
    """Whether one number is told in two scales: "2 million 300 thousand"."""
    gap = text[high.end : low.start]
    plain = high.high is None and low.high is None and not high.currency and not low.maybe_year
    scaled = high.value >= 1000 and text[high.end - 1] not in "0123456789"
    return plain and scaled and 0 < len(gap) <= 2 and gap.isspace() and _holds(high.value, low.value)


def _is_range(text: str, low: Numeral, high: Numeral, rules: _Rules) -> bool:
    if low.high is not None or low.maybe_year or high.maybe_year:
        return False
    if low.value >= high.value or (low.unit and low.unit != high.unit):
        return False
    begin = max(0, low.start - _APART)
    if rules.joiners.fullmatch(text, low.end, high.start):
        twice = low.currency and high.currency  # "rose $4 million to $9 million" is no range
        return not twice and not rules.apart.search(text, begin, low.start)
    return any(
        opening.search(text, begin, low.start) and closing.fullmatch(text, low.end, high.start)
        for opening, closing in rules.paired
    )


def _range(low: Numeral, high: Numeral) -> Numeral:
    # "10–15 million": the scale stands once, after the second number.
    value = low.value
    if value and high.value / value >= 1000:
        scale = next(s for s in (10**12, 10**9, 10**8, 10**6, 10**4, 1000) if high.value >= s)
        value = value * scale if value * scale <= high.value else value
    return replace(
        low,
        value=value,
        high=high.value,
        end=high.end,
        currency=low.currency or high.currency,
        unit=low.unit or high.unit,
    )


@cache
def _rules(code: str) -> _Rules:
    data, units = table(code, "numbers"), table(code, "units")
    words, times = data.get("words", {}), data.get("multipliers", {})
    spaced = bool(data.get("spaced", True))
    values = {str(value): (Decimal(value), False) for value in words}
    values |= {f"x{value}": (Decimal(value), True) for value in times}
    rough = {f"~{value}": forms for value, forms in data.get("rough", {}).items()}
    values |= {key: (Decimal(key[1:]), True) for key in rough}
    clitics = data.get("clitics", "")
    parts = Lexicon(
        {**words, **{f"x{value}": forms for value, forms in times.items()}, **rough}, clitics=clitics
    )
    money = units.get("currencies", {})
    signs = {name: forms.get("before", []) for name, forms in money.items()}
    names = {name: forms.get("after", []) for name, forms in money.items()}
    both = {name: [*signs[name], *names[name]] for name in money}
    beginning = r"\b" if spaced else ""
    edge = _edge(form for forms in signs.values() for form in forms) if spaced else ""
    scales, after = (Lexicon(data.get(name, {})) for name in ("scales", "after"))
    before = Lexicon(data.get("before", {}), clitics=clitics)
    group, decimal = data.get("group", ","), data.get("decimal", ".")
    gap = f"{_SPACE}?" if not spaced else f"{_SPACE}{{0,2}}"
    opening = rf"(?<!\w)(?:{clitics})?" if clitics else ""
    word = _spelled_pattern(parts.pattern, opening, data.get("links", []), spaced=spaced)
    qualified = rf"(?:{opening}(?P<before>{_or_never(before.pattern)}){gap})?"
    counted = Lexicon(
        {
            f"{value} {unit}": forms
            for value, nouns in units.get("counted", {}).items()
            for unit, forms in nouns.items()
        },
        clitics=clitics,
    )
    fractions = Lexicon(data.get("fractions", {}), clitics=clitics)
    return _Rules(
        numeral=Uncased(
            edge + qualified + rf"(?:(?P<currency>{_or_never(Lexicon(signs).pattern)}){gap})?"
            rf"(?P<body>(?:(?P<digits>{_digits_pattern(group, decimal)})|{opening}(?P<words>{word}))"
            rf"(?P<inner>{gap}(?:{_or_never(after.pattern)}))?"
            rf"(?:{gap}(?P<scale>{_or_never(scales.pattern)}))?)"
            rf"(?P<after>{gap}(?:{_or_never(after.pattern)}))?"
            rf"(?:{gap}(?P<currency_after>{_or_never(Lexicon(names).pattern)}))?",
        ),
        counted=Uncased(rf"{beginning}{qualified}{opening}(?P<form>{_or_never(counted.pattern)})"),
        counted_forms=counted,
        fraction=Uncased(rf"{beginning}{qualified}{opening}(?P<form>{_or_never(fractions.pattern)})"),
        fractions=fractions,
        parts=parts,
        values=values,
        scales=scales,
        before=before,
        after=after,
        currencies=Lexicon(both),
        labels=Uncased(_label_pattern(data.get("labels", []), gap, spaced=spaced)),
        label_tails=Uncased(rf"{gap}(?:{_joined(data.get('label_tails', []))})"),
        joiners=re.compile(rf"(?:{gap}%)?(?:{_joined(data.get('ranges', ['-', '–']))})"),
        apart=Uncased(rf"(?:{_joined(data.get('apart', []))}){_SPACE}?\Z"),
        paired=tuple(
            (
                Uncased(rf"{opening}{_SPACE}?\Z"),
                Uncased(rf"(?:{gap}%)?{_SPACE}?{closing}{_SPACE}?"),
            )
            for opening, closing in data.get("paired", [])
        ),
        lists=Uncased(rf"[)）]?{gap}(?:{_joined(data.get('lists', [',']))}){gap}"),
        decimal=decimal,
        group=group,
        alone=frozenset(data.get("alone", ())),
        rough=frozenset(rough),
        phones=Uncased(
            rf"{beginning}(?:{_joined(data.get('phones', []))})[ :：\u00a0]{{0,3}}"
            r"[\d(+][\d ()./\u00a0-]{4,24}"
        ),
        spaced=spaced,
        units_first=bool(data.get("units_first", False)),
    )


def _edge(signs: Iterable[str]) -> str:
    """Where a numeral can begin: a cheap check before the dear ones."""
    others = "".join(sorted({re.escape(form[0]) for form in signs if not form[0].isalpha()}))
    return rf"(?:\b|(?=[\d{others}]))"


def _digits_pattern(group: str, decimal: str) -> str:
    groups = re.escape(group) + ("，" if group == "," else "")
    comma = "\u066b" + re.escape(decimal)
    head = rf"(?<!{_DIGIT})(?<!{_DIGIT}[.,])"
    grouped = rf"{_DIGIT}{{1,3}}(?:(?:[{groups}\u066c]{_DIGIT}{{3}})+|(?:{_SPACE}{_DIGIT}{{3}})+)(?!{_DIGIT})"
    return rf"{head}(?:{grouped}|{_DIGIT}{{1,18}})(?:[{comma}]{_DIGIT}{{1,9}})?(?!{_DIGIT}|[.,]{_DIGIT})"


def _spelled_pattern(word: str, opening: str, links: Sequence[str], *, spaced: bool) -> str:
    if not word:
        return "(?!)"
    if not spaced:
        return rf"(?:{word}){{1,12}}"
    link = rf"(?:{_SPACE}|-)(?:(?:{_joined(links)}){_SPACE})?"
    return rf"(?:{word})(?:{link}{opening}(?:{word})){{0,8}}"


def _label_pattern(labels: Sequence[str], gap: str, *, spaced: bool) -> str:
    edge = r"(?<!\w)" if spaced else ""
    return rf"{edge}(?:{_joined(labels)}){gap}\Z"


def _joined(forms: Iterable[str]) -> str:
    return "|".join(forms) or "(?!)"


def _or_never(pattern: str) -> str:
    return pattern or "(?!)"

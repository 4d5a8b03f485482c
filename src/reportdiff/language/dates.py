"""Dates, years and spans of years in a text, with what they say as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from reportdiff.language.casing import Uncased
from reportdiff.language.lexicon import Lexicon, by_first
from reportdiff.language.tables import primary, table

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹〇零一二三四五六七八九", "0123456789" * 2 + "00123456789")
_DIGIT = re.compile(rf"[0-9{''.join(map(chr, _DIGITS))}]")
# A pattern whose dates begin with a digit or a month.
_OPENING = re.compile(r"(?:\(\?<[!=][^)]*\))*(?:\(\?:)*(?:\(\?P<\w>)?(?:\(\?:)?(?:\\d|\{month\}|1\[89\])")
_YEAR = r"(?:1[89]|20)\d\d"
_DASH = "[-\u2010\u2011\u2013\u2014/]"
_FREE = (
    r"(?<![^\W\u3400-\u9fff])(?<![/.,-])"  # not after a letter or digit, unless of a script without spaces
)
_GENERIC = (
    rf"{_FREE}(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\w)",
    rf"{_FREE}(?P<y>{_YEAR}) ?{_DASH} ?(?P<until>{_YEAR}|\d\d)(?![\w/]|[.,]\d)",
    rf"{_FREE}(?P<y>{_YEAR})(?![\w/%]|[.,]\d|-\d)",
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: `iso` is `2016`, `2016-12`, `2016-12-31`, or `2016-2017` for a span of years.

    `iso` is None for a date that does not say its year.
    """

    iso: str | None
    start: int
    end: int

    @property
    def is_period(self) -> bool:
        """Whether it is a year or a span of years."""
        return self.iso is not None and len(self.iso) in (4, 9)


def dates_in(text: str, language: str | None) -> list[Date]:
    """The dates of a text in reading order, none overlapping."""
    pattern, begin, months = _dates(primary(language))
    if not _DIGIT.search(text):
        return []
    return [_date(match, months) for match in _matches(text, pattern, begin)]


def _matches(text: str, pattern: Uncased, begin: Uncased | None) -> Iterator[re.Match[str]]:
    if begin is None:
        yield from pattern.finditer(text)
        return
    at = 0
    while found := begin.search(text, at):
        match = pattern.match(text, found.start())
        at = match.end() if match else found.start() + 1
        if match:
            yield match


def month_names(language: str | None) -> str:
    """A pattern of the names of months, in small letters."""
    return _dates(primary(language))[2].pattern


def _date(match: re.Match[str], months: Lexicon) -> Date:
    parts = {re.sub(r"_\d+$", "", name): value for name, value in match.groupdict().items() if value}
    return Date(_iso(parts, months), *match.span())


def _iso(parts: dict[str, str], months: Lexicon) -> str | None:
    if "y" not in parts:
        return None
    year = parts["y"].translate(_DIGITS)
    if "until" in parts:
        return _span(year, parts["until"].translate(_DIGITS))
    month = parts.get("m") or months.key(parts.get("month", ""))
    day = parts.get("d")
    return "-".join([year, *(f"{int(part.translate(_DIGITS)):02}" for part in (month, day) if part)])


def _span(year: str, until: str) -> str:
    if len(until) == 4:
        return f"{year}-{until}"
    if until > year[2:]:
        return f"{year}-{year[:2]}{until}"
    return f"{year}-{until}" if "01" <= until <= "12" else year


@cache
def _dates(code: str) -> tuple[Uncased, Uncased | None, Lexicon]:
    """The dates of a language, where one can begin if that is told by a letter or digit, and its months."""
    months = _months(code)
    said = table(code, "dates").get("patterns", [])
    filled = [
        pattern.replace(" ", r"\s").replace("{month}", f"(?P<month>{months.pattern})") for pattern in said
    ]
    patterns = [_numbered(pattern, i) for i, pattern in enumerate([*filled, *_GENERIC])]
    either = "|".join(f"(?:{pattern})" for pattern in patterns)
    if not table(code, "numbers").get("spaced", True):
        return Uncased(either), None, months
    plain = all(_OPENING.match(pattern) for pattern in said)
    if not plain or not months.pattern:
        return Uncased(rf"(?:\b|(?=\d))(?:{either})"), None, months
    begin = rf"(?:\b|(?=\d))(?:\d(?<!\d\d)|{by_first(months.atoms)})"
    return Uncased(either), Uncased(begin), months


def _numbered(pattern: str, index: int) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{index}>", pattern)


def _months(code: str) -> Lexicon:
    names: dict[str, list[str]] = {str(number): [] for number in range(1, 13)}
    for number, name in _locale_months(code):
        names[number].append(name)
    for number, more in table(code, "dates").get("months", {}).items():
        names[number].extend(more)
    return Lexicon(names)


def _locale_months(code: str) -> list[tuple[str, str]]:
    try:
        months = Locale.parse(code).months
    except (UnknownLocaleError, ValueError):
        return []
    uses = (months.get(use, {}).get("wide", {}) for use in ("format", "stand-alone"))
    return [(str(number), name) for names in uses for number, name in names.items()]

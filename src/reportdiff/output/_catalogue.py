"""The words of the interface: one TOML file a language, and how that language writes figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

from babel import Locale
from babel.dates import format_date

from reportdiff.language.places import alpha3
from reportdiff.language.tables import table
from reportdiff.model import Address, Donor, Finding
from reportdiff.output._markdown import Markdown, escape
from reportdiff.output._places import RANGE, Cited, cited, stretch

_DATA = resources.files("reportdiff.output") / "data"
_MINUS = "\u2212"
_DIGITS = "latn"
"""The numbering system of the documents of the United Nations in every language."""


class Catalogue:
    """The strings of one interface language, and figures, names and places in its way of writing.

    Numbers are written as CLDR has them; a table `writing` says where the United Nations write otherwise.
    Every method that returns `Markdown` has escaped what it was given.
    """

    def __init__(self, language: str, strings: Mapping[str, Any]) -> None:
        self.language = language
        self._strings = strings
        self._locale = Locale.parse(strings["locale"])
        self._writing, symbols = strings.get("writing", {}), self._locale.number_symbols[_DIGITS]
        self._group = str(self._writing.get("group") or symbols["group"])
        self._point = str(self._writing.get("decimal") or symbols["decimal"])
        # Where writing runs from the right, CLDR's signs begin with a mark that keeps them before the number.
        self._plus = str(symbols["plusSign"])
        self._minus = self._plus.replace("+", _MINUS)
        self._messages = [
            (_message_pattern(entry["message"]), entry["text"]) for entry in strings["messages"]
        ]

    def say(self, key: str, /, **values: object) -> Markdown:
        """The string under a dotted key with its places filled in.

        A table of plural forms is chosen from by `n`, in the classes of CLDR.
        """
        entry: Any = self._strings
        for part in key.split("."):
            entry = entry[part]
        text = self._form(entry, values["n"]) if isinstance(entry, Mapping) else str(entry)
        return Markdown(text.format_map({name: self._filled(value) for name, value in values.items()}))

    def _form(self, forms: Mapping[str, str], number: object) -> str:
        """The plural form of a number."""
        return forms.get(self._locale.plural_form(abs(Decimal(str(number)))), forms["other"])

    def _filled(self, value: object) -> Markdown:
        if isinstance(value, int | Decimal):
            return Markdown(self.number(value))
        return escape(str(value)) if not isinstance(value, Markdown) else value

    def name(self, table: str, key: str) -> Markdown:
        """What the interface calls a term; one it has no word for is shown as it is, dashes as spaces."""
        known = self._strings[table].get(key)
        return Markdown(known) if known is not None else escape(key.replace("-", " "))

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from the right."""
        return str(self._locale.text_direction) == "rtl"

    def order(self, table: str, key: str) -> tuple[int, str]:
        """Where a term stands in its table; unknown ones come last."""
        keys = list(self._strings[table])
        return (keys.index(key) if key in keys else len(keys), key)

    # -------------------------------------------------------------------------- figures

    def number(self, value: Decimal | int) -> str:
        """All digits, grouped."""
        text = _without_zeros(f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}")
        signs = {ord(","): self._group, ord("."): self._point, ord("-"): self._minus}
        return text.translate(signs)

    def signed(self, value: Decimal | int) -> Markdown:
        """A difference with its sign; zero has none."""
        return Markdown(f"{self._plus if value > 0 else ''}{self.number(value)}")

    def percent(self, share: Decimal) -> Markdown:
        """A share in per cent."""
        return Markdown(self._locale.percent_formats[None].pattern.replace("#,##0", self.number(share)))

    def relative(self, relative: float | None) -> Markdown:
        """A relative difference in per cent with its sign, two or three digits; nothing from zero."""
        if relative is None:
            return Markdown("")
        value = 100 * Decimal(str(relative))
        places = 0 if abs(value) >= 100 else 1
        plain = _rounded(value, places)
        return Markdown(f"{self._plus if plain > 0 else ''}{self.percent(plain)}")

    def period(self, period: str) -> Markdown:
        """A year, or a span of years with the dash of the language."""
        return escape(re.sub(r"(?<=\d{4})-(?=\d{4}$)", self._strings["figures"]["span"], period))

    def date(self, date_or_period: str) -> Markdown:
        """A day (ISO 8601) as it is written in full; anything else as a period."""
        try:
            day = date.fromisoformat(date_or_period)
        except ValueError:
            return self.period(date_or_period)
        months = self._writing.get("months")
        if months is not None:
            return Markdown(f"{day.day} {months[day.month - 1]} {day.year}")
        return Markdown(format_date(day, "long", locale=self._locale))

    def money(self, amount: Decimal, currency: str, *, signed: bool = False, exact: bool = False) -> Markdown:
        """An amount as people say it, to four digits; `exact` adds all digits where some were left out."""
        figures = self._strings["figures"]
        scales = [(Decimal(scale["unit"]), scale["name"]) for scale in figures["scales"]]
        unit, name = next(
            ((u, n) for u, n in scales if abs(amount) >= u),
            (Decimal(1), figures["unscaled"]),
        )
        scaled = amount / unit
        shown = _four_digits(scaled) if unit > 1 else scaled
        sign = self._plus if signed and amount > 0 else self._minus if amount < 0 else ""
        pattern = figures["currencies"].get(currency, figures["other_currency"])
        if not isinstance(pattern, str):
            pattern = pattern["scaled" if unit > 1 else "plain"]
        counted = int(shown) if self._writing.get("by_whole_part") else shown
        form = name if isinstance(name, str) else self._form(name, counted)
        text = pattern.format(amount=form.format(value=self.number(abs(shown))), currency=currency)
        if exact and shown != scaled:
            text = figures["exactly"].format(amount=text, exact=self.number(abs(amount)))
        return Markdown(sign + text)

    def qualified(self, amount: Markdown, qualifier: str | None) -> Markdown:
        """A figure with the word that it is qualified by (about, more than)."""
        if qualifier is None:
            return amount
        known = self._strings["qualifiers"].get(qualifier)
        if known is None:
            return Markdown(f"{escape(qualifier)} {amount}")
        return Markdown(known.format(amount=amount))

    # -------------------------------------------------------------------------- names and lists

    def join(self, items: Sequence[str], last: str = "last_comma") -> Markdown:
        """Items as a list in a sentence."""
        if len(items) < 2:
            return self._comma(items)
        return Markdown(f"{self._comma(items[:-1])}{self._strings[last]}{escape(items[-1])}")

    def limited(self, items: Sequence[str], most: int) -> Markdown:
        """The first items as a list, and how many more there are."""
        if len(items) <= most:
            return self.join(items)
        rest = self.say("more", n=len(items) - most)
        return Markdown(self._strings["list_with_rest"].format(items=self._comma(items[:most]), rest=rest))

    def _comma(self, items: Sequence[str]) -> Markdown:
        return Markdown(str(self._strings["comma"]).join(escape(item) for item in items))

    def language_name(self, code: str) -> Markdown:
        """A language by its BCP 47 code."""
        return escape(str(self._locale.languages.get(code.split("-", maxsplit=1)[0], code)))

    def donor(self, donor: Donor, report_language: str) -> Markdown:
        """A State by its name, for as printed it may stand in any case of its declension.

        Another as the report prints it where it speaks this language, else by what the code is known as here.
        """
        state = self.state(donor.donor) if donor.kind == "state" else None
        if state is not None:
            return state
        if report_language.split("-", maxsplit=1)[0] == self.language:
            return escape(donor.place.quote)
        known = table(self.language, "donors").get("known", {}).get(donor.donor)
        if known is not None:
            return escape(str(known["names"][0]))
        return escape(donor.place.quote)

    def state(self, code: str) -> Markdown | None:
        """A State by its ISO 3166-1 alpha-3 code; None for what is no such code."""
        known = self._strings["states"].get(code)
        if known is not None:
            return Markdown(known)
        alpha2 = {three: two for two, three in alpha3().items()}.get(code, "")
        name = self._locale.territories.get(alpha2)
        return None if name is None else escape(name)

    # -------------------------------------------------------------------------- places

    def places(
        self, addresses: Sequence[Address], *, edition: str | None = None, bare: bool = False
    ) -> Markdown:
        """Where to look: `paras. 12–14 and 20`, of another edition where one is named.

        `bare` leaves the edition's name out, where the words around have it.
        """
        return self._places(cited(addresses), edition, bare=bare)

    def span(self, addresses: Sequence[Address], *, edition: str | None = None) -> Markdown:
        """The stretch that a section takes: from its first numbered paragraph to the last."""
        return self._places(stretch(addresses), edition)

    def _places(self, groups: Sequence[Cited], edition: str | None, *, bare: bool = False) -> Markdown:
        text = self._comma(
            [
                self._within(parts, self._comma([self._place(group) for group in inside]))
                for parts, inside in groupby(groups, key=lambda group: group.parts)
            ]
        )
        return text if edition is None or bare or not text else self._of(text, edition)

    def _place(self, group: Cited) -> Markdown:
        numbers = [value.replace(RANGE, self._strings["range"]) for value in group.values]
        return self._cite(group, self.join(numbers, "last_comma_of_numbers"))

    def _cite(self, group: Cited, numbers: Markdown) -> Markdown:
        """The numbers of paragraphs as a citation; a range stands for three of them at least."""
        key = f"places.{group.kind}" + ("s" if group.several else "")
        return self.say(key, value=numbers, n=len(group.values) + 2 * (RANGE in "".join(group.values)))

    def _within(self, parts: Sequence[tuple[str, str]], place: Markdown) -> Markdown:
        for name, number in reversed(parts):
            known = self._strings["parts"].get(name)
            part = Markdown(known.format(number=number).strip()) if known else escape(f"{name} {number}")
            place = self.say("places.within", part=part, place=place)
        return place

    def _of(self, place: Markdown, edition: str) -> Markdown:
        return self.say("places.of_edition", place=place, edition=self.edition(edition))

    def edition(self, name: str) -> Markdown:
        """An edition in a sentence; years are said otherwise than other names."""
        return self.say("editions.year" if name.isdecimal() else "editions.other", edition=name)

    # -------------------------------------------------------------------------- messages

    def reasons(self, reason: str) -> Markdown:
        """The phrases of a change's reason."""
        phrases = [self.name("reasons", phrase) for phrase in reason.split("; ")]
        return Markdown(self._strings["reason_comma"].join(phrases))

    def message(self, finding: Finding) -> Markdown:
        """A finding's sentence in this language, or as it was written where there is no wording for it."""
        return self._said(finding.message) or escape(finding.message)

    def _said(self, message: str) -> Markdown | None:
        for pattern, text in self._messages:
            match = pattern.fullmatch(message)
            if match is not None:
                values = {name: self._message_value(name, value) for name, value in match.groupdict().items()}
                return Markdown(text.format_map(values))
        return None

    def _message_value(self, name: str, value: str) -> Markdown:
        kind = name.rstrip("2")
        if kind in _MESSAGE_TABLES:
            return self.name(_MESSAGE_TABLES[kind], value)
        ways = {"edition": self.edition, "period": self.period, "date": self.date}
        ways |= {"language": self.language_name, "why": self._inner, "sentence": self._inner}
        if kind in ways:
            return ways[kind](value)
        return (self._amount(value) if name.startswith("amount") else None) or escape(value)

    def _amount(self, value: str) -> Markdown | None:
        """An amount as the audit prints it: `10,100,000 USD`, `2.5 per cent`."""
        amount, _, unit = value.rpartition(" ")
        try:
            figure = Decimal(amount.removesuffix(" per").replace(",", ""))
        except InvalidOperation:
            return None
        return self.percent(figure) if unit == "cent" else self.money(figure, unit, exact=True)

    def _inner(self, message: str) -> Markdown:
        """A sentence or reason inside of a message is a message of its own."""
        return self._said(message) or escape(message)


_MESSAGE_TABLES = {
    "instrument": "instruments",
    "basis": "basis",
    "measure": "measures",
    "whole": "measures",
    "decision": "decisions",
}
"""Places of a message that hold a term, and the table of that term."""


def _message_pattern(message: str) -> re.Pattern[str]:
    """`{name}` in a message's English form stands for any words."""
    parts = re.split(r"\{(\w+)\}", message)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    )


def _four_digits(value: Decimal) -> Decimal:
    """Rounded to four significant digits, whole digits kept."""
    return _rounded(value, max(0, 3 - value.adjusted()))


def _rounded(value: Decimal, places: int) -> Decimal:
    """Rounded to so many decimals, without zeros at the end; a number may be of any size."""
    return Decimal(_without_zeros(f"{value:.{places}f}"))


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of an interface language, one of `catalogue_languages()`."""
    file = _DATA / f"strings.{language}.toml"
    return Catalogue(language, tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def catalogue_languages() -> tuple[str, ...]:
    """The languages that there is a catalogue for, English first."""
    names = (file.name for file in _DATA.iterdir())
    found = sorted(match[1] for name in names if (match := re.fullmatch(r"strings\.(\w+)\.toml", name)))
    return ("en", *(language for language in found if language != "en"))

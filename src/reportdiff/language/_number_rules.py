"""The patterns with which numbers of one language are found, made of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from reportdiff.language._number_values import Part
from reportdiff.language.casing import Uncased
from reportdiff.language.lexicon import Lexicon, by_first, by_first_letter
from reportdiff.language.tables import table

_SPACE = "[ \u00a0\u2009\u202f\n]"
_DIGIT = r"[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]"
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９"
_VULGAR = "[\u00bc-\u00be\u2150-\u215e]"  # ½ and the like
_DASH = "[-\u2010\u2011\u2013]"
# Digits in these are no numbers, whatever the language: addresses in networks, telephone numbers, codes
# such as 978-92-1-148288.
_IN_ADDRESS = r"[^\s\u3000-\u9fff\uff00-\uffef]"
_CODES = (
    *(rf"{begin}{_IN_ADDRESS}*" for begin in ("https?://", r"www\.", "@")),
    rf"\.(?:org|com|int|net|edu|gov)(?!\w){_IN_ADDRESS}*",
    r"\+\d[\d ()-]{6,20}",
)
_SERIAL = rf"\d(?<!\w\d)\d{{0,17}}(?:{_DASH}\d{{1,18}}){{2,}}(?!\w)"
# Times and ratios (17:45, 2:1), dimensions and calibres (7.62 x 39), formats (5+1).
_PAIRS = (
    r"\d(?<!\w\d)\d{0,2}[:\uff1a]\d{1,3}(?!\w)",
    r"\d(?<!\w\d)(?<![.,]\d)\d{0,4}(?:[.,]\d{1,3})? ?[x\u00d7\u0445] ?\d{1,5}(?:[.,]\d{1,3})?(?!\w)",
    r"\d(?<!\w\d)\d{0,2}[ \u00a0]?[\u00b0\u2103][ \u00a0]?(?:\d{1,2}(?!\w))?",
    r"\d(?<!\w\w\d)\d?\+\d{1,2}(?!\d)",
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of the numbers of one language.

    Attributes:
        begin, numeral: where a number may begin; a number with all that belongs to it, its parts as groups.
        counted_forms: nouns that say by their form how many they are, and what they say.
        postposed: numbers in the form that they have after a noun (الدول الخمس).
        fractions: fractions that are told in no regular way.
        qualified: a qualifier right before these.
        denominators, over_under, under_over: what a number is divided by; what parts the two (三分之二).
        codes: stretches in which no digits count.
        labels, weak_labels, label_tails: what stands beside a number that only names something; after a weak
            label a number that something counted follows (`counting`) is none.
        near: words of labels and of indefinite numbers; where none is, nothing need be asked of them.
        attached: units that stand right after digits, in the case they are printed in (5g is none of 5G).
        compounds: what digits may be joined to by a hyphen and still count (60-bed).
        joins: what may stand before a hyphen that joins two numbers, not a name and its number.
        parted: what keeps two numbers from being a range; `ratios` parts those of "one in five".
    """

    begin: Uncased
    numeral: Uncased
    counted_forms: Lexicon
    postposed: Lexicon
    fractions: Lexicon
    qualified: Uncased
    denominators: Lexicon
    over_under: Uncased
    under_over: Uncased
    parts: Lexicon
    values: dict[str, Part]
    scales: Lexicon
    before: Lexicon
    after: Lexicon
    currencies: Lexicon
    codes: tuple[Uncased, ...]
    labels: Uncased
    weak_labels: Uncased
    near: Uncased
    label_tails: Uncased
    counting: Uncased
    attached: re.Pattern[str]
    compounds: re.Pattern[str]
    joins: Uncased
    indefinite: Uncased
    joiners: Uncased
    parted: Uncased
    paired: tuple[tuple[Uncased, Uncased], ...]
    ratios: Uncased
    lists: Uncased
    decimal: str
    group: str
    alone: frozenset[str]
    rough: frozenset[str]
    spaced: bool
    units_first: bool


@cache
def rules_of(code: str) -> Rules:
    """The rules of a language (primary subtag); digits alone for one that we hold no data for."""
    data, units = table(code, "numbers"), table(code, "units")
    spaced = bool(data.get("spaced", True))
    clitics = data.get("clitics", "")
    gap = f"{_SPACE}{{0,2}}" if spaced else f"{_SPACE}?"
    opening = rf"(?<!\w)(?:{clitics})?" if clitics else ""
    edge = r"(?<!\w)" if spaced else ""
    before = Lexicon(data.get("before", {}), clitics=clitics)
    values, parts = _words(data, clitics)
    counted = Lexicon(_counted_forms(units), clitics=clitics + units.get("counted_article", ""))
    fractions = Lexicon(data.get("fractions", {}), clitics=clitics)
    money = units.get("currencies", {})
    return Rules(
        begin=Uncased(_begin_pattern(data, units, parts, before)),
        numeral=Uncased(_numeral_pattern(data, units, parts, before, gap, opening)),
        counted_forms=counted,
        postposed=Lexicon(data.get("postposed", {})),
        fractions=fractions,
        qualified=Uncased(rf"{opening}(?P<before>{_or_never(before.pattern)}){gap}{opening}\Z"),
        denominators=Lexicon(data.get("denominators", {}), clitics=clitics),
        over_under=Uncased(rf"(?:{gap}|-)"),
        under_over=Uncased(rf"{_SPACE}?(?:{_joined(data.get('under_over', []))}){_SPACE}?"),
        parts=parts,
        values=values,
        scales=Lexicon({**data.get("scales", {}), **_letters(data)}),
        before=before,
        after=Lexicon(data.get("after", {})),
        currencies=Lexicon(
            {name: [*said.get("before", []), *said.get("after", [])] for name, said in money.items()}
        ),
        codes=_codes(data, spaced=spaced),
        labels=Uncased(rf"(?:{_before(data.get('labels', []), edge)})[:：]?{gap}\Z"),
        weak_labels=Uncased(rf"(?:{_before(data.get('weak_labels', []), edge)}){gap}\Z"),
        near=Uncased(
            by_first_letter(
                [*data.get("labels", []), *data.get("weak_labels", []), *data.get("indefinite", [])], edge
            )
            or "(?!)"
        ),
        label_tails=Uncased(rf"{gap}(?:{_joined(data.get('label_tails', []))})"),
        counting=Uncased(_counting_pattern(units, spaced=spaced)),
        attached=re.compile(rf"(?:{_joined(data.get('attached', []))})(?![^\W_])"),
        compounds=re.compile(rf"-(?:{_joined(units.get('nouns', {}).get('compounds', []))})(?![\w-])"),
        joins=Uncased(rf"(?:{_joined(data.get('joins', []))}){_DASH}\Z"),
        indefinite=Uncased(rf"(?:{_joined(data.get('indefinite', []))})\Z"),
        joiners=Uncased(rf"(?:{gap}%)?(?:{_joined(data.get('ranges', ['-', '–']))})"),
        parted=Uncased(rf"(?:{_joined(data.get('apart', []))}){_SPACE}?\Z"),
        paired=tuple(
            (Uncased(rf"{start}{_SPACE}?\Z"), Uncased(rf"(?:{gap}%)?{_SPACE}?{end}{_SPACE}?"))
            for start, end in data.get("paired", [])
        ),
        ratios=Uncased(_joined(data.get("ratios", []))),
        lists=Uncased(rf"[)）]?{gap}(?:{_joined(data.get('lists', [',']))}){gap}"),
        decimal=data.get("decimal", "."),
        group=data.get("group", ","),
        alone=frozenset(data.get("alone", ())),
        rough=frozenset(key for key in values if key.startswith("~")),
        spaced=spaced,
        units_first=bool(data.get("units_first", False)),
    )


def _words(data: dict[str, Any], clitics: str) -> tuple[dict[str, Part], Lexicon]:
    """The words of spelled numbers: what each is worth by its key, and where they stand."""
    plain = data.get("words", {})
    times = {f"x{value}": forms for value, forms in data.get("multipliers", {}).items()}
    rough = {f"~{value}": forms for value, forms in data.get("rough", {}).items()}
    values = {str(value): (Decimal(value), False) for value in plain}
    values |= {key: (Decimal(key[1:]), True) for key in (*times, *rough)}
    return values, Lexicon({**plain, **times, **rough}, clitics=clitics)


def _counted_forms(units: dict[str, Any]) -> dict[str, list[str]]:
    return {
        f"{value} {unit}": forms
        for value, nouns in units.get("counted", {}).items()
        for unit, forms in nouns.items()
    }


def _letters(data: dict[str, Any]) -> dict[str, list[str]]:
    said = data.get("letters", {})
    both = (forms for forms in (said.get("always", {}), said.get("beside", {})))
    letters: dict[str, list[str]] = {}
    for forms in both:
        for value, names in forms.items():
            letters.setdefault(value, []).extend(names)
    # Scales of the same value are one entry.
    return {value: [*data.get("scales", {}).get(value, []), *names] for value, names in letters.items()}


def _numeral_pattern(
    data: dict[str, Any], units: dict[str, Any], parts: Lexicon, before: Lexicon, gap: str, opening: str
) -> str:
    spaced = bool(data.get("spaced", True))
    money = units.get("currencies", {})
    signs = {name: said.get("before", []) for name, said in money.items()}
    named = _or_never(Lexicon({name: said.get("after", []) for name, said in money.items()}).pattern)
    after = _or_never(Lexicon(data.get("after", {})).pattern)
    half = _or_never(Lexicon({"": data.get("halves", [])}).pattern)
    word = _spelled_pattern(parts.pattern, opening, data.get("links", []), spaced=spaced)
    digits = _digits_pattern(data.get("group", ","), data.get("decimal", "."))
    minus = _joined(data.get("minus", []))
    currencies = Lexicon(signs)
    return (
        rf"(?:{opening}(?P<before>{_or_never(before.pattern)}){gap})?"
        rf"(?P<sign>(?<![\d%]{_SPACE})(?<=[ \u00a0(（])[-\u2212]|(?:{minus}){gap})?"
        rf"(?:(?P<currency>{_or_never(currencies.pattern)}){gap})?"
        rf"(?P<body>(?:(?P<digits>{digits})|{opening}(?P<words>{word}))"
        rf"(?P<half>{gap}(?:{half}))?(?P<inner>{gap}(?:{after}))?"
        rf"(?:{gap}(?P<scale>{_or_never(Lexicon(data.get('scales', {})).pattern)})"
        rf"|{_letter_pattern(data, units, named, gap)})?(?P<halved>{gap}(?:{half}))?)"
        rf"(?P<after>{gap}(?:{after}))?"
        rf"(?:{gap}(?P<currency_after>{named}))?"
    )


def _letter_pattern(data: dict[str, Any], units: dict[str, Any], money: str, gap: str) -> str:
    """A letter for a scale (€1.2bn, 300k): some always, others beside money or before what is counted."""
    said = data.get("letters", {})
    always, beside = (
        _joined(
            sorted((name for names in said.get(kind, {}).values() for name in names), key=len, reverse=True)
        )
        for kind in ("always", "beside")
    )
    counted = _counting_pattern(units, spaced=bool(data.get("spaced", True)))
    return (
        rf"(?P<letter>{gap}(?:{always})(?![^\W_])"
        rf"|{gap}(?:{beside})(?:(?![^\W_])(?(currency)|(?={gap}(?:{money})))|(?={money}))"
        rf"|(?:{beside})(?={counted}))"
    )


def _counting_pattern(units: dict[str, Any], *, spaced: bool) -> str:
    """What says right after a number that something is counted: a noun, or a measure word."""
    nouns = units.get("units", {})
    if not spaced:
        said = units.get("classifiers", {})
        words = [
            *said.get("plain", []),
            *(form for forms in said.get("units", {}).values() for form in forms),
        ]
        return rf"{_SPACE}?(?:{_or_never(Lexicon({'': words}).pattern)})"
    known = _or_never(Lexicon({"": [form for forms in nouns.values() for form in forms]}).pattern)
    said = units.get("nouns", {})
    if said.get("adjacent"):
        between = _or_never(Lexicon({"": said.get("partitive", [])}).pattern)
        return rf"{_SPACE}(?:(?:{between}){_SPACE})?(?:{said.get('clitics', '')})(?:{known})"
    stops = _or_never(Lexicon({"": [*said.get("stop", []), *said.get("both", [])]}).pattern)
    return rf"{_SPACE}(?:(?!{stops})[^\W\d_][\w-]{{0,24}}{_SPACE}){{0,2}}(?:{known})"


def _codes(data: dict[str, Any], *, spaced: bool) -> tuple[Uncased, ...]:
    """Those that begin with a letter or mark, those that begin with a digit, and others."""
    digits = r"[ :：\u00a0]{0,3}[\d(+][\d ()./\u00a0-]{4,24}"
    uncounted = data.get("uncounted", [])
    led = [form for form in uncounted if form.startswith("\\d")]
    others = [form for form in uncounted if form.startswith("(?<")]
    lettered = [form for form in uncounted if form not in led and form not in others]
    phones = by_first_letter([f"{form}{digits}" for form in data.get("phones", [])], r"\b" if spaced else "")
    begin = rf"(?:\b(?:{data.get('clitics', '')})|(?=[@.+]))" if spaced else ""
    either = "|".join(filter(None, [*_CODES, phones, by_first_letter(lettered)]))
    numbers = rf"(?=\d)(?<!\d)(?:{'|'.join([_SERIAL, *_PAIRS, *led])})"
    patterns = [f"{begin}(?:{either})", numbers, "|".join(others)]
    return tuple(Uncased(pattern) for pattern in patterns if pattern)


def _begin_pattern(data: dict[str, Any], units: dict[str, Any], parts: Lexicon, before: Lexicon) -> str:
    """Where a numeral can begin: a cheap check before the dear ones."""
    signs = [sign for said in units.get("currencies", {}).values() for sign in said.get("before", [])]
    minus = [word for word in data.get("minus", []) if word[0].isalpha()]
    words = "|".join([*minus, by_first([*before.atoms, *parts.atoms, *Lexicon({"": signs}).atoms])])
    negative = r"[-\u2212](?<=[ \u00a0(（为至达约是].)"
    clitics = data.get("clitics")
    if clitics:
        return rf"[{_DIGITS}]|{negative}|\b(?:{clitics})(?:{words})"
    if not data.get("spaced", True):
        return rf"[{_DIGITS}]|{negative}|{words}"
    marks = "".join(sorted({re.escape(sign[0]) for sign in signs if not sign[0].isalnum()}))
    return rf"(?:\b|(?=[{_DIGITS}\-\u2212{marks}]))(?:[{_DIGITS}]|{negative}|{words})"


def _digits_pattern(group: str, decimal: str) -> str:
    groups = f"\\{group}" + ("，" if group == "," else "")
    comma = "\u066b" + "".join(f"\\{mark}" for mark in decimal)
    head = rf"(?<!{_DIGIT})(?<!{_DIGIT}[.,])"
    grouped = rf"{_DIGIT}{{1,3}}(?:(?:[{groups}\u066c]{_DIGIT}{{3}})+|(?:{_SPACE}{_DIGIT}{{3}})+)(?!{_DIGIT})"
    plain = rf"(?:{grouped}|{_DIGIT}{{1,18}})(?:[{comma}]{_DIGIT}{{1,9}})?"
    return rf"{head}{plain}(?:{_SPACE}?{_VULGAR})?(?!{_DIGIT}|[.,]{_DIGIT})"


def _spelled_pattern(word: str, opening: str, links: Sequence[str], *, spaced: bool) -> str:
    if not word:
        return "(?!)"
    if not spaced:
        return rf"(?:{word}){{1,12}}"
    link = rf"(?:{_SPACE}|-)(?:(?:{_joined(links)}){_SPACE})?"
    return rf"(?:{word})(?:{link}{opening}(?:{word})){{0,8}}"


def _before(forms: Iterable[str], edge: str) -> str:
    """What may stand before a number, which is looked for from every letter before it."""
    return by_first_letter(forms, edge) or "(?!)"


def _joined(forms: Iterable[str]) -> str:
    return "|".join(forms) or "(?!)"


def _or_never(pattern: str) -> str:
    return pattern or "(?!)"

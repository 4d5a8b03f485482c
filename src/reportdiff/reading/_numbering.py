"""The label at the start of a text: its style, its value, and where the text after it begins.

A label can often be read in more than one way (`(i)` is a letter after `(h)` and a roman one after
nothing), so that reading a label gives all its readings and the structure pass takes the one that
goes on with what stands before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase

from reportdiff.language.structure import LabelStyle, StructureRules

_CJK = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "○": 0}
_ROMAN = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_NUMERALS = {
    "arabic": r"\d{1,4}",
    "arabic-letter": r"\d{1,3}[A-Z]?",
    "decimal": r"\d{1,3}(?:\.\d{1,3})+",
    "roman-upper": "[IVXLC]+",
    "roman-lower": "[ivxlc]+",
    "cjk": "[〇零一二三四五六七八九十百]{1,5}",
}
_INSERTED = "inserted"
_DIACRITICS = "[\u064b-\u0652]*"
_LONGEST_LABEL = 40
BULLETS = "•▪◦●■□‣∙"
_BULLET = re.compile(r"([•▪◦●○■□‣∙·–—*-]|o(?=\s))\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """One reading of a label.

    Args:
        style: The style's name.
        value: Its place in the sequence, the first is 1. For `16.2` it is the last part.
        stem: What stands before the last part of `16.2` or `16 bis` (`16`), else empty.
        printed: The label as printed.
        core: The value as printed, without brackets and dots.
        end: Where the text after the label and its space begins.
        serves: What it can number: `heading`, `paragraph`, `item`.
    """

    style: str
    value: int
    stem: str
    printed: str
    core: str
    end: int
    serves: frozenset[str]

    @property
    def is_named(self) -> bool:
        """Whether a word says what is numbered, as in `Part II`, so that it is a heading by itself."""
        return any(char.isalpha() for char in self.printed.replace(self.core, "", 1))


def labels_at_start(text: str, rules: StructureRules) -> tuple[Label, ...]:
    """Every reading of the label that the text starts with; none where it starts with none."""
    start = text[:_LONGEST_LABEL]
    found = []
    for style, pattern in _patterns(rules.labels):
        match = pattern.match(start)
        if match is None:
            continue
        core = _core(match["label"], style)
        value = value_of(core, style)
        if value is not None:
            found.append(_label(style, value, core, match))
    return tuple(found)


def printed_forms(style: LabelStyle, *, worded: bool = True) -> str:
    """A pattern of a style's labels, bare numbers apart, and with words for them only if `worded`."""
    fixed = [(form, form.replace("{}", "").strip()) for form in style.forms]
    kept = [
        form
        for form, mark in fixed
        if (mark or not style.numerals) and (worded or not any(map(str.isalpha, mark)))
    ]
    return "|".join(rf"{before}(?:{_values(style)}){after}" for before, after in map(_form, kept))


def bullet_at_start(text: str) -> int:
    """Where the text after a bullet begins; 0 where it starts with none."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def value_of(printed: str, style: LabelStyle) -> int | None:
    """The number that a printed value stands for in a style; None where it is none.

    Of numbers inserted later, `12 bis` is the second 12.
    """
    if style.numerals == _INSERTED:
        return style.sequence.index(re.sub(_DIACRITICS, "", printed.rsplit(maxsplit=1)[-1]).lower()) + 2
    if style.sequence:
        folded = re.sub(_DIACRITICS, "", printed)
        return style.sequence.index(folded) + 1 if folded in style.sequence else None
    if style.numerals.startswith("roman"):
        return _roman_value(printed.lower())
    if style.numerals == "cjk":
        return cjk_value(printed)
    return int(printed.rsplit(".", 1)[-1].rstrip(ascii_uppercase))


def _core(printed: str, style: LabelStyle) -> str:
    """The value alone, without the fixed parts of the form around it."""
    match = re.search(_values(style), printed)
    return match.group() if match else ""


def _label(style: LabelStyle, value: int, core: str, match: re.Match[str]) -> Label:
    stem = ""
    if style.numerals == "decimal":
        stem = core.rsplit(".", 1)[0]
    elif style.numerals == _INSERTED:
        stem = core.split(maxsplit=1)[0]
    return Label(style.name, value, stem, match["label"].strip(), core, match.end(), style.serves)


@cache
def _patterns(styles: tuple[LabelStyle, ...]) -> tuple[tuple[LabelStyle, re.Pattern[str]], ...]:
    return tuple((style, _pattern(style)) for style in styles)


def _pattern(style: LabelStyle) -> re.Pattern[str]:
    value = _values(style)
    forms = "|".join(rf"{before}(?:{value}){after}" for before, after in map(_form, style.forms))
    return re.compile(rf"\s*(?P<label>{forms})(?=\s|$|[^\x00-\x7fºª°]|{_following(style)})\s*")


@cache
def _values(style: LabelStyle) -> str:
    if style.numerals == _INSERTED:
        return rf"\d{{1,4}}\s(?:{_listed(style.sequence)})\b"
    return _NUMERALS.get(style.numerals) or _listed(style.sequence)


def _following(style: LabelStyle) -> str:
    """What may follow a label without a space: never what would make it a number, name or word."""
    if style.numerals in ("decimal", _INSERTED):
        return "(?!)"
    is_bare = style.forms[0].endswith(".") and style.numerals != "cjk"
    return r"[A-Z(\[\"']" if is_bare else r"[\w(\[\"']"


def _form(form: str) -> tuple[str, str]:
    before, after = form.split("{}")
    return _loose(before), _loose(after)


def _loose(mark: str) -> str:
    """A fixed part of a form as a pattern: brackets of either width, any amount of space."""
    mark = re.escape(mark).replace(r"\(", "[(（]").replace(r"\)", "[)）]")
    return mark.replace(r"\ ", r"\s*")


def _listed(sequence: tuple[str, ...]) -> str:
    longest_first = sorted(sequence, key=len, reverse=True)
    return "|".join("".join(re.escape(char) + _marks_after(char) for char in word) for word in longest_first)


def _marks_after(char: str) -> str:
    return _DIACRITICS if "\u0600" <= char <= "\u06ff" else ""


def _roman_value(printed: str) -> int | None:
    value, rest = 0, printed
    for numeral, worth in _ROMAN:
        while rest.startswith(numeral):
            value += worth
            rest = rest[len(numeral) :]
    return value if not rest and _roman(value) == printed else None


def _roman(value: int) -> str:
    printed = ""
    for numeral, worth in _ROMAN:
        while value >= worth:
            printed += numeral
            value -= worth
    return printed


def cjk_value(printed: str) -> int | None:
    """Chinese numerals up to 999, positional (一二) or with tens and hundreds (二十一)."""
    if not set(printed) & set("十百"):
        value = int("".join(str(_CJK[char]) for char in printed))
        return value or None
    total, digit = 0, None
    for char in printed:
        if char in _CJK:
            digit = _CJK[char]
        else:
            total += (1 if digit is None else digit) * (10 if char == "十" else 100)
            digit = None
    return total + (digit or 0)

"""What labels and ends of sentences look like in any language, from what is known of each (`structure.toml`).

Lines are made paragraphs before the language of a document is told: the forms of all are taken at once.
"""

from __future__ import annotations

import re
from functools import cache

from reportdiff.language.structure import StructureRules, known_languages, structure_rules
from reportdiff.reading._numbering import printed_forms

_BULLETS = "[•●○▪■□◦–—‣·*-]"
_ENCLOSED = "[㈠-㈩①-⑳]"
_SHAPES = r"[(（\[]?(?:\d{1,4}(?:\.\d{1,3}){0,3}|[^\W\d_]{1,2}|[ivxlcdmIVXLCDM]{1,6})[).）\]．]{1,2}"
_CLOSING = "['\"”’»）)\\]]*"
_LEAD_IN = ":：;؛"


@cache
def label_alone() -> re.Pattern[str]:
    """A text that is nothing but a label or a bullet."""
    return re.compile(f"{_SHAPES}|{_BULLETS}|{_ENCLOSED}|{_forms(worded=True)}")


@cache
def label_first() -> re.Pattern[str]:
    """The label or bullet that a text begins with."""
    shapes = r"[(（](?:\d{1,3}|[^\W\d_]|[ivxlc]{1,5})[)）]|(?:\d{1,3}|[^\W\d_]|[IVXLC]{1,5})[.)．]"
    forms = f"{shapes}|{_BULLETS}|{_forms(worded=False)}"
    return re.compile(rf"(?:{forms})(?:\s|(?<=[^\x00-\x7f\w–—])(?=[^\x00-\x7f]))|{_ENCLOSED}")


@cache
def sentence_end() -> re.Pattern[str]:
    """The end of a text that ends as sentences, lead-ins and items of lists do."""
    marks = "".join({mark for rules in _all() for mark in rules.sentence_end} | set(_LEAD_IN))
    return re.compile(f"[{re.escape(marks)}]{_CLOSING}$")


def ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences, lead-ins and items of lists end."""
    return bool(sentence_end().search(text))


@cache
def _all() -> tuple[StructureRules, ...]:
    return tuple(structure_rules(code) for code in sorted(known_languages()))


def _forms(*, worded: bool) -> str:
    styles = dict.fromkeys(
        style for rules in _all() for style in rules.labels if style.numerals != "inserted"
    )
    found = (printed_forms(style, worded=worded) for style in styles)
    return "|".join(f"(?:{form})" for form in found if form)

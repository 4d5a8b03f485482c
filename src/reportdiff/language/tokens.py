"""Tokens of a text, by the script it is written in and what is known of its language.

A token is a number with its separators, a document symbol, a word, or (in scripts written without
spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese) a single character; any other visible character
stands for itself. White space is no token. For displays and diffs, whole dates are one token too.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby


def _marks() -> Iterator[str]:
    """Ranges of all marks (vowel signs, viramas, points, accents) as the inside of a character class."""
    # Beyond the plane of symbols and pictures Unicode holds no more scripts.
    points = (code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M")
    for _, run in groupby(enumerate(points), lambda item: item[1] - item[0]):
        codes = [code for _, code in run]
        yield f"\\U{codes[0]:08x}-\\U{codes[-1]:08x}"


_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])|\d+(?:[.,\u066b\u066c٬٫]\d+)*"
_SYMBOL = r"[A-Z]{1,6}(?:/[A-Z0-9][\w.\-]*(?<![.\-]))+"
_FIRST = rf"(?![{_UNSPACED}])[^\W\d_]"
_FURTHER = rf"(?![{_UNSPACED}])[\w{''.join(_marks())}]"
_INSIDE_WORD = r"(?:['\u2019\u00ad]|[\u200c\u200d]+)(?=[^\W\d_])"
_WORD = rf"{_FIRST}(?:{_FURTHER}|{_INSIDE_WORD})*"
_DIGIT = re.compile(r"\d")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Token:
    """One token and its place in the text (code points, end exclusive)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TokenRules:
    """What `data/<language>/tokens.toml` says of one language.

    `dates` are regular expressions for whole dates; `figure_words` are tokens that stand for a number or
    a part of a date (spelled numerals, names of months), in lower case. `not_figures` are words that,
    written so, are no figures though they or a part of them look like one ("may", 统一).
    """

    dates: tuple[str, ...] = ()
    figure_words: frozenset[str] = frozenset()
    not_figures: frozenset[str] = frozenset()


@cache
def token_rules(language: str | None) -> TokenRules:
    """What is known of a language (BCP 47); rules without content for one that we hold no data for."""
    primary = (language or "").lower().replace("_", "-").split("-")[0]
    if not primary.isalpha():
        return TokenRules()
    file = resources.files("reportdiff.language") / "data" / primary / "tokens.toml"
    if not file.is_file():
        return TokenRules()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return TokenRules(
        tuple(data.get("dates", ())),
        frozenset(data.get("figure_words", ())),
        frozenset(data.get("not_figures", ())),
    )


@cache
def _pattern(dates: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = [*dates, _SYMBOL, _NUMBER, f"[{_UNSPACED}]", _WORD, r"\S"]
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives))


def words(text: str) -> list[str]:
    """The tokens of a text as strings, a date in its parts: what similarity is counted on."""
    return _pattern(()).findall(text)


def tokens(text: str, language: str | None = None) -> list[Token]:
    """The tokens of a text with their places, dates of the language whole: what displays are cut into."""
    found = _pattern(token_rules(language).dates).finditer(text)
    return [Token(match.group(), match.start(), match.end()) for match in found]


def is_figure(token: str, language: str | None = None) -> bool:
    """Whether a token is a number, a date or a word that by itself stands for one."""
    rules = token_rules(language)
    spelled = token.lower() in rules.figure_words and token not in rules.not_figures
    return spelled or _DIGIT.search(token) is not None


def is_unspaced_character(token: str) -> bool:
    """Whether the token is a character of a script that is written without spaces."""
    return _UNSPACED_CHARACTER.match(token) is not None


def is_unspaced(text: str) -> bool:
    """Whether most letters of the text belong to a script that is written without spaces."""
    letters = sum(map(str.isalpha, text))
    return 2 * len(_UNSPACED_CHARACTER.findall(text)) > letters

"""Numbers that only name something: Delmas 6, 400 Mawozo, recommendation 9, channel 4, postcode 60311.

A number that counts stands with what it counts, or follows a word that leads to a number (a preposition, a
verb). Where neither is so, the word before it names what the number tells apart from others of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportdiff.facts._changes import Counted
from reportdiff.language.casing import Uncased
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.places import places_in
from reportdiff.language.tables import primary, table

_BEFORE = 40  # how far before a number words that bear on it are looked for
_LONG = 5  # so many digits that nothing parts are a code
# A title in quotation marks up to the number that closes it: "Trident 5".
_TITLE = re.compile(r"[«“”„\"「『‘]\w[^«»“”\"\d.;]{0,30}[ \u00a0]\Z")
_CLOSING = frozenset('»”"“」』’')
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w'’.-]*)[\"”»]?[ \u00a0\n]\Z")
_PLAIN_DIGITS = re.compile(r"\d+\Z")
_SCORE = re.compile(r" ?[-\u2010\u2011\u2013\u2014] ?| (?:to|à|a|إلى) ")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.][0-5]\d\Z")


@dataclass(frozen=True, slots=True)
class _Names:
    """How names with a number are told from counts in one language.

    Attributes:
        after, before: a name right after a number; a name right before one without a noun.
        introduces: the words that lead to a number that counts; None where nothing is known of them.
        told: what a noun may look like that follows a number and that no list holds.
        clock: what stands before the time of day.
        goes_on: what parts the numbers of one enumeration.
        led: where a clause leads to a number over its subject (بلغ المؤشر 45).
        titled: a word with a capital that makes a name even of a number with a noun (Unit 8200 veterans).
    """

    nouns: Lexicon
    stop: Lexicon
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    introduces: Uncased | None
    told: Uncased
    clock: Uncased
    goes_on: Uncased
    led: Uncased
    titled: re.Pattern[str]
    spaced: bool


def without_names(text: str, counted: Sequence[Counted], language: str) -> list[Counted]:
    """The same without articles and without numbers that are a part of a name."""
    names = _names(primary(language))
    kept: list[Counted] = []
    named_end = -1
    for item in counted:
        if item.is_article:
            continue
        if _is_plain(item) and (
            _is_name(text, item, language, names)
            or (item.unit is None and named_end >= 0 and names.goes_on.fullmatch(text, named_end, item.start))
        ):
            named_end = item.end
            continue
        named_end = -1
        kept.append(item)
    return _without_scores(text, kept)


def _without_scores(text: str, counted: Sequence[Counted]) -> list[Counted]:
    """The same without the two numbers of a score: "won 3–1", "3 à 1"."""
    dropped: set[int] = set()
    for place, (first, second) in enumerate(pairwise(counted)):
        falls = first.numeral.value > second.numeral.value and first.numeral.high is None
        bare = all(_is_plain(one) and one.unit is None for one in (first, second))
        if falls and bare and _SCORE.fullmatch(text, first.end, second.start):
            dropped |= {place, place + 1}
    return [item for place, item in enumerate(counted) if place not in dropped]


def _is_plain(item: Counted) -> bool:
    """Whether nothing that is told with a number itself says that it counts."""
    numeral = item.numeral
    return not (
        numeral.spelled or numeral.currency or numeral.unit or item.qualifier or numeral.qualifier
    ) and (numeral.scale == 1)


def _is_name(text: str, item: Counted, language: str, names: _Names) -> bool:
    numeral = item.numeral
    if numeral.high is None and names.after and _is_beside_name(text, numeral.end, names):
        return True
    begin = max(0, item.start - _BEFORE)
    if item.unit is not None:
        has_capital = names.titled.search(text, begin, item.start) is not None
        return has_capital and _is_after_label(text, begin, item.start, language, names)
    printed = text[item.start : numeral.end]
    if numeral.high is None:
        titled = text[numeral.end : numeral.end + 1] in _CLOSING and _TITLE.search(text, begin, item.start)
        if titled or (names.before and names.before.search(text, begin, item.start)):
            return True
        if _CLOCK.fullmatch(printed) and names.clock.search(text, begin, item.start):
            return True
    measured = text[numeral.end : item.end].strip()
    if measured or names.introduces is None or names.told.match(text, numeral.end):
        return False
    if _PLAIN_DIGITS.fullmatch(printed) and len(printed) >= _LONG:
        return True
    return _is_after_label(text, begin, item.start, language, names)


def _is_after_label(text: str, begin: int, start: int, language: str, names: _Names) -> bool:
    """Whether the word right before a number is none that leads to one."""
    if not names.spaced:
        return bool(names.introduces and not names.introduces.search(text, begin, start))
    word = _WORD_BEFORE.search(text, begin, start)
    if word is None or (
        names.introduces and names.introduces.fullmatch(text, word.start("word"), word.end("word"))
    ):
        return False
    if names.led.search(text, begin, start):
        return False
    place = places_in(text, language, begin, start)  # in Darfur 34
    return not (place and not text[place[-1].end : start].strip())


def _is_beside_name(text: str, end: int, names: _Names) -> bool:
    """Whether a name stands right after a number: a capitalised word that counts and describes nothing."""
    match = names.after.match(text, end) if names.after else None
    return match is not None and names.nouns.at(text, match.start("name")) is None


@cache
def _names(code: str) -> _Names:
    units, numbers = table(code, "units"), table(code, "numbers")
    nouns = units.get("nouns", {})
    said = units.get("naming", {})
    spaced = bool(numbers.get("spaced", True))
    lists = "|".join(numbers.get("lists", [","]))
    clock = "|".join(said.get("clock", [])) or "(?!)"
    stops = Lexicon({"": [*nouns.get("stop", []), *nouns.get("both", [])]}).pattern or "(?!)"
    told = said.get("told")
    return _Names(
        nouns=Lexicon(units.get("units", {}), clitics=nouns.get("clitics", "")),
        stop=Lexicon({"": nouns.get("stop", [])}),
        after=_compiled(nouns, "named_after"),
        before=_compiled(nouns, "named_before"),
        introduces=_introduces(said, spaced=spaced),
        told=Uncased(rf"[ \u00a0](?!{stops})(?:{told})(?![\w-])" if told else "(?!)"),
        clock=Uncased(rf"(?<!\w)(?:{clock})\s?\Z"),
        goes_on=Uncased(rf"[ \u00a0]?(?:{lists})[ \u00a0]?"),
        led=Uncased(rf"(?:{said['led']})\Z" if "led" in said else "(?!)"),
        titled=re.compile(said.get("titled", "(?!)")),
        spaced=spaced,
    )


def _introduces(said: Mapping[str, list[str]], *, spaced: bool) -> Uncased | None:
    forms = said.get("introduces", [])
    if not forms:
        return None
    either = "|".join(f"(?:{form})" for form in forms)
    return Uncased(either if spaced else rf"(?:{either})[ \u00a0]?\Z")


def _compiled(data: Mapping[str, str], name: str) -> re.Pattern[str] | None:
    return re.compile(data[name]) if name in data else None

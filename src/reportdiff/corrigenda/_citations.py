"""Paragraphs as corrigenda cite them: “paragraphs 42 and 93 (b)”, “第42至44段”, “annexe I, note 3”.

The words are data, a file a language; a language without one is read with the words of all the others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportdiff.model import Address

# A value such as 42, 42 bis, 93 (b), 93(b)(ii) or 42(a): brackets may be full-width, spaces may part them.
_VALUE = r"\d{1,4}(?:\s?[(（]\s?[a-zа-яα-ω]{1,4}\s?[)）])*"
_DASH = r"[-\u2010-\u2015\u2212~～]"
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|‘[^’]*’|「[^」]*」|『[^』]*』|„[^“”]*[“”]|\"[^\"]*\"")
# After these the new words follow, and what they mention is not what is corrected.
_WORDS_FOLLOW = re.compile(r"[:：\x00]")
_COLON = re.compile(r"[:：]")
# Words enough before a citation to be a correction of their own, which “In the” and “1.” are not.
_BEFORE = re.compile(r"\w\W+\w+\W+\w+\W*\Z")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_CHINESE = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
_MOST_OF_A_RANGE = 100


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language, longest first."""

    paragraph: tuple[str, ...]
    opening: tuple[str, ...]
    paragraph_after: tuple[str, ...]
    footnote: tuple[str, ...]
    annex: tuple[str, ...]
    summary: tuple[str, ...]
    conjunction: tuple[str, ...]
    range_: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What a passage cites: addresses in order, and whether it is the name of an annex and nothing else."""

    addresses: tuple[Address, ...]
    is_annex: bool = False


def cited(passage: str, language: str, annex: str = "") -> Citation:
    """The addresses that a passage cites before it quotes or spells out any new words, in order.

    Args:
        passage: A heading or paragraph of a corrigendum.
        language: Of the corrigendum, BCP 47.
        annex: The annex under whose name the passage stands, such as `annex1`; empty outside annexes. An
            annex without a number is the first.
    """
    told = _WORDS_FOLLOW.split(_QUOTED.sub("\x00", passage), maxsplit=1)[0]
    found: list[Address] = []
    prefix = f"{annex}:" if annex else ""
    unused = ""
    for match in _pattern(language).finditer(told.lower()):
        if match["annex"] or match["annex_alone"]:
            unused = f"annex{_ordinal(match['annex']) if match['annex'] else 1}"
            prefix = f"{unused}:"
            continue
        if match["summary"]:
            found.append(f"{prefix}summary")
        else:
            values, note = match["paragraphs"] or match["inside"], ""
            if match["footnotes"]:
                values, note = match["footnotes"], "fn"
            found += [f"{prefix}{note}{value}" for value in _values(values, language)]
        unused = ""
    if unused:
        found.append(unused)
    named = tuple(dict.fromkeys(found))
    return Citation(
        named, bool(unused) and len(named) == 1 and bool(_annex_name(language).fullmatch(told.lower()))
    )


def parted(passage: str, language: str) -> list[str]:
    """The passage, cut where a citation begins a line that was joined to the one before it.

    A list of corrections is often set without full stops, so that its lines read as one paragraph. There,
    a citation is told by its capital: within a sentence it has none. Words in quotation marks, and those
    behind a colon, are new ones and stay whole.
    """
    told = _QUOTED.sub(lambda match: "\x00" * len(match[0]), passage)
    colon = _COLON.search(told)
    end = colon.start() if colon else len(told)
    cuts = [0]
    for match in _beginning(language).finditer(told, 0, end):
        before = told[cuts[-1] : match.start()]
        if match[0][0].isupper() and _BEFORE.search(before) and not before.rstrip().endswith((",", "(", "،")):
            cuts.append(match.start())
    return [passage[start:stop].strip() for start, stop in zip(cuts, [*cuts[1:], len(passage)], strict=True)]


def _values(printed: str, language: str) -> Iterator[str]:
    """Each value of a list with ranges; `12 (a)` becomes `12(a)`."""
    words = _words(language)
    ranges = re.compile(rf"({_VALUE})\s*(?:{_DASH}|{_any(words.range_)})\s*({_VALUE})")
    at = 0
    for match in ranges.finditer(printed):
        yield from map(_plain, re.findall(_VALUE, printed[at : match.start()]))
        yield from _between(_plain(match[1]), _plain(match[2]))
        at = match.end()
    yield from map(_plain, re.findall(_VALUE, printed[at:]))


def _between(first: str, last: str) -> Iterable[str]:
    if first.isdecimal() and last.isdecimal() and 0 <= int(last) - int(first) <= _MOST_OF_A_RANGE:
        return map(str, range(int(first), int(last) + 1))
    return first, last


def _plain(value: str) -> str:
    number, bracket, rest = re.sub(r"\s", "", value).replace("（", "(").replace("）", ")").partition("(")
    return f"{int(number)}{bracket}{rest}"


def _ordinal(printed: str) -> str:
    if printed.isdecimal():
        return str(int(printed))
    if printed in _CHINESE:
        return str(_CHINESE[printed])
    values = [_ROMAN[char] for char in printed]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in pairs))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = _words(language)
    between = f"{_any(words.conjunction)}|{_any(words.range_)}|{_DASH}"
    joint = rf"\s*(?:[,،、]\s*(?:{_any(words.conjunction)})?|{between})\s*"
    listed = rf"{_VALUE}(?:{joint}{_VALUE})*"
    inside = rf"(?:{_any(words.opening)})\s*(?P<inside>{listed})\s*(?:{_any(words.paragraph_after)})"
    return re.compile(
        rf"(?<!\w)(?:{_any(words.annex)})\s*(?P<annex>\d{{1,2}}|[ivxl]{{1,5}}|[一二三四五六七八九十])(?![^\W_一-鿿])"
        rf"|^\W*(?:\d+\.\s*)?(?P<annex_alone>{_any(words.annex)})(?=\s*(?:[,،，:：(（]|$)|第)"
        rf"|(?<!\w)(?:{_any(words.footnote)})\s*(?P<footnotes>{listed})"
        rf"|(?<!\w)(?:{_any(words.paragraph)})\s*(?P<paragraphs>{listed})"
        rf"|{inside}"
        rf"|^\W*(?:\d+\.\s*)?(?P<summary>{_any(words.summary)})(?!\w)"
    )


@cache
def _annex_name(language: str) -> re.Pattern[str]:
    """The name of an annex alone, as it stands over the corrections to it."""
    words = _words(language)
    return re.compile(
        rf"\W*(?:\d+\.\s*)?(?:{_any(words.annex)})\s*(?:\d{{1,2}}|[ivxl]{{1,5}}|[一二三四五六七八九十])?\W*"
    )


@cache
def _beginning(language: str) -> re.Pattern[str]:
    """The word with which a citation begins, and the number of a correction before it."""
    words = _words(language)
    named = _any([*words.paragraph, *words.footnote])
    return re.compile(
        rf"(?<=\s)(?:(?:{named})\s*\d|(?:{_any(words.annex)})(?:\s*(?:\d|[ivxl]{{1,5}}\b)|\s*,))",
        re.IGNORECASE,
    )


def _any(words: Sequence[str]) -> str:
    """A pattern of any of these, which never matches where there are none."""
    return "|".join(map(re.escape, words)) if words else r"(?!)"


@cache
def _words(language: str) -> _Words:
    files = {
        file.name.removesuffix(".toml"): file
        for file in (resources.files("reportdiff.corrigenda") / "data").iterdir()
        if file.name.endswith(".toml")
    }
    code = language.partition("-")[0]
    chosen = [files[code]] if code in files else [files[name] for name in sorted(files)]
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in chosen]
    return _Words(
        _listed(tables, "paragraph"),
        _listed(tables, "opening"),
        _listed(tables, "paragraph_after"),
        _listed(tables, "footnote"),
        _listed(tables, "annex"),
        _listed(tables, "summary"),
        _listed(tables, "and"),
        _listed(tables, "to"),
    )


def _listed(tables: Iterable[Mapping[str, list[str]]], key: str) -> tuple[str, ...]:
    words = {word for table in tables for word in table.get(key, [])}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))

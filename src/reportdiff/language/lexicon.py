"""Finding the terms of a list in a text: the longest at each place, in one linear pass.

A term stands in a list as it is printed. `*` at its end takes up to twelve more letters (case endings),
`(s)` and the like may be there or not, `[a|b|c]` is one of them. Spaces, hyphens, dashes and apostrophes
match however they are set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reportdiff.language.casing import small

_CJK = re.compile(r"[\u3400-\u9fff]")
_CHOICE = re.compile(r"\(([^\W\d_A-ZА-ЯЁ]{1,4})\)|\[([^\[\]\s]{1,60})\]")
_SET_AS = {
    " ": r"[ \t\n\u00a0\u2009\u202f]{1,2}",
    "-": "[-\u2010\u2011\u2012\u2013\u2014\uff0d]",
    "'": "['\u2019\u02bc]",
}
_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\uff0d", "-") | {"\u2019": "'", "\u02bc": "'"}
)
_ENDING = r"\w{0,12}"
_LONGEST_CLITICS = 6
# Beside Chinese characters only Latin letters and digits run on; elsewhere all letters do.
_RUNS_ON, _RUNS_ON_BESIDE_CJK = r"\w", "[A-Za-z0-9]"


class Term(NamedTuple):
    """One term found in a text: what it stands for and where it is (end exclusive)."""

    key: str
    start: int
    end: int


class Lexicon:
    """A list of terms, each standing for a key.

    Args:
        entries: terms by key.
        clitics: a pattern of what may be written before a term as one word with it (Arabic و, ب, ال).
        exact_case: whether capitals tell terms apart.
    """

    def __init__(
        self, entries: Mapping[str, Iterable[str]], *, clitics: str = "", exact_case: bool = False
    ) -> None:
        self._cased = str if exact_case else small
        self._exact: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self.atoms: list[tuple[str, ...]] = []
        """What each term looks like, letter by letter, as patterns."""
        entries = {key: list(terms) for key, terms in entries.items()}
        beside_cjk = any(_CJK.search(term) for terms in entries.values() for term in terms)
        letter = _RUNS_ON_BESIDE_CJK if beside_cjk else _RUNS_ON
        for key, terms in entries.items():
            for term in (form for printed in terms for form in _forms(printed)):
                known = self._stems if term.endswith("*") else self._exact
                known.setdefault(self._plain(term.rstrip("*")), key)
                self.atoms.append(_atoms(self._cased(term), clitics, letter))
        self.pattern = alternatives(self.atoms)
        before = rf"(?:\b(?:{clitics})?|(?!\w))" if clitics else ""
        body = f"{before}(?P<term>{self.pattern})" if self.atoms else r"(?!)(?P<term>)"
        self._regex = re.compile(body)
        self._is_empty = not self.atoms
        self._last: tuple[tuple[str, int, int] | None, list[Term]] = (None, [])
        self.key = lru_cache(maxsize=4096)(self._key)
        """What a term stands for, as printed; None where it is none."""
        self._clitics = re.compile(rf"(?<!\w)(?:{clitics})\Z") if clitics else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Term]:
        """The terms of a text between two offsets, longest first at each place, none overlapping."""
        if self._is_empty:
            return []
        asked = (text, start, len(text) if end is None else end)
        last, answer = self._last
        if last != asked:  # the numbers of a sentence ask for the same
            answer = [self._term(match) for match in self._regex.finditer(self._cased(text), *asked[1:])]
            self._last = asked, answer
        return answer

    def at(self, text: str, start: int) -> Term | None:
        """The longest term that begins exactly here."""
        match = self._regex.match(self._cased(text), start)
        return self._term(match) if match else None

    def opening(self, text: str, at: int) -> int:
        """Where a word begins whose term begins at an offset: before what is written as one word with it."""
        match = self._clitics.search(text, max(0, at - _LONGEST_CLITICS), at) if self._clitics else None
        return match.start() if match else at

    def _key(self, printed: str) -> str | None:
        plain = self._plain(printed)
        if plain in self._exact:
            return self._exact[plain]
        stems = (self._stems.get(plain[:length]) for length in range(len(plain), 0, -1))
        return next((key for key in stems if key is not None), None)

    def _term(self, match: re.Match[str]) -> Term:
        return Term(self.key(match["term"]) or "", *match.span("term"))

    def _plain(self, term: str) -> str:
        return " ".join(self._cased(term).translate(_PLAIN).split())


def alternatives(words: Iterable[tuple[str, ...]]) -> str:
    """One pattern for many words, each given as its atoms: a tree, the longest word first."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for atom in word:
            node = node.setdefault(atom, {})  # type: ignore[assignment]
        node[""] = {}
    return _branch(tree)


def by_first(words: Iterable[tuple[str, ...]]) -> str:
    """The same as alternatives that each begin with a letter of their own, for which a search looks fast."""
    tails: dict[str, list[tuple[str, ...]]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(first + alternatives(rests) for first, rests in sorted(tails.items()))


_GROUPED = re.compile(r"\(\?:([^()\[\]]+)\)(?![?*+{])")
_CLASSED = re.compile(r"\[(\w+)\](?![?*+{])")


def by_first_letter(forms: Iterable[str], edge: str = "") -> str:
    """One pattern of many, each alternative of which begins with a letter where its form can be written so.

    Args:
        forms: patterns.
        edge: what is asked where a form begins, of the width of nothing.
    """
    tails: dict[str, list[str]] = {}
    others = []
    for form in (opened for printed in forms for opened in _opened(printed)):
        if form[0].isalpha() and form[1:2] not in ("?", "*", "+", "{"):
            tails.setdefault(form[0], []).append(form[1:])
        else:
            others.append(f"{edge}(?:{form})")
    looked_behind = {letter: f"(?<!\\w{letter})" if edge else "" for letter in tails}
    lettered = [f"{letter}{looked_behind[letter]}(?:{'|'.join(rests)})" for letter, rests in tails.items()]
    return "|".join([*lettered, *others])


def _opened(form: str) -> list[str]:
    """A form as several, where it begins with a choice."""
    if group := _GROUPED.match(form):
        return [opened for choice in group[1].split("|") for opened in _opened(choice + form[group.end() :])]
    if letters := _CLASSED.match(form):
        return [letter + form[letters.end() :] for letter in letters[1]]
    return [form]


def _branch(node: Mapping[str, Mapping[str, object]]) -> str:
    # Endings and word boundaries come last, so that longer terms win.
    tails = [
        atom + _branch(below)  # type: ignore[arg-type]
        for atom, below in sorted(node.items(), key=lambda item: _rank(item[0]))
        if atom
    ]
    if not tails:
        return ""
    joined = tails[0] if len(tails) == 1 else "|".join(tails)
    return f"(?:{joined})?" if "" in node else (f"(?:{joined})" if len(tails) > 1 else joined)


def _rank(atom: str) -> int:
    return 2 if atom.startswith(("(?", r"\b")) else int(atom == _ENDING)


def _forms(printed: str) -> list[str]:
    """The terms that one entry stands for: with and without what is optional, with each of the choices."""
    match = _CHOICE.search(printed)
    if match is None:
        return [printed]
    choices = ["", match[1]] if match[1] else match[2].split("|")
    rests = (f"{printed[: match.start()]}{choice}{printed[match.end() :]}" for choice in choices)
    return [form for rest in rests for form in _forms(rest)]


def _atoms(term: str, clitics: str, letter: str) -> tuple[str, ...]:
    stem = term.rstrip("*")
    inner = [_SET_AS.get(char.translate(_PLAIN), re.escape(char)) for char in stem]
    if not clitics and _is_lettered(stem[0]):
        # That no letter stands before is asked after the first letter, for which a search looks fast.
        inner.insert(1, f"(?<!{letter}{inner[0]})")
    if term.endswith("*"):
        return (*inner, _ENDING, f"(?!{letter})")
    closes = rf"(?!{letter})" if letter != _RUNS_ON else r"\b"
    return (*inner, closes) if _is_lettered(stem[-1]) else tuple(inner)


def _is_lettered(char: str) -> bool:
    return char.isalnum() and not _CJK.match(char)

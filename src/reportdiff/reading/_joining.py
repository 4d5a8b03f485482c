"""Lines of one paragraph to one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reportdiff.language.detect import language_of
from reportdiff.language.structure import hyphened_words
from reportdiff.reading._characters import is_wide, joined

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_BROKEN = re.compile(r"([^\W\d_]{2,}) ?[-\u2010]$")
_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*$")
# No word: letters and figures mixed, as in the names that machines give.
_ADDRESS_REST = re.compile(r"(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[a-zA-Z\d]{12}")
_STROKE = re.compile(r"\w/$")
_GOES_ON_AFTER = "/?&=_%#-\u2010"
_THOUSANDS = re.compile(r"\d \d{3}(?!\d)")
_GROUP = re.compile(r"\d{3}(?!\d)")
_LONGEST_WORD = 200
_FEWEST = 4
_OFTEN = 0.04
_PROVEN = 2
_STEM, _LONGEST_ENDING, _SHORTEST_STEM = 2, 3, 6
_GOES_ON = re.compile(r"[^\W\d_]{2,}")


class Joiner:
    """Joins lines by what the whole document shows of its words.

    A hyphen at the end of a line is dropped unless something says that the word has one: the document has the
    word so within a line, and nowhere without it; it has words that begin alike with a hyphen; its language
    (told from the lines where not given) hyphens such words; or it begins with a word of a document
    whose lines else break no words, as most of the United Nations do. Addresses of the web go on as they are.
    """

    def __init__(self, lines: Iterable[str], language: str | None = None) -> None:
        held = [line.rstrip() for line in lines]
        self._language = language
        self._held = held
        self._words = {word for line in _whole_words(held) for word in line}
        self._sorted = sorted(word for word in self._words if word.isalpha())
        self._beginnings = {_HYPHEN.split(word)[0] for word in self._words if not word.isalpha()}
        self._parts_thousands = any(map(_THOUSANDS.search, held))
        broken = sum(1 for line in held if _breaks_word(line))
        often = broken >= _FEWEST and broken > _OFTEN * len(held)
        self._breaks_words = often or self._has_broken_words()

    def join(self, before: str, after: str) -> tuple[str, int]:
        """The two pieces as one, and how many hyphens were dropped between them."""
        if _breaks_number(before[-_LONGEST_WORD:], after, parts_thousands=self._parts_thousands):
            return before + after, 0
        if before[-1:] not in _GOES_ON_AFTER:
            is_address = _ADDRESS_REST.match(after) and _ADDRESS.search(before[-_LONGEST_WORD:])
            return before + after if is_address else joined(before, after), 0
        tail = before[-_LONGEST_WORD:]
        if _ADDRESS.search(tail) or _STROKE.search(tail):
            return before + after, 0
        left, right = _BROKEN.search(tail), _GOES_ON.match(after)
        if left and tail[-2] == " ":
            return self._join_parted(before, left[1], after)
        if left and right and right.group().islower() and self._is_one(left[1], right.group()):
            return before[:-1] + after, 1
        return joined(before, after), 0

    def _join_parted(self, before: str, left: str, after: str) -> tuple[str, int]:
        """A line that ends with a space and a hyphen joined to the next: a word, where anything says so."""
        right = _GOES_ON.match(after)
        if right is None or not right.group().islower():
            return joined(before, after), 0
        first, rest = left.casefold(), right.group().casefold()
        hyphened = f"{first}-{rest}"
        if first + rest in self._words or self._has_stem(first, rest):
            return before[:-2] + after, 1
        if hyphened in self._words or first in self._beginnings or self._is_hyphened(hyphened):
            return f"{before[:-2]}{before[-1]}{after}", 0
        return joined(before, after), 0

    def join_all(self, lines: Iterable[str]) -> tuple[str, int, list[int]]:
        """The lines as one text, how many hyphens were dropped, and where in the text each line begins."""
        pieces: list[str] = []
        starts: list[int] = []
        length, removed, tail = 0, 0, ""
        for line in lines:
            tail, dropped = self.join(tail, line)
            removed += dropped
            starts.append(length + len(tail) - len(line))
            # Only the end of a text decides how it goes on: the rest is not copied for every line.
            settled = max(0, len(tail) - _LONGEST_WORD)
            pieces.append(tail[:settled])
            length, tail = length + settled, tail[settled:]
        return "".join(pieces) + tail, removed, starts

    def _is_one(self, left: str, right: str) -> bool:
        """Whether the parts of a broken word make a word without a hyphen."""
        left, right = left.casefold(), right.casefold()
        hyphened = f"{left}-{right}"
        if left + right in self._words:
            return True
        if hyphened in self._words:
            return False
        if self._has_stem(left, right):
            return True
        if len(left) >= _FEWEST and left in self._beginnings:
            return False
        if self._is_hyphened(hyphened):
            return False
        return self._breaks_words or left not in self._words

    def _has_broken_words(self) -> bool:
        """Whether some lines of the document break words that it has unbroken elsewhere."""
        proven = 0
        for line, after in pairwise(self._held):
            if _breaks_word(line):
                left, right = _BROKEN.search(line[-_LONGEST_WORD:]), _GOES_ON.match(after)
                if left and right:
                    first, rest = left[1].casefold(), right.group().casefold()
                    one = first + rest in self._words or self._has_stem(first, rest)
                    proven += one and f"{first}-{rest}" not in self._words
        return proven >= _PROVEN

    def _has_stem(self, left: str, right: str) -> bool:
        """Whether the document has the word in another form: with all of it but an ending."""
        stem = left + right[: max(_STEM, len(right) - _LONGEST_ENDING)]
        if len(stem) < len(left) + _STEM or len(stem) < _SHORTEST_STEM:
            return False
        at = bisect_left(self._sorted, stem)
        return at < len(self._sorted) and self._sorted[at].startswith(stem)

    def _is_hyphened(self, word: str) -> bool:
        """Whether the language hyphens the word."""
        if self._language is None:
            self._language = language_of("\n".join(self._held))
        return bool(hyphened_words(self._language).fullmatch(word))


def _breaks_number(before: str, after: str, *, parts_thousands: bool) -> bool:
    """Whether a line of Chinese, which may end anywhere, ends within a number that has no space there."""
    if not (before[-1:].isdecimal() and after[:1].isdecimal()):
        return False
    if parts_thousands and _GROUP.match(after):
        return False
    return any(map(is_wide, before)) and any(map(is_wide, after[:_LONGEST_WORD]))


def _whole_words(lines: list[str]) -> Iterator[list[str]]:
    """The words of each line, without the parts of those that line ends break."""
    goes_on = False
    for line in lines:
        words = [word.casefold() for word in _WORD.findall(line)]
        breaks = _breaks_word(line)
        yield words[int(goes_on) : len(words) - int(breaks)]
        goes_on = breaks


def _breaks_word(line: str) -> bool:
    tail = line[-_LONGEST_WORD:]
    return tail[-1:] in "-\u2010" and bool(_BROKEN.search(tail)) and not _ADDRESS.search(tail)

"""Footnotes in a text file: where they stand, and the places in the text that their marks hang on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from reportdiff.reading._block import Mark
from reportdiff.reading._characters import is_wide

NOTE_START = re.compile(
    r"(?P<label>\*{1,4}|[†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d{1,3}|[a-z](?=[\s/]))(?:[/.)]?\s+|/\s*|(?=[“\"《（(]))(?=\S)"
)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CLOSING = "》〉”’」』）)]\"'.,;:。，；：、！？!?%»،؛؟"
_OPENING = "（(《〈“「『[/-–—№#"
_COUNTED = "年月日时点个項项条款段号號届次国名种万亿％%"
_SIGN = re.compile(r"\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|[†‡§]+|(?<=[.,;:)”’\"])\s?[a-z](?=\s|$)")
_ENOUGH = 2


@dataclass(slots=True)
class Passage:
    """A text still carrying its note marks, and where each page begins in it."""

    text: str
    pages: list[tuple[int, int]]

    def page_at(self, offset: int) -> int:
        """The page that a character of the text stands on."""
        return self.pages[max(0, bisect_right(self.pages, offset, key=lambda entry: entry[0]) - 1)][1]


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in a passage: which passage, the characters it takes up, its label."""

    passage: int
    start: int
    end: int
    label: str


class _Candidates:
    """The places that a note's mark could hang on, in reading order, and the best of those after each."""

    def __init__(self) -> None:
        self._places: list[Found] = []
        self._scores: list[int] = []
        self._best: list[int] = []

    def add(self, place: Found, score: int) -> None:
        """Add a place that comes after all others, if enough speaks for it."""
        if score >= _ENOUGH:
            self._places.append(place)
            self._scores.append(score)

    def best(self, after: tuple[int, int]) -> Found | None:
        """The likeliest place after another, of all where none comes after it; of equals the first."""
        if not self._places:
            return None
        if not self._best:
            self._rank()
        index = bisect_left(self._places, after, key=lambda place: (place.passage, place.start))
        return self._places[self._best[index if index < len(self._places) else 0]]

    def _rank(self) -> None:
        """Note for every place the best of it and those after it, so that a note looks only once."""
        best = len(self._places) - 1
        ranked = []
        for index in range(best, -1, -1):
            best = index if self._scores[index] >= self._scores[best] else best
            ranked.append(best)
        self._best = ranked[::-1]


def find_marks(passages: list[Passage], notes: list[tuple[str, int]]) -> list[Found]:
    """The mark of each note (label, page) that can be told from the text around it, in reading order.

    A mark is looked for on the page of its note, after the mark before it. A number is a mark where it
    clings to a word or closing sign as numbers in the text do not.
    """
    found: list[Found] = []
    after = (0, 0)
    candidates = _candidates(passages, set(notes))
    for note in notes:
        best = candidates[note].best(after)
        if best is not None:
            found.append(best)
            after = (best.passage, best.end)
    return found


def without_marks(passage: Passage, found: list[Found]) -> tuple[str, tuple[Mark, ...]]:
    """The text with the found marks taken out, and where they stood in what remains."""
    text, marks, cut = "", [], 0
    for mark in sorted(found, key=lambda one: one.start):
        start = mark.start
        if passage.text[start - 1 : start] == " " and not _needs_space(passage.text, mark.end):
            start -= 1
        text += passage.text[cut:start]
        marks.append(Mark(mark.label, len(text)))
        cut = mark.end
    return text + passage.text[cut:], tuple(marks)


def _needs_space(text: str, end: int) -> bool:
    """Whether taking the space before a mark as well would glue two words together."""
    return text[end : end + 1].isalnum() and not is_wide(text[end])


def _candidates(passages: list[Passage], notes: set[tuple[str, int]]) -> dict[tuple[str, int], _Candidates]:
    """The places for each note (label, page), found in one pass over the text."""
    found = {note: _Candidates() for note in notes}
    patterns = {label: _pattern(label) for label, _ in notes}
    labels: dict[str, set[str]] = defaultdict(set)
    for label in patterns:
        labels[label].add(label)
        labels[label.translate(_SUPERSCRIPT)].add(label)
    for index, passage in enumerate(passages if notes else ()):
        for sign in _SIGN.finditer(passage.text, 1):
            for label in labels.get(sign.group().strip(), ()):
                candidates = found.get((label, passage.page_at(sign.start())))
                match = patterns[label].match(passage.text, sign.start()) if candidates else None
                if candidates and match:
                    candidates.add(
                        Found(index, match.start(), match.end(), label), _score(passage.text, *match.span())
                    )
    return found


def _pattern(label: str) -> re.Pattern[str]:
    if set(label) == {"*"}:
        return re.compile(rf"(?<!\*){re.escape(label)}(?!\*)")
    raised = re.escape(label.translate(_SUPERSCRIPT))
    if label.isdigit():
        after_number = rf"(?<=\d[.,]){label}(?=$|\s+[^\W\d_a-z\u0600-\u06ff])"
        return re.compile(rf"(?<!\d)(?<!\d[.,]){label}(?!\d|[.,]\d|%)|{after_number}|{raised}")
    return re.compile(
        rf"(?<=[^\W\d_]){re.escape(label)}(?=\W|$)|{raised}"
        if not label.isalpha()
        else rf"(?<=[.,;:)”’\"])\s?{label}(?=\s|$)"
    )


def _score(text: str, start: int, end: int) -> int:
    """How much speaks for a mark here rather than a number of the text."""
    label, before, after = text[start:end], text[start - 1], text[end : end + 1]
    if not label.isdigit() or not label.isascii():
        return 4
    if before in _OPENING or (after and after in _COUNTED + "/-–"):
        return 0
    if is_wide(before) and after == " " and is_wide(text[end + 1 : end + 2] or " "):
        return 0
    if before in ".," and text[start - 2 : start - 1].isdigit():
        return _ENOUGH
    if before == " " and after in ("", " "):
        return _ENOUGH if text[start - 2 : start - 1] in _CLOSING else 0
    if before == " " and after and after in ".,;:" and not text[end + 1 : end + 2].isdigit():
        return _ENOUGH if text[start - 2 : start - 1].isalpha() else 0
    score = 3 if before in _CLOSING else 2 if before.isalpha() else 0
    clings = after.isalpha() and is_wide(after)
    score += 2 if clings else 0
    return score if clings or not after.isalnum() else 0

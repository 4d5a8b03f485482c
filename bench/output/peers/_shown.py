"""What a tool shows of a pair: which paragraphs beside each other, which characters as changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, cast

from bench.output.peers._texts import Text, ink
from lxml import html
from lxml.html import HtmlElement

from reportdiff.output._anchors import NEW, OLD, anchor

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ALL = "all"
_PILCROW = "¶"
"""Redlines' own sign for a new paragraph, which it leaves where it deletes or inserts several."""


class Run(NamedTuple):
    """A stretch of a running text: `kind` is ` ` in both, `-` only old, `+` only new."""

    kind: str
    text: str


@dataclass(frozen=True)
class Shown:
    """Lines (old, new) shown as a pair, and for each character with ink whether it is marked as changed.

    A pair has a strength: 1 where it stands side by side; in a running text the share of the shorter line
    that stands unmarked in both.
    """

    strengths: Mapping[tuple[int, int], float]
    old: tuple[bool, ...]
    new: tuple[bool, ...]

    def pairs(self, least: float) -> set[tuple[int, int]]:
        """Pairs of that strength at least."""
        return {pair for pair, strength in self.strengths.items() if strength >= least}


def nodes(page: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements that an XPath leads to."""
    return cast("list[HtmlElement]", page.xpath(path))


class UnexpectedText(ValueError):
    """What a tool shows is not the text that it was given."""


# ------------------------------------------------------------------------------ one running text


def shown_in_runs(runs: Iterable[Run], old: Text, new: Text) -> Shown:
    """A running text with deletions and insertions in it.

    Args:
        runs: The stretches in order.
        old: The text that ` ` and `-` give.
        new: The text that ` ` and `+` give.
    """
    marks: tuple[list[bool], list[bool]] = ([], [])
    texts: tuple[list[str], list[str]] = ([], [])
    common: Counter[tuple[int, int]] = Counter()
    for kind, text in runs:
        letters = ink(text)
        if kind == " ":
            sides = zip(range(len(marks[0]), len(old.ink)), range(len(marks[1]), len(new.ink)), strict=False)
            common.update((old.line_of[a], new.line_of[b]) for (a, b), _ in zip(sides, letters, strict=False))
        for side in (0, 1):
            if kind in (" ", "-+"[side]):
                marks[side].extend([kind != " "] * len(letters))
                texts[side].append(letters)
    _check("".join(texts[0]), old)
    _check("".join(texts[1]), new)
    lengths = [Counter(text.line_of) for text in (old, new)]
    strengths = {(a, b): n / min(lengths[0][a], lengths[1][b]) for (a, b), n in common.items()}
    return Shown(strengths, tuple(marks[0]), tuple(marks[1]))


def _check(text: str, expected: Text) -> None:
    if text != expected.ink:
        place = next((n for n, (a, b) in enumerate(zip(text, expected.ink, strict=False)) if a != b), 0)
        raise UnexpectedText(f"at character {place}: {text[place : place + 20]!r}")


def runs_of_git(porcelain: str) -> Iterator[Run]:
    """The runs of `git diff --word-diff=porcelain`."""
    body = porcelain.partition("\n@@")[2].partition("\n")[2]
    for line in body.splitlines():
        if line[:1] in (" ", "-", "+"):
            yield Run(line[0], line[1:])


def runs_of_redlines(markdown: str) -> Iterator[Run]:
    """The runs of redlines' Markdown in the style `none`."""
    for piece in re.split(r"(<del>.*?</del>|<ins>.*?</ins>)", markdown, flags=re.DOTALL):
        kind = {"<del>": "-", "<ins>": "+"}.get(piece[:5], " ")
        words = piece[5:-6] if kind != " " else piece
        yield Run(kind, words.replace(_PILCROW, ""))


# ------------------------------------------------------------------------------ two columns


def shown_in_columns(page: str, old: Text, new: Text) -> Shown:
    """diff2html's page of two columns: what stands in a row is a pair."""
    columns = nodes(html.fromstring(page), '//div[@class="d2h-file-side-diff"]')
    sides = [[_cell(row) for row in nodes(column, ".//tr")] for column in columns]
    pairs = {
        (left[0], right[0])
        for left, right in zip(sides[0], sides[1], strict=True)
        if left is not None and right is not None
    }
    old_mask, new_mask = (
        _mask([cell for cell in side if cell is not None], text)
        for side, text in zip(sides, (old, new), strict=True)
    )
    return Shown(dict.fromkeys(pairs, 1.0), old_mask, new_mask)


def _cell(row: HtmlElement) -> tuple[int, list[Run]] | None:
    """Line and runs of one cell; None where it is empty."""
    number, cell = nodes(row, "./td")
    words = nodes(cell, './/span[@class="d2h-code-line-ctn"]')
    if not number.text_content().strip() or not words:
        return None
    classes = cell.get("class", "").split()
    whole = "d2h-cntx" not in classes and "d2h-change" not in classes
    runs = [Run(_ALL if whole or marked else " ", text) for text, marked, _ in _spans(words[0])]
    return int(number.text_content()) - 1, runs


def _mask(cells: Sequence[tuple[int, list[Run]]], text: Text) -> tuple[bool, ...]:
    ordered = sorted(cells, key=lambda cell: cell[0])
    _check("".join(ink(run.text) for _, runs in ordered for run in runs), text)
    return tuple(run.kind == _ALL for _, runs in ordered for run in runs for _ in ink(run.text))


# ------------------------------------------------------------------------------ ours


def shown_in_report(page: str, old: Text, new: Text) -> Shown:
    """Our page: a block is a pair; of a rewritten paragraph all but the shared phrases is marked."""
    texts = {OLD: old, NEW: new}
    lines = {anchor(side, address): (side, n) for side in texts for address, n in texts[side].line_at.items()}
    masks = {side: [False] * len(text.ink) for side, text in texts.items()}
    pairs: set[tuple[int, int]] = set()
    for block in nodes(html.fromstring(page), "//article"):
        here: dict[str, list[int]] = {OLD: [], NEW: []}
        for part in nodes(block, './/div[starts-with(@class,"par ")]'):
            letters, marks = _letters(nodes(part, './/p[@class="words"]')[0], block.get("data-what", ""))
            for name in (one.get("id", "") for one in (part, *nodes(part, "./span[@id]"))):
                side, n = lines[name]
                here[side].append(n)
                start, end = texts[side].words_of[n]
                if letters != texts[side].ink[start:end]:
                    raise UnexpectedText(f"at {name}")
                masks[side][start:end] = marks
        pairs.update(product(here[OLD], here[NEW]))
    return Shown(dict.fromkeys(pairs, 1.0), tuple(masks[OLD]), tuple(masks[NEW]))


def _letters(words: HtmlElement, what: str) -> tuple[str, list[bool]]:
    letters: list[str] = []
    marks: list[bool] = []
    for text, marked, shared in _spans(words):
        letters.append(ink(text))
        all_but_shared = what == "rewritten" and not shared
        marks += [marked or all_but_shared or what in ("added", "dropped")] * len(letters[-1])
    return "".join(letters), marks


def _spans(
    element: HtmlElement, *, marked: bool = False, shared: bool = False
) -> Iterator[tuple[str, bool, bool]]:
    """Texts below an element: whether `del` or `ins` is around them, whether they are a shared phrase."""
    yield element.text or "", marked, shared
    for child in nodes(element, "./*"):
        yield from _spans(
            child,
            marked=marked or child.tag in ("del", "ins"),
            shared=shared or child.get("class") == "shared",
        )
        yield child.tail or "", marked, shared


# ------------------------------------------------------------------------------ numbers


def numbers_cut(text: Text, mask: Sequence[bool]) -> int:
    """How many numbers are marked in part."""
    cut = 0
    for line, (start, _) in zip(text.lines, text.words_of, strict=True):
        for number in _NUMBER.finditer(line.text):
            begin = start + len(ink(line.text[: number.start()]))
            cut += len(set(mask[begin : begin + len(number[0])])) > 1
    return cut


def labels_marked(text: Text, mask: Sequence[bool]) -> int:
    """How many paragraphs' own numbers are marked."""
    starts = (end - len(ink(line.printed)) for line, (_, end) in zip(text.lines, text.words_of, strict=True))
    return sum(any(mask[a:b]) for a, (b, _) in zip(starts, text.words_of, strict=True))

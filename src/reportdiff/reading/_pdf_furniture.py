"""Lines of PDF pages that are no part of what the report says: running heads and feet, page and job numbers.

Told by where they stand (the first and last lines of pages), by being repeated there over pages with other
numbers in them, by counting on with the pages, and by the few forms that job numbers and bar codes have.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from reportdiff.reading._front import SYMBOL
from reportdiff.reading._pdf_lines import Line, PageLines

_EDGE_LINES = 5
_TOP, _BOTTOM = 0.82, 0.2
_NEAR = 10.0
_SHARE = 0.3
_LONGEST = 40
_LONGEST_HEAD = 300
_SHORT = 5
_ALIKE = 72
_SMALLEST = 3.0
_NUMBERS = 2
_NUMBER = re.compile(r"[#.,%–-]+")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_JOB = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}[-‐–]\d{4,6}|\d{5}[-‐–]\d{2}")
_BESIDE_JOB = re.compile(r"\([A-Z]\)|\b\d{6}\b|[\s*]")
_BAR_CODE = re.compile(r"\*\s*[\dA-Z]{6,10}\s*\*")
_RULE = re.compile(r"[_＿‗─━—–-]{5,}")
_COUNT = re.compile(
    r"(?:\D{0,12}\s)?[-–—\[(]?\s?(?P<page>\d{1,4})(?:\s?(?:/|of|de|из|من)\s?\d{1,4})?\s?[-–—\])]?\.?"
)
_GOES_ON = re.compile(r"/\s?(?:[.,]\s?){1,3}|/…")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or foot of its page."""

    line: Line
    top: bool
    depth: int


def is_rule(text: str) -> bool:
    """Whether the text is a drawn rule, as stands above footnotes and at the end of a document."""
    return bool(_RULE.fullmatch(text.replace(" ", "")))


def furniture_lines(pages: Sequence[PageLines]) -> set[int]:
    """The `id` of each line that is furniture."""
    edges = {page.number: _edges(page) for page in pages}
    repeated = _repeated([edge for page in edges.values() for edge in page], len(pages))
    counts = _counting(edges)
    found: set[int] = set()
    for page in pages:
        for top in (True, False):
            found |= _from_edge([e for e in edges[page.number] if e.top is top], repeated | counts, page)
        found |= {id(line) for line in page.lines if line.size < _SMALLEST}
    return found


def _edges(page: PageLines) -> list[_Edge]:
    """The outermost lines of a page, each from its edge inwards."""
    tops = [line for line in page.lines if line.y0 >= _TOP * page.height][:_EDGE_LINES]
    feet = [line for line in page.lines if line.y0 <= _BOTTOM * page.height][-_EDGE_LINES:]
    return [
        *(_Edge(line, True, depth) for depth, line in enumerate(tops)),
        *(_Edge(line, False, depth) for depth, line in enumerate(reversed(feet))),
    ]


def _from_edge(edges: Sequence[_Edge], known: set[int], page: PageLines) -> set[int]:
    """The lines of an edge that are furniture, with the short ones that stand outside of them."""
    found: set[int] = set()
    outside: list[_Edge] = []
    for edge in edges:
        if is_rule(edge.line.text):
            break
        outside.append(edge)
        if id(edge.line) in known or _has_form(edge, page):
            found |= {id(other.line) for other in outside}
            outside = []
        elif len(edge.line.text) > _LONGEST:
            break
    return found


def _has_form(edge: _Edge, page: PageLines) -> bool:
    texts = [_SPACES.sub(" ", cell.text).strip() for cell in edge.line.cells]
    joined = " ".join(texts)
    if not edge.top:
        has_job = any(_JOB.fullmatch(_BESIDE_JOB.sub("", text)) for text in (*texts, joined))
        return has_job or bool(_BAR_CODE.search(joined) or _GOES_ON.fullmatch(joined))
    return page.number > 1 and all(SYMBOL.fullmatch(text) for text in texts)


def _repeated(edges: Sequence[_Edge], pages: int) -> set[int]:
    """Lines whose cells stand at the same height of many pages, numbers apart."""
    enough = max(2, _SHARE * pages)
    heights: dict[str, list[tuple[float, int]]] = {}
    for edge in edges:
        for shape in _shapes(edge.line):
            heights.setdefault(shape, []).append((edge.line.y0, edge.line.page))
    known = {
        shape: sorted(places)
        for shape, places in heights.items()
        if len(places) >= enough and _most_pages(sorted(places)) >= enough
    }
    return {
        id(edge.line)
        for edge in edges
        if all(_is_known(shape, edge.line.y0, known) for shape in _shapes(edge.line))
    }


def _is_known(shape: str, height: float, known: dict[str, list[tuple[float, int]]]) -> bool:
    """Whether many pages show the shape, or one much like it (scans misread letters), at this height."""
    if _stands_near(known.get(shape, []), height, _NEAR):
        return True
    return (
        " " not in shape
        and _SHORT < len(shape) <= _LONGEST_HEAD
        and any(
            fuzz.ratio(shape, other) >= _ALIKE and _stands_near(places, height, 2 * _NEAR)
            for other, places in known.items()
        )
    )


def _stands_near(places: Sequence[tuple[float, int]], height: float, reach: float) -> bool:
    """Whether one of the places, from the lowest, is within reach of a height."""
    index = bisect_left(places, height - reach, key=lambda place: place[0])
    return index < len(places) and places[index][0] <= height + reach


def _shapes(line: Line) -> list[str]:
    """The texts of a line's cells without their numbers, but with them where it is the row of a table."""
    texts = [_SPACES.sub("", cell.text.casefold()) for cell in line.cells]
    shapes = [_DIGITS.sub("#", text) for text in texts]
    is_row = sum(1 for shape in shapes if _NUMBER.fullmatch(shape)) >= _NUMBERS
    return [" ".join(texts)] if is_row else shapes


def _most_pages(places: Sequence[tuple[float, int]]) -> int:
    """How many pages have one of the places, from the lowest, about the same height, at the best height."""
    most, first, last = 0, 0, 0
    near: Counter[int] = Counter()
    for height, _ in places:
        while last < len(places) and places[last][0] - height <= _NEAR:
            near[places[last][1]] += 1
            last += 1
        while height - places[first][0] > _NEAR:
            near[places[first][1]] -= 1
            if not near[places[first][1]]:
                del near[places[first][1]]
            first += 1
        most = max(most, len(near))
    return most


def _counting(edges: dict[int, list[_Edge]]) -> set[int]:
    """Lines of page numbers: a number that counts on with the pages; rows of numbers are none."""
    pages: dict[int, set[int]] = {}
    numbered: list[tuple[int, int]] = []
    for number, page in edges.items():
        for edge in page:
            found = [match for cell in edge.line.cells if (match := _COUNT.fullmatch(cell.text.strip()))]
            if len(found) == 1:
                step = int(found[0]["page"]) - number
                pages.setdefault(step, set()).add(number)
                numbered.append((step, id(edge.line)))
    best = max(pages, key=lambda step: (len(pages[step]), -abs(step)), default=None)
    if best is None or len(pages[best]) < 2:
        return set()
    return {line for step, line in numbered if step == best}

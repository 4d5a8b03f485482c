"""Lines of PDF pages that are no part of what the report says: running heads and feet, page and job numbers.

Told by where they stand (the first and last lines of pages, further from the text than its lines are from
each other), by being repeated there over pages, with numbers that stay or count on with the pages, and by
the few forms that job numbers and bar codes have. A line that is larger or bolder than the text is a heading,
unless it says the same on every page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from reportdiff.reading._front import SYMBOL
from reportdiff.reading._pdf_lines import Line, PageLines, main_size

LONGEST_FURNITURE = 60
"""The longest line that is set aside without a word about it."""

_EDGE_LINES = 5
_TOP, _BOTTOM = 0.82, 0.2
_NEAR = 10.0
_SHARE = 0.3
_LONGEST = 40
_LONGEST_HEAD = 300
_SHORT = 5
_ALIKE = 72
_SMALLEST, _TINY = 3.0, 0.5
_APART, _FAR = 1.3, 2.0
_FEW_PAGES = 3
_LEVEL = 0.5
_LOOK_AHEAD, _ALIKE_SIZE = 4, 0.1
_LARGER = 1.06
_GO_ON = 0.6
_NUMBERS = 2
_NUMBER = re.compile(r"[#.,%–-]+")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_JOB = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}[-‐–]\d{4,6}|\d{5}[-‐–]\d{2}")
_BESIDE_JOB = re.compile(r"\([A-Z]\)|\b\d{6}\b|[\s*]")
_BAR_CODE = re.compile(r"\*\s*[\dA-Z]{6,10}\s*\*")
_RULE = re.compile(r"[_＿‗─━—–-]{5,}")
_COUNT = re.compile(
    r"(?:\D{0,12}\s|[^\W\d_])?[-–—\[(]?\s?(?P<page>\d{1,4})"
    r"(?:(?:\s?/\s?|\s[^\W\d_]{1,4}\s)\d{1,4})?\s?(?:[-–—\])]|[^\W\d_])?\.?"
)
_GOES_ON = re.compile(r"/\s?(?:[.,]\s?){1,3}|/…")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or foot of its page, and how far from it the next line inwards stands.

    `place` is its height above the foot of the page, or (below 0) under its top, for pages of several sizes.
    """

    line: Line
    top: bool
    gap: float
    place: float


@dataclass(frozen=True, slots=True)
class _Body:
    """How the text of a document is set: its size of type, and the usual distance of its lines."""

    size: float
    leading: float


def is_rule(text: str) -> bool:
    """Whether the text is a drawn rule, as stands above footnotes and at the end of a document."""
    return bool(_RULE.fullmatch(text.replace(" ", "")))


def furniture_lines(pages: Sequence[PageLines]) -> set[int]:
    """The `id` of each line that is furniture."""
    body = _body(pages)
    edges = {page.number: _edges(page) for page in pages}
    known = _repeated([edge for page in edges.values() for edge in page], len(pages), body)
    counts = _counting(edges, len(pages), body)
    far = (_FAR if len(pages) < _FEW_PAGES else _APART) * body.leading
    known = _standing_apart(edges.values(), known | counts, far) | _bare(edges.values(), counts)
    found: set[int] = set()
    for page in pages:
        for top in (True, False):
            found |= _from_edge([e for e in edges[page.number] if e.top is top], known, page)
        found |= {id(line) for line in page.lines if line.size < min(_SMALLEST, _TINY * body.size)}
    return found


def _body(pages: Sequence[PageLines]) -> _Body:
    size = main_size(cell for page in pages for line in page.lines for cell in line.cells)
    gaps = [
        _gap(line, page.lines[index + 1 : index + 1 + _LOOK_AHEAD], page)
        for page in pages
        for index, line in enumerate(page.lines)
        if abs(line.size - size) <= _ALIKE_SIZE * size
    ]
    return _Body(size, median(gaps) if gaps else size)


def _edges(page: PageLines) -> list[_Edge]:
    """The outermost lines of a page, each from its edge inwards."""
    lines = page.lines
    tops = [index for index, line in enumerate(lines) if line.y0 >= _TOP * page.height][:_EDGE_LINES]
    feet = [index for index, line in enumerate(lines) if line.y0 <= _BOTTOM * page.height][-_EDGE_LINES:]
    return [
        *(_edge(page, lines[at], lines[at + 1 :], top=True) for at in tops),
        *(_edge(page, lines[at], reversed(lines[:at]), top=False) for at in reversed(feet)),
    ]


def _edge(page: PageLines, line: Line, inwards: Iterable[Line], *, top: bool) -> _Edge:
    return _Edge(line, top, _gap(line, inwards, page), line.y0 - (page.height if top else 0.0))


def _gap(line: Line, inwards: Iterable[Line], page: PageLines) -> float:
    """How far the next line above or below stands, in the same column."""
    gaps = (abs(line.y0 - other.y0) for other in inwards if other.x0 < line.x1 and other.x1 > line.x0)
    return next((gap for gap in gaps if gap > _LEVEL * line.size), page.height)


def _standing_apart(pages: Iterable[Sequence[_Edge]], known: set[int], far: float) -> set[int]:
    """The known lines that stand `far` from the text, themselves or on most other pages that have them."""
    apart: dict[str, list[bool]] = {}
    shapes: dict[int, str] = {}
    for edges in pages:
        for top in (True, False):
            is_apart = False
            for edge in reversed([edge for edge in edges if edge.top is top]):
                is_apart = id(edge.line) in known and (is_apart or edge.gap >= far)
                if id(edge.line) in known:
                    shape = shapes[id(edge.line)] = " ".join(shape for shape, _ in _shapes(edge.line))
                    apart.setdefault(shape, []).append(is_apart)
    mostly = {shape for shape, told in apart.items() if 2 * sum(told) > len(told)}
    return {line for line, shape in shapes.items() if shape in mostly}


def _bare(pages: Iterable[Sequence[_Edge]], counts: set[int]) -> set[int]:
    """Of the lines of page numbers those that are nothing else, which no text goes on with."""
    lines = [edge.line for edges in pages for edge in edges if id(edge.line) in counts]
    return {id(line) for line in lines if not any(char.isalpha() for char in line.text)}


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


def _repeated(edges: Sequence[_Edge], pages: int, body: _Body) -> set[int]:
    """Lines whose cells stand at the same height of many pages, numbers apart."""
    enough = max(2, _SHARE * pages)
    heights: dict[str, list[tuple[float, int, str]]] = {}
    for edge in edges:
        for shape, text in _shapes(edge.line):
            heights.setdefault(shape, []).append((edge.place, edge.line.page, text))
    known = {
        shape: sorted(places)
        for shape, places in heights.items()
        if len(places) >= enough and _most_pages(sorted(places)) >= enough and _goes_on(places)
    }
    varying = {shape for shape, places in known.items() if not _says_the_same(places)}
    symbols = {edge.line.page: edge for edge in edges if _has_symbol(edge, known.keys() - varying)}
    return {
        id(edge.line)
        for edge in edges
        if all(
            _is_known(shape, edge.place, known)
            and not (shape in varying and edge.top and _is_heading(edge.line, shape, body))
            for shape, _ in _shapes(edge.line)
        )
        or (edge.gap >= _APART * body.leading and _is_level(edge, symbols.get(edge.line.page)))
    }


def _has_symbol(edge: _Edge, same: Iterable[str]) -> bool:
    """Whether a line at a top has the symbol of the document in it, as other pages do."""
    cells = zip(edge.line.cells, _shapes(edge.line), strict=False)
    symbols = {shape for cell, (shape, _) in cells if SYMBOL.fullmatch(cell.text.strip())}
    return edge.top and edge.line.page > 1 and not symbols.isdisjoint(same)


def _is_level(edge: _Edge, symbol: _Edge | None) -> bool:
    """Whether a line stands at the height of the document's symbol: what is beside that changes."""
    if symbol is None or not edge.top:
        return False
    return abs(edge.line.y0 - symbol.line.y0) <= _LEVEL * symbol.line.size


def _is_heading(line: Line, shape: str, body: _Body) -> bool:
    """Whether words are set as headings are: larger or bolder than the text."""
    has_words = any(char.isalpha() for char in shape)
    return has_words and (line.size > _LARGER * body.size or all(cell.bold for cell in line.cells))


def _goes_on(places: Sequence[tuple[float, int, str]]) -> bool:
    """Whether the numbers in a text stay from page to page, or count on as the pages do."""
    numbers = [
        (page, [int(number) for number in _DIGITS.findall(text)])
        for _, page, text in sorted(places, key=lambda place: place[1])
    ]
    steps = [
        all(later - number in (0, after - page) for number, later in zip(held, then, strict=True))
        for (page, held), (after, then) in pairwise(numbers)
        if after > page
    ]
    return not steps or sum(steps) >= _GO_ON * len(steps)


def _says_the_same(places: Sequence[tuple[float, int, str]]) -> bool:
    """Whether a text is the same on most of its pages."""
    return Counter(text for _, _, text in places).most_common(1)[0][1] >= max(2, _GO_ON * len(places))


def _is_known(shape: str, height: float, known: dict[str, list[tuple[float, int, str]]]) -> bool:
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


def _stands_near(places: Sequence[tuple[float, int, str]], height: float, reach: float) -> bool:
    """Whether one of the places, from the lowest, is within reach of a height."""
    index = bisect_left(places, height - reach, key=lambda place: place[0])
    return index < len(places) and places[index][0] <= height + reach


def _shapes(line: Line) -> list[tuple[str, str]]:
    """The texts of a line's cells without their numbers and with them.

    Where it is the row of a table, it has one shape, with the numbers.
    """
    texts = [_SPACES.sub("", cell.text.casefold()) for cell in line.cells]
    shapes = [_DIGITS.sub("#", text) for text in texts]
    is_row = sum(1 for shape in shapes if _NUMBER.fullmatch(shape)) >= _NUMBERS
    return [(" ".join(texts), "")] if is_row else list(zip(shapes, texts, strict=True))


def _most_pages(places: Sequence[tuple[float, int, str]]) -> int:
    """How many pages have one of the places, from the lowest, about the same height, at the best height."""
    most, first, last = 0, 0, 0
    near: Counter[int] = Counter()
    for height, _, _ in places:
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


def _counting(edges: dict[int, list[_Edge]], count: int, body: _Body) -> set[int]:
    """Lines of page numbers: a number that counts on with the pages; rows of numbers are none."""
    pages: dict[int, set[int]] = {}
    numbered: list[tuple[int, int]] = []
    for number, page in edges.items():
        for edge in page:
            found = [match for cell in edge.line.cells if (match := _COUNT.fullmatch(cell.text.strip()))]
            is_placed = not edge.top or (count > 1 and not _is_heading(edge.line, edge.line.text, body))
            if len(found) == 1 and is_placed:
                step = int(found[0]["page"]) - number
                pages.setdefault(step, set()).add(number)
                numbered.append((step, id(edge.line)))
    best = max(pages, key=lambda step: (len(pages[step]), -abs(step)), default=None)
    if best is None or (len(pages[best]) < 2 and (best or count > 1)):
        return set()
    return {line for step, line in numbered if step == best}

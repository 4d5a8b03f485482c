"""The characters of a page written from the right, in their order on paper.

One glyph may stand for several letters (lam-alef), and one letter with its vowel sign may be drawn as several
glyphs each of which stands for both. Characters that share their origin are taken together as a cluster:
its letters are put so that reading from the right gives their order, its signs after the letter they mark,
and what is drawn twice is kept once.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

Array = np.ndarray[Any, np.dtype[Any]]

NAMELESS = 0xF800
"""Added to the code of a drawn character that the file gives no meaning, to make a sign of private use."""
_SAME = 0.25
_OFTEN = 2
_SHARE = 0.5
_TATWEEL = "\u0640"
_JOINED = "\u0620-\u063f\u0641-\u065f\u0670-\u06d3"
_BETWEEN = re.compile(rf"(?<=[{_JOINED}])([^\s{_JOINED}/.,:;،؛؟«»–—-])\1*(?=[{_JOINED}])")
_NEAR = 0.5
_STEP = 0.3
_HEIGHTS = 100


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of a page: place in pdfium's text, number of their line, box."""

    index: Array
    line: Array
    x0: Array
    x1: Array
    y0: Array
    y1: Array

    def at(self, places: Array) -> Glyphs:
        """The characters at some places, in that order."""
        return Glyphs(
            self.index[places],
            self.line[places],
            self.x0[places],
            self.x1[places],
            self.y0[places],
            self.y1[places],
        )


def from_left(glyphs: Glyphs, text: str, raw: pdfium_c.FPDF_TEXTPAGE) -> Glyphs:
    """The characters of each line from the left, a sign after the letter it stands on."""
    glyphs = _without_strokes(glyphs, text)
    chars = [text[index] for index in glyphs.index.tolist()]
    cluster = _clusters(raw, glyphs.index)
    kept = _drawn_once(glyphs, chars, cluster)
    glyphs, cluster = glyphs.at(kept), cluster[kept]
    signs = np.array([unicodedata.combining(chars[place]) > 0 for place in kept.tolist()], bool)
    glyphs = _on_lines(_levelled(glyphs), signs)
    left, right = glyphs.x0.copy(), glyphs.x1.copy()
    for wanted, function, edge in ((left, np.minimum, glyphs.x0), (right, np.maximum, glyphs.x1)):
        whole = np.full(cluster.max(initial=0) + 1, np.inf if function is np.minimum else -np.inf)
        function.at(whole, cluster[~signs], edge[~signs])
        shared = np.isfinite(whole[cluster])
        wanted[shared] = whole[cluster][shared]
    alone = signs & (left == glyphs.x0) & (right == glyphs.x1)
    place = np.where(alone, (glyphs.x0 + glyphs.x1) / 2, left)
    # Letters of a cluster from the last to the first, then its signs.
    rank = np.where(signs, glyphs.index, -glyphs.index)
    order = np.lexsort((rank, place, glyphs.line))
    found = Glyphs(glyphs.index, glyphs.line, left, right, glyphs.y0, glyphs.y1).at(order)
    return _level(found, signs[order])


def _clusters(raw: pdfium_c.FPDF_TEXTPAGE, index: Array) -> Array:
    """A number for each character that those drawn from the same point share."""
    x, y = ctypes.c_double(), ctypes.c_double()
    points: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
    found = np.zeros(len(index), dtype=np.int64)
    for place, char in enumerate(index.tolist()):
        pdfium_c.FPDFText_GetCharOrigin(raw, char, x, y)
        column, row = round(x.value), round(y.value)
        near = (
            number
            for across in (column - 1, column, column + 1)
            for up in (row - 1, row, row + 1)
            for other_x, other_y, number in points.get((across, up), ())
            if abs(other_x - x.value) < _SAME and abs(other_y - y.value) < _SAME
        )
        found[place] = next(near, place)
        if found[place] == place:
            points.setdefault((column, row), []).append((x.value, y.value, place))
    return found


def _drawn_once(glyphs: Glyphs, chars: Sequence[str], cluster: Array) -> Array:
    """The places of characters without second copies: of a letter, or of a letter with its sign."""
    members: dict[int, list[int]] = {}
    for place, number in enumerate(cluster.tolist()):
        members.setdefault(number, []).append(place)
    dropped: set[int] = set()
    marked: dict[tuple[str, ...], list[int]] = {}
    for places in members.values():
        if len(places) == 1:
            continue
        drawn = tuple(sorted(chars[place] for place in places))
        if all(count % 2 == 0 for count in Counter(drawn).values()):
            dropped.update(_second_half(places, chars))
        elif any(unicodedata.combining(char) for char in drawn):
            before = marked.setdefault(drawn, [])
            if any(_stand_together(glyphs, places[0], other) for other in before):
                dropped.update(places)
            before.append(places[0])
    return np.array([place for place in range(len(chars)) if place not in dropped], dtype=np.int64)


def strokes(text: str) -> set[int]:
    """Places of strokes between joined letters, that stretch words to fill a line.

    Many files do not say what they are: then they have a code that stands nowhere else on the page.
    """
    between: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    for match in _BETWEEN.finditer(text):
        between[match[1]] += len(match.group())
        places.setdefault(match[1], []).extend(range(*match.span()))
    found = set(places.get(_TATWEEL, ()))
    for char, count in between.items():
        if char != _TATWEEL and count >= _OFTEN and count > _SHARE * text.count(char):
            beside = rf"(?<=[{_JOINED}]){re.escape(char)}+|{re.escape(char)}+(?=[{_JOINED}])"
            found.update(place for match in re.finditer(beside, text) for place in range(*match.span()))
    return found


def _second_half(places: Sequence[int], chars: Sequence[str]) -> Iterator[int]:
    """The second copies of characters that all are there twice."""
    left = {char: count // 2 for char, count in Counter(chars[place] for place in places).items()}
    for place in places:
        left[chars[place]] -= 1
        if left[chars[place]] < 0:
            yield place


def _stand_together(glyphs: Glyphs, one: int, other: int) -> bool:
    near = _NEAR * (glyphs.y1[one] - glyphs.y0[one])
    return bool(
        abs(glyphs.x0[one] - glyphs.x0[other]) < near and abs(glyphs.y0[one] - glyphs.y0[other]) < near
    )


def _without_strokes(glyphs: Glyphs, text: str) -> Glyphs:
    """The characters without the strokes that stretch words; the letter on their right takes their room."""
    # What has no meaning and stretches no word cannot be read.
    nameless = (place for place in glyphs.index.tolist() if NAMELESS <= ord(text[place]) < NAMELESS + 32)
    stretching = strokes(text) | set(nameless)
    if not stretching:
        return glyphs
    is_stroke = np.isin(glyphs.index, list(stretching))
    is_sign = np.array([unicodedata.combining(text[index]) > 0 for index in glyphs.index.tolist()], bool)
    letters = np.flatnonzero(~is_stroke & ~is_sign)
    x0 = glyphs.x0.copy()
    from_right = np.flatnonzero(is_stroke)[np.argsort(-glyphs.x1[is_stroke])]
    for place in from_right.tolist():
        beside = letters[np.abs(glyphs.y0[letters] - glyphs.y0[place]) < 1]
        if len(beside):
            nearest = beside[np.argmin(np.abs(x0[beside] - glyphs.x1[place]))]
            x0[nearest] = min(x0[nearest], x0[place])
    kept = np.flatnonzero(~is_stroke)
    return Glyphs(glyphs.index, glyphs.line, x0, glyphs.x1, glyphs.y0, glyphs.y1).at(kept)


def _levelled(glyphs: Glyphs) -> Glyphs:
    """The characters with a line for each height: pdfium makes one of what stands beside a larger heading."""
    line = glyphs.line * _HEIGHTS
    middle, tall = (glyphs.y0 + glyphs.y1) / 2, glyphs.y1 - glyphs.y0
    for number in np.unique(glyphs.line).tolist():
        places = np.flatnonzero(glyphs.line == number)
        step = _STEP * float(np.median(tall[places]))
        order = places[np.argsort(-middle[places], kind="stable")]
        cuts = np.cumsum(np.diff(middle[order]) < -step)
        line[order[1:]] += np.minimum(cuts, _HEIGHTS - 1)
    return Glyphs(glyphs.index, line, glyphs.x0, glyphs.x1, glyphs.y0, glyphs.y1)


def _on_lines(glyphs: Glyphs, signs: Array) -> Glyphs:
    """The characters with each sign on the line of the letter below or above it."""
    line = glyphs.line.copy()
    letters = np.flatnonzero(~signs)
    for place in np.flatnonzero(signs).tolist():
        middle = (glyphs.x0[place] + glyphs.x1[place]) / 2
        height = glyphs.y1[place] - glyphs.y0[place]
        over = (glyphs.x0[letters] - _NEAR <= middle) & (middle <= glyphs.x1[letters] + _NEAR)
        away = np.abs(glyphs.y0[letters] - glyphs.y0[place])
        near = letters[over & (away < _NEAR * height)]
        if len(near):
            line[place] = line[near[np.argmin(np.abs(glyphs.y0[near] - glyphs.y0[place]))]]
    return Glyphs(glyphs.index, line, glyphs.x0, glyphs.x1, glyphs.y0, glyphs.y1)


def _level(glyphs: Glyphs, signs: Array) -> Glyphs:
    """The characters with each sign in the box of the letter before it."""
    x0, x1, y0, y1 = (edge.copy() for edge in (glyphs.x0, glyphs.x1, glyphs.y0, glyphs.y1))
    for place in np.flatnonzero(signs).tolist():
        if place and glyphs.line[place - 1] == glyphs.line[place]:
            for edge in (x0, x1, y0, y1):
                edge[place] = edge[place - 1]
    return Glyphs(glyphs.index, glyphs.line, x0, x1, y0, y1)

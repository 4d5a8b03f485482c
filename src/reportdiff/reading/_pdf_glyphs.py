"""The characters of a PDF page with their boxes, as pdfium gives them, to runs of text on one baseline."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from reportdiff.reading._characters import cleaned, visible
from reportdiff.reading._limits import MAX_EXTENT, MAX_GLYPHS
from reportdiff.reading._pdf_bidi import logical
from reportdiff.reading._pdf_drawn import Rule, rules_of
from reportdiff.reading._pdf_from_right import NAMELESS, Glyphs, from_left
from reportdiff.reading._pdf_heights import heights, uneven

if TYPE_CHECKING:
    import pypdfium2 as pdfium

Array = np.ndarray[Any, np.dtype[Any]]

_GAP = 0.7
GAP_FROM_RIGHT = 0.7
"""The gap between cells in heights of a line: fonts of Arabic are taller for the size of their letters."""
_STEP_BACK = 0.5
_SHIFT = 0.15
_RESIZE = 1.18
_SAME_LINE, _SAME_SIZE = 0.25, 1.45
_FALSE_SPACE = 0.16
_WORD_GAP = 0.14
_LEAST_GAP = 0.06
_BOLD = 600
_BOLD_NAME = re.compile(
    r"[-,_ +](?:Semi|Demi|Extra|Ultra)?-?(?:Bold|Black|Heavy)|[a-z](?:Bold|Black)", re.IGNORECASE
)
_SLANTED = 1 << 6
_SLANTED_NAME = re.compile(r"Italic|Oblique|Kursiv|Slanted", re.IGNORECASE)
_LONGEST_NAME = 128
_RTL_FIRST, _RTL_LAST = 0x0590, 0x08FF
_RTL_FORMS = 0xFB1D
_RTL_FORMS_END = 0xFEFC
_WHITE = (" ", "\t", "\u00a0", "\u3000")
_CONTROLS = (2, 9, 10, 13)
_HYPHENS = {"\ufffe": "-", "\x02": "-"}


@dataclass(slots=True)
class Run:
    """Text on one baseline in one size, without a wide gap inside.

    Coordinates are points from the lower left corner of the page as it is read. `led` and `trailed` say
    whether white space stands before and after it; `turned` whether it runs across the page's own direction.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    bold: bool
    led: bool
    trailed: bool
    turned: bool = False
    slanted: bool = False

    @property
    def size(self) -> float:
        """The height of the font's box in points."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The runs of one page.

    Args:
        number: Its number, from 1.
        width, height: Those of the page as it is read.
        rtl: Whether it is written from the right.
        runs: In the order of its content.
        truncated: Whether it has more characters than are read.
        rules: The level lines that it draws.
        shown: How many visible characters pdfium finds on it, counted before anything is made of them.
        dropped: How many of those are in no run: strokes that stretch words, letters drawn twice.
    """

    number: int
    width: float
    height: float
    rtl: bool
    runs: list[Run]
    truncated: bool = False
    rules: tuple[Rule, ...] = ()
    shown: int = 0
    dropped: int = 0


def page_runs(page: pdfium.PdfPage, number: int) -> PageRuns:
    """The runs of text of one page."""
    left, bottom, right, top = _on_paper(np.array(page.get_mediabox())).tolist()
    width, height = right - left, top - bottom
    textpage = page.get_textpage()
    try:
        glyphs = _Glyphs(textpage)
        turn = glyphs.turn_upright(width, height, left, bottom)
        if turn:
            width, height = height, width
        rules = () if turn else rules_of(page, left, bottom)
        return PageRuns(
            number,
            width,
            height,
            glyphs.rtl,
            glyphs.runs(),
            glyphs.truncated,
            rules,
            glyphs.shown,
            glyphs.dropped,
        )
    finally:
        textpage.close()


def _on_paper(places: Array) -> Array:
    """Coordinates kept to what a page can have; those that are no numbers are 0."""
    kept: Array = np.clip(np.nan_to_num(places), -MAX_EXTENT, MAX_EXTENT)
    return kept


class _Glyphs:
    """All characters of a page: code points and loose boxes, white space apart."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._raw = textpage.raw
        total = max(textpage.count_chars(), 0)
        count = min(total, MAX_GLYPHS)
        self.truncated = total > count
        self._text = _text_of(self._raw, count)
        self.shown = visible(_with_hyphens(cleaned(_with_hyphens(self._text))))
        self.dropped = 0
        boxes = (pdfium_c.FS_RECTF * max(count, 1))()
        read = pdfium_c.FPDFText_GetLooseCharBox
        for index in range(count):
            read(self._raw, index, boxes[index])
        table = _on_paper(np.frombuffer(boxes, dtype=np.float32).reshape(-1, 4)[:count])
        codes = np.frombuffer(self._text.encode("utf-32-le"), dtype=np.uint32)
        shown = np.array([not (char.isspace() or char < " ") or char == "\x02" for char in self._text], bool)
        self.rtl = _is_from_right(codes[shown])
        if self.rtl:
            nameless = (codes < ord(" ")) & ~np.isin(codes, _CONTROLS) & (table[:, 0] < table[:, 2])
            shown |= nameless
            self._text = _with_signs_for(self._text, np.flatnonzero(nameless))
        self._index = np.flatnonzero(shown)
        self._false_spaces = _false_spaces(codes, shown, table)
        self._made_spaces = set(np.flatnonzero(_are_made(codes, table)).tolist())
        self._x0, self._y1, self._x1, self._y0 = (table[self._index, column] for column in range(4))
        # A box may come upside down from a mirrored matrix.
        self._x0, self._x1 = np.minimum(self._x0, self._x1), np.maximum(self._x0, self._x1)
        self._y0, self._y1 = np.minimum(self._y0, self._y1), np.maximum(self._y0, self._y1)
        self._line = np.cumsum((codes == 10) | (codes == 13))[self._index]
        where = np.flatnonzero(uneven(self._y0, self._y1, self._line, rtl=self.rtl))
        if len(where):
            found = heights(self._raw, self._index[where], self._y0[where], self._y1[where])
            self._y0[where], self._y1[where] = found

    def turn_upright(self, width: float, height: float, left: float, bottom: float) -> bool:
        """Turn the page so that most of its text runs level; whether it was turned by a quarter."""
        self._x0, self._x1 = self._x0 - left, self._x1 - left
        self._y0, self._y1 = self._y0 - bottom, self._y1 - bottom
        turned = self._turn(width, height)
        if self.rtl:
            self._sort_from_left()
        return turned

    def _turn(self, width: float, height: float) -> bool:
        dx, dy = self._steps()
        level, upright = np.abs(dx) > np.abs(dy), np.abs(dy) > np.abs(dx)
        if upright.sum() > level.sum():
            up = (dy[upright] > 0).sum() * 2 > upright.sum()
            x0, x1, y0, y1 = self._x0, self._x1, self._y0, self._y1
            if up != self.rtl:
                self._x0, self._x1, self._y0, self._y1 = y0, y1, width - x1, width - x0
            else:
                self._x0, self._x1, self._y0, self._y1 = height - y1, height - y0, x0, x1
            return True
        if not self.rtl and level.sum() and (dx[level] < 0).sum() > 0.8 * level.sum():
            self._x0, self._x1 = width - self._x1, width - self._x0
            self._y0, self._y1 = height - self._y1, height - self._y0
        return False

    def _steps(self) -> tuple[Array, Array]:
        """How far each character stands from the one before it on its line."""
        cx, cy = (self._x0 + self._x1) / 2, (self._y0 + self._y1) / 2
        same = np.diff(self._line) == 0
        return np.diff(cx)[same], np.diff(cy)[same]

    def runs(self) -> list[Run]:
        """The runs of the page in the order of its content."""
        if not len(self._index):
            return []
        turned = self._turned_lines()
        cuts = np.flatnonzero(self._breaks(turned)) + 1
        bounds = [0, *cuts.tolist(), len(self._index)]
        x0, x1 = np.minimum.reduceat(self._x0, bounds[:-1]), np.maximum.reduceat(self._x1, bounds[:-1])
        y0, y1 = np.minimum.reduceat(self._y0, bounds[:-1]), np.maximum.reduceat(self._y1, bounds[:-1])
        if self.rtl:
            # A box reaches down with a deep letter, which makes no line taller.
            y0, y1 = (_medians(edge, bounds) for edge in (self._y0, self._y1))
        boxes = np.stack([x0, x1, y0, y1], axis=1).astype(float).tolist()
        lines = self._line[bounds[:-1]].tolist()
        return [
            self._run(first, last - 1, box, turned=line in turned)
            for first, last, box, line in zip(bounds, bounds[1:], boxes, lines, strict=False)
        ]

    def _turned_lines(self) -> set[int]:
        """Numbers of pdfium's lines that run across the direction of the page."""
        cx, cy = (self._x0 + self._x1) / 2, (self._y0 + self._y1) / 2
        same = np.diff(self._line) == 0
        across = same & (np.abs(np.diff(cy)) > 2 * np.abs(np.diff(cx)))
        if not across.any():
            return set()
        steps = np.bincount(self._line[1:][same])
        crossing = np.bincount(self._line[1:][across], minlength=len(steps))
        return set(np.flatnonzero((steps >= 3) & (crossing > 0.6 * steps)).tolist())

    def _breaks(self, turned: set[int]) -> Array:
        """Where a run ends between two characters."""
        height = np.maximum(self._y1 - self._y0, 0.1)
        taller = np.maximum(height[1:], height[:-1])
        smaller = np.minimum(height[1:], height[:-1])
        new_line = np.diff(self._line) != 0
        shifted = np.abs(np.diff(self._y0)) > _SHIFT * taller
        resized = taller > _RESIZE * smaller
        gap = self._x0[1:] - self._x1[:-1]
        apart = gap > (GAP_FROM_RIGHT if self.rtl else _GAP) * taller
        apart |= self._x0[1:] - self._x0[:-1] < -_STEP_BACK * taller
        inner = shifted | resized
        if self.rtl:
            inner &= ~self._foreign_pairs(taller, smaller)
        inner |= apart
        if turned:
            inner &= ~np.isin(self._line[1:], list(turned))
        result: Array = new_line | inner
        return result

    def _foreign_pairs(self, taller: Array, smaller: Array) -> Array:
        """Which neighbours are figures or letters of other scripts on one baseline: their order is their own.

        Where boxes are drawn from the ink, a stroke in a symbol reaches deeper than its figures.
        """
        codes = np.array([ord(self._text[place]) for place in self._index.tolist()])
        foreign = codes < _RTL_FIRST
        close = np.abs(np.diff(self._y0)) < _SAME_LINE * taller
        pairs: Array = foreign[1:] & foreign[:-1] & close & (taller < _SAME_SIZE * smaller)
        return pairs

    def _sort_from_left(self) -> None:
        """Put the characters of each line in their order on paper."""
        found = from_left(
            Glyphs(self._index, self._line, self._x0, self._x1, self._y0, self._y1), self._text, self._raw
        )
        kept = set(found.index.tolist())
        self.dropped = sum(visible(self._text[place]) for place in self._index.tolist() if place not in kept)
        self._index, self._line = found.index, found.line
        self._x0, self._x1, self._y0, self._y1 = found.x0, found.x1, found.y0, found.y1

    def _run(self, first: int, last: int, box: list[float], *, turned: bool) -> Run:
        start, end = int(self._index[first]), int(self._index[last])
        text = self._read_from_right(first, last) if self.rtl and not turned else self._shown(start, end)
        x0, x1, y0, y1 = box
        bold, slanted = self._face(start, (start + end) // 2, end)
        return Run(
            text,
            x0,
            x1,
            y0,
            y1,
            bold=bold,
            led=not self.rtl and self._is_white(start - 1),
            trailed=not self.rtl and self._is_white(end + 1),
            turned=turned,
            slanted=slanted,
        )

    def _is_white(self, place: int) -> bool:
        """Whether the file has white space there; what pdfium adds is told by the gap."""
        is_inside = 0 <= place < len(self._text)
        return is_inside and self._text[place] in _WHITE and place not in self._made_spaces

    def _shown(self, start: int, end: int) -> str:
        """The text of a run with hyphens at line ends shown."""
        text = self._text[start : end + 1]
        first, last = np.searchsorted(self._false_spaces, (start, end))
        for place in self._false_spaces[first:last][::-1].tolist():
            text = text[: place - start] + text[place - start + 1 :]
        return _with_hyphens(text)

    def _read_from_right(self, first: int, last: int) -> str:
        """The text of a run of a page that is written from the right."""
        places = self._index[first : last + 1].tolist()
        gaps = self._x0[first + 1 : last + 1] - self._x1[first:last]
        gaps[self._x0[first + 1 : last + 1] <= self._x0[first:last]] = 0
        tall = (self._y1 - self._y0)[first:last]
        wide = (gaps > _WORD_GAP * tall).tolist()
        likely = (gaps > _LEAST_GAP * tall).tolist()
        text = self._text[places[0]]
        for left, right, apart, maybe in zip(places, places[1:], wide, likely, strict=False):
            spaced = apart or (maybe and self._has_space(left, right)) or self._has_typed_space(left, right)
            text += " " if spaced else ""
            text += self._text[right]
        return logical(cleaned(_with_hyphens(text)))

    def _has_space(self, left: int, right: int) -> bool:
        """Whether the text has white space between two neighbours on paper, the right one read first."""
        if abs(left - right) == 1:
            return False
        return self._text[right + 1 : right + 2].isspace() or self._text[max(left - 1, 0)].isspace()

    def _has_typed_space(self, left: int, right: int) -> bool:
        """Whether nothing but a space of the file stands between two letters, however close they lean."""
        if left - right != 2 or self._text[right + 1] != " ":
            return False
        letters = all(_RTL_FIRST <= ord(self._text[place]) <= _RTL_LAST for place in (left, right))
        return letters and right + 1 not in self._made_spaces

    def _face(self, *indices: int) -> tuple[bool, bool]:
        """Whether characters are all bold, by their fonts' weight or else name, and all slanted."""
        fonts = [self._font(index) for index in dict.fromkeys(indices)]
        slanted = all(flags & _SLANTED or _SLANTED_NAME.search(name) for name, flags in fonts)
        if all(pdfium_c.FPDFText_GetFontWeight(self._raw, index) >= _BOLD for index in indices):
            return True, slanted
        return all(_BOLD_NAME.search(name) for name, _ in fonts), slanted

    def _font(self, index: int) -> tuple[str, int]:
        """The name and the flags of a character's font."""
        name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
        pdfium_c.FPDFText_GetFontInfo(self._raw, index, name, _LONGEST_NAME, flags)
        return name.value.decode("utf-8", errors="replace"), flags.value


def _with_hyphens(text: str) -> str:
    """The text with the hyphens shown for which pdfium gives signs of its own."""
    for code, sign in _HYPHENS.items():
        text = text.replace(code, sign)
    return text


def _medians(values: Array, bounds: list[int]) -> Array:
    """The middle value of each stretch."""
    return np.array([np.median(values[first:last]) for first, last in pairwise(bounds)])


def _is_from_right(visible: Array) -> bool:
    """Whether most of a page's characters are written from the right."""
    is_rtl = ((visible >= _RTL_FIRST) & (visible <= _RTL_LAST)) | (
        (visible >= _RTL_FORMS) & (visible <= _RTL_FORMS_END)
    )
    # Leaders of contents and figures of tables are written in either direction.
    return bool(is_rtl.sum() * 2 > (visible >= ord("A")).sum())


def _with_signs_for(text: str, nameless: Array) -> str:
    """The text with a sign of private use for each drawn character that the file gives no meaning."""
    chars = list(text)
    for place in nameless.tolist():
        chars[place] = chr(NAMELESS + ord(chars[place]))
    return "".join(chars)


def _false_spaces(codes: Array, shown: Array, table: Array) -> Array:
    """Places of spaces that the page does not have: pdfium makes them where letters stand a little apart."""
    if len(codes) < 3:
        return np.zeros(0, dtype=np.int64)
    left, top, right, bottom = (table[:, column] for column in range(4))
    made = _are_made(codes, table)
    gap = left[2:] - right[:-2]
    narrow = (gap > -0.5 * (top - bottom)[:-2]) & (gap < _FALSE_SPACE * (top - bottom)[:-2])
    level = np.abs(bottom[2:] - bottom[:-2]) < _SHIFT * (top - bottom)[:-2]
    places: Array = np.flatnonzero(made[1:-1] & shown[:-2] & shown[2:] & narrow & level) + 1
    return places


def _are_made(codes: Array, table: Array) -> Array:
    """Which characters are spaces without width, that pdfium adds to those of the page."""
    made: Array = (codes == ord(" ")) & (table[:, 0] == table[:, 2])
    return made


def _text_of(raw: pdfium_c.FPDF_TEXTPAGE, count: int) -> str:
    """The page's text with exactly one character for each of pdfium's."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium_c.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    read = pdfium_c.FPDFText_GetUnicode
    return "".join(_character(read(raw, index)) for index in range(count))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

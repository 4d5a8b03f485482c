"""The visual lines of a text file and how it is laid out, measured from the lines themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportdiff.reading._characters import cleaned, columns, with_line_feeds

_WIDEST_PRINTED = 140
_WIDEST_PAGE = 180
_INDENT, _INDENTED = 2, 0.1
COLUMNS = re.compile(r"\S\s{3,}\S")
_SENTENCE_END = re.compile(r"[.!?…。！？：:;；؟]['\"”’»）)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that shows something.

    Args:
        number: Its number in the file, from 1.
        text: What it shows, without white space around it.
        gap: How many empty lines stand before it.
        page: The page it stands on, from 1.
        new_page: Whether it is the first of its page.
        led: How many spaces lead it.
        ended: Whether white space follows its text.
        width: Its width in half-width columns.
        labelled: Whether its label stood by itself on a line above.
        indented: Whether ideographic spaces lead it, as they lead Chinese paragraphs.
    """

    number: int
    text: str
    gap: int
    page: int
    new_page: bool
    led: int
    ended: bool
    width: int
    labelled: bool = False
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a file make paragraphs.

    Args:
        fill: The width that lines are filled to, None where a line is a whole paragraph.
        spaced: Whether every visual line is followed by an empty one.
        ends_marked: Whether white space after a line says that its paragraph ends.
        blank_separated: Whether empty lines stand between paragraphs.
        paged: Whether the lines are those of printed pages, parted by form feeds or led by spaces to their
            places.
    """

    fill: int | None
    spaced: bool
    ends_marked: bool
    blank_separated: bool
    paged: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of a text that show something, cleaned of invisible marks.

    A page begins after a form feed and, in a text whose visual lines are spaced, at a line that a space
    leads though no empty line stands before it. A line that held nothing but invisible marks is none
    and no gap.
    """
    found: list[Line] = []
    gap, page, fresh = 0, 1, False
    for number, raw in enumerate(with_line_feeds(text).split("\n"), 1):
        for turn, piece in enumerate(raw.split("\f")):
            page, fresh = (page + 1, True) if turn else (page, fresh)
            clean = cleaned(piece)
            shown = clean.strip()
            if not shown:
                gap += clean == piece and not turn
                continue
            led = len(clean) - len(clean.lstrip(" "))
            ended = clean[-1].isspace()
            indented = clean.lstrip(" ").startswith("\u3000")
            line = Line(number, shown, gap, page, fresh, led, ended, columns(shown), indented=indented)
            found.append(line)
            gap, fresh = 0, False
    quiet = page == 1 and _is_spaced(found) and _fill(found) is not None
    return _with_quiet_pages(found) if quiet else found


def measured(lines: Sequence[Line], *, fed: bool = False) -> Layout:
    """How the file is laid out; `fed` says that it has form feeds."""
    fill = _fill(lines)
    gaps = [line.gap for line in lines[1:]]
    close = sum(1 for gap in gaps if gap == 0)
    return Layout(
        fill=fill,
        spaced=fill is not None and _is_spaced(lines),
        ends_marked=fill is not None and _ends_are_marked(lines, fill),
        blank_separated=close <= 0.8 * len(gaps) or (fill is not None and close < len(gaps)),
        paged=_are_of_pages(lines, fed=fed),
    )


def print_width(lines: Sequence[Line]) -> int:
    """The width that the longest tenth of the lines reach, lines in columns apart."""
    widths = sorted(line.width for line in lines if not COLUMNS.search(line.text))
    return widths[int(0.9 * (len(widths) - 1))] if widths else 1


def ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences, lead-ins and items of lists end."""
    return bool(_SENTENCE_END.search(text))


def _are_of_pages(lines: Sequence[Line], *, fed: bool) -> bool:
    """Whether lines are close together, no wider than a page, and parted by form feeds or indented."""
    led = sum(1 for line in lines if line.led >= _INDENT)
    placed = fed or (led >= _INDENTED * len(lines) and led < len(lines))
    return placed and len(lines) > 1 and print_width(lines) <= _WIDEST_PAGE and not _is_spaced(lines)


def _is_spaced(lines: Sequence[Line]) -> bool:
    gaps = [line.gap for line in lines[1:]]
    return len(gaps) >= 4 and sum(1 for gap in gaps if gap >= 1) > 0.6 * len(gaps)


def _fill(lines: Sequence[Line]) -> int | None:
    """The width most lines are filled to: few are wider, many come near, and those do not end sentences."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 4:
        return None
    fill = widths[int(len(widths) * 0.9)]
    near = [line for line in lines if 0.85 * fill <= line.width <= 1.15 * fill]
    broken = [line for line in near if not ends_sentence(line.text)]
    is_common = len(near) >= 0.3 * len(lines) and len(broken) >= 0.6 * len(near)
    is_set = 20 <= fill <= _WIDEST_PRINTED and is_common and _go_on(lines, broken)
    return fill if is_set else None


def _go_on(lines: Sequence[Line], broken: Sequence[Line]) -> bool:
    """Whether most of the lines broken at the margin are followed as closely as lines here ever are."""
    gaps = Counter(line.gap for line in lines[1:])
    often = max(gaps.values())
    closest = min(gap for gap, count in gaps.items() if 4 * count >= gaps.total() or count == often)
    margins = {line.number for line in broken}
    followed = [after.gap <= closest for line, after in pairwise(lines) if line.number in margins]
    return sum(followed) >= 0.5 * len(followed)


def _ends_are_marked(lines: Sequence[Line], fill: int) -> bool:
    """Whether short lines are followed by white space and full ones in mid-sentence are not."""
    full = [line.ended for line in lines if line.width >= 0.9 * fill and not ends_sentence(line.text)]
    short = [line.ended for line in lines if line.width < 0.7 * fill and ends_sentence(line.text)]
    return bool(full) and bool(short) and sum(full) < 0.15 * len(full) and sum(short) > 0.85 * len(short)


def _with_quiet_pages(lines: list[Line]) -> list[Line]:
    """The same lines with pages counted at leading spaces that no empty line announces."""
    page, counted = 1, []
    for index, line in enumerate(lines):
        new = index > 0 and line.led > 0 and line.gap == 0
        page += new
        counted.append(replace(line, page=page, new_page=new))
    return counted

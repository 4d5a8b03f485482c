"""Lines of a text file that are no part of what the report says: rules, link targets, running heads.

A line at the head or foot of pages is a running one where many pages have it there. A number in it is left
out of the comparison only where it counts with the pages: `Recommendation 2` heads no page by that. A line
with words that counts at the head of pages must, besides, once stand in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from reportdiff.reading._characters import columns
from reportdiff.reading._front import SYMBOL
from reportdiff.reading._lines import Line, ends_sentence

_RULE = re.compile(r"[_＿‗─━—–-]{5,}")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+")
_NUMBER = re.compile(r"\d+")
_JOB = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}[-‐–]\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\d{6})?")
_MARKED_JOB = re.compile(r"\d{2}[-‐–]\d{4,6}\s*\([A-Z]\)(?:\s+\d{6})?")
_BAR_CODE = re.compile(r"\*+\s*[\dA-Z]{6,10}\s*\**|[\dA-Z]{6,10}\*+")
_DATE_OF_JOB = re.compile(r"\d{6}")
_OF_PAGES = re.compile(r"\b(\d{1,3})\s?/\s?(\d{1,3})\b")
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_MIDDLE = 20
_EDGE = 5
_REPEATS = 3
_SHARE = 0.3
_SHORTEST = 4
_NARROW = 0.9
_SOME = 2
_WIDEST_NUMBER = 20
_LONGEST_NUMBER = 6


class _Edge(NamedTuple):
    """A line near the head or foot of a page, and how far from it."""

    line: Line
    top: bool
    depth: int
    broken: bool
    """Whether the text of the page before goes on past it."""


def is_rule(line: Line) -> bool:
    """Whether the line is a drawn rule, as stands above footnotes."""
    return bool(_RULE.fullmatch(line.text.replace(" ", "")))


def link_targets(lines: Sequence[Line]) -> set[Line]:
    """The lines that are only the target of a hyperlink.

    Such a line is an address alone, and stands where a page ends or repeats what the text itself shows.
    """
    found: set[Line] = set()
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if not _ADDRESS.fullmatch(line.text):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        at_page_end = after is None or after.new_page or after in found
        if at_page_end or _is_shown(line, lines[max(0, index - 60) : index]):
            found.add(line)
    return found


def running_lines(lines: Sequence[Line]) -> set[Line]:
    """The lines at the heads and feet of pages that say where in which document one is."""
    pages = list(_pages(lines))
    widest = max((line.width for line in lines), default=0)
    edges = [edge for page in _with_page_before(pages) for edge in _edges(*page)]
    narrow = [edge for edge in edges if _may_run(edge.line, widest) or len(pages) < _SOME]
    told = _repeated(narrow, len(pages)) | _counting(narrow, len(pages)) | _by_form(narrow, pages)
    marked = {line for line in lines if _BAR_CODE.fullmatch(line.text) or _MARKED_JOB.fullmatch(line.text)}
    return marked | {line for page in pages for line in _from_edges(page, told)}


def with_counted_pages(lines: Sequence[Line]) -> list[Line]:
    """The lines with pages told by their counting, where the file has lost the page breaks."""
    ends = _ends_of_pages(lines) if lines and lines[-1].page == 1 else set()
    page, fresh, found = 1, False, []
    for line in lines:
        found.append(replace(line, page=page, new_page=fresh) if ends else line)
        fresh = line in ends
        page += fresh
    return found


def _ends_of_pages(lines: Sequence[Line]) -> set[Line]:
    """The last lines of pages: such as `1/3` to `3/3`, or numbers alone in mid-line that count on."""
    counted: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    alone: list[tuple[int, Line]] = []
    for index, line in enumerate(lines):
        counts = _OF_PAGES.findall(line.text)
        if len(counts) == 1 and not _OF_PAGES.sub("", line.text).strip(" -–()0123456789[]"):
            counted[int(counts[0][1])].append((int(counts[0][0]), line))
        is_parted = line.gap > 0 and (index + 1 == len(lines) or lines[index + 1].gap > 0)
        if is_parted and line.led >= _MIDDLE and _PAGE_NUMBER.fullmatch(line.text):
            alone.append((int(line.text), line))
    for total, places in counted.items():
        numbers = [number for number, _ in places]
        if total >= _SOME and numbers == list(range(numbers[0], total + 1)) and numbers[0] <= _SOME:
            return {line for _, line in places}
    numbers = [number for number, _ in alone]
    runs_on = len(numbers) >= _SOME and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return {line for _, line in alone} if runs_on else set()


# ------------------------------------------------------------------------------- pages and their edges


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in lines:
        if page and line.page != page[-1].page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def _with_page_before(pages: Sequence[list[Line]]) -> Iterator[tuple[list[Line], list[Line]]]:
    yield from zip(pages, [[], *pages[:-1]], strict=True)


def _edges(page: list[Line], before: list[Line]) -> Iterator[_Edge]:
    broken = bool(before) and not _is_finished(before)
    for top, inwards in ((True, page), (False, page[::-1])):
        for depth, line in enumerate(inwards[:_EDGE]):
            yield _Edge(line, top, depth, broken)


def _is_finished(page: list[Line]) -> bool:
    """Whether the text of a page ends with a sentence's end: its last long line, or one close below."""
    widest = max(line.width for line in page)
    last = max((index for index, line in enumerate(page) if line.width > 0.7 * widest), default=0)
    below = takewhile(lambda line: line.gap == 0, page[last + 1 :])
    return any(ends_sentence(line.text) for line in (page[last], *below))


def _from_edges(page: list[Line], told: set[tuple[bool, Line]]) -> Iterator[Line]:
    """The lines that are told, from each edge of the page inwards to the first that is not.

    Job numbers and counts such as `2 of 5` may stand among the last lines of the text.
    """
    for top, inwards in ((True, page), (False, page[::-1])):
        unbroken = True
        for line in inwards[:_EDGE]:
            unbroken = unbroken and (top, line) in told
            if unbroken or ((top, line) in told and _has_form(line)):
                yield line


# ------------------------------------------------------------------------------- ways to tell


def _repeated(edges: Iterable[_Edge], pages: int) -> set[tuple[bool, Line]]:
    """Lines that stand the same, in whatever order of their words, at the edge of many pages."""
    places: dict[tuple[bool, int, str], list[Line]] = defaultdict(list)
    for edge in edges:
        places[edge.top, edge.depth, _in_any_order(edge.line.text)].append(edge.line)
    enough = max(_REPEATS, _SHARE * pages)
    return {
        (top, line)
        for (top, _, _), held in places.items()
        if len({line.page for line in held}) >= enough
        for line in held
    }


def _counting(edges: Iterable[_Edge], pages: int) -> set[tuple[bool, Line]]:
    """Lines with numbers that count on with the pages or stay the same."""
    places: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if _NUMBER.search(edge.line.text):
            places[edge.top, _NUMBER.sub("\0", _in_any_order(edge.line.text))].append(edge)
    return {(top, edge.line) for (top, _), held in places.items() for edge in _agreeing(top, held, pages)}


def _agreeing(top: bool, held: list[_Edge], pages: int) -> list[_Edge]:  # noqa: FBT001
    """Those lines of one shape whose numbers count with the pages or are those of most others."""
    counts = False
    for slot in range(len(_numbers(held[0]))):
        values = [_numbers(edge)[slot] for edge in held]
        same, often = Counter(values).most_common(1)[0]
        offsets = [value - edge.line.page for value, edge in zip(values, held, strict=True)]
        offset, counted = Counter(offsets).most_common(1)[0]
        is_count = counted > often or (counted == often > 1) or (len(held) == 1 and offset == 0)
        counts = counts or is_count
        fits = [found == (offset if is_count else same) for found in (offsets if is_count else values)]
        held = [edge for edge, fit in zip(held, fits, strict=True) if fit]
    return held if counts and _may_count(top, held, pages) else []


def _numbers(edge: _Edge) -> list[int]:
    return [int(number[-_LONGEST_NUMBER:]) for number in _NUMBER.findall(_in_any_order(edge.line.text))]


def _may_count(top: bool, held: Sequence[_Edge], pages: int) -> bool:  # noqa: FBT001
    """Whether enough lines count: of those without a word fewer do, and alone on its page one at the foot."""
    found = len({edge.line.page for edge in held})
    if not any(char.isalpha() for char in _JOB.sub("", SYMBOL.sub("", held[0].line.text))):
        return found >= _SOME or (pages == 1 and not top and any(edge.line.gap for edge in held))
    return found >= max(_REPEATS, _SHARE * pages) and (not top or any(edge.broken for edge in held))


def _by_form(edges: Iterable[_Edge], pages: Sequence[list[Line]]) -> set[tuple[bool, Line]]:
    """Job numbers, bar codes, and the symbol that the first page has as well."""
    first = " ".join(line.text for line in pages[0]) if pages else ""
    found: set[tuple[bool, Line]] = set()
    has_job: set[int] = set()
    for edge in edges:
        text = edge.line.text
        is_job = bool(_JOB.fullmatch(text) or _BAR_CODE.fullmatch(text))
        is_date = edge.line.page in has_job and bool(_DATE_OF_JOB.fullmatch(text))
        is_symbol = edge.line.page > 1 and edge.top and bool(SYMBOL.fullmatch(text)) and text in first
        if (is_job or is_date) and not edge.top:
            has_job.add(edge.line.page)
        if is_symbol or ((is_job or is_date) and not edge.top):
            found.add((edge.top, edge.line))
    return found


def _has_form(line: Line) -> bool:
    """Whether a line is a job number or little but numbers."""
    letters = sum(char.isalpha() for char in line.text)
    return bool(_JOB.fullmatch(line.text)) or (line.width < _WIDEST_NUMBER and 0 < letters < _SHORTEST)


def _may_run(line: Line, widest: int) -> bool:
    """Whether a line is as narrow as running lines are, white space in it apart, and no sentence."""
    width = columns(" ".join(line.text.split()))
    words = sum(1 for word in line.text.split() if any(char.isalpha() for char in word))
    is_sentence = ends_sentence(line.text) and (words >= _SOME or width > _WIDEST_NUMBER)
    return width < _NARROW * widest and not is_sentence


def _in_any_order(text: str) -> str:
    """The words in one order: what stands left on one page stands right on the next."""
    return " ".join(sorted(text.casefold().split(), key=lambda word: (_NUMBER.sub("#", word), word)))


def _is_shown(line: Line, before: Sequence[Line]) -> bool:
    """Whether the end of the address stands in the lines before it."""
    shown = re.sub(r"^\w+:/*", "", line.text).rstrip("/")
    path = shown.partition("/")[2]
    tail = path.partition("/")[2] if re.match(r"[a-z]{2}/", path) else path
    return any(part in other.text for other in before for part in (shown, tail) if len(part) > _SHORTEST)

"""Text whose lines are not filled to a width: groups between empty lines, or every line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportdiff.reading._block import Role
from reportdiff.reading._lines import COLUMNS, Layout, Line, ends_sentence
from reportdiff.reading._numbering import BULLETS
from reportdiff.reading._pieces import Piece

MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_LONE = re.compile(r"[•▪◦●○■□‣∙·*–—-]|\(\w{1,3}\)|\w{1,3}[.)]|[一二三四五六七八九十]{1,3}[、.]")
_TITLE_WIDTH = 70
_FEWEST_OF_LINE = 15


def unfilled(lines: Sequence[Line], layout: Layout) -> list[Piece]:
    """Text whose lines are not filled to a width: groups between empty lines, or every line by itself."""
    if not layout.blank_separated:
        return list(_single(lines))
    groups = list(_groups(lines))
    titled = [group for group in groups if len(group) > 1 and _is_title(group[0], group[1])]
    if len(groups) > 2 and len(titled) > 0.6 * len(groups):
        return [piece for group in groups for piece in _titled(group)]
    return [piece for group in groups for piece in _mended(group)]


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and line.gap:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _single(lines: Sequence[Line]) -> Iterator[Piece]:
    """A paragraph a line; a line broken in mid-sentence, or a bullet alone, goes with the next."""
    held: list[Line] = []
    indents = 2 * sum(1 for line in lines if line.indented) > len(lines)
    for line in lines:
        if held and not _waits_for(held[-1], line, alone=len(held) == 1, indents=indents):
            yield from _piece(held)
            held = []
        held.append(line)
    if held:
        yield from _piece(held)


def _waits_for(before: Line, line: Line, *, alone: bool, indents: bool) -> bool:
    """Whether a line is unfinished without the next one; `indents` says that paragraphs are indented."""
    if alone and _LONE.fullmatch(before.text):
        return True
    if indents and not line.indented and before.text[-1].isalnum():
        return before.indented and len(before.text) > _FEWEST_OF_LINE
    return before.width > _TITLE_WIDTH and not ends_sentence(before.text) and line.text[0].islower()


def _piece(lines: list[Line]) -> Iterator[Piece]:
    match = MARKDOWN.match(lines[0].text)
    yield Piece(lines, Role.HEADING, len(match[1])) if match and len(lines) == 1 else Piece(lines)


def _is_title(line: Line, after: Line) -> bool:
    return line.width <= _TITLE_WIDTH and not ends_sentence(line.text) and after.text[:1] != "("


def _titled(group: list[Line]) -> Iterator[Piece]:
    """A group whose first line names what the rest is about."""
    if len(group) > 1 and _is_title(group[0], group[1]):
        yield Piece(group[:1], Role.HEADING)
        group = group[1:]
    yield Piece(group)


def _mended(group: list[Line]) -> Iterator[Piece]:
    """A group as one paragraph, however a web page broke it; headings in Markdown stand alone."""
    if len(group) > 1 and all(COLUMNS.search(line.text) for line in group):
        yield from (Piece([line], Role.TABLE) for line in group)
        return
    rest: list[Line] = []
    for line in group:
        if line.text[0] in BULLETS and rest:
            yield Piece(rest)
            rest = []
        if MARKDOWN.match(line.text):
            if rest:
                yield Piece(rest)
            yield from _piece([line])
            rest = []
        else:
            rest.append(line)
    if rest:
        yield Piece(rest)

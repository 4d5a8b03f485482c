"""The numbers that Word generates for paragraphs, as printed: "12.", "(a)", "IV."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportdiff.reading._docx_parts import Element, is_on, tag, value
from reportdiff.reading._docx_styles import Styles
from reportdiff.reading._numerals import numeral, whole

_LEVELS = 9
_LONGEST = 100
_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int
    form: str
    text: str
    restart: int | None
    legal: bool


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.findall(tag("abstractNum")):
            self._abstract[value(abstract, "abstractNumId") or ""] = abstract
        for one in root.findall(tag("num")):
            self._lists[value(one, "numId") or ""] = one

    def label(self, properties: Element | None) -> str | None:
        """The next label of a paragraph with these settings; None if it has no number."""
        place = self._styles.numbering(properties)
        if place is None or place[0] not in self._lists:
            return None
        number, depth = place[0], _deep(place[1], 0)
        style = self._styles.style_name(properties)
        if properties is None or properties.find(f"{tag('numPr')}/{tag('ilvl')}") is None:
            depth = self._linked_level(number, style, depth)
        level = self._level(number, depth)
        if level is None or level.form == "none":
            return None
        self._count(number, depth, level)
        return self._printed(number, level)

    def _linked_level(self, number: str, style: str | None, depth: int) -> int:
        """The level of a list that is tied to a paragraph style."""
        abstract = self._abstract_of(number)
        if abstract is None or style is None:
            return depth
        for level in abstract.findall(tag("lvl")):
            if value(level.find(tag("pStyle"))) == style:
                return _deep(whole(value(level, "ilvl")), depth)
        return depth

    def _abstract_of(self, number: str) -> Element | None:
        one = self._lists.get(number)
        abstract = self._abstract.get(value(None if one is None else one.find(tag("abstractNumId"))) or "")
        link = value(None if abstract is None else abstract.find(tag("numStyleLink")))
        linked = self._styles.list_of(link) if link else None
        if linked and linked != number and linked in self._lists:
            return self._abstract.get(value(self._lists[linked].find(tag("abstractNumId"))) or "")
        return abstract

    def _level(self, number: str, depth: int) -> _Level | None:
        if (number, depth) not in self._levels:
            self._levels[number, depth] = self._read_level(number, depth)
        return self._levels[number, depth]

    def _read_level(self, number: str, depth: int) -> _Level | None:
        own = _child(self._lists[number], "lvlOverride", depth)
        level = None if own is None else own.find(tag("lvl"))
        if level is None:
            level = _child(self._abstract_of(number), "lvl", depth)
        if level is None:
            return None
        restart = value(level.find(tag("lvlRestart")))
        return _Level(
            _first(whole(value(level.find(tag("start"))))),
            value(level.find(tag("numFmt"))) or "decimal",
            (value(level.find(tag("lvlText"))) or "")[:_LONGEST],
            whole(restart),
            bool(is_on(level.find(tag("isLgl")))),
        )

    def _count(self, number: str, depth: int, level: _Level) -> None:
        abstract = self._abstract_of(number)
        key = value(abstract, "abstractNumId") or number
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        override = _child(self._lists[number], "lvlOverride", depth)
        start = whole(value(None if override is None else override.find(tag("startOverride"))))
        if start is not None and (number, depth) not in self._started:
            counts[depth] = start
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        self._started.add((number, depth))
        for deeper in range(depth + 1, _LEVELS):
            below = self._level(number, deeper)
            if below is None or below.restart is None or depth < below.restart:
                counts[deeper] = None

    def _printed(self, number: str, level: _Level) -> str:
        if level.form == "bullet":
            text = level.text.strip()
            return text if text and not _is_private(text) else _BULLET
        key = value(self._abstract_of(number), "abstractNumId") or number
        counts = self._counts[key]

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = self._level(number, index)
            count = counts[index]
            if count is None:
                count = other.start if other else 1
            form = "decimal" if level.legal or other is None else other.form
            return numeral(count, form)

        return _PLACE.sub(shown, level.text).strip()


def _deep(level: int | None, usual: int) -> int:
    """A level of a list from 0, kept within those that Word has."""
    return min(max(level, 0), _LEVELS - 1) if level is not None else usual


def _first(start: int | None) -> int:
    return 1 if start is None else start


def _child(parent: Element | None, name: str, depth: int) -> Element | None:
    if parent is None:
        return None
    return next((one for one in parent.findall(tag(name)) if value(one, "ilvl") == str(depth)), None)


def _is_private(text: str) -> bool:
    return any("\ue000" <= char <= "\uf8ff" for char in text)

"""The tree of sections, built from headings one after the other, and addresses that are unique."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace

from reportdiff.model import Address, Section
from reportdiff.reading._limits import MAX_SECTION_DEPTH

_ALIKE = 0.06
_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Style:
    """What makes two headings equal in rank.

    Args:
        key: The numbering style, or None for a heading without a number.
        rank: Of headings without a number, how much they stand out (size, boldness, capitals).
        level: The level that the format itself gives, else None; between two levels that of headings which
            stand below the numbered ones of the upper level.
    """

    key: str | None
    rank: tuple[float, ...] = ()
    level: float | None = None


@dataclass(slots=True)
class _Open:
    style: Style
    section: Section
    value: int
    place: int
    children: int = 0


class Outline:
    """Sections in order; a heading closes those of its own style and everything inside them.

    A style that is not open yet opens below the current section, so that the order of first appearance
    decides which style contains which, whatever numbering a series uses. Below the deepest level that
    is kept apart, a new style takes that level.
    """

    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._open: list[_Open] = []
        self._tops = 0

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections so far, in order."""
        return tuple(self._sections)

    @property
    def current(self) -> str | None:
        """The section that text belongs to now."""
        return self._open[-1].section.id if self._open else None

    def open(self, style: Style, label: str | None, heading: str, value: int = 0) -> None:
        """Open a section at the place its style has in the tree."""
        self._close_for(style)
        del self._open[MAX_SECTION_DEPTH - 1 :]
        parent = self._open[-1] if self._open else None
        section = Section(
            self._next_id(parent), parent.section.id if parent else None, len(self._open) + 1, label, heading
        )
        self._open.append(_Open(style, section, value, len(self._sections)))
        self._sections.append(section)

    def open_top(self, label: str | None, heading: str, style: Style) -> None:
        """Open a section at the top of the tree, closing all others."""
        self._open.clear()
        self.open(style, label, heading)

    def close_all(self) -> None:
        """Leave all sections: what follows belongs to none until a heading opens one."""
        self._open.clear()

    def entitle(self, heading: str) -> None:
        """Give the current section the heading that follows its label."""
        opened = self._open[-1]
        named = replace(opened.section, heading=f"{opened.section.heading} {heading}".strip())
        self._sections[opened.place] = named
        opened.section = named

    def expects(self, style: str, value: int) -> bool:
        """Whether a heading of this style and value goes on with an open section, or opens a level."""
        for opened in reversed(self._open):
            if opened.style.key == style:
                return value == opened.value + 1
        return value == 1

    def holds(self, style: str) -> bool:
        """Whether a section of this style is open."""
        return any(opened.style.key == style for opened in self._open)

    def _close_for(self, style: Style) -> None:
        keep = next((depth for depth, opened in enumerate(self._open) if _closes(style, opened.style)), None)
        if keep is None and style.level is not None:
            above = [d for d, opened in enumerate(self._open) if _contains(opened.style, style.level)]
            keep = above[-1] + 1 if above else 0
        if keep is not None:
            del self._open[keep:]

    def _next_id(self, parent: _Open | None) -> str:
        if parent is None:
            self._tops += 1
            return f"s{self._tops}"
        parent.children += 1
        return f"{parent.section.id}.{parent.children}"


def _closes(new: Style, opened: Style) -> bool:
    """Whether a heading of the new style ends an open section of the other."""
    if new.level is not None and opened.level is not None:
        return new.level <= opened.level
    if new.key is not None or opened.key is not None:
        return new.key == opened.key
    if opened.level is not None:
        return False
    return _stands_out_as_much(new.rank, opened.rank)


def _stands_out_as_much(new: tuple[float, ...], opened: tuple[float, ...]) -> bool:
    """Whether a look is at least as strong as another; bold and plain type differ a little in height."""
    if new and opened and abs(new[0] - opened[0]) <= min(_NEARLY, _ALIKE * max(new[0], opened[0])):
        return new[1:] >= opened[1:]
    return new >= opened


class Addresses:
    """Gives addresses and keeps them unique: the second `42` becomes `42~2`."""

    def __init__(self) -> None:
        self._given: Counter[Hashable] = Counter()

    def give(self, wanted: Address) -> tuple[Address, bool]:
        """The address to use, and whether the one wanted was free."""
        self._given[wanted] += 1
        if self._given[wanted] == 1:
            return wanted, True
        address = f"{wanted}~{self._given[wanted]}"
        while self._given[address]:
            self._given[wanted] += 1
            address = f"{wanted}~{self._given[wanted]}"
        self._given[address] += 1
        return address, False


def _contains(opened: Style, level: float) -> bool:
    """Whether a section whose level the format gives stands above another level."""
    return opened.level is not None and opened.level < level

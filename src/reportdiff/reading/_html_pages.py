"""Web pages that carry the pages of a printed report: their numbers, running heads and links back."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reportdiff.reading._block import Block, Role
from reportdiff.reading._html_notes import Element

_BREAK = re.compile(r"(?:page-)?break-(before|after)\s*:\s*(?:always|page|left|right)", re.IGNORECASE)
_FOLIO = re.compile(r"[–—-]?\s*(?:[A-Z]{1,2}-)?(\d{1,4}|[ivxlc]{1,7})\s*[–—-]?")
_FEWEST, _LONGEST, _HEAD_LINES = 3, 80, 3


@dataclass(slots=True)
class Pages:
    """What stands at the breaks between pages, as places in the list of blocks."""

    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)

    def end(self, count: int) -> None:
        """Note that a page ends after so many blocks."""
        self.ends.append(count - 1)
        self.starts.append(count)

    def cleared(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks, of which what only serves the pages is furniture.

        Page numbers are that where they count up; lines at the top of such pages, and links inside the web
        page, where they say the same each time, but for the first.
        """
        folios = self._folios(blocks)
        furniture = {*folios, *_repeated(blocks, self.links)}
        for line in range(_HEAD_LINES if folios else 0):
            furniture.update(_repeated(blocks, [place + line for place in (0, *self.starts)]))
        return [
            replace(block, role=Role.FURNITURE, level=None) if index in furniture else block
            for index, block in enumerate(blocks)
        ]

    def _folios(self, blocks: Sequence[Block]) -> list[int]:
        found = [
            (place, match[1])
            for place in dict.fromkeys(self.ends)
            if 0 <= place < len(blocks) and blocks[place].role in (Role.TEXT, Role.TABLE)
            if (match := _FOLIO.fullmatch(blocks[place].text))
        ]
        numbers = [int(number) for _, number in found if number.isdigit()]
        steps = sum(1 for before, after in pairwise(numbers) if after == before + 1)
        return [place for place, _ in found] if steps + 1 >= max(_FEWEST, len(numbers) / 2) else []


def breaks_page(element: Element) -> str | None:
    """Whether a page ends `before` or `after` an element."""
    match = _BREAK.search(element.get("style") or "")
    return match[1].lower() if match else None


def _repeated(blocks: Sequence[Block], places: Sequence[int]) -> list[int]:
    """The places at which stands what stood at one before, if it does so often enough."""
    at: dict[str, list[int]] = defaultdict(list)
    for place in dict.fromkeys(places):
        if place < len(blocks) and blocks[place].role in (Role.TEXT, Role.HEADING):
            at[blocks[place].text].append(place)
    counts = Counter({text: len(found) for text, found in at.items() if text and len(text) <= _LONGEST})
    return [place for text, count in counts.items() if count >= _FEWEST for place in at[text][1:]]

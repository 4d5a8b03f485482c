"""The words of the interface for a report page: places lead to their paragraphs in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import END, ISOLATE
from reportdiff.output._linked import LinkedCatalogue
from reportdiff.output._markdown import Markdown
from reportdiff.output._markdown import escape as escaped
from reportdiff.output._pair import Pair


class PageCatalogue(LinkedCatalogue):
    """A catalogue whose places are links inside of the page of one pair."""

    def __init__(self, words: Catalogue, pair: Pair) -> None:
        super().__init__(words, pair.old, pair.new)

    def _filled(self, value: object) -> Markdown:
        filled = super()._filled(value)
        return filled if isinstance(value, Markdown) else self._isolated(filled)

    def join(self, items: Sequence[str], last: str = "last_comma") -> Markdown:
        """Items as a list in a sentence, each of them kept apart from the others' direction."""
        return super().join([self._isolated(escaped(item)) for item in items], last)

    def limited(self, items: Sequence[str], most: int) -> Markdown:
        """The first items as a list, and how many more there are."""
        return super().limited([self._isolated(escaped(item)) for item in items], most)

    def _isolated(self, text: Markdown) -> Markdown:
        """The text so marked that its direction does not bear on what stands beside it."""
        leftward = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
        return Markdown(f"{ISOLATE}{text}{END}") if leftward and ISOLATE not in text else text

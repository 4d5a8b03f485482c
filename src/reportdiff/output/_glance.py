"""The first lines of a summary: what is new, changed and gone, which numbers moved, what contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportdiff.model import Severity
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._excerpts import width
from reportdiff.output._figure_phrases import FigurePhrases
from reportdiff.output._markdown import Markdown
from reportdiff.output._summary import Summary

_GLANCE_NAMES = 4
_GLANCE_PLACES = 100
"""Columns of a list of places; a longer one is left out."""
_GLANCE_NUMBERS = 5
_LETTER = re.compile(r"[^\W\d_]")


class Glance:
    """The lines, each a bold word and one sentence made of facts alone."""

    def __init__(self, summary: Summary, words: Catalogue, figures: FigurePhrases) -> None:
        self.s = summary
        self.words = words
        self.figures = figures

    def lines(self) -> Iterator[tuple[Markdown, Markdown]]:
        """Bold word and sentence: new, changed, gone, numbers, contradictions."""
        yield self.words.say("glance.new"), self._sentence(self._new())
        yield self.words.say("glance.changed"), self._sentence(self._changed())
        yield self.words.say("glance.gone"), self._sentence(self._gone())
        yield self.words.say("glance.numbers"), self._sentence(self._numbers(), none="glance.no_numbers")
        wrong = [finding for finding in self.s.audit if finding.severity is not Severity.INFO]
        if wrong:
            places = self.words.places(list(dict.fromkeys(f.address for f in wrong if f.address)))
            said = self.words.say("glance.contradiction", n=len(wrong))
            yield self.words.say("glance.contradictions"), self._sentence([self._at(said, places)])

    def _sentence(self, parts: Sequence[Markdown], none: str = "glance.nothing") -> Markdown:
        if not parts:
            return self.words.say(none)
        return Markdown(self.words.say("semicolon").join(parts) + self.words.say("stop"))

    def _at(self, item: Markdown, place: Markdown) -> Markdown:
        return self.words.say("glance.item_with_place", item=item, place=place) if place else item

    def _counted(self, what: str, *, edition: str | None = None) -> list[Markdown]:
        number = self.s.counts.get(what, 0)
        if not number:
            return []
        said = self.words.say(f"glance.{what}", n=number)
        places = self.words.places(self.s.addresses.get(what, ()), edition=edition)
        return [self._at(said, places) if width(places) <= _GLANCE_PLACES else said]

    def _programmes(self, key: str, *events: str) -> list[Markdown]:
        names = [event.name for event in self.s.programmes if event.event in events]
        return self._named(key, names)

    def _donors(self, key: str, side: str) -> list[Markdown]:
        """A phrase for each measure: who leaves one list may still be in another."""
        return [
            phrase
            for moves in self.s.donors
            for phrase in self._named(
                key,
                [self.words.donor(donor, self.s.new.language) for donor in getattr(moves, side)],
                measure=self.words.name("measures", moves.measure),
            )
        ]

    def _named(self, key: str, names: Sequence[str], **values: object) -> list[Markdown]:
        if not names:
            return []
        return [self.words.say(f"glance.{key}", names=self.words.limited(names, _GLANCE_NAMES), **values)]

    def _new(self) -> list[Markdown]:
        return [
            *self._counted("added"),
            *self._programmes("programmes_start", "starts"),
            *self._programmes("programmes_first", "first-mention"),
            *self._donors("donors_joined", "joined"),
        ]

    def _changed(self) -> list[Markdown]:
        return [
            *self._counted("rewritten"),
            *self._counted("edited"),
            *self._counted("figures"),
            *self._identical(),
            *(
                self.words.say(f"glance.{how}", n=self.s.rearranged[how])
                for how in ("moved", "split", "merge")
                if self.s.rearranged.get(how)
            ),
            *self._programmes("programmes_next", "next-phase"),
        ]

    def _identical(self) -> list[Markdown]:
        number = self.s.counts.get("identical", 0)
        return [self.words.say("glance.identical", n=number)] if number else []

    def _gone(self) -> list[Markdown]:
        return [
            *self._counted("dropped", edition=self.figures.old_edition),
            *self._programmes("programmes_end", "ends"),
            *self._programmes("programmes_silent", "silent"),
            *self._donors("donors_left", "left"),
        ]

    def _numbers(self) -> list[Markdown]:
        numbers = [
            *(self.figures.count_phrase(move) for move in self.figures.parties if move.difference),
            *(
                self.figures.money_phrase(move)
                for move in self.figures.money
                if move.old is not None and move.difference
            ),
        ]
        # A quantity says something without its sentence only where its words name what it counts.
        telling = [shown for shown in self.s.quantities if _LETTER.search(shown.change.new_place.quote)]
        telling = telling[: max(0, _GLANCE_NUMBERS - len(numbers))]
        others = len(self.s.quantities) + self.s.more_quantities - len(telling)
        rest = [self.words.say("glance.quantities", n=others)] if others else []
        return [*numbers, *map(self.figures.quantity_phrase, telling), *rest]

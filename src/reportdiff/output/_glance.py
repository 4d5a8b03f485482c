"""The first lines of a summary: what is new, changed and gone, which numbers moved, what contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportdiff.model import Finding, Severity
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._excerpts import width
from reportdiff.output._figure_phrases import FigurePhrases
from reportdiff.output._markdown import Markdown, without_links
from reportdiff.output._provenance_phrases import ProvenancePhrases
from reportdiff.output._summary import Summary

_GLANCE_NAMES = 4
_GLANCE_PLACES = 60
"""Columns of a list of places; a longer one is left out."""
_GLANCE_QUANTITIES = 3
_GLANCE_CONTRADICTIONS = 2


class Glance:
    """The lines, each a bold word and one sentence made of facts alone."""

    def __init__(
        self, summary: Summary, words: Catalogue, figures: FigurePhrases, beside: ProvenancePhrases
    ) -> None:
        self.s = summary
        self.words = words
        self.figures = figures
        self.beside = beside

    def lines(self) -> Iterator[tuple[Markdown, Markdown]]:
        """Bold word and sentence; what is new, changed and gone always, the others where there are any."""
        parties, money, quantities = self._parties(), self._money(), self._quantities()
        yield self._line("new", self._new() or [self.words.say("glance.nothing")])
        yield self._line("changed", self._changed() or [self.words.say("glance.nothing")])
        yield self._line("gone", self._gone() or [self.words.say("glance.nothing")])
        told = {"parties_word": parties, "money_word": money, "numbers": quantities}
        if not any(told.values()):
            told["numbers"] = [self.words.say("glance.no_numbers")]
        told |= {"contradictions": self._contradictions()}
        told |= {"corrections": self.beside.corrections(), "revisions": self.beside.revisions()}
        told |= {"no_news": self.beside.by_version()}
        for word, parts in told.items():
            if parts:
                yield self._line(word, parts)

    def _line(self, word: str, parts: Sequence[Markdown]) -> tuple[Markdown, Markdown]:
        sentence = self.words.say("semicolon").join(parts)
        stop = self.words.say("stop")
        return self.words.say(f"glance.{word}"), Markdown(sentence.removesuffix(stop) + stop)

    def _at(self, item: Markdown, place: Markdown) -> Markdown:
        return self.words.say("glance.item_with_place", item=item, place=place) if place else item

    def _counted(self, what: str, *, edition: str | None = None) -> list[Markdown]:
        number = self.s.counts.get(what, 0)
        if not number:
            return []
        said = self.words.say(f"glance.{what}", n=number)
        places = self.words.places(self.s.addresses.get(what, ()), edition=edition)
        return [self._at(said, places) if width(without_links(places)) <= _GLANCE_PLACES else said]

    def _programmes(self, key: str, *events: str) -> list[Markdown]:
        names = [event.name for event in self.s.programmes if event.event in events and not event.had_ended]
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
            *self._programmes("programmes_start", "starts"),
            *self._programmes("programmes_first", "first-mention"),
            *self._programmes("programmes_next", "next-phase"),
            *self._donors("donors_joined", "joined"),
            *self._counted("added"),
        ]

    def _changed(self) -> list[Markdown]:
        return [
            *self._number("rewritten"),
            *self._number("edited"),
            *self._number("figures"),
            *(
                self.words.say(f"glance.{how}", n=self.s.rearranged[how])
                for how in ("moved", "split", "merge")
                if self.s.rearranged.get(how)
            ),
            *self._number("identical"),
        ]

    def _number(self, what: str) -> list[Markdown]:
        number = self.s.counts.get(what, 0)
        return [self.words.say(f"glance.{what}", n=number)] if number else []

    def _gone(self) -> list[Markdown]:
        return [
            *self._programmes("programmes_end", "ends"),
            *self._programmes("programmes_silent", "silent"),
            *self._donors("donors_left", "left"),
            *self._counted("dropped", edition=self.figures.old_edition),
        ]

    def _parties(self) -> list[Markdown]:
        return [self.figures.count_phrase(move) for move in self.figures.parties if move.difference]

    def _money(self) -> list[Markdown]:
        return [
            self.figures.money_phrase(move)
            for move in self.figures.money
            if move.old is not None and move.difference
        ]

    def _quantities(self) -> list[Markdown]:
        """Those alone that surely count the same thing; how many more there may be."""
        shown = [one for one in self.s.quantities if one.sure][:_GLANCE_QUANTITIES]
        others = len(self.s.quantities) + self.s.more_quantities - len(shown)
        rest = [self.words.say("glance.quantities", n=others)] if others else []
        return [*map(self.figures.quantity_phrase, shown), *rest]

    def _contradictions(self) -> list[Markdown]:
        """The first of them in full where they are few, else how many there are and where."""
        wrong = [finding for finding in self.s.audit if finding.severity is not Severity.INFO]
        if len(wrong) <= _GLANCE_CONTRADICTIONS:
            return [self._contradiction(finding) for finding in wrong]
        places = self.words.places(list(dict.fromkeys(f.address for f in wrong if f.address)))
        return [self._at(self.words.say("glance.contradiction", n=len(wrong)), places)]

    def _contradiction(self, finding: Finding) -> Markdown:
        stop = self.words.say("stop")
        message = Markdown(self.words.message(finding).removesuffix(stop))
        return self._at(message, self.words.places([finding.address] if finding.address else []))
